package postgres_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
)

// verify checks that a store holds everything acknowledged once, and nothing
// twice, in records without a gap that account for the tables.
func (l *load) verify(t *testing.T, s storage.Store) {
	t.Helper()
	made := make(map[string][][16]byte) // by its text
	for _, c := range l.communities {
		for _, thread := range accountFor(t, s, c).Questions {
			made[thread.Question.Text] = append(made[thread.Question.Text], thread.Question.ID)
			for _, answer := range thread.Answers {
				made[answer.Text] = append(made[answer.Text], answer.ID)
			}
		}
	}
	var kept, lost int // of what was in doubt
	for _, d := range l.deeds {
		found := made[d.text]
		delete(made, d.text)
		switch {
		case d.acked:
			assert.Equal(t, [][16]byte{d.made}, found, "%q was acknowledged", d.text)
		case len(found) == 0:
			lost++
		default:
			kept++
			assert.Len(t, found, 1, "%q failed", d.text)
		}
	}
	assert.Empty(t, made, "what nobody did")
	assert.Less(t, l.slow, longest)
	t.Logf("%d acts acknowledged; %d failed without a key, of which %d took effect; the longest call took %v",
		l.acknowledged.Load(), kept+lost, kept, l.slow)
	for told, times := range l.told {
		t.Logf("%d times: %s", times, told)
	}
}

// accountFor returns what is in a community's tables, for which its record
// accounts.
func accountFor(t *testing.T, s storage.Store, c activity.CommunityID) (tables storage.Snapshot) {
	t.Helper()
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		next := activity.Seq(1)
		for a, err := range r.Activities(ctx, c, 0, 0) {
			require.NoError(t, err)
			require.Equal(t, next, a.Seq, "the sequence has no gap")
			next++
		}
		head, err := r.Head(ctx, c)
		require.NoError(t, err)
		require.Equal(t, next-1, head)

		tables, err = storage.Take(ctx, r, c)
		require.NoError(t, err)
		folded, err := storage.Fold(r.Activities(ctx, c, 0, 0))
		require.NoError(t, err)
		require.Equal(t, folded, tables, "the history accounts for the present")
		return nil
	}))
	return tables
}
