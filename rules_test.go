package praxis_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

// TestGroundRules: a community gives itself rules, changes them, and knows later
// how they read and why.
func TestGroundRules(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob := c.as("ana"), c.as("bob")
		first := cop.RuleText{Title: "Answer within a week", Text: "Or say who could."}
		_, err := bob.SetRule(ctx, first, "")
		require.ErrorIs(t, err, fault.Denied, "members propose rules")
		_, err = ana.SetRule(ctx, cop.RuleText{}, "")
		assert.Equal(t, []string{"title", "text"}, fields(t, err))
		id := must(ana.SetRule(ctx, first, ""))(t)

		second := cop.RuleText{Title: "Answer within three days", Text: "Or say who could."}
		c.wait(aDay)
		require.ErrorIs(t, bob.AmendRule(ctx, id, second, "a week is long"), fault.Denied)
		require.ErrorIs(t, bob.AmendRule(ctx, activity.RuleID{9}, second, "none"), fault.Denied, "who may not act is not told what is there")
		require.ErrorIs(t, ana.AmendRule(ctx, id, first, "no change"), fault.Precondition)
		require.ErrorIs(t, ana.AmendRule(ctx, id, second, ""), fault.Invalid)
		require.NoError(t, ana.AmendRule(ctx, id, second, "a week is long"))
		require.ErrorIs(t, ana.RepealRule(ctx, id, ""), fault.Invalid)
		require.NoError(t, ana.RepealRule(ctx, id, "it goes without saying now"))
		require.ErrorIs(t, ana.RepealRule(ctx, id, "again"), fault.Precondition)
		require.ErrorIs(t, ana.AmendRule(ctx, id, first, "back"), fault.Precondition)

		room := must(bob.OpenSpace(ctx, cop.Room{Name: "Samplers", Access: cop.Private}))(t)
		require.ErrorIs(t, ana.AmendRule(ctx, activity.RuleID(room), first, "none"), fault.NotFound)
		require.NoError(t, ana.Appoint(ctx, "bob", "facilitator"))
		must(bob.Within(room).SetRule(ctx, first, "among us"))(t)

		rules := must(ana.GroundRules(ctx, activity.RuleID{}, 0))(t)
		require.Len(t, rules, 1, "the other one holds where ana may not be")
		var read []string
		for _, v := range rules[0].Versions {
			read = append(read, v.Title+": "+v.Reason)
		}
		assert.Equal(t, []string{"Answer within a week: ", "Answer within three days: a week is long"}, read)
		assert.Equal(t, "it goes without saying now", rules[0].Ended.Reason)
		assert.Len(t, must(bob.GroundRules(ctx, activity.RuleID{}, 0))(t), 2)
		_, err = c.as("eve").GroundRules(ctx, activity.RuleID{}, 0)
		require.ErrorIs(t, err, fault.Denied)
	}, "ana", "bob")
}
