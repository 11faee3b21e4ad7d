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
// several processes do so at once. Precondition if a newer version of Praxis
// has been here, Unavailable if the database cannot be written.
func Migrate(ctx context.Context, db *sql.DB) error {
	const op = "sqlite.Migrate"
	std, err := database.NewStore(database.DialectSQLite3, schemaTable)
	if err != nil {
		return fault.Wrap(op, fault.Unavailable, err)
	}
	migrations, err := goose.NewProvider(database.DialectCustom, db, Migrations(),
		goose.WithStore(onceStore{std}), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fault.Wrap(op, fault.Unavailable, err)
	}
	for attempt := range 20 {
		err = migrate(ctx, migrations)
		if !contended(err) {
			break
		}
		// Another process is at it: what it has done is not done again.
		select {
		case <-ctx.Done():
		case <-time.After(rand.N(time.Millisecond << min(attempt+2, 8))):
		}
	}
	return fault.In(op, classify(op, err))
}

func migrate(ctx context.Context, p *goose.Provider) error {
	if _, err := p.Up(ctx); err != nil {
		return err
	}
	here, known, err := p.GetVersions(ctx)
	if err != nil {
		return err
	}
	if here > known {
		return fault.New("sqlite.Migrate", fault.Precondition,
			fmt.Sprintf("the database has schema %d, this version of Praxis knows %d; use a newer one", here, known))
	}
	return nil
}

// onceStore keeps goose from applying a migration twice: its version is
// recorded in the migration's own transaction, and is unique, so that of two
// processes at the same migration one is rolled back.
type onceStore struct{ database.Store }

func (onceStore) CreateVersionTable(ctx context.Context, db database.DBTxConn) error {
	_, err := db.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS `+schemaTable+` (
		id         INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL UNIQUE,
		is_applied INTEGER NOT NULL,
		tstamp     TIMESTAMP NOT NULL DEFAULT (datetime('now'))
	)`)
	return err
}
