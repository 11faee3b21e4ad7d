package storagetest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// What a store does for subscribers: it keeps how far they have got, finds
// where there is more, and tells them when.

// testCursors: each subscriber's cursor is its own, goes where it is put, and
// only if the Update is kept.
func testCursors(t *testing.T, s storage.Store) {
	w := newWorld()
	id, other := w.newCommunity(t, s), w.newCommunity(t, s)
	cursor := func(c activity.CommunityID, subscriber string) activity.Seq {
		return view(t, s, func(ctx context.Context, r storage.Reader) (activity.Seq, error) { return r.Cursor(ctx, c, subscriber) })
	}
	move := func(subscriber string, to activity.Seq, then error) error {
		return update(t, s, func(ctx context.Context, tx storage.Tx) error {
			if err := tx.PutCursor(ctx, id, subscriber, to); err != nil {
				return err
			}
			seen, err := tx.Cursor(ctx, id, subscriber)
			require.NoError(t, err)
			assert.Equal(t, to, seen)
			return then
		})
	}
	assert.Zero(t, cursor(id, "relay"))
	assert.NoError(t, move("relay", 7, nil))
	assert.ErrorIs(t, move("relay", 8, context.Canceled), context.Canceled)
	assert.Equal(t, activity.Seq(7), cursor(id, "relay"))
	assert.Zero(t, cursor(id, "Relay"))
	assert.Zero(t, cursor(other, "relay"))
	assert.NoError(t, move("relay", 3, nil), "back again")
	assert.Equal(t, activity.Seq(3), cursor(id, "relay"))
	for _, name := range []string{"", "a\x00b", "\xff", strings.Repeat("x", 256)} {
		assert.ErrorIs(t, move(name, 1, nil), fault.Invalid, "%q", name)
	}
}

// testLags: a subscriber's lags are the communities of the tenant that have
// more than it has seen.
func testLags(t *testing.T, s storage.Store) {
	w := newWorld()
	mine, yours := s.Tenant("mine"), s.Tenant("yours")
	const n = 260 // more than a page of any adapter
	var want []storage.Lag
	for range n {
		want = append(want, storage.Lag{Community: w.newCommunity(t, mine), Head: 2})
	}
	theirs := w.newCommunity(t, yours)
	lags := func(s storage.Store, subscriber string, after activity.CommunityID, limit int) []storage.Lag {
		return view(t, s, func(ctx context.Context, r storage.Reader) ([]storage.Lag, error) {
			return activity.Collect(r.Lags(ctx, subscriber, after, limit))
		})
	}
	assert.Equal(t, want, lags(mine, "relay", activity.CommunityID{}, 0), "at first everything is new")
	assert.Equal(t, []storage.Lag{{Community: theirs, Head: 2}}, lags(yours, "relay", activity.CommunityID{}, 0))
	assert.Empty(t, lags(s, "relay", activity.CommunityID{}, 0))

	// One has seen a part, two all, the third more than there is.
	require.NoError(t, update(t, mine, func(ctx context.Context, tx storage.Tx) error {
		for i, seen := range []activity.Seq{1, 2, 2, 3} {
			require.NoError(t, tx.PutCursor(ctx, want[10+i].Community, "relay", seen))
		}
		return append1(ctx, tx, want[12].Community, w.comment("ana"))
	}))
	all := slices.Clone(want)
	want[10].Seen = 1
	want[12] = storage.Lag{Community: want[12].Community, Seen: 2, Head: 3}
	want = slices.Delete(want, 13, 14)
	want = slices.Delete(want, 11, 12)
	assert.Equal(t, want, lags(mine, "relay", activity.CommunityID{}, 0))
	assert.Equal(t, want[5:], lags(mine, "relay", want[4].Community, 0), "behind a key")
	assert.Equal(t, want[9:12], lags(mine, "relay", all[8].Community, 3))
	assert.Equal(t, want[11:], lags(mine, "relay", all[11].Community, -1), "behind one that does not lag")
	all[12].Head = 3
	assert.Equal(t, all, lags(mine, "Relay", activity.CommunityID{}, 0), "another subscriber's are its own")

	// What an Update wrote it sees, and nobody else before it ends.
	require.NoError(t, update(t, mine, func(ctx context.Context, tx storage.Tx) error {
		require.NoError(t, tx.PutCursor(ctx, all[0].Community, "relay", 2))
		first, err := activity.Collect(tx.Lags(ctx, "relay", activity.CommunityID{}, 1))
		assert.Equal(t, want[1:2], first)
		return err
	}))
}

// testWatch: whoever watches a community, or all, is told of what is kept, and
// of nothing else.
func testWatch(t *testing.T, s storage.Store) {
	watcher, ok := s.(storage.Watcher)
	if !ok {
		t.Skip("the store is no storage.Watcher")
	}
	w := newWorld()
	id, other := w.newCommunity(t, s), w.newCommunity(t, s)
	theirs := w.newCommunity(t, s.Tenant("yours"))
	one, stop := watcher.Watch(id)
	defer stop()
	through, stopThrough := s.Tenant("mine").(storage.Watcher).Watch(id)
	defer stopThrough()
	all, stopAll := watcher.Watch()
	defer stopAll()
	two, stopTwo := watcher.Watch(other, theirs)
	defer stopTwo()
	gone, stopGone := watcher.Watch(id)
	stopGone()
	stopGone() // once more does nothing
	told := func(news <-chan struct{}) bool {
		select {
		case <-news:
			return true
		default:
			return false
		}
	}
	add := func(s storage.Store, id activity.CommunityID, then error) {
		t.Helper()
		before := len(one)
		require.ErrorIs(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
			require.NoError(t, append1(ctx, tx, id, w.comment("bob")))
			assert.Equal(t, before, len(one), "not before it is kept")
			return then
		}), then)
	}
	assert.False(t, told(one), "nothing of what was there before")
	assert.False(t, told(all))

	add(s, id, nil)
	add(s, id, nil) // waits for nobody
	assert.True(t, told(one))
	assert.False(t, told(one), "once for both")
	assert.True(t, told(through), "through any handle")
	assert.True(t, told(all))
	assert.False(t, told(all))

	add(s, id, context.Canceled)
	assert.False(t, told(one), "what is not kept is not told")
	assert.False(t, told(all))
	assert.False(t, told(two))

	add(s, other, nil)
	assert.False(t, told(one))
	assert.True(t, told(two))
	assert.True(t, told(all))
	add(s.Tenant("yours"), theirs, nil)
	assert.True(t, told(two))
	assert.True(t, told(all), "of other tenants, too")

	again := w.comment("bob")
	for _, news := range []bool{true, false} {
		require.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
			return append1(ctx, tx, id, again)
		}))
		assert.Equal(t, news, told(one), "what is in the record already is no news")
	}
	assert.False(t, told(gone))
}
