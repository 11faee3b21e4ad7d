package sqlstore

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Head implements storage.JournalReader.
func (t *Tx) Head(ctx context.Context, c activity.CommunityID) (activity.Seq, error) {
	h, err := one(ctx, t, "Head", heads, c)
	return h.seq, err
}

var (
	activitiesQuery = pages(activities.about("WHERE community_id = $1 AND seq > $2 ORDER BY seq"))
	sinceQuery      = pagesAndOne(activities.about(`WHERE community_id = $1 AND seq >=
		(SELECT b.seq FROM praxis_activity b WHERE b.community_id = $1 AND b.activity_id = $2) ORDER BY seq`))
)

// Activities implements storage.JournalReader.
func (t *Tx) Activities(ctx context.Context, c activity.CommunityID, after activity.Seq, limit int) activity.Stream {
	return t.record(ctx, "Activities", activitiesQuery, c, number(after), limit)
}

// Since implements storage.JournalReader. What is behind its first page is read
// by sequence.
func (t *Tx) Since(ctx context.Context, c activity.CommunityID, from activity.ID, limit int) activity.Stream {
	return func(yield func(activity.Activity, error) bool) {
		page, rest := limit, 0
		if limit <= 0 || limit > pageSize {
			page, rest = pageSize, max(limit-pageSize, 0)
		}
		var last activity.Activity
		read := 0
		for a, err := range t.record(ctx, "Since", sinceQuery, c, start(from), 1+page) {
			if !yield(a, err) || err != nil {
				return
			}
			last = a
			read++
		}
		if read > pageSize && limit != pageSize {
			t.Activities(ctx, c, last.Seq, rest)(yield)
		}
	}
}

var activityQuery = pages(activities.about("WHERE community_id = $1 AND activity_id = $2"))

// Activity implements storage.JournalReader.
func (t *Tx) Activity(ctx context.Context, c activity.CommunityID, id activity.ID) (activity.Activity, error) {
	const method = "Activity"
	for a, err := range t.record(ctx, method, activityQuery, c, start(id), 1) {
		return a, err
	}
	return activity.Activity{}, fault.New(t.op(method), fault.NotFound, "no such entry in community "+c.String())
}

// record lists a part of a community's record.
func (t *Tx) record(ctx context.Context, method string, q pageQueries, c activity.CommunityID, after Value, limit int) activity.Stream {
	behind := func(a activity.Activity) []Value { return []Value{number(a.Seq)} }
	read := func(columns []Value) (activity.Activity, error) {
		e, err := activities.read(columns)
		if err == nil {
			e.Detail, err = storage.DecodeFact(e.fact, []byte(e.detail))
			err = fault.Wrap(t.op(method), fault.Unavailable, err)
		}
		return e.Activity, err
	}
	return in(ctx, t, method, c, page(ctx, t, method, q, limit, []Value{id(c)}, []Value{after}, behind, read))
}

// Append implements storage.JournalWriter.
func (t *Tx) Append(ctx context.Context, c activity.CommunityID, batch []activity.Activity) (added int, err error) {
	return t.append(ctx, c, batch)
}

var talliesQuery, receivedQuery = talliesIn(tallies), talliesIn(received)

func talliesIn(r relation[activity.Tally]) pageQueries {
	return pages(r.about("WHERE community_id = $1 AND (week, space, person, verb) > ($2, $3, $4, $5) ORDER BY week, space, person, verb"))
}

// Tallies implements storage.JournalReader.
func (t *Tx) Tallies(ctx context.Context, c activity.CommunityID, after activity.Tally, limit int) iter.Seq2[activity.Tally, error] {
	return t.tallies(ctx, "Tallies", talliesQuery, tallies, c, after, limit)
}

// Received implements storage.JournalReader.
func (t *Tx) Received(ctx context.Context, c activity.CommunityID, after activity.Tally, limit int) iter.Seq2[activity.Tally, error] {
	return t.tallies(ctx, "Received", receivedQuery, received, c, after, limit)
}

func (t *Tx) tallies(ctx context.Context, method string, q pageQueries, r relation[activity.Tally], c activity.CommunityID, after activity.Tally, limit int) iter.Seq2[activity.Tally, error] {
	behind := func(a activity.Tally) []Value {
		return []Value{moment(a.Week), start(a.Space), from(a.Person), from(a.Verb)}
	}
	return in(ctx, t, method, c, page(ctx, t, method, q, limit, []Value{id(c)}, behind(after), behind, r.read))
}

var presencesQuery = pages(presences.about("WHERE community_id = $1 AND (day, space, thread, person) > ($2, $3, $4, $5) ORDER BY day, space, thread, person"))

// Presences implements storage.JournalReader.
func (t *Tx) Presences(ctx context.Context, c activity.CommunityID, after activity.Presence, limit int) iter.Seq2[activity.Presence, error] {
	const method = "Presences"
	behind := func(p activity.Presence) []Value {
		return []Value{moment(p.Day), start(p.Space), start(p.Thread), from(p.Person)}
	}
	return in(ctx, t, method, c, page(ctx, t, method, presencesQuery, limit, []Value{id(c)}, behind(after), behind, presences.read))
}

// Operation implements storage.OperationReader.
func (t *Tx) Operation(ctx context.Context, c activity.CommunityID, key string) (storage.Operation, error) {
	return one(ctx, t, "Operation", operations, c, text(key))
}

// AddOperation implements storage.OperationWriter.
func (t *Tx) AddOperation(ctx context.Context, o storage.Operation) error {
	const method = "AddOperation"
	if err := o.Check(); err != nil {
		return fault.In(t.op(method), err)
	}
	return t.put(ctx, method, operations.Shape, o.Community, operations.columns(o))
}
