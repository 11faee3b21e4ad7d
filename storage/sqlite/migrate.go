package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
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

// schemaTable is where goose keeps which migrations have been applied.
const schemaTable = "praxis_schema"

// Migrate creates the tables or brings them up to date. It is safe when
// several processes do so at once, and waits for nobody if there is nothing to
// do. Precondition if a newer version of Praxis has been here, or a table of
// somebody else's has one of Praxis's names; Unavailable if the database cannot
// be written, or if others write to it for longer than storage.DefaultPatience.
func Migrate(ctx context.Context, db *sql.DB) error {
	return migrate(ctx, "sqlite.Migrate", db, storage.DefaultPatience)
}

func migrate(ctx context.Context, op string, db *sql.DB, patience time.Duration) error {
	std, err := database.NewStore(database.DialectSQLite3, schemaTable)
	if err != nil {
		return fault.Wrap(op, fault.Unavailable, err)
	}
	migrations, err := goose.NewProvider(database.DialectCustom, db, Migrations(),
		goose.WithStore(schema{std}), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fault.Wrap(op, fault.Unavailable, err)
	}
	sources := migrations.ListSources()
	newest := sources[len(sources)-1].Version
	races := int64(0)
	for deadline, pause := time.Now().Add(patience), time.Millisecond; ; pause = min(2*pause, longestPause) {
		if err := ended(ctx, op); err != nil {
			return err
		}
		switch err := upgrade(ctx, db, migrations, newest); {
		case overtaken(err) && races < newest:
			races++ // for each migration there can be one
		case !busy(err) || time.Now().After(deadline):
			return fault.In(op, classify(op, err))
		}
		select {
		case <-ctx.Done():
		case <-time.After(rand.N(pause)):
		}
	}
}

// upgrade applies what is missing up to the newest migration.
func upgrade(ctx context.Context, db *sql.DB, migrations *goose.Provider, newest int64) error {
	here, err := version(ctx, db)
	if err == nil && here < newest {
		_, err = migrations.Up(ctx)
	}
	if err == nil && here > newest {
		err = &fault.Error{Code: fault.Precondition,
			Problem: newer(here, newest)}
	}
	return err
}

// version returns the newest migration that has been applied, 0 for none. In a
// new database it creates the table in which they are recorded.
func version(ctx context.Context, db *sql.DB) (int64, error) {
	var newest sql.NullInt64
	err := db.QueryRowContext(ctx, "SELECT max(version_id) FROM "+schemaTable).Scan(&newest)
	if newest.Valid || err != nil && fault.CodeOf(classify("", err)) != fault.Precondition {
		return newest.Int64, err
	}
	for _, statement := range []string{
		"CREATE TABLE IF NOT EXISTS " + schemaTable + ` (
			id         INTEGER PRIMARY KEY,
			version_id INTEGER NOT NULL UNIQUE,
			is_applied INTEGER NOT NULL,
			tstamp     TIMESTAMP NOT NULL DEFAULT (datetime('now'))
		)`,
		"INSERT INTO " + schemaTable + " (version_id, is_applied) VALUES (0, 1) ON CONFLICT DO NOTHING", // which goose asks for
	} {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return 0, err
		}
	}
	return 0, nil
}

// schema is where goose records a migration, in the migration's own
// transaction. As versions are unique, of two processes at the same migration
// one is rolled back.
type schema struct{ database.Store }

// TableExists is true because version has seen to it. Goose would wait for
// seconds if it met another process there.
func (schema) TableExists(context.Context, database.DBTxConn) (bool, error) { return true, nil }

// recognise reports whether a database is as this version of Praxis knows it,
// and changes nothing.
func recognise(ctx context.Context, op string, db *sql.DB, _ time.Duration) error {
	files, err := fs.Glob(Migrations(), "*.sql")
	if err != nil {
		return fault.Wrap(op, fault.Unavailable, err)
	}
	known := int64(len(files)) // they are numbered without gaps
	var here sql.NullInt64
	err = db.QueryRowContext(ctx, "SELECT max(version_id) FROM "+schemaTable).Scan(&here)
	switch {
	case err != nil && fault.CodeOf(classify(op, err)) != fault.Precondition:
		return classify(op, err)
	case err != nil || !here.Valid:
		return fault.New(op, fault.Precondition, "the database holds no communities of Praxis")
	case here.Int64 > known:
		return fault.New(op, fault.Precondition, newer(here.Int64, known))
	case here.Int64 < known:
		return fault.New(op, fault.Precondition, fmt.Sprintf("the database has schema %d, this version of Praxis knows %d; open it for writing once", here.Int64, known))
	}
	return nil
}

func newer(here, known int64) string {
	return fmt.Sprintf("the database has schema %d, this version of Praxis knows %d; use a newer one", here, known)
}
