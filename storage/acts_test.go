package storage_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// occasion is the n-th hour of the community's life.
func occasion(n int, actor activity.Person) activity.Occasion {
	return activity.Occasion{ID: activity.ID{15: byte(n)}, Community: auditors, Actor: actor, At: at(n)}
}

// recorder does every act of the domain in one transaction, an hour after the
// other.
type recorder struct {
	t   *testing.T
	ctx context.Context
	tx  storage.Tx
	n   int
}

// by is the next hour.
func (r *recorder) by(actor activity.Person) activity.Occasion {
	r.n++
	return occasion(r.n, actor)
}

// do records what an act returned, and returns the state it led to.
func do[T any](r *recorder, put func(context.Context, T) error) func(T, activity.Activity, error) T {
	return func(next T, a activity.Activity, err error) T {
		require.NoError(r.t, err)
		require.NoError(r.t, storage.Record(r.ctx, r.tx, put, next, a))
		return next
	}
}

// change records a change of the community itself.
func (r *recorder) change(next cop.Community, a activity.Activity, err error) cop.Community {
	require.NoError(r.t, err)
	require.NoError(r.t, storage.RecordCommunity(r.ctx, r.tx, next, a))
	return next
}

func everything(t *testing.T, ctx context.Context, tx storage.Tx) {
	r := &recorder{t, ctx, tx, 0}
	c, err := storage.Found(ctx, tx, r.by("ana"), r.by("ana"), first)
	require.NoError(t, err)
	life, err := tx.Lifecycle(ctx, auditors)
	require.NoError(t, err)
	r.life(life)
	c = r.change(c.Amend(r.by("ana"), second, "we know our topics"))

	r.newcomers()
	r.rooms()
	r.governance()
	r.meetings()
	r.repertoire()

	do(r, tx.AddHandover)(c.HandOn(r.by("ana"), cop.HandedOn{To: others, Resources: []activity.ResourceID{template}, Note: "It is yours."}))
	r.change(c.End(r.by("ana"), cop.Ending{How: cop.EndMerged, Into: []activity.CommunityID{others}, Reason: "They go on.", Legacy: "Ask them."}))
}

// life is what is asked, attested and moved before the community is founded for
// good.
func (r *recorder) life(life lifecycle.State) {
	move := func(next lifecycle.State, a activity.Activity, err error) lifecycle.State {
		require.NoError(r.t, err)
		require.NoError(r.t, storage.RecordMove(r.ctx, r.tx, next, a))
		return next
	}
	s := do(r, r.tx.PutSurvey)(lifecycle.DraftSurvey(r.by("ana"), activity.SurveyID{0x51}, lifecycle.SurveyText{
		Title: "Needs", About: "Before we begin.", Items: []lifecycle.SurveyItem{{Key: "needs", Asks: "What do you need?", Kind: lifecycle.TextItem}},
	}))
	text := s.SurveyText
	text.Title = "Your needs"
	s = do(r, r.tx.PutSurvey)(s.Rewrite(r.by("ana"), text, false))
	s = do(r, r.tx.PutSurvey)(s.Open(r.by("ana")))
	answer := []lifecycle.ItemAnswer{{Item: "needs", Text: "Templates."}}
	response := do(r, r.tx.PutResponse)(lifecycle.Respond(r.by("eve"), lifecycle.Response{}, s, answer))
	do(r, r.tx.PutResponse)(lifecycle.Respond(r.by("eve"), response, s, answer))
	do(r, r.tx.PutSurvey)(s.Close(r.by("ana")))

	life = move(life.Move(r.by("ana"), lifecycle.Design, "we know our needs"))
	t := do(r, r.tx.PutAttestation)(lifecycle.Attest(r.by("ana"), lifecycle.Attestation{}, lifecycle.CambridgeSuter(), lifecycle.Design, "scenarios", "convener", "On the wall."))
	do(r, r.tx.PutAttestation)(t.Retract(r.by("ana"), "It fell down."))
	life = move(life.Return(r.by("ana"), lifecycle.Inquire, "nobody came", "Ask first."))
	do(r, r.tx.PutLifecycle)(life.Adopt(r.by("ana"), lifecycle.UWMadison(), "", "we have changed house"))
}

