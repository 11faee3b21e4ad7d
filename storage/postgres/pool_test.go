package postgres_test

import (
	"context"
	"fmt"
	"net"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/postgres"
)

// found founds a community.
func found(ctx context.Context, s storage.Store) (activity.CommunityID, error) {
	c, err := praxis.New(s, nil).As("ana").Found(ctx, cop.Charter{Name: "Internal audit", Domain: cop.Domain{Concern: "auditing"}})
	return c.ID, err
}

// look reads a community.
func look(ctx context.Context, s storage.Store, id activity.CommunityID) error {
	return s.View(ctx, func(ctx context.Context, r storage.Reader) error {
		_, err := r.Community(ctx, id)
		return err
	})
}

// ask asks a question in a community.
func ask(ctx context.Context, s storage.Store, id activity.CommunityID) error {
	_, err := praxis.New(s, nil).As("ana").In(id).Ask(ctx, "How do other countries sample payroll?")
	return err
}

// served returns a server with the tables.
func served(t *testing.T, settings postgrestest.Settings) *postgrestest.Server {
	t.Helper()
	server := postgrestest.Start(t, settings)
	require.NoError(t, postgres.Migrate(t.Context(), connect(t, server.URL("postgres")), nil))
	return server
}

// pooled returns a pool with a number of idle connections, which it takes to be
// alive.
func pooled(t *testing.T, url string, idle int, change func(*pgxpool.Config)) *pgxpool.Pool {
	t.Helper()
	config, err := pgxpool.ParseConfig(url)
	require.NoError(t, err)
	config.MaxConns = max(config.MaxConns, int32(idle))
	config.ShouldPing = func(context.Context, pgxpool.ShouldPingParams) bool { return false }
	if change != nil {
		change(config)
	}
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	fill(t, pool, idle)
	return pool
}

// fill lets a pool make connections, which are idle then.
func fill(t *testing.T, pool *pgxpool.Pool, idle int) {
	t.Helper()
	taken := make([]*pgxpool.Conn, idle)
	for i := range taken {
		var err error
		taken[i], err = pool.Acquire(t.Context())
		require.NoError(t, err)
	}
	for _, c := range taken {
		c.Release()
	}
}

// One call finds a server gone; after that no other connection to it is tried.
func TestConnectionsToAServerThatIsGone(t *testing.T) {
	t.Parallel()
	server := served(t, nil)
	id, err := found(t.Context(), postgres.New(connect(t, server.URL("postgres")), nil))
	require.NoError(t, err)
	for name, call := range map[string]func(storage.Store) error{
		"View":   func(s storage.Store) error { return look(t.Context(), s, id) },
		"Update": func(s storage.Store) error { return ask(t.Context(), s, id) },
	} {
		t.Run(name, func(t *testing.T) {
			s := postgres.New(pooled(t, server.URL("postgres"), 3, nil), nil)
			server.Abort(t)
			server.Restart(t)
			assert.ErrorIs(t, call(s), fault.Unavailable)
			assert.NoError(t, call(s))
		})
	}
}

// Several find a server gone at once. Whoever is told later than others takes
// none of the new connections away.
func TestConnectionsAreGivenUpOnce(t *testing.T) {
	t.Parallel()
	server := served(t, nil)
	pool := pooled(t, server.URL("postgres"), 2, nil)
	s := postgres.New(pool, nil)
	id, err := found(t.Context(), s)
	require.NoError(t, err)
	err = s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		server.Abort(t)
		server.Restart(t)
		require.ErrorIs(t, look(t.Context(), s, id), fault.Unavailable)
		require.NoError(t, look(t.Context(), s, id))
		_, err := r.Community(ctx, id)
		return err
	})
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.Equal(t, int32(1), pool.Stat().IdleConns())
}

// A name leads to a standby and then, once it is set right, to the primary.
func TestConnectionsToAStandby(t *testing.T) {
	t.Parallel()
	primary := served(t, nil)
	standby := primary.Standby(t)
	right := connect(t, primary.URL("postgres")).Config().ConnConfig.Port
	wrong := true
	s := postgres.New(pooled(t, standby.URL("postgres"), 3, func(config *pgxpool.Config) {
		config.BeforeConnect = func(_ context.Context, c *pgx.ConnConfig) error {
			if !wrong {
				c.Port = right
			}
			return nil
		}
	}), nil)
	_, err := found(t.Context(), s)
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorContains(t, err, "the server takes no writes, as a standby does not; connect to the primary")
	wrong = false
	_, err = found(t.Context(), s)
	assert.NoError(t, err)
}

