package activity_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
)

func TestWeekOf(t *testing.T) {
	for at, monday := range map[string]string{
		"2026-11-22T07:31:00Z":        "2026-11-16", // a Sunday
		"2026-11-23T00:00:00Z":        "2026-11-23",
		"2026-11-22T23:30:00-01:00":   "2026-11-23", // Monday in UTC
		"2026-01-01T12:00:00Z":        "2025-12-29",
		"0001-01-02T00:00:00Z":        "0001-01-01",
		"1969-12-31T23:59:59.999999Z": "1969-12-29",
	} {
		parsed, err := time.Parse(time.RFC3339Nano, at)
		assert.NoError(t, err)
		assert.Equal(t, monday, activity.WeekOf(parsed).Format(time.DateOnly), at)
	}
}

func TestWeekOfIsTheISOWeek(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		at := time.UnixMicro(rapid.Int64Range(-62e15, 250e15).Draw(r, "at")).UTC()
		week := activity.WeekOf(at)
		assert.Equal(r, time.Monday, week.Weekday())
		assert.False(r, week.After(at))
		assert.Less(r, at.Sub(week), 7*24*time.Hour)
		year, number := at.ISOWeek()
		sameYear, sameNumber := week.ISOWeek()
		assert.Equal(r, [2]int{year, number}, [2]int{sameYear, sameNumber})
	})
}

func TestWhatIsReceivedAndWhereSomebodyWas(t *testing.T) {
	at := time.Date(2026, 11, 25, 23, 30, 0, 0, time.UTC)
	question, answer := activity.ObjectID{1}, activity.ObjectID{2}
	reply := activity.Activity{Actor: "ana", To: "bob", Verb: activity.Answer, Object: answer, InReplyTo: question, Thread: question, Space: activity.SpaceID{7}, At: at}
	for does, test := range map[string]struct {
		change   func(*activity.Activity)
		received bool
		present  bool
		thread   activity.ObjectID
	}{
		"answering somebody":     {func(*activity.Activity) {}, true, true, question},
		"answering oneself":      {func(a *activity.Activity) { a.To = "ana" }, false, true, activity.ObjectID{}},
		"opening a thread":       {func(a *activity.Activity) { a.Verb, a.To, a.InReplyTo = activity.Ask, "", activity.ObjectID{} }, false, true, activity.ObjectID{}},
		"accepting an answer":    {func(a *activity.Activity) { a.Verb, a.InReplyTo = activity.Accept, answer }, true, true, activity.ObjectID{}},
		"inviting, as is upkeep": {func(a *activity.Activity) { a.Verb = activity.Invite }, false, false, question},
	} {
		a := reply
		test.change(&a)
		received, ok := a.Received()
		assert.Equal(t, test.received, ok, does)
		if ok {
			assert.Equal(t, activity.Tally{Week: activity.WeekOf(at), Space: a.Space, Person: "bob", Verb: a.Verb, Count: 1}, received, does)
		}
		p, ok := a.Presence()
		assert.Equal(t, test.present, ok, does)
		if ok {
			assert.Equal(t, activity.Presence{Day: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC), Space: a.Space, Person: "ana", Thread: test.thread, Count: 1}, p, does)
		}
	}
}

func TestPresencesHaveAnOrder(t *testing.T) {
	day := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	inOrder := []activity.Presence{
		{Community: activity.CommunityID{1}, Day: day.AddDate(0, 0, 1), Person: "bob", Thread: activity.ObjectID{9}},
		{Community: activity.CommunityID{2}, Day: day, Space: activity.SpaceID{9}, Person: "bob"},
		{Community: activity.CommunityID{2}, Day: day.AddDate(0, 0, 1), Person: "ana"},
		{Community: activity.CommunityID{2}, Day: day.AddDate(0, 0, 1), Person: "bob"},
		{Community: activity.CommunityID{2}, Day: day.AddDate(0, 0, 1), Person: "ana", Thread: activity.ObjectID{1}},
		{Community: activity.CommunityID{2}, Day: day.AddDate(0, 0, 1), Space: activity.SpaceID{1}, Person: "ana"},
	}
	assert.True(t, slices.IsSortedFunc(inOrder, activity.Presence.Compare))
	slices.Reverse(inOrder)
	assert.False(t, slices.IsSortedFunc(inOrder, activity.Presence.Compare))
	assert.Zero(t, activity.Presence{Person: "ana", Count: 3}.Key().Count)
}
