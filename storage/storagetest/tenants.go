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
	lives, tried, last := 0, make(map[string]int), ""
	rapid.Check(t, func(r *rapid.T) {
		require.Equal(r, nobody.state(r, t.Context(), nobody.twin), nobody.state(r, t.Context(), nobody.Store), "no case can begin any more after %s", last)
		lives++
		w.counter = uint64(lives) << 32
		all := []*neighbour{nobody, moveIn(t, w, s, storage.Tenant(fmt.Sprint("tenant ", lives))), moveIn(t, w, s, storage.Tenant(fmt.Sprint("Tenant ", lives)))}
		for range rapid.IntRange(1, 6).Draw(r, "transactions") {
			by := rapid.SampledFrom(all).Draw(r, "by")
			v := visit{neighbour: by, handle: rapid.SampledFrom(all).Draw(r, "handle").Tenant(by.tenant), writes: rapid.Bool().Draw(r, "writes")}
			v.gone = rapid.IntRange(0, 4).Draw(r, "gone") == 0
			v.expect = expectation(guess{w, t.Context(), r, rapid.SampledFrom(all).Draw(r, "expected")})
			for range rapid.IntRange(4, 12).Draw(r, "calls") {
				about := rapid.SampledFrom(all).Draw(r, "about")
				c := draw(guess{w, t.Context(), r, about}, v.writes)
				if about != by && about.would(t, c) {
					tried[c.method]++
				}
				v.calls = append(v.calls, c)
			}
			last = fmt.Sprintf("%q: %v", by.tenant, v.calls)
			require.Equal(r, v.on(t.Context(), by.twin), v.on(t.Context(), v.handle), last)
			for _, n := range all {
				if v.writes {
					require.Equal(r, n.state(r, t.Context(), n.twin), n.state(r, t.Context(), n.Store), "%q after %s", n.tenant, last)
				}
			}
		}
	})
	for _, m := range txMethods {
		if lives < histories {
			break // too few to tell
		}
		require.NotZero(t, tried[m.Name], "%s was never tried on something that is there: %v", m.Name, tried)
	}
}

// draw draws a call.
func draw(g guess, writes bool) (c call) {
	from := readerMethods
	if writes {
		from = txMethods
	}
	m := rapid.SampledFrom(from).Draw(g.r, "method")
	c.method = m.Name
	for p := range parameters(m) {
		c.args = append(c.args, reflect.ValueOf(guesses[p](g)))
	}
	return c
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
func (n *neighbour) would(t testing.TB, c call) bool {
	var told result
	require.ErrorIs(t, n.twin.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
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
