package sqlstore

import (
	"context"
	"iter"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// documents is a table of values that stand in it whole, as JSON, behind their
// key and before the count of their changes.
type documents[T any] struct {
	relation[T]
	pages pageQueries
	about func(T) (activity.CommunityID, []Value) // the key
}

// newDocuments describes a table by the columns of its key behind the community,
// in words such as "space_id id".
func newDocuments[T any](table string, keys []string, about func(T) (activity.CommunityID, []Value), rev func(T) int) documents[T] {
	shape := newShape(table, 1+len(keys), append(append([]string{"community_id id"}, keys...), "value json", "rev number")...)
	d := documents[T]{about: about, relation: relation[T]{
		shape,
		func(v T) []Value {
			c, key := about(v)
			return append(append([]Value{id(c)}, key...), document(v), number(rev(v)))
		},
		func(r *row) T {
			r.columns = r.columns[shape.Keys:]
			return documentOf[T](r)
		},
	}}
	if len(keys) == 0 {
		return d // there is one in a community
	}
	var names, places []string
	for i, k := range shape.Columns[1:shape.Keys] {
		names = append(names, k.Name)
		places = append(places, "$"+string(rune('2'+i)))
	}
	order := strings.Join(names, ", ")
	d.pages = pages(shape.about("WHERE community_id = $1 AND (" + order + ") > (" + strings.Join(places, ", ") + ") ORDER BY " + order))
	return d
}

// list lists the values in a community behind the key of one.
func (d documents[T]) list(ctx context.Context, t *Tx, method string, c activity.CommunityID, after T, limit int) iter.Seq2[T, error] {
	behind := func(v T) []Value {
		_, key := d.about(v)
		for i, k := range key {
			if k.Kind == Text {
				key[i] = from(k.Text)
			}
		}
		return key
	}
	return in(ctx, t, method, c, page(ctx, t, method, d.pages, limit, []Value{id(c)}, behind(after), behind, d.read))
}

// get returns the value that has the key of another one.
func (d documents[T]) get(ctx context.Context, t *Tx, method string, like T) (T, error) {
	c, key := d.about(like)
	return one(ctx, t, method, d.relation, c, key...)
}

// put writes a value.
func (d documents[T]) put(ctx context.Context, t *Tx, method string, v T) error {
	c, _ := d.about(v)
	return t.put(ctx, method, d.Shape, c, d.columns(v))
}

// once is the Rev of values that never change.
func once[T any](T) int { return 1 }

var revisions = newDocuments("praxis_revision", []string{"number number"},
	func(r cop.Revision) (activity.CommunityID, []Value) { return r.Community, []Value{number(r.Number)} }, once)

var handovers = newDocuments("praxis_handover", []string{"activity_id id"},
	func(h cop.Handover) (activity.CommunityID, []Value) { return h.Community, []Value{start(h.ID)} }, once)

var spaces = newDocuments("praxis_space", []string{"space_id id"},
	func(s cop.Space) (activity.CommunityID, []Value) { return s.Community, []Value{start(s.ID)} },
	func(s cop.Space) int { return s.Rev })

var gatherings = newDocuments("praxis_gathering", []string{"gathering_id id"},
	func(v cop.Gathering) (activity.CommunityID, []Value) { return v.Community, []Value{start(v.ID)} }, func(v cop.Gathering) int { return v.Rev })

var meetings = newDocuments("praxis_meeting", []string{"gathering_id id", "start moment"},
	func(v cop.Meeting) (activity.CommunityID, []Value) {
		return v.Community, []Value{start(v.Gathering), moment(v.Start)}
	}, func(v cop.Meeting) int { return v.Rev })

var rules = newDocuments("praxis_rule", []string{"rule_id id"},
	func(v cop.Rule) (activity.CommunityID, []Value) { return v.Community, []Value{start(v.ID)} }, func(v cop.Rule) int { return v.Rev })

var proposals = newDocuments("praxis_proposal", []string{"proposal_id id"},
	func(v cop.Proposal) (activity.CommunityID, []Value) { return v.Community, []Value{start(v.ID)} }, func(v cop.Proposal) int { return v.Rev })

var ties = newDocuments("praxis_tie", []string{"tie_id id"},
	func(v cop.Tie) (activity.CommunityID, []Value) { return v.Community, []Value{start(v.ID)} }, func(v cop.Tie) int { return v.Rev })

var ratings = newDocuments("praxis_rating", []string{"review text", "item text", "person text"},
	func(v cop.Rating) (activity.CommunityID, []Value) {
		return v.Community, []Value{text(v.Review), text(v.Item), text(v.Person)}
	}, func(v cop.Rating) int { return v.Rev })

var guide = newDocuments("praxis_guide", nil,
	func(v membership.Guide) (activity.CommunityID, []Value) { return v.Community, nil }, func(v membership.Guide) int { return v.Rev })

var recognitions = newDocuments("praxis_recognition", []string{"activity_id id"},
	func(v membership.Recognition) (activity.CommunityID, []Value) {
		return v.Community, []Value{start(v.ID)}
	}, once)

var stories = newDocuments("praxis_value_story", []string{"story_id id"},
	func(v repertoire.ValueStory) (activity.CommunityID, []Value) {
		return v.Community, []Value{start(v.ID)}
	}, func(v repertoire.ValueStory) int { return v.Rev })

var tasks = newDocuments("praxis_task", []string{"task_id id"},
	func(v repertoire.Task) (activity.CommunityID, []Value) { return v.Community, []Value{start(v.ID)} }, func(v repertoire.Task) int { return v.Rev })
