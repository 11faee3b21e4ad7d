package praxis_test

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// TestCursor: a cursor is kept where it is set, and only within the record.
func TestCursor(t *testing.T) {
	ctx := t.Context()
	store := memory.New(nil)
	c := newCommunity(t, store, nil, "ana", "bob") // three activities
	other, err := c.As("ana").Found(ctx, auditors())
	require.NoError(t, err)
	lags := func(subscriber string) []storage.Lag {
		all, err := c.Lags(ctx, subscriber, activity.CommunityID{}, 0)
		require.NoError(t, err)
		return all
	}
	theirs := storage.Lag{Community: other.ID, Head: 2}
	assert.Equal(t, []storage.Lag{{Community: c.ID, Head: 3}, theirs}, lags("index"))
	for _, to := range []activity.Seq{1, 3, 0, 2} {
		require.NoError(t, c.SetCursor(ctx, c.ID, "index", to))
		seen, err := c.Cursor(ctx, c.ID, "index")
		require.NoError(t, err)
		assert.Equal(t, to, seen)
		lag, err := c.Lags(ctx, "index", activity.CommunityID{}, 1)
		require.NoError(t, err)
		if to == 3 {
			assert.Equal(t, []storage.Lag{theirs}, lag)
		} else {
			assert.Equal(t, []storage.Lag{{Community: c.ID, Seen: to, Head: 3}}, lag)
		}
	}
	seen, err := c.Cursor(ctx, c.ID, "mail")
	assert.NoError(t, err)
	assert.Zero(t, seen, "another subscriber's")
	for _, to := range []activity.Seq{-1, 4} {
		err := c.SetCursor(ctx, c.ID, "index", to)
		assert.ErrorIs(t, err, fault.Invalid)
		assert.ErrorContains(t, err, "praxis.SetCursor: invalid: the record has the entries 1 to 3")
	}
	assert.ErrorIs(t, c.SetCursor(ctx, c.ID, "", 1), fault.Invalid)
	assert.ErrorIs(t, c.SetCursor(ctx, activity.CommunityID{9}, "index", 0), fault.NotFound)
	_, err = c.Cursor(ctx, activity.CommunityID{9}, "index")
	assert.ErrorIs(t, err, fault.NotFound)
	_, err = c.Activities(ctx, activity.CommunityID{9}, 0, 0)
	assert.ErrorIs(t, err, fault.NotFound)
	page, err := c.Activities(ctx, c.ID, 1, 1)
	require.NoError(t, err)
	require.Len(t, page, 1)
	assert.Equal(t, activity.Seq(2), page[0].Seq)

	// Another tenant's constellation has neither the communities nor their lags.
	away := praxis.New(store, &praxis.Options{Tenant: "away"})
	_, err = away.Cursor(ctx, c.ID, "index")
	assert.ErrorIs(t, err, fault.NotFound)
	none, err := away.Lags(ctx, "index", activity.CommunityID{}, 0)
	require.NoError(t, err)
	assert.Empty(t, none)
}

// TestCursorGoesTogether with what a subscriber does: both are kept, or neither.
func TestCursorGoesTogether(t *testing.T) {
	ctx := t.Context()
	c := newCommunity(t, memory.New(nil), nil, "ana")
	for _, to := range []activity.Seq{1, 5} { // the second is not in the record
		err := c.Together(ctx, func(ctx context.Context, all *praxis.Constellation) error {
			if _, err := all.As("ana").In(c.ID).Ask(ctx, "Why?"); err != nil {
				return err
			}
			return all.SetCursor(ctx, c.ID, "bot", to)
		})
		assert.Equal(t, to == 1, err == nil, err)
		seen, err := c.Cursor(ctx, c.ID, "bot")
		require.NoError(t, err)
		assert.Equal(t, activity.Seq(1), seen)
		record, err := c.Activities(ctx, c.ID, 0, 0)
		require.NoError(t, err)
		assert.Len(t, record, 3)
	}
}

// TestSubscribersThatRestart at random points: with the cursor in the
// transaction of its effect each activity takes effect once; with the cursor
// stored afterwards, now and then, none is missed, and those behind the cursor
// are repeated, after a restart and in order.
func TestSubscribersThatRestart(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		ctx := t.Context()
		c := newCommunity(t, memory.New(nil), nil, "ana")
		head := activity.Seq(2)
		// live is one life of a subscriber: it deals with some activities, and dies
		// over the next one, unless it has reached the head.
		live := func(after, upTo activity.Seq, handle func(seq activity.Seq, dies bool)) {
			if after == head {
				return
			}
			next := after
			for a, err := range c.Subscribe(ctx, c.ID, after, nil) {
				require.NoError(r, err)
				next++
				require.Equal(r, next, a.Seq)
				handle(a.Seq, a.Seq > upTo)
				if a.Seq > upTo || a.Seq == head {
					return
				}
			}
		}
		var database struct { // of one subscriber
			seen    activity.Seq
			effects []activity.Seq
		}
		var late []activity.Seq // the effects of the other
		lives := rapid.IntRange(1, 8).Draw(r, "lives")
		for n := range lives {
			for range rapid.IntRange(0, 5).Draw(r, "recorded") {
				_, err := c.as("ana").Ask(ctx, "Why?")
				require.NoError(r, err)
				head++
			}
			upTo := func() activity.Seq {
				if n == lives-1 {
					return head
				}
				return activity.Seq(rapid.IntRange(0, int(head)).Draw(r, "up to"))
			}
			live(database.seen, upTo(), func(seq activity.Seq, dies bool) {
				if !dies { // else it dies before the commit, and nothing of it is there
					database.seen, database.effects = seq, append(database.effects, seq)
				}
			})
			seen, err := c.Cursor(ctx, c.ID, "late")
			require.NoError(r, err)
			if len(late) > 0 {
				require.LessOrEqual(r, seen, slices.Max(late))
			}
			live(seen, upTo(), func(seq activity.Seq, dies bool) {
				late = append(late, seq)
				if !dies && rapid.Bool().Draw(r, "stores its cursor") {
					require.NoError(r, c.SetCursor(ctx, c.ID, "late", seq))
				}
			})
		}
		require.Len(r, database.effects, int(head))
		for i, effect := range database.effects {
			require.Equal(r, activity.Seq(i+1), effect)
		}
		reached := activity.Seq(0)
		for _, effect := range late {
			require.LessOrEqual(r, effect, reached+1, "missed")
			reached = max(reached, effect)
		}
		require.Equal(r, head, reached)
	})
}
