package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// A store has a file of its own, lives in a host's database, or in a
// transaction that the host has begun.

func TestStore(t *testing.T) {
	storagetest.Run(t, func(t testing.TB) storage.Store { return open(t, nil) })
}

func TestStoreInAHostsDatabase(t *testing.T) {
	storagetest.FewerHistories(t)
	storagetest.Run(t, func(t testing.TB) storage.Store { return sqlite.New(hostDB(t), nil) })
}

func TestStoreInAHostsTransaction(t *testing.T) {
	storagetest.FewerHistories(t)
	storagetest.RunSequential(t, func(t testing.TB) storage.Store { return sqlite.Join(begin(t, hostDB(t))) })
}

// newFile is the path of a file that is not there yet.
func newFile(t testing.TB) string { return filepath.Join(t.TempDir(), "praxis.db") }

// open opens a store in a new file.
func open(t testing.TB, o *sqlite.Options) *sqlite.Store { return openFile(t, newFile(t), o) }

func openFile(t testing.TB, path string, o *sqlite.Options) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, o)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}
