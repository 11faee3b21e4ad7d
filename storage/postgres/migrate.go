package postgres

import (
	"bytes"
	"context"
	"embed"
	"io/fs"
	"regexp"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3/database"

	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/internal/schema"
)

//go:embed migrations/*.sql
var embedded embed.FS

// Migrations returns the migrations in goose's format, for hosts that look into
// them: with the tables in a schema, or, if its name is empty, in the one that
// the connection has. Migrate applies them.
func Migrations(schema string) fs.FS {
	sub, err := fs.Sub(embedded, "migrations")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return qualified{sub, namer(schema)}
}

// Migrate creates the tables, and the schema that the options name, or brings
// them up to date. It is safe when several processes do so at once, and waits
// for nobody if there is nothing to do. Precondition if a newer version of
// Praxis has been here, or a table of somebody else's has one of Praxis's names;
// Unavailable if the database cannot be written.
func Migrate(ctx context.Context, pool *pgxpool.Pool, o *Options) error {
	return migrate(ctx, "postgres.Migrate", pool, o.orDefault())
}

func migrate(ctx context.Context, op string, pool *pgxpool.Pool, o Options) error {
	db := stdlib.OpenDBFromPool(pool)
	defer db.Close()
	if err := tablesIn(o.Schema).Migrate(ctx, op, db, max(o.Patience, time.Second)); err != nil {
		return err
	}
	o.Standby, o.RowSecurity = nil, false // it is done for all tenants
	return New(pool, &o).communities.FillIndex(ctx, op)
}

// recognise reports whether a database is as this version of Praxis knows it.
func recognise(ctx context.Context, op string, pool *pgxpool.Pool, o Options) error {
	db := stdlib.OpenDBFromPool(pool)
	defer db.Close()
	return tablesIn(o.Schema).Recognise(ctx, op, db)
}

// tablesIn are the tables in a schema.
func tablesIn(name string) schema.Database {
	table := namer(name)("praxis_schema")
	create := []string{
		`CREATE TABLE IF NOT EXISTS ` + table + ` (
			id         bigint GENERATED ALWAYS AS (version_id) STORED, -- goose orders by it
			version_id bigint PRIMARY KEY,
			is_applied boolean NOT NULL,
			tstamp     timestamptz NOT NULL DEFAULT now()
		)`,
		"INSERT INTO " + table + " (version_id, is_applied) VALUES (0, true) ON CONFLICT DO NOTHING",
	}
	if name != "" {
		create = append([]string{"CREATE SCHEMA IF NOT EXISTS " + pgx.Identifier{name}.Sanitize()}, create...)
	}
	return schema.Database{
		Dialect:    database.DialectPostgres,
		Table:      table,
		Create:     create,
		Migrations: Migrations(name),
		Fault:      classify,
		Busy:       func(err error) bool { return storage.IsAgain(classify("", err)) },
		Overtaken:  overtaken,
	}
}

// tableName is where a statement names a table, or an index that it creates,
// which lies where its table does.
var tableName = regexp.MustCompile(`(INDEX )?\bpraxis_[a-z_]+\b`)

// namer puts the names of tables in a statement into a schema.
func namer(schema string) func(statement string) string {
	if schema == "" {
		return func(statement string) string { return statement }
	}
	prefix := pgx.Identifier{schema}.Sanitize() + "."
	qualify := func(name string) string {
		if strings.HasPrefix(name, "INDEX ") {
			return name
		}
		return prefix + name
	}
	return func(statement string) string { return tableName.ReplaceAllStringFunc(statement, qualify) }
}

// qualified is a folder of statements that name tables in a schema.
type qualified struct {
	fs.FS
	name func(string) string
}

// ReadFile implements fs.ReadFileFS.
func (q qualified) ReadFile(name string) ([]byte, error) {
	statements, err := fs.ReadFile(q.FS, name)
	return []byte(q.name(string(statements))), err
}

// Open implements fs.FS.
func (q qualified) Open(name string) (fs.File, error) {
	file, err := q.FS.Open(name)
	if err != nil || !strings.HasSuffix(name, ".sql") {
		return file, err
	}
	statements, err := q.ReadFile(name)
	return &rewritten{file, bytes.NewReader(statements)}, err
}

// rewritten is a file with other content.
type rewritten struct {
	fs.File
	content *bytes.Reader
}

// Read implements fs.File.
func (r *rewritten) Read(p []byte) (int, error) { return r.content.Read(p) }
