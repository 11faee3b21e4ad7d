package calendar

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

// Entry is a gathering with what is recorded of its meetings, in any order.
type Entry struct {
	Gathering cop.Gathering
	Meetings  []cop.Meeting
}

// Write writes the gatherings of a community, by its name, as an iCalendar
// feed that calendar programs subscribe to (RFC 5545): gatherings as recurring
// events in their time zones, which it defines for ten years from the stamp
// on, without the meetings that were called off, and with those that were
// changed in their new form. Each gathering has the same UID in every feed,
// and one for each rhythm that it had before; SEQUENCE grows whenever a time
// or place changes. Stamp is when the feed is written. Same entries and stamp,
// in whatever order, same bytes.
//
// A feed holds what the entries hold: give it only those that its reader may
// see. It is an Invalid error if a time zone is unknown, and Unavailable if w
// fails.
func Write(w io.Writer, name string, entries []Entry, stamp time.Time) error {
	const op = "calendar.Write"
	f := feed{op: op, stamp: stamp.UTC(), zones: map[string]time.Time{}}
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b Entry) int { return a.Gathering.ID.Compare(b.Gathering.ID) })
	for _, entry := range entries {
		if err := f.add(entry); err != nil {
			return err
		}
	}
	calendar := ics.NewCalendarFor("Praxis")
	calendar.SetProductId("-//Praxis//Communities of practice//EN")
	calendar.SetCalscale("GREGORIAN")
	calendar.SetMethod(ics.MethodPublish)
	calendar.SetName(text(name))
	zones, err := f.timezones()
	if err != nil {
		return err
	}
	calendar.Components = append(zones, f.events...)
	var all bytes.Buffer
	if err := calendar.SerializeTo(&all, ics.WithNewLineWindows, ics.WithLineLength(75)); err != nil {
		return fault.Wrap(op, fault.Unavailable, err)
	}
	_, err = w.Write(all.Bytes())
	return fault.Wrap(op, fault.Unavailable, err)
}

// feed collects the events of a calendar, and since when it needs which zones.
type feed struct {
	op     string
	stamp  time.Time
	events []ics.Component
	zones  map[string]time.Time
}

// forever is later than any meeting.
var forever = time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC)

// add adds a gathering, with a series of events for each of its rhythms.
func (f *feed) add(entry Entry) error {
	g := entry.Gathering
	eras, err := erasOf(f.op, g)
	if err != nil {
		return err
	}
	var meetings []cop.Meeting
	sequence := g.Sequence
	for _, m := range entry.Meetings {
		if m.Gathering == g.ID && m.Community == g.Community && m.Rev > 0 {
			meetings = append(meetings, m)
			sequence += m.Sequence // leaving out a date, too, is a new version of the series
		}
	}
	slices.SortFunc(meetings, func(a, b cop.Meeting) int { return a.Start.Compare(b.Start) })
	for i, e := range eras {
		uid := g.ID.String() + "@praxis"
		if i < len(eras)-1 {
			uid = fmt.Sprintf("%s-%d@praxis", g.ID, i+1)
		}
		if err := f.series(series{Gathering: g, era: e, meetings: meetings, uid: uid, sequence: sequence}); err != nil {
			return err
		}
	}
	return nil
}

// series is what one rhythm of a gathering comes to.
type series struct {
	cop.Gathering
	era
	meetings []cop.Meeting
	uid      string
	sequence int
}

