package postgrestest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// shared is the server of all tests in this process. Its keeper ends it.
var shared = sync.OnceValues(func() (*Server, error) { return start(nil) })

var databases atomic.Int64

// Database returns the connection URL of a new and empty database on the server
// that all tests of a package share. It is dropped when the test ends, whoever
// is still connected. Clauses are those of CREATE DATABASE, as in
// "TEMPLATE template0", "LOCALE_PROVIDER icu", "ICU_LOCALE 'de'".
func Database(t testing.TB, clauses ...string) string {
	t.Helper()
	s, err := shared()
	must(t, err)
	name := fmt.Sprintf("test_%d", databases.Add(1))
	s.exec(t, fmt.Sprintf("CREATE DATABASE %s %s", name, strings.Join(clauses, " ")))
	t.Cleanup(func() {
		ctx := context.Background() // the test's own has ended
		conn, err := pgx.Connect(ctx, s.socket())
		require.NoError(t, err)
		defer conn.Close(ctx)
		_, err = conn.Exec(ctx, fmt.Sprintf("DROP DATABASE %s WITH (FORCE)", name))
		assert.NoError(t, err)
	})
	return s.URL(name)
}
