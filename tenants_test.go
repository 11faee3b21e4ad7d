package praxis_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/internal/postgrestest"
	"github.com/praxis-cop/praxis/internal/racing"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
	"github.com/praxis-cop/praxis/storage/postgres"
	"github.com/praxis-cop/praxis/storage/sqlite"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// histories is how often tenants of a store go through all methods, unless
// -rapid.checks says how often; and few is how often those do in a database, where it
// takes up to ten times as long. Where CI is not set it is less often.
const (
	histories = 10
	few       = 3
	everyday  = 3
)

// TestTenants: tenants of one store do not meet at the front door, whatever
// store it is.
func TestTenants(t *testing.T) {
	racing.Skip(t)
	usual, inDatabase := histories, few
	if os.Getenv("CI") == "" {
		usual, inDatabase = everyday, 1
	}
	checks(t, usual)
	for name, open := range map[string]storagetest.Factory{
		"memory": func(testing.TB) storage.Store { return memory.New(nil) },
		"sqlite": func(t testing.TB) storage.Store {
			s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "praxis.db"), nil)
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, s.Close()) })
			return s
		},
		"postgres": func(t testing.TB) storage.Store {
			pool, err := pgxpool.New(t.Context(), postgrestest.Database(t))
			require.NoError(t, err)
			t.Cleanup(pool.Close)
			require.NoError(t, postgres.Migrate(t.Context(), pool, nil))
			return postgres.New(pool, nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			most := math.MaxInt
			if name != "memory" && flag.Lookup("rapid.checks").Value.String() == strconv.Itoa(usual) {
				most = inDatabase
			}
			tenants(t, open, most)
		})
	}
}

// checks is how often rapid checks a property in a test, unless -rapid.checks says
// how often.
func checks(t *testing.T, n int) {
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		require.NoError(t, checks.Value.Set(strconv.Itoa(n)))
		t.Cleanup(func() { require.NoError(t, checks.Value.Set(checks.DefValue)) })
	}
}

// neighbour is one of the tenants that share a store. Its twin is a store in
// which nobody else has ever been, with the same clock and ids.
type neighbour struct {
	tenant      storage.Tenant
	store, twin storage.Store
	real, alike doors
	home
}

// home is a community with something of everything in it.
type home struct {
	community activity.CommunityID
	second    activity.CommunityID
	resource  activity.ResourceID
	others    [3]activity.ResourceID // in other places of their lives
	question  activity.QuestionID
	answers   [2]activity.AnswerID
	space     activity.SpaceID
	gathering activity.GatheringID
	proposal  activity.ProposalID
	rule      activity.RuleID
	tie       activity.TieID
	story     activity.StoryID
	further   activity.QuestionID // carries the question on
	again     activity.QuestionID // is closed, since that is the question once more
	tasks     [2]activity.TaskID  // the second one is taken
	survey    activity.SurveyID
	draft     activity.SurveyID
}

// doors are those of a tenant's constellation, with and without rules.
type doors struct {
	ruled, trusted *praxis.Constellation
	made           *uint64 // how many ids
}

// take takes a step.
func (d doors) take(ctx context.Context, s step, trusted bool) result {
	door := d.ruled
	if trusted {
		door = d.trusted
	}
	return s.on(ctx, door, d.made)
}

// moveIn makes a tenant at home in a store and in a twin, in the same way.
func moveIn(t testing.TB, s storage.Store, tenant storage.Tenant, number int) *neighbour {
	n := &neighbour{tenant: tenant, store: s.Tenant(tenant), twin: memory.New(nil).Tenant(tenant)}
	open := func(s storage.Store) doors {
		now, made := june, uint64(number)<<32
		o := settled(praxis.Options{Tenant: tenant}, &now, &made)
		trusting := *o
		trusting.Authority, trusting.Tenant = praxis.Trusted, "" // it is in the store's hands
		return doors{praxis.New(s, o), praxis.New(s.Tenant(tenant), &trusting), &made}
	}
	n.real, n.alike = open(s), open(n.twin)
	n.home = newHome(t, n.real.ruled)
	require.Equal(t, n.home, newHome(t, n.alike.ruled))
	return n
}

