package simulation

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
)

func ledgerOf(t testing.TB, until time.Time, all ...activity.Activity) *ledger {
	t.Helper()
	l, err := readLedger(activity.StreamOf(all...), until)
	require.NoError(t, err)
	return l
}

// A case by hand, with quiet weeks.
func TestLedger(t *testing.T) {
	monday := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	q1, q2, post := activity.Foreign("t", "q1"), activity.Foreign("t", "q2"), activity.Foreign("t", "p")
	at := func(days int, who activity.Person, verb activity.Verb, object, thread activity.ObjectID, to activity.Person) activity.Activity {
		return activity.Activity{Actor: who, Verb: verb, Object: object, Thread: thread, To: to, At: monday.AddDate(0, 0, days)}
	}
	all := []activity.Activity{
		at(0, "ana", activity.Ask, q1, q1, ""),
		at(1, "ana", activity.Comment, post, q1, ""), // to herself: no response
		at(6, "bob", activity.Answer, post, q1, "ana"),
		at(8, "bob", activity.Comment, post, q1, "ana"),
		at(9, "ana", activity.Comment, post, q1, "bob"),
		at(14, "ana", activity.Ask, q2, q2, ""),
		at(14, "cem", activity.Join, activity.ObjectID{}, activity.ObjectID{}, ""), // upkeep
		at(20, "bob", activity.Comment, post, q1, "dee"),                           // who is only replied to
		at(60, "ana", activity.Attend, post, activity.ObjectID{}, ""),
	}
	l := ledgerOf(t, time.Time{}, all...)
	require.Len(t, l.weeks, 9)
	assert.Equal(t, []weekCount{{2, 3}, {2, 2}, {2, 2}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {1, 1}}, l.weeks)
	assert.Equal(t, []int{2, 0, 0, 0, 0, 0, 0, 0, 0}, l.came)
	require.Len(t, l.people, 2)
	assert.Equal(t, activity.Person("ana"), l.people[0].name)
	assert.Equal(t, []activeWeek{{0, 2}, {1, 1}, {2, 1}, {8, 1}}, l.people[0].weeks)
	assert.Equal(t, []int32{0, 2}, l.people[1].ties)
	assert.Equal(t, habits{acts: 8, asks: 2, unanswered: 1, waited: 2}, l.habits)
	assert.Equal(t, []int{8}, l.attends)
	assert.Equal(t, monday, beginOf(l.first))

	before := ledgerOf(t, monday.AddDate(0, 0, 14), all...)
	assert.Equal(t, []weekCount{{2, 3}, {2, 2}}, before.weeks, "the date itself is left out")
	assert.Zero(t, ledgerOf(t, time.Time{}).weeks)

	// In any order it is the same.
	for range 20 {
		rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		again := ledgerOf(t, time.Time{}, all...)
		assert.Equal(t, l.people, again.people)
		assert.Equal(t, l.weeks, again.weeks)
		assert.Equal(t, l.attends, again.attends)
		assert.Equal(t, l.habits, again.habits)
	}
}

// Who takes part: what is older counts less.
func TestCrew(t *testing.T) {
	l := &ledger{weeks: make([]weekCount, 4), people: []participant{
		{name: "steady", weeks: []activeWeek{{0, 2}, {1, 2}, {2, 2}, {3, 2}}, ties: []int32{1, 5}},
		{name: "before", weeks: []activeWeek{{0, 1}}},
		{name: "after", weeks: []activeWeek{{3, 4}}},
	}}
	crew := l.crew(3, 1)
	require.Len(t, crew, 3)
	assert.Equal(t, hand{name: "steady", rate: 1, last: true, acts: 2, done: 8, weeks: 4, ties: 1}, crew[0])
	assert.InDelta(t, 0.125/1.875, crew[1].rate, 1e-12)
	assert.InDelta(t, 1/1.875, crew[2].rate, 1e-12)
	assert.True(t, crew[2].last)
	assert.Len(t, l.crew(2, 1), 2, "who came later is not there yet")
	assert.Empty(t, (&ledger{}).crew(-1, 1))
}