// newcomers come, are welcomed and go.
func (r *recorder) newcomers() {
	put := do(r, r.tx.PutMember)
	ana, err := r.tx.Member(r.ctx, auditors, "ana")
	require.NoError(r.t, err)
	bob := put(membership.Apply(r.by("bob"), membership.Member{}, ""))
	bob = put(membership.Admit(r.by("ana"), bob, "bob"))
	bob = put(membership.AppointWith(r.by("ana"), bob, membership.Appointed{Role: membership.Mentor, Until: at(300), Proposal: candidly}))
	bob = put(membership.RelieveWith(r.by("ana"), bob, membership.Relieved{Role: membership.Mentor, Proposal: candidly}))
	eve := put(membership.Invite(r.by("ana"), membership.Member{}, "eve", ""))
	eve = put(membership.Join(r.by("eve"), eve, false))
	put(membership.Remove(r.by("ana"), eve, "spam"))

	guide := do(r, r.tx.PutGuide)(membership.SetGuide(r.by("ana"), membership.Guide{}, welcome))
	bob = put(membership.Welcome(r.by("ana"), bob, "Good to have you."))
	bob = put(membership.Pair(r.by("ana"), bob, ana))
	bob = put(membership.Unpair(r.by("ana"), bob))
	bob = put(membership.Complete(r.by("bob"), bob, guide, "hello"))
	do(r, r.tx.AddRecognition)(membership.Thank(r.by("bob"), bob, ana, membership.Thanked{Topic: "payroll", For: activity.ObjectID(template), Note: "For the welcome."}))
	do(r, r.tx.AddRecognition)(membership.Commend(r.by("ana"), ana, bob, membership.Commended{Topic: "payroll", For: activity.ObjectID(template), Note: "They know."}, nil))
	put(membership.Leave(r.by("bob"), bob, ""))

	dan := put(membership.Enrol(r.by("ana"), membership.Member{}, "dan", "course-42"))
	put(membership.Delist(r.by("ana"), dan))
	gone := membership.Tombstone([10]byte{1})
	theirs := put(membership.Join(r.by(gone), membership.Member{}, true))
	put(membership.Erase(r.by(gone), theirs))
}

// rooms are opened and closed.
func (r *recorder) rooms() {
	put := do(r, r.tx.PutSpace)
	s := put(cop.OpenSpace(r.by("ana"), room, cop.Room{Name: "Stewards", About: "For the few.", Access: cop.Members}, cop.Space{}))
	s = put(s.Rearrange(r.by("ana"), cop.Room{Name: "Stewards", Access: cop.Private}, cop.Space{}))
	s = put(s.LetIn(r.by("ana"), "bob", cop.Space{}))
	s = put(s.LetIn(r.by("ana"), "eve", cop.Space{}))
	s = put(s.LetOut(r.by("ana"), "eve"))
	put(s.Close(r.by("ana"), "We meet in the open."))
}

// governance is decisions, ground rules, ties and reviews.
func (r *recorder) governance() {
	motion := cop.Motion{Title: "Candour", Text: "Let us be candid.", Method: cop.ByConsent, Quorum: 1, Deadline: at(300), Action: cop.Action{SetRule: say}}
	p := do(r, r.tx.PutProposal)(cop.Propose(r.by("ana"), candidly, motion))
	p = do(r, r.tx.PutProposal)(p.Vote(r.by("bob"), cop.Object, "It hurts."))
	p = do(r, r.tx.PutProposal)(p.Vote(r.by("bob"), cop.Consent, ""))
	do(r, r.tx.PutProposal)(p.Decide(r.by("ana"), []activity.Person{"bob"}))
	p = do(r, r.tx.PutProposal)(cop.Propose(r.by("ana"), again, motion))
	do(r, r.tx.PutProposal)(p.Withdraw(r.by("ana"), "We have decided."))
	for i, action := range []cop.Action{
		{AmendRule: cop.NewRuleText{RuleRef: cop.RuleRef{Rule: candour}, RuleText: kindly}},
		{RepealRule: cop.RuleRef{Rule: candour}},
		{Appoint: cop.Appointment{Seat: cop.Seat{Person: "bob", Role: "mentor"}, Until: at(300)}},
		{Relieve: cop.Seat{Person: "bob", Role: "mentor"}},
		{Charter: second},
		{Advance: cop.Advance{Phase: "prototype"}},
	} {
		motion.Action, motion.Method, motion.Role = action, cop.ByRole, "convener"
		do(r, r.tx.PutProposal)(cop.Propose(r.by("ana"), activity.ProposalID{0x21, byte(i)}, motion))
	}

	rule := do(r, r.tx.PutRule)(cop.SetRule(r.by("ana"), candour, say, "", candidly))
	rule = do(r, r.tx.PutRule)(rule.Amend(r.by("ana"), kindly, "It hurt.", activity.ProposalID{}))
	do(r, r.tx.PutRule)(rule.Repeal(r.by("ana"), "We do it anyway.", activity.ProposalID{}))

	tie := do(r, r.tx.PutTie)(cop.NewTie(r.by("ana"), court, cop.Link{Kind: cop.SponsorTie, Who: "Court of Audit", About: "money", Since: at(1), Until: at(300)}))
	do(r, r.tx.PutTie)(tie.Untie(r.by("ana"), "A new president."))

	rating := do(r, r.tx.PutRating)(cop.Rate(r.by("ana"), cop.Rating{}, "commons-alignment", "fair-access", 2, "Too few come."))
	do(r, r.tx.PutRating)(cop.Rate(r.by("ana"), rating, "commons-alignment", "fair-access", 4, ""))
}

