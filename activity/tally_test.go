package activity_test

import (
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
