package insight

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
)

// small is a community that is small enough to be measured by hand. 25
// December 2023 is a Monday.
func small(t testing.TB) Measures {
	m, err := Measure(smallHistory(t))
	require.NoError(t, err)
	return m
}

func smallHistory(t testing.TB) activity.Stream {
	return activity.StreamOf(told(t,
		"2023-12-25T10:00:00 ana ask q1 q1",
		"2023-12-25T10:10:00 cem comment c1 q1 ana",
		"2023-12-25T10:20:00 bob answer a1 q1 ana",
		"2023-12-26T09:00:00 ana comment c2 q1 bob",
		"2024-01-03T12:00:00 dee ask q2 q2",
		"2024-01-24T12:00:00 bob answer a2 q2 dee",
		"2024-02-27T08:00:00 ana answer a3 q2 dee",
		"2024-02-27T09:00:00.5 eva ask q3 q3",
		"2024-03-09T00:00:00 fay join cop", // upkeep: neither an event nor the end of the history
	)...)
}

func TestMeasure(t *testing.T) {
	at := func(year int, month time.Month, day, hour, milli int) time.Time {
		return time.Date(year, month, day, hour, 0, 0, milli*1e6, time.UTC)
	}
	m := small(t)
	m.Replies = nil // see TestReplies
	assert.Equal(t, Measures{
		Participation: Participation{
			Events: 8, Actors: 5, // ana 3, bob 2, cem 1, dee 1, eva 1
			OneTimersShare: 3.0 / 5,
			Gini:           0.25,    // Σ i x = 1 + 2 + 3 + 4·2 + 5·3 = 29; 2·29/(5·8) - 6/5
			Top1Share:      3.0 / 8, // by 1 person, as is
			Top10Share:     3.0 / 8,
			AbsenceFactor:  2, // 3 < 4 <= 3 + 2
			Core80:         4, // 3 + 2 + 1 < 6.4 <= 3 + 2 + 1 + 1
		},
		First:         at(2023, time.December, 25, 10, 0),
		Last:          at(2024, time.February, 27, 9, 500),
		Verbs:         []VerbCount{{activity.Ask, 3}, {activity.Answer, 3}, {activity.Comment, 2}},
		Weeks:         10, // 4, 1, 0, 0, 1, 0, 0, 0, 0 and 2 events
		PerWeekMean:   0.8,
		PerWeekMedian: 0,
		MostActive:    []Rank[int]{{"ana", 3}, {"bob", 2}, {"cem", 1}, {"dee", 1}, {"eva", 1}},
		LastYear:      participationOf([]int{3, 2, 1, 1, 1}), // all of it
		Years: []Year{
			{2023, 3, Participation{
				Events: 4, Actors: 3, // ana 2, bob 1, cem 1
				OneTimersShare: 2.0 / 3,
				Gini:           1.0 / 6, // Σ i x = 1 + 2 + 3·2 = 9; 2·9/(3·4) - 4/3
				Top1Share:      0.5,
				Top10Share:     0.5,
				AbsenceFactor:  1, // 2 of 4
				Core80:         3, // 2 + 1 < 3.2
			}},
			{2024, 2, participationOf([]int{1, 1, 1, 1})},
		},
		Newcomers:             []Month{{"2023-12", 3}, {"2024-01", 1}, {"2024-02", 1}},
		NewcomersPerMonthMean: 5.0 / 3,
		ReturnAfter30:         Return{4, 2, 1.0 / 2}, // ana and bob, of all but eva
		Window30To60:          Return{3, 1, 1.0 / 3}, // bob; ana came later, dee cannot be seen for 60 days
		Response: &Response{
			Threads: 3, Openers: 3, Responders: 2, Responded: 2,
			UnansweredShare: 1.0 / 3,
			Median:          (10*time.Minute + 21*24*time.Hour) / 2,
			Within24hShare:  1.0 / 3,
			Answered:        2,
			AnswerMedian:    (20*time.Minute + 21*24*time.Hour) / 2,
		},
	}, m)
}

