package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// newFile makes a file that only its owner can read: all of it or none, and
// never in place of another.
func newFile(path string, write func(io.Writer) error) (err error) {
	taken := fmt.Errorf("%s is there already; name a new file, or delete it first", path)
	if _, err := os.Lstat(path); err == nil {
		return taken
	}
	unfinished, err := os.CreateTemp(filepath.Dir(path), ".praxis-unfinished-*")
	if err != nil {
		return fmt.Errorf("the file cannot be written; check that its folder is there, and its rights: %w", err)
	}
	defer os.Remove(unfinished.Name())
	out := bufio.NewWriterSize(unfinished, 1<<16)
	err = write(out)
	if err == nil {
		err = errors.Join(out.Flush(), unfinished.Sync())
	}
	if err := errors.Join(err, unfinished.Close()); err != nil {
		return err
	}
	// A link, unlike a new name, replaces nothing.
	switch err := os.Link(unfinished.Name(), path); {
	case errors.Is(err, fs.ErrExist):
		return taken
	case err != nil: // the file system has no links
		return os.Rename(unfinished.Name(), path)
	}
	return nil
}
