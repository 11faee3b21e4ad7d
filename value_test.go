package praxis_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// TestThread: a question is carried on, closed and opened; a good thread becomes a
// resource in one step, in which all who took part are credited.
func TestThread(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
		question := must(bob.For(activity.SeekExperience).Ask(ctx, "How do you sample payroll?", "payroll"))(t)
		answer := must(cem.Answer(ctx, question, "By grade."))(t)
		require.ErrorIs(t, ana.Correct(ctx, question, answer, "By age.", ""), fault.Denied, "the words are cem's")
		require.NoError(t, cem.Correct(ctx, question, answer, "By pay grade.", "there are school grades, too"))
		require.ErrorIs(t, cem.Reword(ctx, question, "How?", nil, ""), fault.Denied, "the question is bob's")
		require.NoError(t, bob.Reword(ctx, question, "How do you sample a payroll?", []string{"payroll"}, ""))

		next := must(ana.FollowUp(ctx, question, answer, "By which grade?", "grades"))(t)
		_, err := ana.FollowUp(ctx, question, activity.AnswerID{9}, "And?")
		require.ErrorIs(t, err, fault.NotFound)
		again := must(ana.Ask(ctx, "How does one sample payroll?"))(t)
		require.ErrorIs(t, cem.CloseAsDuplicate(ctx, again, question), fault.Denied)
		require.NoError(t, ana.CloseAsDuplicate(ctx, again, question))
		_, err = cem.Answer(ctx, again, "As I said.")
		refused(t, fault.Precondition, question.String(), err)

		thread := must(cem.Thread(ctx, question))(t)
		require.Len(t, thread.Answers, 1)
		assert.Equal(t, "By pay grade.", thread.Answers[0].Text)
		assert.Equal(t, "By grade.", thread.Answers[0].Earlier[0].Text)
		require.Len(t, thread.FollowUps, 1)
		assert.Equal(t, next, thread.FollowUps[0].ID)
		require.Len(t, thread.Duplicates, 1)
		assert.Equal(t, again, thread.Duplicates[0].ID)
		require.NoError(t, ana.Reopen(ctx, again))
		require.ErrorIs(t, ana.Reopen(ctx, again), fault.Precondition)
		assert.Empty(t, must(cem.Thread(ctx, question))(t).Duplicates)

		_, err = ana.Harvest(ctx, next, repertoire.Draft{})
		refused(t, fault.Precondition, "nobody has answered", err)
		made := must(ana.Harvest(ctx, question, repertoire.Draft{}))(t)
		resource := must(bob.Resource(ctx, made))(t)
		assert.Equal(t, []activity.Person{"bob", "cem"}, resource.Credits)
		assert.Contains(t, resource.Current.Body, "By pay grade.")
		_, err = cem.Harvest(ctx, question, repertoire.Draft{})
		refused(t, fault.Exists, made.String(), err)
		_, err = cem.Share(ctx, repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "T", Body: "B"}, Thread: question})
		refused(t, fault.Exists, made.String(), err)
		_, err = cem.Share(ctx, repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "T", Body: "B"}, Thread: activity.QuestionID{9}})
		require.ErrorIs(t, err, fault.NotFound)
	}, "ana", "bob", "cem")
}

