package membership_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

func TestSetGuide(t *testing.T) {
	given := guide.GuideSet
	g, a, err := membership.SetGuide(occasion(1, "ana"), membership.Guide{}, given)
	require.NoError(t, err)
	assert.Equal(t, guide, g)
	assert.Equal(t, activity.Guide, a.Verb)
	assert.Equal(t, activity.ObjectID(auditors), a.Object)
	community, ok := membership.GuideOf(a)
	assert.True(t, ok)
	assert.Equal(t, auditors, community)
	_, ok = membership.GuideOf(activity.Activity{Detail: membership.Joined{}})
	assert.False(t, ok)

	_, _, err = membership.SetGuide(occasion(2, "ana"), g, given)
	assert.ErrorIs(t, err, fault.Precondition)
	next, _, err := membership.SetGuide(occasion(2, "ana"), g, membership.GuideSet{Welcome: "Hello.", Steps: []membership.FirstStep{}})
	require.NoError(t, err)
	assert.Equal(t, membership.Guide{Community: auditors, GuideSet: membership.GuideSet{Welcome: "Hello."}, Rev: 2}, next)

	elsewhere := occasion(3, "ana")
	elsewhere.Community = activity.CommunityID{0xb}
	same, _, err := membership.SetGuide(elsewhere, g, membership.GuideSet{Welcome: "Hello."})
	assert.ErrorIs(t, err, fault.Invalid)
	assert.Equal(t, g, same)
	same, err = g.Fold(activity.Activity{Community: auditors, Detail: membership.Completed{Step: "ask"}})
	assert.NoError(t, err)
	assert.Equal(t, g, same)

	given.Steps[0].Title = "Review a template"
	data, err := json.Marshal(g)
	require.NoError(t, err)
	var read membership.Guide
	require.NoError(t, json.Unmarshal(data, &read))
	assert.Equal(t, g, read)
}

func TestGuidesThatCannotBe(t *testing.T) {
	step := membership.FirstStep{Key: "ask", Title: "Ask", Grade: 1}
	for field, change := range map[string]func(*membership.GuideSet){
		"welcome":        func(s *membership.GuideSet) { s.Welcome = "" },
		"steps":          func(s *membership.GuideSet) { s.Steps = append(s.Steps, step) },
		"steps[0].key":   func(s *membership.GuideSet) { s.Steps[0].Key = "Ask us" },
		"steps[0].title": func(s *membership.GuideSet) { s.Steps[0].Title = "" },
		"steps[0].grade": func(s *membership.GuideSet) { s.Steps[0].Grade = 6 },
		"steps[0].about": func(s *membership.GuideSet) { s.Steps[0].About = " " },
		"steps[0].verb":  func(s *membership.GuideSet) { s.Steps[0].Verb = "juggle" },
	} {
		set := membership.GuideSet{Welcome: "Hello.", Steps: []membership.FirstStep{step}}
		change(&set)
		_, a, err := membership.SetGuide(occasion(1, "ana"), membership.Guide{}, set)
		assert.ErrorIs(t, err, fault.Invalid, field)
		assert.ErrorContains(t, err, field)
		assert.Zero(t, a)
	}
	_, _, err := membership.SetGuide(occasion(1, "ana"), membership.Guide{}, membership.GuideSet{
		Welcome: "Hello.", Steps: []membership.FirstStep{{Key: "ask", Title: "Ask", Grade: 1, Verb: activity.Complete}},
	})
	assert.ErrorContains(t, err, "steps[0].verb", "no step is taken by taking steps")
	_, _, err = membership.SetGuide(activity.Occasion{}, membership.Guide{}, guide.GuideSet)
	assert.ErrorIs(t, err, fault.Invalid)
}

