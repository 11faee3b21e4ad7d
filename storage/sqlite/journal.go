package sqlite

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

func (t *tx) Head(ctx context.Context, c activity.CommunityID) (activity.Seq, error) {
	scan := func(s scanner) (head activity.Seq, err error) { return head, s.Scan(&head) }
	return one(ctx, t, "sqlite.Head", c, scan, "SELECT head FROM praxis_journal WHERE community_id = ?1")
}

const selectActivities = `SELECT community_id, seq, activity_id, actor, verb, object, in_reply_to, thread, recipient, space, topics, mode, at, purpose, fact, detail
	FROM praxis_activity WHERE community_id = ?1 AND seq > ?2 ORDER BY seq LIMIT +?3`

func scanActivity(s scanner) (a activity.Activity, err error) {
	var fact, detail string
	err = s.Scan(intoID(&a.Community), &a.Seq, intoID(&a.ID), &a.Actor, &a.Verb, intoID(&a.Object), intoID(&a.InReplyTo), intoID(&a.Thread),
		&a.To, intoID(&a.Space), intoJSON(&a.Topics), &a.Mode, intoTime(&a.At), &a.Purpose, &fact, &detail)
	if err != nil {
		return a, err
	}
	a.Detail, err = storage.DecodeFact(fact, []byte(detail))
	return a, fault.Wrap("sqlite.Activities", fault.Unavailable, err)
}

func (t *tx) Activities(ctx context.Context, c activity.CommunityID, after activity.Seq, limit int) activity.Stream {
	const op = "sqlite.Activities"
	key := func(a activity.Activity) activity.Seq { return a.Seq }
	return of(ctx, t, op, c, list(ctx, t, op, after, limit, key, scanActivity, selectActivities, text(c)))
}

// insertActivity passes over an id that is there already. A sequence that is
// there would be an error.
var insertActivity = newRelation("praxis_activity", 2, "community_id", "seq", "activity_id", "actor", "verb", "object", "in_reply_to", "thread",
	"recipient", "space", "topics", "mode", "at", "purpose", "fact", "detail").insert + " ON CONFLICT (community_id, activity_id) DO NOTHING"

func (t *tx) Append(ctx context.Context, c activity.CommunityID, batch []activity.Activity) (added int, err error) {
	const op = "sqlite.Append"
	head, err := t.Head(ctx, c)
	if err != nil {
		return 0, err
	}
	facts, err := factsOf(batch)
	if err != nil {
		return 0, err
	}
	for i := range batch {
		a := &batch[i]
		a.Community, a.Seq = c, 0
		changed, err := t.exec(ctx, op, insertActivity, text(c), int64(head+1), text(a.ID), string(a.Actor), string(a.Verb), text(a.Object),
			text(a.InReplyTo), text(a.Thread), string(a.To), text(a.Space), listOf(a.Topics), string(a.Mode), micros(a.At), string(a.Purpose),
			facts[i].name, facts[i].detail)
		if err != nil {
			return 0, err
		}
		if changed == 1 {
			head++
			added++
			a.Seq = head
		}
	}
	if added == 0 {
		return 0, nil
	}
	_, err = t.exec(ctx, op, "UPDATE praxis_journal SET head = ?2 WHERE community_id = ?1", text(c), int64(head))
	return added, err
}

// fact is how the detail of an activity is kept.
type fact struct{ name, detail string }

// factsOf are the details of a batch. They are worked out before anything is
// written, because one that cannot be kept leaves the record as it was.
func factsOf(batch []activity.Activity) ([]fact, error) {
	facts := make([]fact, len(batch))
	for i, a := range batch {
		name, detail, err := storage.EncodeDetail(a)
		if err != nil {
			return nil, err
		}
		facts[i] = fact{name, string(detail)}
	}
	return facts, nil
}
