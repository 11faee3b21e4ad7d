package praxis_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage/memory"
)

// cellared is a community in which cem has a private space.
func cellared(t *testing.T) (community, activity.SpaceID) {
	c := newCommunity(t, memory.New(nil), &praxis.Options{MinGroup: 1}, "ana", "bob", "cem", "dan")
	require.NoError(t, c.as("ana").Appoint(t.Context(), "cem", membership.Facilitator))
	id, err := c.as("cem").OpenSpace(t.Context(), cop.Room{Name: "Cellar", Access: cop.Private})
	require.NoError(t, err)
	return c, id
}

// TestWhatConcernsAllIsInTheCommonSpace: wherever somebody says it, a change of the
// community as a whole, or of a membership, is recorded where its effect is seen.
func TestWhatConcernsAllIsInTheCommonSpace(t *testing.T) {
	ctx := t.Context()
	c, cellar := cellared(t)
	within := c.as("cem").Within(cellar)
	require.NoError(t, within.Move(ctx, "design", "ready"))
	require.NoError(t, within.Welcome(ctx, "bob", "hello"))
	require.NoError(t, within.Rate(ctx, "seven-principles", "design-for-evolution", 3, "so so"))
	require.NoError(t, within.Thank(ctx, "bob", membership.Thanked{}))
	var seen []activity.Verb
	record, err := c.as("bob").Activities(ctx, activity.ID{}, 0)
	require.NoError(t, err)
	for _, a := range record {
		if a.Actor == "cem" {
			seen = append(seen, a.Verb)
		}
	}
	assert.Equal(t, []activity.Verb{activity.Join, activity.Move, activity.Welcome, activity.Rate}, seen)
	assert.ErrorIs(t, c.as("bob").Within(cellar).Welcome(ctx, "dan", ""), fault.NotFound, "for who may not be there it is not there")
}

// TestRulesOfASpaceAreItsOwn: nobody decides elsewhere about the ground rules of a
// space that they may not see, or learns that there are any.
func TestRulesOfASpaceAreItsOwn(t *testing.T) {
	ctx := t.Context()
	c, cellar := cellared(t)
	hidden, err := c.as("cem").Within(cellar).SetRule(ctx, cop.RuleText{Title: "We keep quiet", Text: "Always."}, "")
	require.NoError(t, err)
	var told []string
	for _, rule := range []activity.RuleID{hidden, {9}} {
		id, err := c.as("bob").Propose(ctx, cop.Motion{
			Title: "Speak", Text: "Up.", Method: cop.ByMajority, Quorum: 1, Deadline: c.now.AddDate(0, 0, 1), Action: cop.Action{RepealRule: cop.RuleRef{Rule: rule}},
		})
		require.NoError(t, err)
		require.NoError(t, c.as("bob").Vote(ctx, id, cop.Yes, ""))
		*c.now = c.now.AddDate(0, 0, 2)
		_, err = c.as("bob").Decide(ctx, id)
		require.ErrorIs(t, err, fault.NotFound)
		told = append(told, err.Error())
	}
	assert.Equal(t, told[0], told[1])
	kept, err := c.as("cem").GroundRules(ctx, activity.RuleID{}, 0)
	require.NoError(t, err)
	assert.True(t, kept[0].InForce())
}

// TestNothingIsDecidedForAllInPrivate: not in a space that lies in a private one,
// nor in one that has become private since.
func TestNothingIsDecidedForAllInPrivate(t *testing.T) {
	ctx := t.Context()
	c, _ := cellared(t)
	cem := c.as("cem")
	motion := cop.Motion{Title: "Design", Text: "Now.", Method: cop.ByMajority, Quorum: 1, Deadline: c.now.AddDate(0, 0, 1), Action: cop.Action{Advance: cop.Advance{Phase: "design"}}}
	hall, err := cem.OpenSpace(ctx, cop.Room{Name: "Hall", Access: cop.Members})
	require.NoError(t, err)
	corner, err := cem.OpenSpace(ctx, cop.Room{Name: "Corner", Access: cop.Members, Parent: hall})
	require.NoError(t, err)
	id, err := cem.Within(corner).Propose(ctx, motion)
	require.NoError(t, err)
	require.NoError(t, c.as("bob").Vote(ctx, id, cop.Yes, ""))
	require.NoError(t, cem.Rearrange(ctx, hall, cop.Room{Name: "Hall", Access: cop.Private}))

	_, err = cem.Within(corner).Propose(ctx, motion)
	assert.ErrorIs(t, err, fault.Precondition)
	*c.now = c.now.AddDate(0, 0, 2)
	require.NoError(t, cem.LetIn(ctx, hall, "bob"))
	_, err = cem.Decide(ctx, id)
	assert.ErrorIs(t, err, fault.Precondition)
	assert.ErrorContains(t, err, "private space")
	phase, err := cem.Phase(ctx)
	require.NoError(t, err)
	assert.EqualValues(t, "inquire", phase.Phase)
}

