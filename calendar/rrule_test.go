package calendar_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/calendar"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

func TestRRules(t *testing.T) {
	for want, r := range map[string]cop.Rhythm{
		"":                                   {Start: "2026-01-13T09:00", Every: cop.Once},
		"FREQ=DAILY;INTERVAL=2":              {Start: "2026-01-13T09:00", Every: cop.Daily, Interval: 2},
		"FREQ=WEEKLY;BYDAY=MO,TU":            {Start: "2026-01-13T09:00", Every: cop.Weekly, Weekdays: []cop.Weekday{cop.Monday, cop.Tuesday}},
		"FREQ=MONTHLY;BYDAY=+2TU":            {Start: "2026-01-13T09:00", Every: cop.Monthly, Ordinal: 2},
		"FREQ=MONTHLY;BYDAY=-1FR":            {Start: "2026-01-30T09:00", Every: cop.Monthly, Ordinal: -1},
		"FREQ=MONTHLY;BYMONTHDAY=-1":         {Start: "2026-01-31T09:00", Every: cop.Monthly, LastDay: true},
		"FREQ=MONTHLY;COUNT=3":               {Start: "2026-01-31T09:00", Every: cop.Monthly, Count: 3},
		"FREQ=YEARLY":                        {Start: "2026-01-31T09:00", Every: cop.Yearly},
		"FREQ=WEEKLY;UNTIL=20260701T215959Z": {Start: "2026-01-14T09:00", Every: cop.Weekly, Until: "2026-07-01"},
	} {
		r.Zone, r.Minutes = "Europe/Vienna", 60
		got, err := calendar.RRule(r)
		require.NoError(t, err, want)
		assert.Equal(t, want, got)
		if want != "" {
			again, err := calendar.ParseRRule(got, cop.Rhythm{Start: r.Start, Zone: r.Zone, Minutes: r.Minutes})
			require.NoError(t, err, want)
			assert.Equal(t, r, again)
		}
	}
	_, err := calendar.RRule(cop.Rhythm{})
	assert.ErrorIs(t, err, fault.Invalid)
}

