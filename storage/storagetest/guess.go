package storagetest

import (
	"context"
	"reflect"
	"time"

	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/search"
	"github.com/praxis-cop/praxis/storage"
)

// guess draws what somebody could give to a method of the contract, who knows
// all about one of several tenants.
type guess struct {
	*world
	ctx   context.Context
	r     *rapid.T
	about *neighbour
}

// guesses draw values of every type that the contract's methods take.
var guesses = map[reflect.Type]func(guess) any{
	reflect.TypeFor[int]():                    func(g guess) any { return rapid.IntRange(0, 3).Draw(g.r, "int") },
	reflect.TypeFor[activity.Seq]():           func(g guess) any { return activity.Seq(rapid.IntRange(0, 12).Draw(g.r, "seq")) },
	reflect.TypeFor[activity.Person]():        func(g guess) any { return g.person() },
	reflect.TypeFor[activity.CommunityID]():   func(g guess) any { return orNone(g, g.about.home.community) },
	reflect.TypeFor[activity.ResourceID]():    func(g guess) any { return orNone(g, g.about.home.resource) },
	reflect.TypeFor[activity.QuestionID]():    func(g guess) any { return orNone(g, g.about.home.question) },
	reflect.TypeFor[activity.AnswerID]():      func(g guess) any { return orNone(g, g.answer()) },
	reflect.TypeFor[activity.ID]():            func(g guess) any { return orNone(g, g.entry()) },
	reflect.TypeFor[[]activity.Activity]():    func(g guess) any { return g.batch() },
	reflect.TypeFor[storage.History]():        func(g guess) any { return g.history() },
	reflect.TypeFor[cop.Community]():          func(g guess) any { return g.community() },
	reflect.TypeFor[lifecycle.State]():        func(g guess) any { return g.life() },
	reflect.TypeFor[membership.Member]():      func(g guess) any { return g.member() },
	reflect.TypeFor[repertoire.Resource]():    func(g guess) any { return g.resource() },
	reflect.TypeFor[repertoire.Reuse]():       func(g guess) any { return g.reuse() },
	reflect.TypeFor[repertoire.Endorsement](): func(g guess) any { return g.endorsement() },
	reflect.TypeFor[repertoire.Question]():    func(g guess) any { return g.question() },
	reflect.TypeFor[repertoire.Answer]():      func(g guess) any { return g.reply() },
	reflect.TypeFor[activity.Tally]():         func(g guess) any { return orNone(g, activity.Tally{Week: activity.WeekOf(g.now)}) },
	reflect.TypeFor[activity.Presence]():      func(g guess) any { return orNone(g, activity.Presence{Day: activity.DayOf(g.now)}) },
	reflect.TypeFor[string]():                 func(g guess) any { return g.name() },
	reflect.TypeFor[storage.Operation]():      func(g guess) any { return g.operation() },

	reflect.TypeFor[activity.SpaceID]():         func(g guess) any { return orNone(g, g.about.home.space) },
	reflect.TypeFor[activity.GatheringID]():     func(g guess) any { return orNone(g, g.about.home.gathering) },
	reflect.TypeFor[time.Time]():                func(g guess) any { return orNone(g, g.about.home.meeting) },
	reflect.TypeFor[activity.RuleID]():          func(g guess) any { return orNone(g, g.about.home.rule) },
	reflect.TypeFor[activity.ProposalID]():      func(g guess) any { return orNone(g, g.about.home.proposal) },
	reflect.TypeFor[activity.TieID]():           func(g guess) any { return orNone(g, g.about.home.tie) },
	reflect.TypeFor[activity.StoryID]():         func(g guess) any { return orNone(g, g.about.home.story) },
	reflect.TypeFor[repertoire.ValueStory]():    func(g guess) any { return g.story() },
	reflect.TypeFor[activity.TaskID]():          func(g guess) any { return orNone(g, g.about.home.task) },
	reflect.TypeFor[repertoire.Task]():          func(g guess) any { return g.task() },
	reflect.TypeFor[cop.RatingKey]():            func(g guess) any { return orNone(g, g.about.home.rating) },
	reflect.TypeFor[cop.Revision]():             func(g guess) any { return g.revision() },
	reflect.TypeFor[cop.Handover]():             func(g guess) any { return g.handover() },
	reflect.TypeFor[cop.Space]():                func(g guess) any { return g.space() },
	reflect.TypeFor[cop.Gathering]():            func(g guess) any { return g.gathering() },
	reflect.TypeFor[cop.Meeting]():              func(g guess) any { return orNone(g, g.meeting()) },
	reflect.TypeFor[cop.Rule]():                 func(g guess) any { return g.rule() },
	reflect.TypeFor[cop.Proposal]():             func(g guess) any { return g.proposal() },
	reflect.TypeFor[cop.Tie]():                  func(g guess) any { return g.tie() },
	reflect.TypeFor[cop.Rating]():               func(g guess) any { return g.rating() },
	reflect.TypeFor[membership.Guide]():         func(g guess) any { return g.guide() },
	reflect.TypeFor[membership.Recognition]():   func(g guess) any { return g.recognition() },
	reflect.TypeFor[search.Query]():             func(g guess) any { return g.query() },
	reflect.TypeFor[search.Rooms]():             func(g guess) any { return orNone(g, search.Rooms{Common: true}) },
	reflect.TypeFor[search.Cursor]():            func(g guess) any { return search.Cursor{} },
	reflect.TypeFor[activity.SurveyID]():        func(g guess) any { return orNone(g, g.about.home.response.Survey) },
	reflect.TypeFor[lifecycle.AttestationKey](): func(g guess) any { return orNone(g, g.about.home.attested) },
	reflect.TypeFor[lifecycle.ResponseKey]():    func(g guess) any { return orNone(g, g.about.home.response) },
	reflect.TypeFor[lifecycle.Passage]():        func(g guess) any { return g.passage() },
	reflect.TypeFor[lifecycle.Attestation]():    func(g guess) any { return g.attestation() },
	reflect.TypeFor[lifecycle.Survey]():         func(g guess) any { return g.survey() },
	reflect.TypeFor[lifecycle.Response]():       func(g guess) any { return g.response() },
}