// meetings are planned, moved, called off, attended and minuted.
func (r *recorder) meetings() {
	plan := cop.Plan{
		Title: "Monthly call", About: "What we found.", Kind: "call", Mode: activity.Hybrid, Place: "Room 2", Link: "https://example.org/call",
		Rhythm: cop.Rhythm{Start: "2026-03-02T09:00", Zone: "Europe/Vienna", Minutes: 60, Every: cop.Weekly, Interval: 4, Weekdays: []cop.Weekday{cop.Monday}, Until: "2026-12-31"},
		Hosts:  []activity.Person{"ana"}, Guests: []cop.Guest{{Person: "eve", Name: "Eve", For: "sampling"}}, Agenda: []cop.Item{{Title: "Payroll", Minutes: 20, Lead: "bob"}},
	}
	g := do(r, r.tx.PutGathering)(cop.PlanGathering(r.by("ana"), call, plan))
	plan.Rhythm = cop.Rhythm{Start: "2026-03-02T09:00", Zone: "UTC", Minutes: 90, Every: cop.Monthly, Ordinal: 1, Count: 10}
	g = do(r, r.tx.PutGathering)(g.Replan(r.by("ana"), plan, "We never finished."))
	met := do(r, r.tx.PutMeeting)(g.Shift(r.by("ana"), g.Meeting(at(9)), cop.Change{
		To: at(10), Place: "Room 3", Link: "https://example.org/room", Guests: plan.Guests, Agenda: plan.Agenda, Reason: "A train was late.",
	}))
	met = do(r, r.tx.PutMeeting)(g.Attend(r.by("bob"), met))
	met = do(r, r.tx.PutMeeting)(g.TakeAttendance(r.by("ana"), met, "ana"))
	do(r, r.tx.PutMeeting)(g.Minute(r.by("ana"), met, template))
	do(r, r.tx.PutMeeting)(g.CallOffMeeting(r.by("ana"), g.Meeting(at(9).AddDate(0, 1, 0)), "A holiday."))
	do(r, r.tx.PutGathering)(g.CallOff(r.by("ana"), "We write instead."))
}

// repertoire is shared and used, and a question is asked and answered.
func (r *recorder) repertoire() {
	res := do(r, r.tx.PutResource)(repertoire.Share(r.by("bob"), template, repertoire.Draft{
		Kind: repertoire.Tool, Text: draft, Origin: repertoire.Origin{Community: others, Resource: story, Version: 2},
	}))
	res = do(r, r.tx.PutResource)(res.Revise(r.by("ana"), repertoire.Edit{Base: 1, Text: better, Note: "by grade"}))
	do(r, r.tx.AddReuse)(res.Reuse(r.by("ana"), repertoire.Worked, ""))
	do(r, r.tx.PutEndorsement)(res.Endorse(r.by("ana"), repertoire.Endorsement{}))
	res = do(r, r.tx.PutResource)(res.Retire(r.by("bob"), "went digital"))
	r.lifeOf(do(r, r.tx.PutResource)(res.Revive(r.by("ana"), "paper is back")))

	r.questions()
}

