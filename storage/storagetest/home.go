package storagetest

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// home is a community with something in every table: ana convenes it and bob
// is a member; bob has reused and endorsed what ana shared, and has accepted
// the first of ana's answers to his question. They have a room of their own,
// have met there once, and keep a rule that they had agreed on.
type home struct {
	community activity.CommunityID
	resource  activity.ResourceID
	question  activity.QuestionID
	answers   [2]activity.AnswerID
	space     activity.SpaceID
	gathering activity.GatheringID
	meeting   time.Time // when it began
	proposal  activity.ProposalID
	rule      activity.RuleID
	tie       activity.TieID
	task      activity.TaskID
	rating    cop.RatingKey
	story     activity.StoryID
	attested  lifecycle.AttestationKey
	response  lifecycle.ResponseKey
}

// atHome is the key of an operation there, and the name of a subscriber.
const atHome = "at home"

// newHome makes one.
func (w *world) newHome(t testing.TB, s storage.Store) home {
	t.Helper()
	h := home{community: w.id(), resource: w.id(), question: w.id(), answers: [2]activity.AnswerID{w.id(), w.id()},
		space: w.id(), gathering: w.id(), meeting: w.now, proposal: w.id(), rule: w.id(), tie: w.id(), story: w.id(), task: w.id(),
		rating:   cop.RatingKey{Review: "commons-alignment", Item: "fair-access", Person: "bob"},
		attested: lifecycle.AttestationKey{Playbook: "cambridge-suter", Phase: lifecycle.Design, Criterion: "scenarios"},
		response: lifecycle.ResponseKey{Survey: w.id(), Person: "bob"}}
	by := func(p activity.Person) activity.Occasion { return w.occasion(h.community, p) }
	require.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		community, err := storage.Found(ctx, tx, by("ana"), by("ana"), charter("Internal audit"))
		require.NoError(t, err)
		bob := settle(t, ctx, tx, tx.PutMember)(membership.Join(by("bob"), membership.Member{}, true))
		draft := repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "A payroll", Body: "It was May.", Topics: []string{"payroll"}}}
		r := settle(t, ctx, tx, tx.PutResource)(repertoire.Share(by("ana"), h.resource, draft))
		settle(t, ctx, tx, tx.AddReuse)(r.Reuse(by("bob"), repertoire.Worked, ""))
		settle(t, ctx, tx, tx.PutEndorsement)(r.Endorse(by("bob"), repertoire.Endorsement{}))
		q := settle(t, ctx, tx, tx.PutQuestion)(repertoire.Ask(by("bob"), h.question, "Why?", []string{"payroll"}))
		first := settle(t, ctx, tx, tx.PutAnswer)(q.Answer(by("ana"), h.answers[0], "Because."))
		settle(t, ctx, tx, tx.PutAnswer)(q.Answer(by("ana"), h.answers[1], "So."))
		settle(t, ctx, tx, tx.PutQuestion)(q.Accept(by("bob"), first))
		settle(t, ctx, tx, tx.PutValueStory)(repertoire.TellStory(by("bob"), h.story, repertoire.Telling{
			Title: "Ghosts", Steps: []repertoire.Step{{Cycle: repertoire.Applied, Text: "We used it.", Trace: repertoire.Trace{Resource: h.resource}}},
		}))
		task := settle(t, ctx, tx, tx.PutTask)(repertoire.ProposeTask(by("ana"), h.task, repertoire.TaskDraft{Title: "Why", Questions: []activity.QuestionID{h.question}}))
		settle(t, ctx, tx, tx.PutTask)(task.Take(by("bob")))
		h.furnish(t, ctx, tx, by)
		h.welcome(t, ctx, tx, by, bob)
		h.move(t, ctx, tx, by)
		settle(t, ctx, tx, tx.AddHandover)(community.HandOn(by("ana"), cop.HandedOn{To: w.id(), Note: "for a start"}))
		require.NoError(t, tx.AddOperation(ctx, storage.Operation{Community: h.community, Key: atHome, Actor: "ana", Verb: activity.Share, Activity: w.id(), At: w.now}))
		return tx.PutCursor(ctx, h.community, atHome, 3)
	}))
	return h
}

// furnish gives a home its rooms, meetings, rules and ties.
func (h home) furnish(t testing.TB, ctx context.Context, tx storage.Tx, by func(activity.Person) activity.Occasion) {
	s := settle(t, ctx, tx, tx.PutSpace)(cop.OpenSpace(by("ana"), h.space, cop.Room{Name: "Stewards", Access: cop.Private}, cop.Space{}))
	settle(t, ctx, tx, tx.PutSpace)(s.LetIn(by("ana"), "bob", cop.Space{}))

	there := by("ana")
	there.Space = h.space
	g := settle(t, ctx, tx, tx.PutGathering)(cop.PlanGathering(there, h.gathering, monthly("ana")))
	m := settle(t, ctx, tx, tx.PutMeeting)(g.Attend(by("bob"), g.Meeting(h.meeting)))
	settle(t, ctx, tx, tx.PutMeeting)(g.Minute(by("ana"), m, h.resource))

	text := cop.RuleText{Title: "Candour", Text: "Say it kindly."}
	o := by("ana")
	motion := cop.Motion{Title: "Candour", Text: "Let us be candid.", Method: cop.ByConsent, Quorum: 1, Deadline: o.At.AddDate(0, 1, 0), Action: cop.Action{SetRule: text}}
	p := settle(t, ctx, tx, tx.PutProposal)(cop.Propose(o, h.proposal, motion))
	p = settle(t, ctx, tx, tx.PutProposal)(p.Vote(by("bob"), cop.Consent, "It helps."))
	settle(t, ctx, tx, tx.PutProposal)(p.Decide(by("ana"), []activity.Person{"bob"}))
	settle(t, ctx, tx, tx.PutRule)(cop.SetRule(by("ana"), h.rule, text, "", h.proposal))
	settle(t, ctx, tx, tx.PutTie)(cop.NewTie(by("ana"), h.tie, cop.Link{Kind: cop.SponsorTie, Who: "Court of Audit"}))
	settle(t, ctx, tx, tx.PutRating)(cop.Rate(by("bob"), cop.Rating{}, h.rating.Review, h.rating.Item, 4, "All may come."))
}

