package main

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/storage/archive"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// two is a database of two communities.
func two(t *testing.T) (db string) {
	t.Helper()
	db = filepath.Join(t.TempDir(), "praxis.db")
	for _, name := range []string{"Auditors", "Gardeners, and others"} {
		ok(t, "import", write(t, "h.csv", table), "--db", db, "--community", name)
	}
	return db
}

// What is exported is imported elsewhere, and measures the same.
func TestExportAndImport(t *testing.T) {
	db, other, file := two(t), filepath.Join(t.TempDir(), "other.db"), filepath.Join(t.TempDir(), "all.jsonl")
	assert.Equal(t, "Exported 2 communities with 10 activities.\n", ok(t, "export", "--db", db, file))
	assert.Equal(t, "Imported 2 communities with 10 activities.\n", ok(t, "import", file, "--db", other))
	assert.Equal(t, "Nothing to import: the database has 2 communities with 10 activities already.\n", ok(t, "import", file, "--db", other))
	measured := ok(t, "measure", "--db", db, "--community", "Auditors", "--json")
	assert.Equal(t, measured, ok(t, "measure", "--db", other, "--community", "Auditors", "--json"))

	content := string(read(t, file))
	for _, args := range [][]string{{}, {"--community", "Gardeners, and others", "--community", "Auditors"}} {
		code, printed, err := command(t, append([]string{"export", "--db", other}, args...)...)
		assert.Zero(t, code)
		assert.Equal(t, content, printed, "without a file it is printed")
		assert.Equal(t, "Exported 2 communities with 10 activities.\n", err)
	}

	one, third := filepath.Join(t.TempDir(), "one.jsonl"), filepath.Join(t.TempDir(), "third.db")
	assert.Equal(t, "Exported 1 community with 5 activities.\n", ok(t, "export", "--db", db, "--community", "Gardeners, and others", one))
	assert.Equal(t, "Imported 1 community with 5 activities.\n", ok(t, "import", "--from", "archive", one, "--db", third))
	assert.Equal(t, "Imported 2 communities with 10 activities; the database had 1 of them already.\n", ok(t, "import", file, "--db", third))
}

// A database has another record of a community than the archive.
func TestImportOfAnotherRecord(t *testing.T) {
	db, other, file := two(t), filepath.Join(t.TempDir(), "other.db"), filepath.Join(t.TempDir(), "all.jsonl")
	ok(t, "export", "--db", db, file)
	ok(t, "import", file, "--db", other)
	ok(t, "import", write(t, "h.csv", table+"2024-03-01,u3,answer,p3,p1,u1,p1,payroll,\n"), "--db", other, "--community", "Auditors")
	code, out, err := command(t, "import", file, "--db", other)
	assert.Equal(t, failed, code)
	assert.Empty(t, out)
	assert.Contains(t, err, "nothing was imported: archive.Import: exists: community ")
	assert.Contains(t, err, "the store has it already, with another record (6 activities, and 5 in the archive)")
}

// A bad archive leaves nothing behind, not even a database.
func TestBadArchiveLeavesNothing(t *testing.T) {
	printed := ok(t, "export", "--db", two(t))
	for says, content := range map[string]string{
		"line 16: the archive is cut off here":                    strings.TrimSuffix(printed, "\n"),
		"line 4: it is not in the form of an archive":             strings.Replace(printed, `"seq":2`, `"seq": 2`, 1),
		"the archive has version 2 and this Praxis reads version": strings.Replace(printed, `"version":1`, `"version":2`, 1),
		"holds no communities; nothing was imported":              emptyArchive(t),
	} {
		db := filepath.Join(t.TempDir(), "x.db")
		code, out, err := command(t, "import", write(t, "a.jsonl", content), "--db", db)
		assert.Equal(t, failed, code, says)
		assert.Empty(t, out, says)
		assert.Contains(t, err, "nothing was imported", says)
		assert.Contains(t, err, says)
		assert.NoFileExists(t, db, says)
	}
}