// lifeOf is all that can become of a resource.
func (r *recorder) lifeOf(res repertoire.Resource) {
	next := do(r, r.tx.PutResource)(repertoire.Share(r.by("bob"), film, repertoire.Draft{
		Kind: repertoire.Recording, Status: repertoire.Drafted, Text: filmed, Adapted: repertoire.Source{Resource: res.ID, Version: 2},
		ReviewBy: at(900), ReviewDays: 30,
	}))
	next = do(r, r.tx.PutResource)(next.Entrust(r.by("bob"), "ana", "She filmed it."))
	next = do(r, r.tx.PutResource)(next.Submit(r.by("bob"), "Is it loud enough?"))
	next = do(r, r.tx.PutResource)(next.SendBack(r.by("ana"), "Not in the middle."))
	next = do(r, r.tx.PutResource)(next.Publish(r.by("bob"), "It is now."))
	merging := next.Current
	next = do(r, r.tx.PutResource)(next.Revise(r.by("ana"), repertoire.Edit{Base: 1, Text: withTopic(filmed, "sound"), Note: "it is about sound"}))
	titled := filmed
	titled.Title = "Sampling, filmed twice"
	next = do(r, r.tx.PutResource)(next.Merge(r.by("bob"), merging, repertoire.Edit{Base: 1, Text: titled, Note: "twice"}))
	next = do(r, r.tx.PutResource)(next.Vet(r.by("ana"), 3, "we all saw it", activity.ProposalID{7}))
	next = do(r, r.tx.PutResource)(next.Reaffirm(r.by("bob"), repertoire.WasReaffirmed{Version: 3, Note: "still so", Next: at(1000), Days: 60}))
	do(r, r.tx.PutResource)(next.GiveUp(r.by("bob"), "ana", "She is away."))
	do(r, r.tx.PutResource)(res.Supersede(r.by("ana"), next, "the film says it better"))
}

var film = activity.ResourceID{0x2f}

// filmed is a text with all that one can have.
var filmed = repertoire.Text{Title: "Sampling, filmed", Body: "See the file.", Topics: []string{"payroll"}, Extras: repertoire.Extras{
	Attachments: []repertoire.Attachment{{File: "sampling.mp4", URL: "https://files.example.org/sampling.mp4", MediaType: "video/mp4", Size: 1 << 33, SHA256: strings.Repeat("0a", 32)}},
	Licence:     "CC-BY-SA-4.0", Attribution: "Ana and Bob, 2026",
}}

func withTopic(t repertoire.Text, topic string) repertoire.Text {
	t.Topics = append(slices.Clone(t.Topics), topic)
	return t
}

// questions are asked and answered.
func (r *recorder) questions() {
	q := do(r, r.tx.PutQuestion)(repertoire.Ask(r.by("bob"), howTo, "How?", []string{"payroll"}))
	answer := do(r, r.tx.PutAnswer)(q.Answer(r.by("ana"), stratify, "Stratify."))
	q = do(r, r.tx.PutQuestion)(q.Accept(r.by("bob"), answer))
	r.thread(q, answer)
	r.tasks()
}

// thread goes on: it is carried on, asked once more, put in other words, and made
// a resource of, of whose value somebody tells.
func (r *recorder) thread(q repertoire.Question, answer repertoire.Answer) {
	q = do(r, r.tx.PutQuestion)(q.Reword(r.by("bob"), "How do others?", []string{"payroll"}, "It was too short."))
	answer = do(r, r.tx.PutAnswer)(answer.Correct(r.by("ana"), q, "Stratify by grade.", "It was too short."))
	next, followed, a, err := q.FollowUp(r.by("eve"), whereTo, answer, "By which grade?", nil)
	both(r, next, followed, a, err)
	again, q, a, err := next.CloseAsDuplicate(r.by("eve"), followed)
	both(r, again, q, a, err)
	again, q, a, err = again.Reopen(r.by("eve"), q)
	both(r, again, q, a, err)
	made, q, a, err := q.Harvest(r.by("ana"), harvested, []repertoire.Answer{answer}, repertoire.Draft{Credits: []activity.Person{"zoe"}})
	require.NoError(r.t, err)
	require.NoError(r.t, r.tx.PutResource(r.ctx, made))
	do(r, r.tx.PutQuestion)(q, a, err)
	told := repertoire.Telling{Title: "Ghosts", Topics: []string{"payroll"}, Steps: []repertoire.Step{{
		Cycle: repertoire.Potential, Capital: repertoire.TangibleCapital, Text: "We have a guide.",
		Trace:     repertoire.Trace{Entry: a.ID, Question: howTo, Resource: harvested, Gathering: call, Meeting: at(9)},
		Indicator: repertoire.Indicator{Title: "ghosts", Value: "2", Unit: "people", Before: "7"},
	}}}
	s := do(r, r.tx.PutValueStory)(repertoire.TellStory(r.by("bob"), ghosts, told))
	told.Title = "No ghosts"
	s = do(r, r.tx.PutValueStory)(s.Retell(r.by("bob"), told, "They are gone."))
	do(r, r.tx.PutValueStory)(s.Retract(r.by("bob"), "One is back."))
}