// orNone draws an identifier, or none, where a list begins.
func orNone[T any](g guess, id T) T {
	return rapid.SampledFrom([]T{id, id, id, *new(T)}).Draw(g.r, "id")
}

func (g guess) person() activity.Person {
	return rapid.SampledFrom([]activity.Person{"bob", "ana", "eve", ""}).Draw(g.r, "person")
}

func (g guess) answer() activity.AnswerID {
	return rapid.SampledFrom(g.about.home.answers[:]).Draw(g.r, "answer")
}

// name draws a subscriber's name or an operation's key, the one at home or
// another one.
func (g guess) name() string {
	return rapid.SampledFrom([]string{atHome, "elsewhere", ""}).Draw(g.r, "name")
}

func (g guess) operation() storage.Operation {
	return storage.Operation{Community: g.about.home.community, Key: g.name(), Actor: g.person(), Verb: activity.Ask, Activity: g.id(), At: g.now}
}

// entry draws an activity of the record at home, or an id of long before.
func (g guess) entry() activity.ID {
	record := g.history()
	return rapid.SampledFrom([]activity.ID{activity.ID(g.about.home.resource), record[0].ID, record[2].ID}).Draw(g.r, "entry")
}

// rev draws the Rev that a value needs to be written, or sometimes another
// one; stored reads the one that is there.
func (g guess) rev(stored func(storage.Reader) (int, error)) int {
	if rapid.IntRange(0, 4).Draw(g.r, "rev luck") == 4 {
		return rapid.IntRange(1, 3).Draw(g.r, "rev")
	}
	var rev int
	_ = g.about.twin.View(g.ctx, func(_ context.Context, r storage.Reader) (err error) {
		rev, err = stored(r)
		return err
	})
	return rev + 1
}

