package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"io/fs"
	"math/rand/v2"
	"time"

	"github.com/pressly/goose/v3/database"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/internal/schema"
)

//go:embed migrations/*.sql
var embedded embed.FS

// Migrations returns the migrations in goose's format, for hosts that look
// into them. Migrate applies them.
func Migrations() fs.FS {
	sub, err := fs.Sub(embedded, "migrations")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return sub
}

// versions is the table that records which migrations have been applied.
const versions = "praxis_schema"

var tables = schema.Database{
	Dialect: database.DialectSQLite3,
	Table:   versions,
	Create: []string{
		`CREATE TABLE IF NOT EXISTS ` + versions + ` (
			id         INTEGER PRIMARY KEY,
			version_id INTEGER NOT NULL UNIQUE,
			is_applied INTEGER NOT NULL,
			tstamp     TIMESTAMP NOT NULL DEFAULT (datetime('now'))
		)`,
		"INSERT INTO " + versions + " (version_id, is_applied) VALUES (0, 1) ON CONFLICT DO NOTHING",
	},
	Migrations: Migrations(),
	Fault:      classify,
	Free:       free,
	Busy:       func(err error) bool { return busy(err) || unseen(err) },
	Overtaken:  overtaken,
}

// Migrate creates the tables or brings them up to date. It is safe when
// several processes do so at once, and waits for nobody if there is nothing to
// do. Precondition if a newer version of Praxis has been here, or a table of
// somebody else's has one of Praxis's names; Unavailable if the database cannot
// be written, or if others write to it for longer than storage.DefaultPatience.
func Migrate(ctx context.Context, db *sql.DB) error {
	const op = "sqlite.Migrate"
	if err := migrate(ctx, op, db, storage.DefaultPatience); err != nil {
		return err
	}
	// Without WAL, readers have to wait for writers, too.
	for deadline := time.Now().Add(storage.DefaultPatience); ; {
		err := New(db, nil).communities.FillIndex(ctx, op)
		if err == nil || !busy(err) || time.Now().After(deadline) {
			return err
		}
		select {
		case <-ctx.Done():
			return fault.In(op, context.Cause(ctx))
		case <-time.After(rand.N(longestPause)):
		}
	}
}

// free reports, as a busy error, whether somebody else writes. Whoever began a
// migration only to find out would hold a lock meanwhile that keeps the other from
// committing theirs, if the database is not in WAL mode.
func free(ctx context.Context, db *sql.DB) (err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	_, err = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	return err
}

func migrate(ctx context.Context, op string, db *sql.DB, patience time.Duration) error {
	return tables.Migrate(ctx, op, db, patience)
}

// recognise reports whether a database is as this version of Praxis knows it.
func recognise(ctx context.Context, op string, db *sql.DB, _ time.Duration) error {
	return tables.Recognise(ctx, op, db)
}
