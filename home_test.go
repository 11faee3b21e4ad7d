package praxis_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

func (n *home) furnish(t testing.TB, ctx context.Context, c *praxis.Constellation) {
	founded, err := c.As("ana").Found(ctx, auditors())
	require.NoError(t, err)
	n.community = founded.ID
	ana, bob := c.As("ana").In(n.community), c.As("bob").In(n.community)
	require.NoError(t, bob.Join(ctx))
	require.NoError(t, c.As("cem").In(n.community).Join(ctx))
	require.NoError(t, ana.Appoint(ctx, "bob", membership.Mentor))
	n.question, err = bob.Ask(ctx, "Why?", "payroll")
	require.NoError(t, err)
	for i := range n.answers {
		n.answers[i], err = ana.Answer(ctx, n.question, "Because.")
		require.NoError(t, err)
	}
	require.NoError(t, bob.Accept(ctx, n.question, n.answers[0]))
	n.resource, err = ana.Share(ctx, repertoire.Draft{Kind: repertoire.Story, ReviewBy: june.AddDate(0, -1, 0), Text: repertoire.Text{Title: "A payroll", Body: "It was May."}})
	require.NoError(t, err)
	must(bob.Reuse(ctx, n.resource, repertoire.Worked, ""))(t)
	require.NoError(t, bob.Endorse(ctx, n.resource))
	n.furnishLives(t, ctx, c)
	n.furnishRooms(t, ctx, c)
	require.NoError(t, c.SetCursor(ctx, n.community, "for a change", 2))
}

// furnishLives adds resources in other places of their lives: a draft, one in
// review, and one that is retired, all of which bob stewards.
func (n *home) furnishLives(t testing.TB, ctx context.Context, c *praxis.Constellation) {
	ana := c.As("ana").In(n.community)
	for i := range n.others {
		var err error
		n.others[i], err = ana.Share(ctx, repertoire.Draft{Kind: repertoire.Tool, Status: repertoire.Drafted, Text: repertoire.Text{Title: "A list", Body: "Names."}})
		require.NoError(t, err)
		require.NoError(t, ana.Steward(ctx, n.others[i], "bob", ""))
	}
	require.NoError(t, ana.Submit(ctx, n.others[1], ""))
	require.NoError(t, ana.Retire(ctx, n.others[2], "old"))
}

// furnishRooms adds what communities have beside questions and resources, and a
// second community between which ana goes to and fro.
func (n *home) furnishRooms(t testing.TB, ctx context.Context, c *praxis.Constellation) {
	ana, bob := c.As("ana").In(n.community), c.As("bob").In(n.community)
	var err error
	must := func() { require.NoError(t, err) }
	n.space, err = ana.OpenSpace(ctx, cop.Room{Name: "Board", Access: cop.Private})
	must()
	require.NoError(t, ana.LetIn(ctx, n.space, "bob"))
	n.gathering, err = ana.Plan(ctx, aMonth("Call"))
	must()
	require.NoError(t, bob.Attend(ctx, n.gathering, june.Add(7*time.Hour)))
	_, err = ana.Plan(ctx, aMonth("Second call"))
	must()
	n.rule, err = ana.SetRule(ctx, cop.RuleText{Title: "We answer", Text: "Soon."}, "")
	must()
	n.proposal, err = ana.Propose(ctx, cop.Motion{Title: "More calls", Text: "Two a month.", Method: cop.ByConsent, Quorum: 1, Deadline: june.AddDate(1, 0, 0)})
	must()
	for _, each := range []praxis.Participant{ana, bob, c.As("cem").In(n.community)} {
		require.NoError(t, each.Vote(ctx, n.proposal, cop.Consent, ""))
	}
	n.tie, err = ana.Tie(ctx, cop.Link{Kind: cop.SponsorTie, Who: "The treasury"})
	must()
	n.further, err = bob.FollowUp(ctx, n.question, n.answers[0], "And then?", "payroll")
	must()
	n.again, err = bob.Ask(ctx, "Why at all?")
	must()
	require.NoError(t, bob.CloseAsDuplicate(ctx, n.again, n.question))
	for _, each := range []praxis.Participant{ana, bob} {
		_, err = each.Ask(ctx, "How do small towns sample their payroll?", "towns")
		must()
	}
	n.story, err = bob.TellStory(ctx, telling(n.resource, 0))
	must()
	for i := range n.tasks {
		n.tasks[i], err = ana.ProposeTask(ctx, repertoire.TaskDraft{Title: "Sampling", Questions: []activity.QuestionID{n.question}})
		must()
	}
	require.NoError(t, bob.TakeTask(ctx, n.tasks[1]))
	n.survey, err = ana.DraftSurvey(ctx, needs("Our needs"))
	must()
	require.NoError(t, ana.OpenSurvey(ctx, n.survey))
	require.NoError(t, bob.Respond(ctx, n.survey, needing("Time.")))
	n.draft, err = ana.DraftSurvey(ctx, needs("Our next needs"))
	must()
	require.NoError(t, ana.Advance(ctx, "we know what we need"))
	require.NoError(t, ana.Attest(ctx, "scenarios", "convener", "They hang on the wall."))
	require.NoError(t, ana.SetGuide(ctx, firstSteps("Welcome.")))
	require.NoError(t, ana.Pair(ctx, "bob", "ana"))
	require.NoError(t, ana.Commend(ctx, "bob", membership.Commended{Topic: "payroll"}))
	require.NoError(t, ana.Rate(ctx, "seven-principles", "design-for-evolution", 3, ""))
	second, err := c.As("ana").Found(ctx, auditors())
	must()
	n.second = second.ID
	_, err = c.As("ana").In(n.second).Carry(ctx, n.community, n.resource)
	must()
	require.NoError(t, c.As("ana").In(n.second).HandOn(ctx, cop.HandedOn{To: n.community}))
}
