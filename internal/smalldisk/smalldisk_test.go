package smalldisk

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDisk(t *testing.T) {
	var path string
	t.Run("while the test runs", func(t *testing.T) {
		d := New(t, 2)
		path = d.Path
		file := filepath.Join(path, "file")
		require.NoError(t, os.WriteFile(file, make([]byte, 1<<20), 0o600))
		for range 2 {
			d.Fill(t, 64<<10)
			require.NoError(t, os.WriteFile(filepath.Join(path, "little"), make([]byte, 32<<10), 0o600))
			require.ErrorIs(t, os.WriteFile(file+"2", make([]byte, 128<<10), 0o600), syscall.ENOSPC)
			require.NoError(t, os.Remove(file+"2"))
			d.Clear(t)
			require.NoError(t, os.WriteFile(file+"2", make([]byte, 128<<10), 0o600))
			require.NoError(t, os.Remove(file+"2"))
		}
	})
	assert.NoDirExists(t, path, "it has gone with the test")
}
