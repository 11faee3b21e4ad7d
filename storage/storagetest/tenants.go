package storagetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// neighbour is one of the tenants that share a store. Its twin is a store in
// which nobody else has ever been.
type neighbour struct {
	storage.Store
	tenant storage.Tenant
	twin   storage.Store
	home   home
}

// GoString names the neighbour where a case is told.
func (n *neighbour) GoString() string { return fmt.Sprintf("%q", n.tenant) }

// moveIn makes a tenant at home in the store and in a twin, in the same way.
func moveIn(t testing.TB, w *world, s storage.Store, tenant storage.Tenant) *neighbour {
	n := &neighbour{Store: s.Tenant(tenant), tenant: tenant, twin: memory.New(nil).Tenant(tenant)}
	again := *w
	n.home = w.newHome(t, n.Store)
	require.Equal(t, n.home, again.newHome(t, n.twin))
	return n
}

func testTenants(t *testing.T, s storage.Store) { tenants(t, s) }

// tenants lets tenants of one store call every method of the contract, about
// what is their own and what is another's. Each gets the answers that it would
// get if the others did not exist, and leaves everybody's state as that would be.
func tenants(t testing.TB, s storage.Store) {
	for _, m := range txMethods {
		for p := range parameters(m) {
			require.NotNil(t, guesses[p], "%s takes a %s: say in guesses how to draw one", m.Name, p)
		}
	}
	w := newWorld()
	nobody := moveIn(t, w, s, "") // the tenant with which a store begins
	enough := max(1, checks()/10) // since each case calls all methods
	lives, tried, last, failed := 0, make(map[how]int), "", false
	rapid.Check(t, func(r *rapid.T) {
		if lives++; lives > enough && !failed {
			return
		}
		done := false
		defer func() { failed = failed || !done }()
		require.Equal(r, nobody.state(r, t.Context(), nobody.twin), nobody.state(r, t.Context(), nobody.Store), "no case can begin any more after %s", last)
		w.counter = uint64(lives) << 32
		all := []*neighbour{nobody, moveIn(t, w, s, storage.Tenant(fmt.Sprint("tenant ", lives))), moveIn(t, w, s, storage.Tenant(fmt.Sprint("Tenant ", lives)))}
		views, updates := rapid.Permutation(readerMethods).Draw(r, "in a View"), rapid.Permutation(txMethods).Draw(r, "in an Update")
		for len(views)+len(updates) > 0 {
			v := drawVisit(r, all)
			v.expect = expectation(guess{w, t.Context(), r, rapid.SampledFrom(all).Draw(r, "expected")})
			v.writes = len(views) == 0 || len(updates) > 0 && v.writes
			left := &views
			if v.writes {
				left = &updates
			}
			for n := rapid.IntRange(1, 6).Draw(r, "calls"); n > 0 && len(*left) > 0; n-- {
				v.add(guess{w, t.Context(), r, v.about(r, all)}, (*left)[0])
				*left = (*left)[1:]
			}
			last = fmt.Sprintf("%q: %v", v.tenant, v.calls)
			told := v.on(t.Context(), v.handle)
			require.Equal(r, v.on(t.Context(), v.twin), told, last)
			for _, c := range v.calls[:len(told)-1] {
				if c.foreign && c.real {
					tried[how{c.method, v.writes}]++
				}
			}
			for _, n := range all {
				if v.writes {
					require.Equal(r, n.state(r, t.Context(), n.twin), n.state(r, t.Context(), n.Store), "%q after %s", n.tenant, last)
				}
			}
		}
		done = true
	})
	if checks() < histories {
		return // too few to tell
	}
	for _, m := range readerMethods {
		require.NotZero(t, tried[how{m.Name, false}], "%s was never tried in a View on something that is there: %v", m.Name, tried)
	}
	for _, m := range txMethods {
		require.NotZero(t, tried[how{m.Name, true}], "%s was never tried in an Update on something that is there: %v", m.Name, tried)
	}
}

// how a method is tried.
type how struct {
	method string
	writes bool // in an Update
}

// visit is a transaction of a tenant.
type visit struct {
	*neighbour
	handle storage.Store
	calls  []call
	writes bool
	gone   bool // without keeping anything
	expect storage.Expectation
}

// expectation draws one, which need not come true.
func expectation(g guess) storage.Expectation {
	if rapid.Bool().Draw(g.r, "unexpected") {
		return storage.Expectation{}
	}
	return storage.Expectation{Community: g.about.home.community, Person: g.person(),
		Rows: rapid.IntRange(0, 3).Draw(g.r, "rows"), Long: rapid.IntRange(0, 9).Draw(g.r, "long") == 9}
}

