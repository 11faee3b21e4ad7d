package memory

import (
	"context"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
)

func (t *tx) Head(ctx context.Context, c activity.CommunityID) (activity.Seq, error) {
	found, err := t.community(ctx, "memory.Head", c)
	return found.head, err
}

func (t *tx) Activities(ctx context.Context, c activity.CommunityID, after activity.Seq, limit int) activity.Stream {
	return func(yield func(activity.Activity, error) bool) {
		for e, err := range list(ctx, t, "memory.Activities", t.journal, key{community: c, number: int64(after)}, 0, limit, same) {
			if err == nil {
				e.Topics = slices.Clone(e.Topics)
				e.Detail, err = storage.DecodeFact(e.fact, e.detail)
			}
			if !yield(e.Activity, err) || err != nil {
				return
			}
		}
	}
}

func (t *tx) Append(ctx context.Context, c activity.CommunityID, batch []activity.Activity) (added int, err error) {
	found, err := t.community(ctx, "memory.Append", c)
	if err != nil {
		return 0, err
	}
	for i := range batch {
		a := &batch[i]
		a.Community, a.Seq = c, 0
		name, detail, err := storage.EncodeFact(a.Detail)
		if err != nil {
			return 0, err
		}
		if _, there := t.journalIDs.get(key{community: c, one: a.ID}); there {
			continue
		}
		found.head++
		added++
		a.Seq = found.head
		e := entry{*a, name, detail}
		e.Topics, e.Detail = append([]string(nil), a.Topics...), nil
		t.journal.put(key{community: c, number: int64(a.Seq)}, e)
		t.journalIDs.put(key{community: c, one: a.ID}, a.Seq)
	}
	t.communities.put(key{community: c}, found)
	return added, nil
}
