package newfile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage/internal/newfile"
)

// writing writes a text, and something beside it.
func writing(text string) func(string) error {
	return func(unfinished string) error {
		return errors.Join(os.WriteFile(unfinished, []byte(text), 0o644), os.WriteFile(unfinished+"-journal", nil, 0o644))
	}
}

// names lists a folder.
func names(t *testing.T, folder string) (all []string) {
	t.Helper()
	files, err := os.ReadDir(folder)
	require.NoError(t, err)
	for _, f := range files {
		all = append(all, f.Name())
	}
	return all
}

func TestAFileIsMade(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "größe & 100%?.db")
	require.NoError(t, newfile.Make("test", path, func(unfinished string) error {
		assert.NoFileExists(t, path, "it appears when it is whole")
		assert.FileExists(t, unfinished)
		return writing("all of it")(unfinished)
	}))
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, "all of it", string(content))
	assert.Len(t, names(t, folder), 1)
	if info, err := os.Stat(path); assert.NoError(t, err) && filepath.Separator == '/' {
		assert.Equal(t, fs.FileMode(0o600), info.Mode())
	}

	t.Chdir(folder)
	require.NoError(t, newfile.Make("test", "relative", writing("too")))
	assert.Contains(t, names(t, folder), "relative")
}

// A file that is there is left alone, also if it comes meanwhile.
func TestAFileIsThere(t *testing.T) {
	folder := t.TempDir()
	for name, before := range map[string]func(path string){
		"file":     func(path string) { require.NoError(t, os.WriteFile(path, []byte("precious"), 0o600)) },
		"folder":   func(path string) { require.NoError(t, os.Mkdir(path, 0o700)) },
		"dangling": func(path string) { require.NoError(t, os.Symlink("nowhere", path)) },
	} {
		path := filepath.Join(folder, name)
		err := newfile.Make("test", path, func(unfinished string) error {
			before(path)
			return writing("else")(unfinished)
		})
		for range 2 {
			assert.ErrorIs(t, err, fault.Exists, name)
			assert.EqualError(t, err, "test: exists: "+path+" is there already; name a new file, or delete it first")
			err = newfile.Make("test", path, func(string) error { panic("it is known before anything is written") })
		}
	}
	assert.Equal(t, []string{"dangling", "file", "folder"}, names(t, folder))
	content, err := os.ReadFile(filepath.Join(folder, "file"))
	require.NoError(t, err)
	assert.Equal(t, "precious", string(content))
}

// What fails, or panics, leaves nothing behind.
func TestAFileFails(t *testing.T) {
	folder := t.TempDir()
	path, power := filepath.Join(folder, "file"), errors.New("power failure")
	assert.Equal(t, power, newfile.Make("test", path, func(unfinished string) error {
		require.NoError(t, writing("half of it")(unfinished))
		return power
	}))
	assert.Panics(t, func() { _ = newfile.Make("test", path, func(string) error { panic("at the disco") }) })
	err := newfile.Make("test", path, os.Remove)
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorContains(t, err, "test: unavailable: the file cannot be written")
	assert.Empty(t, names(t, folder))

	err = newfile.Make("test", filepath.Join(folder, "none", "file"), writing("it"))
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorContains(t, err, "check that its folder is there")
}
