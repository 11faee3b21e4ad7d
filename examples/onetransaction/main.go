// Onetransaction hires people: in one transaction they get a row in a table of
// the host's own and become members of a community. Whatever fails, both are
// there or neither is.
//
//	go run ./examples/onetransaction
//	go run ./examples/onetransaction -postgres 'postgres://localhost/intranet'
package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/postgres"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// host is an application with a database, in which Praxis's tables are guests.
type host struct {
	db          *sql.DB
	join        func(*sql.Tx) storage.Store // Praxis in a transaction of the host's
	communities storage.Store               // Praxis outside of one
	close       func() error
}

func main() {
	url := flag.String("postgres", "", "URL of a PostgreSQL database (default: SQLite in a temporary file)")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, *url); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, out io.Writer, url string) (err error) {
	open := onSQLite
	if url != "" {
		open = onPostgres
	}
	h, err := open(ctx, url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	if _, err := h.db.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS employee (id TEXT PRIMARY KEY, desk TEXT NOT NULL UNIQUE)"); err != nil {
		return err
	}

	ana := praxis.New(h.communities, nil).As("ana")
	auditors, err := ana.Found(ctx, cop.Charter{
		Name:   "Internal audit in the public sector",
		Domain: cop.Domain{Concern: "auditing public money well"},
	})
	if err != nil {
		return err
	}
	for _, hired := range []struct {
		id   activity.Person
		desk string
	}{{"bob", "2.17"}, {"eve", "2.17"}, {"zoë", "2.18"}} {
		if err := h.hire(ctx, hired.id, hired.desk, auditors.ID); err != nil {
			fmt.Fprintf(out, "%s is not hired: the desk is taken, so there is no membership either\n", hired.id)
		}
	}

	members, err := ana.In(auditors.ID).Members(ctx, "", 0)
	for _, m := range members {
		fmt.Fprintln(out, m.Person, "is a", m.Standing)
	}
	return err
}

// hire gives somebody a desk and a community, or neither.
func (h *host) hire(ctx context.Context, id activity.Person, desk string, community activity.CommunityID) error {
	tx, err := h.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // of no effect after the commit
	if err := praxis.New(h.join(tx), nil).As(id).In(community).Join(ctx); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO employee (id, desk) VALUES ($1, $2)", string(id), desk); err != nil {
		return err
	}
	return tx.Commit()
}

func onSQLite(ctx context.Context, _ string) (*host, error) {
	dir, err := os.MkdirTemp("", "praxis")
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "intranet.db")+
		"?_txlock=immediate&_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)")
	if err != nil {
		return nil, err
	}
	end := func() error { return errors.Join(db.Close(), os.RemoveAll(dir)) }
	return &host{db, sqlite.Join, sqlite.New(db, nil), end}, sqlite.Migrate(ctx, db)
}

func onPostgres(ctx context.Context, url string) (*host, error) {
	pool, err := pgxpool.New(ctx, url)
	if err != nil {
		return nil, err
	}
	// A host that uses pgx itself has postgres.Join for a pgx.Tx.
	join := func(tx *sql.Tx) storage.Store { return postgres.JoinSQL(tx, nil) }
	db := stdlib.OpenDBFromPool(pool)
	end := func() error {
		err := db.Close()
		pool.Close()
		return err
	}
	return &host{db, join, postgres.New(pool, nil), end}, postgres.Migrate(ctx, pool, nil)
}
