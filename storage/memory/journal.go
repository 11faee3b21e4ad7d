package memory

import (
	"context"
	"iter"
	"math"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

func (t *tx) Head(ctx context.Context, c activity.CommunityID) (activity.Seq, error) {
	found, err := t.community(ctx, "memory.Head", c)
	return found.head, err
}

func (t *tx) Since(ctx context.Context, c activity.CommunityID, id activity.ID, limit int) activity.Stream {
	return func(yield func(activity.Activity, error) bool) {
		after := activity.Seq(math.MaxInt64)
		if seq, ok := t.journalIDs.get(key{community: c, one: id}); ok {
			after = seq - 1
		}
		if limit > 0 {
			limit++
		}
		t.Activities(ctx, c, after, limit)(yield)
	}
}

func (t *tx) Activity(ctx context.Context, c activity.CommunityID, id activity.ID) (a activity.Activity, err error) {
	const op = "memory.Activity"
	seq, err := one(ctx, t, op, t.journalIDs, key{community: c, one: id}, same)
	if err != nil {
		return a, err
	}
	for a, err := range t.Activities(ctx, c, seq-1, 1) {
		return a, err
	}
	return a, fault.New(op, fault.NotFound, "the record does not hold it")
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
	entries, err := entriesOf(batch)
	if err != nil {
		return 0, err
	}
	for i, e := range entries {
		batch[i].Community, batch[i].Seq = c, 0
		if _, there := t.journalIDs.get(key{community: c, one: e.ID}); there {
			continue
		}
		found.head++
		added++
		batch[i].Seq = found.head
		e.Community, e.Seq = c, found.head
		t.journal.put(key{community: c, number: int64(e.Seq)}, e)
		t.journalIDs.put(key{community: c, one: e.ID}, e.Seq)
		t.count(e.Activity)
	}
	t.communities.put(key{community: c}, found)
	if added > 0 && !slices.Contains(t.grown, c) {
		t.grown = append(t.grown, c)
	}
	return added, nil
}

// count counts an activity in what the store keeps along with the record.
func (t *tx) count(a activity.Activity) {
	tally := func(in table[activity.Tally], one activity.Tally) {
		before, _ := in.get(tallyKey(one))
		one.Count += before.Count
		in.put(tallyKey(one), one)
	}
	tally(t.tallies, a.Tally())
	if one, ok := a.Received(); ok {
		tally(t.received, one)
	}
	if one, ok := a.Presence(); ok {
		before, _ := t.presences.get(presenceKey(one))
		one.Count += before.Count
		t.presences.put(presenceKey(one), one)
	}

	actor := key{community: a.Community, text: string(a.Actor)}
	if m, ok := t.members.get(actor); ok {
		t.members.put(actor, m.Touch(a))
	}
}

func tallyKey(t activity.Tally) key {
	return key{community: t.Community, at: t.Week, one: t.Space, text: string(t.Person), more: string(t.Verb)}
}

func presenceKey(p activity.Presence) key {
	return key{community: p.Community, at: p.Day, one: p.Space, two: p.Thread, text: string(p.Person)}
}

func (t *tx) Tallies(ctx context.Context, c activity.CommunityID, after activity.Tally, limit int) iter.Seq2[activity.Tally, error] {
	after.Community = c
	return list(ctx, t, "memory.Tallies", t.tallies, tallyKey(after), 0, limit, same)
}

func (t *tx) Received(ctx context.Context, c activity.CommunityID, after activity.Tally, limit int) iter.Seq2[activity.Tally, error] {
	after.Community = c
	return list(ctx, t, "memory.Received", t.received, tallyKey(after), 0, limit, same)
}

func (t *tx) Presences(ctx context.Context, c activity.CommunityID, after activity.Presence, limit int) iter.Seq2[activity.Presence, error] {
	after.Community = c
	return list(ctx, t, "memory.Presences", t.presences, presenceKey(after), 0, limit, same)
}

// entriesOf are the entries that a batch makes. They are made before any is
// written, because a detail that cannot be kept leaves the record as it was.
func entriesOf(batch []activity.Activity) ([]entry, error) {
	entries := make([]entry, len(batch))
	for i, a := range batch {
		name, detail, err := storage.EncodeDetail(a)
		if err != nil {
			return nil, err
		}
		a.Topics, a.Detail = append([]string(nil), a.Topics...), nil
		entries[i] = entry{a, name, detail}
	}
	return entries, nil
}
