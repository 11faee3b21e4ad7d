package postgres_test

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/storage/postgres"
)

// What an operator meets is told by an operation, a code and what to do, and
// never with a password.
func TestMessages(t *testing.T) {
	t.Parallel()
	open := func(o *postgres.Options) func(context.Context, string) error {
		return func(ctx context.Context, url string) error {
			s, err := postgres.Open(ctx, url, o)
			if err == nil {
				_, err = found(ctx, s)
				assert.NoError(t, s.Close())
			}
			return err
		}
	}
	migrate := func(ctx context.Context, url string) error { return postgres.Migrate(ctx, connect(t, url), nil) }
	use := func(ctx context.Context, url string) error {
		_, err := found(ctx, postgres.New(connect(t, url), nil))
		return err
	}
	edit := func(change func(*url.URL)) func(*testing.T, string) string {
		return func(t *testing.T, database string) string {
			u, err := url.Parse(database)
			require.NoError(t, err)
			change(u)
			return u.String()
		}
	}
	tables := func(statements ...string) func(*testing.T, string) string { // that have been changed
		return func(t *testing.T, database string) string {
			require.NoError(t, migrate(t.Context(), database))
			for _, statement := range statements {
				execute(t, database, statement)
			}
			return database
		}
	}
	knows := fmt.Sprintf("this version of Praxis knows %d; ", newest(t))
	for _, test := range []struct {
		what string
		meet func(t *testing.T, database string) (url string)
		do   func(ctx context.Context, url string) error
		code fault.Code
		says string
	}{
		{"a wrong password", edit(func(u *url.URL) { u.User = url.UserPassword("postgres", "guessed") }), open(nil),
			fault.Unavailable, "postgres.Open: unavailable: the server knows no such role, or by another password; check the user and the password in the URL"},
		{"an unknown role", edit(func(u *url.URL) { u.User = url.UserPassword("nobody", "guessed") }), use,
			fault.Unavailable, "the server knows no such role, or by another password"},
		{"no such database", edit(func(u *url.URL) { u.Path = "/none" }), open(nil),
			fault.Unavailable, "there is no such database; create it, or name another one"},
		{"no server", func(t *testing.T, database string) string {
			l, err := net.Listen("tcp", "127.0.0.1:0")
			require.NoError(t, err)
			require.NoError(t, l.Close()) // nobody listens there now
			return edit(func(u *url.URL) { u.Host = l.Addr().String() })(t, database)
		}, open(nil), fault.Unavailable, "the server cannot be reached; try again, or check that it runs and that the URL names it"},
		{"no such host", edit(func(u *url.URL) { u.Host = "none.invalid" }), open(nil), fault.Unavailable, "the server cannot be reached"},
		{"no URL", func(t *testing.T, database string) string { return strings.Replace(database, "127.0.0.1", "10%%", 1) }, open(nil),
			fault.Invalid, "postgres.Open: invalid: the text names no database; write it as postgres://"},
		{"a server that takes no writes", func(t *testing.T, database string) string {
			execute(t, database, "ALTER ROLE CURRENT_USER IN DATABASE "+name(t, database)+" SET default_transaction_read_only = on")
			return database
		}, open(nil), fault.Unavailable, "the server takes no writes, as a standby does not; connect to the primary"},
		{"no right to create tables", func(t *testing.T, database string) string {
			execute(t, database, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
			_, url := newRole(t, database, "")
			return url
		}, migrate, fault.Unavailable, "postgres.Migrate: unavailable: the database role lacks a right; grant it, or connect as the role that has it"},
		{"no right to create a schema", func(t *testing.T, database string) string {
			_, url := newRole(t, database, "")
			return url
		}, open(&postgres.Options{Schema: "praxis"}), fault.Unavailable, "the database role lacks a right; grant it"},
		{"no right to the tables", func(t *testing.T, database string) string {
			require.NoError(t, migrate(t.Context(), database))
			_, url := newRole(t, database, "")
			return url
		}, use, fault.Unavailable, "praxis.Found: unavailable: the database role lacks a right; grant it"},
		{"no schema", func(t *testing.T, database string) string { return database + "&search_path=none" }, migrate,
			fault.Precondition, "there is no such schema; name one in Options.Schema"},
		{"no tables", func(t *testing.T, database string) string { return database }, use,
			fault.Precondition, "the tables are missing or outdated; call postgres.Migrate once"},
		{"no tables, to be read", func(t *testing.T, database string) string { return database }, open(&postgres.Options{ReadOnly: true}),
			fault.Precondition, "the database holds no communities of Praxis; name the one that does, or open it for writing once"},
		{"a read-only store", tables(), open(&postgres.Options{ReadOnly: true}), fault.Unavailable, "the store is read only; open it without Options.ReadOnly"},
		{"older tables, to be read", tables("DELETE FROM praxis_schema WHERE version_id > 0"), open(&postgres.Options{ReadOnly: true}),
			fault.Precondition, "the database has schema 0, " + knows + "open it for writing once"},
		{"newer tables", tables("INSERT INTO praxis_schema (version_id, is_applied) VALUES (9999, true)"), open(nil),
			fault.Precondition, "postgres.Open: precondition: the database has schema 9999, " + knows + "use a newer one"},
		{"newer tables, to be read", tables("INSERT INTO praxis_schema (version_id, is_applied) VALUES (9999, true)"), open(&postgres.Options{ReadOnly: true}),
			fault.Precondition, "the database has schema 9999, " + knows + "use a newer one"},
		{"newer tables at a host", tables("INSERT INTO praxis_schema (version_id, is_applied) VALUES (9999, true)"), migrate,
			fault.Precondition, "postgres.Migrate: precondition: the database has schema 9999, " + knows + "use a newer one"},
		{"a table of somebody else's", func(t *testing.T, database string) string {
			execute(t, database, "CREATE TABLE praxis_member (theirs text)")
			return database
		}, open(nil), fault.Precondition, "a table of somebody else's has one of Praxis's names; rename it, or name another schema"},
		{"no connection left", func(t *testing.T, database string) string {
			_, url := newRole(t, database, "CONNECTION LIMIT 0")
			return url
		}, open(nil), fault.Unavailable, "the server has no connection left; make the pools smaller, or allow more"},
	} {
		t.Run(test.what, func(t *testing.T) {
			t.Parallel()
			met := test.meet(t, postgrestest.Database(t))
			err := test.do(t.Context(), met)
			var told *fault.Error
			require.ErrorAs(t, err, &told)
			assert.Equal(t, test.code, fault.CodeOf(err))
			assert.ErrorContains(t, err, test.says)
			assertNoPassword(t, met, err)
		})
	}
}

// assertNoPassword checks that an error does not contain the password of a URL.
func assertNoPassword(t *testing.T, database string, err error) {
	t.Helper()
	_, rest, _ := strings.Cut(database, "://")
	_, rest, _ = strings.Cut(rest, ":")
	password, _, _ := strings.Cut(rest, "@")
	require.NotEmpty(t, password)
	assert.NotContains(t, fmt.Sprintf("%v %+v %#v", err, err, err), password)
}

// name is that of the database to which a URL leads.
func name(t *testing.T, database string) string {
	t.Helper()
	u, err := url.Parse(database)
	require.NoError(t, err)
	return strings.TrimPrefix(u.Path, "/")
}

// A statement that takes longer than the server allows.
func TestAStatementTimeout(t *testing.T) {
	t.Parallel()
	database := postgrestest.Database(t)
	pool := connect(t, database)
	require.NoError(t, postgres.Migrate(t.Context(), pool, nil))
	id, err := found(t.Context(), postgres.New(pool, nil))
	require.NoError(t, err)
	tx, err := pool.Begin(t.Context())
	require.NoError(t, err)
	defer func() { assert.NoError(t, tx.Rollback(context.Background())) }()
	_, err = tx.Exec(t.Context(), "LOCK TABLE praxis_community")
	require.NoError(t, err)

	s := postgres.New(connect(t, database+"&statement_timeout=1"), nil)
	for what, err := range map[string]error{"View": look(t.Context(), s, id), "Update": ask(t.Context(), s, id)} {
		assert.ErrorIs(t, err, fault.Unavailable, what)
		assert.ErrorContains(t, err, "the server ended the statement, as its statement_timeout may say; try again, or allow more", what)
		assertNoPassword(t, database, err)
	}
}
