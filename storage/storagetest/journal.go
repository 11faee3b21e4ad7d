package storagetest

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// testLists: limits, beginnings behind a key, and reads within a list.
func testLists(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	const n = 1620 // several pages of any adapter, and a large batch
	batch := make([]activity.Activity, n)
	for i := range batch {
		batch[i] = w.comment("bob")
	}
	require.NoError(t, update(t, s, func(ctx context.Context, tx storage.Tx) error {
		added, err := tx.Append(ctx, id, batch)
		assert.Equal(t, n, added)
		return err
	}))
	total := head(t, s, id)
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		for _, limit := range []int{-1, 0, 1, 2, 249, 250, 251, 500, total, total + 1} {
			for _, after := range []int{0, 1, 299, total - 1, total, total + 5} {
				want := max(0, total-after)
				if limit > 0 {
					want = min(want, limit)
				}
				next := activity.Seq(after)
				got := 0
				for a, err := range r.Activities(ctx, id, next, limit) {
					require.NoError(t, err)
					next++
					require.Equal(t, next, a.Seq)
					got++
				}
				assert.Equal(t, want, got, "limit %d after %d", limit, after)
			}
		}
		// From an activity on is from its sequence on; of another record's there is
		// nothing.
		record, err := activity.Collect(r.Activities(ctx, id, 0, 0))
		require.NoError(t, err)
		for _, limit := range []int{0, 2, 250, 251} {
			for _, from := range []int{0, 1, 299, total - 1} {
				want := record[from:]
				if limit > 0 {
					want = want[:min(1+limit, len(want))]
				}
				got, err := activity.Collect(r.Since(ctx, id, record[from].ID, limit))
				require.NoError(t, err)
				assert.Equal(t, append([]activity.Activity(nil), want...), got, "limit %d from %d", limit, from)
			}
		}
		for _, unknown := range []activity.ID{{}, w.id()} {
			none, err := activity.Collect(r.Since(ctx, id, unknown, 0))
			require.NoError(t, err)
			assert.Empty(t, none)
		}
		// A list may be left at any point, and other lists read meanwhile, the
		// same one too.
		outer := 0
		for _, err := range r.Activities(ctx, id, 0, 0) {
			require.NoError(t, err)
			if outer++; outer == 300 {
				break
			}
			if outer%100 == 0 {
				inner, err := activity.Collect(r.Activities(ctx, id, 0, 0))
				require.NoError(t, err)
				assert.Len(t, inner, total)
			}
		}
		return nil
	}))
}

// testAppendTwice: an activity is in a record once.
func testAppendTwice(t *testing.T, s storage.Store) {
	w := newWorld()
	id, other := w.newCommunity(t, s), w.newCommunity(t, s)
	batch := []activity.Activity{w.comment("ana"), w.comment("bob"), w.comment("eve")}
	appended := func(id activity.CommunityID, batch ...activity.Activity) (added int) {
		require.NoError(t, update(t, s, func(ctx context.Context, tx storage.Tx) (err error) {
			added, err = tx.Append(ctx, id, batch)
			return err
		}))
		return added
	}
	assert.Equal(t, 2, appended(id, batch[0], batch[1]))
	assert.Equal(t, 1, appended(id, batch...))
	assert.Equal(t, 0, appended(id, batch...))
	assert.Equal(t, 1, appended(id, w.comment("ana"), batch[1]))
	assert.Equal(t, 3, appended(other, batch...), "another community's record is another record")
	assert.Equal(t, 2+4, head(t, s, id))

	twice := w.comment("ana")
	assert.Equal(t, 1, appended(id, twice, twice))

	err := update(t, s, func(ctx context.Context, tx storage.Tx) error {
		a := w.comment("ana")
		a.Detail = unknownFact{}
		return append1(ctx, tx, id, a)
	})
	assert.ErrorIs(t, err, fault.Invalid)

	before := head(t, s, id)
	err = update(t, s, func(ctx context.Context, tx storage.Tx) error {
		_, err := tx.Append(ctx, id, []activity.Activity{w.comment("ana"), {Actor: "ana", Verb: activity.Comment, At: w.now}})
		return err
	})
	assert.ErrorIs(t, err, fault.Invalid, "an activity without an id")
	assert.Equal(t, before, head(t, s, id))
}

type unknownFact struct{}

func (unknownFact) FactName() string { return "cop.founded" }

// testCursor pages through a record with a cursor while it grows.
func testCursor(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	const n = 10_000
	first := head(t, s, id)
	written := make(map[activity.ID]bool, n)
	var batches [][]activity.Activity
	for size := 1; len(written) < n; size = size%199 + 7 {
		batch := make([]activity.Activity, min(size, n-len(written)))
		for i := range batch {
			batch[i] = w.comment("bob")
			written[batch[i].ID] = true
		}
		batches = append(batches, batch)
	}
	done := make(chan error, 1)
	go func() {
		for _, batch := range batches {
			if err := s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
				_, err := tx.Append(ctx, id, batch)
				return err
			}); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()

	cursor, pages, finished := activity.Seq(first), 0, false
	for {
		page := view(t, s, func(ctx context.Context, r storage.Reader) ([]activity.Activity, error) {
			return activity.Collect(r.Activities(ctx, id, cursor, 83))
		})
		for _, a := range page {
			cursor++
			require.Equal(t, cursor, a.Seq, "the record has no gap")
			require.True(t, written[a.ID], "seen twice, or never written")
			delete(written, a.ID)
		}
		if len(page) > 0 {
			pages++
			continue
		}
		if finished {
			break
		}
		select {
		case err := <-done:
			require.NoError(t, err)
			finished = true
		case <-time.After(time.Millisecond):
		}
	}
	assert.Empty(t, written, "missed")
	assert.Greater(t, pages, 1)
}
