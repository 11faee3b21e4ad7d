//go:build linux || darwin

package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

func init() { errands["back up without room"] = backUpWithoutRoom }

// room is how large the files of a process that has none may be.
const room = 1 << 20

// backUpWithoutRoom backs up where no file can be as large as the database, which
// stands for a full disk.
func backUpWithoutRoom(ctx context.Context, path ...string) error {
	s, err := sqlite.Open(ctx, path[0], nil)
	if err != nil {
		return err
	}
	defer s.Close()
	signal.Ignore(syscall.SIGXFSZ) // so that a write fails, as on a full disk
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: room, Max: room}); err != nil {
		return err
	}
	folder := filepath.Join(filepath.Dir(path[0]), "copies")
	err = s.Backup(ctx, filepath.Join(folder, "copy.db"))
	left, _ := os.ReadDir(folder)
	fmt.Printf("%s: %d files left: %v", fault.CodeOf(err), len(left), err)
	return nil
}

func TestABackupToAFullDisk(t *testing.T) {
	path := newFile(t)
	s, err := sqlite.Open(t.Context(), path, nil)
	require.NoError(t, err)
	filled(t, s, 5*room)
	require.NoError(t, s.Close())
	require.NoError(t, os.Mkdir(filepath.Join(filepath.Dir(path), "copies"), 0o700))
	said, err := errands.Command(t, "back up without room", path).Output()
	require.NoError(t, err)
	assert.Contains(t, string(said), "unavailable: 0 files left: sqlite.Backup: unavailable: ")
	accountFor(t, path, nil)
}
