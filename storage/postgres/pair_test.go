package postgres_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/postgres"
)

// servers are a primary and its standby, with a community in both.
type servers struct {
	primary, standby *postgrestest.Server
	community        activity.CommunityID
}

func newPair(t *testing.T) servers {
	t.Helper()
	primary := served(t, nil)
	return servers{primary: primary, standby: primary.Standby(t)}.anew(t)
}

// anew is the pair with another community.
func (p servers) anew(t *testing.T) servers {
	t.Helper()
	var err error
	p.community, err = found(t.Context(), postgres.New(connect(t, p.primary.URL("postgres")), nil))
	require.NoError(t, err)
	p.catchUp(t)
	return p
}

// pause keeps the standby as it is now, when it has everything.
func (p servers) pause(t *testing.T) {
	t.Helper()
	p.catchUp(t)
	execute(t, p.standby.URL("postgres"), "SELECT pg_wal_replay_pause()")
	eventually(t, p.standby.URL("postgres"), "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'RecoveryPause')")
}

func (p servers) resume(t *testing.T) {
	t.Helper()
	execute(t, p.standby.URL("postgres"), "SELECT pg_wal_replay_resume()")
	p.catchUp(t)
}

// catchUp waits until the standby has everything.
func (p servers) catchUp(t *testing.T) {
	t.Helper()
	p.standby.WaitFor(t, p.primary.LSN(t))
}

// process is one that reads from a standby.
type process struct {
	servers
	*postgres.Store
	asked, standbys *pgxpool.Pool // to the primary, and to the standby
}

// start starts a process, with connections to both.
func (p servers) start(t *testing.T, o postgres.Options) *process {
	t.Helper()
	return p.startAt(t, p.primary.URL("postgres"), p.standby.URL("postgres"), o)
}

func (p servers) startAt(t *testing.T, primary, standby string, o postgres.Options) *process {
	t.Helper()
	if o.Standby == nil {
		o.Standby = pooled(t, standby, 2, nil)
	}
	asked := pooled(t, primary, 1, nil)
	return &process{servers: p, Store: postgres.New(asked, &o), asked: asked, standbys: o.Standby}
}

func (p *process) ask(t *testing.T) {
	t.Helper()
	require.NoError(t, ask(t.Context(), p, p.community))
}

// view is a View that counts the questions in a community.
type view func(context.Context, storage.Store, activity.CommunityID) (int, error)

// views are made with one statement, and with several.
var views = map[string]view{
	"one read": func(ctx context.Context, s storage.Store, c activity.CommunityID) (int, error) {
		all, err := praxis.New(s, nil).As("ana").In(c).Questions(ctx, activity.QuestionID{}, 200)
		return len(all), err
	},
	"several reads": func(ctx context.Context, s storage.Store, c activity.CommunityID) (n int, err error) {
		return n, s.View(ctx, func(ctx context.Context, r storage.Reader) error {
			if _, err := r.Community(ctx, c); err != nil {
				return err
			}
			all, err := activity.Collect(r.Questions(ctx, c, activity.QuestionID{}, 0))
			n = len(all)
			return err
		})
	},
}

// see returns how many questions a View sees, and whether the standby said so.
func (p *process) see(t *testing.T, ctx context.Context, v view) (questions int, byStandby bool) {
	t.Helper()
	asked := p.asked.Stat().AcquireCount()
	n, err := v(ctx, p, p.community)
	require.NoError(t, err)
	return n, p.asked.Stat().AcquireCount() == asked
}

// sees is what a View sees from whichever server answers.
func (p *process) sees(t *testing.T, questions int, byStandby bool, about string) {
	t.Helper()
	for kind, v := range views {
		n, by := p.see(t, t.Context(), v)
		assert.Equal(t, questions, n, "%s, %s", about, kind)
		assert.Equal(t, byStandby, by, "%s, %s", about, kind)
	}
}

// seesAtStandby is what Views see that the standby answers, as it does before
// long.
func (p *process) seesAtStandby(t *testing.T, questions int) {
	t.Helper()
	for kind, v := range views {
		require.Eventually(t, func() bool {
			n, byStandby := p.see(t, t.Context(), v)
			assert.Equal(t, questions, n, kind)
			return byStandby
		}, time.Minute, time.Millisecond, kind)
	}
}
