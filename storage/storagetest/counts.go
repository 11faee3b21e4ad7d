package storagetest

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// What a store keeps along with the record: tallies, who was active when, and
// which operations took effect.

// testTallies: what is appended counts, once, by week, person and verb, and
// touches its actor's membership.
func testTallies(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	const weeks = 310 // with ana's founding and joining more than a page of any adapter
	var batch []activity.Activity
	for i := range weeks {
		for range 1 + i%3 {
			a := w.comment([]activity.Person{"ana", "bob"}[i%2])
			a.Community, a.At = id, w.now.AddDate(0, 0, -7*i)
			batch = append(batch, a)
		}
	}
	appendAll := func() {
		require.NoError(t, update(t, s, func(ctx context.Context, tx storage.Tx) error {
			_, err := tx.Append(ctx, id, slices.Clone(batch))
			return err
		}))
	}
	appendAll()
	appendAll() // passed over, and not counted

	tallies := func(after activity.Tally, limit int) []activity.Tally {
		return view(t, s, func(ctx context.Context, r storage.Reader) ([]activity.Tally, error) {
			return activity.Collect(r.Tallies(ctx, id, after, limit))
		})
	}
	all := tallies(activity.Tally{}, 0)
	require.True(t, slices.IsSortedFunc(all, activity.Tally.Compare))
	want := make(map[activity.Tally]int)
	for _, a := range batch {
		want[a.Tally().Key()]++
	}
	got := make(map[activity.Tally]int)
	for _, one := range all {
		if one.Verb == activity.Comment {
			got[one.Key()] = one.Count
		}
	}
	assert.Equal(t, want, got)
	assert.Equal(t, all[3:], tallies(all[2], 0), "behind a key")
	assert.Equal(t, all[3:5], tallies(all[2], 2))
	middle := all[len(all)/2].Week
	for _, one := range tallies(activity.Tally{Week: middle}, 0) {
		assert.False(t, one.Week.Before(middle))
	}
	assert.Equal(t, middle, tallies(activity.Tally{Week: middle}, 1)[0].Week, "with the week itself")

	member := func() membership.Member {
		return view(t, s, func(ctx context.Context, r storage.Reader) (membership.Member, error) {
			return r.Member(ctx, id, "ana")
		})
	}
	assert.Equal(t, batch[0].At, member().LastActive, "the newest, in whatever order they come")
	AccountFor(t, s, id)
}

// testTouch: a Put does not write when somebody was last active, and within a
// transaction it is seen at once.
func testTouch(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	act := w.comment("ana")
	upkeep := w.comment("ana")
	upkeep.Verb, upkeep.At = activity.Amend, upkeep.At.Add(time.Hour)
	apart := w.comment("ana") // in a space, of which others need not know
	apart.Space, apart.At = activity.SpaceID{7}, upkeep.At
	for _, before := range []bool{true, false} {
		require.NoError(t, update(t, s, func(ctx context.Context, tx storage.Tx) error {
			m, err := tx.Member(ctx, id, "ana")
			require.NoError(t, err)
			if before {
				assert.Zero(t, m.LastActive)
				require.NoError(t, append1(ctx, tx, id, act))
				require.NoError(t, append1(ctx, tx, id, upkeep))
				require.NoError(t, append1(ctx, tx, id, apart))
				touched, err := tx.Member(ctx, id, "ana")
				require.NoError(t, err)
				assert.Equal(t, act.At, touched.LastActive)
			}
			m.Rev, m.LastActive = m.Rev+1, w.now.AddDate(1, 0, 0)
			require.NoError(t, tx.PutMember(ctx, m))
			again, err := tx.Member(ctx, id, "ana")
			assert.Equal(t, act.At, again.LastActive)
			return err
		}))
	}
	// Whoever is no member yet is not touched.
	require.NoError(t, update(t, s, func(ctx context.Context, tx storage.Tx) error {
		require.NoError(t, append1(ctx, tx, id, w.comment("bob")))
		return tx.PutMember(ctx, membership.Member{Community: id, Person: "bob", Standing: membership.Belongs, Since: w.now, LastActive: w.now, Rev: 1})
	}))
	bob := view(t, s, func(ctx context.Context, r storage.Reader) (membership.Member, error) {
		return r.Member(ctx, id, "bob")
	})
	assert.Zero(t, bob.LastActive)
}

// testOperations: a key is taken by the first, and only if its Update is kept.
func testOperations(t *testing.T, s storage.Store) {
	w := newWorld()
	id, other := w.newCommunity(t, s), w.newCommunity(t, s)
	long := strings.Repeat("k", 255)
	add := func(o storage.Operation, then error) error {
		return update(t, s, func(ctx context.Context, tx storage.Tx) error {
			if err := tx.AddOperation(ctx, o); err != nil {
				return err
			}
			return then
		})
	}
	one := storage.Operation{Community: id, Key: long, Actor: "zoë", Verb: activity.Ask, Activity: w.id(), Made: w.id(), At: w.now}
	two := storage.Operation{Community: id, Key: long, Actor: "bob", Verb: activity.Join, Activity: w.id(), At: w.now}
	assert.ErrorIs(t, add(one, context.Canceled), context.Canceled)
	assert.NoError(t, add(two, nil), "what is not kept takes no key")
	assert.ErrorIs(t, add(one, nil), fault.Exists)
	one.Key = "K"
	assert.NoError(t, add(one, nil))
	one.Key = "k"
	assert.NoError(t, add(one, nil), "another key")
	one.Community, one.Key = other, long
	assert.NoError(t, add(one, nil), "another community's keys are its own")
	for _, want := range []storage.Operation{one, two} {
		got := view(t, s, func(ctx context.Context, r storage.Reader) (storage.Operation, error) {
			return r.Operation(ctx, want.Community, want.Key)
		})
		assert.Equal(t, want, got)
	}
	for _, key := range []string{"", "a\x00b", "\xff", long + "k"} {
		one.Key = key
		assert.ErrorIs(t, add(one, nil), fault.Invalid, "%q", key)
		assert.ErrorIs(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
			_, err := r.Operation(ctx, id, key)
			return err
		}), fault.NotFound, "%q", key)
	}
}