// TestThreadsStayInTheirSpace: what comes of a question stays where only those see
// it who see the question.
func TestThreadsStayInTheirSpace(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		space := must(c.as("ana").OpenSpace(ctx, cop.Room{Name: "Stewards", Access: cop.Private}))(t)
		require.NoError(t, c.as("ana").LetIn(ctx, space, "bob"))
		ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
		secret := must(ana.Within(space).Ask(ctx, "Whom do we trust?"))(t)
		open := must(ana.Ask(ctx, "How?"))(t)
		must(bob.Answer(ctx, secret, "Nobody."))(t)
		next := must(bob.FollowUp(ctx, secret, activity.AnswerID{}, "Why?"))(t)
		refused(t, fault.Precondition, "another space", ana.CloseAsDuplicate(ctx, open, secret))
		_, err := ana.Share(ctx, repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "T", Body: "B"}, Thread: secret})
		refused(t, fault.Precondition, "stays in its space", err)
		made := must(ana.Harvest(ctx, secret, repertoire.Draft{}))(t)
		assert.Equal(t, space, must(bob.Resource(ctx, made))(t).Space)
		for _, id := range []activity.QuestionID{secret, next} {
			_, err := cem.Thread(ctx, id)
			require.ErrorIs(t, err, fault.NotFound)
			_, err = cem.Harvest(ctx, id, repertoire.Draft{})
			require.ErrorIs(t, err, fault.NotFound)
		}
		_, err = cem.Contribution(ctx, made)
		require.ErrorIs(t, err, fault.NotFound)

		about := func(trace repertoire.Trace) repertoire.Telling {
			return repertoire.Telling{Title: "Trust", Steps: []repertoire.Step{{Cycle: repertoire.Immediate, Text: "We spoke openly.", Trace: trace}}}
		}
		_, err = cem.TellStory(ctx, about(repertoire.Trace{Question: secret}))
		refused(t, fault.NotFound, "steps[0].trace.question", err)
		_, err = ana.TellStory(ctx, about(repertoire.Trace{Question: secret}))
		refused(t, fault.Precondition, "not everybody who sees the story", err)
		told := must(ana.Within(space).TellStory(ctx, about(repertoire.Trace{Question: open})))(t)
		_, err = cem.ValueStory(ctx, told)
		require.ErrorIs(t, err, fault.NotFound)
		assert.Empty(t, must(cem.ValueStories(ctx, activity.StoryID{}, 0))(t))
		assert.Zero(t, must(cem.Value(ctx, time.Time{}, time.Time{}))(t).Stories)
		assert.Equal(t, 1, must(bob.Value(ctx, time.Time{}, time.Time{}))(t).Stories)

		hall := must(ana.OpenSpace(ctx, cop.Room{Name: "Hall", Access: cop.Public}))(t)
		_, err = ana.Within(hall).TellStory(ctx, about(repertoire.Trace{Question: open}))
		refused(t, fault.Precondition, "not everybody", err)
	}, "ana", "bob", "cem")
}

// TestValue: a story is traced from what people did together to the difference that
// it made, each step with what shows it; the report puts figures and stories beside
// each other.
func TestValue(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
		met := c.now.Add(time.Hour)
		breakfast := must(ana.Plan(ctx, cop.Plan{Title: "Breakfast", Rhythm: cop.Rhythm{Start: met.Format("2006-01-02T15:04"), Zone: "UTC", Minutes: 30, Every: cop.Daily}}))(t)
		c.wait(2 * time.Hour)
		require.NoError(t, bob.Attend(ctx, breakfast, met))
		tip := must(bob.Share(ctx, draft("When the fuser jams")))(t)
		used := must(cem.ReuseFor(ctx, tip, "a machine in Lyon", repertoire.Worked, "no second visit"))(t)
		must(ana.Reuse(ctx, tip, repertoire.DidNotWork, "an older model"))(t)
		last := must(bob.Reuse(ctx, tip, repertoire.Worked, "mine"))(t)
		uses := must(ana.Reuses(ctx, tip, activity.ID{}, 0))(t)
		assert.Equal(t, "a machine in Lyon", uses[0].For)
		assert.Equal(t, []activity.ID{used, last}, []activity.ID{uses[0].ID, uses[2].ID})
		sum := must(ana.Uses(ctx, tip))(t)
		assert.Equal(t, []int{3, 3}, []int{sum.Count, sum.People})
		assert.Equal(t, repertoire.OutcomeCount{Worked: 2, DidNotWork: 1}, sum.ByOutcome)

		story := repertoire.Telling{Title: "A tip born at breakfast", Steps: []repertoire.Step{
			{Cycle: repertoire.Immediate, Text: "We talked about jams.", Trace: repertoire.Trace{Gathering: breakfast, Meeting: met}},
			{Cycle: repertoire.Potential, Capital: repertoire.TangibleCapital, Text: "Bob wrote it down.", Trace: repertoire.Trace{Resource: tip}},
			{Cycle: repertoire.Applied, Text: "I tried it in Lyon.", Trace: repertoire.Trace{Resource: tip, Use: used, Entry: used}},
			{Cycle: repertoire.Realised, Text: "No second visit.", Indicator: repertoire.Indicator{Title: "visits", Value: "1", Before: "2"}},
		}}
		for field, wrong := range map[string]repertoire.Trace{
			"entry": {Entry: activity.ID{9}}, "question": {Question: activity.QuestionID{9}}, "resource": {Resource: activity.ResourceID{9}},
			"use": {Resource: tip, Use: activity.ID(tip)}, "meeting": {Gathering: breakfast, Meeting: met.Add(time.Minute)},
		} {
			told := story
			told.Steps = append([]repertoire.Step{{Cycle: repertoire.Immediate, Text: "And:", Trace: wrong}}, story.Steps...)
			_, err := cem.TellStory(ctx, told)
			refused(t, fault.NotFound, "steps[0].trace."+field, err)
		}
		told := must(cem.TellStory(ctx, story))(t)
		require.ErrorIs(t, bob.RetellStory(ctx, told, story, "mine"), fault.Denied)

		report := must(bob.Value(ctx, time.Time{}, time.Time{}))(t)
		assert.Equal(t, []activity.StoryID{told}, report.Traced)
		shown := make(map[repertoire.Cycle]repertoire.Halves)
		for _, v := range report.Cycles {
			shown[v.Cycle] = v.Shown
		}
		assert.Equal(t, map[repertoire.Cycle]repertoire.Halves{
			repertoire.Immediate: repertoire.BothHalves, repertoire.Potential: repertoire.BothHalves, repertoire.Applied: repertoire.BothHalves,
			repertoire.Realised: repertoire.BothHalves, repertoire.Reframing: repertoire.NeitherHalf, repertoire.Strategic: repertoire.NeitherHalf,
			repertoire.Enabling: repertoire.IndicatorsOnly,
		}, shown)
		_, err := bob.Value(ctx, *c.now, *c.now)
		require.ErrorIs(t, err, fault.Invalid)

		contributed := must(ana.Contribution(ctx, tip))(t)
		assert.Equal(t, []int{2, 1}, []int{contributed.Uses.Count, contributed.Own})
		assert.Equal(t, []activity.StoryID{told}, contributed.Stories)
		require.NoError(t, cem.RetractStory(ctx, told, "it was Nice"))
		assert.Empty(t, must(ana.Contribution(ctx, tip))(t).Stories)
	}, "ana", "bob", "cem")
}

