package sqlite_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// A context that ends inside of an Update takes back what was written, and
// lets go of the session.
func TestAContextEndsInAnUpdate(t *testing.T) {
	for name, s := range map[string]storage.Store{"own": open(t, nil), "host": sqlite.New(hostDB(t), nil)} {
		t.Run(name, func(t *testing.T) {
			id := newCommunity(t, s)
			ctx, cancel := context.WithCancel(t.Context())
			err := s.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
				require.NoError(t, welcoming(id, "bob")(ctx, tx))
				cancel()
				err := welcoming(id, "eve")(ctx, tx)
				assert.ErrorIs(t, err, fault.Unavailable)
				assert.ErrorIs(t, err, context.Canceled)
				return nil // as if nothing had happened
			})
			assert.ErrorIs(t, err, fault.Unavailable)
			assert.ErrorIs(t, err, context.Canceled)
			assert.Empty(t, members(t, s, id))
			assert.NoError(t, welcome(t.Context(), s, id, "bob"), "the store goes on")
		})
	}
}

func TestAContextEndsInALongList(t *testing.T) {
	s := open(t, &sqlite.Options{Readers: 1})
	id := newCommunity(t, s)
	people := make([]activity.Person, 1000)
	for i := range people {
		people[i] = activity.Person(fmt.Sprintf("person %04d", i))
	}
	require.NoError(t, s.Update(t.Context(), welcoming(id, people...)))

	for _, seen := range []int{1, 249, 250, 251, 999} { // within a page of the list, and between two
		ctx, cancel := context.WithCancel(t.Context())
		err := s.View(ctx, func(ctx context.Context, r storage.Reader) error {
			n := 0
			for _, err := range r.Members(ctx, id, "", 0) {
				if n++; n == seen {
					cancel()
				}
				if err != nil {
					assert.Equal(t, seen+1, n, "it ends at once")
					return err
				}
			}
			t.Error("it goes on to its end")
			return nil
		})
		assert.ErrorIs(t, err, context.Canceled)
		assert.ErrorIs(t, err, fault.Unavailable)
	}
	assert.Equal(t, people, members(t, s, id), "the only reader is free")
}

// Whenever its context ends, an Update is kept if and only if it says so, and
// the next one finds everything in order.
func TestAContextEndsAtAnyMoment(t *testing.T) {
	for name, s := range map[string]storage.Store{"own": open(t, nil), "host": sqlite.New(hostDB(t), nil)} {
		t.Run(name, func(t *testing.T) {
			id := newCommunity(t, s)
			var acknowledged []activity.Person
			for i := range 300 {
				p := activity.Person(fmt.Sprintf("person %04d", i))
				ctx, cancel := context.WithCancel(t.Context())
				go func() {
					for range i {
						runtime.Gosched()
					}
					cancel()
				}()
				if err := welcome(ctx, s, id, p); err == nil {
					acknowledged = append(acknowledged, p)
				} else {
					require.ErrorIs(t, err, context.Canceled)
				}
				cancel()
			}
			assert.Equal(t, acknowledged, members(t, s, id))
			assert.NoError(t, welcome(t.Context(), s, id, "bob"))
		})
	}
}

// A context of its own for a single call ends that call, but not the Update.
func TestACallsOwnContextEnds(t *testing.T) {
	s := open(t, nil)
	id := newCommunity(t, s)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	require.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		assert.ErrorIs(t, welcoming(id, "eve")(ended, tx), context.Canceled)
		return welcoming(id, "bob")(ctx, tx)
	}))
	assert.Equal(t, []activity.Person{"bob"}, members(t, s, id), "nothing was begun that could be in doubt")
}

// Panics leave every session as it was.
func TestPanics(t *testing.T) {
	const readers = 3
	s := open(t, &sqlite.Options{Readers: readers, Patience: impatient})
	id := newCommunity(t, s)
	for range readers + 1 {
		assert.PanicsWithValue(t, "at the disco", func() {
			_ = s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
				for range r.Communities(ctx, activity.CommunityID{}, 0) {
					panic("at the disco")
				}
				return nil
			})
		})
		assert.PanicsWithValue(t, "at the disco", func() {
			_ = s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
				require.NoError(t, welcoming(id, "bob")(ctx, tx))
				panic("at the disco")
			})
		})
	}
	assert.Empty(t, members(t, s, id))
	require.NoError(t, welcome(t.Context(), s, id, "bob"))
	assert.Len(t, members(t, s, id), 1)
}

// A goroutine that ends inside, as t.FailNow ends a test's, is like a panic.
func TestGoexit(t *testing.T) {
	s := open(t, &sqlite.Options{Readers: 1, Patience: impatient})
	id := newCommunity(t, s)
	for range 2 {
		done := make(chan bool)
		go func() {
			defer close(done)
			_ = s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
				assert.NoError(t, welcoming(id, "bob")(ctx, tx))
				runtime.Goexit()
				return nil
			})
		}()
		<-done
	}
	assert.Empty(t, members(t, s, id))
	assert.NoError(t, welcome(t.Context(), s, id, "bob"))
}
