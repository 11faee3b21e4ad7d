package praxis

import (
	"context"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// SetGuide writes what the community has ready for newcomers: a welcome, and
// first steps from the periphery inwards.
// Errors: Invalid, with every bad field; Precondition if nothing would change.
func (p Participant) SetGuide(ctx context.Context, set membership.GuideSet) error {
	return p.act(ctx, "praxis.SetGuide", activity.Guide, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		g, err := guideOf(ctx, s.tx, p.community)
		if err != nil {
			return err
		}
		next, a, err := membership.SetGuide(s.Occasion, g, set)
		return record(ctx, s, s.tx.PutGuide, next, a, err)
	})
}

// Guide returns what the community has ready for newcomers; the zero Guide if
// nobody has written any.
func (p Participant) Guide(ctx context.Context) (membership.Guide, error) {
	return readPart(ctx, p, "praxis.Guide", See, func(ctx context.Context, r storage.Reader) (membership.Guide, error) {
		return guideOf(ctx, r, p.community)
	})
}

func guideOf(ctx context.Context, r storage.NewcomerReader, c activity.CommunityID) (membership.Guide, error) {
	g, err := r.Guide(ctx, c)
	if fault.CodeOf(err) == fault.NotFound {
		return membership.Guide{}, nil
	}
	return g, err
}

// Complete records that the person has taken one of the first steps, by its key.
// Errors: NotFound for no step of the guide; Exists if they have taken it.
func (p Participant) Complete(ctx context.Context, step string) error {
	return p.act(ctx, "praxis.Complete", activity.Complete, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		g, err := guideOf(ctx, s.tx, p.community)
		if err != nil {
			return err
		}
		m, err := memberOf(ctx, s.tx, p.community, s.Actor)
		if err != nil {
			return err
		}
		next, a, err := membership.Complete(s.Occasion, m, g, step)
		return record(ctx, s, s.tx.PutMember, next, a, err)
	})
}

// NextSteps returns the first steps that the person has yet to take, the simplest
// first. A step that is taken by doing something counts as taken once they have
// done that where all can see it.
func (p Participant) NextSteps(ctx context.Context) (next []membership.FirstStep, err error) {
	err = p.read(ctx, "praxis.NextSteps", Read, func(ctx context.Context, s *sight) error {
		if s.common != nil {
			return s.common
		}
		g, err := guideOf(ctx, s.r, p.community)
		if err != nil {
			return err
		}
		next = membership.NextSteps(s.request.Member, g)
		if !slices.ContainsFunc(next, func(f membership.FirstStep) bool { return f.Verb != "" }) {
			return nil
		}
		done := make(map[activity.Verb]bool)
		for t, err := range s.r.Tallies(ctx, p.community, activity.Tally{Week: activity.WeekOf(s.request.Member.Since)}, 0) {
			if err != nil {
				return err
			}
			if t.Person == p.person.id && t.Space.IsZero() {
				done[t.Verb] = true
			}
		}
		next = slices.DeleteFunc(next, func(f membership.FirstStep) bool { return done[f.Verb] })
		return nil
	})
	return next, err
}

// Welcome greets a newcomer.
// Errors: Precondition for somebody who is not a member; Invalid for oneself;
// Exists if the person was the first to greet them.
func (p Participant) Welcome(ctx context.Context, newcomer activity.Person, note string) error {
	return p.actOn(ctx, "praxis.Welcome", activity.Welcome, newcomer, "", func(s *scene, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Welcome(s.Occasion, m, note)
	})
}

// Pair pairs a newcomer with a mentor. A member who has a mentor gets another.
// Errors: Precondition for somebody who is not a member; Invalid for oneself;
// Exists if they are paired.
func (p Participant) Pair(ctx context.Context, newcomer, mentor activity.Person) error {
	return p.act(ctx, "praxis.Pair", activity.Pair, func(ctx context.Context, s *scene) error {
		if err := s.mayAs(ctx, newcomer); err != nil {
			return err
		}
		m, err := memberOf(ctx, s.tx, p.community, newcomer)
		if err != nil {
			return err
		}
		guide, err := memberOf(ctx, s.tx, p.community, mentor)
		if err != nil {
			return err
		}
		next, a, err := membership.Pair(s.Occasion, m, guide)
		return record(ctx, s, s.tx.PutMember, next, a, err)
	})
}

// Unpair ends the pairing of a newcomer with their mentor. The newcomer may do so
// themselves.
// Errors: Precondition for somebody who has no mentor.
func (p Participant) Unpair(ctx context.Context, newcomer activity.Person) error {
	return p.actOn(ctx, "praxis.Unpair", activity.Unpair, newcomer, "", func(s *scene, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Unpair(s.Occasion, m)
	})
}

