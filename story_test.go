package praxis_test

import (
	"context"
	"testing"
	"time"

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

// TestStory lives through every act of the front door, in order, and finds in
// the record who did what, and in the tables what came of it.
func TestStory(t *testing.T) {
	ctx := t.Context()
	store := memory.New(nil)
	c := newCommunity(t, store, nil, "ana", "bob")
	ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
	later := func() { *c.now = c.now.Add(time.Hour) }

	later()
	byRequest := auditors()
	byRequest.Form.Admission = cop.ByRequest
	amended, err := ana.Amend(ctx, byRequest, "we want to know who comes")
	require.NoError(t, err)
	assert.Equal(t, byRequest, amended.Charter)
	require.ErrorIs(t, cem.Join(ctx), fault.Precondition)
	require.NoError(t, cem.Apply(ctx, "I audit schools"))
	require.NoError(t, ana.Admit(ctx, "cem"))
	require.NoError(t, cem.Invite(ctx, "dee", "come, too"))
	require.NoError(t, c.as("dee").Join(ctx), "whoever is invited joins")
	require.NoError(t, ana.Appoint(ctx, "bob", membership.KnowledgeSteward))
	require.NoError(t, ana.Remove(ctx, "dee", "advertising"))
	require.NoError(t, ana.Move(ctx, lifecycle.Design, "we know whom it is for"))

	later()
	question, err := bob.For(activity.BuildArgument).Meeting(activity.Online).Ask(ctx, "How do other countries sample payroll?", "sampling")
	require.NoError(t, err)
	answer, err := ana.Answer(ctx, question, "Stratify by pay grade first.")
	require.NoError(t, err)
	require.ErrorIs(t, ana.Accept(ctx, question, answer), fault.Denied, "only who asked can tell")
	require.NoError(t, bob.Accept(ctx, question, answer))

	later()
	draft := repertoire.Draft{Kind: repertoire.Guideline, Text: repertoire.Text{Title: "Sampling payroll", Body: "Stratify.", Topics: []string{"sampling"}}}
	resource, err := ana.Share(ctx, draft)
	require.NoError(t, err)
	edit := repertoire.Edit{Base: 1, Text: repertoire.Text{Title: "Sampling payroll", Body: "Stratify. Draw."}, Note: "the second step"}
	require.ErrorIs(t, cem.Revise(ctx, resource, edit), fault.Denied)
	require.NoError(t, bob.Revise(ctx, resource, edit), "a steward looks after the repertoire")
	require.ErrorIs(t, ana.Revise(ctx, resource, edit), fault.Exists, "she had the same thought")
	edit.Body = "Stratify. Count."
	require.ErrorIs(t, ana.Revise(ctx, resource, edit), fault.Conflict, "version 2 is current by now, and says it differently")
	must(cem.Reuse(ctx, resource, repertoire.Worked, "two ghosts found"))(t)
	require.NoError(t, cem.Endorse(ctx, resource))
	require.NoError(t, ana.Retire(ctx, resource, "the law has changed"))
	require.NoError(t, ana.Relieve(ctx, "bob", membership.KnowledgeSteward))
	require.NoError(t, cem.Leave(ctx, "new job"))

	record, err := bob.Activities(ctx, activity.ID{}, 0)
	require.NoError(t, err)
	var told []string
	for _, a := range record {
		require.Zero(t, a.Seq, "which is not for people")
		require.NoError(t, a.Check())
		line := string(a.Actor) + " " + string(a.Verb)
		if a.To != "" {
			line += " " + string(a.To)
		}
		told = append(told, line)
	}
	assert.Equal(t, []string{
		"ana found", "ana join", "bob join", "ana amend", "cem apply", "ana admit cem", "cem invite dee", "dee join",
		"ana appoint bob", "ana remove dee", "ana move", "bob ask", "ana answer bob", "bob accept ana",
		"ana share", "bob revise ana", "cem reuse ana", "cem endorse ana", "ana retire ana", "ana relieve bob", "cem leave",
	}, told, "the record tells the story")

	asked := record[11]
	assert.Equal(t, activity.BuildArgument, asked.Purpose)
	assert.Equal(t, activity.Online, asked.Mode)
	assert.Equal(t, []string{"sampling"}, asked.Topics)
	assert.Equal(t, activity.ObjectID(question), asked.Object)

	q, err := bob.Question(ctx, question)
	require.NoError(t, err)
	assert.Equal(t, answer, q.Accepted)
	answers, err := bob.Answers(ctx, question, activity.AnswerID{}, 0)
	require.NoError(t, err)
	assert.Len(t, answers, 1)
	questions, err := bob.Questions(ctx, activity.QuestionID{}, 0)
	require.NoError(t, err)
	assert.Equal(t, []repertoire.Question{q}, questions)

	r, err := bob.Resource(ctx, resource)
	require.NoError(t, err)
	assert.Equal(t, repertoire.Retired, r.Status)
	assert.Equal(t, 2, r.Current.Number)
	resources, err := bob.Resources(ctx, activity.ResourceID{}, 0)
	require.NoError(t, err)
	assert.Equal(t, []repertoire.Resource{r}, resources)
	versions, err := bob.Versions(ctx, resource, 0, 0)
	require.NoError(t, err)
	assert.Len(t, versions, 2)
	reuses, err := bob.Reuses(ctx, resource, activity.ID{}, 0)
	require.NoError(t, err)
	assert.Equal(t, repertoire.Worked, reuses[0].Outcome)
	endorsements, err := bob.Endorsements(ctx, resource, "", 0)
	require.NoError(t, err)
	assert.Equal(t, activity.Person("cem"), endorsements[0].Person)

	phase, err := cem.Phase(ctx)
	require.NoError(t, err)
	assert.Equal(t, lifecycle.Design, phase.Phase)
	members, err := bob.Members(ctx, "", 0)
	require.NoError(t, err)
	standings := make(map[activity.Person]membership.Standing)
	for _, m := range members {
		standings[m.Person] = m.Standing
	}
	assert.Equal(t, map[activity.Person]membership.Standing{
		"ana": membership.Belongs, "bob": membership.Belongs, "cem": membership.Former, "dee": membership.Removed,
	}, standings)
	own, err := c.as("dee").Membership(ctx)
	require.NoError(t, err)
	assert.Equal(t, membership.Removed, own.Standing, "everybody may see their own")
	memberships, err := c.As("cem").Memberships(ctx, activity.CommunityID{}, 0)
	require.NoError(t, err)
	assert.Len(t, memberships, 1)

	measures, err := ana.Measures(ctx)
	require.NoError(t, err)
	assert.Equal(t, 8, measures.Events, "upkeep aside")
	_, err = bob.Measures(ctx)
	require.ErrorIs(t, err, fault.Denied)

	require.NoError(t, store.View(ctx, func(ctx context.Context, r storage.Reader) error {
		tables, err := storage.Take(ctx, r, c.ID)
		require.NoError(t, err)
		folded, err := storage.Fold(r.Activities(ctx, c.ID, 0, 0))
		require.NoError(t, err)
		assert.Equal(t, folded, tables, "the history accounts for the present")
		return nil
	}))
}