// TestAnswersToReviewsAreNobodysBusiness: the record shows that somebody answered,
// and to themselves what.
func TestAnswersToReviewsAreNobodysBusiness(t *testing.T) {
	ctx := t.Context()
	c, _ := cellared(t)
	require.NoError(t, c.as("bob").Rate(ctx, "seven-principles", "design-for-evolution", 2, "too slow"))
	for who, want := range map[activity.Person]cop.Rated{
		"bob": {Review: "seven-principles", Item: "design-for-evolution", Score: 2, Reason: "too slow"},
		"ana": {Review: "seven-principles", Item: "design-for-evolution"},
	} {
		record, err := c.as(who).Activities(ctx, activity.ID{}, 0)
		require.NoError(t, err)
		assert.Equal(t, want, record[len(record)-1].Detail, who)
	}
}

// TestPublicSpacesTellOfNoMembers: who may see a public space only is not told how
// many belong to the community.
func TestPublicSpacesTellOfNoMembers(t *testing.T) {
	ctx := t.Context()
	c, _ := cellared(t)
	hall, err := c.as("ana").OpenSpace(ctx, cop.Room{Name: "Hall", Access: cop.Public})
	require.NoError(t, err)
	_, err = c.as("ana").Within(hall).Ask(ctx, "Who comes?")
	require.NoError(t, err)
	asked, err := c.as("eve").Questions(ctx, activity.QuestionID{}, 0)
	require.NoError(t, err)
	assert.Len(t, asked, 1, "what is public they are")
	_, err = c.as("eve").LevelCounts(ctx, membership.Wenger())
	assert.ErrorIs(t, err, fault.Denied)
	_, err = c.as("eve").Members(ctx, "", 0)
	assert.ErrorIs(t, err, fault.Denied)
	_, err = c.as("eve").Level(ctx, membership.Wenger())
	assert.ErrorIs(t, err, fault.Denied)
	_, err = c.as("eve").Diagnose(ctx)
	assert.NoError(t, err)
	_, err = c.as("eve").Inherit(ctx, activity.CommunityID{9})
	assert.ErrorIs(t, err, fault.Denied, "nor what other communities have handed on to this one")
}

// TestAPortraitIsOnesOwn: it holds what others did where one may be, and what one did
// oneself wherever that was, and does not tell how much lies between.
func TestAPortraitIsOnesOwn(t *testing.T) {
	ctx := t.Context()
	c, cellar := cellared(t)
	require.NoError(t, c.as("cem").LetIn(ctx, cellar, "bob"))
	question, err := c.as("bob").Within(cellar).Ask(ctx, "May I?")
	require.NoError(t, err)
	require.NoError(t, c.as("cem").LetOut(ctx, cellar, "bob"))
	_, err = c.as("cem").Answer(ctx, question, "No, bob may not.")
	require.NoError(t, err)
	require.NoError(t, c.as("ana").Thank(ctx, "bob", membership.Thanked{}))
	portrait, err := c.As("bob").Portrait(context.WithoutCancel(ctx))
	require.NoError(t, err)
	var verbs []activity.Verb
	for _, a := range portrait.Communities[0].Activities {
		verbs = append(verbs, a.Verb)
		assert.Zero(t, a.Seq)
	}
	assert.Equal(t, []activity.Verb{activity.Join, activity.Ask, activity.Thank}, verbs)
}
