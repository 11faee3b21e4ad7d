package calendar

import (
	"cmp"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

// Occurrence is one meeting of a gathering as it stands now: the plan, with
// what is recorded of this meeting.
type Occurrence struct {
	Gathering activity.GatheringID
	Original  time.Time // when it begins according to the rhythm: UTC. It tells the meeting from the others (see cop.Gathering.Meeting).
	Start     time.Time // when it begins; UTC, unless InZone says otherwise
	End       time.Time
	Title     string
	Place     string
	Link      string
	Guests    []cop.Guest // those of the gathering and of this meeting
	Agenda    []cop.Item
	CalledOff bool   // by itself or with the whole gathering
	Reason    string // why it was moved or called off; nobody has to know otherwise
	Meeting   cop.Meeting
}

// Occurrences returns the meetings of a gathering that end after one time and
// begin before another, in the order in which they begin, and at most limit of
// them (0: all). Meetings is what is recorded of single ones, in any order.
// Those that were called off are among them, marked. What took place is always
// among them, even if no rhythm of the gathering has it.
//
// It is an Invalid error if the time zone is unknown, or if there were more
// than 10,000 meetings to look at.
func Occurrences(g cop.Gathering, meetings []cop.Meeting, from, to time.Time, limit int) ([]Occurrence, error) {
	const op = "calendar.Occurrences"
	if limit < 0 {
		return nil, fault.New(op, fault.Invalid, "limit must be at least 0")
	}
	eras, err := erasOf(op, g)
	if err != nil {
		return nil, err
	}
	recorded := make(map[time.Time]cop.Meeting, len(meetings))
	for _, m := range meetings {
		if m.Gathering == g.ID && m.Community == g.Community {
			recorded[m.Start.UTC()] = m
		}
	}
	var all []Occurrence
	found := map[time.Time]bool{}
	add := func(m cop.Meeting, length time.Duration) {
		if o := occurrence(g, m, length); !found[o.Original] && o.End.After(from) && o.Start.Before(to) {
			found[o.Original] = true
			all = append(all, o)
		}
	}
	for _, e := range eras {
		enough := len(all) + limit + len(meetings)
		err := e.each(op, from.Add(-e.length()), to, func(start time.Time) bool {
			m, known := recorded[start]
			if !known {
				m = g.Meeting(start)
			}
			add(m, e.length())
			return limit == 0 || len(all) < enough
		})
		if err != nil {
			return nil, err
		}
	}
	for _, m := range meetings { // those that were moved here, and those that were held though no rhythm has them
		if recorded[m.Start.UTC()].Rev == 0 || found[m.Start.UTC()] {
			continue
		}
		e, ok, err := eraAt(op, eras, m.Start)
		if err != nil {
			return nil, err
		}
		if ok || m.Held() {
			add(m, e.length())
		}
	}
	slices.SortFunc(all, func(a, b Occurrence) int {
		return cmp.Or(a.Start.Compare(b.Start), a.Original.Compare(b.Original))
	})
	if limit > 0 && len(all) > limit {
		all = all[:limit]
	}
	return all, nil
}

// Meets reports whether a gathering has a meeting that begins at a time
// according to its rhythm. Whoever changes or attends one asks this first.
func Meets(g cop.Gathering, start time.Time) (bool, error) {
	eras, err := erasOf("calendar.Meets", g)
	if err != nil {
		return false, err
	}
	_, ok, err := eraAt("calendar.Meets", eras, start)
	return ok, err
}

// eraAt returns the era that has a meeting at a time; if none has, the last.
func eraAt(op string, eras []era, start time.Time) (found era, ok bool, err error) {
	for _, e := range eras {
		found = e
		err := e.each(op, start, start.Add(1), func(time.Time) bool { ok = true; return false })
		if ok || err != nil {
			return found, ok, err
		}
	}
	return found, false, nil
}

func (e era) length() time.Duration { return time.Duration(e.Minutes) * time.Minute }

// occurrence puts together what is planned and what is recorded of a meeting.
func occurrence(g cop.Gathering, m cop.Meeting, length time.Duration) Occurrence {
	start := m.When().UTC()
	o := Occurrence{
		Gathering: g.ID, Original: m.Start.UTC(), Start: start, End: start.Add(length), Title: g.Title,
		Place: cmp.Or(m.Place, g.Place), Link: cmp.Or(m.Link, g.Link), Guests: slices.Concat(g.Guests, m.Guests),
		Agenda: slices.Clone(g.Agenda), CalledOff: m.CalledOff, Reason: m.Reason, Meeting: m,
	}
	if len(m.Agenda) > 0 {
		o.Agenda = slices.Clone(m.Agenda)
	}
	if !g.CalledOffAt.IsZero() && !start.Before(g.CalledOffAt) && !m.CalledOff && !m.Held() {
		o.CalledOff, o.Reason = true, g.Reason
	}
	return o
}

// InZone returns the occurrence as a member reads it on a clock in another
// zone, by its name in the IANA database. A zone that is unknown is Invalid.
func InZone(o Occurrence, name string) (Occurrence, error) {
	zone, err := zoneOf("calendar.InZone", name)
	if err != nil {
		return o, err
	}
	o.Start, o.End = o.Start.In(zone), o.End.In(zone)
	return o, nil
}