// both records an act on two questions.
func both(r *recorder, next, other repertoire.Question, a activity.Activity, err error) {
	require.NoError(r.t, err)
	require.NoError(r.t, r.tx.PutQuestion(r.ctx, other))
	do(r, r.tx.PutQuestion)(next, a, err)
}

// tasks to write something down are proposed, taken, and finished or dropped.
func (r *recorder) tasks() {
	propose := func(id activity.TaskID) repertoire.Task {
		return do(r, r.tx.PutTask)(repertoire.ProposeTask(r.by("ana"), id, repertoire.TaskDraft{
			Title: "Sampling, once and for all", About: "By grade.", Topics: []string{"payroll"}, Questions: []activity.QuestionID{howTo},
			Grounds: repertoire.TaskGrounds{Rule: "asked often", Evidence: "asked 5 times"},
		}))
	}
	task := propose(writing)
	task = do(r, r.tx.PutTask)(task.Take(r.by("bob")))
	task = do(r, r.tx.PutTask)(task.HandBack(r.by("bob"), "No time."))
	task = do(r, r.tx.PutTask)(task.Take(r.by("ana")))
	do(r, r.tx.PutTask)(task.Finish(r.by("ana"), template))
	do(r, r.tx.PutTask)(propose(activity.TaskID{0x31}).Drop(r.by("ana"), "We have it."))
}

// lived is a store in which every act of the domain was done once.
func lived(t *testing.T) storage.Store {
	store := memory.New(nil)
	require.NoError(t, store.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		everything(t, ctx, tx)
		return nil
	}))
	return store
}

// Every word of the vocabulary is somebody's act, every kind of detail is
// recorded, and each is about what the vocabulary says.
func TestActsSpeakTheVocabulary(t *testing.T) {
	objects := map[activity.ObjectID]string{
		activity.ObjectID(auditors): "community", activity.ObjectID(template): "resource", activity.ObjectID(film): "resource",
		activity.ObjectID(howTo): "question", activity.ObjectID(stratify): "answer",
		activity.ObjectID(whereTo): "question", activity.ObjectID(harvested): "resource", activity.ObjectID(ghosts): "story",
		activity.ObjectID(room): "space", activity.ObjectID(call): "gathering",
		activity.ObjectID(candour): "rule", activity.ObjectID(court): "tie",
		activity.ObjectID(candidly): "proposal", activity.ObjectID(again): "proposal",
		activity.ObjectID(writing): "task", {0x51}: "survey", {0x31}: "task",
	}
	for i := range byte(6) {
		objects[activity.ObjectID{0x21, i}] = "proposal"
	}
	verbs, facts := make(map[activity.Verb]bool), map[string]bool{activity.Imported{}.FactName(): true}
	require.NoError(t, lived(t).View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		for a, err := range r.Activities(ctx, auditors, 0, 0) {
			require.NoError(t, err)
			require.NoError(t, a.Check())
			verbs[a.Verb], facts[a.Detail.FactName()] = true, true
			m, ok := a.Verb.Meaning()
			require.True(t, ok, a.Verb)
			assert.False(t, m.Imported, a.Verb)
			assert.Equal(t, m.Object, objects[a.Object], a.Verb)
			assert.Equal(t, m.Opens, a.Verb == activity.Ask, a.Verb)
		}
		return nil
	}))
	for _, m := range activity.Verbs() {
		assert.Equal(t, !m.Imported, verbs[m.Verb], "%s: only imported, or somebody's act", m.Verb)
	}
	for name := range storage.Facts {
		assert.True(t, facts[name], "%s is recorded", name)
	}
}

func TestRecord(t *testing.T) {
	store := lived(t)
	last := 0
	require.NoError(t, store.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		head, err := r.Head(ctx, auditors)
		last = int(head)
		return err
	}))
	record := func(put func(storage.Tx) func(context.Context, membership.Member) error, n int) error {
		return store.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
			zoe, a, err := membership.Join(occasion(n, "zoe"), membership.Member{}, true)
			require.NoError(t, err)
			return storage.Record(ctx, tx, put(tx), zoe, a)
		})
	}
	write := func(tx storage.Tx) func(context.Context, membership.Member) error { return tx.PutMember }
	fail := func(storage.Tx) func(context.Context, membership.Member) error {
		return func(context.Context, membership.Member) error { return fault.Conflict }
	}
	assert.ErrorIs(t, record(fail, last+1), fault.Conflict, "without the state no activity")
	assert.ErrorIs(t, record(write, last), fault.Exists, "an act is recorded once")
	assert.NoError(t, record(write, last+1), "neither of them left anything")
}
