package memory

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

func (t *tx) Cursor(ctx context.Context, c activity.CommunityID, subscriber string) (activity.Seq, error) {
	_, err := t.community(ctx, "memory.Cursor", c)
	if err != nil {
		return 0, err
	}
	seen, _ := t.cursors.get(key{community: c, text: subscriber})
	return seen, nil
}

func (t *tx) PutCursor(ctx context.Context, c activity.CommunityID, subscriber string, seen activity.Seq) error {
	const op = "memory.PutCursor"
	if err := storage.CheckSubscriber(subscriber); err != nil {
		return fault.In(op, err)
	}
	if _, err := t.community(ctx, op, c); err != nil {
		return err
	}
	t.cursors.put(key{community: c, text: subscriber}, seen)
	return nil
}

func (t *tx) Lags(ctx context.Context, subscriber string, after activity.CommunityID, limit int) iter.Seq2[storage.Lag, error] {
	return func(yield func(storage.Lag, error) bool) {
		left := limit
		for c, err := range behind(ctx, t, "memory.Lags", t.communities, key{community: after}, func(key) bool { return true }) {
			if err != nil {
				yield(storage.Lag{}, err)
				return
			}
			seen, _ := t.cursors.get(key{community: c.ID, text: subscriber})
			if c.tenant != t.tenant || c.head <= seen {
				continue
			}
			if !yield(storage.Lag{Community: c.ID, Seen: seen, Head: c.head}, nil) {
				return
			}
			if left--; left == 0 {
				return
			}
		}
	}
}
