package praxis

import (
	"context"
	"iter"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/calendar"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// Plan plans a gathering, in the space where the person acts, and returns its id.
// Errors: Invalid, with every bad field, and for a rhythm that package calendar
// does not know.
func (p Participant) Plan(ctx context.Context, plan cop.Plan) (activity.GatheringID, error) {
	id, err := p.make(ctx, "praxis.Plan", activity.Plan, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		next, a, err := cop.PlanGathering(s.Occasion, activity.GatheringID(s.made), plan)
		if err == nil {
			err = calendar.Check(plan.Rhythm)
		}
		return record(ctx, s, s.tx.PutGathering, next, a, err)
	})
	return activity.GatheringID(id), err
}

// Replan replaces the plan of a gathering, for a reason. Meetings that took place
// stay as they were.
// Errors: Invalid, with every bad field; NotFound; Precondition if nothing would
// change, and for a gathering that is called off.
func (p Participant) Replan(ctx context.Context, id activity.GatheringID, plan cop.Plan, reason string) error {
	return p.onGathering(ctx, "praxis.Replan", activity.Replan, id, func(ctx context.Context, s *scene, g cop.Gathering) error {
		next, a, err := g.Replan(s.Occasion, plan, reason)
		if err == nil {
			err = calendar.Check(plan.Rhythm)
		}
		return record(ctx, s, s.tx.PutGathering, next, a, err)
	})
}

// CallOff calls off all meetings of a gathering that are to come, for a reason.
// Errors: Invalid without a reason; NotFound; Exists if it is called off.
func (p Participant) CallOff(ctx context.Context, id activity.GatheringID, reason string) error {
	return p.onGathering(ctx, "praxis.CallOff", activity.CallOff, id, func(ctx context.Context, s *scene, g cop.Gathering) error {
		next, a, err := g.CallOff(s.Occasion, reason)
		return record(ctx, s, s.tx.PutGathering, next, a, err)
	})
}

// Shift changes one meeting of a gathering, known by when it begins according to
// the rhythm: its time, its place, who is invited from outside, the agenda. The
// change says why (its Reason).
// Errors: Invalid, with every bad field, and if there is no meeting then;
// NotFound; Precondition for a meeting that is called off.
func (p Participant) Shift(ctx context.Context, id activity.GatheringID, start time.Time, change cop.Change) error {
	return p.onMeeting(ctx, "praxis.Shift", activity.Shift, Action(activity.Shift), id, start, func(s *scene, g cop.Gathering, m cop.Meeting) (cop.Meeting, activity.Activity, error) {
		return g.Shift(s.Occasion, m, change)
	})
}

// CallOffMeeting calls off one meeting of a gathering, for a reason.
// Errors: as those of Shift.
func (p Participant) CallOffMeeting(ctx context.Context, id activity.GatheringID, start time.Time, reason string) error {
	return p.onMeeting(ctx, "praxis.CallOffMeeting", activity.CallOff, Action(activity.CallOff), id, start, func(s *scene, g cop.Gathering, m cop.Meeting) (cop.Meeting, activity.Activity, error) {
		return g.CallOffMeeting(s.Occasion, m, reason)
	})
}

// Attend records that the person takes part in a meeting, from a day before it
// begins.
// Errors: as those of Shift; Exists if it is recorded.
func (p Participant) Attend(ctx context.Context, id activity.GatheringID, start time.Time) error {
	return p.onMeeting(ctx, "praxis.Attend", activity.Attend, Action(activity.Attend), id, start, func(s *scene, g cop.Gathering, m cop.Meeting) (cop.Meeting, activity.Activity, error) {
		return g.Attend(s.Occasion, m)
	})
}

// TakeAttendance records who took part in a meeting, all of them or none; who is
// recorded already is passed over. It is for hosts and those who run the
// community.
// Errors: as those of Shift; Precondition for somebody who is not a member, or
// may not enter the gathering's space.
func (p Participant) TakeAttendance(ctx context.Context, id activity.GatheringID, start time.Time, people ...activity.Person) error {
	return p.act(ctx, "praxis.TakeAttendance", activity.Attend, func(ctx context.Context, s *scene) error {
		g, m, err := s.meeting(ctx, Note, id, start)
		if err != nil {
			return err
		}
		o := s.Occasion
		for _, person := range people {
			if slices.Contains(m.Attended, person) {
				continue
			}
			if err := s.couldCome(ctx, g, person); err != nil {
				return err
			}
			next, a, err := g.TakeAttendance(o, m, person)
			if err := record(ctx, s, s.tx.PutMeeting, next, a, err); err != nil {
				return err
			}
			m, o.ID = next, activity.ID(s.in.ids(o.At))
		}
		return nil
	})
}

// couldCome reports whether somebody could have taken part in a gathering.
func (s *scene) couldCome(ctx context.Context, g cop.Gathering, person activity.Person) error {
	m, err := s.in.member(ctx, s.tx, s.Community, person)
	if err != nil {
		return err
	}
	there := s.in.sight(s.tx, Request{Person: person, Community: s.Community, Member: m})
	if sees, err := there.sees(ctx, g.Space); err != nil || m.Member() && sees {
		return err
	}
	return fault.New("praxis.TakeAttendance", fault.Precondition, string(person)+" is no member who may enter the gathering's space; let them in first, or note a guest with Shift")
}

