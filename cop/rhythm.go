package cop

import (
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Rhythm is when a gathering meets: once, or again and again. The rhythm of
// its events is the strongest indicator of a community's aliveness (principle
// 7 of E. Wenger, R. McDermott and W. Snyder, "Cultivating Communities of
// Practice", 2002).
//
// It says what a recurrence rule of RFC 5545 (section 3.3.10) says, of which
// package calendar makes one, and times that people read off a clock on their
// wall: a meeting at nine in Vienna stays at nine in Vienna the whole year.
// The start is the first meeting, and so has to fit the rest.
type Rhythm struct {
	Start    string    `json:"start" validate:"required"`                   // on the clock in the zone: "2026-01-12T09:00"
	Zone     string    `json:"zone" validate:"required"`                    // a name of the IANA time zone database: "Europe/Vienna"
	Minutes  int       `json:"minutes" validate:"required,min=1,max=20160"` // how long a meeting takes; at most two weeks
	Every    Frequency `json:"every" validate:"required,oneof=once daily weekly monthly yearly"`
	Interval int       `json:"interval,omitempty" validate:"min=0,max=99"`                                                               // 2: every second day, week, month or year; 0 is 1
	Weekdays []Weekday `json:"weekdays,omitempty" validate:"unique,dive,oneof=monday tuesday wednesday thursday friday saturday sunday"` // of a weekly rhythm; none is that of the start
	Ordinal  int       `json:"ordinal,omitempty" validate:"min=-1,max=5"`                                                                // of a monthly rhythm: 2 with a start on a Tuesday is the second Tuesday, -1 the last
	LastDay  bool      `json:"last_day,omitempty"`                                                                                       // of a monthly rhythm: the last day of the month
	Count    int       `json:"count,omitempty" validate:"min=0,max=1000"`                                                                // how many meetings there are; 0 leaves it open
	Until    string    `json:"until,omitempty"`                                                                                          // the last day on which there can be one: "2026-12-31"; empty leaves it open
}

// Frequency is the unit in which a rhythm is counted.
type Frequency string

// The frequencies. A month without the day of the start (the 31st, a fifth
// Friday) and a year without it (29 February) have no meeting.
const (
	Once    Frequency = "once"
	Daily   Frequency = "daily"
	Weekly  Frequency = "weekly"
	Monthly Frequency = "monthly"
	Yearly  Frequency = "yearly"
)

// Weekday is a day of the week.
type Weekday string

// The weekdays. A week begins on Monday, as in ISO 8601.
const (
	Monday    Weekday = "monday"
	Tuesday   Weekday = "tuesday"
	Wednesday Weekday = "wednesday"
	Thursday  Weekday = "thursday"
	Friday    Weekday = "friday"
	Saturday  Weekday = "saturday"
	Sunday    Weekday = "sunday"
)

var weekdays = []Weekday{Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday}

// Weekdays returns the days of a week in their order.
func Weekdays() []Weekday { return slices.Clone(weekdays) }

// The forms in which a rhythm gives times, for package time.
const (
	ClockLayout = "2006-01-02T15:04"
	DayLayout   = "2006-01-02"
)

// Check reports, as one Invalid error, every bad field of the rhythm. Whether
// the time zone is known, package calendar says: it changes with the edition
// of the time zone database, and a record has to read alike everywhere.
func (r Rhythm) Check() error { return check("cop.Rhythm", r) }

// problems returns what no tag can say.
func (r Rhythm) problems() []fault.Field {
	var bad []fault.Field
	must := func(ok bool, name, problem string) {
		if !ok {
			bad = append(bad, fault.Field{Name: name, Problem: problem})
		}
	}
	start, err := time.Parse(ClockLayout, r.Start)
	known := err == nil && start.Year() >= 1900 && start.Year() <= 2200
	must(known || r.Start == "", "start", "must be a time on the clock in the years 1900 to 2200, as in 2026-01-12T09:00")
	must(r.Zone == "" || isZone(r.Zone), "zone", "must be a name of the IANA time zone database, as in Europe/Vienna or UTC")
	must(r.Every != Once || r.Interval == 0 && r.Count == 0 && r.Until == "", "every", "must be something else than once if there is an interval, a count or an end")
	must(r.Every == Weekly || len(r.Weekdays) == 0, "weekdays", "are for a weekly rhythm")
	must(r.Every == Monthly || r.Ordinal == 0, "ordinal", "is for a monthly rhythm")
	must(r.Every == Monthly || !r.LastDay, "last_day", "is for a monthly rhythm")
	must(r.Ordinal == 0 || !r.LastDay, "last_day", "must not stand beside an ordinal")
	must(r.Count == 0 || r.Until == "", "until", "must not stand beside a count")
	if r.Until != "" {
		until, err := time.Parse(DayLayout, r.Until)
		must(err == nil && until.Year() <= 2200, "until", "must be a day until the year 2200, as in 2026-12-31")
		must(err != nil || !known || !until.Before(start.Truncate(24*time.Hour)), "until", "must not be before the start")
	}
	if !known {
		return bad
	}
	own := weekdays[(start.Weekday()+6)%7]
	must(len(r.Weekdays) == 0 || slices.Contains(r.Weekdays, own), "start", "must be on one of the weekdays")
	must(!r.LastDay || start.AddDate(0, 0, 1).Day() == 1, "start", "must be on the last day of a month")
	must(r.Ordinal < 1 || (start.Day()+6)/7 == r.Ordinal, "start", "must be on the day that the ordinal names")
	must(r.Ordinal != -1 || start.AddDate(0, 0, 7).Day() <= 7, "start", "must be in the last seven days of a month")
	return bad
}

// isZone reports whether s can be the name of a time zone. The host's own
// zone, by whatever name, means nothing to others.
func isZone(s string) bool {
	return len(s) <= 64 && s != "Local" && !strings.Contains(s, "..") && !strings.ContainsFunc(s, func(r rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-/", r)
	}) && s[0] != '/'
}

// clone returns a copy that shares nothing with the caller's value, in the one
// form that storage gives back: no weekdays are nil, and they are in order.
func (r Rhythm) clone() Rhythm {
	r.Weekdays = append([]Weekday(nil), r.Weekdays...)
	slices.SortFunc(r.Weekdays, func(a, b Weekday) int { return slices.Index(weekdays, a) - slices.Index(weekdays, b) })
	return r
}

// moment returns the time as the record holds it; zero stays zero.
func moment(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return activity.Moment(t)
}
