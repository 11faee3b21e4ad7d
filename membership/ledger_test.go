package membership_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
)

// What is entered by weeks is as if each activity had been entered, whatever was before.
func TestAddWeeks(t *testing.T) {
	people := []activity.Person{"ana", "bob", "eve"}
	one := rapid.Custom(func(t *rapid.T) activity.Activity {
		return activity.Activity{
			Community: auditors, Actor: rapid.SampledFrom(people).Draw(t, "actor"), To: rapid.SampledFrom(append(people, "")).Draw(t, "to"),
			Verb:   rapid.SampledFrom([]activity.Verb{activity.Ask, activity.Answer, activity.Share, activity.Join, "wave"}).Draw(t, "verb"),
			Object: activity.Foreign("", "o"), InReplyTo: activity.Foreign("", "q"), Thread: activity.Foreign("", rapid.SampledFrom([]string{"q", "r", "s"}).Draw(t, "thread")),
			At: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 30).Draw(t, "day")),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(one, 0, 30).Draw(t, "all")
		want, later, got := membership.NewLedger(auditors), membership.NewLedger(auditors), membership.NewLedger(auditors)
		before := rapid.IntRange(0, len(all)).Draw(t, "before")
		for i, a := range all {
			want.Add(a)
			if i < before {
				got.Add(a)
			} else {
				later.Add(a)
			}
		}
		for _, p := range rapid.Permutation(later.People()).Draw(t, "people") {
			weeks := later.Weeks(p)
			if rapid.Bool().Draw(t, "backwards") {
				slices.Reverse(weeks)
			}
			got.AddWeeks(p, weeks)
		}
		require.Equal(t, want.People(), got.People())
		for _, p := range want.People() {
			require.Equal(t, want.Weeks(p), got.Weeks(p))
		}
	})
}

// What does not count is passed over, and nobody is entered with nothing.
func TestAddWeeksInDisorder(t *testing.T) {
	monday := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	l := membership.NewLedger(auditors)
	l.AddWeeks("ana", nil)
	l.AddWeeks("bob", []membership.Week{{Week: monday}, {Week: monday, Did: []membership.Count{{activity.Join, 1}, {activity.Ask, 0}}}})
	assert.Empty(t, l.People())
	l.AddWeeks("eve", []membership.Week{
		{Week: monday.AddDate(0, 0, 7), Did: []membership.Count{{activity.Share, 1}, {activity.Ask, 2}, {activity.Share, 3}}},
		{Week: monday.In(time.FixedZone("", 3600)), Days: 3},
		{Week: monday, Days: 5},
	})
	assert.Equal(t, []membership.Week{
		{Week: monday, Days: 7},
		{Week: monday.AddDate(0, 0, 7), Did: []membership.Count{{activity.Ask, 2}, {activity.Share, 4}}},
	}, l.Weeks("eve"))
	for name, counts := range map[activity.Person][]membership.Count{
		"fay": {{activity.Share, 1}, {activity.Ask, 2}}, "gus": {{activity.Ask, 1}, {activity.Ask, 1}, {activity.Share, 1}},
		"hal": {{activity.Ask, 2}, {activity.Join, 1}, {activity.Share, 1}}, "ivo": {{activity.Answer, 0}, {activity.Ask, 2}, {activity.Share, 1}},
	} {
		l.AddWeeks(name, []membership.Week{{Week: monday, Did: counts, Received: counts}})
		want := []membership.Count{{activity.Ask, 2}, {activity.Share, 1}}
		assert.Equal(t, []membership.Week{{Week: monday, Did: want, Received: want}}, l.Weeks(name), name)
	}
}
