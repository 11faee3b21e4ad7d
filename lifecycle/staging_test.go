package lifecycle_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/lifecycle"
)

// crowd is so many people who contribute, of whom the first new ones are new each
// half-year, and each of whom answers the one before.
type crowd struct{ people, fresh int }

// lived is a record of half-years up to nine, the last one last.
func lived(halves ...crowd) activity.Stream {
	var all []activity.Activity
	for h, c := range halves {
		from := nine.Add(-time.Duration(len(halves)-h) * lifecycle.HalfYear)
		for p := range c.people {
			name := activity.Person(fmt.Sprint("person-", p))
			if p < c.fresh {
				name = activity.Person(fmt.Sprint("fresh-", h, "-", p))
			}
			a := activity.Activity{Actor: name, Verb: activity.Answer, At: from.Add(time.Duration(p+1) * time.Hour)}
			if p > 0 {
				a.To = all[len(all)-1].Actor
			}
			all = append(all, a, activity.Activity{Actor: name, Verb: activity.Join, At: a.At})
		}
	}
	return activity.StreamOf(all...)
}

// The stages of Wenger, McDermott and Snyder: from a few who find each other to a
// community that has had its time.
func TestStages(t *testing.T) {
	for name, test := range map[string]struct {
		halves []crowd
		stage  lifecycle.Stage
	}{
		"nobody":                      {nil, lifecycle.Potential},
		"two who talk":                {[]crowd{{2, 0}}, lifecycle.Potential},
		"a few who help each other":   {[]crowd{{4, 0}}, lifecycle.Coalescing},
		"the same after a year":       {[]crowd{{4, 0}, {4, 0}}, lifecycle.Coalescing},
		"it grows":                    {[]crowd{{4, 0}, {6, 2}, {9, 3}}, lifecycle.Maturing},
		"it grows for years":          {[]crowd{{4, 0}, {6, 2}, {9, 3}, {12, 3}, {15, 3}, {20, 4}}, lifecycle.Maturing},
		"it has been there for years": {[]crowd{{10, 0}, {12, 2}, {12, 2}, {12, 2}, {12, 2}, {12, 2}}, lifecycle.Stewardship},
		"it fluctuates":               {[]crowd{{10, 0}, {12, 2}, {8, 2}, {13, 2}, {9, 2}, {11, 2}}, lifecycle.Stewardship},
		"a boom that wore off":        {[]crowd{{40, 0}, {12, 2}, {12, 2}, {12, 2}, {12, 2}, {11, 1}}, lifecycle.Stewardship},
		"half of them went":           {[]crowd{{10, 0}, {12, 2}, {12, 2}, {12, 2}, {10, 2}, {6, 0}}, lifecycle.Transformation},
		"everybody went":              {[]crowd{{10, 0}, {12, 2}, {12, 2}, {12, 2}, {10, 2}, {0, 0}}, lifecycle.Transformation},
	} {
		t.Run(name, func(t *testing.T) {
			v, err := lifecycle.MeasureVitals(lived(test.halves...), nine)
			require.NoError(t, err)
			s := lifecycle.InferStage(v, lifecycle.Playbook{}, "")
			assert.Equal(t, test.stage, s.Stage, "%+v", v)
			assert.True(t, s.Agrees)
			require.NotEmpty(t, s.Reasons)
			guide, ok := test.stage.Guide()
			require.True(t, ok)
			assert.Equal(t, guide.Tension, s.Tension)
			assert.Equal(t, guide.Helps, s.Helps)
			for _, r := range s.Reasons {
				assert.NotEmpty(t, r.Rule)
				assert.NotEmpty(t, r.Evidence)
			}
		})
	}
}