// A server hangs. Nobody waits for it longer than the options say, and whoever
// has given up by himself is told so.
func TestASilentServer(t *testing.T) {
	t.Parallel()
	server := served(t, nil)
	o := &postgres.Options{Patience: 100 * time.Millisecond, Silence: 300 * time.Millisecond}
	ping := false
	pool := pooled(t, server.URL("postgres"), 3, func(config *pgxpool.Config) {
		config.ShouldPing = func(context.Context, pgxpool.ShouldPingParams) bool { return ping }
	})
	s := postgres.New(pool, o)
	id, err := found(t.Context(), s)
	require.NoError(t, err)

	err = s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		server.Freeze(t)
		_, err := r.Community(ctx, id)
		return err
	})
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorContains(t, err, "no answer within 300ms")
	assert.Equal(t, int32(0), pool.Stat().IdleConns(), "there is no other to find silent")
	for range 2 { // there is no connection; then one that is tried before it is used
		err = look(t.Context(), s, id)
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.ErrorContains(t, err, "the server has not answered for 100ms; try again")
		assert.Equal(t, int32(0), pool.Stat().IdleConns())
		server.Thaw(t)
		require.Eventually(t, func() bool { return look(t.Context(), s, id) == nil }, time.Minute, time.Millisecond)
		fill(t, pool, 3)
		ping = !ping
		server.Freeze(t)
	}
	server.Thaw(t)

	err = s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		defer server.Freeze(t)
		return tx.PutCursor(ctx, id, "mail", 1)
	})
	assert.ErrorContains(t, err, "nobody knows whether it was kept")
	server.Thaw(t)
	require.Eventually(t, func() bool { return look(t.Context(), s, id) == nil }, time.Minute, time.Millisecond)

	gone, cancel := context.WithCancel(t.Context())
	err = postgres.New(pool, nil).View(gone, func(ctx context.Context, r storage.Reader) error {
		server.Freeze(t)
		time.AfterFunc(50*time.Millisecond, cancel)
		_, err := r.Community(ctx, id)
		return err
	})
	assert.ErrorIs(t, err, context.Canceled)
	assert.NotContains(t, err.Error(), "no answer")
	server.Thaw(t)
}

// All connections are in use, which is no reason to give them up.
func TestNoConnectionIsFree(t *testing.T) {
	t.Parallel()
	pool := pooled(t, postgrestest.Database(t)+"&pool_max_conns=1", 0, nil)
	require.NoError(t, postgres.Migrate(t.Context(), pool, nil))
	s := postgres.New(pool, &postgres.Options{Patience: 50 * time.Millisecond})
	only, err := pool.Acquire(t.Context())
	require.NoError(t, err)
	err = look(t.Context(), s, activity.CommunityID{})
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorContains(t, err, "no connection was free for 50ms")

	gone, cancel := context.WithCancel(t.Context())
	time.AfterFunc(10*time.Millisecond, cancel)
	assert.ErrorIs(t, look(gone, s, activity.CommunityID{}), context.Canceled)
	only.Release()
	assert.Equal(t, int32(1), pool.Stat().IdleConns())
}

// The first of the servers that a URL names takes connections and says nothing.
func TestOpenPassesOverAMuteServer(t *testing.T) {
	t.Parallel()
	mute, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, mute.Close()) })
	config, err := pgx.ParseConfig(postgrestest.Database(t))
	require.NoError(t, err)
	url := fmt.Sprintf("host=127.0.0.1,127.0.0.1 port=%s,%d user=%s password=%s dbname=%s sslmode=disable",
		strconv.Itoa(mute.Addr().(*net.TCPAddr).Port), config.Port, config.User, config.Password, config.Database)
	within, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s, err := postgres.Open(within, url, nil)
	require.NoError(t, err)
	_, err = found(within, s)
	assert.NoError(t, err)
	require.NoError(t, s.Close())
}
