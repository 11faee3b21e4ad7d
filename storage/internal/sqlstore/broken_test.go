package sqlstore

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// A list that comes to a row that cannot be read hands out those before it, and
// says so if it was asked for the row.
func TestARowThatCannotBeRead(t *testing.T) {
	p := newPlay(t)
	const before = 3
	for range before + 1 {
		require.NoError(t, p.as("a").Update(t.Context(), p.says("ana", 1)))
	}
	last := p.shelves[p.id].row(activities.Shape, []Value{id(p.id), number(before + 1)})
	last[len(last)-2] = text("unheard of")

	for limit, want := range map[int]error{0: fault.Unavailable, before: nil, before + 1: fault.Unavailable} {
		require.NoError(t, p.as("a").View(t.Context(), func(ctx context.Context, r storage.Reader) error {
			var read int
			var last error
			for _, err := range r.Activities(ctx, p.id, 0, limit) {
				if last = err; err == nil {
					read++
				}
			}
			assert.Equal(t, before, read, "limit %d", limit)
			assert.ErrorIs(t, last, want, "limit %d", limit)
			return nil
		}))
	}
}
