package postgres_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// newRole makes a role, which is gone with the test, and returns its name and the
// URL by which it reaches a database: one that may log in, and nothing else.
func newRole(t testing.TB, database, options string) (name, as string) {
	t.Helper()
	password := rand.Text()
	name = "role_" + strings.ToLower(password[:10])
	execute(t, database, fmt.Sprintf("CREATE ROLE %s LOGIN PASSWORD '%s' %s", name, password, options))
	t.Cleanup(func() { // which comes before the database is dropped
		conn, err := pgx.Connect(context.Background(), database)
		require.NoError(t, err)
		defer conn.Close(context.Background())
		for _, statement := range []string{"DROP OWNED BY ", "DROP ROLE "} {
			_, err = conn.Exec(context.Background(), statement+name)
			assert.NoError(t, err)
		}
	})
	u, err := url.Parse(database)
	require.NoError(t, err)
	u.User = url.UserPassword(name, password)
	return name, u.String()
}
