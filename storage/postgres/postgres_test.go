package postgres_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"

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

// place is a database in which each test has a schema of its own.
type place struct {
	url     string
	schemas atomic.Int64
}

func newPlace(t testing.TB) *place { return &place{url: postgrestest.Database(t)} }

// migrated returns a pool on a new schema in which Migrate has been run, and the
// options that name it: one that needs quoting.
func (p *place) migrated(t testing.TB, url string) (*pgxpool.Pool, *postgres.Options) {
	t.Helper()
	pool, o := connect(t, url), &postgres.Options{Schema: fmt.Sprintf(`Praxis's "own" $%d`, p.schemas.Add(1))}
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
