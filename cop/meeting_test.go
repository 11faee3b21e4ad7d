package cop_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

// tuesday is when the call in March begins: nine in Vienna, a week after nine
// on the second of March and an hour less.
var tuesday = time.Date(2026, 3, 10, 8, 0, 0, 0, time.UTC)

// on is a person's occasion, some time after the call in March has begun.
func onGathering(after time.Duration, actor activity.Person) activity.Occasion {
	o := occasion(50, actor)
	o.At, o.Mode = tuesday.Add(after), ""
	return o
}

type meets = func(activity.Occasion, cop.Gathering, cop.Meeting) (cop.Meeting, activity.Activity, error)

func shift(c cop.Change) meets {
	return func(o activity.Occasion, g cop.Gathering, m cop.Meeting) (cop.Meeting, activity.Activity, error) {
		return g.Shift(o, m, c)
	}
}

func callOff(o activity.Occasion, g cop.Gathering, m cop.Meeting) (cop.Meeting, activity.Activity, error) {
	return g.CallOffMeeting(o, m, "a holiday")
}

func attending(o activity.Occasion, g cop.Gathering, m cop.Meeting) (cop.Meeting, activity.Activity, error) {
	return g.Attend(o, m)
}

func minute(notes activity.ResourceID) meets {
	return func(o activity.Occasion, g cop.Gathering, m cop.Meeting) (cop.Meeting, activity.Activity, error) {
		return g.Minute(o, m, notes)
	}
}

// after is the call in March after some acts.
func after(t require.TestingT, acts ...meets) cop.Meeting {
	g := planned(t)
	m := g.Meeting(tuesday)
	for _, act := range acts {
		var err error
		m, _, err = act(onGathering(0, "ana"), g, m)
		require.NoError(t, err)
	}
	return m
}

var aDayLater = cop.Change{To: tuesday.Add(24 * time.Hour), Reason: "the line is down"}

func TestAttend(t *testing.T) {
	g := planned(t)
	m, a, err := g.Attend(onGathering(time.Minute, "bob"), g.Meeting(tuesday))
	require.NoError(t, err)
	assert.Equal(t, activity.Activity{
		Community: auditors, ID: activity.ID{0: 1, 15: 50}, Actor: "bob", Verb: activity.Attend, Object: activity.ObjectID(call),
		Space: library, Mode: activity.Online, At: tuesday.Add(time.Minute), Purpose: activity.Discuss,
		Detail: cop.MeetingAttended{Meeting: tuesday},
	}, a, "people met as the gathering says, unless the occasion does")
	m, a, err = g.TakeAttendance(onGathering(time.Hour, "bob"), m, "ana")
	require.NoError(t, err)
	assert.Equal(t, activity.Person("ana"), a.Actor, "it is ana who took part")
	assert.Equal(t, cop.MeetingAttended{Meeting: tuesday, NotedBy: "bob"}, a.Detail)
	assert.Equal(t, cop.Meeting{
		Community: auditors, Gathering: call, Start: tuesday, Space: library, Attended: []activity.Person{"ana", "bob"}, Rev: 2,
	}, m)
	_, a, err = g.TakeAttendance(onGathering(0, "bob"), g.Meeting(tuesday), "bob")
	require.NoError(t, err)
	assert.Equal(t, cop.MeetingAttended{Meeting: tuesday}, a.Detail, "who notes themselves simply takes part")
}

func TestMeetingsAreKnownByTheirStartInUTC(t *testing.T) {
	g, vienna := planned(t), time.FixedZone("CET", 3600)
	m, a, err := g.Attend(onGathering(0, "ana"), cop.Meeting{Community: auditors, Gathering: call, Start: tuesday.In(vienna), Space: library})
	require.NoError(t, err)
	assert.Equal(t, cop.MeetingAttended{Meeting: tuesday}, a.Detail)
	assert.Equal(t, after(t, attending), m)
	assert.Equal(t, g.Meeting(tuesday), g.Meeting(tuesday.In(vienna)))
}

func TestShift(t *testing.T) {
	m := after(t, shift(aDayLater))
	assert.Equal(t, tuesday, m.Start, "it is known by when it was to begin")
	assert.Equal(t, tuesday.Add(24*time.Hour), m.When())
	assert.Equal(t, 1, m.Sequence)
	guests := aDayLater
	guests.Guests, guests.Agenda = []cop.Guest{{Person: "eve"}}, []cop.Item{{Title: "Eve's case"}}
	m = after(t, shift(aDayLater), shift(guests))
	assert.Equal(t, 1, m.Sequence, "neither time nor place changed")
	assert.Equal(t, guests, m.Change)
	m = after(t, shift(guests), shift(cop.Change{Reason: "it is up again"}))
	assert.Equal(t, tuesday, m.When(), "a change replaces the one before it")
	assert.Nil(t, m.Guests)
	assert.Equal(t, 2, m.Sequence)
}

