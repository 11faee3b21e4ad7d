package praxis

import (
	"context"
	"fmt"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// What follows is for subscribers that keep their cursors in Praxis's own store,
// and for the host itself: nobody's authority is asked.

// Activities lists a community's record by its sequence: behind the entry
// given, at most limit of them (0 or less: all). It is for the host itself and
// asks no authority; see Participant.Activities.
func (c *Constellation) Activities(ctx context.Context, community activity.CommunityID, after activity.Seq, limit int) ([]activity.Activity, error) {
	return readAll(ctx, c, "praxis.Activities", func(ctx context.Context, r storage.Reader) iter.Seq2[activity.Activity, error] {
		return r.Activities(ctx, community, after, limit)
	})
}

// Cursor returns how far a subscriber has got in a community's record: what
// SetCursor has kept last, 0 at first.
// Errors: NotFound.
func (c *Constellation) Cursor(ctx context.Context, community activity.CommunityID, subscriber string) (seen activity.Seq, err error) {
	err = c.store.View(ctx, func(ctx context.Context, r storage.Reader) (err error) {
		seen, err = r.Cursor(ctx, community, subscriber)
		return err
	})
	return seen, fault.In("praxis.Cursor", err)
}

// SetCursor keeps how far a subscriber has got in a community's record, forward
// or back. Subscribers are told apart by a name of 1 to 255 bytes without
// control characters. What a subscriber does in Praxis goes with its cursor by
// Together; what it does in the host's own tables, by a store that has joined
// the host's transaction. So each activity takes effect once.
// Errors: NotFound; Invalid for a name that is none and for a cursor that is not
// in the record.
func (c *Constellation) SetCursor(ctx context.Context, community activity.CommunityID, subscriber string, seen activity.Seq) error {
	return fault.In("praxis.SetCursor", c.store.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		head, err := tx.Head(ctx, community)
		if err != nil {
			return err
		}
		if seen < 0 || seen > head {
			return fault.New("", fault.Invalid, fmt.Sprintf("the record has the entries 1 to %d, and a cursor is 0 or one of them, not %d", head, seen))
		}
		return tx.PutCursor(ctx, community, subscriber, seen)
	}))
}

// Lags lists the communities in whose records there is something that a
// subscriber has not seen, as SetCursor has kept it, by id: behind the one
// given, at most limit of them (0 or less: all). To ask is one query, however
// many communities there are.
func (c *Constellation) Lags(ctx context.Context, subscriber string, after activity.CommunityID, limit int) ([]storage.Lag, error) {
	return readAll(ctx, c, "praxis.Lags", func(ctx context.Context, r storage.Reader) iter.Seq2[storage.Lag, error] {
		return r.Lags(ctx, subscriber, after, limit)
	})
}