func TestVitals(t *testing.T) {
	v, err := lifecycle.MeasureVitals(lived(crowd{4, 0}, crowd{6, 2}, crowd{9, 3}), nine)
	require.NoError(t, err)
	assert.Equal(t, lifecycle.Span{From: nine.Add(-lifecycle.HalfYear), To: nine, People: 9, Newcomers: 6, Contributions: 9, Pairs: 8}, v.Lately, "to join is upkeep")
	assert.Equal(t, 4, v.Before.People, "a year earlier, when it began")
	assert.Equal(t, []int{4, 2}, []int{v.Usual, v.Halves})
	future := activity.StreamOf(activity.Activity{Actor: "ana", Verb: activity.Ask, At: nine})
	v, err = lifecycle.MeasureVitals(future, nine)
	require.NoError(t, err)
	assert.Zero(t, v.Lately.Contributions, "what was not known by then")
	gathering := activity.ObjectID{7}
	met, err := lifecycle.MeasureVitals(activity.StreamOf(
		activity.Activity{Actor: "ana", Verb: activity.Attend, Object: gathering, At: nine}, activity.Activity{Actor: "bob", Verb: activity.Attend, Object: gathering, At: nine},
		activity.Activity{Actor: "cem", Verb: activity.Attend, Object: gathering, At: nine}, activity.Activity{Actor: "dan", Verb: activity.Attend, Object: activity.ObjectID{8}, At: nine},
	), nine.Add(time.Hour))
	require.NoError(t, err)
	assert.Equal(t, 2, met.Lately.Pairs, "they have met")
	_, err = lifecycle.MeasureVitals(func(yield func(activity.Activity, error) bool) { yield(activity.Activity{}, assert.AnError) }, nine)
	assert.ErrorIs(t, err, assert.AnError)
}

// The stage that shows beside the phase that is declared.
func TestStageAndPhase(t *testing.T) {
	steady, err := lifecycle.MeasureVitals(lived(crowd{12, 0}, crowd{12, 2}, crowd{12, 2}, crowd{12, 2}, crowd{12, 2}), nine)
	require.NoError(t, err)
	young, err := lifecycle.MeasureVitals(lived(crowd{2, 0}), nine)
	require.NoError(t, err)
	over := steady
	over.Ended = true
	for name, test := range map[string]struct {
		v     lifecycle.Vitals
		phase lifecycle.Phase
		says  string // empty if the two agree
	}{
		"it is what it says":       {steady, lifecycle.Sustain, ""},
		"it has grown out of it":   {steady, lifecycle.Design, "in its stewardship, and Design goes with potential, coalescing; talk about which of the two is right, and move on"},
		"it is ahead of itself":    {young, lifecycle.Grow, "a potential one, and Grow goes with coalescing, maturing, stewardship; talk about which of the two is right, and go back"},
		"it is over":               {over, lifecycle.Grow, "whether to renew it or to end it well"},
		"it is over, and it knows": {over, lifecycle.Sustain, ""},
		"a phase of no playbook":   {steady, "afterlife", ""},
	} {
		s := lifecycle.InferStage(test.v, lifecycle.CambridgeSuter(), test.phase)
		assert.Equal(t, test.says == "", s.Agrees, name)
		assert.Contains(t, s.Note, test.says, name)
		assert.Equal(t, test.phase, s.Declared)
	}
}

// The rules are data: a host can set others.
func TestRulesOfStages(t *testing.T) {
	rules := lifecycle.StageRules()
	rules[0].Signs[0].AtLeast = 99
	assert.NotEqual(t, rules, lifecycle.StageRules())
	v, err := lifecycle.MeasureVitals(lived(crowd{4, 0}), nine)
	require.NoError(t, err)
	s := lifecycle.InferStage(v, lifecycle.Playbook{}, "", lifecycle.StageRule{Stage: lifecycle.Stewardship, Signs: []lifecycle.StageSign{{Figure: lifecycle.FigurePeople, AtLeast: 2, AtMost: 4}}})
	assert.Equal(t, lifecycle.Stewardship, s.Stage)
	assert.Equal(t, []lifecycle.StageReason{{
		Stage: lifecycle.Stewardship, Rule: "people who contributed in half a year: at least 2: at most 4", Evidence: "4", Holds: true, From: nine.Add(-lifecycle.HalfYear), To: nine,
	}}, s.Reasons)
	s = lifecycle.InferStage(v, lifecycle.Playbook{}, "", lifecycle.StageRule{Stage: lifecycle.Stewardship, Signs: []lifecycle.StageSign{{Figure: "luck"}}})
	assert.Equal(t, lifecycle.Potential, s.Stage)
	assert.False(t, s.Reasons[0].Holds)
}

func TestStageGuides(t *testing.T) {
	for _, s := range lifecycle.Stages() {
		g, ok := s.Guide()
		require.True(t, ok)
		assert.NotEmpty(t, []string{g.Tension.One, g.Tension.Other, g.Tension.Means})
		assert.GreaterOrEqual(t, len(g.Helps), 4)
		g.Helps[0] = "?"
		again, _ := s.Guide()
		assert.NotEqual(t, g, again)
	}
	_, ok := lifecycle.Stage("afterlife").Guide()
	assert.False(t, ok)
}
