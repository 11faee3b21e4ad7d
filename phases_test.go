package praxis_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage/memory"
)

// unmet are the criteria of the gate that are not met, as a person sees it.
func (c community) unmet(t *testing.T, p activity.Person) []lifecycle.CriterionID {
	t.Helper()
	return must(c.as(p).Gate(t.Context()))(t).Unmet()
}

// ready is a charter that says all that the first phase asks for.
func ready() cop.Charter {
	c := auditors()
	c.Purpose, c.Audience, c.Domain.Topics = "Learn from each other's audits.", "whoever audits", []string{"sampling", "payroll", "risk"}
	c.Goals = []cop.Goal{{Goal: "audit payrolls faster"}}
	return c
}

// TestFromInquireToDesign: potential members are asked, the charter is written,
// and the community moves on (Cambridge and Suter: identify the audience, purpose,
// goals and vision).
func TestFromInquireToDesign(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob, eve := c.as("ana"), c.as("bob"), c.as("eve")
		_, err := eve.Gate(ctx)
		require.ErrorIs(t, err, fault.Denied, "the gate is for members")
		assert.Contains(t, c.unmet(t, "bob"), lifecycle.CriterionID("needs-survey"))
		refused(t, fault.Precondition, "those who could belong have been asked what they need", ana.Advance(ctx, ""))
		require.ErrorIs(t, bob.Advance(ctx, "now"), fault.Denied)

		must(ana.Amend(ctx, ready(), "we have talked"))(t)
		assert.Equal(t, []lifecycle.CriterionID{"needs-survey"}, c.unmet(t, "bob"))
		require.ErrorIs(t, bob.OpenSurvey(ctx, activity.SurveyID{1}), fault.Denied)
		_, err = bob.DraftSurvey(ctx, needs("Ours"))
		require.ErrorIs(t, err, fault.Denied)
		survey := must(ana.DraftSurvey(ctx, needs("What do you need?")))(t)
		_, err = eve.Survey(ctx, survey)
		require.ErrorIs(t, err, fault.NotFound, "a draft is not for outsiders")
		require.ErrorIs(t, eve.Respond(ctx, survey, needing("Time.")), fault.NotFound)
		require.ErrorIs(t, bob.Respond(ctx, survey, needing("Time.")), fault.Precondition)
		require.NoError(t, ana.RewriteSurvey(ctx, survey, needs("What is it that you need?")))
		require.NoError(t, ana.OpenSurvey(ctx, survey))
		assert.Equal(t, "What is it that you need?", must(eve.Survey(ctx, survey))(t).Title)
		assert.Len(t, must(eve.Surveys(ctx, activity.SurveyID{}, 0))(t), 1)

		outsiders := []activity.Person{"eve", "flo", "gil", "hal", "ida"}
		for i, p := range outsiders {
			require.NoError(t, c.as(p).Respond(ctx, survey, needing(string(rune('z'-i))+" templates")))
		}
		require.NoError(t, eve.Respond(ctx, survey, append(needing("Time."), lifecycle.ItemAnswer{Item: "often", Choices: []lifecycle.ChoiceKey{"weekly"}})))
		assert.Equal(t, "Time.", must(eve.Response(ctx, survey))(t).Answers[0].Text)
		assert.Zero(t, must(bob.Response(ctx, survey))(t))
		require.ErrorIs(t, ana.RewriteSurvey(ctx, survey, needs("Else")), fault.Precondition, "it was answered")
		assert.Empty(t, c.unmet(t, "bob"), "outsiders count: it is they who are asked")
		assert.NotEmpty(t, must(bob.SurveySummary(ctx, survey))(t).Withheld, "it is open")
		require.NoError(t, ana.CloseSurvey(ctx, survey))
		require.ErrorIs(t, bob.Respond(ctx, survey, needing("Late.")), fault.Precondition)
		require.ErrorIs(t, c.as("jo").Respond(ctx, survey, needing("Late.")), fault.NotFound)
		_, err = eve.SurveySummary(ctx, survey)
		require.ErrorIs(t, err, fault.Denied)
		summary := must(bob.SurveySummary(ctx, survey))(t)
		assert.Equal(t, 5, summary.Number)
		assert.Equal(t, []string{"Time.", "v templates", "w templates", "x templates", "y templates"}, summary.Items[0].Texts)
		assert.Equal(t, "fewer than 5 people answered", summary.Items[1].Withheld, "one made a choice")
		for _, a := range must(bob.Activities(ctx, activity.ID{}, 0))(t) {
			if a.Verb == activity.Respond {
				assert.Equal(t, lifecycle.Responded{}, a.Detail, "what others answered is theirs")
			}
		}

		require.NoError(t, ana.Advance(ctx, ""))
		require.NoError(t, ana.Advance(ctx, "everybody is waiting"))
		passages := must(bob.Passages(ctx, activity.ID{}, 0))(t)
		require.Len(t, passages, 2)
		assert.Empty(t, passages[0].Unmet)
		assert.Equal(t, "Inquire has left behind what it should", passages[0].Reason)
		assert.Equal(t, []lifecycle.CriterionID{"scenarios", "roles", "rhythm", "ground-rules"}, passages[1].Unmet, "against the review, on the record")
		_, err = eve.Passages(ctx, activity.ID{}, 0)
		require.ErrorIs(t, err, fault.Denied)
	}, "ana", "bob")
}