// From the periphery inwards; nobody has to take the steps in this order.
func TestNextSteps(t *testing.T) {
	keys := func(steps []membership.FirstStep) (s []string) {
		for _, step := range steps {
			s = append(s, step.Key)
		}
		return s
	}
	bob := after(t, "join, open")
	assert.Equal(t, []string{"say-hello", "ask", "try", "review"}, keys(membership.NextSteps(bob, guide)))
	bob, _, err := membership.Complete(occasion(5, "bob"), bob, guide, "try")
	require.NoError(t, err)
	assert.Equal(t, []string{"say-hello", "ask", "review"}, keys(membership.NextSteps(bob, guide)))

	_, _, err = membership.Complete(occasion(6, "bob"), bob, guide, "try")
	assert.ErrorIs(t, err, fault.Exists)
	_, _, err = membership.Complete(occasion(6, "bob"), bob, guide, "juggle")
	assert.ErrorIs(t, err, fault.NotFound)
	_, _, err = membership.Complete(occasion(6, "bob"), bob, membership.Guide{}, "ask")
	assert.ErrorIs(t, err, fault.NotFound)
	_, _, err = membership.Complete(occasion(6, "ana"), bob, guide, "ask")
	assert.ErrorIs(t, err, fault.Invalid, "nobody takes another's steps")
	_, err = bob.Fold(activity.Activity{Community: auditors, Actor: "bob", At: hour(7), Detail: membership.Completed{}})
	assert.ErrorIs(t, err, fault.Invalid)
}

func TestStepsThatAreTakenByDoing(t *testing.T) {
	bob := after(t, "join, open")
	asked := activity.Activity{Community: auditors, Actor: "bob", Verb: activity.Ask, At: hour(1)}
	assert.Equal(t, []membership.FirstStep{guide.Steps[1]}, membership.StepsTakenBy(asked, bob, guide))
	done, _, err := membership.Complete(occasion(2, "bob"), bob, guide, "ask")
	require.NoError(t, err)
	assert.Nil(t, membership.StepsTakenBy(asked, done, guide))
	assert.Nil(t, membership.StepsTakenBy(asked, membership.Member{}, guide))
	for name, change := range map[string]func(*activity.Activity){
		"somebody else":       func(a *activity.Activity) { a.Actor = "ana" },
		"something else":      func(a *activity.Activity) { a.Verb = activity.Share },
		"in a space":          func(a *activity.Activity) { a.Space = activity.SpaceID{7} },
		"another community's": func(a *activity.Activity) { a.Community = activity.CommunityID{0xb} },
		"nothing in outline":  func(a *activity.Activity) { a.Verb = "" },
	} {
		a := asked
		change(&a)
		assert.Nil(t, membership.StepsTakenBy(a, bob, guide), name)
	}
}

// The history accounts for the present guide.
func TestFoldingGivesTheGuide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var g, folded membership.Guide
		for n := range rapid.IntRange(1, 8).Draw(t, "times") {
			var steps []membership.FirstStep
			for i := range rapid.IntRange(0, 3).Draw(t, "steps") {
				steps = append(steps, membership.FirstStep{Key: fmt.Sprint("s", i), Title: "Step", Grade: rapid.IntRange(0, 6).Draw(t, "grade")})
			}
			before := g
			next, a, err := membership.SetGuide(occasion(n, "ana"), g, membership.GuideSet{
				Welcome: strings.Repeat("Hi ", rapid.IntRange(0, 2).Draw(t, "words")), Steps: steps,
			})
			require.Equal(t, before, g)
			if err != nil {
				require.Equal(t, g, next)
				continue
			}
			g = next
			folded, err = folded.Fold(a)
			require.NoError(t, err)
			require.Equal(t, g, folded)
		}
	})
}

// A newcomer takes the first steps.
func ExampleNextSteps() {
	guide := membership.Guide{GuideSet: membership.GuideSet{Welcome: "We audit public money.", Steps: []membership.FirstStep{
		{Key: "review", Title: "Review a template", Grade: 3},
		{Key: "hello", Title: "Say who you are", Grade: 1},
		{Key: "ask", Title: "Ask a question", Grade: 2, Verb: activity.Ask},
	}}}
	bob := membership.Member{Person: "bob", Standing: membership.Belongs}
	bob.Steps = []membership.StepTaken{{Step: "hello"}}
	for _, step := range membership.NextSteps(bob, guide) {
		fmt.Println(step.Grade, step.Title)
	}
	// Output:
	// 2 Ask a question
	// 3 Review a template
}
