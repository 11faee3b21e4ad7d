package praxis_test

import (
	"context"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/storage/postgres"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// inRows is in which columns of a database's tables something tells of qa, or has
// their words: of whatever type they are, since all can be read as text.
func inRows(t testing.TB, pool *pgxpool.Pool, words bool) (where []string) {
	t.Helper()
	ctx := t.Context()
	columns := query[struct{ Schema, Table, Column string }](t, pool, `SELECT table_schema, table_name, column_name
		FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
		WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`)
	require.Greater(t, len(columns), 100, "all tables")
	for _, c := range columns {
		column, table := pgx.Identifier{c.Column}.Sanitize(), pgx.Identifier{c.Schema, c.Table}.Sanitize()
		var found int
		require.NoError(t, pool.QueryRow(ctx, fmt.Sprintf(`SELECT count(*) FROM %s WHERE strpos(%s::text, $1) > 0 OR $2 AND strpos(%[2]s::text, $3) > 0`,
			table, column), string(qa), words, said).Scan(&found))
		if found > 0 {
			where = append(where, c.Table+"."+c.Column)
		}
	}
	return where
}

// inBytes is which of a database's files hold a text: those of its tables and
// indexes, its own catalog included, as they are after a checkpoint.
func inBytes(t testing.TB, pool *pgxpool.Pool, text string) (where []string) {
	t.Helper()
	_, err := pool.Exec(t.Context(), "CHECKPOINT")
	require.NoError(t, err)
	files := query[struct{ Name string }](t, pool, fmt.Sprintf(`SELECT relname::text FROM pg_class
		WHERE relkind IN ('r', 'i', 't') AND NOT relisshared AND pg_relation_filepath(oid) IS NOT NULL
		AND strpos(encode(pg_read_binary_file(pg_relation_filepath(oid)), 'hex'), '%s') > 0`, hex.EncodeToString([]byte(text))))
	for _, f := range files {
		where = append(where, f.Name)
	}
	return where
}

func query[T any](t testing.TB, pool *pgxpool.Pool, sql string) []T {
	t.Helper()
	rows, err := pool.Query(t.Context(), sql)
	require.NoError(t, err)
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[T])
	require.NoError(t, err)
	return all
}

// TestNoTraceInTheRows: after an erasure no column of any table on PostgreSQL
// tells of the person; and after what docs/storage.md asks for then, no file of
// the database does, and no statistics.
func TestNoTraceInTheRows(t *testing.T) {
	for _, words := range []bool{false, true} {
		t.Run(fmt.Sprint("words ", words), func(t *testing.T) {
			ctx := t.Context()
			pool, err := pgxpool.New(ctx, postgrestest.Database(t))
			require.NoError(t, err)
			t.Cleanup(pool.Close)
			require.NoError(t, postgres.Migrate(ctx, pool, nil))
			store := postgres.New(pool, nil)
			c := newEventful(t, store)
			crowd(t, c)
			if words { // the whole way once: it takes its time
				execAll(t, pool, "ANALYZE")
			}
			known := inRows(t, pool, words)
			for _, table := range []string{"activity", "member", "tally", "received", "presence", "space", "gathering", "meeting", "proposal", "tie", "rating", "recognition"} {
				assert.Contains(t, strings.Join(known, " "), "praxis_"+table+".", "they were there")
			}

			_, err = c.As(qa).Erase(ctx, &praxis.EraseOptions{Words: words})
			require.NoError(t, err)
			storagetest.AccountFor(t, store, c.ID)
			assert.Empty(t, inRows(t, pool, words))

			if !words {
				return
			}
			execAll(t, pool, "VACUUM")
			assert.NotEmpty(t, inBytes(t, pool, string(qa)), "bytes of what is gone stay in pages, and in statistics")
			execAll(t, pool, "ANALYZE", "VACUUM FULL")
			assert.Empty(t, inBytes(t, pool, string(qa)))
		})
	}
}

func execAll(t testing.TB, pool *pgxpool.Pool, statements ...string) {
	t.Helper()
	for _, s := range statements {
		_, err := pool.Exec(context.WithoutCancel(t.Context()), s)
		require.NoError(t, err, s)
	}
}
