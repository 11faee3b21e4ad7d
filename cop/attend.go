package cop

import (
	"cmp"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

var (
	notItsMeeting = fault.Because(fault.Invalid, "this is a meeting of another gathering")
	gatheringOver = fault.Because(fault.Precondition, "the gathering was called off before this meeting; plan another one")
)

// Meeting returns the meeting that begins at a time according to the rhythm,
// with nothing recorded of it yet. Whether there is one then, package calendar
// knows; whoever calls asks it first.
func (g Gathering) Meeting(start time.Time) Meeting {
	return Meeting{Community: g.Community, Gathering: g.ID, Start: moment(start), Space: g.Space}
}

// Shift changes one meeting, for a reason: moves it, or gives it another place,
// guests or an agenda of its own. The change holds as a whole; what it leaves
// out is as planned again.
func (g Gathering) Shift(o activity.Occasion, m Meeting, change Change) (Meeting, activity.Activity, error) {
	return g.meet("cop.Shift", o, m, g.about(o, activity.Shift, MeetingShifted{moment(m.Start), change.clone()}))
}

// CallOffMeeting calls off one meeting, for a reason.
func (g Gathering) CallOffMeeting(o activity.Occasion, m Meeting, reason string) (Meeting, activity.Activity, error) {
	return g.meet("cop.CallOffMeeting", o, m, g.about(o, activity.CallOff, MeetingCalledOff{moment(m.Start), reason}))
}

// Attend records that the actor takes part in a meeting, from a day before it
// begins.
func (g Gathering) Attend(o activity.Occasion, m Meeting) (Meeting, activity.Activity, error) {
	return g.meet("cop.Attend", o, m, g.about(o, activity.Attend, MeetingAttended{Meeting: moment(m.Start)}))
}

// TakeAttendance records that somebody took part in a meeting, as the actor
// noted. It is that person's activity: what counts is that they took part.
func (g Gathering) TakeAttendance(o activity.Occasion, m Meeting, person activity.Person) (Meeting, activity.Activity, error) {
	const op = "cop.TakeAttendance"
	if err := o.Check(op); err != nil {
		return m, activity.Activity{}, err
	}
	fact := MeetingAttended{Meeting: moment(m.Start)}
	if person != o.Actor {
		fact.NotedBy = o.Actor
	}
	o.Actor = person
	return g.meet(op, o, m, g.about(o, activity.Attend, fact))
}

// Minute files the notes of a meeting: a resource of the repertoire.
func (g Gathering) Minute(o activity.Occasion, m Meeting, notes activity.ResourceID) (Meeting, activity.Activity, error) {
	return g.meet("cop.Minute", o, m, g.about(o, activity.Minute, MeetingMinuted{moment(m.Start), notes}))
}

// meet returns the meeting that an activity leads to.
func (g Gathering) meet(op string, o activity.Occasion, m Meeting, a activity.Activity) (Meeting, activity.Activity, error) {
	against := cmp.Or(when(g.Rev == 0, noGathering), when(o.Community != g.Community, otherGathering), when(m.Start.IsZero(), noMeeting),
		when(m.Gathering != g.ID || m.Community != g.Community, notItsMeeting))
	if against != nil {
		return m, activity.Activity{}, fault.In(op, against)
	}
	over := !g.CalledOffAt.IsZero() && !m.When().Before(g.CalledOffAt)
	return around(op, o, m, a, when(over, gatheringOver))
}
