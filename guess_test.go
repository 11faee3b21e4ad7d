package praxis_test

import (
	"context"
	"io"
	"reflect"
	"strings"
	"time"

	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/search"
)

// guess draws what somebody could give to a method of the front door, who
// knows all about one of several tenants.
type guess struct {
	r      *rapid.T
	about  *neighbour
	nested bool // in steps that are taken together
}

// draw draws all that a method is given.
func (g guess) draw(w way) (args []any) {
	for _, p := range w.takes() {
		args = append(args, guesses[p](g))
	}
	return args
}

// guesses draw values of every type that the front door's methods take, more
// often good ones than bad ones.
var guesses map[reflect.Type]func(guess) any

func init() { // since steps that are taken together are drawn by them, too
	guesses = map[reflect.Type]func(guess) any{
		reflect.TypeFor[string]():   among("for a change", "for a change", "payroll", "payroll", "look-round", "seven-principles", "seven-principles", "design-for-evolution", "design-for-evolution", ""),
		reflect.TypeFor[[]string](): among([]string{"payroll"}, nil, []string{"a|b"}),
		reflect.TypeFor[int]():      among(0, 1, 2),
		reflect.TypeFor[search.Cursor](): func(g guess) any {
			return orNone(g, search.Cursor{Tier: search.Title, Revised: june, ID: g.about.resource})
		},
		reflect.TypeFor[search.Query]():         func(g guess) any { return g.query() },
		reflect.TypeFor[activity.Seq]():         among[activity.Seq](0, 3, 20),
		reflect.TypeFor[activity.Person]():      among[activity.Person]("bob", "ana", "cem", "eve", "fay"),
		reflect.TypeFor[activity.Purpose]():     among(activity.BuildArgument, activity.Visit, "party"),
		reflect.TypeFor[activity.Mode]():        among(activity.Online, activity.Hybrid, "telepathy"),
		reflect.TypeFor[membership.Role]():      among(membership.Mentor, membership.Convener, "king"),
		reflect.TypeFor[lifecycle.Phase]():      among(lifecycle.Design, lifecycle.Inquire, lifecycle.Grow),
		reflect.TypeFor[repertoire.Outcome]():   among(repertoire.Worked, repertoire.DidNotWork, "exploded"),
		reflect.TypeFor[cop.Charter]():          among(ours(cop.Open), ours(cop.ByRequest), cop.Charter{}),
		reflect.TypeFor[repertoire.Draft]():     func(g guess) any { return g.draft() },
		reflect.TypeFor[repertoire.Edit]():      among(repertoire.Edit{Base: 1, Text: text, Note: "ours"}, repertoire.Edit{Base: 2, Text: text, Note: "ours"}),
		reflect.TypeFor[activity.Stream]():      among(activity.StreamOf(outlines...), activity.StreamOf(outlines[1:]...)),
		reflect.TypeFor[activity.ID]():          func(g guess) any { return orNone(g, activity.ID(g.about.resource)) },
		reflect.TypeFor[activity.CommunityID](): func(g guess) any { return orNone(g, g.about.community, g.about.second) },
		reflect.TypeFor[activity.ResourceID](): func(g guess) any {
			return orNone(g, append(g.about.others[:], g.about.resource, g.about.resource)...)
		},
		reflect.TypeFor[activity.QuestionID](): func(g guess) any {
			return orNone(g, g.about.question, g.about.question, g.about.further, g.about.again)
		},
		reflect.TypeFor[activity.AnswerID]():    func(g guess) any { return orNone(g, g.about.answers[1], g.about.answers[0]) },
		reflect.TypeFor[activity.SpaceID]():     func(g guess) any { return orNone(g, g.about.space) },
		reflect.TypeFor[activity.GatheringID](): func(g guess) any { return orNone(g, g.about.gathering) },
		reflect.TypeFor[activity.ProposalID]():  func(g guess) any { return orNone(g, g.about.proposal) },
		reflect.TypeFor[activity.RuleID]():      func(g guess) any { return orNone(g, g.about.rule) },
		reflect.TypeFor[activity.TieID]():       func(g guess) any { return orNone(g, g.about.tie) },
		reflect.TypeFor[activity.StoryID]():     func(g guess) any { return orNone(g, g.about.story) },
		reflect.TypeFor[repertoire.Telling](): func(g guess) any {
			return among(telling(g.about.resource, 1), telling(activity.ResourceID{}, 0), repertoire.Telling{})(g)
		},
		reflect.TypeFor[activity.TaskID]():          func(g guess) any { return orNone(g, g.about.tasks[0], g.about.tasks[1]) },
		reflect.TypeFor[repertoire.MapPolicy]():     among(eager(), eager(), repertoire.Mapping(), repertoire.MapPolicy{}),
		reflect.TypeFor[repertoire.TaskDraft]():     func(g guess) any { return g.task() },
		reflect.TypeFor[activity.SurveyID]():        func(g guess) any { return orNone(g, g.about.survey, g.about.draft) },
		reflect.TypeFor[lifecycle.PlaybookName]():   among[lifecycle.PlaybookName]("uw-madison", "cambridge-suter", "nobody's"),
		reflect.TypeFor[lifecycle.CriterionID]():    among[lifecycle.CriterionID]("scenarios", "scenarios", "goals"),
		reflect.TypeFor[lifecycle.AttestationKey](): among(lifecycle.AttestationKey{}, needsAttested, lifecycle.AttestationKey{Playbook: "cambridge-suter", Phase: lifecycle.Design, Criterion: "scenarios"}),
		reflect.TypeFor[lifecycle.SurveyText]():     among(needs("What do you need?"), lifecycle.SurveyText{}),
		reflect.TypeFor[[]lifecycle.ItemAnswer]():   among(needing("Templates."), nil),
		reflect.TypeFor[time.Time](): func(g guess) any {
			return among(june.Add(7*time.Hour), june.Add(7*time.Hour).AddDate(0, 1, 0), june)(g)
		},
		reflect.TypeFor[cop.Stance]():        among(cop.Consent, cop.Object),
		reflect.TypeFor[cop.RuleText]():      among(cop.RuleText{Title: "We answer", Text: "Within a week."}, cop.RuleText{}),
		reflect.TypeFor[cop.Plan]():          among(aMonth("Field visit"), cop.Plan{}),
		reflect.TypeFor[cop.Change]():        among(cop.Change{Place: "Vienna", Reason: "a better room"}, cop.Change{}),
		reflect.TypeFor[cop.Link]():          among(cop.Link{Kind: cop.PartnerTie, Who: "The court of audit"}, cop.Link{}),
		reflect.TypeFor[cop.Ending]():        among(cop.Ending{How: cop.EndFaded, Reason: "nobody comes"}, cop.Ending{}),
		reflect.TypeFor[cop.Room]():          func(g guess) any { return g.room() },
		reflect.TypeFor[cop.Motion]():        func(g guess) any { return g.motion() },
		reflect.TypeFor[cop.HandedOn]():      func(g guess) any { return cop.HandedOn{To: g.about.second, Note: "for those who come"} },
		reflect.TypeFor[membership.Policy](): among(membership.Wenger(), membership.DiscourseTL3(activity.Thank), membership.Onion(), membership.Policy{}),
		reflect.TypeFor[repertoire.StalePolicy](): among(repertoire.StalePolicy{IdleDays: 1, WaitingDays: 1}, repertoire.DefaultStalePolicy(),
			repertoire.StalePolicy{IdleDays: 9, WaitingDays: 9}, repertoire.StalePolicy{}),
		reflect.TypeFor[repertoire.WasReaffirmed](): among(repertoire.WasReaffirmed{Version: 1, Days: 30}, repertoire.WasReaffirmed{Version: 2, Next: june.AddDate(2, 0, 0)}, repertoire.WasReaffirmed{}),
		reflect.TypeFor[lifecycle.MomentumPolicy](): among(lifecycle.DefaultMomentum(), lifecycle.MomentumPolicy{}),
		reflect.TypeFor[insight.RecommendPolicy]():  among(recommending(), recommending(), insight.Recommending(), insight.RecommendPolicy{}),
		reflect.TypeFor[membership.GuideSet]():      among(firstSteps("Come in."), membership.GuideSet{}),
		reflect.TypeFor[membership.Thanked](): func(g guess) any {
			return membership.Thanked{Topic: "payroll", For: activity.ObjectID(g.about.resource)}
		},
		reflect.TypeFor[membership.Commended]():     among(membership.Commended{Topic: "sampling"}, membership.Commended{Topic: "payroll"}, membership.Commended{}),
		reflect.TypeFor[[]activity.Person]():        among([]activity.Person{"bob", "eve"}, []activity.Person{"bob"}, nil),
		reflect.TypeFor[*praxis.EraseOptions]():     among((*praxis.EraseOptions)(nil), &praxis.EraseOptions{Words: true}),
		reflect.TypeFor[io.Writer]():                func(guess) any { return new(strings.Builder) },
		reflect.TypeFor[praxis.Deed]():              among(praxis.Deed{Verb: activity.Comment}, praxis.Deed{Verb: activity.Ask}),
		reflect.TypeFor[[]activity.CommunityID]():   func(g guess) any { return []activity.CommunityID{g.about.community} },
		reflect.TypeFor[*praxis.SubscribeOptions](): func(guess) any { return (*praxis.SubscribeOptions)(nil) },
		reflect.TypeFor[acts]():                     func(g guess) any { return g.together() },
	}
}

