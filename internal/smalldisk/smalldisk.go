package smalldisk

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Disk is a file system of a test's own.
type Disk struct {
	Path    string // a folder in which everybody may write
	ballast string
}

// New mounts an empty file system of so many megabytes until the test ends, or
// its process.
func New(t testing.TB, megabytes int) *Disk {
	t.Helper()
	path, err := os.MkdirTemp("", "praxis-disk-") // the path of a socket on it must be short
	require.NoError(t, err)
	k, err := mount(path, megabytes)
	switch {
	case err == nil:
	case os.Getenv("CI") != "":
		t.Fatalf("no small disk can be mounted: %v", err)
	default:
		t.Skipf("skipped: no small disk can be mounted, which takes Linux and root: %v", err)
	}
	t.Cleanup(func() { assert.NoError(t, k.release()) })
	return &Disk{Path: path, ballast: filepath.Join(path, "ballast")}
}

// Fill leaves so many bytes free.
func (d *Disk) Fill(t testing.TB, leave int64) {
	t.Helper()
	f, err := os.Create(d.ballast)
	require.NoError(t, err)
	n, err := io.Copy(f, zeros{})
	require.ErrorIs(t, err, syscall.ENOSPC)
	require.NoError(t, f.Truncate(max(0, n-leave)))
	require.NoError(t, f.Close())
}

// Clear frees what Fill has filled.
func (d *Disk) Clear(t testing.TB) {
	t.Helper()
	require.NoError(t, os.Remove(d.ballast))
}

// zeros can be read without end.
type zeros struct{}

// Read implements io.Reader.
func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
