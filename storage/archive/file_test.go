package archive_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage/archive"
	"github.com/praxis-cop/praxis/storage/memory"
)

// broken is a file that cannot be read, or gone back in, from somewhere on.
type broken struct {
	io.ReadSeeker
	reads, seeks int
}

func (b *broken) Read(p []byte) (int, error) {
	if b.reads--; b.reads < 0 {
		return 0, errPower
	}
	return b.ReadSeeker.Read(p)
}

func (b *broken) Seek(offset int64, whence int) (int64, error) {
	if b.seeks--; b.seeks < 0 {
		return 0, errPower
	}
	return b.ReadSeeker.Seek(offset, whence)
}

// The world outside fails: that is nothing that the archive can help.
func TestFilesFail(t *testing.T) {
	archived := exported(t, lived(t))
	for _, reads := range []int{0, 1, 2, 3} {
		for _, seeks := range []int{0, 1, 9} {
			target := memory.New(nil)
			done, err := archive.Import(t.Context(), target, &broken{bytes.NewReader(archived), reads, seeks})
			what := fmt.Sprintf("%d reads, %d seeks", reads, seeks)
			require.ErrorIs(t, err, errPower, what)
			require.ErrorIs(t, err, fault.Unavailable, what)
			require.Zero(t, done.Passed, what)
			if seeks < 9 || reads < 3 {
				empty(t, target, what)
			}
		}
	}
	for _, room := range []int{0, 1, 100, 8000} {
		_, err := archive.Export(t.Context(), lived(t), full(room), nil)
		assert.ErrorIs(t, err, errPower)
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.ErrorContains(t, err, "the archive cannot be written")
	}
}

// full is a disk with so much room.
func full(room int) io.Writer {
	return writerFunc(func(p []byte) (int, error) {
		if room -= len(p); room < 0 {
			return 0, errPower
		}
		return len(p), nil
	})
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// An archive may stand behind something else in its file, and is read from where
// the file stands.
func TestAnArchiveBehindSomethingElse(t *testing.T) {
	archived := exported(t, lived(t))
	file := bytes.NewReader(append([]byte("something else\n"), archived...))
	_, err := file.Seek(15, io.SeekStart)
	require.NoError(t, err)
	target := memory.New(nil)
	_, err = archive.Import(t.Context(), target, file)
	require.NoError(t, err)
	assert.Equal(t, archived, exported(t, target))
}

// changing is a file that somebody changes once it has been read.
type changing struct {
	*bytes.Reader
	later []byte
	seeks int
}

func (c *changing) Seek(offset int64, whence int) (int64, error) {
	if c.seeks++; c.seeks == 2 {
		c.Reader = bytes.NewReader(c.later)
	}
	return c.Reader.Seek(offset, whence)
}

func TestAnArchiveIsChangedMeanwhile(t *testing.T) {
	before := memory.New(nil)
	live(t, before)
	archived := exported(t, before, auditors)
	outlines(t, before, auditors, 1)
	later := exported(t, before, auditors)
	target := memory.New(nil)
	_, err := archive.Import(t.Context(), target, &changing{Reader: bytes.NewReader(archived), later: later})
	assert.ErrorIs(t, err, fault.Conflict)
	assert.ErrorContains(t, err, "the archive was changed while it was read; import it again")
	empty(t, target, "nothing is kept")
}
