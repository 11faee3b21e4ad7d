package lifecycle_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/lifecycle"
)

// TestParticipationInAnyOrder: months are counted the same in any order, from
// activities or from what a store has counted of them, and as one would by hand.
func TestParticipationInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		record := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) activity.Activity {
			return activity.Activity{
				Actor: rapid.SampledFrom([]activity.Person{"ana", "bob", "cem"}).Draw(t, "actor"),
				Verb:  rapid.SampledFrom([]activity.Verb{activity.Ask, activity.Join, activity.Move, "sing"}).Draw(t, "verb"),
				At:    nine.Add(time.Duration(rapid.IntRange(-20_000, 20_000).Draw(t, "hour")) * time.Hour),
			}
		}), 0, 60).Draw(t, "record")
		seen, shuffled, counted := lifecycle.NewParticipation(), lifecycle.NewParticipation(), lifecycle.NewParticipation()
		people := make(map[lifecycle.Month]map[activity.Person]bool)
		for _, a := range record {
			seen.Add(a)
			if p, ok := a.Presence(); ok {
				counted.AddPresence(p)
			}
			if m := lifecycle.MonthOf(a.At); !a.Verb.Upkeep() {
				if people[m] == nil {
					people[m] = make(map[activity.Person]bool)
				}
				people[m][a.Actor] = true
			}
		}
		for _, a := range rapid.Permutation(record).Draw(t, "order") {
			shuffled.Add(a)
		}
		all := seen.Months()
		require.Equal(t, all, shuffled.Months())
		require.Equal(t, all, counted.Months())
		require.Equal(t, seen.Milestones(), shuffled.Milestones())
		full := 0
		for i, m := range all {
			require.Len(t, people[m.Month], m.People)
			require.GreaterOrEqual(t, m.Activities, m.People)
			require.Equal(t, all[0].Month+lifecycle.Month(i), m.Month)
			full += count(m.People > 0)
		}
		require.Len(t, people, full)
		if len(all) > 0 {
			later := seen.MonthsUntil(all[len(all)-1].Month + 2)
			require.Equal(t, all, later[:len(all)])
			require.Len(t, later, len(all)+2)
			require.Zero(t, later[len(all)+1].People)
		}
	})
}

// TestManyPeopleInNoOrder: repetitions that come in no order are found, too.
func TestManyPeopleInNoOrder(t *testing.T) {
	seen := lifecycle.NewParticipation()
	for round := range 3 {
		for i := range 20_000 {
			at := nine.AddDate(0, (i*7+round)%12, 0)
			seen.Add(activity.Activity{Actor: activity.Person(rune(1000 + i%50)), Verb: activity.Reply, At: at})
		}
	}
	sum := 0
	for _, m := range seen.Months() {
		assert.LessOrEqual(t, m.People, 50)
		sum += m.Activities
	}
	assert.Equal(t, 60_000, sum)
}

func TestMilestones(t *testing.T) {
	_, move, err := in(lifecycle.Launch).Move(occasion(1, "ana"), lifecycle.Grow, "it is time")
	require.NoError(t, err)
	m, ok := lifecycle.MilestoneOf(move)
	assert.True(t, ok)
	assert.Equal(t, lifecycle.Milestone{Month: lifecycle.MonthOf(nine), Words: "from launch to grow"}, m)
	m, ok = lifecycle.MilestoneOf(activity.Activity{Verb: activity.End, At: nine, Detail: activity.Imported{}})
	assert.True(t, ok)
	assert.Equal(t, lifecycle.Milestone{Month: lifecycle.MonthOf(nine), End: true}, m)
	_, ok = lifecycle.MilestoneOf(activity.Activity{Verb: activity.Ask, At: nine})
	assert.False(t, ok)
}

func TestMonths(t *testing.T) {
	for _, text := range []string{"0001-01", "1999-12", "2000-01", "2012-09", "9999-12"} {
		var m lifecycle.Month
		require.NoError(t, m.UnmarshalText([]byte(text)))
		assert.Equal(t, text, m.String())
		assert.Equal(t, m, lifecycle.MonthOf(m.Begins()))
		assert.Equal(t, m, lifecycle.MonthOf((m + 1).Begins().Add(-time.Microsecond)))
	}
	var m lifecycle.Month
	assert.EqualError(t, m.UnmarshalText([]byte("2012-13")), `lifecycle.Month: invalid: "2012-13" is no month; write one as in 2012-09`)
	all := []lifecycle.Month{3, 1, 2}
	slices.Sort(all)
	assert.Equal(t, []lifecycle.Month{1, 2, 3}, all)
}

func FuzzMonth(f *testing.F) {
	f.Add("2012-09")
	f.Add("0000-01")
	f.Fuzz(func(t *testing.T, text string) {
		var m lifecycle.Month
		if m.UnmarshalText([]byte(text)) == nil {
			assert.Equal(t, text, m.String())
		}
	})
}
