package newfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/praxis-cop/praxis/fault"
)

// Make makes a file that only its owner can read. Write is given the path of an
// empty file, in a folder of its own beside the one that is to be; what it wrote
// gets its name when it has returned nil, and is gone otherwise. A process that
// is killed leaves a folder ".praxis-unfinished-*" behind.
//
// Exists if there is something under the path, be it a link that leads nowhere;
// Unavailable if it cannot be written; and as write fails.
func Make(op, path string, write func(unfinished string) error) error {
	if _, err := os.Lstat(path); err == nil {
		return occupied(op, path)
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return unwritten(op, err)
	}
	folder := filepath.Dir(path)
	own, err := os.MkdirTemp(folder, ".praxis-unfinished-*")
	if err != nil {
		return unwritten(op, err)
	}
	defer os.RemoveAll(own)
	unfinished := filepath.Join(own, "file")
	if err := os.WriteFile(unfinished, nil, 0o600); err != nil {
		return unwritten(op, err)
	}
	if err := write(unfinished); err != nil {
		return err
	}
	if err := settle(unfinished, os.O_RDWR); err != nil {
		return unwritten(op, err)
	}
	switch err := appear(unfinished, path); {
	case errors.Is(err, fs.ErrExist):
		return occupied(op, path)
	case err != nil:
		return unwritten(op, err)
	}
	if err := settle(folder, os.O_RDONLY); err != nil && runtime.GOOS != "windows" { // which settles no folders
		_ = os.Remove(path) // it might be gone after a loss of power
		return unwritten(op, err)
	}
	return nil
}

// appear gives a file its name, unless something has it: by a link, which unlike
// Rename replaces nothing, where the file system has links.
func appear(unfinished, path string) error {
	if os.Link(unfinished, path) == nil {
		return nil
	}
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	return os.Rename(unfinished, path)
}

// settle lets a file or a folder survive the loss of power.
func settle(path string, flag int) error {
	f, err := os.OpenFile(path, flag, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func occupied(op, path string) error {
	return fault.New(op, fault.Exists, path+" is there already; name a new file, or delete it first")
}

func unwritten(op string, err error) error {
	problem := "the file cannot be written; check that its folder is there, and its rights"
	if errors.Is(err, syscall.ENOSPC) {
		problem = "there is no space left; make room and try again"
	}
	return &fault.Error{Op: op, Code: fault.Unavailable, Problem: problem, Err: err}
}
