package calendar

import (
	"fmt"
	"maps"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"
)

// timezones returns a VTIMEZONE for every zone that the feed uses (RFC 5545,
// section 3.6.5): the offset in force at its first event, and all changes from
// there until ten years after the stamp. Programs that know the zone by its
// name take their own rules; the others read the feed again before that.
func (f *feed) timezones() ([]ics.Component, error) {
	var all []ics.Component
	for _, name := range slices.Sorted(maps.Keys(f.zones)) {
		zone, err := zoneOf(f.op, name)
		if err != nil {
			return nil, err
		}
		all = append(all, timezone(name, zone, f.zones[name], f.stamp.AddDate(10, 0, 0)))
	}
	return all, nil
}

// change is one change of a zone's offset.
type change struct {
	from, to int // offsets in seconds, before and after
	name     string
	summer   bool
}

// timezone defines a zone by its changes. Those that repeat are one part, with
// a date for each time.
func timezone(name string, zone *time.Location, since, until time.Time) *ics.VTimezone {
	z := ics.NewTimezone(name)
	parts := map[change]*ics.ComponentBase{}
	add := func(c change, wall string) {
		if part, known := parts[c]; known {
			part.AddRdate(wall)
			return
		}
		var part *ics.ComponentBase
		if c.summer {
			daylight := &ics.Daylight{}
			z.Components, part = append(z.Components, daylight), &daylight.ComponentBase
		} else {
			part = &z.AddStandard().ComponentBase
		}
		part.AddProperty(ics.ComponentPropertyDtStart, wall)
		part.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), offset(c.from))
		part.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), offset(c.to))
		part.AddProperty(ics.ComponentProperty(ics.PropertyTzname), c.name)
		parts[c] = part
	}
	for t := since; ; {
		onset, end := t.In(zone).ZoneBounds()
		abbreviation, to := t.In(zone).Zone()
		c := change{to, to, abbreviation, t.In(zone).IsDST()}
		if onset.IsZero() { // as long as anybody knows
			add(c, "19000101T000000")
		} else {
			before := onset.Add(-time.Second)
			_, c.from = before.In(zone).Zone()
			add(c, onset.UTC().Add(time.Duration(c.from)*time.Second).Format(clock))
		}
		if end.IsZero() || end.After(until) {
			return z
		}
		t = end
	}
}

// offset writes an offset from UTC as RFC 5545, section 3.3.14, does.
func offset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	s := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		s += fmt.Sprintf("%02d", seconds%60)
	}
	return s
}
