package sqlstore

import (
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
)

// answerTo is what a query gives in a session.
func answerTo(q *Query, s *session, args []Value) (rows [][]Value, known bool) {
	answer, ok := queries[q]
	if !ok {
		return nil, false
	}
	return answer(s, args, many), true
}

// answer works out what a query gives, at most so many rows.
type answer func(s *session, args []Value, most int) [][]Value

// queries are all queries that there are.
var queries = func() map[*Query]answer {
	all := map[*Query]answer{
		oneResource: withVersion(byKey(resources.Shape)),
		dueQuery:    func(*session, []Value, int) [][]Value { return nil }, // it has never been of an older version
	}
	for _, s := range Shapes() {
		all[s.ByKey()] = byKey(s)
	}
	for _, list := range []struct {
		pages  pageQueries
		answer answer
	}{
		{communitiesQuery, listCommunities},
		{membershipsQuery, listMemberships},
		{lagsQuery, listLags},
		{membersQuery, listing(members.Shape, 1)},
		{activitiesQuery, listing(activities.Shape, 1)},
		{talliesQuery, listing(tallies.Shape, 1)},
		{receivedQuery, listing(received.Shape, 1)},
		{presencesQuery, listing(presences.Shape, 1)},
		{resourcesQuery, withVersion(listing(resources.Shape, 1))},
		{versionsQuery, listing(versions.Shape, 2)},
		{reusesQuery, listing(reuses.Shape, 2)},
		{endorsementsQuery, listing(endorsements.Shape, 2)},
		{questionsQuery, listing(questions.Shape, 1)},
		{answersQuery, listing(answers.Shape, 2)},
		{sinceQuery, listSince},
		{activityQuery, theOne},
		{operationsQuery, listing(operations.Shape, 1)},
		{revisions.pages, listing(revisions.Shape, 1)},
		{handovers.pages, listing(handovers.Shape, 1)},
		{spaces.pages, listing(spaces.Shape, 1)},
		{gatherings.pages, listing(gatherings.Shape, 1)},
		{meetings.pages, listing(meetings.Shape, 1)},
		{rules.pages, listing(rules.Shape, 1)},
		{proposals.pages, listing(proposals.Shape, 1)},
		{ties.pages, listing(ties.Shape, 1)},
		{ratings.pages, listing(ratings.Shape, 1)},
		{recognitions.pages, listing(recognitions.Shape, 1)},
		{stories.pages, listing(stories.Shape, 1)},
		{tasks.pages, listing(tasks.Shape, 1)},
		{whole.hits[false], listHits},
		{whole.hits[true], listHits},
		{passages.pages, listing(passages.Shape, 1)},
		{attestations.pages, listing(attestations.Shape, 1)},
		{surveys.pages, listing(surveys.Shape, 1)},
		{responses.pages, listing(responses.Shape, 1)},
	} {
		for _, q := range list.pages {
			all[q.Query] = func(s *session, args []Value, _ int) [][]Value { return list.answer(s, args, q.size) }
		}
	}
	for q, answer := range all {
		if q.community {
			all[q.inside()] = inside(q, answer)
			all[q.forMember()] = forMember(q, answer)
		}
	}
	return all
}()

// many is more than any list has.
const many = 1 << 30

// byKey gives the row that has a key.
func byKey(shape *Shape) answer {
	return func(s *session, args []Value, _ int) [][]Value {
		if here := s.shelf(args[0].ID); here != nil {
			if row := here.row(shape, args); row != nil {
				return [][]Value{row}
			}
		}
		return nil
	}
}

// listing gives the rows behind a key whose first so many columns are as given.
func listing(shape *Shape, given int) answer {
	return func(s *session, args []Value, most int) (rows [][]Value) {
		here := s.shelf(args[0].ID)
		if here == nil {
			return nil
		}
		for _, row := range here.behind(shape, args, most) {
			if !slices.EqualFunc(row[:given], args[:given], func(a, b Value) bool { return a.ID == b.ID }) {
				break
			}
			rows = append(rows, row)
		}
		return rows
	}
}

