package calendar_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/teambition/rrule-go"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/calendar"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

var stamp = utc("2026-02-01T12:00")

func feed(t require.TestingT, entries ...calendar.Entry) string {
	var b bytes.Buffer
	require.NoError(t, calendar.Write(&b, "Auditors, internal", entries, stamp))
	return b.String()
}

// lines are the lines of a feed as they were before folding.
func lines(feed string) []string {
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(feed, "\r\n ", ""), "\r\n"), "\r\n")
}

// A call on second Tuesdays in Vienna, of which February's is moved, and
// March's is called off.
func vienna(t require.TestingT) calendar.Entry {
	g, _, err := cop.PlanGathering(on("2026-01-01T00:00"), call, cop.Plan{
		Title: "Call; of all, monthly", About: "What is new?\r\nAnd what is old?", Kind: "call", Link: "https://example.org/call",
		Rhythm: cop.Rhythm{Start: "2026-01-13T09:00", Zone: "Europe/Vienna", Minutes: 90, Every: cop.Monthly, Ordinal: 2},
		Guests: []cop.Guest{{Name: "Dr. Chen", For: "sampling"}, {Person: "eve"}},
		Agenda: []cop.Item{{Title: "Round", Minutes: 15}, {Title: "A case"}},
	})
	require.NoError(t, err)
	moved, _, err := g.Shift(on("2026-01-02T00:00"), g.Meeting(utc("2026-02-10T08:00")), cop.Change{To: utc("2026-02-12T13:00"), Place: "Room 2", Reason: "A holiday."})
	require.NoError(t, err)
	off, _, err := g.CallOffMeeting(on("2026-01-02T00:00"), g.Meeting(utc("2026-03-10T08:00")), "nobody can")
	require.NoError(t, err)
	return calendar.Entry{Gathering: g, Meetings: []cop.Meeting{off, moved}}
}

func TestWrite(t *testing.T) {
	uid := "UID:" + call.String() + "@praxis"
	got := lines(feed(t, vienna(t)))
	events := got[slices.Index(got, "BEGIN:VEVENT"):]
	assert.Equal(t, []string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Praxis//Communities of practice//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
		`NAME:Auditors\, internal`, `X-WR-CALNAME:Auditors\, internal`, "BEGIN:VTIMEZONE", "TZID:Europe/Vienna",
		"BEGIN:STANDARD", "DTSTART:20251026T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "RDATE:20261025T030000",
	}, got[:15])
	assert.Equal(t, []string{
		"BEGIN:VEVENT", uid, "DTSTAMP:20260201T120000Z", "CREATED:20260101T000000Z", "SEQUENCE:2",
		"DTSTART;TZID=Europe/Vienna:20260113T090000", "DURATION:PT90M", `SUMMARY:Call\; of all\, monthly`, "STATUS:CONFIRMED",
		`DESCRIPTION:What is new?\nAnd what is old?\nGuest: Dr. Chen\, sampling\n- Round (15 min)\n- A case`,
		"LOCATION:https://example.org/call", "URL:https://example.org/call", "CATEGORIES:call",
		"RRULE:FREQ=MONTHLY;BYDAY=+2TU", "EXDATE;TZID=Europe/Vienna:20260310T090000", "END:VEVENT",
		"BEGIN:VEVENT", uid, "DTSTAMP:20260201T120000Z", "CREATED:20260101T000000Z", "SEQUENCE:2",
		"DTSTART;TZID=Europe/Vienna:20260212T140000", "DURATION:PT90M", `SUMMARY:Call\; of all\, monthly`, "STATUS:CONFIRMED",
		`DESCRIPTION:What is new?\nAnd what is old?\nA holiday.\nGuest: Dr. Chen\, sampling\n- Round (15 min)\n- A case`,
		"LOCATION:Room 2", "URL:https://example.org/call", "CATEGORIES:call",
		"RECURRENCE-ID;TZID=Europe/Vienna:20260210T090000", "END:VEVENT", "END:VCALENDAR",
	}, events)
}

