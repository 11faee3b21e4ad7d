package storagetest

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

func testRollback(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	before := head(t, s, id)
	reason := errors.New("thought better of it")
	err := s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		require.NoError(t, append1(ctx, tx, id, w.comment("bob")))
		return reason
	})
	assert.ErrorIs(t, err, reason)
	assert.Equal(t, before, head(t, s, id))
}

func testPanic(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	before := head(t, s, id)
	assert.PanicsWithValue(t, "at the disco", func() {
		_ = s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
			require.NoError(t, append1(ctx, tx, id, w.comment("bob")))
			panic("at the disco")
		})
	})
	assert.Panics(t, func() {
		_ = s.View(t.Context(), func(context.Context, storage.Reader) error { panic("in a view") })
	})
	assert.Equal(t, before, head(t, s, id))
	assert.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		return append1(ctx, tx, id, w.comment("bob"))
	}), "the store goes on after a panic")
	assert.Equal(t, before+1, head(t, s, id))
}

func testRerun(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	before := head(t, s, id)
	a := w.comment("bob")
	runs := 0
	require.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		runs++
		h, err := tx.Head(ctx, id)
		require.NoError(t, err)
		assert.Equal(t, before, int(h), "every run begins with the state before the first")
		if err := append1(ctx, tx, id, a); err != nil {
			return err
		}
		if runs < 3 {
			return storage.Again(errors.New("a rival came first"))
		}
		return nil
	}))
	assert.Equal(t, 3, runs)
	assert.Equal(t, before+1, head(t, s, id))
}

func testEndlessRerun(t *testing.T, s storage.Store) {
	runs := 0
	err := s.Update(t.Context(), func(context.Context, storage.Tx) error {
		runs++
		return storage.Again(errors.New("a rival came first"))
	})
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.Equal(t, storage.Attempts, runs)
}

func testNesting(t *testing.T, s storage.Store) {
	outer := t.Context()
	update := func(ctx context.Context) error {
		return s.Update(ctx, func(context.Context, storage.Tx) error { return nil })
	}
	view := func(ctx context.Context) error {
		return s.View(ctx, func(context.Context, storage.Reader) error { return nil })
	}
	otherTenant := func(ctx context.Context) error {
		return s.Tenant("other").Update(ctx, func(context.Context, storage.Tx) error { return nil })
	}
	for _, inner := range []func(context.Context) error{update, view, otherTenant} {
		require.NoError(t, s.Update(outer, func(ctx context.Context, _ storage.Tx) error {
			assert.ErrorIs(t, inner(ctx), fault.Precondition)
			return nil
		}))
		require.NoError(t, s.View(outer, func(ctx context.Context, _ storage.Reader) error {
			assert.ErrorIs(t, inner(ctx), fault.Precondition)
			return nil
		}))
	}
	// With the outer context it looks like somebody else's, and waits its turn.
	require.NoError(t, s.Update(outer, func(context.Context, storage.Tx) error {
		short, cancel := context.WithTimeout(outer, 50*time.Millisecond)
		defer cancel()
		assert.ErrorIs(t, update(short), fault.Unavailable)
		return nil
	}))
	assert.NoError(t, update(outer), "the store goes on")
}

func testContext(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	before := head(t, s, id)

	ended, cancel := context.WithCancel(t.Context())
	cancel()
	nothing := func(context.Context, storage.Tx) error { t.Error("runs in an ended context"); return nil }
	err := s.Update(ended, nothing)
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorIs(t, err, context.Canceled)

	midway, cancel := context.WithCancel(t.Context())
	err = s.Update(midway, func(ctx context.Context, tx storage.Tx) error {
		if err := append1(ctx, tx, id, w.comment("bob")); err != nil {
			return err
		}
		cancel()
		return nil
	})
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.Equal(t, before, head(t, s, id), "what was not acknowledged is not there")
}

func testViewIsolation(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		first, err := r.Head(ctx, id)
		if err != nil {
			return err
		}
		done := make(chan error, 1)
		go func() {
			done <- s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
				return append1(ctx, tx, id, w.comment("bob"))
			})
		}()
		require.NoError(t, <-done, "a view keeps nobody from writing")
		second, err := r.Head(ctx, id)
		if err != nil { // what it reads from may fail, and then it begins anew
			return err
		}
		all, err := activity.Collect(r.Activities(ctx, id, 0, 0))
		if err != nil {
			return err
		}
		assert.Equal(t, first, second)
		assert.Len(t, all, int(first))
		return nil
	}))
}

// testMissedUpdate lets several people read the same charter, and then each
// write what they made of it.
func testMissedUpdate(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	read := view(t, s, func(ctx context.Context, r storage.Reader) (cop.Community, error) { return r.Community(ctx, id) })

	const people = 8
	errs := make([]error, people)
	var group sync.WaitGroup
	for i := range people {
		changed := charter("Internal audit")
		changed.Purpose = "Purpose " + string(rune('A'+i))
		next, a, err := read.Amend(w.occasion(id, "ana"), changed, "a better purpose")
		require.NoError(t, err)
		group.Go(func() {
			errs[i] = s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
				return storage.RecordCommunity(ctx, tx, next, a)
			})
		})
	}
	group.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
			continue
		}
		assert.ErrorIs(t, err, fault.Conflict)
	}
	assert.Equal(t, 1, won, "one change is kept, the others are told")
}

func testWritersAtOnce(t *testing.T, s storage.Store) {
	w := newWorld()
	id := w.newCommunity(t, s)
	before := head(t, s, id)
	const writers, each = 8, 20
	var group sync.WaitGroup
	for range writers {
		batch := make([]activity.Activity, each)
		for i := range batch {
			batch[i] = w.comment("bob")
		}
		group.Go(func() {
			for _, a := range batch {
				assert.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error { return append1(ctx, tx, id, a) }))
			}
		})
	}
	group.Wait()
	all := view(t, s, func(ctx context.Context, r storage.Reader) ([]activity.Activity, error) {
		return activity.Collect(r.Activities(ctx, id, 0, 0))
	})
	require.Len(t, all, before+writers*each)
	for i, a := range all {
		require.Equal(t, activity.Seq(i+1), a.Seq)
	}
}
