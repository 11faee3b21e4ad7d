package sqlstore

import (
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// relation is a table together with the values that its rows stand for.
type relation[T any] struct {
	*Shape
	columns func(T) []Value
	value   func(*row) T
}

// read makes a value of a row.
func (r relation[T]) read(columns []Value) (T, error) {
	in := &row{columns: columns}
	v := r.value(in)
	return v, in.err
}

// owned is a community with its tenant.
type owned struct {
	cop.Community
	tenant storage.Tenant
}

var communities = relation[owned]{
	newShape("praxis_community", 1, "community_id id", "tenant text", "founder text", "founded_at moment", "charter json", "ended json", "rev number"),
	func(c owned) []Value {
		return []Value{id(c.ID), text(c.tenant), text(c.Founder), moment(c.FoundedAt), document(c.Charter), document(c.Ended), number(c.Rev)}
	},
	func(r *row) (c owned) {
		c.ID, c.tenant, c.Founder, c.FoundedAt = idOf[activity.CommunityID](r), textOf[storage.Tenant](r), textOf[activity.Person](r), momentOf(r)
		c.Charter, c.Ended, c.Rev = documentOf[cop.Charter](r), documentOf[cop.Ended](r), numberOf[int](r)
		return c
	},
}

// tenant is the place of the column that tells whose a community is.
const tenant = 1

// head is how far a community's record goes. It stands in a small row of its
// own, because every activity changes it.
type head struct {
	community activity.CommunityID
	seq       activity.Seq
}

var heads = relation[head]{
	newShape("praxis_journal", 1, "community_id id", "head number"),
	func(h head) []Value { return []Value{id(h.community), number(h.seq)} },
	func(r *row) head { return head{idOf[activity.CommunityID](r), numberOf[activity.Seq](r)} },
}

var lifecycles = relation[lifecycle.State]{
	newShape("praxis_lifecycle", 1, "community_id id", "phase text", "since moment", "course json", "rev number"),
	func(l lifecycle.State) []Value {
		return []Value{id(l.Community), text(l.Phase), moment(l.Since), document(l.Course), number(l.Rev)}
	},
	func(r *row) lifecycle.State {
		return lifecycle.State{Community: idOf[activity.CommunityID](r), Phase: textOf[lifecycle.Phase](r), Since: momentOf(r),
			Course: documentOf[lifecycle.Course](r), Rev: numberOf[int](r)}
	},
}

var members = relation[membership.Member]{
	newShape("praxis_member", 2, "community_id id", "person text", "standing text", "since moment", "roles json", "details json", "rev number", "last_active moment kept"),
	func(m membership.Member) []Value {
		return []Value{id(m.Community), text(m.Person), text(m.Standing), moment(m.Since), list(m.Roles), document(m.Details), number(m.Rev), {Kind: Moment, Null: true}}
	},
	func(r *row) membership.Member {
		return membership.Member{Community: idOf[activity.CommunityID](r), Person: textOf[activity.Person](r), Standing: textOf[membership.Standing](r),
			Since: momentOf(r), Roles: listOf[membership.Role](r), Details: documentOf[membership.Details](r), Rev: numberOf[int](r), LastActive: momentOf(r)}
	},
}

// lastActive is the place of the column that Raise raises.
const lastActive = 7

// resources hold everything of a resource but its current version.
var resources = relation[repertoire.Resource]{
	newShape("praxis_resource", 2, "community_id id", "resource_id id", "space id", "kind text", "author text", "shared_at moment", "origin json", "status text", "life json", "version number", "rev number"),
	func(s repertoire.Resource) []Value {
		return []Value{id(s.Community), id(s.ID), id(s.Space), text(s.Kind), text(s.Author), moment(s.SharedAt), document(s.Origin), text(s.Status), document(s.Life), number(s.Current.Number), number(s.Rev)}
	},
	func(r *row) (s repertoire.Resource) {
		s.Community, s.ID, s.Space = idOf[activity.CommunityID](r), idOf[activity.ResourceID](r), idOf[activity.SpaceID](r)
		s.Kind, s.Author, s.SharedAt = textOf[repertoire.Kind](r), textOf[activity.Person](r), momentOf(r)
		s.Origin, s.Status, s.Life = documentOf[repertoire.Origin](r), textOf[repertoire.Status](r), documentOf[repertoire.Life](r)
		s.Current.Number, s.Rev = numberOf[int](r), numberOf[int](r)
		return s
	},
}

// version is a version of a resource.
type version struct {
	community activity.CommunityID
	resource  activity.ResourceID
	repertoire.Version
}

var versions = relation[version]{
	newShape("praxis_resource_version", 3, "community_id id", "resource_id id", "version number", "title text", "body text", "topics json", "extras json", "editor text", "at moment", "note text", "base number"),
	func(v version) []Value {
		return []Value{id(v.community), id(v.resource), number(v.Number), text(v.Title), text(v.Body), list(v.Topics), document(v.Extras), text(v.Editor), moment(v.At), text(v.Note), number(v.Base)}
	},
	func(r *row) (v version) {
		v.community, v.resource, v.Number = idOf[activity.CommunityID](r), idOf[activity.ResourceID](r), numberOf[int](r)
		v.Title, v.Body, v.Topics, v.Extras = textOf[string](r), textOf[string](r), listOf[string](r), documentOf[repertoire.Extras](r)
		v.Editor, v.At, v.Note, v.Base = textOf[activity.Person](r), momentOf(r), textOf[string](r), numberOf[int](r)
		return v
	},
}

var reuses = relation[repertoire.Reuse]{
	newShape("praxis_reuse", 3, "community_id id", "resource_id id", "activity_id id", "person text", "at moment", "version number", "outcome text", "note text", "purpose text"),
	func(u repertoire.Reuse) []Value {
		return []Value{id(u.Community), id(u.Resource), id(u.ID), text(u.Person), moment(u.At), number(u.Version), text(u.Outcome), text(u.Note), text(u.For)}
	},
	func(r *row) repertoire.Reuse {
		return repertoire.Reuse{Community: idOf[activity.CommunityID](r), Resource: idOf[activity.ResourceID](r), ID: idOf[activity.ID](r), Person: textOf[activity.Person](r),
			At: momentOf(r), Reused: repertoire.Reused{Version: numberOf[int](r), Outcome: textOf[repertoire.Outcome](r), Note: textOf[string](r), For: textOf[string](r)}}
	},
}

var endorsements = relation[repertoire.Endorsement]{
	newShape("praxis_endorsement", 3, "community_id id", "resource_id id", "person text", "at moment", "version number"),
	func(e repertoire.Endorsement) []Value {
		return []Value{id(e.Community), id(e.Resource), text(e.Person), moment(e.At), number(e.Version)}
	},
	func(r *row) repertoire.Endorsement {
		return repertoire.Endorsement{Community: idOf[activity.CommunityID](r), Resource: idOf[activity.ResourceID](r), Person: textOf[activity.Person](r),
			At: momentOf(r), Endorsed: repertoire.Endorsed{Version: numberOf[int](r)}}
	},
}

var questions = relation[repertoire.Question]{
	newShape("praxis_question", 2, "community_id id", "question_id id", "space id", "asker text", "asked_at moment", "purpose text", "text text", "topics json", "accepted id", "rev number", "follows_up json", "course json"),
	func(q repertoire.Question) []Value {
		return []Value{id(q.Community), id(q.ID), id(q.Space), text(q.Asker), moment(q.AskedAt), text(q.Purpose), text(q.Text), list(q.Topics), id(q.Accepted), number(q.Rev), document(q.FollowsUp), document(q.Course)}
	},
	func(r *row) (q repertoire.Question) {
		q.Community, q.ID, q.Space = idOf[activity.CommunityID](r), idOf[activity.QuestionID](r), idOf[activity.SpaceID](r)
		q.Asker, q.AskedAt, q.Purpose = textOf[activity.Person](r), momentOf(r), textOf[activity.Purpose](r)
		q.Text, q.Topics, q.Accepted, q.Rev = textOf[string](r), listOf[string](r), idOf[activity.AnswerID](r), numberOf[int](r)
		q.FollowsUp, q.Course = documentOf[repertoire.FollowUp](r), documentOf[repertoire.Course](r)
		return q
	},
}

var answers = relation[repertoire.Answer]{
	newShape("praxis_answer", 3, "community_id id", "question_id id", "answer_id id", "author text", "answered_at moment", "text text", "course json", "rev number"),
	func(a repertoire.Answer) []Value {
		return []Value{id(a.Community), id(a.Question), id(a.ID), text(a.Author), moment(a.AnsweredAt), text(a.Text), document(a.Corrections), number(a.Rev)}
	},
	func(r *row) repertoire.Answer {
		a := repertoire.Answer{Community: idOf[activity.CommunityID](r), Question: idOf[activity.QuestionID](r), ID: idOf[activity.AnswerID](r),
			Author: textOf[activity.Person](r), AnsweredAt: momentOf(r)}
		a.Text, a.Corrections, a.Rev = textOf[string](r), documentOf[repertoire.Corrections](r), numberOf[int](r)
		return a
	},
}

// entry is an activity with its detail as it is kept.
type entry struct {
	activity.Activity
	fact, detail string
}

var activities = relation[entry]{
	newShape("praxis_activity", 2, "community_id id", "seq number", "activity_id id", "actor text", "verb text", "object id", "in_reply_to id", "thread id",
		"recipient text", "space id", "topics json", "mode text", "at moment", "purpose text", "fact text", "detail text"),
	func(e entry) []Value {
		return []Value{id(e.Community), number(e.Seq), id(e.ID), text(e.Actor), text(e.Verb), id(e.Object), id(e.InReplyTo), id(e.Thread),
			text(e.To), id(e.Space), list(e.Topics), text(e.Mode), moment(e.At), text(e.Purpose), text(e.fact), text(e.detail)}
	},
	func(r *row) (e entry) {
		e.Community, e.Seq, e.ID = idOf[activity.CommunityID](r), numberOf[activity.Seq](r), idOf[activity.ID](r)
		e.Actor, e.Verb = textOf[activity.Person](r), textOf[activity.Verb](r)
		e.Object, e.InReplyTo, e.Thread = idOf[activity.ObjectID](r), idOf[activity.ObjectID](r), idOf[activity.ObjectID](r)
		e.To, e.Space, e.Topics, e.Mode = textOf[activity.Person](r), idOf[activity.SpaceID](r), listOf[string](r), textOf[activity.Mode](r)
		e.At, e.Purpose, e.fact, e.detail = momentOf(r), textOf[activity.Purpose](r), textOf[string](r), textOf[string](r)
		return e
	},
}

var tallies, received = counted("praxis_tally"), counted("praxis_received")

// counted is a table of tallies. The common space stands in it as the identifier
// that is all zero, since nothing in a key can be null.
func counted(table string) relation[activity.Tally] {
	return relation[activity.Tally]{
		newShape(table, 5, "community_id id", "week moment", "space id", "person text", "verb text", "count number"),
		func(t activity.Tally) []Value {
			return []Value{id(t.Community), moment(t.Week), start(t.Space), text(t.Person), text(t.Verb), number(t.Count)}
		},
		func(r *row) activity.Tally {
			return activity.Tally{Community: idOf[activity.CommunityID](r), Week: momentOf(r), Space: idOf[activity.SpaceID](r),
				Person: textOf[activity.Person](r), Verb: textOf[activity.Verb](r), Count: numberOf[int](r)}
		},
	}
}

var presences = relation[activity.Presence]{
	newShape("praxis_presence", 5, "community_id id", "day moment", "space id", "thread id", "person text", "count number"),
	func(p activity.Presence) []Value {
		return []Value{id(p.Community), moment(p.Day), start(p.Space), start(p.Thread), text(p.Person), number(p.Count)}
	},
	func(r *row) activity.Presence {
		return activity.Presence{Community: idOf[activity.CommunityID](r), Day: momentOf(r), Space: idOf[activity.SpaceID](r),
			Thread: idOf[activity.ObjectID](r), Person: textOf[activity.Person](r), Count: numberOf[int](r)}
	},
}

var operations = relation[storage.Operation]{
	newShape("praxis_operation", 2, "community_id id", "operation text", "actor text", "verb text", "activity_id id", "made id", "at moment"),
	func(o storage.Operation) []Value {
		return []Value{id(o.Community), text(o.Key), text(o.Actor), text(o.Verb), id(o.Activity), id(o.Made), moment(o.At)}
	},
	func(r *row) storage.Operation {
		return storage.Operation{Community: idOf[activity.CommunityID](r), Key: textOf[string](r), Actor: textOf[activity.Person](r), Verb: textOf[activity.Verb](r),
			Activity: idOf[activity.ID](r), Made: idOf[activity.ObjectID](r), At: momentOf(r)}
	},
}

// cursor is how far a subscriber has got.
type cursor struct {
	community  activity.CommunityID
	subscriber string
	seen       activity.Seq
}

var cursors = relation[cursor]{
	newShape("praxis_cursor", 2, "community_id id", "subscriber text", "seen number"),
	func(c cursor) []Value { return []Value{id(c.community), text(c.subscriber), number(c.seen)} },
	func(r *row) cursor {
		return cursor{idOf[activity.CommunityID](r), textOf[string](r), numberOf[activity.Seq](r)}
	},
}
