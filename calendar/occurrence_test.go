package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/calendar"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

var (
	auditors = activity.CommunityID{0xa}
	call     = activity.GatheringID{0xd1}
)

// gathering is one that ana planned on New Year's Day of 2026.
func gathering(t require.TestingT, r cop.Rhythm) cop.Gathering {
	g, _, err := cop.PlanGathering(on("2026-01-01T00:00"), call, cop.Plan{Title: "Call", Rhythm: r})
	require.NoError(t, err)
	return g
}

// on is ana's occasion at a time UTC.
func on(at string) activity.Occasion {
	return activity.Occasion{ID: activity.ID{1}, Community: auditors, Actor: "ana", At: utc(at)}
}

func utc(clock string) time.Time {
	t, err := time.Parse(cop.ClockLayout, clock)
	if err != nil {
		panic(err)
	}
	return t
}

// starts lists when the meetings of a gathering begin, on the clock of a zone.
func starts(t require.TestingT, zone string, g cop.Gathering, meetings []cop.Meeting, from, to string, limit int) []string {
	all, err := calendar.Occurrences(g, meetings, utc(from), utc(to), limit)
	require.NoError(t, err)
	var shown []string
	for _, o := range all {
		o, err := calendar.InZone(o, zone)
		require.NoError(t, err)
		text := o.Start.Format("Mon " + cop.ClockLayout)
		if o.CalledOff {
			text += " off"
		}
		shown = append(shown, text)
	}
	return shown
}

func weekly(start, zone string) cop.Rhythm {
	return cop.Rhythm{Start: start, Zone: zone, Minutes: 60, Every: cop.Weekly}
}

func TestRhythmsExpand(t *testing.T) {
	for name, test := range map[string]struct {
		rhythm cop.Rhythm
		want   []string
	}{
		"once": {cop.Rhythm{Start: "2026-01-13T09:00", Every: cop.Once}, []string{"Tue 2026-01-13T09:00"}},
		"every second day, three times": {cop.Rhythm{Start: "2026-01-30T09:00", Every: cop.Daily, Interval: 2, Count: 3},
			[]string{"Fri 2026-01-30T09:00", "Sun 2026-02-01T09:00", "Tue 2026-02-03T09:00"}},
		"every second week on two days": {cop.Rhythm{Start: "2026-01-15T09:00", Every: cop.Weekly, Interval: 2,
			Weekdays: []cop.Weekday{cop.Monday, cop.Thursday}, Until: "2026-02-09"},
			[]string{"Thu 2026-01-15T09:00", "Mon 2026-01-26T09:00", "Thu 2026-01-29T09:00", "Mon 2026-02-09T09:00"}},
		"the second Tuesday": {cop.Rhythm{Start: "2026-01-13T09:00", Every: cop.Monthly, Ordinal: 2, Count: 3},
			[]string{"Tue 2026-01-13T09:00", "Tue 2026-02-10T09:00", "Tue 2026-03-10T09:00"}},
		"the last Friday": {cop.Rhythm{Start: "2026-01-30T09:00", Every: cop.Monthly, Ordinal: -1, Count: 3},
			[]string{"Fri 2026-01-30T09:00", "Fri 2026-02-27T09:00", "Fri 2026-03-27T09:00"}},
		"the last day": {cop.Rhythm{Start: "2026-01-31T09:00", Every: cop.Monthly, LastDay: true, Count: 3},
			[]string{"Sat 2026-01-31T09:00", "Sat 2026-02-28T09:00", "Tue 2026-03-31T09:00"}},
		"the 31st skips short months": {cop.Rhythm{Start: "2026-01-31T09:00", Every: cop.Monthly, Count: 3},
			[]string{"Sat 2026-01-31T09:00", "Tue 2026-03-31T09:00", "Sun 2026-05-31T09:00"}},
		"a leap day": {cop.Rhythm{Start: "2028-02-29T09:00", Every: cop.Yearly, Count: 2},
			[]string{"Tue 2028-02-29T09:00", "Sun 2032-02-29T09:00"}},
	} {
		test.rhythm.Zone, test.rhythm.Minutes = "UTC", 60
		assert.Equal(t, test.want, starts(t, "UTC", gathering(t, test.rhythm), nil, "2026-01-01T00:00", "2040-01-01T00:00", 0), name)
	}
}