// TestContributions: what counts is the use by others, also across communities, and
// people are compared only where there are enough of them.
func TestContributions(t *testing.T) {
	toldOn(t, &praxis.Options{MinGroup: 2}, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
		question := must(bob.Ask(ctx, "How?"))(t)
		must(cem.Answer(ctx, question, "So."))(t)
		made := must(bob.Harvest(ctx, question, repertoire.Draft{}))(t)
		must(ana.Share(ctx, draft("Nobody needs this")))(t)
		alone := must(ana.Share(ctx, draft("A payroll")))(t)
		must(ana.Reuse(ctx, alone, repertoire.Worked, "for myself"))(t)
		assert.Equal(t, praxis.Contributions{}, must(ana.Contributions(ctx))(t))
		must(cem.Reuse(ctx, alone, repertoire.Worked, ""))(t)
		assert.Equal(t, praxis.Contributions{Withheld: true}, must(ana.Contributions(ctx))(t), "one is no group")
		must(ana.Reuse(ctx, made, repertoire.WorkedInPart, ""))(t)

		told := must(ana.Contributions(ctx))(t)
		require.Len(t, told.Members, 3)
		assert.Equal(t, []activity.Person{"ana", "bob", "cem"}, []activity.Person{told.Members[0].Person, told.Members[1].Person, told.Members[2].Person}, "by name and not by rank")
		assert.Equal(t, repertoire.AsAnswerer, told.Members[2].ByPart[0].As, "cem's answer became a resource")
		assert.Equal(t, 1, told.Members[0].Unused)
		_, err := bob.Contributions(ctx)
		require.ErrorIs(t, err, fault.Denied)
		_, err = bob.MemberContribution(ctx, "cem")
		require.ErrorIs(t, err, fault.Denied)
		assert.Equal(t, told.Members[2], must(cem.MemberContribution(ctx, "cem"))(t), "everybody may see their own")

		other, err := c.As("dan").Found(ctx, named("Schools"))
		require.NoError(t, err)
		require.NoError(t, c.As("bob").In(other.ID).Join(ctx))
		must(c.As("bob").In(other.ID).Carry(ctx, c.ID, made))(t)
		assert.Equal(t, []activity.CommunityID{other.ID}, must(bob.Contribution(ctx, made))(t).Carried)
		assert.Empty(t, must(ana.Contribution(ctx, made))(t).Carried, "ana does not belong there")
	}, "ana", "bob", "cem")
}

// TestContributionsWithoutRecognition: where a community wants no recognition,
// nobody's contributions are shown to others.
func TestContributionsWithoutRecognition(t *testing.T) {
	toldOn(t, &praxis.Options{NoRecognition: true}, func(t *testing.T, c community) {
		ctx := t.Context()
		_, err := c.as("ana").Contributions(ctx)
		refused(t, fault.Precondition, "switched off", err)
		_, err = c.as("ana").MemberContribution(ctx, "bob")
		refused(t, fault.Precondition, "switched off", err)
		_, err = c.as("bob").Contributions(ctx)
		require.ErrorIs(t, err, fault.Denied)
		must(c.as("ana").MemberContribution(ctx, "ana"))(t)
		require.NoError(t, c.as("ana").Appoint(ctx, "bob", membership.Sponsor))
	}, "ana", "bob")
}
