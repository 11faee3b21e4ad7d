package storage_test

import (
	"cmp"
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// What each activity changes, put one after the other, are the tables.
func TestAFolderWritesTheTables(t *testing.T) {
	store := memory.New(nil)
	require.NoError(t, store.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		var folder storage.Folder
		besides := map[string]int{
			"cop.founded": 3, // a founding begins a life and a charter
			"cop.amended": 2, // an amendment is a revision of the charter
			"cop.ended":   2, // the end of a community ends its life

			"lifecycle.moved": 2, // a move is a passage
		}
		for n, a := range full() {
			change, err := folder.Fold(a)
			require.NoError(t, err, n)
			assert.Len(t, change, cmp.Or(besides[a.Detail.FactName()], 1), "activity %d", n)
			require.NoError(t, change.Put(ctx, tx))
			_, err = tx.Append(ctx, auditors, []activity.Activity{a})
			require.NoError(t, err)
		}
		tables, err := storage.Take(ctx, tx, auditors)
		require.NoError(t, err)
		folded, err := storage.Fold(activity.StreamOf(full()...))
		require.NoError(t, err)
		assert.Equal(t, folded, tables)
		return nil
	}))
}

func TestAFolderPassesOverOutlines(t *testing.T) {
	var folder storage.Folder
	for _, a := range history() {
		_, err := folder.Fold(a)
		require.NoError(t, err)
		for _, detail := range []activity.Fact{nil, activity.Imported{Object: "q1"}} {
			outline := a
			outline.Detail = detail
			change, err := folder.Fold(outline)
			require.NoError(t, err)
			assert.Empty(t, change, "not even what the one before it changed")
		}
	}
}

func TestAFolderRefusesWhatCannotFollow(t *testing.T) {
	var folder storage.Folder
	change, err := folder.Fold(entry(1, "ana", membership.Joined{}))
	assert.ErrorIs(t, err, fault.Invalid)
	assert.ErrorContains(t, err, "storage.Folder.Fold: ")
	assert.Empty(t, change)
}

// A change that the store refuses is refused as a whole.
func TestAChangeFailsAsAnyPutFails(t *testing.T) {
	var folder storage.Folder
	founding, err := folder.Fold(history()[0])
	require.NoError(t, err)
	err = lived(t).Update(t.Context(), func(ctx context.Context, tx storage.Tx) error { return founding.Put(ctx, tx) })
	assert.ErrorIs(t, err, fault.Exists)
}
