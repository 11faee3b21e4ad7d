package praxis_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

// tuesdays is a call in every week, at nine in Vienna: at eight UTC until the
// clocks there are put forward on 29 March 2026, and at seven from then on.
func tuesdays() cop.Plan {
	return cop.Plan{
		Title: "Weekly call", Kind: "call", Mode: activity.Online, Link: "https://meet.example/audit",
		Rhythm: cop.Rhythm{Start: "2026-03-17T09:00", Zone: "Europe/Vienna", Minutes: 60, Every: cop.Weekly},
		Hosts:  []activity.Person{"bob"}, Agenda: []cop.Item{{Title: "Cases of the week", Minutes: 45, Lead: "bob"}},
	}
}

var (
	march17 = time.Date(2026, time.March, 17, 8, 0, 0, 0, time.UTC)
	march24 = time.Date(2026, time.March, 24, 8, 0, 0, 0, time.UTC)
	march31 = time.Date(2026, time.March, 31, 7, 0, 0, 0, time.UTC) // clocks went forward
	april7  = time.Date(2026, time.April, 7, 7, 0, 0, 0, time.UTC)
)

// TestGatherings: a community finds its rhythm, some of its meetings go
// otherwise than planned, and the record knows who met.
func TestGatherings(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		ana, bob, cem := c.as("ana"), c.as("bob"), c.as("cem")
		_, err := cem.Plan(ctx, cop.Plan{Rhythm: cop.Rhythm{Start: "soon", Zone: "Europe/Vienna", Minutes: 60, Every: cop.Once}})
		assert.Equal(t, []string{"title", "rhythm.start"}, fields(t, err))
		nowhere := tuesdays()
		nowhere.Rhythm.Zone = "Europe/Atlantis"
		_, err = cem.Plan(ctx, nowhere)
		refused(t, fault.Invalid, "no time zone Europe/Atlantis", err)
		_, err = c.as("eve").Plan(ctx, tuesdays())
		require.ErrorIs(t, err, fault.Denied, "outsiders call no meetings")
		require.Equal(t, 5, c.length(t, "ana"), "none of that is in the record")

		call, err := cem.Plan(ctx, tuesdays())
		require.NoError(t, err)

		moved := cop.Change{To: march24.Add(aDay), Reason: "the court sits on Tuesday"}
		require.ErrorIs(t, c.as("dee").Shift(ctx, call, march24, moved), fault.Denied, "it is for hosts, and for those who run the community")
		refused(t, fault.Invalid, "Upcoming tells when it meets", bob.Shift(ctx, call, march24.Add(time.Hour), moved))
		assert.Equal(t, []string{"reason"}, fields(t, bob.Shift(ctx, call, march24, cop.Change{To: march24})))
		require.NoError(t, bob.Shift(ctx, call, march24, moved))
		require.ErrorIs(t, bob.Shift(ctx, call, march24, moved), fault.Precondition, "it is so already")
		require.NoError(t, ana.CallOffMeeting(ctx, call, march31, "Easter is near"))
		require.ErrorIs(t, ana.CallOffMeeting(ctx, call, march31, "once more"), fault.Exists)
		require.ErrorIs(t, ana.Shift(ctx, call, march31, cop.Change{Place: "Room 3", Reason: "larger"}), fault.Precondition)
		require.ErrorIs(t, ana.CallOffMeeting(ctx, activity.GatheringID{9}, march31, "none"), fault.NotFound)

		// The first call: bob comes a little early, and notes who was there.
		refused(t, fault.Precondition, "more than a day from now", bob.Attend(ctx, call, march17))
		c.at(march17.Add(-time.Hour))
		require.NoError(t, bob.Attend(ctx, call, march17))
		require.ErrorIs(t, bob.Attend(ctx, call, march17), fault.Exists)
		require.ErrorIs(t, c.as("dee").TakeAttendance(ctx, call, march17, "cem"), fault.Denied, "dee is no host")
		refused(t, fault.Precondition, "eve is no member", bob.TakeAttendance(ctx, call, march17, "ana", "eve"))
		once := c.As("bob").Once("sheet-1").In(c.ID)
		for range 2 {
			require.NoError(t, once.TakeAttendance(ctx, call, march17, "bob", "dee", "ana"))
		}
		require.NoError(t, bob.TakeAttendance(ctx, call, march17, "dee"), "who is recorded already is passed over")
		require.NoError(t, c.As("bob").Once("sheet-2").In(c.ID).TakeAttendance(ctx, call, march17, "dee"), "and that is an act, too")

		held, err := cem.Meetings(ctx, call)
		require.NoError(t, err)
		require.Len(t, held, 3)
		assert.Equal(t, []activity.Person{"ana", "bob", "dee"}, held[0].Attended)
		assert.True(t, held[0].Held())
		assert.Equal(t, march24.Add(aDay), held[1].When())
		assert.True(t, held[2].CalledOff)
		record, err := ana.Activities(ctx, activity.ID{}, 0)
		require.NoError(t, err)
		last := record[len(record)-1]
		assert.Equal(t, activity.Person("ana"), last.Actor, "it is who took part whose participation it is")
		assert.Equal(t, cop.MeetingAttended{Meeting: march17, NotedBy: "bob"}, last.Detail)
		assert.Equal(t, activity.Online, last.Mode)

		// What took place stays.
		require.ErrorIs(t, ana.CallOffMeeting(ctx, call, march17, "too late"), fault.Precondition)
		fortnightly := tuesdays()
		fortnightly.Rhythm.Start, fortnightly.Rhythm.Interval = "2026-04-07T10:00", 2
		require.ErrorIs(t, c.as("dee").Replan(ctx, call, fortnightly, "less often"), fault.Denied)
		refused(t, fault.Precondition, "already reads so", cem.Replan(ctx, call, tuesdays(), "no change"))
		assert.Equal(t, []string{"reason"}, fields(t, cem.Replan(ctx, call, fortnightly, "")))
		require.NoError(t, cem.Replan(ctx, call, fortnightly, "less often"), "who planned it may change the plan")
		refused(t, fault.Invalid, "no meeting that begins", ana.Attend(ctx, call, march24))
		refused(t, fault.Invalid, "no meeting that begins", ana.Attend(ctx, call, april7))
		c.at(april7.Add(time.Hour)) // ten in Vienna
		require.NoError(t, ana.Attend(ctx, call, april7.Add(time.Hour)))

		assert.Empty(t, must(ana.Gathering(ctx, call))(t).CalledOffAt)
		require.ErrorIs(t, ana.CallOff(ctx, call, ""), fault.Invalid)
		require.NoError(t, ana.CallOff(ctx, call, "we meet on the forum now"))
		require.ErrorIs(t, ana.CallOff(ctx, call, "again"), fault.Exists)
		require.ErrorIs(t, ana.Replan(ctx, call, tuesdays(), "back"), fault.Precondition)
		c.wait(14 * aDay)
		require.ErrorIs(t, ana.Attend(ctx, call, april7.Add(time.Hour+14*aDay)), fault.Precondition, "it meets no more")
		gatherings, err := ana.Gatherings(ctx, activity.GatheringID{}, 0)
		require.NoError(t, err)
		require.Len(t, gatherings, 1)
		assert.Equal(t, "we meet on the forum now", gatherings[0].Reason)
	}, "ana", "bob", "cem", "dee")
}

