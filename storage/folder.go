package storage

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Folder folds a record one activity after the other, as Fold folds a whole
// one, and says what each of them changes. Its zero value has seen none.
type Folder struct{ so *fold }

// Fold folds the next activity, and returns what it changes in the tables:
// nothing if it has no detail, or is imported. Invalid if it cannot follow
// those before it; the folder is of no use from then on.
func (f *Folder) Fold(a activity.Activity) (Change, error) {
	if f.so == nil {
		f.so = newFold()
	}
	if err := f.so.step(a); err != nil {
		return nil, fault.In("storage.Folder.Fold", err)
	}
	return f.so.change, nil
}

// Change is what one activity changes: each value, to be written by the Put
// that takes it.
type Change []func(context.Context, Tx) error

// Put writes the values, before the activity itself is appended.
func (c Change) Put(ctx context.Context, tx Tx) error {
	for _, put := range c {
		if err := put(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

// changed notes a value that the activity changes.
func changed[T any](f *fold, put func(Tx, context.Context, T) error, v T) {
	f.change = append(f.change, func(ctx context.Context, tx Tx) error { return put(tx, ctx, v) })
}
