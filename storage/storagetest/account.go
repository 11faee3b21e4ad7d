package storagetest

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/search"
	"github.com/praxis-cop/praxis/storage"
)

// AccountFor returns what is in a community's tables, and checks that its record
// accounts for it: that the record has no gap and folds to the tables, and that
// resources are found by their words as they are.
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
		if head, err := r.Head(ctx, id); err != nil || last != head {
			require.Equal(t, last, head)
			return err
		}
		return foundAsTheyAre(t, ctx, r, tables)
	}))
	return tables
}

// foundAsTheyAre checks that a search for what is in each of the resources, and for
// all of them, finds what reading them finds.
func foundAsTheyAre(t require.TestingT, ctx context.Context, r storage.Reader, tables storage.Snapshot) error {
	l := &library{community: tables.Community.ID}
	in, texts := search.Rooms{Common: true}, map[string]bool{"after:0001-01-02": true}
	for _, h := range tables.Repertoire {
		l.all = append(l.all, h.Resource)
		in.Spaces = append(in.Spaces, h.Resource.Space)
		for _, v := range h.Versions {
			texts[v.Title] = true
			texts[v.Body[:min(len(v.Body), 20)]] = true
		}
	}
	for _, text := range slices.Sorted(maps.Keys(texts)) {
		q, err := search.Parse(strings.ToValidUTF8(text, ""))
		if err != nil {
			continue // there is no word in it
		}
		hits, err := activity.Collect(r.Search(ctx, l.community, q, in, search.Cursor{}, 0))
		if err != nil {
			return err
		}
		require.Equal(t, l.plain(q, in), hits, text)
	}
	return nil
}