// Mentors suggests who could guide a newcomer who is interested in some topics,
// the most fitting first, each with the reasons: nobody who guides atMost people
// already, and nobody who does not want it (Options.Recommendable). What somebody knows
// about is what others have commended them for.
func (p Participant) Mentors(ctx context.Context, newcomer activity.Person, interests []string, atMost int) (all []membership.Suggestion, err error) {
	err = p.read(ctx, "praxis.Mentors", Read, func(ctx context.Context, s *sight) error {
		if s.common != nil {
			return s.common
		}
		them, candidates, err := s.candidates(ctx, newcomer)
		if err != nil {
			return err
		}
		agrees := s.agrees(ctx)
		candidates = slices.DeleteFunc(candidates, func(c membership.Candidate) bool { return !agrees.to(c.Person) })
		if agrees.failed != nil {
			return agrees.failed
		}
		all = membership.SuggestMentors(them, interests, candidates, atMost)
		return nil
	})
	return all, err
}

// candidates are the members, with what they are commended for and how many they
// guide, and one of them as a member.
func (s *sight) candidates(ctx context.Context, newcomer activity.Person) (them membership.Member, all []membership.Candidate, err error) {
	var members []membership.Member
	for m, err := range s.r.Members(ctx, s.request.Community, "", 0) {
		if err != nil {
			return them, nil, err
		}
		members = append(members, m.On(s.in.clock()))
	}
	given, err := s.recognitions(ctx)
	if err != nil {
		return them, nil, err
	}
	topics := make(map[activity.Person][]string)
	for _, t := range membership.RecognisedFor(given) {
		for _, who := range t.People {
			topics[who.Person] = append(topics[who.Person], t.Topic)
		}
	}
	mentees := membership.Mentees(members)
	for _, m := range members {
		all = append(all, membership.Candidate{Member: m, Topics: topics[m.Person], Mentees: mentees[m.Person]})
		if m.Person == newcomer {
			them = m
		}
	}
	return them, all, nil
}

// Arrivals tells of everybody who came: when, when they first contributed, asked
// and were answered. What has not happened yet is zero.
func (p Participant) Arrivals(ctx context.Context) (all []membership.Arrival, err error) {
	err = p.read(ctx, "praxis.Arrivals", Measure, func(ctx context.Context, s *sight) (err error) {
		all, err = membership.Arrivals(s.record(ctx, 0, 0))
		return err
	})
	return all, err
}

// Enrol brings the community's memberships in line with a roster of the host's,
// by its name: who is listed becomes a member, and who came by this roster and
// is no longer listed ceases to be one. Nobody else is removed, and nobody who
// left of their own accord is brought back; see membership.PlanRoster. It
// returns what it did. It is for who may both admit and remove.
// Errors: Invalid for a bad name or person.
func (p Participant) Enrol(ctx context.Context, roster string, listed []activity.Person) (done membership.Plan, err error) {
	const op = "praxis.Enrol"
	err = p.act(ctx, op, activity.Admit, func(ctx context.Context, s *scene) error {
		for _, action := range []activity.Verb{activity.Admit, activity.Remove} {
			s.request.Action = Action(action)
			if err := s.may(ctx); err != nil {
				return err
			}
		}
		if !fault.IsLine(roster) { // without a name, all who came by themselves would seem to be on it
			return fault.New(op, fault.Invalid, "name the roster in a line of text, as in course-42")
		}
		known := make(map[activity.Person]membership.Member)
		var members []membership.Member
		for m, err := range s.tx.Members(ctx, p.community, "", 0) {
			if err != nil {
				return err
			}
			known[m.Person] = m
			members = append(members, m)
		}
		done = membership.PlanRoster(roster, listed, members)
		o := s.Occasion
		for _, part := range []struct {
			people []activity.Person
			change func(activity.Person) (membership.Member, activity.Activity, error)
		}{
			{done.Admit, func(who activity.Person) (membership.Member, activity.Activity, error) {
				return membership.Enrol(o, known[who], who, roster)
			}},
			{done.Remove, func(who activity.Person) (membership.Member, activity.Activity, error) {
				return membership.Delist(o, known[who])
			}},
		} {
			for _, who := range part.people {
				next, a, err := part.change(who)
				if err := record(ctx, s, s.tx.PutMember, next, a, err); err != nil {
					return err
				}
				o.ID = activity.ID(s.in.ids(o.At))
			}
		}
		return nil
	})
	return done, err
}
