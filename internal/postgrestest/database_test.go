package postgrestest

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDatabase(t *testing.T) {
	t.Parallel()
	first, second := Database(t), Database(t, "CONNECTION LIMIT 7", "TEMPLATE template0")
	assert.NotEqual(t, database(t, first), database(t, second))
	assert.Equal(t, 7, ask[int](t, second, "SELECT datconnlimit FROM pg_database WHERE datname = current_database()"))

	execute(t, first, "CREATE TABLE things (id int)")
	assert.Equal(t, 0, ask[int](t, second, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
}

func TestDatabaseIsDropped(t *testing.T) {
	t.Parallel()
	other := Database(t)
	var url, name string
	t.Run("while the test runs", func(t *testing.T) {
		url = Database(t)
		name = database(t, url)
	})
	assert.Equal(t, 0, ask[int](t, other, "SELECT count(*) FROM pg_database WHERE datname = '"+name+"'"))

	t.Run("while somebody is connected", func(in *testing.T) {
		url = Database(in)
		open(t, url) // and closed only when the outer test ends
		name = database(t, url)
	})
	assert.Equal(t, 0, ask[int](t, other, "SELECT count(*) FROM pg_database WHERE datname = '"+name+"'"))
}

func TestDurability(t *testing.T) {
	t.Parallel()
	url := Database(t)
	for _, setting := range []string{"fsync", "full_page_writes", "synchronous_commit"} {
		assert.Equal(t, "on", ask[string](t, url, "SHOW "+setting), setting)
	}
	assert.Equal(t, "200", ask[string](t, url, "SHOW max_connections"))
	assert.Equal(t, "128MB", ask[string](t, url, "SHOW shared_buffers"))
}

// open connects until the test ends.
func open(t testing.TB, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(func() { conn.Close(t.Context()) })
	return conn
}

// simply asks without a prepared statement, which PgBouncer would forget.
const simply = pgx.QueryExecModeSimpleProtocol

func ask[T any](t testing.TB, url, query string) (answer T) {
	t.Helper()
	with(t, url, func(ctx context.Context, conn *pgx.Conn) {
		require.NoError(t, conn.QueryRow(ctx, query, simply).Scan(&answer), query)
	})
	return answer
}

func execute(t testing.TB, url string, statements ...string) {
	t.Helper()
	with(t, url, func(ctx context.Context, conn *pgx.Conn) {
		for _, statement := range statements {
			_, err := conn.Exec(ctx, statement)
			require.NoError(t, err, statement)
		}
	})
}

// with connects for as long as a function runs, which is not for long.
func with(t testing.TB, url string, fn func(context.Context, *pgx.Conn)) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	conn, err := pgx.Connect(ctx, url)
	require.NoError(t, err)
	defer conn.Close(ctx)
	fn(ctx, conn)
}

func database(t testing.TB, url string) string {
	t.Helper()
	return ask[string](t, url, "SELECT current_database()")
}
