package sqlite_test

import (
	"context"
	"database/sql"
	"net/url"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// database opens a database as a host does, with these pragmas.
func database(t testing.TB, path string, pragmas ...string) *sql.DB {
	t.Helper()
	dsn := url.URL{Scheme: "file", Path: path, RawQuery: url.Values{"_pragma": pragmas}.Encode()}
	db, err := sql.Open("sqlite", dsn.String())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

// wise are the pragmas that doc.go calls so.
var wise = []string{"busy_timeout(5000)", "journal_mode(WAL)", "foreign_keys(1)"}

// hostDB is a host's own database, with a table of its own and those of Praxis.
func hostDB(t testing.TB) *sql.DB {
	t.Helper()
	db := database(t, filepath.Join(t.TempDir(), "host.db"), wise...)
	require.NoError(t, sqlite.Migrate(t.Context(), db))
	execute(t, db, "CREATE TABLE employee (id TEXT PRIMARY KEY)")
	return db
}

// begin begins a transaction of the host's.
func begin(t testing.TB, db *sql.DB) *sql.Tx {
	t.Helper()
	tx, err := db.BeginTx(context.WithoutCancel(t.Context()), nil)
	require.NoError(t, err)
	t.Cleanup(func() { _ = tx.Rollback() })
	return tx
}

// querier is a *sql.DB or a *sql.Tx.
type querier interface {
	Exec(query string, args ...any) (sql.Result, error)
	QueryRow(query string, args ...any) *sql.Row
}

// execute runs a statement.
func execute(t testing.TB, q querier, statement string, args ...any) {
	t.Helper()
	_, err := q.Exec(statement, args...)
	require.NoError(t, err)
}

// ask reads a single value.
func ask[T any](t testing.TB, q querier, query string, args ...any) (v T) {
	t.Helper()
	require.NoError(t, q.QueryRow(query, args...).Scan(&v))
	return v
}

// employ writes to the host's own table, and employees counts what is there.
func employ(t testing.TB, q querier, id string) {
	t.Helper()
	execute(t, q, "INSERT INTO employee VALUES (?)", id)
}

func employees(t testing.TB, q querier) int {
	t.Helper()
	return ask[int](t, q, "SELECT count(*) FROM employee")
}

// impatient is for tests in which a transaction waits in vain.
const impatient = 50 * time.Millisecond

// A host that allows one connection is told when it asks for two, and does not
// hang.
func TestOneConnection(t *testing.T) {
	db := hostDB(t)
	db.SetMaxOpenConns(1)
	s := sqlite.New(db, &sqlite.Options{Patience: impatient})
	id := newCommunity(t, s)

	outer := t.Context()
	view := func() error { return s.View(outer, func(context.Context, storage.Reader) error { return nil }) }
	update := func() error { return s.Update(outer, func(context.Context, storage.Tx) error { return nil }) }
	for _, inner := range []func() error{view, update} {
		for _, err := range []error{
			s.View(outer, func(context.Context, storage.Reader) error { return inner() }),
			s.Update(outer, func(context.Context, storage.Tx) error { return inner() }),
		} {
			assert.ErrorIs(t, err, fault.Unavailable)
			assert.ErrorContains(t, err, "never begin a transaction inside of another")
		}
	}
	require.NoError(t, welcome(outer, s, id, "bob"), "the store goes on")
	assert.Equal(t, []activity.Person{"bob"}, members(t, s, id))
}

// Whatever becomes of a transaction, the host gets its connection back in
// order.
func TestAHostsConnection(t *testing.T) {
	for name, use := range map[string]func(*testing.T, storage.Store){
		"after an Update": func(t *testing.T, s storage.Store) { newCommunity(t, s) },
		"after a View":    func(t *testing.T, s storage.Store) { members(t, s, newCommunity(t, s)) },
		"after a failure": func(t *testing.T, s storage.Store) {
			assert.ErrorIs(t, welcome(t.Context(), s, activity.CommunityID{1}, "bob"), fault.NotFound)
		},
		"after a panic": func(t *testing.T, s storage.Store) {
			assert.Panics(t, func() {
				_ = s.Update(t.Context(), func(context.Context, storage.Tx) error { panic("at the disco") })
			})
		},
		"after its context has ended": func(t *testing.T, s storage.Store) {
			id := newCommunity(t, s)
			ctx, cancel := context.WithCancel(t.Context())
			assert.ErrorIs(t, s.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
				defer cancel()
				return welcoming(id, "bob")(ctx, tx)
			}), fault.Unavailable)
		},
	} {
		t.Run(name, func(t *testing.T) {
			db := hostDB(t)
			db.SetMaxOpenConns(1)
			execute(t, db, "CREATE TEMP TABLE mark (here)") // of this one connection
			use(t, sqlite.New(db, nil))

			assert.Zero(t, db.Stats().InUse)
			tx := begin(t, db) // which fails inside of another transaction
			employ(t, tx, "ana")
			require.NoError(t, tx.Commit())
			assert.Equal(t, 1, employees(t, db))
			assert.Zero(t, ask[int](t, db, "SELECT count(*) FROM mark"), "it is the same one")
		})
	}
}

// A database in memory is as long there as its connection, which no failure
// takes away.
func TestAHostsMemory(t *testing.T) {
	db, err := sql.Open("sqlite", ":memory:")
	require.NoError(t, err)
	defer db.Close()
	db.SetMaxOpenConns(1)
	require.NoError(t, sqlite.Migrate(t.Context(), db))
	s := sqlite.New(db, nil)
	id := newCommunity(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	assert.ErrorIs(t, s.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		cancel()
		return welcoming(id, "bob")(ctx, tx)
	}), context.Canceled)
	assert.Panics(t, func() { _ = s.View(t.Context(), func(context.Context, storage.Reader) error { panic("at the disco") }) })
	assert.NoError(t, welcome(t.Context(), s, id, "bob"))
	assert.Equal(t, []activity.Person{"bob"}, members(t, s, id))
}

func TestMissingTables(t *testing.T) {
	db := database(t, newFile(t), wise...)
	for name, s := range map[string]storage.Store{"New": sqlite.New(db, nil), "Join": sqlite.Join(begin(t, db))} {
		err := welcome(t.Context(), s, activity.CommunityID{1}, "bob")
		assert.ErrorIs(t, err, fault.Precondition, name)
		assert.ErrorContains(t, err, "call sqlite.Migrate", name)
	}
}
