package postgrestest

import (
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBouncer(t *testing.T) {
	t.Parallel()
	direct := Database(t)
	var pooled string
	t.Run("while the test runs", func(t *testing.T) {
		pooled = Bouncer(t, direct)
		assert.Equal(t, database(t, direct), database(t, pooled), "it is the same database")

		conn := open(t, pooled)
		session := func(query string) (pid int, timeout string) {
			require.NoError(t, conn.QueryRow(t.Context(), "SELECT pg_backend_pid(), "+query, simply).Scan(&pid, &timeout))
			return pid, timeout
		}
		first, timeout := session("set_config('lock_timeout', '7s', false)")
		assert.Equal(t, "7s", timeout)
		second, timeout := session("current_setting('lock_timeout')")
		assert.Equal(t, "0", timeout)
		assert.NotEqual(t, first, second, "a connection's transactions are on different ones")

		_, err := conn.Prepare(t.Context(), "one", "SELECT 1")
		require.NoError(t, err)
		_, err = conn.Exec(t.Context(), "one")
		assert.ErrorContains(t, err, `prepared statement "one" does not exist`)
	})
	_, err := pgx.Connect(t.Context(), pooled)
	assert.ErrorContains(t, err, "refused", "it has ended with the test")
}

func TestKeepsPrepared(t *testing.T) {
	for version, want := range map[string]bool{
		"PgBouncer 1.18.0\nlibevent 2.1.12": false,
		"PgBouncer 1.20.1":                  false,
		"PgBouncer 1.21.0":                  true,
		"PgBouncer 2.0.0":                   true,
	} {
		assert.Equal(t, want, keepsPrepared(version), version)
	}
}