func TestMinute(t *testing.T) {
	m := after(t, minute(activity.ResourceID{2}), minute(activity.ResourceID{1}))
	assert.Equal(t, []activity.ResourceID{{2}, {1}}, m.Notes)
	assert.True(t, m.Held())
	assert.False(t, after(t, callOff).Held())
}

func TestMeetingsRefuse(t *testing.T) {
	g := planned(t)
	off, _, err := g.CallOff(occasion(1, "ana"), "no time")
	require.NoError(t, err)
	foreign := after(t, attending)
	foreign.Gathering = activity.GatheringID{9}
	for name, test := range map[string]struct {
		gathering cop.Gathering
		meeting   cop.Meeting
		act       meets
		code      fault.Code
		says      string
	}{
		"no gathering":                  {cop.Gathering{}, g.Meeting(tuesday), attending, fault.Invalid, "plan it first"},
		"no meeting":                    {g, cop.Meeting{}, attending, fault.Invalid, "say which meeting"},
		"a meeting of another":          {g, foreign, attending, fault.Invalid, "another gathering"},
		"after the gathering's end":     {off, off.Meeting(tuesday), attending, fault.Precondition, "called off before"},
		"attending twice":               {g, after(t, attending), attending, fault.Exists, "already"},
		"attending what is called off":  {g, after(t, callOff), attending, fault.Precondition, "called off"},
		"attending before it begins":    {g, g.Meeting(tuesday.AddDate(0, 1, 4)), attending, fault.Precondition, "wait"},
		"attending before it is":        {g, after(t, shift(cop.Change{To: tuesday.AddDate(0, 0, 2), Reason: "ill"})), attending, fault.Precondition, "wait"},
		"calling off twice":             {g, after(t, callOff), callOff, fault.Exists, "already"},
		"calling off what took place":   {g, after(t, attending), callOff, fault.Precondition, "took place"},
		"moving what took place":        {g, after(t, attending), shift(aDayLater), fault.Precondition, "took place"},
		"moving what is called off":     {g, after(t, callOff), shift(aDayLater), fault.Precondition, "called off"},
		"moving to where it is":         {g, after(t), shift(cop.Change{To: tuesday, Reason: "hm"}), fault.Precondition, "already so"},
		"moving for no reason":          {g, after(t), shift(cop.Change{To: tuesday.Add(1)}), fault.Invalid, "reason is required"},
		"moving out of time":            {g, after(t), shift(cop.Change{To: tuesday.AddDate(9000, 0, 0), Reason: "hm"}), fault.Invalid, "to must be a time"},
		"moving to a strange link":      {g, after(t), shift(cop.Change{Link: "file:///etc", Reason: "hm"}), fault.Invalid, "link must begin"},
		"inviting nobody":               {g, after(t), shift(cop.Change{Guests: []cop.Guest{{}}, Reason: "hm"}), fault.Invalid, "guests[0]"},
		"filing nothing":                {g, after(t), minute(activity.ResourceID{}), fault.Invalid, "notes is required"},
		"filing twice":                  {g, after(t, minute(activity.ResourceID{1})), minute(activity.ResourceID{1}), fault.Exists, "filed already"},
		"filing of what was called off": {g, after(t, callOff), minute(activity.ResourceID{1}), fault.Precondition, "called off"},
	} {
		m, a, err := test.act(onGathering(0, "ana"), test.gathering, test.meeting)
		assert.ErrorIs(t, err, test.code, name)
		assert.ErrorContains(t, err, test.says, name)
		assert.Equal(t, test.meeting, m, name)
		assert.Zero(t, a, name)
	}
	for _, who := range []activity.Person{"", "ana\n"} {
		_, _, err = g.TakeAttendance(onGathering(0, "ana"), g.Meeting(tuesday), who)
		assert.ErrorContains(t, err, "actor must be an id", "nobody takes part")
		_, _, err = g.TakeAttendance(onGathering(0, who), g.Meeting(tuesday), "ana")
		assert.ErrorContains(t, err, "actor must be an id", "nobody notes it")
	}
	_, _, err = g.Attend(onGathering(-24*time.Hour, "ana"), g.Meeting(tuesday))
	assert.NoError(t, err, "a day before is early enough for all clocks")
}