// draft draws what could be shared, some of it made of what is there.
func (g guess) draft() repertoire.Draft {
	return among(repertoire.Draft{Kind: repertoire.Tool, Text: text}, repertoire.Draft{},
		repertoire.Draft{Kind: repertoire.Tool, Status: repertoire.Drafted, Text: text, Adapted: repertoire.Source{Resource: g.about.resource, Version: 1}, ReviewDays: 1},
	)(g).(repertoire.Draft)
}

// room draws what a space could be, beside the one that is there or in it.
func (g guess) room() cop.Room {
	access := rapid.SampledFrom([]cop.Access{cop.Private, cop.Members, cop.Public, "secret"}).Draw(g.r, "access")
	return cop.Room{Name: "Stewards", About: "Who looks after it.", Access: access, Parent: orNone(g, g.about.space).(activity.SpaceID)}
}

// query draws what could be looked for.
func (g guess) query() search.Query {
	term := rapid.SampledFrom([]search.Term{{Words: []string{"payroll"}}, {Words: []string{"p"}, Prefix: true}, {Words: []string{"It was"}}, {}}).Draw(g.r, "term")
	q := search.Query{Terms: []search.Term{term}}
	if rapid.Bool().Draw(g.r, "filtered") {
		q.Spaces = []activity.SpaceID{g.about.space}
	}
	return q
}

