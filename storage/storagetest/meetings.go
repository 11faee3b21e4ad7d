package storagetest

import (
	"context"
	"errors"
	"iter"
	"time"

	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Acts of a life around its gatherings.

// starts are when meetings begin: some that a life can have, and one that it
// does not live to see.
var starts = mostly([]time.Time{newWorld().now, newWorld().now.Add(-7 * 24 * time.Hour), newWorld().now.Add(90 * time.Minute)}, newWorld().now.AddDate(0, 1, 0))

// lookAtGatherings draws a page of the gatherings.
func (l *life) lookAtGatherings(r *rapid.T) func(context.Context, storage.Reader) (any, error) {
	return look(r, rapid.Just(pick(r, "after", l.gatherings, noGathering)), func(ctx context.Context, r storage.Reader, after activity.GatheringID, limit int) iter.Seq2[cop.Gathering, error] {
		return r.Gatherings(ctx, l.community, after, limit)
	})
}

// planning draws a plan.
func planning(r *rapid.T) cop.Plan {
	p := monthly(person.Draw(r, "host"))
	p.About, p.Rhythm.Minutes = words.Draw(r, "about"), rapid.SampledFrom([]int{30, 60, 90}).Draw(r, "minutes")
	return p
}

func (l *life) plan(r *rapid.T, o activity.Occasion) act {
	id, seen, plan := activity.GatheringID(l.id()), l.lookAtGatherings(r), planning(r)
	if g, _, err := cop.PlanGathering(o, id, plan); err == nil {
		l.gatherings = append(l.gatherings, g.ID)
	}
	return on("plan", none[cop.Gathering], storage.Tx.PutGathering, func(cop.Gathering) (cop.Gathering, activity.Activity, error) {
		return cop.PlanGathering(o, id, plan)
	}, seen)
}

// ofGathering makes an act that changes a gathering as a whole.
func (l *life) ofGathering(r *rapid.T, name string, change func(cop.Gathering) (cop.Gathering, activity.Activity, error)) act {
	id := pick(r, "gathering", l.gatherings, noGathering)
	read := func(ctx context.Context, tx storage.Tx) (cop.Gathering, error) {
		return tx.Gathering(ctx, l.community, id)
	}
	return on(name, read, storage.Tx.PutGathering, change, l.lookAtGatherings(r))
}

func (l *life) replan(r *rapid.T, o activity.Occasion) act {
	plan, reason := planning(r), words.Draw(r, "reason")
	return l.ofGathering(r, "replan", func(g cop.Gathering) (cop.Gathering, activity.Activity, error) { return g.Replan(o, plan, reason) })
}

func (l *life) callOff(r *rapid.T, o activity.Occasion) act {
	reason := words.Draw(r, "reason")
	return l.ofGathering(r, "call off", func(g cop.Gathering) (cop.Gathering, activity.Activity, error) { return g.CallOff(o, reason) })
}

// ofMeeting makes an act that changes one meeting.
func (l *life) ofMeeting(r *rapid.T, name string, change func(cop.Gathering, cop.Meeting) (cop.Meeting, activity.Activity, error)) act {
	id, start, g := pick(r, "gathering", l.gatherings, noGathering), starts.Draw(r, "start"), cop.Gathering{}
	read := func(ctx context.Context, tx storage.Tx) (m cop.Meeting, err error) {
		if g, err = tx.Gathering(ctx, l.community, id); err != nil {
			return m, err
		}
		if m, err = tx.Meeting(ctx, l.community, id, start); errors.Is(err, fault.NotFound) {
			return g.Meeting(start), nil
		}
		return m, err
	}
	after := cop.Meeting{Gathering: pick(r, "after", l.gatherings, noGathering), Start: start}
	return on(name, read, storage.Tx.PutMeeting, func(m cop.Meeting) (cop.Meeting, activity.Activity, error) { return change(g, m) },
		look(r, rapid.SampledFrom([]cop.Meeting{{}, after}), func(ctx context.Context, r storage.Reader, after cop.Meeting, limit int) iter.Seq2[cop.Meeting, error] {
			return r.Meetings(ctx, l.community, after, limit)
		}))
}

func (l *life) shift(r *rapid.T, o activity.Occasion) act {
	change := cop.Change{To: starts.Draw(r, "to"), Place: "Room 4", Guests: []cop.Guest{{Person: "eve", For: "payroll"}}, Reason: words.Draw(r, "reason")}
	return l.ofMeeting(r, "shift", func(g cop.Gathering, m cop.Meeting) (cop.Meeting, activity.Activity, error) {
		return g.Shift(o, m, change)
	})
}

func (l *life) callOffMeeting(r *rapid.T, o activity.Occasion) act {
	reason := words.Draw(r, "reason")
	return l.ofMeeting(r, "call off a meeting", func(g cop.Gathering, m cop.Meeting) (cop.Meeting, activity.Activity, error) {
		return g.CallOffMeeting(o, m, reason)
	})
}

func (l *life) attend(r *rapid.T, o activity.Occasion) act {
	return l.ofMeeting(r, "attend", func(g cop.Gathering, m cop.Meeting) (cop.Meeting, activity.Activity, error) { return g.Attend(o, m) })
}

func (l *life) takeAttendance(r *rapid.T, o activity.Occasion) act {
	p := person.Draw(r, "person")
	return l.ofMeeting(r, "take attendance", func(g cop.Gathering, m cop.Meeting) (cop.Meeting, activity.Activity, error) {
		return g.TakeAttendance(o, m, p)
	})
}

func (l *life) minute(r *rapid.T, o activity.Occasion) act {
	notes := pick(r, "notes", append([]activity.ResourceID{{1}, {2}}, l.resources...), activity.ResourceID{})
	return l.ofMeeting(r, "minute", func(g cop.Gathering, m cop.Meeting) (cop.Meeting, activity.Activity, error) {
		return g.Minute(o, m, notes)
	})
}