// series adds the events of one rhythm: one for all, and one for each meeting
// that was changed.
func (f *feed) series(s series) error {
	first := time.Time{}
	err := s.each(f.op, s.from, forever, func(start time.Time) bool { first = start; return false })
	if err != nil || first.IsZero() {
		return err // it never came to a meeting
	}
	off := s.CalledOffAt
	if cancelled := !off.IsZero() && !first.Before(off); !cancelled && !off.IsZero() && (s.to.IsZero() || off.Before(s.to)) {
		s.to = off // it ends there, and what was before has been
	}
	whole := occurrence(s.Gathering, s.Meeting(first), s.length())
	if !s.recurs() {
		for _, m := range s.meetings {
			if m.Start.Equal(first) {
				whole = occurrence(s.Gathering, m, s.length())
			}
		}
		f.event(s, whole)
		return nil
	}
	rule, err := s.rule(f.op)
	if err != nil {
		return err
	}
	event := f.event(s, whole)
	event.AddRrule(rule)
	for _, m := range s.meetings {
		ours := false
		if err := s.each(f.op, m.Start, m.Start.Add(1), func(time.Time) bool { ours = true; return false }); err != nil {
			return err
		}
		switch o := occurrence(s.Gathering, m, s.length()); {
		case !ours:
		case o.CalledOff && !whole.CalledOff:
			f.setTime(event, ics.ComponentPropertyExdate, s.era, o.Original)
		case !o.CalledOff && m.Changed():
			f.setTime(f.event(s, o), ics.ComponentPropertyRecurrenceId, s.era, o.Original)
		}
	}
	return nil
}

// rule returns the recurrence rule of what is left of the rhythm in its era.
func (s series) rule(op string) (string, error) {
	options := optionsOf(s.era.Rhythm)
	if s.Count > 0 {
		options.Count = 0
		err := s.each(op, s.from, forever, func(time.Time) bool { options.Count++; return true })
		return options.RRuleString(), err
	}
	if !options.Until.IsZero() {
		options.Until = at(options.Until, s.zone)
	}
	if end := s.to.Add(-time.Second); !s.to.IsZero() && (options.Until.IsZero() || end.Before(options.Until)) {
		options.Until = end
	}
	return options.RRuleString(), nil
}

// event adds an event for a meeting, or for a series that begins with it.
func (f *feed) event(s series, o Occurrence) *ics.VEvent {
	e := ics.NewEvent(s.uid)
	f.events = append(f.events, e)
	e.SetDtStampTime(f.stamp)
	e.SetCreatedTime(s.PlannedAt)
	e.SetSequence(s.sequence)
	f.setTime(e, ics.ComponentPropertyDtStart, s.era, o.Start)
	e.SetProperty(ics.ComponentPropertyDuration, fmt.Sprintf("PT%dM", s.era.Minutes))
	e.SetSummary(text(o.Title))
	status := ics.ObjectStatusConfirmed
	if o.CalledOff {
		status = ics.ObjectStatusCancelled
	}
	e.SetStatus(status)
	set := func(property ics.ComponentProperty, value string) {
		if value != "" {
			e.SetProperty(property, text(value))
		}
	}
	set(ics.ComponentPropertyDescription, description(s.About, o))
	set(ics.ComponentPropertyLocation, cmp.Or(o.Place, o.Link))
	set(ics.ComponentPropertyUrl, o.Link)
	set(ics.ComponentPropertyCategories, s.Kind)
	return e
}

// setTime adds a time on the clock of the era's zone.
func (f *feed) setTime(e *ics.VEvent, property ics.ComponentProperty, era era, t time.Time) {
	if era.Zone == "UTC" {
		e.AddProperty(property, t.UTC().Format("20060102T150405Z"))
		return
	}
	if since, known := f.zones[era.Zone]; !known || t.Before(since) {
		f.zones[era.Zone] = t
	}
	e.AddProperty(property, t.In(era.zone).Format(clock), ics.WithTZID(era.Zone))
}

// clock is a local time as RFC 5545, section 3.3.5, writes it.
const clock = "20060102T150405"

// description is what members need to know who open an event.
func description(about string, o Occurrence) string {
	var lines []string
	add := func(line string) { lines = append(lines, line) }
	if about != "" {
		add(about)
	}
	if o.Reason != "" {
		add(o.Reason)
	}
	for _, g := range o.Guests {
		if g.Name != "" {
			add(strings.TrimSuffix("Guest: "+g.Name+", "+g.For, ", "))
		}
	}
	for _, item := range o.Agenda {
		if item.Minutes > 0 {
			add(fmt.Sprintf("- %s (%d min)", item.Title, item.Minutes))
			continue
		}
		add("- " + item.Title)
	}
	return strings.Join(lines, "\n")
}

// text brings the ends of lines into the one form that is escaped.
func text(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