// motion draws what could be proposed.
func (g guess) motion() cop.Motion {
	m := cop.Motion{Title: "Rules", Text: "Let us have some.", Method: cop.ByConsent, Quorum: 1, Deadline: june.AddDate(1, 0, 0)}
	m.Action = rapid.SampledFrom([]cop.Action{
		{}, {SetRule: cop.RuleText{Title: "We ask", Text: "Before we assume."}}, {RepealRule: cop.RuleRef{Rule: g.about.rule}},
		{Advance: cop.Advance{Phase: "design"}}, {Endorse: cop.Endorsement{Resource: g.about.resource, Version: 1}},
	}).Draw(g.r, "action")
	return m
}

// eager is a policy by which everything tells.
func eager() repertoire.MapPolicy {
	p := repertoire.Mapping()
	p.Patience, p.Asked, p.Waiting, p.Answers, p.Stale, p.Times = 0, 1, 1, 1, 1, 2
	return p
}

// recommending is a policy by which one trace speaks for everything.
func recommending() insight.RecommendPolicy {
	p := insight.Recommending()
	p.Evidence, p.AtMost, p.Alike = 1, 100, 0.05
	return p
}

// task draws what could be to be written.
func (g guess) task() repertoire.TaskDraft {
	d := repertoire.TaskDraft{Title: "Sampling", Topics: []string{"payroll"}, Grounds: repertoire.TaskGrounds{Evidence: "asked 5 times"}}
	if id := orNone(g, g.about.question).(activity.QuestionID); !id.IsZero() {
		d.Questions = []activity.QuestionID{id}
	}
	return d
}

// needsAttested is what somebody could attest of the first phase.
var needsAttested = lifecycle.AttestationKey{Playbook: "cambridge-suter", Phase: lifecycle.Inquire, Criterion: "needs-survey"}

// needs is a survey, and needing an answer to it.
func needs(title string) lifecycle.SurveyText {
	return lifecycle.SurveyText{Title: title, Items: []lifecycle.SurveyItem{
		{Key: "needs", Asks: "What do you need?", Kind: lifecycle.TextItem},
		{Key: "often", Asks: "How often?", Kind: lifecycle.ChoiceItem, Optional: true, Choices: []lifecycle.Choice{{Key: "weekly", Text: "Weekly"}, {Key: "monthly", Text: "Monthly"}}},
	}}
}

func needing(what string) []lifecycle.ItemAnswer {
	return []lifecycle.ItemAnswer{{Item: "needs", Text: what}}
}

// aMonth is a gathering that meets every month from June on.
func aMonth(title string) cop.Plan {
	return cop.Plan{Title: title, Kind: "call", Rhythm: cop.Rhythm{Start: "2024-06-01T09:00", Zone: "Europe/Vienna", Minutes: 60, Every: cop.Monthly}}
}

func firstSteps(welcome string) membership.GuideSet {
	return membership.GuideSet{Welcome: welcome, Steps: []membership.FirstStep{
		{Key: "look-round", Title: "Look round", Grade: 1}, {Key: "ask", Title: "Ask something", Grade: 2, Verb: activity.Ask},
	}}
}

// acts is what Together takes.
type acts = func(context.Context, *praxis.Constellation) error

var text = repertoire.Text{Title: "Our payroll", Body: "It was June."}

var outlines = []activity.Activity{
	{ID: activity.ID{1}, Actor: "u1", Verb: activity.Ask, At: june},
	{ID: activity.ID{2}, Actor: "u2", Verb: activity.Answer, To: "u1", At: june},
}

func ours(admission cop.Admission) cop.Charter {
	c := auditors()
	c.Name, c.Form.Admission = "Ours", admission
	return c
}

// among draws one of the values.
func among[T any](values ...T) func(guess) any {
	return func(g guess) any { return rapid.SampledFrom(values).Draw(g.r, "value") }
}

// orNone draws one of the identifiers, or now and then none, where a list
// begins.
func orNone[T any](g guess, ids ...T) any {
	return among(append(append(ids, ids...), *new(T))...)(g)
}

// together draws steps to be taken together, but not within others.
func (g guess) together() together {
	t := together{keeps: rapid.Bool().Draw(g.r, "keeps")}
	if g.nested {
		return t
	}
	g.nested = true
	for range rapid.IntRange(1, 3).Draw(g.r, "together") {
		t.steps = append(t.steps, drawStep(g, rapid.SampledFrom(ways).Draw(g.r, "method")))
	}
	return t
}
