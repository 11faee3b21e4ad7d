package calendar

import (
	"time"

	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

// zoneOf returns a zone of the IANA database by its name.
func zoneOf(op, name string) (*time.Location, error) {
	if name == "" || name == "Local" { // the host's own zone means nothing to others
		return nil, fault.New(op, fault.Invalid, "name a time zone of the IANA database, as in Europe/Vienna")
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, fault.New(op, fault.Invalid, "there is no time zone "+name+" in the IANA database of this machine; "+
			"name another one, as in Europe/Vienna")
	}
	return zone, nil
}

// Check reports, as an Invalid error, whether the rhythm is one that meets: it
// passes its own Check, and its time zone is known.
func Check(r cop.Rhythm) error {
	if err := r.Check(); err != nil {
		return err
	}
	_, err := zoneOf("calendar.Check", r.Zone)
	return err
}

// at returns when a clock on a wall in the zone shows what wall shows in UTC.
// A time that the clock skips is read with the offset from before the gap; of
// two times that it shows alike, the first counts (RFC 5545, section 3.3.5).
func at(wall time.Time, zone *time.Location) time.Time {
	offset := func(t time.Time) time.Duration {
		_, seconds := t.In(zone).Zone()
		return time.Duration(seconds) * time.Second
	}
	before, after := offset(wall.Add(-24*time.Hour)), offset(wall.Add(24*time.Hour))
	first, second := wall.Add(-before), wall.Add(-after)
	if offset(first) != before && offset(second) == after {
		return second
	}
	return first
}

// onWall returns what a clock in the zone shows at a time, as a time in UTC.
func onWall(t time.Time, zone *time.Location) time.Time {
	_, seconds := t.In(zone).Zone()
	return t.UTC().Add(time.Duration(seconds) * time.Second)
}
