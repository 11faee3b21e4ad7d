package sqlite_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// accountFor checks that everything acknowledged is in the file, in a record
// without a gap that accounts for the tables.
func accountFor(t *testing.T, path string, acknowledged map[string]bool) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, nil)
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		there := make(map[string]bool)
		for c, err := range r.Communities(ctx, activity.CommunityID{}, 0) {
			require.NoError(t, err)
			next := activity.Seq(1)
			for a, err := range r.Activities(ctx, c.ID, 0, 0) {
				require.NoError(t, err)
				require.Equal(t, next, a.Seq, "the sequence has no gap")
				next++
			}
			head, err := r.Head(ctx, c.ID)
			require.NoError(t, err)
			require.Equal(t, next-1, head)

			tables, err := storage.Take(ctx, r, c.ID)
			require.NoError(t, err)
			folded, err := storage.Fold(r.Activities(ctx, c.ID, 0, 0))
			require.NoError(t, err)
			require.Equal(t, folded, tables, "the history accounts for the present")
			for _, thread := range tables.Questions {
				there[thread.Question.ID.String()] = true
				for _, answer := range thread.Answers {
					there[answer.ID.String()] = true
				}
			}
		}
		for id := range acknowledged {
			require.True(t, there[id], "%s was acknowledged and is lost", id)
		}
		return nil
	}))
	assert.Equal(t, "ok", ask[string](t, database(t, path), "PRAGMA integrity_check"))
}
