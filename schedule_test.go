package praxis_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

// TestUpcoming: a member in London reads when a call in Vienna is on their own
// clock, before and after clocks are put forward on the same day in both.
func TestUpcoming(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		bob := c.as("bob")
		call, err := bob.Plan(ctx, tuesdays())
		require.NoError(t, err)
		require.NoError(t, bob.Shift(ctx, call, march24, cop.Change{To: march24.Add(aDay), Place: "Room 3", Reason: "the court sits"}))
		require.NoError(t, bob.CallOffMeeting(ctx, call, march31, "Easter is near"))
		visit, err := bob.Plan(ctx, cop.Plan{Title: "Visit to Graz", Rhythm: cop.Rhythm{Start: "2026-03-26T10:00", Zone: "Europe/Vienna", Minutes: 300, Every: cop.Once}})
		require.NoError(t, err)

		from, to := *c.now, april7.Add(aDay)
		all, err := c.as("cem").Upcoming(ctx, from, to, "Europe/London", 0)
		require.NoError(t, err)
		var told []string
		for _, o := range all {
			line := o.Start.Format("02 Jan 15:04 MST ") + o.Title + " " + o.Place
			if o.CalledOff {
				line += "called off: " + o.Reason
			}
			told = append(told, strings.TrimSpace(line))
		}
		assert.Equal(t, []string{
			"17 Mar 08:00 GMT Weekly call", "25 Mar 08:00 GMT Weekly call Room 3", "26 Mar 09:00 GMT Visit to Graz",
			"31 Mar 08:00 BST Weekly call called off: Easter is near", "07 Apr 08:00 BST Weekly call",
		}, told, "at nine in Vienna it is eight in London, all year")
		assert.Equal(t, visit, all[2].Gathering)
		assert.Equal(t, march24, all[1].Original, "by which the meeting is known")

		first, err := c.as("cem").Upcoming(ctx, from, to, "", 2)
		require.NoError(t, err)
		require.Len(t, first, 2)
		assert.Equal(t, march17, first[0].Start, "in UTC if no zone is named")
		_, err = c.as("cem").Upcoming(ctx, from, to, "Europe/Atlantis", 0)
		refused(t, fault.Invalid, "no time zone Europe/Atlantis", err)
		_, err = c.as("cem").Upcoming(ctx, from, from, "Europe/Atlantis", 0)
		refused(t, fault.Invalid, "no time zone Europe/Atlantis", err)
		_, err = c.as("eve").Upcoming(ctx, from, to, "", 0)
		require.ErrorIs(t, err, fault.Denied)
	}, "ana", "bob", "cem")
}

// TestCalendar: calendar programs read the feed as the community means it, and
// everybody gets what they may see.
func TestCalendar(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		bob := c.as("bob")
		call, err := bob.Plan(ctx, tuesdays())
		require.NoError(t, err)
		require.NoError(t, bob.Shift(ctx, call, march24, cop.Change{To: march24.Add(aDay), Reason: "the court sits"}))
		require.NoError(t, bob.CallOffMeeting(ctx, call, march31, "Easter is near"))
		stewards, err := bob.OpenSpace(ctx, cop.Room{Name: "Stewards", Access: cop.Private})
		require.NoError(t, err)
		_, err = bob.Within(stewards).Plan(ctx, cop.Plan{Title: "Stewards", Rhythm: cop.Rhythm{Start: "2026-03-18T12:00", Zone: "UTC", Minutes: 30, Every: cop.Once}})
		require.NoError(t, err)

		feed := func(p activity.Person) *ics.Calendar {
			var b bytes.Buffer
			require.NoError(t, c.as(p).Calendar(ctx, &b))
			parsed, err := ics.ParseCalendar(&b)
			require.NoError(t, err)
			return parsed
		}
		events := feed("cem").Events()
		require.Len(t, events, 2, "the series, and the meeting that was moved")
		series, moved := events[0], events[1]
		start, err := series.GetStartAt()
		require.NoError(t, err)
		assert.Equal(t, march17, start.UTC())
		assert.Equal(t, "FREQ=WEEKLY", series.GetProperty(ics.ComponentPropertyRrule).Value[:11])
		assert.Equal(t, []string{"20260331T090000"}, values(series, ics.ComponentPropertyExdate))
		assert.Equal(t, []string{"20260324T090000"}, values(moved, ics.ComponentPropertyRecurrenceId))
		start, err = moved.GetStartAt()
		require.NoError(t, err)
		assert.Equal(t, march24.Add(aDay), start.UTC())
		assert.Equal(t, series.Id(), moved.Id())
		assert.Len(t, feed("bob").Events(), 3)
		require.ErrorIs(t, c.as("eve").Calendar(ctx, new(bytes.Buffer)), fault.Denied)

		// Variety looks at what took place.
		c.at(march17)
		require.NoError(t, bob.TakeAttendance(ctx, call, march17, "ana", "bob", "cem"))
		mix, err := c.as("cem").Variety(ctx, march17.Add(-aDay), march17.Add(aDay))
		require.NoError(t, err)
		assert.NotZero(t, mix)
	}, "ana", "bob", "cem")
}

func values(e *ics.VEvent, name ics.ComponentProperty) (all []string) {
	for _, p := range e.GetProperties(name) {
		all = append(all, p.Value)
	}
	return all
}

// TestWindows: whoever asks for nothing gets nothing.
func TestWindows(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		none, err := c.as("ana").Upcoming(t.Context(), *c.now, c.now.Add(365*aDay), "Europe/Vienna", 0)
		require.NoError(t, err)
		assert.Empty(t, none)
		yearly := tuesdays()
		yearly.Rhythm.Every = cop.Daily
		_, err = c.as("ana").Plan(t.Context(), yearly)
		require.NoError(t, err)
		_, err = c.as("ana").Upcoming(t.Context(), *c.now, c.now.Add(200*365*aDay), "", 0)
		require.ErrorIs(t, err, fault.Invalid, "nobody lists two centuries of days")
		some, err := c.as("ana").Upcoming(t.Context(), *c.now, c.now.Add(200*365*aDay), "", 3)
		require.NoError(t, err)
		assert.Len(t, some, 3)
		assert.Equal(t, time.Hour, some[0].End.Sub(some[0].Start))
	}, "ana")
}
