package praxis_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

// TestSpaces: a community opens rooms for those who steward it and for guests,
// lets people in and out, and closes what is over.
func TestSpaces(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
		_, err := c.as("eve").OpenSpace(ctx, cop.Room{Name: "Lobby", Access: cop.Public})
		require.ErrorIs(t, err, fault.Denied)
		_, err = bob.OpenSpace(ctx, cop.Room{Access: "secret"})
		assert.Equal(t, []string{"name", "access"}, fields(t, err))
		_, err = bob.OpenSpace(ctx, cop.Room{Name: "Attic", Access: cop.Members, Parent: activity.SpaceID{9}})
		require.ErrorIs(t, err, fault.NotFound)
		stewards := must(bob.OpenSpace(ctx, cop.Room{Name: "Stewards", Access: cop.Private}))(t)
		lobby := must(ana.OpenSpace(ctx, cop.Room{Name: "Lobby", Access: cop.Public}))(t)

		// Who may not enter does not learn that there is anything.
		for _, err := range []error{
			cem.Within(stewards).Thank(ctx, "ana", membership.Thanked{}),
			cem.LetIn(ctx, stewards, "cem"),
			cem.LetOut(ctx, stewards, "cem"),
			ana.CloseSpace(ctx, stewards, "why"),
			ana.Rearrange(ctx, stewards, cop.Room{Name: "All", Access: cop.Members}),
		} {
			require.ErrorIs(t, err, fault.NotFound)
		}
		_, err = ana.Space(ctx, stewards)
		require.ErrorIs(t, err, fault.NotFound, "not even who convenes")

		require.ErrorIs(t, bob.LetIn(ctx, stewards, "eve"), fault.Precondition, "eve is no member")
		require.ErrorIs(t, ana.LetIn(ctx, lobby, "bob"), fault.Precondition, "everybody is in")
		require.NoError(t, bob.LetIn(ctx, stewards, "cem"))
		require.ErrorIs(t, bob.LetIn(ctx, stewards, "cem"), fault.Exists)
		table := must(cem.OpenSpace(ctx, cop.Room{Name: "Table", Access: cop.Private, Parent: stewards}))(t)
		_, err = cem.OpenSpace(ctx, cop.Room{Name: "Drawer", Access: cop.Private, Parent: table})
		require.ErrorIs(t, err, fault.Precondition, "a space in a space in a space")
		_, err = cem.OpenSpace(ctx, cop.Room{Name: "Window", Access: cop.Members, Parent: stewards})
		require.ErrorIs(t, err, fault.Precondition, "wider than what is around it")
		require.ErrorIs(t, cem.LetIn(ctx, table, "ana"), fault.Precondition, "ana is not in the space around it")

		require.ErrorIs(t, cem.Rearrange(ctx, stewards, cop.Room{Name: "Keepers", Access: cop.Private}), fault.Denied)
		require.ErrorIs(t, bob.Rearrange(ctx, stewards, cop.Room{Name: "Stewards", Access: cop.Private}), fault.Precondition)
		require.NoError(t, bob.Rearrange(ctx, stewards, cop.Room{Name: "Keepers", Access: cop.Private}))
		require.ErrorIs(t, cem.LetOut(ctx, stewards, "bob"), fault.Denied)
		require.NoError(t, bob.LetOut(ctx, stewards, "cem"))
		_, err = cem.Space(ctx, table)
		require.ErrorIs(t, err, fault.NotFound, "who is not in the space around it is not in it either")
		require.ErrorIs(t, bob.LetOut(ctx, stewards, "cem"), fault.Precondition)
		require.ErrorIs(t, bob.LetOut(ctx, stewards, "bob"), fault.Precondition, "somebody has to be left")
		require.NoError(t, bob.LetIn(ctx, stewards, "cem"))
		require.NoError(t, cem.LetOut(ctx, stewards, "cem"), "whoever wants to go goes")

		question := must(bob.Within(stewards).Ask(ctx, "Who keeps the template?"))(t)
		require.ErrorIs(t, cem.CloseSpace(ctx, lobby, "mine"), fault.Denied)
		require.ErrorIs(t, ana.CloseSpace(ctx, lobby, "\x00"), fault.Invalid)
		require.NoError(t, bob.CloseSpace(ctx, stewards, "the year is over"))
		require.ErrorIs(t, bob.CloseSpace(ctx, stewards, "again"), fault.Precondition)
		_, err = bob.Answer(ctx, question, "I do.")
		require.ErrorIs(t, err, fault.Precondition, "nothing more happens there")
		assert.Equal(t, "Who keeps the template?", must(bob.Question(ctx, question))(t).Text, "and what is there can be read")

		var names []string
		for _, s := range must(bob.Spaces(ctx, activity.SpaceID{}, 0))(t) {
			names = append(names, s.Name)
		}
		assert.Equal(t, []string{"Keepers", "Lobby"}, names, "bob was never let to the table")
		guest := must(c.as("eve").Spaces(ctx, activity.SpaceID{}, 0))(t)
		require.Len(t, guest, 1, "a guest finds the way to the lobby")
		assert.Equal(t, lobby, guest[0].ID)
		_, err = c.as("eve").LevelCounts(ctx, membership.Wenger())
		require.ErrorIs(t, err, fault.Denied, "and does not learn how many members there are")
	}, "ana", "bob", "cem")
}

// TestWithin: what is made in a space is there, whatever it is.
func TestWithin(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana := c.as("ana")
		id := must(ana.OpenSpace(ctx, cop.Room{Name: "Stewards", Access: cop.Private}))(t)
		in := ana.Within(id)
		resource := must(in.Share(ctx, warStory("Ours")))(t)
		must(in.Ask(ctx, "Why?"))(t)
		must(in.Plan(ctx, tuesdays()))(t)
		must(in.Propose(ctx, c.motion(cop.ByConsent, 1, cop.Action{})))(t)
		must(in.SetRule(ctx, cop.RuleText{Title: "T", Text: "T."}, ""))(t)
		must(in.Tie(ctx, cop.Link{Kind: cop.PartnerTie, Who: "The court"}))(t)
		require.NoError(t, in.Thank(ctx, "bob", membership.Thanked{Topic: "payroll"}))
		require.ErrorIs(t, c.as("bob").Endorse(ctx, resource), fault.NotFound)
		record := must(ana.Activities(ctx, activity.ID{}, 0))(t)
		for _, a := range record[3:] {
			assert.Equal(t, id, a.Space, a.Verb)
		}
		bob := c.as("bob")
		assert.Empty(t, must(bob.Resources(ctx, activity.ResourceID{}, 0))(t))
		assert.Empty(t, must(bob.Questions(ctx, activity.QuestionID{}, 0))(t))
		assert.Empty(t, must(bob.Gatherings(ctx, activity.GatheringID{}, 0))(t))
		assert.Empty(t, must(bob.Proposals(ctx, activity.ProposalID{}, 0))(t))
		assert.Empty(t, must(bob.GroundRules(ctx, activity.RuleID{}, 0))(t))
		assert.Empty(t, must(bob.Ties(ctx, activity.TieID{}, 0))(t))
		assert.Empty(t, must(bob.Recognitions(ctx, activity.ID{}, 0))(t))
		assert.Empty(t, must(bob.Recognised(ctx))(t))
		assert.Equal(t, 3, c.length(t, "bob"))
		for _, m := range must(bob.Members(ctx, "", 0))(t) {
			assert.Zero(t, m.LastActive, "nor when anybody was there")
		}
	}, "ana", "bob")
}