// listSince gives the activities from the one that has an id.
func listSince(s *session, args []Value, most int) [][]Value {
	list := listing(activities.Shape, 1)
	for _, row := range list(s, []Value{args[0], number(0)}, many) {
		if row[2].ID == args[1].ID {
			return list(s, []Value{row[0], number(row[1].Number - 1)}, most)
		}
	}
	return nil
}

// theOne gives the activity that has an id.
func theOne(s *session, args []Value, _ int) [][]Value {
	for _, row := range listing(activities.Shape, 1)(s, []Value{args[0], number(0)}, many) {
		if row[2].ID == args[1].ID {
			return [][]Value{row}
		}
	}
	return nil
}

// withVersion puts the current version behind a resource.
func withVersion(list answer) answer {
	current := slices.IndexFunc(resources.Columns, func(c Column) bool { return c.Name == "version" })
	return func(s *session, args []Value, most int) (rows [][]Value) {
		for _, r := range list(s, args, most) {
			for _, v := range byKey(versions.Shape)(s, []Value{r[0], r[1], r[current]}, 1) {
				rows = append(rows, slices.Concat(r, v))
			}
		}
		return rows
	}
}

func listCommunities(s *session, args []Value, most int) [][]Value {
	return s.across(storage.Tenant(args[0].Text), args[1].ID, most, func(c activity.CommunityID) []Value {
		return s.shelf(c).row(communities.Shape, []Value{id(c)})
	})
}

func listMemberships(s *session, args []Value, most int) [][]Value {
	return s.across(storage.Tenant(args[1].Text), args[2].ID, most, func(c activity.CommunityID) []Value {
		return s.shelf(c).row(members.Shape, []Value{id(c), args[0]})
	})
}

func listLags(s *session, args []Value, most int) [][]Value {
	return s.across(storage.Tenant(args[0].Text), args[2].ID, most, func(c activity.CommunityID) []Value {
		head, seen := s.shelf(c).row(heads.Shape, []Value{id(c)})[1], number(0)
		if cursor := s.shelf(c).row(cursors.Shape, []Value{id(c), args[1]}); cursor != nil {
			seen = cursor[2]
		}
		if head.Number <= seen.Number {
			return nil
		}
		return []Value{id(c), seen, head}
	})
}

// across gives a row of each of a tenant's communities.
func (s *session) across(t storage.Tenant, after activity.CommunityID, most int, row func(activity.CommunityID) []Value) (rows [][]Value) {
	for _, c := range s.communities() {
		if c.Compare(after) > 0 && s.owner(c) == t && len(rows) < most {
			if row := row(c); row != nil {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// owner is the tenant whose community it is.
func (s *session) owner(c activity.CommunityID) storage.Tenant {
	return storage.Tenant(s.shelf(c).row(communities.Shape, []Value{id(c)})[1].Text)
}

// inside puts in front how a person stands to the community.
func inside(q *Query, answer answer) answer {
	return func(s *session, args []Value, most int) [][]Value {
		n := len(args) - 2
		here := s.shelf(args[0].ID)
		if here == nil || string(s.owner(args[0].ID)) != args[n+1].Text {
			return nil
		}
		member := nulls(Standing)
		if row := here.row(members.Shape, []Value{args[0], args[n]}); row != nil {
			member = row[members.Keys:]
		}
		return joinedTo(member, q, answer(s, args[:n], most))
	}
}

// forMember is inside for a person who is known to the community.
func forMember(q *Query, answer answer) answer {
	return func(s *session, args []Value, most int) [][]Value {
		n := len(args) - 1
		if row := byKey(members.Shape)(s, []Value{args[0], args[n]}, 1); row != nil {
			return joinedTo(row[0][members.Keys:], q, answer(s, args[:n], most))
		}
		return nil
	}
}

func joinedTo(member []Value, q *Query, rows [][]Value) (all [][]Value) {
	if len(rows) == 0 {
		rows = [][]Value{nulls(q.Columns)}
	}
	for _, row := range rows {
		all = append(all, slices.Concat(member, row))
	}
	return all
}

func nulls(columns []Column) []Value {
	all := make([]Value, len(columns))
	for i, c := range columns {
		all[i] = Value{Kind: c.Kind, Null: true}
	}
	return all
}
