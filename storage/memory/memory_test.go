package memory_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

func TestStore(t *testing.T) {
	storagetest.Run(t, func(testing.TB) storage.Store { return memory.New(nil) })
}

// With the outer context an Update inside of another looks like somebody
// else's: it waits for its turn as long as the store is patient.
func TestPatience(t *testing.T) {
	for name, test := range map[string]struct {
		options *memory.Options
		waits   time.Duration
	}{
		"default": {nil, storage.DefaultPatience},
		"short":   {&memory.Options{Patience: time.Second}, time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, outer := memory.New(test.options), t.Context()
				update := func() error {
					return s.Update(outer, func(context.Context, storage.Tx) error { return nil })
				}
				require.NoError(t, s.Update(outer, func(context.Context, storage.Tx) error {
					start := time.Now()
					err := update()
					assert.Equal(t, test.waits, time.Since(start))
					assert.ErrorIs(t, err, fault.Unavailable)
					assert.ErrorContains(t, err, "another transaction held the store for "+test.waits.String())
					assert.ErrorContains(t, err, "never begin a transaction inside of another")
					return nil
				}))
				require.NoError(t, s.View(outer, func(context.Context, storage.Reader) error { return update() }), "a View holds nobody up")
				assert.NoError(t, update(), "the store goes on")
			})
		})
	}
}

// The turn goes to whoever waits for it, and comes back from a panic.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := memory.New(nil)
		assert.Panics(t, func() {
			_ = s.Update(t.Context(), func(context.Context, storage.Tx) error { panic("at the disco") })
		})
		done := make(chan error)
		require.NoError(t, s.Update(t.Context(), func(context.Context, storage.Tx) error {
			go func() { done <- s.Update(t.Context(), func(context.Context, storage.Tx) error { return nil }) }()
			time.Sleep(storage.DefaultPatience - time.Second)
			return nil
		}))
		assert.NoError(t, <-done)
	})
}