// Minute files the notes of a meeting in the repertoire, in the gathering's
// space, and returns the id of that resource.
// Errors: as those of Shift and of Share.
func (p Participant) Minute(ctx context.Context, id activity.GatheringID, start time.Time, notes repertoire.Draft) (activity.ResourceID, error) {
	made, err := p.make(ctx, "praxis.Minute", activity.Minute, func(ctx context.Context, s *scene) error {
		g, m, err := s.meeting(ctx, Action(activity.Minute), id, start)
		if err != nil {
			return err
		}
		o := s.Occasion
		o.Space = g.Space
		if err := s.share(ctx, o, activity.ResourceID(s.made), notes); err != nil {
			return err
		}
		o.ID = activity.ID(s.in.ids(o.At))
		next, a, err := g.Minute(o, m, activity.ResourceID(s.made))
		return record(ctx, s, s.tx.PutMeeting, next, a, err)
	})
	return activity.ResourceID(made), err
}

// onGathering runs an act on a gathering as a whole.
func (p Participant) onGathering(ctx context.Context, op string, verb activity.Verb, id activity.GatheringID, fn func(context.Context, *scene, cop.Gathering) error) error {
	return p.act(ctx, op, verb, func(ctx context.Context, s *scene) error {
		g, err := s.gathering(ctx, Action(verb), id)
		if err != nil {
			return err
		}
		return fn(ctx, s, g)
	})
}

// onMeeting runs an act on one meeting.
func (p Participant) onMeeting(ctx context.Context, op string, verb activity.Verb, action Action, id activity.GatheringID, start time.Time,
	act func(*scene, cop.Gathering, cop.Meeting) (cop.Meeting, activity.Activity, error)) error {
	return p.act(ctx, op, verb, func(ctx context.Context, s *scene) error {
		g, m, err := s.meeting(ctx, action, id, start)
		if err != nil {
			return err
		}
		next, a, err := act(s, g, m)
		return record(ctx, s, s.tx.PutMeeting, next, a, err)
	})
}

// gathering looks a gathering up for an action. Its hosts are its owners, and so
// is who planned it.
func (s *scene) gathering(ctx context.Context, action Action, id activity.GatheringID) (cop.Gathering, error) {
	s.request.Action = action
	g, err := s.tx.Gathering(ctx, s.Community, id)
	owner := g.PlannedBy
	if slices.Contains(g.Hosts, s.Actor) {
		owner = s.Actor
	}
	return g, s.mayOn(ctx, owner, g.Space, err)
}

// meeting looks one of its meetings up, by when it begins according to the rhythm.
func (s *scene) meeting(ctx context.Context, action Action, id activity.GatheringID, start time.Time) (cop.Gathering, cop.Meeting, error) {
	g, err := s.gathering(ctx, action, id)
	if err != nil {
		return g, cop.Meeting{}, err
	}
	m, err := s.tx.Meeting(ctx, s.Community, id, activity.Moment(start))
	switch {
	case err != nil && fault.CodeOf(err) != fault.NotFound, err == nil && m.Held():
		return g, m, err
	case err != nil:
		m = g.Meeting(start)
	}
	switch meets, err := calendar.Meets(g, m.Start); { // another rhythm may have taken its place
	case err != nil:
		return g, m, err
	case !meets:
		return g, m, fault.New("praxis.Meeting", fault.Invalid, "the gathering has no meeting that begins at "+start.UTC().Format(time.RFC3339)+"; Upcoming tells when it meets")
	}
	return g, m, nil
}

// Gathering returns a gathering.
// Errors: NotFound.
func (p Participant) Gathering(ctx context.Context, id activity.GatheringID) (cop.Gathering, error) {
	return readOne(ctx, p, "praxis.Gathering", func(ctx context.Context, r storage.Reader) (cop.Gathering, error) {
		return r.Gathering(ctx, p.community, id)
	}, gatheringIn)
}

func gatheringIn(g cop.Gathering) activity.SpaceID { return g.Space }

// Gatherings lists the gatherings by id: behind the one given, at most limit of
// them (0 or less: all).
func (p Participant) Gatherings(ctx context.Context, after activity.GatheringID, limit int) ([]cop.Gathering, error) {
	return readList(ctx, p, "praxis.Gatherings", limit, func(ctx context.Context, r storage.Reader, limit int) iter.Seq2[cop.Gathering, error] {
		return r.Gatherings(ctx, p.community, after, limit)
	}, gatheringIn)
}

// Meetings lists what is recorded of a gathering's meetings (who took part, what
// was filed, what differed from the plan), by when they begin according to the
// rhythm. Meetings of which nothing is recorded are left out; see Upcoming.
// Errors: NotFound.
func (p Participant) Meetings(ctx context.Context, id activity.GatheringID) (held []cop.Meeting, err error) {
	err = p.read(ctx, "praxis.Meetings", Read, func(ctx context.Context, s *sight) error {
		g, err := s.r.Gathering(ctx, p.community, id)
		if err := s.hides(ctx, g.Space, err); err != nil {
			return err
		}
		held, err = meetingsOf(ctx, s.r, g)
		return err
	})
	return held, err
}

// meetingsOf reads what is recorded of a gathering's meetings.
func meetingsOf(ctx context.Context, r storage.Reader, g cop.Gathering) (all []cop.Meeting, err error) {
	before := cop.Meeting{Gathering: g.ID, Start: time.Time{}}
	for m, err := range r.Meetings(ctx, g.Community, before, 0) {
		if err != nil {
			return nil, err
		}
		if m.Gathering != g.ID {
			break
		}
		all = append(all, m)
	}
	return all, nil
}
