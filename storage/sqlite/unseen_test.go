package sqlite

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A connection remembers a database without tables. It says that there are none
// for as long as somebody else holds the file, which is no reason to give up.
func TestATableThatCannotBeSeen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "praxis.db")
	connect := func() *sql.DB {
		db, err := sql.Open("sqlite", path)
		require.NoError(t, err)
		t.Cleanup(func() { assert.NoError(t, db.Close()) })
		db.SetMaxOpenConns(1)
		return db
	}
	one, other := connect(), connect()
	_, err := one.Exec("SELECT 1 FROM sqlite_schema")
	require.NoError(t, err)
	require.NoError(t, Migrate(t.Context(), other))
	_, err = other.Exec("BEGIN EXCLUSIVE")
	require.NoError(t, err)
	_, err = one.Exec("SELECT 1 FROM praxis_schema")
	assert.ErrorContains(t, err, "no such table: praxis_schema")
	assert.True(t, tables.Busy(err))
	_, err = other.Exec("COMMIT")
	require.NoError(t, err)
	_, err = one.Exec("SELECT 1 FROM praxis_schema")
	assert.NoError(t, err)
}
