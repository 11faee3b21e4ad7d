package archive

import (
	"context"
	"fmt"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// pageSize is how many activities are held in memory at once.
const pageSize = 100

// recordOf returns a community's record up to an entry that is there, in pages
// that are each read in a View of its own. As a record only grows, they are one
// state all the same, and hold up nobody. What a copy of the store does not have
// yet is read from the store itself.
func recordOf(ctx context.Context, store storage.Store, id activity.CommunityID, head activity.Seq) activity.Stream {
	return func(yield func(activity.Activity, error) bool) {
		for last := activity.Seq(0); last < head; {
			limit := int(min(pageSize, head-last))
			page, err := pageOf(ctx, store, id, last, limit)
			if len(page) == 0 {
				page, err = pageOf(storage.Latest(ctx), store, id, last, limit)
			}
			if err == nil && len(page) == 0 {
				err = fault.New("", fault.Unavailable, fmt.Sprintf(
					"the store lacks activity %d of %d; its database is damaged, restore a backup", last+1, head))
			}
			if err != nil {
				yield(activity.Activity{}, err)
				return
			}
			for _, a := range page {
				if !yield(a, nil) {
					return
				}
			}
			last = page[len(page)-1].Seq
		}
	}
}

func pageOf(ctx context.Context, store storage.Store, id activity.CommunityID, after activity.Seq, limit int) (page []activity.Activity, err error) {
	err = store.View(ctx, func(ctx context.Context, r storage.Reader) (err error) {
		page, err = activity.Collect(r.Activities(ctx, id, after, limit))
		return err
	})
	return page, err
}

// headOf returns how many activities a community's record has. NotFound.
func headOf(ctx context.Context, store storage.Store, id activity.CommunityID) (head activity.Seq, err error) {
	err = store.View(ctx, func(ctx context.Context, r storage.Reader) (err error) {
		head, err = r.Head(ctx, id)
		return err
	})
	return head, err
}