// RFC 5545, section 3.1: lines end in CRLF and have at most 75 octets, and no
// character is torn apart.
func TestLinesAreFolded(t *testing.T) {
	entry := vienna(t)
	entry.Gathering.About = strings.Repeat("Prüfungserfahrungsaustauschgespräche ", 20)
	written := feed(t, entry)
	for line := range strings.SplitSeq(strings.TrimSuffix(written, "\r\n"), "\r\n") {
		assert.LessOrEqual(t, len(line), 75)
		assert.NotContains(t, line, "\n")
		assert.NotContains(t, line, "\r")
		assert.True(t, strings.ToValidUTF8(line, "") == line)
	}
	assert.Contains(t, strings.Join(lines(written), "\n"), entry.Gathering.About)
}

func TestTheSameBytesInWhateverOrder(t *testing.T) {
	a, b := vienna(t), vienna(t)
	b.Gathering.ID = activity.GatheringID{0xd2}
	b.Meetings = nil
	reversed := a
	reversed.Meetings = []cop.Meeting{a.Meetings[1], a.Meetings[0]}
	assert.Equal(t, feed(t, a, b), feed(t, b, reversed))
}

func TestOnceAndCancelled(t *testing.T) {
	once := gathering(t, cop.Rhythm{Start: "2026-01-13T09:00", Zone: "UTC", Minutes: 60, Every: cop.Once})
	moved, _, err := once.Shift(on("2026-01-02T00:00"), once.Meeting(utc("2026-01-13T09:00")), cop.Change{To: utc("2026-01-14T10:00"), Reason: "a holiday"})
	require.NoError(t, err)
	got := feed(t, calendar.Entry{Gathering: once, Meetings: []cop.Meeting{moved}})
	assert.Contains(t, got, "DTSTART:20260114T100000Z")
	for _, none := range []string{"RRULE", "RECURRENCE-ID", "VTIMEZONE"} {
		assert.NotContains(t, got, none)
	}
	off, _, err := once.CallOffMeeting(on("2026-01-02T00:00"), once.Meeting(utc("2026-01-13T09:00")), "nobody can")
	require.NoError(t, err)
	assert.Contains(t, feed(t, calendar.Entry{Gathering: once, Meetings: []cop.Meeting{off}}), "STATUS:CANCELLED")

	// One that never met is cancelled as a whole; one that did ends.
	early, _, err := vienna(t).Gathering.CallOff(on("2026-01-05T00:00"), "no time")
	require.NoError(t, err)
	assert.Contains(t, feed(t, calendar.Entry{Gathering: early}), "STATUS:CANCELLED\r\n")
	late, _, err := vienna(t).Gathering.CallOff(on("2026-05-05T00:00"), "no time")
	require.NoError(t, err)
	got = feed(t, calendar.Entry{Gathering: late})
	assert.Contains(t, got, "RRULE:FREQ=MONTHLY;UNTIL=20260504T235959Z;BYDAY=+2TU")
	assert.NotContains(t, got, "CANCELLED")
}

func TestWriteFails(t *testing.T) {
	err := calendar.Write(broken{}, "Auditors", []calendar.Entry{vienna(t)}, stamp)
	assert.ErrorIs(t, err, fault.Unavailable)
	nowhere := vienna(t)
	nowhere.Gathering.Rhythm.Zone = "Mars/Olympus"
	assert.ErrorIs(t, calendar.Write(&bytes.Buffer{}, "Auditors", []calendar.Entry{nowhere}, stamp), fault.Invalid)
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("no paper") }

