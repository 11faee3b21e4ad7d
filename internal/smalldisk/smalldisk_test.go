package smalldisk

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/internal/errand"
)

// errands are what the process does that TestAKilledProcess kills.
var errands = errand.Errands{"hold": func(_ context.Context, path ...string) error {
	if _, err := mount(path[0], 2); err != nil {
		return err
	}
	fmt.Println("mounted")
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}}

func TestMain(m *testing.M) { errands.Main(m) }

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

// A process is killed that uses a disk, and nothing of that stays behind.
func TestAKilledProcess(t *testing.T) {
	New(t, 2) // or nothing can be mounted here
	path := filepath.Join(t.TempDir(), "disk")
	require.NoError(t, os.Mkdir(path, 0o755))
	p := errands.Command(t, "hold", path)
	in, err := p.StdinPipe()
	require.NoError(t, err)
	defer in.Close()
	out, err := p.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, p.Start())
	says, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	assert.Equal(t, "mounted\n", says)
	busy, err := os.Create(filepath.Join(path, "file"))
	require.NoError(t, err)
	defer busy.Close() // which keeps nobody

	require.NoError(t, p.Process.Kill())
	assert.Error(t, p.Wait(), "it has not ended by itself")
	require.Eventually(t, func() bool {
		_, err := os.Stat(path)
		return os.IsNotExist(err)
	}, time.Minute, 5*time.Millisecond)
}

// Where nothing can be mounted, nothing is left.
func TestNoDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "disk")
	require.NoError(t, os.Mkdir(path, 0o755))
	_, err := mount(path, -1)
	assert.Error(t, err)
	assert.NoDirExists(t, path)
}
