package sqlite

import (
	"errors"
	"strings"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// remedies says what each of SQLite's primary result codes means here.
var remedies = map[int]struct {
	code fault.Code
	what string
}{
	lib.SQLITE_BUSY:       {fault.Unavailable, "another process is writing; try again later"},
	lib.SQLITE_LOCKED:     {fault.Unavailable, "the tables are locked; try again later"},
	lib.SQLITE_FULL:       {fault.Unavailable, "there is no space left; make room and try again"},
	lib.SQLITE_READONLY:   {fault.Unavailable, "the database is read-only; check the rights of the file and its folder"},
	lib.SQLITE_CANTOPEN:   {fault.Unavailable, "the file cannot be opened; check that its folder is there, and its rights"},
	lib.SQLITE_IOERR:      {fault.Unavailable, "the disk failed; check it"},
	lib.SQLITE_CORRUPT:    {fault.Unavailable, "the database is damaged; restore a backup"},
	lib.SQLITE_NOTADB:     {fault.Unavailable, "the file is no SQLite database; name another one"},
	lib.SQLITE_TOOBIG:     {fault.Invalid, "a text is too large"},
	lib.SQLITE_CONSTRAINT: {fault.Conflict, "it contradicts what is stored"},
}

// classify gives an error of the driver its code.
func classify(op string, err error) error {
	if err == nil || fault.CodeOf(err) != fault.Unavailable {
		return err
	}
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return err
	}
	e, ok := errors.AsType[*driver.Error](err)
	if !ok {
		return fault.Wrap(op, fault.Unavailable, err)
	}
	if e.Code() == lib.SQLITE_BUSY_SNAPSHOT {
		return storage.Again(fault.Wrap(op, fault.Conflict, err))
	}
	if strings.Contains(e.Error(), "no such table: praxis_") {
		return &fault.Error{Op: op, Code: fault.Precondition, Problem: "the tables are missing; call sqlite.Migrate once", Err: err}
	}
	remedy, ok := remedies[e.Code()&0xff]
	if !ok {
		return fault.Wrap(op, fault.Unavailable, err)
	}
	return &fault.Error{Op: op, Code: remedy.code, Problem: remedy.what, Err: err}
}

// contended reports whether a migration failed because somebody else was at it
// or had just done it.
func contended(err error) bool {
	e, ok := errors.AsType[*driver.Error](err)
	if !ok {
		return false
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED, lib.SQLITE_CONSTRAINT:
		return true
	}
	return strings.Contains(e.Error(), "already exists") || strings.Contains(e.Error(), "duplicate column")
}
