package praxis

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/lifecycle"
)

// Momentum judges how the community's participation goes: each month from the
// first in which somebody took part to the present one, by what was known by
// then, with reasons (see lifecycle.Judge). The present month is judged as far
// as it has come, which the rules allow for: nothing hangs on a single month.
//
// It comes from what is counted along with the record, by day, as far as the
// person may see it, and not from the record itself. So of moves to another
// phase only the latest one is told by its name, and the months of those before
// are those of the middle of their weeks.
// Errors: Invalid, with every bad field of the policy.
func (p Participant) Momentum(ctx context.Context, policy lifecycle.MomentumPolicy) (judged []lifecycle.Momentum, err error) {
	err = p.read(ctx, "praxis.Momentum", Measure, func(ctx context.Context, s *sight) error {
		seen, err := s.participation(ctx)
		if err != nil {
			return err
		}
		until := s.in.clock()
		if ended := seen.Milestones(); len(ended) > 0 && ended[len(ended)-1].End {
			until = ended[len(ended)-1].Month.Begins()
		}
		judged, err = lifecycle.Judge(policy, seen.MonthsUntil(lifecycle.MonthOf(until)), seen.Milestones())
		return err
	})
	return judged, err
}

// participation is how many people took part in which month, as far as it shows
// in what the person may see, and the milestones of the community's life.
func (s *sight) participation(ctx context.Context) (*lifecycle.Participation, error) {
	if s.common != nil { // how many take part is not for who sees public spaces alone
		return nil, s.common
	}
	c := s.request.Community
	seen := lifecycle.NewParticipation()
	in := func(p activity.Presence) activity.SpaceID { return p.Space }
	for p, err := range visible(ctx, s, s.r.Presences(ctx, c, activity.Presence{}, 0), in) {
		if err != nil {
			return nil, err
		}
		seen.AddPresence(p)
	}
	life, err := s.r.Lifecycle(ctx, c)
	if err != nil {
		return nil, err
	}
	for t, err := range s.r.Tallies(ctx, c, activity.Tally{}, 0) {
		if err != nil {
			return nil, err
		}
		if t.Verb == activity.Move && t.Space.IsZero() && t.Week.Before(activity.WeekOf(life.Since)) {
			seen.AddMilestone(lifecycle.Milestone{Month: lifecycle.MonthOf(t.Week.AddDate(0, 0, 3))})
		}
	}
	if life.Rev > 1 { // the first one is the founding
		seen.AddMilestone(lifecycle.Milestone{Month: lifecycle.MonthOf(life.Since), Words: "to " + string(life.Phase)})
	}
	community, err := s.r.Community(ctx, c)
	if err == nil && !community.Ended.At.IsZero() {
		seen.AddMilestone(lifecycle.Milestone{Month: lifecycle.MonthOf(community.Ended.At), End: true, Words: string(community.Ended.How)})
	}
	return seen, err
}
