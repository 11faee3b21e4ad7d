package cop_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

var (
	kindness = activity.RuleID{1}
	byNobody = activity.ProposalID{}
	first    = cop.RuleText{Title: "Kindness", Text: "Criticise work, not people."}
	second   = cop.RuleText{Title: "Kindness", Text: "Criticise work, not people, and say what is good in it."}
)

func rule(t require.TestingT) cop.Rule {
	r, _, err := cop.SetRule(occasion(1, "ana"), kindness, first, "", activity.ProposalID{})
	require.NoError(t, err)
	return r
}

// A ground rule is set, amended and repealed; each version says who wrote it,
// when, why, and by which decision.
func TestTheLifeOfARule(t *testing.T) {
	at := func(n int) activity.Occasion { return occasion(n, "bob") }
	r, a, err := cop.SetRule(at(1), kindness, first, "", activity.ProposalID{})
	require.NoError(t, err)
	assert.Equal(t, activity.Rule, a.Verb)
	assert.Equal(t, activity.ObjectID(kindness), a.Object)
	assert.Zero(t, a.InReplyTo)
	assert.True(t, r.InForce())

	o := at(2)
	o.Space = activity.SpaceID{99}
	r, a, err = r.Amend(o, second, "we forgot to praise", activity.ProposalID{5})
	require.NoError(t, err)
	assert.Equal(t, activity.Rule, a.Verb)
	assert.Equal(t, activity.SpaceID{7}, a.Space, "the rule's space, wherever it is amended")
	assert.Equal(t, activity.ObjectID{5}, a.InReplyTo, "it carries out a proposal")
	assert.Equal(t, activity.ObjectID{5}, a.Thread)

	r, a, err = r.Repeal(at(3), "byNobody needs it any more", activity.ProposalID{6})
	require.NoError(t, err)
	assert.Equal(t, activity.Repeal, a.Verb)
	assert.False(t, r.InForce())

	assert.Equal(t, cop.Rule{
		Community: auditors, ID: kindness, Space: activity.SpaceID{7}, RuleText: second,
		Versions: []cop.RuleVersion{
			{Number: 1, RuleText: first, By: "bob", At: at(1).At},
			{Number: 2, RuleText: second, By: "bob", At: at(2).At, Reason: "we forgot to praise", Proposal: activity.ProposalID{5}},
		},
		Ended: cop.RuleEnd{By: "bob", At: at(3).At, Reason: "byNobody needs it any more", Proposal: activity.ProposalID{6}},
		Rev:   3,
	}, r)
	sameAsJSON(t, r)
}

