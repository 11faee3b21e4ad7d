package calendar

import (
	"slices"
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

var (
	frequencies = map[cop.Frequency]rrule.Frequency{
		cop.Daily: rrule.DAILY, cop.Weekly: rrule.WEEKLY, cop.Monthly: rrule.MONTHLY, cop.Yearly: rrule.YEARLY,
	}
	byFrequency = map[rrule.Frequency]cop.Frequency{
		rrule.DAILY: cop.Daily, rrule.WEEKLY: cop.Weekly, rrule.MONTHLY: cop.Monthly, rrule.YEARLY: cop.Yearly,
	}
	weekdays = []rrule.Weekday{rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU}
)

// wallStart returns when a rhythm starts, on the clock.
func wallStart(r cop.Rhythm) time.Time {
	start, _ := time.Parse(cop.ClockLayout, r.Start) // the caller has checked it
	return start
}

// lastSecond returns the last second of a day on the clock.
func lastSecond(day string) time.Time {
	until, _ := time.Parse(cop.DayLayout, day) // the caller has checked it
	return until.Add(24*time.Hour - time.Second)
}

// optionsOf returns the recurrence of a rhythm that recurs, in times on the
// clock as if they were UTC.
func optionsOf(r cop.Rhythm) rrule.ROption {
	options := rrule.ROption{Freq: frequencies[r.Every], Count: r.Count}
	if r.Interval > 1 {
		options.Interval = r.Interval
	}
	start := wallStart(r)
	for _, day := range r.Weekdays {
		options.Byweekday = append(options.Byweekday, weekdays[slices.Index(cop.Weekdays(), day)])
	}
	if r.Ordinal != 0 {
		day := weekdays[(start.Weekday()+6)%7]
		options.Byweekday = []rrule.Weekday{day.Nth(r.Ordinal)}
	}
	if r.LastDay {
		options.Bymonthday = []int{-1}
	}
	if r.Until != "" {
		options.Until = lastSecond(r.Until)
	}
	return options
}

// RRule returns the recurrence rule of a rhythm as RFC 5545 (section 3.3.10)
// writes it; it is empty for what meets once. The rule goes with the rhythm's
// start and zone. A rhythm that fails Check is Invalid.
func RRule(r cop.Rhythm) (string, error) {
	if err := Check(r); err != nil || r.Every == cop.Once {
		return "", err
	}
	options := optionsOf(r)
	if r.Until != "" {
		zone, err := zoneOf("calendar.RRule", r.Zone)
		if err != nil {
			return "", err
		}
		options.Until = at(options.Until, zone)
	}
	return options.RRuleString(), nil
}

// ParseRRule reads a recurrence rule into the rhythm that it goes with, of
// which the start, the zone and the minutes are given. It reads what a rhythm
// can say: days, weeks, months and years, weekdays, the n-th or last weekday
// and the last day of a month, an interval, and an end. What it cannot say is
// Invalid; so is a start that is not the first meeting.
func ParseRRule(rule string, start cop.Rhythm) (cop.Rhythm, error) {
	const op = "calendar.ParseRRule"
	refuse := func(why string) (cop.Rhythm, error) { return cop.Rhythm{}, fault.New(op, fault.Invalid, why) }
	r := cop.Rhythm{Start: start.Start, Zone: start.Zone, Minutes: start.Minutes, Every: cop.Once}
	if err := Check(r); err != nil {
		return cop.Rhythm{}, err
	}
	zone, err := zoneOf(op, r.Zone)
	if err != nil {
		return cop.Rhythm{}, err
	}
	rule = strings.ToUpper(strings.TrimSpace(rule))
	if len(rule) > 500 || strings.ContainsAny(rule, "\r\n") {
		return refuse("a recurrence rule is one line of at most 500 characters")
	}
	options, err := rrule.StrToROptionInLocation(rule, zone)
	if err != nil {
		return refuse("this is no recurrence rule of RFC 5545: " + err.Error())
	}
	var known bool
	if r.Every, known = byFrequency[options.Freq]; !known {
		return refuse("a gathering meets daily, weekly, monthly or yearly; nothing recurs more often")
	}
	if options.Interval < 0 || options.Interval > 99 || options.Count < 0 || options.Count > 1000 {
		return refuse("an interval is at most 99, and a count at most 1000")
	}
	if r.Count = options.Count; options.Interval > 1 {
		r.Interval = options.Interval
	}
	if !options.Until.IsZero() {
		r.Until = lastDay(rule, onWall(options.Until, zone), wallStart(r))
	}
	if why := readDays(&r, options); why != "" {
		return refuse(why)
	}
	if err := r.Check(); err != nil {
		return cop.Rhythm{}, fault.In(op, err)
	}
	return r, nil
}

// lastDay returns the last day with a meeting that begins before an end. An
// end that is a day counts until it is over.
func lastDay(rule string, until, start time.Time) string {
	_, value, _ := strings.Cut(rule, "UNTIL=")
	value, _, _ = strings.Cut(value, ";")
	clock := time.Duration(start.Hour())*time.Hour + time.Duration(start.Minute())*time.Minute
	if day := until.Truncate(24 * time.Hour); len(value) != len("20060102") && until.Sub(day) < clock {
		until = until.AddDate(0, 0, -1)
	}
	return until.Format(cop.DayLayout)
}

// readDays reads the days of a rule, and returns what keeps it from it.
func readDays(r *cop.Rhythm, options *rrule.ROption) (why string) {
	const beyond = "a rhythm cannot say this: it knows weekdays of a week, the n-th or last weekday of a month, its last day, and the day of the start"
	start := wallStart(*r)
	only := func(list []int, own int) bool { return len(list) == 0 || len(list) == 1 && list[0] == own }
	days, places := options.Byweekday, options.Bysetpos
	switch {
	case len(options.Byhour)+len(options.Byminute)+len(options.Bysecond)+len(options.Byweekno)+len(options.Byyearday)+len(options.Byeaster) > 0,
		!only(options.Bymonth, int(start.Month())) || len(options.Bymonth) > 0 && r.Every != cop.Yearly,
		len(options.Bymonthday) > 0 && r.Every != cop.Monthly && (r.Every != cop.Yearly || len(options.Bymonth) == 0),
		len(days) > 0 && r.Every != cop.Weekly && r.Every != cop.Monthly,
		len(places) > 0 && (r.Every != cop.Monthly || len(days) == 0):
		return beyond
	case r.Every == cop.Weekly:
		for _, day := range days {
			if day.N() != 0 {
				return beyond
			}
			r.Weekdays = append(r.Weekdays, cop.Weekdays()[day.Day()])
		}
		slices.SortFunc(r.Weekdays, func(a, b cop.Weekday) int {
			return slices.Index(cop.Weekdays(), a) - slices.Index(cop.Weekdays(), b)
		})
		r.Weekdays = slices.Compact(r.Weekdays)
		if options.Wkst != rrule.MO && r.Interval > 1 && len(r.Weekdays) > 1 {
			return "a rhythm's weeks begin on Monday"
		}
	case len(days) > 0: // of a month
		if len(days) > 1 || len(places) > 1 || len(options.Bymonthday) > 0 || days[0].Day() != int(start.Weekday()+6)%7 {
			return beyond
		}
		if r.Ordinal = days[0].N(); len(places) == 1 && r.Ordinal == 0 { // "every Tuesday of the month, of these the second"
			r.Ordinal = places[0]
		} else if len(places) == 1 {
			return beyond
		}
		if r.Ordinal == 0 {
			return beyond
		}
	case only(options.Bymonthday, -1) && len(options.Bymonthday) == 1 && r.Every == cop.Monthly:
		r.LastDay = true
	case !only(options.Bymonthday, start.Day()):
		return beyond
	}
	return ""
}
