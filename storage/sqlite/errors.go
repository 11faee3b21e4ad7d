package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"github.com/praxis-cop/praxis/fault"
)

// remedy is what an error of SQLite means here, and what to do about it.
type remedy struct {
	code fault.Code
	what string
}

// remedies are those of SQLite's primary result codes.
var remedies = map[int]remedy{
	lib.SQLITE_BUSY:       {fault.Unavailable, "somebody else is at work in the database; try again later"},
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

// symptoms are for errors that have no code of their own.
var symptoms = []struct {
	text string
	remedy
}{
	{"no such table: praxis_", outdated},
	{"no such column: ", outdated},
	{"has no column named ", outdated},
	{" already exists", remedy{fault.Precondition, "a table of somebody else's has one of Praxis's names; rename it, or use another database"}},
}

var outdated = remedy{fault.Precondition, "the tables are missing or outdated; call sqlite.Migrate once"}

// outrun is for a host's transaction that has read what others then changed.
var outrun = remedy{fault.Conflict, "others have written since the host's transaction began; roll it back and begin it anew"}

func remedyFor(e *driver.Error) remedy {
	switch {
	case e.Code() == lib.SQLITE_BUSY_SNAPSHOT:
		return outrun
	case e.Code() == lib.SQLITE_IOERR_SHMSIZE:
		return remedies[lib.SQLITE_FULL] // the index of the write-ahead log cannot grow
	case primary(e) == lib.SQLITE_ERROR:
		for _, s := range symptoms {
			if strings.Contains(e.Error(), s.text) {
				return s.remedy
			}
		}
	}
	return remedies[primary(e)]
}

// primary is an error's result code without its details.
func primary(e *driver.Error) int { return e.Code() & 0xff }

// classify gives an error of the driver its code.
func classify(op string, err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return err
	}
	if errors.Is(err, sql.ErrTxDone) {
		return &fault.Error{Op: op, Code: fault.Precondition, Problem: "the host's transaction has ended; begin another, and join that", Err: err}
	}
	e, ok := errors.AsType[*driver.Error](err)
	if !ok {
		return fault.Wrap(op, fault.Unavailable, err)
	}
	r := remedyFor(e)
	if r.code == "" {
		r.code = fault.Unavailable
	}
	return &fault.Error{Op: op, Code: r.code, Problem: r.what, Err: err}
}

// busy reports whether a statement failed because somebody else holds a lock,
// so that the same statement may succeed a moment later.
func busy(err error) bool {
	e, ok := errors.AsType[*driver.Error](err)
	if !ok {
		return false
	}
	switch primary(e) {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED, lib.SQLITE_PROTOCOL:
		return true
	}
	return false
}

// unseen reports whether a connection says that there is no table of migrations.
// One that has looked before it was made says so even afterwards, while somebody
// else keeps it from looking again.
func unseen(err error) bool {
	e, ok := errors.AsType[*driver.Error](err)
	return ok && strings.Contains(e.Error(), "no such table: "+versions)
}

// overtaken reports whether a migration failed because it has been done.
func overtaken(err error) bool {
	e, ok := errors.AsType[*driver.Error](err)
	return ok && (primary(e) == lib.SQLITE_CONSTRAINT || strings.Contains(e.Error(), " already exists") || strings.Contains(e.Error(), "duplicate column"))
}

// ended is the error of an operation whose context has ended, or nil.
func ended(ctx context.Context, op string) error {
	if ctx.Err() == nil {
		return nil
	}
	return fault.In(op, context.Cause(ctx))
}
