package postgres_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/require"

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

// migrated returns a pool on a new database in which Migrate has been run.
func migrated(t testing.TB, o *postgres.Options) *pgxpool.Pool {
	t.Helper()
	pool := connect(t, postgrestest.Database(t))
	require.NoError(t, postgres.Migrate(t.Context(), pool, o))
	return pool
}

// open returns a store in a new database.
func open(t testing.TB) *postgres.Store {
	t.Helper()
	return postgres.New(migrated(t, nil), nil)
}

func TestStore(t *testing.T) {
	storagetest.Run(t, func(t testing.TB) storage.Store { return open(t) })
}

// The tables may lie in a schema of their own, under a name that needs quoting,
// and a pooler in between.
func TestStoreInASchemaBehindAPooler(t *testing.T) {
	o := &postgres.Options{Schema: `Praxis's "own" $1`}
	storagetest.Run(t, func(t testing.TB) storage.Store {
		pool := connect(t, postgrestest.Bouncer(t, postgrestest.Database(t))+"&default_query_exec_mode=exec")
		require.NoError(t, postgres.Migrate(t.Context(), pool, o))
		return postgres.New(pool, o)
	})
}

func TestStoreInAHostsTransaction(t *testing.T) {
	storagetest.RunSequential(t, func(t testing.TB) storage.Store {
		tx, err := migrated(t, nil).Begin(t.Context())
		require.NoError(t, err)
		t.Cleanup(func() { _ = tx.Rollback(context.Background()) })
		return postgres.Join(tx, nil)
	})
}

func TestStoreInAHostsSQLTransaction(t *testing.T) {
	o := &postgres.Options{Schema: "praxis"}
	storagetest.RunSequential(t, func(t testing.TB) storage.Store {
		tx, err := stdlib.OpenDBFromPool(migrated(t, o)).Begin()
		require.NoError(t, err)
		t.Cleanup(func() { _ = tx.Rollback() })
		return postgres.JoinSQL(tx, o)
	})
}