func (g guess) batch() []activity.Activity {
	batch := []activity.Activity{g.comment(g.person()), g.comment(g.person())}
	return batch[:rapid.IntRange(1, 2).Draw(g.r, "activities")]
}

// history draws the record at home, with something new at its end.
func (g guess) history() (record storage.History) {
	_ = g.about.twin.View(g.ctx, func(ctx context.Context, r storage.Reader) (err error) {
		record, err = activity.Collect(r.Activities(ctx, g.about.home.community, 0, 0))
		return err
	})
	return append(record, g.batch()[0])
}

func (g guess) community() cop.Community {
	c := cop.Community{ID: g.about.home.community, Charter: charter("Others"), Founder: g.person(), FoundedAt: g.now}
	c.Rev = max(2, g.rev(func(r storage.Reader) (int, error) { // 1 would be to found it; see testTenantIDs
		stored, err := r.Community(g.ctx, c.ID)
		return stored.Rev, err
	}))
	return c
}

func (g guess) life() lifecycle.State {
	s := lifecycle.State{Community: g.about.home.community, Phase: lifecycle.Grow, Since: g.now}
	s.Rev = g.rev(func(r storage.Reader) (int, error) {
		stored, err := r.Lifecycle(g.ctx, s.Community)
		return stored.Rev, err
	})
	return s
}

func (g guess) member() membership.Member {
	m := membership.Member{Community: g.about.home.community, Person: g.person(), Standing: membership.Belongs, Since: g.now}
	m.Rev = g.rev(func(r storage.Reader) (int, error) {
		stored, err := r.Member(g.ctx, m.Community, m.Person)
		return stored.Rev, err
	})
	return m
}

func (g guess) resource() repertoire.Resource {
	v := repertoire.Resource{Community: g.about.home.community, ID: g.about.home.resource, Kind: repertoire.Tool, Author: g.person(), SharedAt: g.now, Status: repertoire.InUse}
	v.Rev = g.rev(func(r storage.Reader) (int, error) {
		stored, err := r.Resource(g.ctx, v.Community, v.ID)
		return stored.Rev, err
	})
	v.Current = repertoire.Version{Number: v.Rev, Text: repertoire.Text{Title: "Ours now"}, Editor: v.Author, At: g.now}
	return v
}

// query draws what somebody could look for: what all have, or what only some have.
func (g guess) query() search.Query {
	word := rapid.SampledFrom([]string{"payroll", "now", "may"}).Draw(g.r, "word")
	return search.Query{Terms: []search.Term{{Words: []string{word}}}}
}

func (g guess) reuse() repertoire.Reuse {
	return repertoire.Reuse{Community: g.about.home.community, Resource: g.about.home.resource, ID: g.id(), Person: g.person(), At: g.now,
		Reused: repertoire.Reused{Version: 1, Outcome: repertoire.DidNotWork}}
}

func (g guess) endorsement() repertoire.Endorsement {
	return repertoire.Endorsement{Community: g.about.home.community, Resource: g.about.home.resource, Person: g.person(), At: g.now,
		Endorsed: repertoire.Endorsed{Version: 1}}
}

func (g guess) question() repertoire.Question {
	q := repertoire.Question{Community: g.about.home.community, ID: g.about.home.question, Asker: g.person(), AskedAt: g.now, Asked: repertoire.Asked{Text: "Whose?"}}
	q.Rev = g.rev(func(r storage.Reader) (int, error) {
		stored, err := r.Question(g.ctx, q.Community, q.ID)
		return stored.Rev, err
	})
	return q
}

func (g guess) reply() repertoire.Answer {
	w := repertoire.Answer{Community: g.about.home.community, Question: g.about.home.question,
		ID:     rapid.SampledFrom([]activity.AnswerID{g.answer(), g.id()}).Draw(g.r, "answer"),
		Author: g.person(), AnsweredAt: g.now, Answered: repertoire.Answered{Text: "Ours."}}
	w.Rev = g.rev(func(r storage.Reader) (int, error) {
		stored, err := r.Answer(g.ctx, w.Community, w.Question, w.ID)
		return stored.Rev, err
	})
	return w
}