// A meeting at nine in Vienna stays at nine in Vienna.
func TestTheClockOnTheWallStays(t *testing.T) {
	g := gathering(t, weekly("2026-03-22T09:00", "Europe/Vienna"))
	assert.Equal(t, []string{"Sun 2026-03-22T09:00", "Sun 2026-03-29T09:00"},
		starts(t, "Europe/Vienna", g, nil, "2026-03-20T00:00", "2026-04-01T00:00", 0))
	assert.Equal(t, []string{"Sun 2026-03-22T08:00", "Sun 2026-03-29T07:00"},
		starts(t, "UTC", g, nil, "2026-03-20T00:00", "2026-04-01T00:00", 0))
	assert.Equal(t, []string{"Sun 2026-03-22T17:00", "Sun 2026-03-29T16:00"},
		starts(t, "Asia/Tokyo", g, nil, "2026-03-20T00:00", "2026-04-01T00:00", 0), "as a member in Tokyo reads it")
}

// RFC 5545, section 3.3.5: a time that the clock skips is read with the offset
// from before the gap; of two times that read alike, the first counts.
func TestTimesThatAreNotOnTheClockOrTwice(t *testing.T) {
	for zone, test := range map[string][]string{
		"Europe/Vienna":       {"2026-03-28T02:30", "Sat 2026-03-28T01:30", "Sun 2026-03-29T01:30", "Mon 2026-03-30T00:30"},
		"America/New_York":    {"2026-03-07T02:30", "Sat 2026-03-07T07:30", "Sun 2026-03-08T07:30", "Mon 2026-03-09T06:30"},
		"Australia/Lord_Howe": {"2026-10-03T02:15", "Fri 2026-10-02T15:45", "Sat 2026-10-03T15:45", "Sun 2026-10-04T15:15"},
		"Pacific/Apia":        {"2011-12-29T09:00", "Thu 2011-12-29T19:00", "Fri 2011-12-30T19:00", "Fri 2011-12-30T19:00"},
	} {
		r := cop.Rhythm{Start: test[0], Zone: zone, Minutes: 60, Every: cop.Daily, Count: 3}
		got := starts(t, "UTC", gathering(t, r), nil, "2011-01-01T00:00", "2027-01-01T00:00", 0)
		if zone == "Pacific/Apia" { // which had no 30 December in 2011: that day's meeting and the next are one
			assert.Equal(t, test[1:3], got, zone)
			continue
		}
		assert.Equal(t, test[1:], got, zone)
	}
	r := cop.Rhythm{Start: "2026-10-25T02:30", Zone: "Europe/Vienna", Minutes: 60, Every: cop.Once}
	assert.Equal(t, []string{"Sun 2026-10-25T00:30"}, starts(t, "UTC", gathering(t, r), nil, "2026-01-01T00:00", "2027-01-01T00:00", 0))
}

func TestMovedAndCalledOff(t *testing.T) {
	g := gathering(t, weekly("2026-01-06T09:00", "UTC"))
	moved, _, err := g.Shift(on("2026-01-02T00:00"), g.Meeting(utc("2026-01-13T09:00")),
		cop.Change{To: utc("2026-02-02T10:00"), Place: "Room 2", Reason: "a holiday", Agenda: []cop.Item{{Title: "A case"}}})
	require.NoError(t, err)
	off, _, err := g.CallOffMeeting(on("2026-01-02T00:00"), g.Meeting(utc("2026-01-20T09:00")), "nobody can")
	require.NoError(t, err)
	meetings := []cop.Meeting{off, moved}
	assert.Equal(t, []string{"Tue 2026-01-06T09:00", "Tue 2026-01-20T09:00 off", "Tue 2026-01-27T09:00"},
		starts(t, "UTC", g, meetings, "2026-01-01T00:00", "2026-02-01T00:00", 0))
	assert.Equal(t, []string{"Mon 2026-02-02T10:00", "Tue 2026-02-03T09:00"},
		starts(t, "UTC", g, meetings, "2026-02-01T00:00", "2026-02-05T00:00", 0), "it is where it was moved to")
	assert.Equal(t, []string{"Mon 2026-02-02T10:00"}, starts(t, "UTC", g, meetings, "2026-02-01T00:00", "2027-02-05T00:00", 1))
	all, err := calendar.Occurrences(g, meetings, utc("2026-02-01T00:00"), utc("2026-02-03T00:00"), 0)
	require.NoError(t, err)
	assert.Equal(t, []calendar.Occurrence{{
		Gathering: call, Original: utc("2026-01-13T09:00"), Start: utc("2026-02-02T10:00"), End: utc("2026-02-02T11:00"),
		Title: "Call", Place: "Room 2", Reason: "a holiday", Agenda: []cop.Item{{Title: "A case"}}, Meeting: moved,
	}}, all)
}