// welcome gives a home its guide, and lets ana and bob recognise each other.
func (h home) welcome(t testing.TB, ctx context.Context, tx storage.Tx, by func(activity.Person) activity.Occasion, bob membership.Member) {
	ana, err := tx.Member(ctx, h.community, "ana")
	require.NoError(t, err)
	set := membership.GuideSet{Welcome: "Come in.", Steps: []membership.FirstStep{{Key: "hello", Title: "Say hello", Grade: 1, Verb: activity.Ask}}}
	g := settle(t, ctx, tx, tx.PutGuide)(membership.SetGuide(by("ana"), membership.Guide{}, set))
	bob = settle(t, ctx, tx, tx.PutMember)(membership.Welcome(by("ana"), bob, "Good to have you."))
	bob = settle(t, ctx, tx, tx.PutMember)(membership.Pair(by("ana"), bob, ana))
	bob = settle(t, ctx, tx, tx.PutMember)(membership.Complete(by("bob"), bob, g, "hello"))
	settle(t, ctx, tx, tx.AddRecognition)(membership.Thank(by("bob"), bob, ana, membership.Thanked{For: activity.ObjectID(h.answers[0])}))
	settle(t, ctx, tx, tx.AddRecognition)(membership.Commend(by("ana"), ana, bob, membership.Commended{Topic: "payroll"}, nil))
}

// move lets a home ask what is needed, and go on from there to its design.
func (h home) move(t testing.TB, ctx context.Context, tx storage.Tx, by func(activity.Person) activity.Occasion) {
	s := settle(t, ctx, tx, tx.PutSurvey)(lifecycle.DraftSurvey(by("ana"), h.response.Survey, needs("What do you need?")))
	s = settle(t, ctx, tx, tx.PutSurvey)(s.Open(by("ana")))
	settle(t, ctx, tx, tx.PutResponse)(lifecycle.Respond(by("bob"), lifecycle.Response{}, s, []lifecycle.ItemAnswer{{Item: "needs", Text: "Templates."}}))
	life, err := tx.Lifecycle(ctx, h.community)
	require.NoError(t, err)
	next, a, err := life.Move(by("ana"), lifecycle.Design, "We know what is needed.")
	require.NoError(t, err)
	require.NoError(t, storage.RecordMove(ctx, tx, next, a))
	settle(t, ctx, tx, tx.PutAttestation)(lifecycle.Attest(by("ana"), lifecycle.Attestation{}, lifecycle.CambridgeSuter(), h.attested.Phase, h.attested.Criterion, "convener", "See the wall."))
}

// needs is a survey.
func needs(title string) lifecycle.SurveyText {
	return lifecycle.SurveyText{Title: title, Items: []lifecycle.SurveyItem{
		{Key: "needs", Asks: "What do you need?", Kind: lifecycle.TextItem, Optional: true},
		{Key: "often", Asks: "How often?", Kind: lifecycle.ChoiceItem, Several: true, Optional: true, Choices: []lifecycle.Choice{{Key: "weekly", Text: "Weekly"}, {Key: "monthly", Text: "Monthly"}}},
	}}
}

// monthly is a plan that holds something everywhere.
func monthly(host activity.Person) cop.Plan {
	return cop.Plan{
		Title: "Monthly call", About: "What we found,\nand how.", Kind: "call", Mode: activity.Hybrid, Place: "Room 3", Link: "https://example.org/call",
		Rhythm: cop.Rhythm{Start: "2026-03-02T09:00", Zone: "Europe/Vienna", Minutes: 60, Every: cop.Weekly, Weekdays: []cop.Weekday{cop.Monday, cop.Friday}, Count: 20},
		Hosts:  []activity.Person{host}, Guests: []cop.Guest{{Name: "Dr. No", For: "sampling"}}, Agenda: []cop.Item{{Title: "Payroll", Minutes: 20, Lead: host}},
	}
}

// settle records what an act returned, and returns the state it led to.
func settle[T any](t testing.TB, ctx context.Context, tx storage.Tx, put func(context.Context, T) error) func(T, activity.Activity, error) T {
	return func(next T, a activity.Activity, err error) T {
		require.NoError(t, recordAct(ctx, tx, put)(next, a, err))
		return next
	}
}