// read expands a feed as another program does: every series with its rule and
// exceptions, with changed meetings in place of those they replace.
func read(t require.TestingT, feed string, from, to time.Time) []time.Time {
	parsed, err := ics.ParseCalendar(strings.NewReader(feed))
	require.NoError(t, err)
	sets, replaced := map[string]*rrule.Set{}, map[string][]time.Time{}
	all := []time.Time{}
	timeOf := func(p *ics.IANAProperty) time.Time {
		zone := time.UTC
		if names := p.ICalParameters["TZID"]; len(names) == 1 {
			zone, err = time.LoadLocation(names[0])
			require.NoError(t, err)
		}
		at, err := time.ParseInLocation("20060102T150405", strings.TrimSuffix(p.Value, "Z"), zone)
		require.NoError(t, err)
		return at
	}
	for _, e := range parsed.Events() {
		start := timeOf(e.GetProperty(ics.ComponentPropertyDtStart))
		if id := e.GetProperty(ics.ComponentPropertyRecurrenceId); id != nil {
			replaced[e.Id()] = append(replaced[e.Id()], timeOf(id))
			all = append(all, start.UTC())
			continue
		}
		if e.GetProperty(ics.ComponentPropertyStatus).Value == "CANCELLED" {
			continue
		}
		rule := e.GetProperty(ics.ComponentPropertyRrule)
		if rule == nil {
			all = append(all, start.UTC())
			continue
		}
		set := &rrule.Set{}
		options, err := rrule.StrToROption(rule.Value)
		require.NoError(t, err)
		options.Dtstart = start
		r, err := rrule.NewRRule(*options)
		require.NoError(t, err)
		set.RRule(r)
		for _, p := range e.GetProperties(ics.ComponentPropertyExdate) {
			set.ExDate(timeOf(p))
		}
		sets[e.Id()] = set
	}
	for uid, set := range sets {
		for _, out := range replaced[uid] {
			set.ExDate(out)
		}
		for _, at := range set.Between(from, to, true) {
			all = append(all, at.UTC())
		}
	}
	all = slices.DeleteFunc(all, func(at time.Time) bool { return at.Before(from) || !at.Before(to) })
	slices.SortFunc(all, time.Time.Compare)
	return all
}

// A program that reads the feed shows the same meetings, whatever was planned,
// planned anew, moved and called off.
func TestOtherProgramsReadTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		byDay := rhythms().Filter(func(r cop.Rhythm) bool { return r.Start[11:] > "04" }) // no clock skips these hours
		g := gathering(t, byDay.Draw(t, "rhythm"))
		from, to := utc("2026-01-01T00:00"), utc("2029-01-01T00:00")
		if rapid.Bool().Draw(t, "replan") {
			p := g.Plan
			p.Rhythm = byDay.Draw(t, "other rhythm")
			if next, _, err := g.Replan(on("2026-09-01T12:00"), p, "why not"); err == nil {
				g = next
			}
		}
		all, err := calendar.Occurrences(g, nil, from, to, 0)
		require.NoError(t, err)
		var meetings []cop.Meeting
		for i, o := range all {
			m := g.Meeting(o.Original)
			switch rapid.IntRange(0, 9).Draw(t, "fate") {
			case 0:
				m, _, err = g.Shift(on("2026-09-01T13:00"), m, cop.Change{To: o.Start.Add(2 * time.Hour), Reason: "why not"})
			case 1:
				m, _, err = g.CallOffMeeting(on("2026-09-01T13:00"), m, "why not")
			default:
				continue
			}
			require.NoError(t, err)
			if meetings = append(meetings, m); i > 20 {
				break
			}
		}
		if rapid.IntRange(0, 3).Draw(t, "end") == 0 {
			g, _, err = g.CallOff(on("2027-06-01T13:00"), "why not")
			require.NoError(t, err)
		}
		all, err = calendar.Occurrences(g, meetings, from, to, 0)
		require.NoError(t, err)
		want := []time.Time{}
		for _, o := range all {
			if !o.CalledOff && !o.Start.Before(from) {
				want = append(want, o.Start)
			}
		}
		require.Equal(t, want, read(t, feed(t, calendar.Entry{Gathering: g, Meetings: meetings}), from, to))
	})
}