// TestAttesting: what the record cannot show is attested in a role, and that can be
// withdrawn.
func TestAttesting(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob := c.as("ana"), c.as("bob")
		refused(t, fault.Denied, "hold that role", bob.Attest(ctx, "needs-survey", "facilitator", "On the wall."))
		require.NoError(t, ana.Appoint(ctx, "bob", membership.Facilitator))
		require.NoError(t, ana.Appoint(ctx, "bob", membership.Mentor))
		assert.Equal(t, []string{"role"}, fields(t, bob.Attest(ctx, "needs-survey", "mentor", "On the wall.")))
		assert.Equal(t, []string{"criterion"}, fields(t, bob.Attest(ctx, "goals", "facilitator", "On the wall.")), "that is for the record to show")
		assert.Equal(t, []string{"criterion"}, fields(t, bob.Attest(ctx, "nothing", "facilitator", "On the wall.")))
		require.NoError(t, bob.Attest(ctx, "needs-survey", "facilitator", "On the wall."))
		assert.NotContains(t, c.unmet(t, "ana"), lifecycle.CriterionID("needs-survey"))
		judged := must(ana.Gate(ctx))(t).Criteria[0]
		assert.Contains(t, judged.Evidence, "attested by bob (facilitator)")
		assert.Empty(t, judged.Next)
		assert.Len(t, must(ana.Attestations(ctx, lifecycle.AttestationKey{}, 0))(t), 1)
		require.ErrorIs(t, c.as("cem").Unattest(ctx, needsAttested, "It fell."), fault.Denied)
		require.NoError(t, ana.Unattest(ctx, needsAttested, "It fell."))
		require.ErrorIs(t, ana.Unattest(ctx, needsAttested, "It fell."), fault.Precondition)
		assert.Contains(t, c.unmet(t, "ana"), lifecycle.CriterionID("needs-survey"))
	}, "ana", "bob", "cem")
}