// Another rhythm holds from when it is planned, and what was before has been.
func TestReplannedGatherings(t *testing.T) {
	g := gathering(t, weekly("2026-01-06T09:00", "UTC"))
	p := g.Plan
	p.Rhythm = weekly("2026-01-07T18:00", "UTC")
	replanned, _, err := g.Replan(on("2026-01-20T12:00"), p, "evenings are better")
	require.NoError(t, err)
	want := []string{"Tue 2026-01-06T09:00", "Tue 2026-01-13T09:00", "Tue 2026-01-20T09:00", "Wed 2026-01-21T18:00", "Wed 2026-01-28T18:00"}
	assert.Equal(t, want, starts(t, "UTC", replanned, nil, "2026-01-01T00:00", "2026-02-01T00:00", 0))
	for start, meets := range map[string]bool{"2026-01-13T09:00": true, "2026-01-27T09:00": false, "2026-01-14T18:00": false, "2026-01-28T18:00": true} {
		ok, err := calendar.Meets(replanned, utc(start))
		assert.NoError(t, err)
		assert.Equal(t, meets, ok, start)
	}
	held, _, err := g.Attend(on("2026-01-27T09:00"), g.Meeting(utc("2026-01-27T09:00")))
	require.NoError(t, err)
	assert.Contains(t, starts(t, "UTC", replanned, []cop.Meeting{held}, "2026-01-01T00:00", "2026-02-01T00:00", 0), "Tue 2026-01-27T09:00",
		"what took place, took place")

	off, _, err := replanned.CallOff(on("2026-01-25T12:00"), "we found another way")
	require.NoError(t, err)
	want[4] += " off"
	assert.Equal(t, want, starts(t, "UTC", off, nil, "2026-01-01T00:00", "2026-02-01T00:00", 0))
}

func TestExpansionsAreBounded(t *testing.T) {
	g := gathering(t, cop.Rhythm{Start: "2026-01-06T09:00", Zone: "UTC", Minutes: 60, Every: cop.Daily})
	_, err := calendar.Occurrences(g, nil, utc("2026-01-01T00:00"), utc("2200-01-01T00:00"), 0)
	assert.ErrorIs(t, err, fault.Invalid)
	assert.ErrorContains(t, err, "shorter time")
	assert.Len(t, starts(t, "UTC", g, nil, "2199-01-01T00:00", "2200-01-01T00:00", 0), 365, "one does not begin at the beginning")
	assert.Len(t, starts(t, "UTC", g, nil, "2026-01-01T00:00", "2200-01-01T00:00", 7), 7)
	_, err = calendar.Occurrences(g, nil, utc("2026-01-01T00:00"), utc("2200-01-01T00:00"), -1)
	assert.ErrorIs(t, err, fault.Invalid)
	assert.Empty(t, starts(t, "UTC", g, nil, "2027-01-01T00:00", "2026-01-01T00:00", 0))
}

func TestUnknownZones(t *testing.T) {
	g := gathering(t, weekly("2026-01-06T09:00", "Mars/Olympus"))
	_, err := calendar.Occurrences(g, nil, utc("2026-01-01T00:00"), utc("2027-01-01T00:00"), 0)
	assert.ErrorIs(t, err, fault.Invalid)
	assert.ErrorContains(t, err, "no time zone Mars/Olympus")
	assert.ErrorIs(t, calendar.Check(g.Rhythm), fault.Invalid)
	assert.ErrorIs(t, calendar.Check(cop.Rhythm{}), fault.Invalid)
	for _, zone := range []string{"", "Local", "Nowhere"} {
		_, err = calendar.InZone(calendar.Occurrence{}, zone)
		assert.ErrorIs(t, err, fault.Invalid, zone)
	}
}