// Rules as other programs write them.
func TestParseRRule(t *testing.T) {
	tuesday := cop.Rhythm{Start: "2026-01-13T09:00", Zone: "Europe/Vienna", Minutes: 60}
	for rule, want := range map[string]cop.Rhythm{
		"RRULE:FREQ=WEEKLY;WKST=SU;BYDAY=TU":  {Every: cop.Weekly, Weekdays: []cop.Weekday{cop.Tuesday}},
		"freq=weekly;interval=1;byday=th,tu":  {Every: cop.Weekly, Weekdays: []cop.Weekday{cop.Tuesday, cop.Thursday}},
		"FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2":    {Every: cop.Monthly, Ordinal: 2},
		"FREQ=MONTHLY;BYMONTHDAY=13":          {Every: cop.Monthly},
		"FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=13": {Every: cop.Yearly},
		"FREQ=DAILY;UNTIL=20260131":           {Every: cop.Daily, Until: "2026-01-31"},
		"FREQ=DAILY;UNTIL=20260131T075959Z":   {Every: cop.Daily, Until: "2026-01-30"},
		"FREQ=DAILY;UNTIL=20260131T080000Z":   {Every: cop.Daily, Until: "2026-01-31"},
	} {
		want.Start, want.Zone, want.Minutes = tuesday.Start, tuesday.Zone, tuesday.Minutes
		got, err := calendar.ParseRRule(rule, tuesday)
		assert.NoError(t, err, rule)
		assert.Equal(t, want, got, rule)
	}
	for rule, says := range map[string]string{
		"":                       "no recurrence rule",
		"every Tuesday":          "no recurrence rule",
		"INTERVAL=2":             "FREQ is required",
		"FREQ=HOURLY":            "nothing recurs more often",
		"FREQ=MINUTELY;COUNT=3":  "nothing recurs more often",
		"FREQ=SECONDLY":          "nothing recurs more often",
		"FREQ=DAILY;BYHOUR=9,17": "cannot say this",
		"FREQ=DAILY;BYDAY=MO":    "cannot say this",
		"FREQ=DAILY;BYMONTH=1":   "cannot say this",
		"FREQ=WEEKLY;BYDAY=2TU":  "cannot say this",
		"FREQ=WEEKLY;BYDAY=MO":   "one of the weekdays",
		"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU": "begin on Monday",
		"FREQ=MONTHLY;BYDAY=TU":                      "cannot say this",
		"FREQ=MONTHLY;BYDAY=2TU,4TU":                 "cannot say this",
		"FREQ=MONTHLY;BYDAY=2MO":                     "cannot say this",
		"FREQ=MONTHLY;BYDAY=2TU;BYSETPOS=1":          "cannot say this",
		"FREQ=MONTHLY;BYDAY=3TU":                     "the day that the ordinal names",
		"FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=13":        "cannot say this",
		"FREQ=MONTHLY;BYMONTHDAY=14":                 "cannot say this",
		"FREQ=MONTHLY;BYMONTHDAY=-1":                 "the last day of a month",
		"FREQ=YEARLY;BYMONTH=2":                      "cannot say this",
		"FREQ=YEARLY;BYMONTHDAY=13":                  "cannot say this",
		"FREQ=YEARLY;BYWEEKNO=3":                     "cannot say this",
		"FREQ=DAILY;INTERVAL=100":                    "at most 99",
		"FREQ=DAILY;COUNT=1001":                      "at most 1000",
		"FREQ=DAILY;COUNT=3;UNTIL=20260131":          "beside a count",
		"FREQ=DAILY;UNTIL=20260101":                  "before the start",
		"FREQ=DAILY\nFREQ=DAILY":                     "one line",
	} {
		_, err := calendar.ParseRRule(rule, tuesday)
		assert.ErrorIs(t, err, fault.Invalid, rule)
		assert.ErrorContains(t, err, says, rule)
	}
	_, err := calendar.ParseRRule("FREQ=DAILY", cop.Rhythm{})
	assert.ErrorContains(t, err, "start is required")
}

func TestRRulesReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rhythms().Filter(func(r cop.Rhythm) bool { return r.Every != cop.Once }).Draw(t, "rhythm")
		r = gathering(t, r).Rhythm // in the form in which it is kept
		rule, err := calendar.RRule(r)
		require.NoError(t, err)
		again, err := calendar.ParseRRule(rule, cop.Rhythm{Start: r.Start, Zone: r.Zone, Minutes: r.Minutes})
		require.NoError(t, err, rule)
		require.Equal(t, r, again, rule)
	})
}

// Whatever a rule says, what is read from it is a rhythm that reads back.
func FuzzParseRRule(f *testing.F) {
	for _, seed := range []string{
		"FREQ=DAILY;INTERVAL=2", "FREQ=WEEKLY;BYDAY=MO,TU", "FREQ=MONTHLY;BYDAY=+2TU", "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2",
		"FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=13", "RRULE:FREQ=DAILY;UNTIL=20260131T080000Z", "FREQ=DAILY;UNTIL=20260131;WKST=SU",
	} {
		f.Add(seed)
	}
	start := cop.Rhythm{Start: "2026-01-13T09:00", Zone: "Europe/Vienna", Minutes: 60}
	f.Fuzz(func(t *testing.T, rule string) {
		r, err := calendar.ParseRRule(rule, start)
		if err != nil {
			require.ErrorIs(t, err, fault.Invalid)
			return
		}
		require.NoError(t, calendar.Check(r))
		written, err := calendar.RRule(r)
		require.NoError(t, err)
		again, err := calendar.ParseRRule(written, start)
		require.NoError(t, err)
		require.Equal(t, r, again)
		_, err = calendar.Occurrences(gathering(t, r), nil, utc("2026-01-01T00:00"), utc("2027-01-01T00:00"), 0)
		require.NoError(t, err)
	})
}