func newHome(t testing.TB, c *praxis.Constellation) (n home) {
	require.NoError(t, c.Together(t.Context(), func(ctx context.Context, c *praxis.Constellation) error {
		n.furnish(t, ctx, c)
		return nil
	}))
	return n
}

// tenants lets tenants of one store go through every method of the front door,
// about what is their own and what is another's. Each gets the answers that it
// would get if the others did not exist, and leaves everybody's state as that
// would be.
func tenants(t *testing.T, open storagetest.Factory, most int) {
	checkGuesses(t)
	lives, tried := 0, make(map[string]int)
	rapid.Check(t, func(r *rapid.T) {
		if lives == most {
			return
		}
		lives++
		s := open(life{t, r})
		var all []*neighbour
		for i, name := range []storage.Tenant{"", "auditors", "Auditors"} { // a store begins with the tenant without a name
			all = append(all, moveIn(t, s, name, i))
		}
		for _, way := range rapid.Permutation(ways).Draw(r, "methods") {
			turn := rapid.Permutation(all).Draw(r, "by")
			whose, tries := []int{1, 1, 1, 0}, 150
			if tried[way.String()] == 0 { // it is time
				whose, tries = []int{1}, 600
			}
			by, about := turn[0], turn[rapid.SampledFrom(whose).Draw(r, "about")]
			step, real := about.guess(t, r, way, tries)
			if real && by != about {
				tried[way.String()]++
			}
			trusted := rapid.Bool().Draw(r, "trusted")
			require.Equal(r, by.alike.take(t.Context(), step, trusted), by.real.take(t.Context(), step, trusted), "%#v: %v", by, step)
			for _, n := range []*neighbour{by, about} {
				require.Equal(r, everything(r, t.Context(), n.twin), everything(r, t.Context(), n.store), "%#v after %#v: %v", n, by, step)
			}
		}
		for _, n := range all {
			require.Equal(r, everything(r, t.Context(), n.twin), everything(r, t.Context(), n.store), "%#v", n)
		}
	})
	for _, w := range ways {
		if lives < histories {
			break // too few to tell
		}
		require.NotZero(t, tried[w.String()], "%s was never tried on something that is there: %v", w, tried)
	}
}

// life is a test of which each case gives up what it has opened.
type life struct {
	testing.TB
	r *rapid.T
}

func (l life) Cleanup(end func()) { l.r.Cleanup(end) }

// GoString names the neighbour where a case is told.
func (n *neighbour) GoString() string { return fmt.Sprintf("%q", n.tenant) }

var errGone = errors.New("gone")

// guess draws a step about the neighbour, in so many tries rather one that does or
// tells something.
func (n *neighbour) guess(t testing.TB, r *rapid.T, to way, tries int) (s step, real bool) {
	for range tries {
		if s = drawStep(guess{r: r, about: n}, to); n.would(t, s) {
			return s, true
		}
	}
	return s, false
}

// would reports whether a step does or tells something if the neighbour takes
// it.
func (n *neighbour) would(t testing.TB, s step) bool {
	now, made := june, uint64(1)<<60
	probe := praxis.New(n.twin, settled(praxis.Options{Authority: praxis.Trusted}, &now, &made))
	if s.Name == "Subscribe" { // which changes nothing, and is not to be had in a transaction
		return s.on(t.Context(), probe, &made).says()
	}
	var told result
	require.ErrorIs(t, probe.Together(t.Context(), func(ctx context.Context, all *praxis.Constellation) error {
		told = s.on(ctx, all, &made)
		return errGone
	}), errGone)
	return told.says()
}

// everything is all that a tenant has in a store.
func everything(t require.TestingT, ctx context.Context, s storage.Store) (all []any) {
	require.NoError(t, s.View(ctx, func(ctx context.Context, r storage.Reader) error {
		for c, err := range r.Communities(ctx, activity.CommunityID{}, 0) {
			require.NoError(t, err)
			state, err := storage.Take(ctx, r, c.ID)
			require.NoError(t, err)
			record, err := activity.Collect(r.Activities(ctx, c.ID, 0, 0))
			require.NoError(t, err)
			all = append(all, state, record)
		}
		return nil
	}))
	return all
}
