package postgres_test

import (
	"context"
	"errors"
	"io/fs"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/storage/postgres"
)

// column reads the only column of a query's rows.
func column[T any](t testing.TB, pool *pgxpool.Pool, query string, args ...any) []T {
	t.Helper()
	rows, err := pool.Query(t.Context(), query, args...)
	require.NoError(t, err)
	all, err := pgx.CollectRows(rows, pgx.RowTo[T])
	require.NoError(t, err)
	return all
}

// newest is the number of the newest migration.
func newest(t testing.TB) int {
	files, err := fs.Glob(postgres.Migrations(""), "*.sql")
	require.NoError(t, err)
	return len(files)
}

// applied lists the migrations that the tables in a schema have been through.
func applied(t testing.TB, pool *pgxpool.Pool, schema string) []int {
	t.Helper()
	return column[int](t, pool, "SELECT version_id::int FROM "+pgx.Identifier{schema, "praxis_schema"}.Sanitize()+" ORDER BY version_id")
}

// versions are 0, which goose begins with, to the newest.
func versions(t testing.TB) (all []int) {
	for v := range newest(t) + 1 {
		all = append(all, v)
	}
	return all
}

// foundIn opens a store in a schema of a database and founds a community.
func foundIn(ctx context.Context, args ...string) error {
	s, err := postgres.Open(ctx, args[0], &postgres.Options{Schema: args[1]})
	if err != nil {
		return err
	}
	_, err = found(ctx, s)
	return errors.Join(err, s.Close())
}

// Several processes begin in the same empty database at once, as the instances
// of an application do when it is installed.
func TestProcessesAtOnce(t *testing.T) {
	t.Parallel()
	const processes, rounds = 8, 3
	for range rounds {
		url := postgrestest.Database(t)
		for _, schema := range []string{"public", "its own"} {
			errands.AtOnce(t, processes, "found", url, schema)
			pool := connect(t, url)
			assert.Equal(t, versions(t), applied(t, pool, schema), "each migration was applied once")
			founded, err := praxis.New(postgres.New(pool, &postgres.Options{Schema: schema}), nil).Communities(t.Context(), activity.CommunityID{}, 0)
			require.NoError(t, err)
			assert.Len(t, founded, processes, "what each of them wrote is there")
		}
	}
}
