package cop_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

// secondTuesday is a monthly call at nine in Vienna.
func secondTuesday() cop.Rhythm {
	return cop.Rhythm{Start: "2026-01-13T09:00", Zone: "Europe/Vienna", Minutes: 60, Every: cop.Monthly, Ordinal: 2}
}

func TestRhythms(t *testing.T) {
	for name, r := range map[string]cop.Rhythm{
		"once":                         {Start: "2026-01-12T09:00", Zone: "UTC", Minutes: 90, Every: cop.Once},
		"a visit of two weeks":         {Start: "2026-01-12T09:00", Zone: "Asia/Tokyo", Minutes: 20160, Every: cop.Once},
		"every third day, ten times":   {Start: "2026-01-12T09:00", Zone: "UTC", Minutes: 15, Every: cop.Daily, Interval: 3, Count: 10},
		"Mondays and Thursdays":        {Start: "2026-01-12T09:00", Zone: "UTC", Minutes: 15, Every: cop.Weekly, Weekdays: []cop.Weekday{"thursday", "monday"}},
		"the second Tuesday":           secondTuesday(),
		"the last Friday":              {Start: "2026-01-30T16:00", Zone: "America/Argentina/Buenos_Aires", Minutes: 60, Every: cop.Monthly, Ordinal: -1},
		"the last day of the month":    {Start: "2026-02-28T16:00", Zone: "Etc/GMT+5", Minutes: 60, Every: cop.Monthly, LastDay: true},
		"the 31st, until the year end": {Start: "2026-01-31T16:00", Zone: "UTC", Minutes: 60, Every: cop.Monthly, Until: "2026-12-31"},
		"a day that ends on its start": {Start: "2026-01-31T16:00", Zone: "UTC", Minutes: 60, Every: cop.Daily, Until: "2026-01-31"},
		"every leap day":               {Start: "2024-02-29T16:00", Zone: "UTC", Minutes: 60, Every: cop.Yearly},
	} {
		assert.NoError(t, r.Check(), name)
	}
}

func TestRhythmsRefuse(t *testing.T) {
	weekly := cop.Rhythm{Start: "2026-01-12T09:00", Zone: "UTC", Minutes: 60, Every: cop.Weekly}
	for want, change := range map[string]func(r *cop.Rhythm){
		"start is required":                                      func(r *cop.Rhythm) { r.Start = "" },
		"start must be a time on the clock":                      func(r *cop.Rhythm) { r.Start = "2026-01-12T09:00:00Z" },
		"start must be a time on the clock in the years 1900":    func(r *cop.Rhythm) { r.Start = "1066-10-14T09:00" },
		"zone is required":                                       func(r *cop.Rhythm) { r.Zone = "" },
		"zone must be a name of the IANA":                        func(r *cop.Rhythm) { r.Zone = "Local" },
		"zone must be a name of the IANA time zone database, as": func(r *cop.Rhythm) { r.Zone = "../etc/passwd" },
		"minutes is required":                                    func(r *cop.Rhythm) { r.Minutes = 0 },
		"minutes must be at most 20160":                          func(r *cop.Rhythm) { r.Minutes = 20161 },
		"every must be one of: once, daily":                      func(r *cop.Rhythm) { r.Every = "hourly" },
		"every must be something else than once":                 func(r *cop.Rhythm) { r.Every, r.Count = cop.Once, 2 },
		"interval must be at least 0":                            func(r *cop.Rhythm) { r.Interval = -1 },
		"weekdays[0] must be one of: monday":                     func(r *cop.Rhythm) { r.Weekdays = []cop.Weekday{"caturday", "monday"} },
		"weekdays must not name the same thing twice":            func(r *cop.Rhythm) { r.Weekdays = []cop.Weekday{"monday", "monday"} },
		"start must be on one of the weekdays":                   func(r *cop.Rhythm) { r.Weekdays = []cop.Weekday{"tuesday"} },
		"weekdays are for a weekly rhythm":                       func(r *cop.Rhythm) { r.Every, r.Weekdays = cop.Daily, []cop.Weekday{"monday"} },
		"ordinal is for a monthly rhythm":                        func(r *cop.Rhythm) { r.Ordinal = 2 },
		"ordinal must be at most 5":                              func(r *cop.Rhythm) { r.Every, r.Ordinal = cop.Monthly, 6 },
		"start must be on the day that the ordinal names":        func(r *cop.Rhythm) { r.Every, r.Ordinal = cop.Monthly, 3 },
		"start must be in the last seven days of a month":        func(r *cop.Rhythm) { r.Every, r.Ordinal = cop.Monthly, -1 },
		"last_day is for a monthly rhythm":                       func(r *cop.Rhythm) { r.LastDay = true },
		"start must be on the last day of a month":               func(r *cop.Rhythm) { r.Every, r.LastDay = cop.Monthly, true },
		"last_day must not stand beside an ordinal":              func(r *cop.Rhythm) { r.Every, r.LastDay, r.Ordinal = cop.Monthly, true, 2 },
		"count must be at most 1000":                             func(r *cop.Rhythm) { r.Count = 1001 },
		"until must not stand beside a count":                    func(r *cop.Rhythm) { r.Count, r.Until = 3, "2026-03-01" },
		"until must not be before the start":                     func(r *cop.Rhythm) { r.Until = "2026-01-11" },
		"until must be a day until the year 2200":                func(r *cop.Rhythm) { r.Until = "next year" },
	} {
		r := weekly
		change(&r)
		err := r.Check()
		assert.ErrorIs(t, err, fault.Invalid, want)
		assert.ErrorContains(t, err, "cop.Rhythm: invalid: ", want)
		assert.ErrorContains(t, err, want)
	}
}