// TestAWholeLife: each phase leaves behind what it must, from the record, and the
// community goes back and is renewed with what it has learned.
func TestAWholeLife(t *testing.T) {
	toldOn(t, &praxis.Options{MinGroup: 2}, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
		require.NoError(t, ana.Advance(ctx, "we know each other"))

		require.NoError(t, ana.Appoint(ctx, "bob", membership.Facilitator))
		call := must(ana.Plan(ctx, aMonth("Call")))(t)
		must(ana.SetRule(ctx, cop.RuleText{Title: "Candour", Text: "Say it kindly."}, ""))(t)
		assert.Equal(t, []lifecycle.CriterionID{"scenarios"}, c.unmet(t, "bob"))
		require.NoError(t, ana.Attest(ctx, "scenarios", "convener", "Three of them, in the minutes."))
		require.NoError(t, ana.Advance(ctx, ""))

		assert.Equal(t, []lifecycle.CriterionID{"pilot-group", "meetings", "first-story", "evaluation"}, c.unmet(t, "bob"))
		c.wait(80 * aDay)
		for i, p := range []activity.Person{"ana", "bob", "cem"} {
			for month := range 2 {
				require.NoError(t, c.as(p).Attend(ctx, call, june.Add(7*time.Hour).AddDate(0, 22+month, 0)), i)
			}
			require.NoError(t, c.as(p).Rate(ctx, "seven-principles", "design-for-evolution", 4, ""))
		}
		assert.Equal(t, []lifecycle.CriterionID{"first-story"}, c.unmet(t, "bob"))
		room := must(bob.OpenSpace(ctx, cop.Room{Name: "Stewards", Access: cop.Private}))(t)
		must(bob.Within(room).Share(ctx, warStory("In private")))(t)
		assert.Equal(t, []lifecycle.CriterionID{"first-story"}, c.unmet(t, "bob"), "a story is there to be told")
		story := must(bob.Share(ctx, warStory("How it began")))(t)
		require.NoError(t, ana.Advance(ctx, ""))
		require.NoError(t, ana.Return(ctx, lifecycle.Design, "nobody came on Fridays", "Ask first when people have time."))
		assert.Equal(t, []lifecycle.CriterionID{"scenarios"}, c.unmet(t, "bob"), "what was attested before does not do for the new round")
		require.NoError(t, ana.Move(ctx, lifecycle.Prototype, "on"))
		require.NoError(t, ana.Move(ctx, lifecycle.Launch, "on"))

		require.NoError(t, ana.SetGuide(ctx, firstSteps("Come in.")))
		for _, p := range []activity.Person{"dan", "flo"} {
			require.NoError(t, c.as(p).Join(ctx))
		}
		question := must(c.as("dan").Ask(ctx, "How?"))(t)
		assert.Contains(t, c.unmet(t, "bob"), lifecycle.CriterionID("benefits"))
		must(bob.Answer(ctx, question, "So."))(t)
		must(ana.Tie(ctx, cop.Link{Kind: cop.SponsorTie, Who: "The treasury"}))(t)
		require.NoError(t, ana.Attest(ctx, "launch-plan", "convener", "In three waves."))
		require.NoError(t, ana.Advance(ctx, ""))

		c.wait(40 * aDay)
		require.NoError(t, c.as("dan").Endorse(ctx, story))
		must(c.as("dan").Reuse(ctx, story, repertoire.Worked, ""))(t)
		g := must(ana.Gate(ctx))(t)
		assert.Equal(t, "3 of 4 newcomers (75 %)", g.Criteria[0].Evidence, "flo has not been seen a month after she came")
		assert.True(t, g.Criteria[0].Met)
		must(bob.Reuse(ctx, story, repertoire.Worked, ""))(t)
		require.NoError(t, ana.Advance(ctx, "it is big enough"))
		require.NoError(t, ana.Return(ctx, lifecycle.Inquire, "payroll went digital", "We need people who know software."))
		passages := must(cem.Passages(ctx, activity.ID{}, 0))(t)
		assert.Equal(t, "We need people who know software.", passages[len(passages)-1].Lesson, "renewal")
		_, err := c.as("eve").Stage(ctx)
		require.ErrorIs(t, err, fault.Denied)
		stage := must(cem.Stage(ctx))(t)
		assert.Equal(t, lifecycle.Coalescing, stage.Stage)
		assert.False(t, stage.Agrees)
		assert.Contains(t, stage.Note, "Inquire goes with potential")
		assert.NotEmpty(t, stage.Helps)
	}, "ana", "bob", "cem")
}

