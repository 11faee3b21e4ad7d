package storagetest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// testRewrite: another record takes the place of a community's, and what it folds
// to that of its tables; nothing else changes.
func testRewrite(t *testing.T, s storage.Store) {
	w := newWorld()
	h, other := w.newHome(t, s), w.newHome(t, s)
	elsewhere := AccountFor(t, s, other.community)
	record := func() storage.History {
		return view(t, s, func(ctx context.Context, r storage.Reader) ([]activity.Activity, error) {
			return activity.Collect(r.Activities(ctx, h.community, 0, 0))
		})
	}
	rewrite := func(record storage.History, then error) error {
		return update(t, s, func(ctx context.Context, tx storage.Tx) error {
			if err := tx.Rewrite(ctx, h.community, record, "ana"); err != nil {
				return err
			}
			head, err := tx.Head(ctx, h.community)
			require.NoError(t, err)
			assert.Equal(t, activity.Seq(len(record)), head, "at once")
			require.NoError(t, append1(ctx, tx, h.community, w.comment("eve")))
			return then
		})
	}
	before, was := record(), AccountFor(t, s, h.community)

	assert.ErrorIs(t, rewrite(before[1:], nil), fault.Invalid, "it does not fold")
	assert.ErrorIs(t, rewrite(nil, nil), fault.Invalid, "it is no community's")
	assert.ErrorIs(t, rewrite(append(before[:3:3], before[2]), nil), fault.Invalid, "it holds an activity twice")
	assert.ErrorIs(t, rewrite(before[:3], context.Canceled), context.Canceled)
	assert.Equal(t, before, record(), "nothing of that is kept")
	assert.Equal(t, was, AccountFor(t, s, h.community))

	for range 2 { // and again
		require.NoError(t, rewrite(before[:3], nil)) // as if nothing had been shared
		now := AccountFor(t, s, h.community)
		assert.Empty(t, now.Repertoire)
		assert.Empty(t, now.Questions)
		assert.Equal(t, storage.Shelves{Revisions: was.Revisions}, now.Shelves)
		assert.Equal(t, was.Community, now.Community)
		assert.Len(t, record(), 4)
	}
	require.NoError(t, rewrite(before, nil))
	assert.Equal(t, before, record()[:len(before)])
	AccountFor(t, s, h.community)

	require.NoError(t, update(t, s, func(ctx context.Context, tx storage.Tx) error {
		l, err := tx.Lifecycle(ctx, h.community)
		require.NoError(t, err)
		l.Phase, l.Rev = "grow", l.Rev+1
		require.NoError(t, tx.PutLifecycle(ctx, l))
		for _, shelf := range shelves {
			require.NoError(t, shelf.leave(ctx, tx, h.community))
		}
		return nil
	}))
	require.NoError(t, update(t, s, func(ctx context.Context, tx storage.Tx) error {
		return tx.Rewrite(ctx, h.community, before, "ana")
	}))
	now := AccountFor(t, s, h.community)
	assert.Equal(t, was.Lifecycle, now.Lifecycle, "what no activity accounts for is gone")
	assert.Equal(t, was.Shelves, now.Shelves)

	assert.Equal(t, elsewhere, AccountFor(t, s, other.community), "another community is as it was")
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		_, err := r.Operation(ctx, h.community, atHome)
		assert.ErrorIs(t, err, fault.NotFound, "it was ana's")
		_, err = r.Operation(ctx, other.community, atHome)
		assert.NoError(t, err)
		seen, err := r.Cursor(ctx, h.community, atHome)
		assert.Equal(t, activity.Seq(3), seen, "subscribers are where they were")
		return err
	}))
}
