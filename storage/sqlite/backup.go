package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Backup writes a copy of the whole database, the communities of all tenants and
// a host's own tables included, to a new file, which Open opens. The copy is of
// one moment, not before Backup was called; others go on writing meanwhile, if
// the database is in WAL mode. It takes the place of one that reads.
//
// When Backup returns nil, the file is whole and survives the loss of power;
// otherwise there is none. Only the owner may read it. If the process is killed, a
// file ".praxis-backup-*" stays in the folder, and can be deleted.
//
// Exists if there is something under that path already; Invalid for a path that
// names no file; Precondition inside of a transaction of the same store;
// Unavailable if the folder cannot be written, there is no space left, or the
// context ends.
func (s *Store) Backup(ctx context.Context, path string) error {
	const op = "sqlite.Backup"
	if err := checkPath(op, path); err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return occupied(op, path)
	}
	return inFull(op, path, func(unfinished string) error {
		return fault.In(op, s.View(ctx, func(ctx context.Context, r storage.Reader) error {
			// SQLite's snapshot is that of the first thing that is read.
			for _, err := range r.Communities(ctx, activity.CommunityID{}, 1) {
				if err != nil {
					return err
				}
			}
			return copyPages(ctx, op, r.(*tx).db.on.(*sql.Conn), unfinished)
		}))
	})
}

// pagesAtOnce is how many pages are copied before the context is looked at again,
// about 4 MB.
const pagesAtOnce = 1000

// copyPages copies the database that a connection reads into an empty file. Pages
// are copied as they are: VACUUM INTO, which writes the rows anew, would give
// rows of a host's tables other rowids, and could not be ended in the middle. As
// the connection is in a transaction, every step sees the same state; without
// one, each write of somebody else's would make SQLite begin again.
func copyPages(ctx context.Context, op string, from *sql.Conn, path string) error {
	return from.Raw(func(conn any) error {
		b, err := conn.(interface {
			NewBackup(uri string) (*driver.Backup, error)
		}).NewBackup(uriOf(path))
		if err != nil {
			return classify(op, err)
		}
		for more := true; more && err == nil; {
			if err = ended(ctx, op); err == nil {
				more, err = b.Step(pagesAtOnce)
			}
		}
		if finished := b.Finish(); err == nil { // it closes the copy in any case
			err = finished
		}
		return classify(op, err)
	})
}

// uriOf is how SQLite names a file, whatever characters its path has.
func uriOf(path string) string {
	if path = filepath.ToSlash(path); !strings.HasPrefix(path, "/") {
		path = "/" + path // of a Windows drive
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// inFull makes a file: all of it, or none. Write writes it under another name in
// the same folder.
func inFull(op, path string, write func(unfinished string) error) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return fault.Wrap(op, fault.Invalid, err)
	}
	folder := filepath.Dir(path)
	file, err := os.CreateTemp(folder, ".praxis-backup-*")
	if err != nil {
		return unwritten(op, err)
	}
	unfinished := file.Name()
	defer func() {
		for _, suffix := range []string{"", "-journal"} {
			_ = os.Remove(unfinished + suffix) // the second is there only after a failure
		}
	}()
	// SQLite locks files in a way that closing one, by anybody in the process,
	// undoes; so it is closed before, and opened again to be synced.
	if err := file.Close(); err != nil {
		return unwritten(op, err)
	}
	if err := write(unfinished); err != nil {
		return err
	}
	if err := synced(unfinished, os.O_RDWR); err != nil {
		return unwritten(op, err)
	}
	if err := appear(unfinished, path); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return occupied(op, path)
		}
		return unwritten(op, err)
	}
	if err := synced(folder, os.O_RDONLY); err != nil && runtime.GOOS != "windows" { // which syncs no folders
		_ = os.Remove(path) // it might be gone after a loss of power
		return unwritten(op, err)
	}
	return nil
}

// appear gives a file its name, unless there is one of that name: where the file
// system can, by a link, which unlike Rename replaces nothing.
func appear(unfinished, path string) error {
	if os.Link(unfinished, path) == nil {
		return nil
	}
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	return os.Rename(unfinished, path)
}

// synced lets a file or a folder survive the loss of power.
func synced(path string, flag int) error {
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
	problem := "the copy cannot be written; check that its folder is there, and its rights"
	if errors.Is(err, syscall.ENOSPC) {
		problem = remedies[lib.SQLITE_FULL].what
	}
	return &fault.Error{Op: op, Code: fault.Unavailable, Problem: problem, Err: err}
}