// TestPlaybooksOfTheHost: a host translates a playbook, gives its own, and lets
// communities follow it; one in mid-life changes over, and stays where it is.
func TestPlaybooksOfTheHost(t *testing.T) {
	ours := lifecycle.Playbook{Name: "ours", Language: "en", Title: "Ours", Phases: []lifecycle.PhaseGuide{
		{Phase: "begin", Title: "Begin", Purpose: "begin", StandsFor: []lifecycle.Phase{lifecycle.Inquire, lifecycle.Design}},
		{Phase: "go-on", Title: "Go on", Purpose: "go on", Gate: []lifecycle.Criterion{{ID: "story", Title: "a story", Check: lifecycle.StoriesShared}}},
	}}
	german := lifecycle.CambridgeSuter()
	german.Language, german.Title = "de", "Eine Praxisgemeinschaft gestalten"
	o := praxis.Options{Playbooks: []lifecycle.Playbook{ours, german}}
	toldOn(t, &o, func(t *testing.T, c community) {
		ctx := t.Context()
		ana := c.as("ana")
		assert.Equal(t, german.Title, must(ana.Playbook(ctx, "de"))(t).Title)
		assert.Equal(t, lifecycle.CambridgeSuter(), must(ana.Playbook(ctx, "fr"))(t), "there is none, so the first one")
		assert.Len(t, c.Playbooks(), 4)
		require.NoError(t, ana.Move(ctx, lifecycle.Design, "on"))
		before := must(ana.Phase(ctx))(t)
		require.ErrorIs(t, c.as("bob").AdoptPlaybook(ctx, "ours", "", "nicer"), fault.Denied)
		require.ErrorIs(t, ana.AdoptPlaybook(ctx, "theirs", "", "nicer"), fault.NotFound)
		require.NoError(t, ana.AdoptPlaybook(ctx, "ours", "", "nicer"))
		after := must(ana.Phase(ctx))(t)
		assert.Equal(t, lifecycle.Phase("begin"), after.Phase)
		assert.Equal(t, before.Since, after.Since, "a new map moves nobody")
		require.ErrorIs(t, ana.AdoptPlaybook(ctx, "ours", "", "nicer"), fault.Precondition)
		require.ErrorIs(t, ana.Move(ctx, lifecycle.Prototype, "on"), fault.Invalid, "no phase of this one")
		require.NoError(t, ana.Advance(ctx, ""))
		assert.Equal(t, []lifecycle.CriterionID{"story"}, c.unmet(t, "bob"))
		refused(t, fault.Precondition, "last phase", ana.Advance(ctx, "on"))
		refused(t, fault.Invalid, "say which of these", ana.AdoptPlaybook(ctx, "uw-madison", "", "back"))
		require.NoError(t, ana.AdoptPlaybook(ctx, "uw-madison", "perform", "back"))
	}, "ana", "bob")

	o.Playbook = "ours"
	c := newCommunity(t, memory.New(nil), &o, "ana", "bob")
	assert.Equal(t, lifecycle.Phase("begin"), must(c.as("bob").Phase(t.Context()))(t).Phase, "communities here follow it from the start")
	require.NoError(t, c.as("ana").Move(t.Context(), "go-on", "on"))
}

// TestThePlaybookIsGone: a community goes on moving by the phases that it has
// adopted, and only its gates cannot be reviewed any more.
func TestThePlaybookIsGone(t *testing.T) {
	store := memory.New(nil)
	ours := lifecycle.Playbook{Name: "ours", Language: "en", Title: "Ours", Phases: []lifecycle.PhaseGuide{
		{Phase: "begin", Title: "Begin", Purpose: "begin"}, {Phase: "go-on", Title: "Go on", Purpose: "go on"},
	}}
	c := newCommunity(t, store, &praxis.Options{Playbooks: []lifecycle.Playbook{ours}, Playbook: "ours"}, "ana")
	ctx := t.Context()
	ana := praxis.New(store, nil).As("ana").In(c.ID)
	_, err := ana.Gate(ctx)
	refused(t, fault.Precondition, "Options.Playbooks", err)
	_, err = ana.Playbook(ctx, "")
	require.ErrorIs(t, err, fault.NotFound)
	_, err = ana.Stage(ctx)
	require.NoError(t, err)
	require.NoError(t, ana.Move(ctx, "go-on", "on"))
}

