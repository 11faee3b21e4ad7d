package postgres_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/postgres"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// connect returns a pool on a database that ends with the test.
func connect(t testing.TB, url string) *pgxpool.Pool {
	t.Helper()
	pool, err := pgxpool.New(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	return pool
}

// place is a database in which each test has a schema of its own. Who ends leaves
// it empty to another, since to migrate takes longer than most tests do.
type place struct {
	url  string
	mu   sync.Mutex
	made int
	free []string
}

func newPlace(t testing.TB) *place { return &place{url: postgrestest.Database(t)} }

// schema returns the name of an empty or new schema: one that needs quoting.
func (p *place) schema() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if last := len(p.free) - 1; last >= 0 {
		name := p.free[last]
		p.free = p.free[:last]
		return name
	}
	p.made++
	return fmt.Sprintf(`Praxis's "own" $%d`, p.made)
}

// leave empties a schema for another test, unless this one has failed, in
// whatever state.
func (p *place) leave(t testing.TB, schema string) {
	if t.Failed() {
		return
	}
	ctx := context.Background() // the test's own has ended
	conn, err := pgx.Connect(ctx, p.url)
	require.NoError(t, err)
	defer conn.Close(ctx)
	rows, err := conn.Query(ctx, "SELECT tablename FROM pg_tables WHERE schemaname = $1 AND tablename <> 'praxis_schema'", schema)
	require.NoError(t, err)
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	require.NoError(t, err)
	statements := []string{"SET session_replication_role = replica"} // so that references do not matter
	for _, table := range tables {
		statements = append(statements, "DELETE FROM "+pgx.Identifier{schema, table}.Sanitize())
	}
	_, err = conn.Exec(ctx, strings.Join(statements, "; "))
	require.NoError(t, err)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, schema)
}

// migrated returns a pool on an empty schema in which Migrate has been run, and
// the options that name it.
func (p *place) migrated(t testing.TB, url string) (*pgxpool.Pool, *postgres.Options) {
	t.Helper()
	pool, o := connect(t, url), &postgres.Options{Schema: p.schema()}
	t.Cleanup(func() { p.leave(t, o.Schema) })
	require.NoError(t, postgres.Migrate(t.Context(), pool, o))
	return pool, o
}

// migrated returns what place.migrated does in a database of the test's own.
func migrated(t testing.TB) (*pgxpool.Pool, *postgres.Options) {
	t.Helper()
	p := newPlace(t)
	return p.migrated(t, p.url)
}

func TestStore(t *testing.T) {
	p := newPlace(t)
	storagetest.Run(t, func(t testing.TB) storage.Store { return postgres.New(p.migrated(t, p.url)) })
}

// A pooler may be in between, which hands out a server's connection for the
// length of a transaction.
func TestStoreBehindAPooler(t *testing.T) {
	storagetest.FewerHistories(t)
	p := newPlace(t)
	url := postgrestest.Bouncer(t, p.url) + "&default_query_exec_mode=exec"
	storagetest.Run(t, func(t testing.TB) storage.Store { return postgres.New(p.migrated(t, url)) })
}

func TestStoreInAHostsTransaction(t *testing.T) {
	storagetest.FewerHistories(t)
	p := newPlace(t)
	storagetest.RunSequential(t, func(t testing.TB) storage.Store {
		pool, o := p.migrated(t, p.url)
		tx, err := pool.Begin(t.Context())
		require.NoError(t, err)
		t.Cleanup(func() { _ = tx.Rollback(context.Background()) })
		return postgres.Join(tx, o)
	})
}

func TestStoreInAHostsSQLTransaction(t *testing.T) {
	storagetest.FewerHistories(t)
	p := newPlace(t)
	storagetest.RunSequential(t, func(t testing.TB) storage.Store {
		pool, o := p.migrated(t, p.url)
		db := stdlib.OpenDBFromPool(pool)
		tx, err := db.Begin()
		require.NoError(t, err)
		t.Cleanup(func() {
			_ = tx.Rollback()
			assert.NoError(t, db.Close())
		})
		return postgres.JoinSQL(tx, o)
	})
}

// Without a schema the tables are where the connection finds them.
func TestTheConnectionsSchema(t *testing.T) {
	s, err := postgres.Open(t.Context(), postgrestest.Database(t), nil)
	require.NoError(t, err)
	defer s.Close()
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		_, err := activity.Collect(r.Communities(ctx, activity.CommunityID{}, 0))
		return err
	}))
}
