package praxis_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// qa is somebody whose id is in no word by chance.
const qa activity.Person = "qa-7xk3@example.org"

// said is what qa writes, and nobody else does.
const said = "Quixotic words"

// mine is what qa answers to a survey, which is about themselves.
const mine = "Mauve hours"

// newEventful is a community in which everything has happened, and qa had a part
// in all of it: they and others are named wherever somebody can be, in private
// spaces and in texts as well. Qa leaves at the end. Each piece of what qa wrote
// begins with what qa says; what others wrote names qa.
func newEventful(t testing.TB, s storage.Store) community {
	t.Helper()
	ctx, must := t.Context(), require.NoError
	o := praxis.Options{}
	c := newCommunity(t, s, &o, "ana", "bob", "zoe")
	ana, bob, zoe, they := c.as("ana"), c.as("bob"), c.as("zoe"), c.as(qa)
	of := "about " + string(qa) + ", and bananas"
	minute := func() { *c.now = c.now.Add(time.Minute) }

	charter := c.Charter
	charter.Form.Admission = cop.ByInvitation
	_, err := ana.Amend(ctx, charter, of)
	must(t, err)
	must(t, they.Apply(ctx, said))
	must(t, ana.Admit(ctx, qa))
	must(t, ana.Welcome(ctx, qa, of))
	must(t, they.Welcome(ctx, "zoe", said))
	must(t, ana.Pair(ctx, qa, "bob"))
	must(t, ana.Pair(ctx, "zoe", qa))
	must(t, ana.Appoint(ctx, qa, membership.Facilitator))
	must(t, ana.Appoint(ctx, qa, membership.Convener))
	must(t, ana.Appoint(ctx, qa, membership.Mentor))
	must(t, ana.Relieve(ctx, qa, membership.Mentor))
	must(t, they.SetGuide(ctx, membership.GuideSet{Welcome: said + " " + of, Steps: []membership.FirstStep{{Key: "hello", Title: said, Grade: 1, About: of}}}))
	must(t, they.Complete(ctx, "hello"))
	must(t, they.Thank(ctx, "bob", membership.Thanked{Note: said}))
	must(t, bob.Commend(ctx, qa, membership.Commended{Topic: "payroll", Note: of}))
	survey, err := they.DraftSurvey(ctx, lifecycle.SurveyText{Title: said, About: said, Items: []lifecycle.SurveyItem{
		{Key: "needs", Asks: said, Kind: lifecycle.TextItem},
		{Key: "with", Asks: said, Kind: lifecycle.ChoiceItem, Choices: []lifecycle.Choice{{Key: "us", Text: said}, {Key: "them", Text: "with " + string(qa)}}, Optional: true},
	}})
	must(t, err)
	must(t, they.OpenSurvey(ctx, survey))
	must(t, they.Respond(ctx, survey, []lifecycle.ItemAnswer{{Item: "needs", Text: mine}}))
	must(t, bob.Respond(ctx, survey, []lifecycle.ItemAnswer{{Item: "needs", Text: "More " + of}}))
	must(t, they.CloseSurvey(ctx, survey))
	must(t, they.Attest(ctx, "needs-survey", "facilitator", said))
	must(t, they.Unattest(ctx, needsAttested, said))
	must(t, they.Advance(ctx, said))
	must(t, they.Return(ctx, lifecycle.Inquire, said, said+" "+of))
	must(t, they.AdoptPlaybook(ctx, "uw-madison", "", said))
	must(t, they.Move(ctx, lifecycle.Design, said))
	minute()

	open := cop.Room{Name: "Stewards", About: said, Access: cop.Private}
	space, err := they.OpenSpace(ctx, open)
	must(t, err)
	must(t, they.LetIn(ctx, space, "bob"))
	must(t, bob.LetIn(ctx, space, "zoe"))
	open.About = said + ", anew, " + of
	must(t, they.Rearrange(ctx, space, open))
	secret, err := they.Within(space).Ask(ctx, said+"?", "payroll", string(qa))
	must(t, err)
	_, err = bob.Answer(ctx, secret, "In secret "+of)
	must(t, err)
	must(t, they.LetOut(ctx, space, "zoe"))

	question, err := bob.Ask(ctx, "What "+of+"?", "sampling")
	must(t, err)
	answer, err := they.Answer(ctx, question, said)
	must(t, err)
	must(t, bob.Accept(ctx, question, answer))
	draft := func(title, body string) repertoire.Draft {
		return repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: title, Body: body, Topics: []string{"payroll"}}}
	}
	story, err := they.Share(ctx, draft(said, said))
	must(t, err)
	must(t, they.Revise(ctx, story, repertoire.Edit{Base: 1, Text: repertoire.Text{Title: said, Body: said + " again"}, Note: said}))
	must(t, bob.Endorse(ctx, story))
	must(t, second(zoe.Reuse(ctx, story, repertoire.Worked, of)))
	must(t, second(they.Reuse(ctx, story, repertoire.DidNotWork, said)))
	must(t, second(they.ReuseFor(ctx, story, said, repertoire.WorkedInPart, said)))
	must(t, they.Retire(ctx, story, said))
	must(t, second(they.ProposeTask(ctx, repertoire.TaskDraft{Title: said, About: said, Grounds: repertoire.TaskGrounds{Rule: said, Evidence: said + " " + string(qa)}})))
	attached := draft(said+" filmed", said+" on film")
	attached.Status, attached.ReviewDays = repertoire.Drafted, 9
	attached.Adapted = repertoire.Source{Resource: story, Version: 2}
	attached.Attachments = []repertoire.Attachment{{File: said + ".mp4", URL: "https://files.example.org/7", MediaType: "video/mp4", Size: 7, SHA256: strings.Repeat("7a", 32)}}
	attached.Attribution = said + " by " + string(qa)
	film, err := they.Share(ctx, attached)
	must(t, err)
	must(t, they.Submit(ctx, film, said))
	must(t, ana.SendBack(ctx, film, of))
	must(t, they.Publish(ctx, film, said))
	must(t, ana.Steward(ctx, film, qa, of))
	must(t, they.Steward(ctx, film, "bob", said))
	must(t, they.Unsteward(ctx, film, qa, said))
	must(t, they.Steward(ctx, film, qa, said))
	must(t, ana.Vet(ctx, film, 1, of))
	must(t, they.Reaffirm(ctx, film, repertoire.WasReaffirmed{Version: 1, Note: said}))
	newer := attached.Text
	newer.Body += "\n" + said + " at the end"
	must(t, they.Revise(ctx, film, repertoire.Edit{Base: 1, Text: newer, Note: said}))
	newer = attached.Text
	newer.Title = said + " and a title"
	must(t, they.Revise(ctx, film, repertoire.Edit{Base: 1, Text: newer, Note: said})) // merged; what others make of it stays
	other, err := they.Share(ctx, draft(said, said))
	must(t, err)
	must(t, they.Supersede(ctx, other, film, said))
	must(t, they.Revive(ctx, other, said))
	minute()
	newThread(t, c, of, question, answer, story)

	plan := cop.Plan{
		Title: said, About: said + " " + of, Place: "with " + string(qa), Hosts: []activity.Person{"zoe", qa, "bob"},
		Guests: []cop.Guest{{Person: qa, For: of}}, Agenda: []cop.Item{{Title: said, Lead: qa}, {Title: said, Lead: "bob"}},
		Rhythm: cop.Rhythm{Start: "2026-03-02T10:00", Zone: "Europe/Vienna", Minutes: 60, Every: cop.Weekly},
	}
	call, err := they.Plan(ctx, plan)
	must(t, err)
	plan.Title = said + " anew"
	must(t, they.Replan(ctx, call, plan, said))
	start := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	must(t, they.Shift(ctx, call, start.AddDate(0, 0, 7), cop.Change{Place: "Vienna", Agenda: []cop.Item{{Title: said, Lead: qa}}, Reason: said}))
	must(t, they.Shift(ctx, call, start.AddDate(0, 0, 7), cop.Change{Place: "Vienna", Agenda: []cop.Item{{Title: said + "!", Lead: qa}}, Reason: said}))
	must(t, they.Attend(ctx, call, start))
	must(t, they.TakeAttendance(ctx, call, start, "bob"))
	must(t, bob.TakeAttendance(ctx, call, start, "zoe"))
	_, err = they.Minute(ctx, call, start, draft(said, said))
	must(t, err)

	rule, err := they.SetRule(ctx, cop.RuleText{Title: said, Text: said}, said)
	must(t, err)
	must(t, they.AmendRule(ctx, rule, cop.RuleText{Title: said, Text: said + " " + of}, said))
	_, err = they.Tie(ctx, cop.Link{Kind: cop.PartnerTie, Who: "Friends of " + string(qa), About: said})
	must(t, err)
	tie, err := ana.Tie(ctx, cop.Link{Kind: cop.SponsorTie, Person: qa, About: of})
	must(t, err)
	must(t, ana.Untie(ctx, tie, of))
	must(t, they.Rate(ctx, "commons-alignment", ratable(t), 4, said))
	proposal, err := they.Propose(ctx, cop.Motion{
		Title: said, Text: said + " " + of, Method: cop.ByMajority, Quorum: 1, Deadline: c.now.Add(time.Hour),
		Action: cop.Action{Appoint: cop.Appointment{Seat: cop.Seat{Person: "zoe", Role: string(membership.Expert)}}},
	})
	must(t, err)
	must(t, bob.Vote(ctx, proposal, cop.Yes, of))
	must(t, they.Vote(ctx, proposal, cop.No, said))
	must(t, zoe.Vote(ctx, proposal, cop.Yes, ""))
	withdrawn, err := they.Propose(ctx, cop.Motion{Title: said, Text: said, Method: cop.ByConsent, Quorum: 1, Deadline: c.now.Add(time.Hour)})
	must(t, err)
	must(t, they.Withdraw(ctx, withdrawn, said))

	must(t, they.Leave(ctx, said))
	must(t, bob.Leave(ctx, ""))
	minute()
	*c.now = c.now.Add(time.Hour)
	decided, err := ana.Decide(ctx, proposal)
	must(t, err)
	require.Equal(t, []activity.Person{"bob", qa}, decided.Outcome.Discounted, "they have left")
	return c
}