// TestNoCommunityLeavesItsRepertoireToNobody: endings hand on what there is, to
// somebody who is there.
func TestNoCommunityLeavesItsRepertoireToNobody(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana := c.as("ana")
		found := func(name string) activity.CommunityID { return must(c.As("ana").Found(ctx, named(name)))(t).ID }
		end := func(in activity.CommunityID, e cop.Ending) error { return c.As("ana").In(in).End(ctx, e) }
		for _, how := range []cop.How{cop.EndClosed, cop.EndFaded, cop.EndSocialClub, cop.EndInstitutionalised} {
			empty := found("Empty")
			require.NoError(t, end(empty, cop.Ending{How: how, Reason: "done"}), "there is nothing to leave")
		}
		room := must(ana.OpenSpace(ctx, cop.Room{Name: "Stewards", Access: cop.Private}))(t)
		must(ana.Within(room).Share(ctx, warStory("In private")))(t)
		must(ana.Share(ctx, warStory("One")))(t)
		for _, how := range []cop.How{cop.EndClosed, cop.EndFaded, cop.EndSocialClub, cop.EndInstitutionalised} {
			refused(t, fault.Precondition, "HandOn", end(c.ID, cop.Ending{How: how, Reason: "done"}))
		}
		gone := found("Gone")
		require.NoError(t, end(gone, cop.Ending{How: cop.EndClosed, Reason: "done"}))
		heir := found("Heir")
		nobody := activity.CommunityID{9}
		refused(t, fault.NotFound, "found it first", ana.HandOn(ctx, cop.HandedOn{To: nobody}))
		refused(t, fault.NotFound, "found it first", end(c.ID, cop.Ending{How: cop.EndMerged, Into: []activity.CommunityID{nobody}, Reason: "done", Legacy: "all"}))
		refused(t, fault.Precondition, "goes on", end(c.ID, cop.Ending{How: cop.EndMerged, Into: []activity.CommunityID{gone}, Reason: "done", Legacy: "all"}))
		refused(t, fault.NotFound, "found it first", end(c.ID, cop.Ending{How: cop.EndSplit, Into: []activity.CommunityID{heir, nobody}, Reason: "done", Legacy: "all"}))
		require.NoError(t, ana.HandOn(ctx, cop.HandedOn{To: heir}))
		require.NoError(t, end(c.ID, cop.Ending{How: cop.EndMerged, Into: []activity.CommunityID{heir}, Reason: "one is enough"}))
		assert.Equal(t, 1, must(c.As("ana").In(heir).Inherit(ctx, c.ID))(t))
		life := must(ana.Phase(ctx))(t)
		assert.Equal(t, *c.now, life.Ended, "the life shows that it is over")
		assert.Equal(t, lifecycle.Transformation, must(ana.Stage(ctx))(t).Stage)
		for name, act := range map[string]func(context.Context) error{
			"advance": func(ctx context.Context) error { return ana.Advance(ctx, "on") },
			"return":  func(ctx context.Context) error { return ana.Return(ctx, lifecycle.Inquire, "back", "ask") },
			"adopt":   func(ctx context.Context) error { return ana.AdoptPlaybook(ctx, "uw-madison", "", "why not") },
			"survey":  func(ctx context.Context) error { _, err := ana.DraftSurvey(ctx, needs("Why?")); return err },
			"attest":  func(ctx context.Context) error { return ana.Attest(ctx, "needs-survey", "convener", "So.") },
		} {
			require.ErrorIs(t, act(ctx), fault.Precondition, name)
		}
	}, "ana", "bob")
}

// TestADecisionToAdvance: what is decided is done, and what was unmet is on the
// record all the same.
func TestADecisionToAdvance(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob := c.as("ana"), c.as("bob")
		motion := cop.Motion{Title: "On", Text: "Let us go on.", Method: cop.ByConsent, Quorum: 1, Deadline: c.now.Add(aDay), Action: cop.Action{Advance: cop.Advance{Phase: "design"}}}
		id := must(ana.Propose(ctx, motion))(t)
		require.NoError(t, ana.Vote(ctx, id, cop.Consent, ""))
		require.NoError(t, bob.Vote(ctx, id, cop.Consent, ""))
		c.wait(2 * aDay)
		must(bob.Decide(ctx, id))(t)
		passages := must(bob.Passages(ctx, activity.ID{}, 0))(t)
		require.Len(t, passages, 1)
		assert.Equal(t, id, passages[0].Proposal)
		assert.Contains(t, passages[0].Unmet, lifecycle.CriterionID("needs-survey"))
	}, "ana", "bob")
}
