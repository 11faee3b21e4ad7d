package membership_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

func TestAPolicyNamesAllThatIsWrongWithIt(t *testing.T) {
	p := membership.Policy{
		Name: " x", Did: membership.Weights{Verbs: map[activity.Verb]int{"join": 1, "share": -1}, Other: -1},
		Bars: []membership.Bar{
			{Level: membership.Peripheral},
			{Level: membership.Core, All: []membership.Condition{
				{Measure: "love", AtLeast: 1},
				{Measure: membership.Points, Verbs: []activity.Verb{"share", "share", "Oh"}, AtLeast: 1, TopPercent: 10},
				{Measure: membership.Done, TopPercent: 101, Days: -1},
			}},
		},
		Grace: -1, Hold: -1, Review: 5, Asked: -1, Patience: -1,
		Names: map[string]map[membership.Level]string{"": {"king": "König", membership.Core: "\n"}},
	}
	err := p.Check()
	assert.ErrorIs(t, err, fault.Invalid)
	bad, ok := errors.AsType[*fault.Error](err)
	require.True(t, ok)
	var names []string
	for _, f := range bad.Fields {
		names = append(names, f.Name)
	}
	assert.Equal(t, []string{
		"name", "days", "did.other", "did.verbs[join]", "did.verbs[share]",
		"bars[0].level", "bars[0].all", "bars[1].all[0].measure",
		"bars[1].all[1].verbs", "bars[1].all[1].verbs", "bars[1].all[1].verbs[2]", "bars[1].all[1]",
		"bars[1].all[2].days", "bars[1].all[2].top_percent",
		"keep", "grace", "hold", "review", "asked", "patience",
		"names", "names[][core]", "names[][king]",
	}, names)
}

func TestNamesOfLevels(t *testing.T) {
	p := membership.Wenger()
	p.Names = map[string]map[membership.Level]string{
		"de":    {membership.Core: "Kern", membership.Peripheral: "am Rand"},
		"de-CH": {membership.Core: "Kärn"},
	}
	for language, want := range map[string]string{"de-CH": "Kärn", "de-CH-1996": "Kärn", "de-AT": "Kern", "de": "Kern", "fr": "core participant", "": "core participant"} {
		assert.Equal(t, want, p.NameOf(membership.Core, language), language)
	}
	assert.Equal(t, "am Rand", p.NameOf(membership.Peripheral, "de-CH"))
	for _, l := range membership.Levels() {
		assert.NotEmpty(t, p.NameOf(l, "en"))
	}
}

func TestConditionsInWords(t *testing.T) {
	likes := []activity.Verb{activity.Thank, activity.Endorse}
	for want, c := range map[string]membership.Condition{
		"days present: at least 50":                   {Measure: membership.Present, AtLeast: 50},
		"times done (thank, endorse): at least 30":    {Measure: membership.Done, Verbs: likes, AtLeast: 30},
		"points: among the top 15 % of members":       {Measure: membership.Points, TopPercent: 15},
		"points: among those who make the first 80 %": {Measure: membership.Points, FirstPercent: 80},
	} {
		assert.Equal(t, want, c.String())
	}
}

func TestBelonging(t *testing.T) {
	assert.Equal(t, membership.Belonging{Person: "bob"}, membership.BelongingOf(membership.Member{Person: "bob", Standing: membership.Invited, Since: nine}))
	assert.Equal(t, []membership.Spell{{From: nine}}, membership.BelongingOf(after(t, "join, open")).Spells)
	assert.Equal(t, []membership.Spell{{To: nine.AddDate(0, 0, 1)}},
		membership.BelongingOf(membership.Member{Standing: membership.Removed, Since: nine.AddDate(0, 0, 1),
			Details: membership.Details{Past: []membership.Spell{{To: nine.AddDate(0, 0, 1)}}}}).Spells)

	// Bob's record tells more than his membership does.
	b, bob := membership.Belonging{Person: "bob"}, membership.Member{}
	rapid.Check(t, func(t *rapid.T) {
		b, bob = membership.Belonging{Person: "bob"}, membership.Member{}
		for n, name := range rapid.SliceOf(rapid.SampledFrom(ordinary)).Draw(t, "acts") {
			next, a, err := acts[name](n, bob)
			if err != nil {
				continue
			}
			bob = next
			before := b
			b = b.Fold(a)
			require.Equal(t, before, before.Fold(activity.Activity{Detail: membership.Joined{}, Actor: "eve"}))
			open := len(b.Spells) > 0 && b.Spells[len(b.Spells)-1].To.IsZero()
			require.Equal(t, bob.Member(), open)
			if open {
				require.Equal(t, bob.Since, b.Spells[len(b.Spells)-1].From)
			}
		}
	})
}

var ordinary = []string{"join, open", "apply", "invite", "admit", "leave", "remove", "appoint", "relieve"}

func TestImportedHistoriesKnowNoMemberships(t *testing.T) {
	n := newNotebook()
	n.received("ana", 0, activity.Answer, 1)
	n.did("ana", 2, activity.Ask, 1)
	n.received("bob", 0, activity.Answer, 1)
	assert.Equal(t, []membership.Belonging{{Person: "ana", Spells: []membership.Spell{{From: mondayIn(2)}}}}, n.Participants())
}
