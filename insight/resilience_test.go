package insight

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
)

// TestResilienceByHand: ana answers three of four questions, two of them alone and
// one of those on a topic that nobody else knows; bob answers one more.
func TestResilienceByHand(t *testing.T) {
	b := newBoard()
	b.ask("q1", "eve", "payroll")
	b.answer("q1", "ana", true)
	b.answer("q1", "ana", false)
	b.later(time.Hour)
	b.ask("q2", "fay", "sampling")
	b.answer("q2", "ana", true)
	b.later(time.Hour)
	b.ask("q3", "eve", "sampling")
	b.answer("q3", "bob", true)
	b.later(time.Minute)
	b.answer("q3", "ana", false)
	b.ask("q4", "gus", "rates")
	r, err := MeasureResilience(activity.StreamOf(b.all...), 1, 1)
	require.NoError(t, err)
	assert.Equal(t, []Loss{{
		Person: "ana", Responses: 4, Share: 4. / 5, OnlyThreads: 2, OnlyTopics: []string{"payroll"},
		Newcomers: 2, // eve and fay
		Parted:    1, // fay, whom only ana answered; eve and bob stay together
	}}, r.People)
	assert.Equal(t, Strain{Unanswered: 1. / 4, Connected: 1}, r.Now)
	assert.Equal(t, Strain{Unanswered: 3. / 4, Connected: 2. / 3}, r.Together)
	assert.InDelta(t, 0.5, r.Chance.Unanswered, 0.1, "bob's loss leaves one of four, ana's three")
	nothing, err := MeasureResilience(activity.StreamOf(), 3, 1)
	require.NoError(t, err)
	assert.Zero(t, nothing)
}

// TestResilienceProperties: losing nobody changes nothing, the loss of the most
// active leaves at least as much unanswered as there was, and order plays no part.
func TestResilienceProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		history := participating(t)
		few := rapid.IntRange(0, 3).Draw(t, "few")
		r, err := MeasureResilience(activity.StreamOf(history...), few, 7)
		require.NoError(t, err)
		if few == 0 {
			require.Equal(t, r.Now, r.Together)
		}
		require.LessOrEqual(t, len(r.People), few)
		again, err := MeasureResilience(activity.StreamOf(rapid.Permutation(history).Draw(t, "shuffled")...), few, 7)
		require.NoError(t, err)
		require.Equal(t, r, again)
	})
}

func TestRhythmByHand(t *testing.T) {
	at := func(day string, hour int) activity.Activity {
		d, err := time.Parse(time.DateOnly, day)
		require.NoError(t, err)
		return activity.Activity{Actor: "ana", Verb: activity.Share, At: d.Add(time.Duration(hour) * time.Hour)}
	}
	var all []activity.Activity
	for year := 2020; year <= 2021; year++ {
		all = append(all, at(fmt.Sprint(year, "-01-01"), 8), at(fmt.Sprint(year, "-01-02"), 8), at(fmt.Sprint(year, "-06-01"), 20), at(fmt.Sprint(year, "-12-31"), 20))
	}
	all = append(all, at("2022-03-07", 20)) // a Monday, of a year that has only begun
	r, err := MeasureRhythm(activity.StreamOf(all...))
	require.NoError(t, err)
	assert.Equal(t, 2, r.Years)
	assert.InDelta(t, 6, r.Seasons[0], 1e-12, "half of a year's activity in one of twelve months")
	assert.InDelta(t, 3, r.Seasons[5], 1e-12)
	assert.InDelta(t, 0, r.Seasons[6], 1e-12)
	assert.Equal(t, 5, r.Hours[20])
	assert.Equal(t, [7]int{2, 1, 1, 2, 2, 1, 0}, r.Weekdays)

	even := make([]activity.Activity, 10)
	for i := range even {
		even[i] = activity.Activity{Actor: "ana", Verb: activity.Share, At: time.Unix(int64(i)*3600, 0)}
	}
	r, err = MeasureRhythm(activity.StreamOf(even...))
	require.NoError(t, err)
	assert.InDelta(t, -1, r.Burstiness, 1e-12, "a steady beat")

	rng := rand.New(rand.NewPCG(1, 0))
	chance, bursts := make([]activity.Activity, 5000), make([]activity.Activity, 5000)
	a, b := time.Unix(0, 0), time.Unix(0, 0)
	for i := range chance {
		a = a.Add(time.Duration(rng.ExpFloat64() * float64(time.Hour)))
		b = b.Add(time.Minute)
		if i%100 == 0 {
			b = b.Add(30 * 24 * time.Hour)
		}
		chance[i], bursts[i] = activity.Activity{Actor: "ana", Verb: activity.Share, At: a}, activity.Activity{Actor: "ana", Verb: activity.Share, At: b}
	}
	r, err = MeasureRhythm(activity.StreamOf(chance...))
	require.NoError(t, err)
	assert.InDelta(t, 0, r.Burstiness, 0.03)
	assert.InDelta(t, 0, r.Memory, 0.05)
	r, err = MeasureRhythm(activity.StreamOf(bursts...))
	require.NoError(t, err)
	assert.Greater(t, r.Burstiness, 0.7)
}

// TestCohortsByHand: ana comes in spring and stays, bob skips a quarter, cem comes
// in summer and is gone.
func TestCohortsByHand(t *testing.T) {
	var all []activity.Activity
	for _, one := range []struct {
		who activity.Person
		day string
	}{
		{"ana", "2024-02-01"}, {"ana", "2024-05-01"}, {"ana", "2024-08-01"}, {"ana", "2024-08-02"}, {"ana", "2024-12-30"},
		{"bob", "2024-03-31"}, {"bob", "2024-07-01"}, {"cem", "2024-04-01"},
	} {
		at, err := time.Parse(time.DateOnly, one.day)
		require.NoError(t, err)
		all = append(all, activity.Activity{Actor: one.who, Verb: activity.Share, At: at})
	}
	cohorts, turnover, err := MeasureCohorts(activity.StreamOf(all...))
	require.NoError(t, err)
	assert.Equal(t, []Cohort{
		{"2024-Q1", 2, []int{2, 1, 2}}, // the last quarter is not over
		{"2024-Q2", 1, []int{1, 0}},
	}, cohorts)
	assert.Equal(t, []Turnover{
		{Quarter: "2024-Q1", Active: 2, Came: 2},
		{Quarter: "2024-Q2", Active: 2, Came: 1, Gone: 1, Churn: 0.5},
		{Quarter: "2024-Q3", Active: 2, Back: 1, Gone: 1, Churn: 0.5},
		{Quarter: "2024-Q4", Active: 1, Gone: 1, Churn: 0.5},
	}, turnover)
	rapid.Check(t, func(t *rapid.T) {
		history := participating(t)
		cohorts, turnover, err := MeasureCohorts(activity.StreamOf(history...))
		require.NoError(t, err)
		came := 0
		for _, c := range cohorts {
			came += c.Came
			require.Equal(t, c.Came, c.Stayed[0])
		}
		before := 0
		for _, q := range turnover {
			require.Equal(t, before-q.Gone+q.Came+q.Back, q.Active, "who was there, less who went, and who came")
			before = q.Active
		}
		require.Equal(t, measure(t, history).Actors, came)
	})
}
