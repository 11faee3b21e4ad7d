package praxis_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

// TestTies: who stands up for the community, with whom it works, and for how long.
func TestTies(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob := c.as("ana"), c.as("bob")
		court := cop.Link{Kind: cop.SponsorTie, Who: "The court of audit", About: "a day a month"}
		_, err := bob.Tie(ctx, court)
		require.ErrorIs(t, err, fault.Denied)
		_, err = ana.Tie(ctx, cop.Link{Kind: "friend"})
		assert.Equal(t, []string{"kind", "who"}, fields(t, err))
		_, err = ana.Tie(ctx, cop.Link{Kind: cop.CommunityTie, Other: c.ID})
		require.ErrorIs(t, err, fault.Invalid, "nobody is their own neighbour")
		sponsor := must(ana.Tie(ctx, court))(t)
		require.NoError(t, ana.Appoint(ctx, "bob", membership.Broker))
		guest := must(bob.Tie(ctx, cop.Link{Kind: cop.GuestExpertTie, Person: "flo", Until: c.now.Add(30 * aDay)}))(t)

		c.wait(60 * aDay)
		require.ErrorIs(t, c.as("cem").Untie(ctx, sponsor, "it left"), fault.Denied)
		require.ErrorIs(t, c.as("cem").Untie(ctx, activity.TieID{9}, "none"), fault.Denied)
		require.ErrorIs(t, bob.Untie(ctx, activity.TieID{9}, "none"), fault.NotFound)
		require.NoError(t, bob.Untie(ctx, sponsor, "a new president"))
		require.ErrorIs(t, bob.Untie(ctx, sponsor, "again"), fault.Exists)
		ties := must(c.as("cem").Ties(ctx, activity.TieID{}, 0))(t)
		require.Len(t, ties, 2)
		assert.Equal(t, "a new president", ties[0].Ended.Reason, "a tie that has ended stays readable")
		assert.Equal(t, guest, ties[1].ID)
		assert.False(t, ties[1].Holds(*c.now), "as was agreed")
		assert.True(t, ties[1].Holds(c.now.Add(-40*aDay)))
		_, err = c.as("eve").Ties(ctx, activity.TieID{}, 0)
		require.ErrorIs(t, err, fault.Denied)
	}, "ana", "bob", "cem")
}

// TestRevisions: whoever comes later can read how the charter came to be.
func TestRevisions(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana := c.as("ana")
		narrower := auditors()
		narrower.Domain.Topics = []string{"payroll"}
		c.wait(time.Hour)
		must(ana.Amend(ctx, narrower, "sampling has a community of its own"))(t)
		_, err := ana.Amend(ctx, narrower, "once more")
		require.ErrorIs(t, err, fault.Precondition)
		revisions := must(c.as("bob").Revisions(ctx, 0, 0))(t)
		require.Len(t, revisions, 2)
		assert.Equal(t, auditors(), revisions[0].Charter)
		assert.Equal(t, "sampling has a community of its own", revisions[1].Reason)
		assert.Equal(t, *c.now, revisions[1].At)
		differences := cop.Differences(revisions[0].Charter, revisions[1].Charter)
		require.Len(t, differences, 1)
		assert.Equal(t, `domain.topics: from "sampling; payroll" to "payroll"`, differences[0].String())
		assert.Len(t, must(c.as("bob").Revisions(ctx, 1, 0))(t), 1)
		_, err = c.as("eve").Revisions(ctx, 0, 0)
		require.ErrorIs(t, err, fault.Denied)
	}, "ana", "bob")
}