// TestMinutes: what a meeting comes to is filed in the repertoire, where the
// gathering is, and for those who may enter there.
func TestMinutes(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		stewards, err := c.as("ana").OpenSpace(ctx, cop.Room{Name: "Stewards", Access: cop.Private})
		require.NoError(t, err)
		require.NoError(t, c.as("ana").LetIn(ctx, stewards, "bob"))
		ana := c.as("ana").Within(stewards)
		call, err := ana.Plan(ctx, tuesdays())
		require.NoError(t, err)
		require.ErrorIs(t, c.as("cem").Attend(ctx, call, march17), fault.NotFound, "there is nothing that cem could see")

		_, err = c.as("bob").Minute(ctx, call, march17, warStory("The first call"))
		require.ErrorIs(t, err, fault.Precondition, "it is two weeks off")
		c.at(march17.Add(2 * time.Hour))
		refused(t, fault.Precondition, "let them in first", ana.TakeAttendance(ctx, call, march17, "bob", "cem"))
		require.NoError(t, ana.TakeAttendance(ctx, call, march17, "bob", "ana"))
		_, err = c.as("bob").Minute(ctx, call, march17, warStory(""))
		assert.Equal(t, []string{"title"}, fields(t, err))
		minute := func() (activity.ResourceID, error) {
			return c.As("bob").Once("notes").In(c.ID).Minute(ctx, call, march17, warStory("The first call"))
		}
		notes, err := minute()
		require.NoError(t, err)
		again, err := minute()
		require.NoError(t, err)
		assert.Equal(t, notes, again)

		held, err := c.as("bob").Meetings(ctx, call)
		require.NoError(t, err)
		require.Len(t, held, 1)
		assert.Equal(t, []activity.ResourceID{notes}, held[0].Notes)
		assert.Equal(t, stewards, must(c.as("bob").Resource(ctx, notes))(t).Space)
		_, err = c.as("cem").Resource(ctx, notes)
		require.ErrorIs(t, err, fault.NotFound)
		lines := c.tells(t, "bob", 0)
		assert.Equal(t, []string{"bob attend", "ana attend", "bob share", "bob minute"}, lines[len(lines)-4:])
		assert.NotContains(t, c.tells(t, "cem", 0), "bob minute")
	}, "ana", "bob", "cem")
}

// must makes of a value and an error the value.
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		require.NoError(t, err)
		return v
	}
}
