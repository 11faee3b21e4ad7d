package sqlstore

import (
	"context"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/search"
	"github.com/praxis-cop/praxis/storage"
)

// Rewrite implements storage.JournalWriter. The rows of the community itself and
// of its head stay, since others refer to them.
func (t *Tx) Rewrite(ctx context.Context, c activity.CommunityID, record storage.History, without activity.Person) error {
	const method = "Rewrite"
	if err := t.enter(ctx, method, c); err != nil {
		return err
	}
	if !t.alone {
		return t.again() // nobody should have to wait for it
	}
	state, err := record.Fold(c)
	if err != nil {
		return fault.In(t.op(method), err)
	}
	rows := rowsFor{}
	if err := rows.addRecord(c, record); err != nil {
		return fault.In(t.op(method), err)
	}
	rows.addState(state)
	if err := t.operationsOf(ctx, c, func(o storage.Operation) {
		if o.Actor != without {
			add(rows, operations, o)
		}
	}); err != nil {
		return err
	}
	if err := t.flush(ctx, method); err != nil {
		return err
	}
	clear(t.own.rows) // what has been read is no longer so
	if t.group != nil {
		clear(t.group.rows)
	}
	t.own.news[c] = true
	community := Change{communities.Shape, Update, [][]Value{communities.columns(owned{state.Community, t.tenant})}}
	journal := Change{heads.Shape, Update, [][]Value{heads.columns(head{c, activity.Seq(len(record))})}}
	changes := []Change{community, journal}
	for _, s := range slices.Backward(shapes) { // what refers to something goes first
		if len(rows[s]) > 0 || s != communities.Shape && s != heads.Shape && s != cursors.Shape {
			changes = append(changes, Change{s, Clear, [][]Value{{id(c)}}})
		}
	}
	for _, s := range shapes {
		slices.SortFunc(rows[s], s.compareRows)
		for some := range slices.Chunk(rows[s], manyUnsaved) {
			changes = append(changes, Change{s, Insert, some})
		}
	}
	t.own.wrote = true
	return t.fail(method, t.conn.Write(ctx, changes))
}

var operationsQuery = pages(operations.about("WHERE community_id = $1 AND operation > $2 ORDER BY operation"))

// operationsOf calls each for the operations in a community.
func (t *Tx) operationsOf(ctx context.Context, c activity.CommunityID, each func(storage.Operation)) error {
	behind := func(o storage.Operation) []Value { return []Value{from(o.Key)} }
	for o, err := range page(ctx, t, "Rewrite", operationsQuery, 0, []Value{id(c)}, []Value{text("")}, behind, operations.read) {
		if err != nil {
			return err
		}
		each(o)
	}
	return nil
}

// rowsFor are rows to insert.
type rowsFor map[*Shape][][]Value

// add adds the rows of values.
func add[T any](to rowsFor, r relation[T], values ...T) {
	for _, v := range values {
		to[r.Shape] = append(to[r.Shape], r.columns(v))
	}
}

// addRecord adds a record.
func (to rowsFor) addRecord(c activity.CommunityID, record storage.History) error {
	for i, a := range record {
		name, detail, err := storage.EncodeDetail(a)
		if err != nil {
			return err
		}
		a.Community, a.Seq = c, activity.Seq(i+1)
		add(to, activities, entry{a, name, string(detail)})
	}
	return nil
}

// addState adds all of a community's state but the community itself.
func (to rowsFor) addState(s storage.Snapshot) {
	add(to, lifecycles, s.Lifecycle)
	to.addShelves(s.Shelves)
	for _, m := range s.Members {
		row := members.columns(m)
		if !m.LastActive.IsZero() {
			row[lastActive] = moment(m.LastActive)
		}
		to[members.Shape] = append(to[members.Shape], row)
	}
	for _, h := range s.Repertoire {
		add(to, resources, h.Resource)
		add(to, entries, search.Of(h.Resource))
		for _, v := range h.Versions {
			add(to, versions, version{h.Resource.Community, h.Resource.ID, v})
		}
		add(to, reuses, h.Reuses...)
		add(to, endorsements, h.Endorsements...)
	}
	for _, t := range s.Questions {
		add(to, questions, t.Question)
		add(to, answers, t.Answers...)
	}
	add(to, tallies, s.Tallies...)
	add(to, received, s.Received...)
	add(to, presences, s.Presences...)
}

// addShelves adds what stands in tables of documents.
func (to rowsFor) addShelves(s storage.Shelves) {
	add(to, revisions.relation, s.Revisions...)
	add(to, handovers.relation, s.Handovers...)
	add(to, spaces.relation, s.Spaces...)
	add(to, gatherings.relation, s.Gatherings...)
	add(to, meetings.relation, s.Meetings...)
	add(to, rules.relation, s.Rules...)
	add(to, proposals.relation, s.Proposals...)
	add(to, ties.relation, s.Ties...)
	add(to, ratings.relation, s.Ratings...)
	if s.Guide.Rev > 0 {
		add(to, guide.relation, s.Guide)
	}
	add(to, recognitions.relation, s.Recognitions...)
	add(to, stories.relation, s.ValueStories...)
	add(to, tasks.relation, s.Tasks...)
	add(to, passages.relation, s.Passages...)
	add(to, attestations.relation, s.Attestations...)
	add(to, surveys.relation, s.Surveys...)
	add(to, responses.relation, s.Responses...)
}
