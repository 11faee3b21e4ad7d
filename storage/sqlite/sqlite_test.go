package sqlite_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

func TestStore(t *testing.T) { storagetest.Run(t, open) }

func TestStoreInAHostsDatabase(t *testing.T) {
	storagetest.Run(t, func(t testing.TB) storage.Store { return sqlite.New(hostDB(t), nil) })
}

// open opens a store in a new file.
func open(t testing.TB) storage.Store {
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "praxis.db"), nil)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// hostDB is a host's own database, opened in the way that doc.go calls wise,
// with Praxis's tables in it.
func hostDB(t testing.TB) *sql.DB {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(t.TempDir(), "host.db")+
		"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	require.NoError(t, sqlite.Migrate(t.Context(), db))
	return db
}
