package main

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/praxis-cop/praxis/internal/postgrestest"
)

// A database may be one of PostgreSQL's.
func TestOnPostgres(t *testing.T) {
	db, file := postgrestest.Database(t), two(t)
	code, _, err := command(t, "measure", "--db", db, "--community", "Auditors")
	assert.Equal(t, failed, code)
	assert.Contains(t, err, "the database holds no communities of Praxis")

	archive := filepath.Join(t.TempDir(), "all.jsonl")
	ok(t, "export", "--db", file, archive)
	assert.Equal(t, "Imported 2 communities with 10 activities.\n", ok(t, "import", archive, "--db", db))
	assert.Equal(t, "Nothing to import: the database has 2 communities with 10 activities already.\n", ok(t, "import", archive, "--db", db))
	assert.Equal(t, string(read(t, archive)), ok(t, "export", "--db", db))
	assert.Equal(t, ok(t, "measure", "--db", file, "--community", "Auditors", "--json"), ok(t, "measure", "--db", db, "--community", "Auditors", "--json"))
	ok(t, "import", write(t, "h.csv", table), "--db", db, "--community", "Printers")

	code, _, err = command(t, "backup", "--db", db, filepath.Join(t.TempDir(), "copy.db"))
	assert.Equal(t, failed, code)
	assert.Contains(t, err, "is copied with tools of its own, such as pg_dump, or its communities with praxis export")
}
