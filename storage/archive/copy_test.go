package archive_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// copied is a store that is read from a copy, but for the first View and those
// that ask for the latest state.
type copied struct {
	storage.Store
	from  storage.Store
	views *int
}

func (c copied) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	if *c.views++; *c.views == 1 || storage.IsLatest(ctx) {
		return c.Store.View(ctx, fn)
	}
	return c.from.View(ctx, fn)
}

// A copy may know less of a record than what was read before, or nothing.
func TestACopyThatIsBehind(t *testing.T) {
	origin := lived(t)
	behind := memory.New(nil)
	_, err := imported(t, behind, exported(t, origin))
	assert.NoError(t, err)
	id := newcomers(t, origin, 0)
	outlines(t, origin, id, 250)
	_, err = world(origin).As("ana").In(auditors).Ask(t.Context(), "What did we miss?")
	assert.NoError(t, err)
	for name, from := range map[string]storage.Store{"behind": behind, "empty": memory.New(nil)} {
		assert.Equal(t, exported(t, origin), exported(t, copied{origin, from, new(int)}), name)
	}
}