func TestARuleRefuses(t *testing.T) {
	repealed, _, err := rule(t).Repeal(occasion(2, "ana"), "over", activity.ProposalID{})
	require.NoError(t, err)
	elsewhere := occasion(2, "ana")
	elsewhere.Community = north
	for name, test := range map[string]struct {
		act  func() (cop.Rule, activity.Activity, error)
		code fault.Code
		says string
	}{
		"no id": {func() (cop.Rule, activity.Activity, error) {
			return cop.SetRule(occasion(1, "ana"), activity.RuleID{}, first, "", byNobody)
		}, fault.Invalid, "needs an id"},
		"no text": {func() (cop.Rule, activity.Activity, error) {
			return cop.SetRule(occasion(1, "ana"), kindness, cop.RuleText{}, "", byNobody)
		}, fault.Invalid, "title is required; text is required"},
		"no change": {func() (cop.Rule, activity.Activity, error) {
			return rule(t).Amend(occasion(2, "ana"), first, "why not", byNobody)
		}, fault.Precondition, "already reads so"},
		"no reason to amend": {func() (cop.Rule, activity.Activity, error) {
			return rule(t).Amend(occasion(2, "ana"), second, "", byNobody)
		}, fault.Invalid, "reason is required"},
		"no reason to repeal": {func() (cop.Rule, activity.Activity, error) {
			return rule(t).Repeal(occasion(2, "ana"), "", byNobody)
		}, fault.Invalid, "reason is required"},
		"another community": {func() (cop.Rule, activity.Activity, error) {
			return rule(t).Amend(elsewhere, second, "why not", byNobody)
		}, fault.Invalid, "another rule"},
		"nothing to amend": {func() (cop.Rule, activity.Activity, error) {
			return cop.Rule{ID: kindness}.Amend(occasion(2, "ana"), second, "why not", byNobody)
		}, fault.Invalid, "another rule"},
		"amending what is repealed": {func() (cop.Rule, activity.Activity, error) {
			return repealed.Amend(occasion(3, "ana"), second, "why not", byNobody)
		}, fault.Precondition, "set a new one"},
		"repealing twice": {func() (cop.Rule, activity.Activity, error) {
			return repealed.Repeal(occasion(3, "ana"), "why not", byNobody)
		}, fault.Precondition, "set a new one"},
	} {
		_, a, err := test.act()
		assert.ErrorIs(t, err, test.code, name)
		assert.ErrorContains(t, err, test.says, name)
		assert.Zero(t, a, name)
	}
	_, err = rule(t).Fold(activity.Activity{Community: auditors, Object: activity.ObjectID(kindness), Detail: cop.Ruled{}})
	assert.ErrorIs(t, err, fault.Invalid, "set twice")
}

// The history accounts for the present; and Fold refuses what an act refuses.
func TestFoldingARule(t *testing.T) {
	texts := rapid.SampledFrom([]cop.RuleText{first, second})
	rapid.Check(t, func(t *rapid.T) {
		r, a, err := cop.SetRule(occasion(1, "ana"), kindness, first, "", activity.ProposalID{})
		require.NoError(t, err)
		folded, err := cop.Rule{}.Fold(a)
		require.NoError(t, err)
		for n := range rapid.IntRange(0, 8).Draw(t, "acts") {
			o, by := occasion(n+2, "bob"), activity.ProposalID{0: rapid.Byte().Draw(t, "by")}
			var next cop.Rule
			var fact activity.Fact
			if rapid.IntRange(0, 4).Draw(t, "act") == 0 {
				fact = cop.Repealed{Reason: "why not"}
				next, a, err = r.Repeal(o, "why not", by)
			} else {
				text := texts.Draw(t, "text")
				fact = cop.RuleAmended{RuleText: text, Reason: "why not"}
				next, a, err = r.Amend(o, text, "why not", by)
			}
			if err != nil {
				require.Equal(t, r, next)
				_, err = folded.Fold(activity.Activity{Community: auditors, Object: activity.ObjectID(kindness), Detail: fact})
				require.ErrorIs(t, err, fault.Invalid)
				continue
			}
			require.NoError(t, a.Check())
			id, ok := cop.RuleOf(a)
			require.True(t, ok)
			require.Equal(t, r.ID, id)
			shown := fmt.Sprint(folded)
			before := folded
			folded, err = folded.Fold(a)
			require.NoError(t, err)
			require.Equal(t, next, folded)
			require.Equal(t, shown, fmt.Sprint(before))
			require.Equal(t, r.Rev+1, next.Rev)
			sameAsJSON(t, folded)
			r = next
		}
	})
}

func TestRulesPassOverTheRest(t *testing.T) {
	r, err := rule(t).Fold(activity.Activity{Detail: cop.Rated{}})
	assert.NoError(t, err)
	assert.Equal(t, rule(t), r)
	_, ok := cop.RuleOf(activity.Activity{})
	assert.False(t, ok)
	assert.Equal(t, "cop.ruled", cop.Ruled{}.FactName())
	assert.Equal(t, "cop.rule-amended", cop.RuleAmended{}.FactName())
	assert.Equal(t, "cop.repealed", cop.Repealed{}.FactName())
}
