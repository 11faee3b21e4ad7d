package sqlite

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	driver "modernc.org/sqlite"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/internal/newfile"
)

// Backup writes a copy of the whole database, the communities of all tenants and
// a host's own tables included, to a new file, which Open opens. The copy is of
// one moment, not before Backup was called; others go on writing meanwhile, if
// the database is in WAL mode. It takes the place of one that reads.
//
// When Backup returns nil, the file is whole and survives the loss of power;
// otherwise there is none. Only the owner may read it. If the process is killed, a
// folder ".praxis-unfinished-*" stays beside it, and can be deleted.
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
	return newfile.Make(op, path, func(unfinished string) error {
		// Where a View cannot be, inside of another transaction, a backup cannot.
		if err := s.View(ctx, func(context.Context, storage.Reader) error { return nil }); err != nil {
			return fault.In(op, err)
		}
		return copyFrom(ctx, op, s.engine.read, unfinished)
	})
}

// Backup is Store.Backup for a file that need not be open, and need not be as this
// version of Praxis knows it: whichever has written it, it is copied as it is. So
// it can be kept before an upgrade. Precondition if it holds no communities of
// Praxis.
func Backup(ctx context.Context, from, path string) error {
	const op = "sqlite.Backup"
	for _, name := range []string{from, path} {
		if err := checkPath(op, name); err != nil {
			return err
		}
	}
	if _, err := os.Stat(from); err != nil {
		return fault.Wrap(op, fault.Unavailable, err)
	}
	opts := (&Options{ReadOnly: true}).orDefault()
	db, err := open(from, opts, 1, opts.Patience)
	if err != nil {
		return fault.Wrap(op, fault.Invalid, err)
	}
	defer db.Close()
	if _, err := tables.Version(ctx, op, db); err != nil {
		return err
	}
	return newfile.Make(op, path, func(unfinished string) error {
		return copyFrom(ctx, op, borrow(db, opts.Patience), unfinished)
	})
}

// copyFrom copies a database as it is at one moment.
func copyFrom(ctx context.Context, op string, from *sessions, path string) error {
	session, err := from.take(ctx, op)
	if err != nil {
		return err
	}
	defer from.release(session)
	if err := session.begin(ctx, op, reading); err != nil {
		return err
	}
	defer session.rollback()
	// The moment is that of the first thing that is read.
	if err := session.insist(ctx, op, "SELECT 1 FROM sqlite_schema"); err != nil {
		return err
	}
	return copyPages(ctx, op, session.conn, path)
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
