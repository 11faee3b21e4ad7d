package sqlstore

import (
	"cmp"
	"encoding/json"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/search"
)

// whole is an index that is none: the query is handed on as it is, and every entry
// looked at.
var whole = NewIndex(false, "0", "FROM praxis_search s WHERE $2 <> ''", 1, func(q search.Query, _ activity.CommunityID, _ search.Tier) []Value {
	return []Value{document(q)}
}, func(array string) string { return array })

// Index implements Dialect.
func (*database) Index() *Index { return whole }

// listHits gives what matches a query, in its order.
func listHits(s *session, args []Value, most int) (rows [][]Value) {
	var q search.Query
	var spaces []string
	for place, into := range map[int]any{1: &q, 3: &spaces} {
		if err := json.Unmarshal([]byte(args[place].Text), into); err != nil {
			panic(err) // it has been written here
		}
	}
	type found struct {
		place search.Cursor
		row   []Value
	}
	var all []found
	for _, r := range withVersion(listing(resources.Shape, 1))(s, []Value{args[0], start([16]byte{})}, many) {
		e := entryOf(s.shelf(args[0].ID).row(entries.Shape, r[:2]))
		if e.Space.IsZero() && args[2].Number != 1 || !e.Space.IsZero() && !slices.Contains(spaces, e.Space.String()) {
			continue
		}
		if tier := q.Match(e); tier > 0 {
			all = append(all, found{search.Cursor{Tier: tier, Rank: search.Rank(e.Status), Revised: e.Revised, ID: e.Resource}, append(r, number(int(tier)))})
		}
	}
	slices.SortFunc(all, func(a, b found) int { return a.place.Compare(b.place) })
	after := args[len(args)-4:]
	for _, f := range all {
		if here := placeOf(f.place); len(rows) < most && slices.CompareFunc(here, after, func(a, b Value) int {
			return cmp.Or(cmp.Compare(a.Number, b.Number), activity.ObjectID(a.ID).Compare(b.ID))
		}) > 0 {
			rows = append(rows, f.row)
		}
	}
	return rows
}

// entryOf reads an entry.
func entryOf(columns []Value) (e search.Entry) {
	r := &row{columns: columns}
	e.Community, e.Resource, e.Space = idOf[activity.CommunityID](r), idOf[activity.ResourceID](r), idOf[activity.SpaceID](r)
	e.Kind, e.Status, e.Author, e.Stewards = textOf[repertoire.Kind](r), textOf[repertoire.Status](r), textOf[activity.Person](r), listOf[activity.Person](r)
	r.next()
	e.Revised = Value{Number: -numberOf[int64](r)}.Time()
	e.Shared = Value{Number: numberOf[int64](r)}.Time()
	e.Title, e.Topics, e.Body = textOf[string](r), textOf[string](r), textOf[string](r)
	return e
}