// rhythms draws rhythms that pass their Check.
func rhythms() *rapid.Generator[cop.Rhythm] {
	return rapid.Custom(func(t *rapid.T) cop.Rhythm {
		start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 2*365*24*4).Draw(t, "quarters")) * 15 * time.Minute)
		r := cop.Rhythm{
			Start: start.Format(cop.ClockLayout), Minutes: rapid.IntRange(1, 3000).Draw(t, "minutes"),
			Zone:  rapid.SampledFrom([]string{"UTC", "Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"}).Draw(t, "zone"),
			Every: rapid.SampledFrom([]cop.Frequency{cop.Once, cop.Daily, cop.Weekly, cop.Monthly, cop.Yearly}).Draw(t, "every"),
		}
		if r.Every == cop.Once {
			return r
		}
		r.Interval = rapid.SampledFrom([]int{0, 2, 3}).Draw(t, "interval")
		switch rapid.IntRange(0, 2).Draw(t, "end") {
		case 1:
			r.Count = rapid.IntRange(1, 30).Draw(t, "count")
		case 2:
			r.Until = start.AddDate(0, 0, rapid.IntRange(0, 400).Draw(t, "days")).Format(cop.DayLayout)
		}
		switch variant := rapid.IntRange(0, 2).Draw(t, "variant"); {
		case r.Every == cop.Weekly && variant > 0:
			r.Weekdays = rapid.SliceOfNDistinct(rapid.SampledFrom(cop.Weekdays()), 1, 4, rapid.ID[cop.Weekday]).Draw(t, "weekdays")
		case r.Every == cop.Monthly && variant == 1:
			r.Ordinal = (start.Day() + 6) / 7
		case r.Every == cop.Monthly && variant == 2:
			r.LastDay = true
		}
		if r.Check() != nil {
			r.Weekdays, r.LastDay = nil, false
		}
		return r
	}).Filter(func(r cop.Rhythm) bool { return calendar.Check(r) == nil })
}

// Whatever the rhythm: the first meeting is at its start, meetings follow one
// another, each is at the rhythm's time on the clock but for the hours that
// the clock skips, and a window shows what a wider one shows of it.
func TestExpandingKeepsTheClock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rhythms().Draw(t, "rhythm")
		g := gathering(t, r)
		from, to := utc("2025-12-01T00:00"), utc("2031-01-01T00:00")
		all, err := calendar.Occurrences(g, nil, from, to, 0)
		require.NoError(t, err)
		require.NotEmpty(t, all)
		if r.Count > 0 {
			require.LessOrEqual(t, len(all), r.Count)
		}
		zone, _ := time.LoadLocation(r.Zone)
		off := 0
		for i, o := range all {
			if clock := o.Start.In(zone).Format("15:04"); clock != r.Start[11:] {
				off++
			}
			require.True(t, i == 0 || all[i-1].Start.Before(o.Start))
			require.Equal(t, time.Duration(r.Minutes)*time.Minute, o.End.Sub(o.Start))
			ok, err := calendar.Meets(g, o.Original)
			require.NoError(t, err)
			require.True(t, ok)
		}
		require.LessOrEqual(t, off, 6, "at most once a year the clock skips it")

		a := from.Add(time.Duration(rapid.IntRange(0, 1200).Draw(t, "from")) * 24 * time.Hour)
		b := a.Add(time.Duration(rapid.IntRange(0, 400).Draw(t, "days")) * 24 * time.Hour)
		var want []calendar.Occurrence
		for _, o := range all {
			if o.End.After(a) && o.Start.Before(b) {
				want = append(want, o)
			}
		}
		got, err := calendar.Occurrences(g, nil, a, b, 0)
		require.NoError(t, err)
		require.Equal(t, want, got)
		if len(want) > 2 {
			got, err = calendar.Occurrences(g, nil, a, b, 2)
			require.NoError(t, err)
			require.Equal(t, want[:2], got)
		}
	})
}
