package postgres_test

import (
	"context"
	"fmt"
	"github.com/jackc/pgx/v5/stdlib"
	"os"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/postgres"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

var schemas atomic.Int64

func open(t testing.TB) *postgres.Store {
	pool, err := pgxpool.New(t.Context(), "postgres://praxis@127.0.0.1:54999/postgres?pool_max_conns=20")
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	o := &postgres.Options{Schema: fmt.Sprintf("p%d_%d", os.Getpid(), schemas.Add(1))}
	require.NoError(t, postgres.Migrate(t.Context(), pool, o))
	return postgres.New(pool, o)
}

func TestStore(t *testing.T) {
	storagetest.Run(t, func(t testing.TB) storage.Store { return open(t) })
}

func TestStoreInAHostsTransaction(t *testing.T) {
	storagetest.RunSequential(t, func(t testing.TB) storage.Store {
		pool, err := pgxpool.New(t.Context(), "postgres://praxis@127.0.0.1:54999/postgres?pool_max_conns=4")
		require.NoError(t, err)
		t.Cleanup(pool.Close)
		o := &postgres.Options{Schema: fmt.Sprintf("p%d_%d", os.Getpid(), schemas.Add(1))}
		require.NoError(t, postgres.Migrate(t.Context(), pool, o))
		tx, err := pool.Begin(t.Context())
		require.NoError(t, err)
		t.Cleanup(func() { _ = tx.Rollback(context.Background()) })
		return postgres.Join(tx, o)
	})
}

func TestStoreInAHostsSQLTransaction(t *testing.T) {
	storagetest.RunSequential(t, func(t testing.TB) storage.Store {
		pool, err := pgxpool.New(t.Context(), "postgres://praxis@127.0.0.1:54999/postgres?pool_max_conns=4")
		require.NoError(t, err)
		t.Cleanup(pool.Close)
		o := &postgres.Options{Schema: fmt.Sprintf("p%d_%d", os.Getpid(), schemas.Add(1))}
		require.NoError(t, postgres.Migrate(t.Context(), pool, o))
		db := stdlib.OpenDBFromPool(pool)
		tx, err := db.Begin()
		require.NoError(t, err)
		t.Cleanup(func() { _ = tx.Rollback() })
		return postgres.JoinSQL(tx, o)
	})
}