// newThread goes on with a question that qa answered: qa corrects, asks on, puts it
// in other words, and is credited; and tells what came of it.
func newThread(t testing.TB, c community, of string, question activity.QuestionID, answer activity.AnswerID, story activity.ResourceID) {
	t.Helper()
	ctx, must := t.Context(), require.NoError
	bob, they := c.as("bob"), c.as(qa)
	must(t, they.Correct(ctx, question, answer, said+" anew", said))
	must(t, they.Correct(ctx, question, answer, said+" once more", said))
	next, err := they.FollowUp(ctx, question, answer, said+" and then?", "sampling")
	must(t, err)
	must(t, they.Reword(ctx, next, said+" and now?", []string{string(qa)}, said))
	must(t, they.Reword(ctx, next, said+" and again?", []string{string(qa)}, said))
	must(t, they.CloseAsDuplicate(ctx, next, question))
	must(t, they.Reopen(ctx, next))
	_, err = bob.Harvest(ctx, question, repertoire.Draft{Text: repertoire.Text{Title: "What " + string(qa) + " knew", Body: of}, Credits: []activity.Person{"zoe", "ana"}})
	must(t, err)
	tale := func(title string) repertoire.Telling {
		return repertoire.Telling{Title: title, Steps: []repertoire.Step{
			{Cycle: repertoire.Immediate, Text: title + " " + of, Trace: repertoire.Trace{Question: question}},
			{Cycle: repertoire.Realised, Text: title, Trace: repertoire.Trace{Resource: story}, Indicator: repertoire.Indicator{Title: title, Value: "2", Unit: title}},
		}}
	}
	told, err := they.TellStory(ctx, tale(said))
	must(t, err)
	must(t, they.RetellStory(ctx, told, tale(said+" anew"), said))
	must(t, they.RetellStory(ctx, told, tale(said+" once more"), said))
	must(t, they.RetractStory(ctx, told, said))
	_, err = bob.TellStory(ctx, tale("About "+string(qa)))
	must(t, err)
}

// ratable is an item of a review that members can answer.
func ratable(t testing.TB) string {
	for _, q := range cop.Reviews() {
		if q.Name == "commons-alignment" {
			return q.Items[0].Slug
		}
	}
	t.Fatal("there is no review of that name")
	return ""
}

// tellsOf reports where the texts tell of qa, or have their words.
func tellsOf(words bool, texts ...string) (where []string) {
	for _, text := range texts {
		if strings.Contains(text, string(qa)) || words && strings.Contains(text, said) {
			where = append(where, text)
		}
	}
	return where
}