// drawVisit draws one in which nothing is done yet.
func drawVisit(r *rapid.T, all []*neighbour) visit {
	by := rapid.SampledFrom(all).Draw(r, "by")
	return visit{neighbour: by, handle: rapid.SampledFrom(all).Draw(r, "handle").Tenant(by.tenant),
		writes: rapid.Bool().Draw(r, "writes"), gone: rapid.IntRange(0, 4).Draw(r, "gone") == 4}
}

// about draws whose things a call is about: mostly another tenant's.
func (v visit) about(r *rapid.T, all []*neighbour) *neighbour {
	n := rapid.SampledFrom(all).Draw(r, "about")
	if n == v.neighbour && rapid.Bool().Draw(r, "rather another's") {
		n = rapid.SampledFrom(all).Draw(r, "about")
	}
	return n
}

// add draws a call of a method, rather one that would do or tell something.
func (v *visit) add(g guess, m reflect.Method) {
	var c call
	for range 10 {
		c = call{method: m.Name, foreign: g.about != v.neighbour}
		for p := range parameters(m) {
			c.args = append(c.args, reflect.ValueOf(guesses[p](g)))
		}
		if c.real = g.about.would(g.r, g.ctx, c); c.real {
			break
		}
	}
	v.calls = append(v.calls, c)
}

var errGone = errors.New("gone")

// on makes the visit, and returns what it was told. It ends with the first
// write that is refused.
func (v visit) on(ctx context.Context, s storage.Store) (told []result) {
	run := func(ctx context.Context, r storage.Reader) error {
		told = nil
		for _, c := range v.calls {
			one := c.on(ctx, r)
			told = append(told, one)
			if one.Code != "" && c.writes() {
				return one.Code
			}
		}
		if v.gone {
			return errGone
		}
		return nil
	}
	ctx = storage.Expect(ctx, v.expect)
	var err error
	if v.writes {
		err = s.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return run(ctx, tx) })
	} else {
		err = s.View(ctx, run)
	}
	return append(told, result{Code: fault.CodeOf(err)})
}

// would reports whether a call does or tells something if the neighbour itself
// makes it.
func (n *neighbour) would(t require.TestingT, ctx context.Context, c call) bool {
	var told result
	require.ErrorIs(t, n.twin.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		told = c.on(ctx, tx)
		return errGone
	}), errGone)
	return told.says() || c.writes() && told.Code == ""
}

// state is everything that a neighbour sees in a store.
func (n *neighbour) state(t require.TestingT, ctx context.Context, s storage.Store) (all []any) {
	require.NoError(t, s.View(ctx, func(ctx context.Context, r storage.Reader) error {
		communities, err := activity.Collect(r.Communities(ctx, activity.CommunityID{}, 0))
		require.NoError(t, err)
		memberships, err := activity.Collect(r.Memberships(ctx, "ana", activity.CommunityID{}, 0))
		require.NoError(t, err)
		all = []any{communities, memberships}
		for _, c := range communities {
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

// testTenantIDs: a tenant's id is checked when a community is founded, and an
// identifier that is another tenant's community's is taken.
func testTenantIDs(t *testing.T, s storage.Store) {
	for _, tenant := range []storage.Tenant{"", "auditors", "Auditors"} {
		assert.Equal(t, tenant, view(t, s.Tenant(tenant), func(_ context.Context, r storage.Reader) (storage.Tenant, error) { return r.Tenant(), nil }))
	}
	w := newWorld()
	mine, yours := s.Tenant("mine"), s.Tenant("yours")
	found := func(s storage.Store, id activity.CommunityID) error {
		return update(t, s, func(ctx context.Context, tx storage.Tx) error {
			return tx.PutCommunity(ctx, cop.Community{ID: id, Charter: charter("Mine"), Founder: "ana", FoundedAt: w.now, Rev: 1})
		})
	}
	for _, tenant := range []storage.Tenant{"a\x00b", "\xff", storage.Tenant(strings.Repeat("x", 256))} {
		assert.ErrorIs(t, found(s.Tenant(tenant), w.id()), fault.Invalid)
	}
	id := w.newCommunity(t, mine)
	before := view(t, mine, func(ctx context.Context, r storage.Reader) (storage.Snapshot, error) { return storage.Take(ctx, r, id) })
	assert.ErrorIs(t, found(yours, id), fault.Exists)
	assert.Equal(t, before, view(t, mine, func(ctx context.Context, r storage.Reader) (storage.Snapshot, error) { return storage.Take(ctx, r, id) }))
	assert.Empty(t, view(t, yours, func(ctx context.Context, r storage.Reader) ([]membership.Member, error) {
		return activity.Collect(r.Memberships(ctx, "ana", activity.CommunityID{}, 0))
	}))
}
