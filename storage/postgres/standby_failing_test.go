package postgres_test

import (
	"bytes"
	"context"
	"errors"
	"net"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/postgres"
)

// Whatever becomes of a standby, in the middle of a View and after it, the
// primary answers. It is read from again when it is back.
func TestAStandbyThatFails(t *testing.T) {
	t.Parallel()
	pair := newPair(t)
	for _, end := range []struct {
		name  string
		fail  func(*postgrestest.Server, testing.TB)
		mend  func(*postgrestest.Server, testing.TB)
		twice bool // the View in which it happens runs
	}{
		{"stopped", (*postgrestest.Server).Stop, (*postgrestest.Server).Restart, true},
		{"killed", (*postgrestest.Server).Kill, (*postgrestest.Server).Restart, true},
		{"frozen", (*postgrestest.Server).Freeze, (*postgrestest.Server).Thaw, true},
		{"connections ended", disconnect, func(*postgrestest.Server, testing.TB) {}, true},
		{"promoted", (*postgrestest.Server).Promote, nil, false}, // it ends where it began
	} {
		t.Run(end.name, func(t *testing.T) {
			pair := pair.anew(t)
			o := postgres.Options{Patience: 500 * time.Millisecond}
			p, other := pair.start(t, o), pair.start(t, o) // which writes nothing
			p.sees(t, 0, true, "at first")
			other.sees(t, 0, true, "at first, another process")

			runs := 0
			require.NoError(t, p.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
				runs++
				head, err := r.Head(ctx, p.community)
				if err != nil {
					return err
				}
				if runs == 1 {
					p.ask(t)
					end.fail(pair.standby, t)
				}
				all, err := activity.Collect(r.Activities(ctx, p.community, 0, 0))
				if err == nil {
					assert.Len(t, all, int(head), "one state")
				}
				return err
			}))
			assert.Equal(t, end.twice, runs == 2)
			for asked := range 3 {
				p.ask(t)
				for kind, v := range views {
					n, byStandby := p.see(t, t.Context(), v)
					assert.Equal(t, asked+2, n, kind)
					assert.True(t, !byStandby || end.name == "connections ended", kind)
				}
			}
			if end.mend == nil {
				other.sees(t, 4, false, "another process")
				return
			}
			end.mend(pair.standby, t)
			pair.catchUp(t)
			p.seesAtStandby(t, 4)
			other.seesAtStandby(t, 4)
		})
	}
}

// disconnect ends all connections to a server.
func disconnect(s *postgrestest.Server, t testing.TB) {
	execute(t, s.URL("postgres"), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")
}

// A caller's time is enough for the primary, too, if it is for the standby. That
// it was short for one says nothing to others.
func testSilent(t *testing.T, pair servers) {
	p := pair.start(t, postgres.Options{Patience: time.Minute})
	for kind, v := range views {
		fill(t, p.standbys, 2)
		p.sees(t, 0, true, "before")
		pair.standby.Freeze(t)
		within, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		_, byStandby := p.see(t, within, v)
		cancel()
		assert.False(t, byStandby, kind)
		pair.standby.Thaw(t)
		p.sees(t, 0, true, "answered over another connection")
	}

	o := postgres.Options{Patience: 100 * time.Millisecond, Standby: p.standbys}
	other := pair.startAt(t, pair.primary.URL("postgres"), "", o)
	fill(t, p.standbys, 2)
	pair.standby.Freeze(t)
	begin := time.Now()
	other.sees(t, 0, false, "silent for longer than the patience")
	assert.Less(t, time.Since(begin), 30*time.Second)
	assert.Zero(t, p.standbys.Stat().IdleConns(), "there is no other to find silent")

	gone, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, look(gone, p, p.community), fault.Unavailable)
	pair.standby.Thaw(t)
	other.seesAtStandby(t, 0)
}

// cut is a connection that breaks before it gives a text away.
type cut struct {
	net.Conn
	before string
}

var errCut = errors.New("the connection was cut")

func (c *cut) Read(b []byte) (n int, err error) {
	n, err = c.Conn.Read(b)
	if at := bytes.Index(b[:n], []byte(c.before)); c.before != "" && at >= 0 {
		return at, errors.Join(errCut, c.Close())
	}
	return n, err
}

// A connection breaks in the middle of a list. No entry of it comes twice.
func testCut(t *testing.T, pair servers) {
	for kind, v := range views {
		t.Run(kind, func(t *testing.T) {
			pair := pair.anew(t)
			var last *cut
			standby := pooled(t, pair.standby.URL("postgres"), 0, func(config *pgxpool.Config) {
				dial := config.ConnConfig.DialFunc
				config.ConnConfig.DialFunc = func(ctx context.Context, network, addr string) (net.Conn, error) {
					c, err := dial(ctx, network, addr)
					last = &cut{Conn: c}
					return last, err
				}
			})
			p := pair.startAt(t, pair.primary.URL("postgres"), "", postgres.Options{Standby: standby})
			ana := praxis.New(p, nil).As("ana").In(pair.community)
			for _, text := range []string{"What comes first?", "What comes second?"} {
				_, err := ana.Ask(t.Context(), text)
				require.NoError(t, err)
			}
			p.seesAtStandby(t, 2)
			last.before = "What comes second?"
			n, byStandby := p.see(t, t.Context(), v)
			assert.Equal(t, 2, n)
			assert.False(t, byStandby)
		})
	}
}

// All connections to the standby are in use, which is no reason to leave it
// alone.
func testBusy(t *testing.T, pair servers) {
	p := pair.startAt(t, pair.primary.URL("postgres"), pair.standby.URL("postgres")+"&pool_max_conns=2", postgres.Options{})
	var taken []*pgxpool.Conn
	for range 2 {
		c, err := p.standbys.Acquire(t.Context())
		require.NoError(t, err)
		taken = append(taken, c)
	}
	p.sees(t, 0, false, "busy")
	for _, c := range taken {
		c.Release()
	}
	p.sees(t, 0, true, "free")
}

// Of two standbys one takes over from the primary. Views are read from the other,
// once it has followed.
func TestAStandbyOfThePromoted(t *testing.T) {
	t.Parallel()
	pair := newPair(t)
	second := pair.standby.Standby(t)
	second.WaitFor(t, pair.primary.LSN(t))
	servers := []*postgrestest.Server{pair.primary, pair.standby, second}
	p := pair.startAt(t, postgrestest.Hosts("postgres", servers[:2], "target_session_attrs=read-write"),
		postgrestest.Hosts("postgres", servers[1:], "target_session_attrs=standby"), postgres.Options{})
	p.ask(t)
	before, err := p.Position(t.Context())
	require.NoError(t, err)
	pair.catchUp(t)
	p.seesAtStandby(t, 1)

	pair.primary.Kill(t)
	pair.standby.Promote(t)
	require.Eventually(t, func() bool { return ask(t.Context(), p, p.community) == nil }, time.Minute, time.Millisecond)
	after, err := p.Position(t.Context())
	require.NoError(t, err)
	p.sees(t, 2, false, "of the new timeline nothing is known there")
	execute(t, pair.standby.URL("postgres"), "CHECKPOINT")
	second.WaitFor(t, pair.standby.LSN(t))
	execute(t, second.URL("postgres"), "CHECKPOINT") // it makes one by itself, too, every few minutes
	p.seesAtStandby(t, 2)
	for _, token := range []string{before, after} {
		n, byStandby := p.see(t, postgres.After(t.Context(), token), views["one read"])
		assert.Equal(t, 2, n)
		assert.Equal(t, token == after, byStandby, "what came before the promotion is not told from what was lost")
	}
}
