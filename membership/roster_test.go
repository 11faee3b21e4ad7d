package membership_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

// What the roster asks for, by how bob stands and whether he is listed.
func TestPlanRoster(t *testing.T) {
	bob := []activity.Person{"bob"}
	admit, remove, keep, away := membership.Plan{Admit: bob}, membership.Plan{Remove: bob}, membership.Plan{Keep: bob}, membership.Plan{Away: bob}
	for _, test := range []struct {
		history  []string
		listed   membership.Plan
		unlisted membership.Plan
	}{
		{nil, admit, membership.Plan{}},
		{[]string{"apply"}, admit, membership.Plan{}},
		{[]string{"invite"}, admit, membership.Plan{}},
		{[]string{"join, open"}, keep, membership.Plan{}}, // who came otherwise stays
		{[]string{"enrol"}, keep, remove},
		{[]string{"enrol", "leave"}, away, membership.Plan{}}, // of their own accord
		{[]string{"enrol", "leave", "join, open"}, keep, membership.Plan{}},
		{[]string{"invite", "leave"}, away, membership.Plan{}}, // declined
		{[]string{"enrol", "delist"}, admit, membership.Plan{}},
		{[]string{"enrol", "remove"}, away, membership.Plan{}}, // by a person
		{[]string{"enrol", "delist", "admit"}, keep, membership.Plan{}},
	} {
		var known []membership.Member
		if test.history != nil {
			known = append(known, after(t, test.history...))
		}
		assert.Equal(t, test.listed, membership.PlanRoster("course-42", []activity.Person{"bob", "bob"}, known), "%v", test.history)
		assert.Equal(t, test.unlisted, membership.PlanRoster("course-42", nil, known), "%v", test.history)
	}
	other := membership.PlanRoster("course-43", nil, []membership.Member{after(t, "enrol")})
	assert.Zero(t, other, "each roster sees to its own")
	delisted := membership.PlanRoster("course-43", bob, []membership.Member{after(t, "enrol", "delist")})
	assert.Equal(t, away, delisted)
}

// Carrying out a plan leaves nothing to do, and forces nobody.
func TestARosterSettles(t *testing.T) {
	people := []activity.Person{"ana", "bob", "cem", "dee", "eve"}
	rapid.Check(t, func(t *rapid.T) {
		members := map[activity.Person]membership.Member{}
		known := func() (list []membership.Member) {
			for _, p := range people {
				if m, ok := members[p]; ok {
					list = append(list, m)
				}
			}
			return list
		}
		gone := map[activity.Person]bool{}
		for n := range rapid.IntRange(1, 12).Draw(t, "weeks") {
			listed := rapid.SliceOfDistinct(rapid.SampledFrom(people), func(p activity.Person) activity.Person { return p }).Draw(t, "listed")
			plan := membership.PlanRoster("course-42", listed, known())
			for _, p := range plan.Admit {
				require.False(t, gone[p], "%s had left", p)
				m, _, err := membership.Enrol(occasion(n, "lms"), members[p], p, "course-42")
				require.NoError(t, err)
				members[p] = m
			}
			for _, p := range plan.Remove {
				m, _, err := membership.Delist(occasion(n, "lms"), members[p])
				require.NoError(t, err)
				members[p] = m
			}
			for _, p := range slices.Concat(plan.Admit, plan.Keep) {
				require.True(t, members[p].Member())
				require.Contains(t, listed, p)
			}
			again := membership.PlanRoster("course-42", listed, known())
			require.Nil(t, again.Admit)
			require.Nil(t, again.Remove)
			require.Equal(t, len(listed), len(again.Keep)+len(again.Away))

			leaver := rapid.SampledFrom(people).Draw(t, "leaver")
			if m, _, err := membership.Leave(occasion(n, leaver), members[leaver], ""); err == nil {
				members[leaver], gone[leaver] = m, true
			}
		}
	})
}

func TestRostersHaveNames(t *testing.T) {
	for _, name := range []string{"", " ", "two\nlines"} {
		_, _, err := membership.Enrol(occasion(1, "lms"), membership.Member{}, "bob", name)
		assert.ErrorIs(t, err, fault.Invalid)
	}
}

func TestDelistingIsForThoseWhoCameByARoster(t *testing.T) {
	_, _, err := membership.Delist(occasion(2, "lms"), after(t, "join, open"))
	assert.ErrorIs(t, err, fault.Precondition)
}

// A course's list is carried over into its community.
func ExamplePlanRoster() {
	known := []membership.Member{
		{Person: "ana", Standing: membership.Belongs},
		{Person: "bob", Standing: membership.Belongs, Details: membership.Details{Roster: "course-42"}},
		{Person: "cem", Standing: membership.Former},
	}
	plan := membership.PlanRoster("course-42", []activity.Person{"ana", "cem", "dee"}, known)
	fmt.Println("enrol", plan.Admit)
	fmt.Println("delist", plan.Remove)
	fmt.Println("in", plan.Keep)
	fmt.Println("left, and is left alone", plan.Away)
	// Output:
	// enrol [dee]
	// delist [bob]
	// in [ana]
	// left, and is left alone [cem]
}
