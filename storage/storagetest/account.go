package storagetest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
)

// AccountFor returns what is in a community's tables, and checks that its record
// accounts for it: that the record has no gap and folds to the tables.
func AccountFor(t testing.TB, s storage.Store, id activity.CommunityID) storage.Snapshot {
	t.Helper()
	return accountFor(t, t.Context(), s, id)
}

func accountFor(t require.TestingT, ctx context.Context, s storage.Store, id activity.CommunityID) (tables storage.Snapshot) {
	require.NoError(t, s.View(ctx, func(ctx context.Context, r storage.Reader) (err error) {
		if tables, err = storage.Take(ctx, r, id); err != nil {
			return err
		}
		last := activity.Seq(0)
		folded, err := storage.Fold(func(yield func(activity.Activity, error) bool) {
			for a, err := range r.Activities(ctx, id, 0, 0) {
				if last++; err == nil {
					require.Equal(t, last, a.Seq, "the record has no gap")
				}
				if !yield(a, err) {
					return
				}
			}
		})
		if err != nil {
			return err
		}
		require.Equal(t, folded, tables, "the history accounts for the present")
		head, err := r.Head(ctx, id)
		require.Equal(t, last, head)
		return err
	}))
	return tables
}