func emptyArchive(t *testing.T) string {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "empty.db"), nil)
	require.NoError(t, err)
	defer s.Close()
	var b bytes.Buffer
	_, err = archive.Export(t.Context(), s, &b, nil)
	require.NoError(t, err)
	return b.String()
}

func TestMistakesWithArchives(t *testing.T) {
	db, folder := two(t), t.TempDir()
	file, there, none := filepath.Join(folder, "all.jsonl"), write(t, "there", "precious"), filepath.Join(folder, "none.db")
	ok(t, "export", "--db", db, file)
	csv := write(t, "h.csv", table)
	for _, test := range []struct {
		code int
		says string
		args []string
	}{
		{misused, "leave out --community, --label, --as and --with", []string{"import", file, "--db", db, "--community", "Auditors"}},
		{misused, "leave out --community, --label, --as and --with", []string{"import", file, "--db", db, "--as", "bob"}},
		{misused, "leave out --community, --label, --as and --with", []string{"import", file, "--db", db, "--label", "x"}},
		{misused, "missing flags: --db", []string{"export"}},
		{misused, "missing flags: --db", []string{"backup", file}},
		{misused, `expected "<file>"`, []string{"backup", "--db", db}},
		{failed, "line 1: this is no archive of Praxis", []string{"import", "--from", "archive", csv, "--db", none}},
		{failed, "import it, and measure one in the database", []string{"measure", file}},
		{failed, `no such community "Bakers"; there are: "Auditors", "Gardeners, and others"`, []string{"export", "--db", db, "--community", "Bakers"}},
		{failed, "none.db", []string{"export", "--db", none}},
		{failed, "none.db", []string{"backup", "--db", none, filepath.Join(folder, "copy.db")}},
		{failed, "there is there already; name a new file, or delete it first", []string{"export", "--db", db, there}},
		{failed, "there is there already; name a new file, or delete it first", []string{"backup", "--db", db, there}},
		{failed, "check that its folder is there", []string{"export", "--db", db, filepath.Join(folder, "none", "x")}},
		{failed, "check that its folder is there", []string{"backup", "--db", db, filepath.Join(folder, "none", "x")}},
	} {
		code, out, err := command(t, test.args...)
		assert.Equal(t, test.code, code, test.args)
		assert.Empty(t, out, test.args)
		assert.Contains(t, err, test.says, test.args)
	}
	assert.Equal(t, "precious", string(read(t, there)))
	files, err := os.ReadDir(folder)
	require.NoError(t, err)
	assert.Len(t, files, 1, "nothing is left of what failed, and nothing was made to be read")
}

// A copy holds what the database does, and is a database.
func TestBackup(t *testing.T) {
	db, copied := two(t), filepath.Join(t.TempDir(), "copy.db")
	assert.Equal(t, "Copied "+db+" to "+copied+".\n", ok(t, "backup", "--db", db, copied))
	assert.Equal(t, ok(t, "export", "--db", db), ok(t, "export", "--db", copied))
	assert.Contains(t, ok(t, "import", write(t, "h.csv", table), "--db", copied, "--community", "Bakers"), "Added 3 activities")

	other, err := sql.Open("sqlite", copied)
	require.NoError(t, err)
	_, err = other.Exec("INSERT INTO praxis_schema (version_id, is_applied) VALUES (9999, 1)")
	require.NoError(t, err)
	require.NoError(t, other.Close())
	ok(t, "backup", "--db", copied, filepath.Join(t.TempDir(), "copy of another version.db"))
}

// Whoever interrupts an export or a backup has no file.
func TestInterruptedExport(t *testing.T) {
	db, folder := two(t), t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, name := range []string{"export", "backup"} {
		var out, err bytes.Buffer
		assert.Equal(t, failed, run(ctx, []string{name, "--db", db, filepath.Join(folder, name)}, &out, &err))
		assert.Contains(t, err.String(), "context canceled")
	}
	files, err := os.ReadDir(folder)
	require.NoError(t, err)
	assert.Empty(t, files)
}
