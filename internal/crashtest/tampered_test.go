package crashtest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// tampered is a store that reads and writes otherwise than it should.
type tampered struct {
	storage.Store
	read  func(storage.Reader) storage.Reader
	write func(storage.Tx) storage.Tx
}

// View implements storage.Store.
func (s tampered) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	return s.Store.View(ctx, func(ctx context.Context, r storage.Reader) error { return fn(ctx, s.read(r)) })
}

// Update implements storage.Store.
func (s tampered) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	return s.Store.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return fn(ctx, s.write(tx)) })
}

func TestAGap(t *testing.T) {
	for name, test := range map[string]struct {
		read func(storage.Reader) storage.Reader
		want string
	}{
		"in the middle": {func(r storage.Reader) storage.Reader { return skipping{r, 2} }, "behind 1 in its record comes 3"},
		"at the end":    {func(r storage.Reader) storage.Reader { return skipping{r, 3} }, "its record ends at 2, and its head is 3"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, record1)
			s.begins()
			s.does()
			s.ends(nil)
			assert.ErrorContains(t, s.ledger.Audit(t.Context(), tampered{Store: s.store, read: test.read}), test.want)
		})
	}
}

// skipping passes over an activity.
type skipping struct {
	storage.Reader
	seq activity.Seq
}

// Activities implements storage.JournalReader.
func (s skipping) Activities(ctx context.Context, c activity.CommunityID, after activity.Seq, limit int) activity.Stream {
	return func(yield func(activity.Activity, error) bool) {
		for a, err := range s.Reader.Activities(ctx, c, after, limit) {
			if a.Seq != s.seq && !yield(a, err) {
				return
			}
		}
	}
}

// Two callers under one key have to make one thing.
func TestTwice(t *testing.T) {
	s := newScene(t, ask1)
	s.op.Twice = true
	first, err := s.op.Do(t.Context(), s.store)
	require.NoError(t, err)
	again, err := s.op.Do(t.Context(), s.store)
	require.NoError(t, err)
	assert.Equal(t, first, again)

	s.op.Key = "2"
	_, err = s.op.Do(t.Context(), tampered{Store: s.store, write: func(tx storage.Tx) storage.Tx { return forgetful{tx} }})
	assert.ErrorIs(t, err, fault.Conflict)
	assert.ErrorContains(t, err, "two callers under one key have made")
}

// forgetful keeps no keys.
type forgetful struct{ storage.Tx }

// AddOperation implements storage.OperationWriter.
func (forgetful) AddOperation(context.Context, storage.Operation) error { return nil }

// What is repeated has to be what it was.
func TestSettlingFindsOut(t *testing.T) {
	forgets := func(tx storage.Tx) storage.Tx { return forgetful{tx} }
	t.Run("another thing", func(t *testing.T) {
		s := newScene(t, ask1)
		store := tampered{Store: s.store, write: forgets}
		s.begins()
		s.store = store
		s.does()
		s.ends(nil)
		assert.ErrorContains(t, s.ledger.Settle(t.Context(), store), "ask 1 made")
	})
	t.Run("cannot be repeated", func(t *testing.T) {
		s := newScene(t, Op{Key: "1", Act: "join", Keyed: true})
		s.op.Who = "eve"
		store := tampered{Store: s.store, write: forgets}
		s.begins()
		s.store = store
		s.does()
		s.ends(nil)
		assert.ErrorContains(t, s.ledger.Settle(t.Context(), store), "join 1 cannot be repeated under its key: praxis.Join: exists")
	})
}
