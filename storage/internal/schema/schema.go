package schema

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"

	"github.com/praxis-cop/praxis/fault"
)

// Database is a database of one kind, with the migrations for it.
type Database struct {
	Dialect    database.Dialect
	Table      string   // in which migrations are recorded, by a version_id that is unique
	Create     []string // makes that table, and enters version 0
	Migrations fs.FS
	Fault      func(op string, err error) error
	Free       func(context.Context, *sql.DB) error // fails if somebody else is at work; nil where that is found out without harm
	Busy       func(error) bool                     // somebody else is at work, so that it may go well a moment later
	Overtaken  func(error) bool                     // somebody else has done it meanwhile
}

// Migrate creates the tables or brings them up to date. Several processes may
// do so at once: each migration is a transaction that records its version,
// which is unique, so that of two one is rolled back. It waits for nobody if
// there is nothing to do.
func (d Database) Migrate(ctx context.Context, op string, db *sql.DB, patience time.Duration) error {
	std, err := database.NewStore(d.Dialect, d.Table)
	if err != nil {
		return fault.Wrap(op, fault.Unavailable, err)
	}
	migrations, err := goose.NewProvider(database.DialectCustom, db, d.Migrations,
		goose.WithStore(record{std}), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fault.Wrap(op, fault.Unavailable, err)
	}
	races := 0
	for deadline, pause := time.Now().Add(patience), time.Millisecond; ; pause = min(2*pause, longestPause) {
		if err := ctx.Err(); err != nil {
			return fault.In(op, context.Cause(ctx))
		}
		err := d.upgrade(ctx, db, migrations)
		switch {
		case err == nil:
			return nil
		case d.Overtaken(err) && races < 2*(1+d.newest()):
			races++ // for each migration, and the table that records them, there can be some
		case err != errUnseen && !d.Busy(err) || time.Now().After(deadline):
			return fault.In(op, d.Fault(op, err))
		}
		select {
		case <-ctx.Done():
		case <-time.After(rand.N(pause)):
		}
	}
}

// errUnseen is why an upgrade is tried again: a table that was made a moment ago
// cannot be seen.
var errUnseen = fault.New("", fault.Unavailable, "somebody else is at work in the database; try again later")

// longestPause is how long to wait at most before somebody who is at work is
// looked after again.
const longestPause = 20 * time.Millisecond

// upgrade applies what is missing up to the newest migration.
func (d Database) upgrade(ctx context.Context, db *sql.DB, migrations *goose.Provider) error {
	here, there, err := d.version(ctx, db)
	if err != nil {
		return err
	}
	if !there {
		for _, statement := range d.Create {
			if _, err := db.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		if here, there, err = d.version(ctx, db); err == nil && !there {
			err = errUnseen
		}
		if err != nil {
			return err
		}
	}
	switch newest := d.newest(); {
	case here < newest:
		if d.Free != nil {
			if err := d.Free(ctx, db); err != nil {
				return err
			}
		}
		_, err = migrations.Up(ctx)
	case here > newest:
		err = d.newer(here)
	}
	return err
}

// version returns the newest migration that has been applied; there is false if
// none can have been.
func (d Database) version(ctx context.Context, db *sql.DB) (newest int, there bool, err error) {
	var version sql.NullInt64
	err = db.QueryRowContext(ctx, "SELECT max(version_id) FROM "+d.Table).Scan(&version)
	if err != nil && fault.CodeOf(d.Fault("", err)) != fault.Precondition {
		return 0, false, err
	}
	return int(version.Int64), err == nil && version.Valid, nil
}

// newest is the version of the last migration.
func (d Database) newest() int {
	files, err := fs.Glob(d.Migrations, "*.sql")
	if err != nil {
		panic(err) // the pattern is a good one
	}
	return len(files) // they are numbered without gaps
}

// Version returns the newest migration that has been applied, and changes
// nothing. Precondition if the database is not one of Praxis.
func (d Database) Version(ctx context.Context, op string, db *sql.DB) (int, error) {
	here, there, err := d.version(ctx, db)
	switch {
	case err != nil:
		return 0, d.Fault(op, err)
	case !there:
		return 0, fault.New(op, fault.Precondition, "the database holds no communities of Praxis; name the one that does, or open it for writing once")
	}
	return here, nil
}

// Recognise reports whether a database is as this version of Praxis knows it,
// and changes nothing.
func (d Database) Recognise(ctx context.Context, op string, db *sql.DB) error {
	here, err := d.Version(ctx, op, db)
	switch {
	case err != nil:
		return err
	case here > d.newest():
		return fault.In(op, d.newer(here))
	case here < d.newest():
		return fault.New(op, fault.Precondition, fmt.Sprintf("the database has schema %d, this version of Praxis knows %d; open it for writing once", here, d.newest()))
	}
	return nil
}

func (d Database) newer(here int) error {
	return &fault.Error{Code: fault.Precondition, Problem: fmt.Sprintf("the database has schema %d, this version of Praxis knows %d; use a newer one", here, d.newest())}
}

// record is where goose records a migration, in the migration's own
// transaction.
type record struct{ database.Store }

// TableExists is true because upgrade has seen to it. Goose would wait for
// seconds if it met another process there.
func (record) TableExists(context.Context, database.DBTxConn) (bool, error) { return true, nil }
