package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

func TestMigrations(t *testing.T) {
	files, err := fs.Glob(sqlite.Migrations(), "*.sql")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for i, name := range files {
		number, _, _ := strings.Cut(name, "_")
		n, err := strconv.Atoi(number)
		require.NoError(t, err, name)
		assert.Equal(t, i+1, n, "%s: they are numbered without a gap", name)
		assert.Len(t, number, 4, "%s: their names sort by their numbers", name)
	}
	assert.Equal(t, versions(len(files)), applied(t, hostDB(t)), "all of them have been applied")
}

// versions are 0, which goose begins with, to n.
func versions(n int) (all []int) {
	for v := range n + 1 {
		all = append(all, v)
	}
	return all
}

// newest is the number of the newest migration.
func newest(t testing.TB) int {
	files, err := fs.Glob(sqlite.Migrations(), "*.sql")
	require.NoError(t, err)
	return len(files)
}

// applied lists the migrations that a database has been through.
func applied(t testing.TB, db *sql.DB) []int {
	t.Helper()
	return column[int](t, db, "SELECT version_id FROM praxis_schema ORDER BY version_id, id")
}

// column reads the first column of a query's rows.
func column[T any](t testing.TB, db *sql.DB, query string, args ...any) (all []T) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query, args...)
	require.NoError(t, err)
	defer rows.Close()
	for rows.Next() {
		var v T
		require.NoError(t, rows.Scan(&v))
		all = append(all, v)
	}
	require.NoError(t, rows.Err())
	return all
}

// found opens a store and founds a community in it.
func found(ctx context.Context, path ...string) error {
	s, err := sqlite.Open(ctx, path[0], nil)
	if err != nil {
		return err
	}
	return errors.Join(foundIn(ctx, s), s.Close())
}

// foundAtHost does so in a host's database that neither waits nor is in WAL
// mode.
func foundAtHost(ctx context.Context, path ...string) error {
	db, err := sql.Open("sqlite", path[0])
	if err != nil {
		return err
	}
	defer db.Close()
	if err := sqlite.Migrate(ctx, db); err != nil {
		return err
	}
	return foundIn(ctx, sqlite.New(db, nil))
}

func foundIn(ctx context.Context, s storage.Store) error {
	_, err := praxis.New(s, nil).As("ana").Found(ctx, cop.Charter{
		Name:   "Internal audit",
		Domain: cop.Domain{Concern: "auditing public money well", Topics: []string{"payroll"}},
	})
	return err
}

// Several processes begin with the same new file at once, as the instances of
// an application do when it is installed.
func TestProcessesAtOnce(t *testing.T) {
	const processes, rounds = 8, 3
	for _, errand := range []string{"found", "found at host"} {
		t.Run(errand, func(t *testing.T) {
			t.Parallel()
			for range rounds {
				path := newFile(t)
				errands.AtOnce(t, processes, errand, path)
				db := database(t, path)
				assert.Equal(t, versions(newest(t)), applied(t, db), "each migration was applied once")
				assert.Equal(t, "ok", ask[string](t, db, "PRAGMA integrity_check"))
				founded, err := praxis.New(sqlite.New(db, nil), nil).Communities(t.Context(), activity.CommunityID{}, 0)
				require.NoError(t, err)
				assert.Len(t, founded, processes, "what each of them wrote is there")
			}
		})
	}
}

// The goroutines of one process, too, and with one connection.
func TestMigrateAtOnce(t *testing.T) {
	for _, connections := range []int{1, 8} {
		db := database(t, newFile(t))
		db.SetMaxOpenConns(connections)
		errs := make(chan error)
		for range 8 {
			go func() { errs <- sqlite.Migrate(t.Context(), db) }()
		}
		for range 8 {
			assert.NoError(t, <-errs)
		}
		assert.Equal(t, versions(newest(t)), applied(t, db))
	}
}

// schema is all that a database consists of.
func schema(t testing.TB, db *sql.DB) []string {
	t.Helper()
	return column[string](t, db, "SELECT name || coalesce(sql, '') FROM sqlite_schema ORDER BY name")
}

func TestANewerSchemaIsRefused(t *testing.T) {
	path := newFile(t)
	db := database(t, path)
	execute(t, db, "CREATE TABLE praxis_schema (id INTEGER PRIMARY KEY, version_id INTEGER, is_applied INTEGER, tstamp TIMESTAMP)")
	execute(t, db, "INSERT INTO praxis_schema (version_id, is_applied) VALUES (0, 1), (1, 1), (9999, 1)")
	before := schema(t, db)

	_, err := sqlite.Open(t.Context(), path, nil)
	for _, err := range []error{err, sqlite.Migrate(t.Context(), db)} {
		assert.ErrorIs(t, err, fault.Precondition)
		assert.ErrorContains(t, err, "the database has schema 9999, this version of Praxis knows "+strconv.Itoa(newest(t))+"; use a newer one")
	}
	assert.Equal(t, before, schema(t, db))
	assert.Equal(t, []int{0, 1, 9999}, applied(t, db))
}

func TestATableOfSomebodyElses(t *testing.T) {
	db := database(t, newFile(t))
	execute(t, db, "CREATE TABLE praxis_member (theirs)")

	err := sqlite.Migrate(t.Context(), db)
	assert.ErrorIs(t, err, fault.Precondition)
	assert.ErrorContains(t, err, "a table of somebody else's has one of Praxis's names; rename it, or use another database")
	assert.ErrorContains(t, err, "praxis_member")

	execute(t, db, "ALTER TABLE praxis_member RENAME TO member")
	assert.NoError(t, sqlite.Migrate(t.Context(), db), "nothing of the first attempt is in the way")
}

// A process may have died between any two steps.
func TestMigrateGoesOn(t *testing.T) {
	db := database(t, newFile(t))
	execute(t, db, "CREATE TABLE praxis_schema (id INTEGER PRIMARY KEY, version_id INTEGER NOT NULL UNIQUE, is_applied INTEGER NOT NULL, tstamp TIMESTAMP)")
	require.NoError(t, sqlite.Migrate(t.Context(), db))
	assert.Equal(t, versions(newest(t)), applied(t, db))
}