func TestReplies(t *testing.T) {
	// cem and bob to ana, ana to bob, bob and ana to dee: a triangle of ana,
	// bob and dee, with cem at ana's.
	r := small(t).Replies
	assert.Equal(t, 4, r.Nodes)
	assert.Equal(t, 5, r.Edges)
	assert.Equal(t, 5, r.Weight)
	assert.Equal(t, 2.0/5, r.Reciprocity)
	assert.Equal(t, 5.0/12, r.Density)
	assert.Equal(t, 1, r.Components)
	assert.Equal(t, 4, r.LargestComponent)
	assert.Equal(t, 4, r.Ties)
	assert.Equal(t, 2, r.Core)
	assert.Equal(t, 3, r.CoreSize)
	assert.InDelta(t, (1.0/3+1+0+1)/4, r.Clustering, 1e-15)
	assert.Equal(t, 3.0/5, r.Transitivity)
	assert.Equal(t, []Rank[float64]{{"ana", 2}, {"bob", 0}, {"cem", 0}, {"dee", 0}}, r.Betweenness)
	assert.Equal(t, []Rank[int]{{"ana", 2}, {"dee", 2}, {"bob", 1}}, r.MostRepliedTo)

	// Only ana has 3 ties: (1/3 + 1/6)² for bob, the same for dee, (1/3)² for cem.
	require.Len(t, r.Constraint, 1)
	assert.Equal(t, activity.Person("ana"), r.Constraint[0].Person)
	assert.InDelta(t, 11.0/18, r.Constraint[0].Value, 1e-15)
}

func TestRepliesToOneselfAndToNobody(t *testing.T) {
	m := measured(t,
		"2024-01-01T00:00:00 ana answer a1 q1 ana",
		"2024-01-02T00:00:00 bob answer a2 q1",
	)
	assert.Nil(t, m.Replies)
}

func TestRepliesToPeopleWhoNeverAct(t *testing.T) {
	m := measured(t,
		"2024-01-01T00:00:00 ana answer a1 q1 zoe",
		"2024-01-02T00:00:00 ana answer a2 q1 zoe",
	)
	assert.Equal(t, 1, m.Actors)
	assert.Equal(t, []Rank[int]{{"ana", 2}}, m.MostActive)
	assert.Equal(t, 2, m.Replies.Nodes)
	assert.Equal(t, 1, m.Replies.Edges)
	assert.Equal(t, 2, m.Replies.Weight)
	assert.Equal(t, []Rank[int]{{"zoe", 2}}, m.Replies.MostRepliedTo)
}

func TestBetweennessOfAVeryLargeNetworkIsLeftOut(t *testing.T) {
	const people = 32_000 // who all reply to one: 32,000 ties times 32,001 people
	m, err := Measure(func(yield func(activity.Activity, error) bool) {
		for i := range people {
			a := activity.Activity{Actor: activity.Person(strconv.Itoa(i)), Verb: activity.Answer, To: "ana"}
			if !yield(a, nil) {
				return
			}
		}
	})
	require.NoError(t, err)
	assert.Equal(t, people, m.Replies.Ties)
	assert.Equal(t, 1, m.Replies.Core)
	assert.Nil(t, m.Replies.Betweenness)
	assert.Contains(t, marshalled(t, m), `"betweenness_top10":null`)
	assert.Contains(t, m.String(), "most in between: not computed for a network of this size\n")
}

func TestVerbsAreInOrderOfTheVocabulary(t *testing.T) {
	m := measured(t,
		"2024-01-01T00:00:00 ana wave w",
		"2024-01-02T00:00:00 ana greet g",
		"2024-01-03T00:00:00 ana commit c",
		"2024-01-04T00:00:00 ana share s",
	)
	assert.Equal(t, []VerbCount{{"share", 1}, {"commit", 1}, {"greet", 1}, {"wave", 1}}, m.Verbs)
}

func TestNothingButUpkeep(t *testing.T) {
	m := measured(t,
		"2024-01-01T00:00:00 ana found cop",
		"2024-01-02T00:00:00 ana invite cop - bob",
	)
	assert.Equal(t, Measures{}, m)
}

func TestMeasureStopsAtTheFirstError(t *testing.T) {
	broken := errors.New("broken")
	goesOn := true
	m, err := Measure(func(yield func(activity.Activity, error) bool) {
		if yield(activity.Activity{Actor: "ana", Verb: activity.Ask}, nil) {
			goesOn = yield(activity.Activity{}, broken)
		}
	})
	assert.Equal(t, broken, err)
	assert.Equal(t, Measures{}, m)
	assert.False(t, goesOn)
}
