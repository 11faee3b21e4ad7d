package praxis_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// copied is a store that is read from a copy, unless the latest state is asked
// for.
type copied struct {
	storage.Store
	from   storage.Store
	latest func() // happens when it is
}

func (c copied) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	if !storage.IsLatest(ctx) {
		return c.from.View(ctx, fn)
	}
	defer c.latest()
	return c.Store.View(ctx, fn)
}

// TestSubscribersToACopy outlast that it lacks what they have seen.
func TestSubscribersToACopy(t *testing.T) {
	behind := memory.New(nil)
	newCommunity(t, behind, nil, "ana")
	for name, from := range map[string]storage.Store{"behind": behind, "empty": memory.New(nil)} {
		store := memory.New(nil)
		c := newCommunity(t, store, nil, "ana", "bob") // three activities
		looks := 0
		reader := praxis.New(copied{store, from, func() {
			if looks++; looks == 1 {
				_, err := c.as("bob").Ask(t.Context(), "Is anybody there?")
				require.NoError(t, err)
			}
		}}, nil)
		for a, err := range reader.Subscribe(t.Context(), c.ID, 3, &praxis.SubscribeOptions{Interval: time.Microsecond}) {
			require.NoError(t, err, name)
			assert.Equal(t, activity.Seq(4), a.Seq, name)
			break
		}
		assert.Equal(t, 2, looks, name)
	}
}
