package praxis

import (
	"context"
	"iter"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// gatherer gathers what a gate is judged by, from the common space.
type gatherer struct {
	*lifecycle.Evidence
	s   *sight
	now time.Time
}

// gateEvidence is what a gate is judged by.
func (s *sight) gateEvidence(ctx context.Context, life lifecycle.State) (*lifecycle.Evidence, error) {
	community, err := s.r.Community(ctx, s.request.Community)
	if err != nil {
		return nil, err
	}
	now := activity.Moment(s.in.clock())
	g := gatherer{lifecycle.NewEvidence(community.FoundedAt, life, now), s, now}
	g.charter(community.Charter)
	for _, part := range []func(context.Context, cop.Community) error{g.record, g.agreed, g.meetings, g.repertoire, g.asked} {
		if err := part(ctx, community); err != nil {
			return nil, err
		}
	}
	return g.Evidence, nil
}

// common ranges over what is in the common space, in the sense of sight.sees: a
// space that nobody has opened here counts as common.
func common[T any](ctx context.Context, g gatherer, list iter.Seq2[T, error], space func(T) activity.SpaceID, with func(T) error) error {
	for v, err := range list {
		if err != nil {
			return err
		}
		if id := space(v); !id.IsZero() {
			if _, err := g.s.room(ctx, id); fault.CodeOf(err) != fault.NotFound {
				if err != nil {
					return err
				}
				continue
			}
		}
		if err := with(v); err != nil {
			return err
		}
	}
	return nil
}

// charter counts what the charter says.
func (g gatherer) charter(c cop.Charter) {
	add := func(check lifecycle.Check, n int) {
		for range n {
			g.Add(check, time.Time{})
		}
	}
	add(lifecycle.PurposeWritten, min(1, len(c.Purpose)))
	add(lifecycle.AudienceNamed, min(1, len(c.Audience)))
	add(lifecycle.TopicsNamed, len(c.Domain.Topics))
	add(lifecycle.GoalsSet, len(c.Goals))
}

// record counts what the record tells: who contributed, which questions were
// answered, and which newcomers stayed.
func (g gatherer) record(ctx context.Context, community cop.Community) error {
	first, last := make(map[activity.Person]time.Time), make(map[activity.Person]time.Time)
	type question struct {
		asker    activity.Person
		at       time.Time
		answered bool
	}
	asked, order := make(map[activity.ObjectID]*question), []*question(nil)
	err := common(ctx, g, g.s.r.Activities(ctx, community.ID, 0, 0), activity.Activity.In, func(a activity.Activity) error {
		if a.Verb.Upkeep() || a.At.After(g.now) {
			return nil
		}
		if at, ok := first[a.Actor]; !ok || a.At.Before(at) {
			first[a.Actor] = a.At
		}
		if a.At.After(last[a.Actor]) {
			last[a.Actor] = a.At
		}
		switch q := asked[a.Thread]; {
		case a.Verb == activity.Ask && asked[a.Object] == nil:
			asked[a.Object] = &question{a.Actor, a.At, false}
			order = append(order, asked[a.Object])
		case a.Verb == activity.Answer && q != nil && a.Actor != q.asker:
			q.answered = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	late := 0
	for _, at := range last {
		if !at.Before(g.Since) {
			late++
		}
	}
	g.Most(lifecycle.MembersActive, len(first), late)
	for _, q := range order {
		g.Share(lifecycle.QuestionsAnswered, q.at, q.answered)
	}
	return g.members(ctx, community, last)
}

// members counts who belongs, which roles they hold, and which newcomers stayed.
func (g gatherer) members(ctx context.Context, community cop.Community, last map[activity.Person]time.Time) error {
	roles := make(map[membership.Role]bool)
	for m, err := range g.s.r.Members(ctx, community.ID, "", 0) {
		if err != nil {
			return err
		}
		if m = m.On(g.now); m.Member() {
			g.Add(lifecycle.MembersJoined, m.Since)
			for _, r := range m.Roles {
				if !roles[r] {
					roles[r] = true
					g.Add(lifecycle.RolesFilled, time.Time{})
				}
			}
		}
		spells := membership.BelongingOf(m).Spells
		if len(spells) == 0 || m.Person == community.Founder {
			continue
		}
		if joined := spells[0].From; !joined.After(g.now.Add(-lifecycle.Retention)) {
			g.Share(lifecycle.NewcomersRetained, joined, !last[m.Person].Before(joined.Add(lifecycle.Retention)))
		}
	}
	return nil
}

// agreed counts ground rules, the sponsors, the first steps and what members said of
// the community.
func (g gatherer) agreed(ctx context.Context, community cop.Community) error {
	ruleIn := func(r cop.Rule) activity.SpaceID { return r.Space }
	err := common(ctx, g, g.s.r.Rules(ctx, community.ID, activity.RuleID{}, 0), ruleIn, func(r cop.Rule) error {
		if r.InForce() {
			g.Add(lifecycle.RulesInForce, r.Versions[0].At)
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = common(ctx, g, g.s.r.Ties(ctx, community.ID, activity.TieID{}, 0), tieIn, func(t cop.Tie) error {
		if t.Kind == cop.SponsorTie && t.Holds(g.now) {
			g.Add(lifecycle.SponsorTied, t.At)
		}
		return nil
	})
	if err != nil {
		return err
	}
	guide, err := guideOf(ctx, g.s.r, community.ID)
	if err != nil {
		return err
	}
	for range guide.Steps {
		g.Add(lifecycle.WelcomeReady, time.Time{})
	}
	rated := make(map[activity.Person]time.Time)
	for r, err := range g.s.r.Ratings(ctx, community.ID, cop.RatingKey{}, 0) {
		if err != nil {
			return err
		}
		if r.At.After(rated[r.Person]) {
			rated[r.Person] = r.At
		}
	}
	for _, at := range rated {
		g.Add(lifecycle.ReviewAnswered, at)
	}
	return nil
}

// meetings counts what recurs, and what was held of it.
func (g gatherer) meetings(ctx context.Context, community cop.Community) error {
	err := common(ctx, g, g.s.r.Gatherings(ctx, community.ID, activity.GatheringID{}, 0), gatheringIn, func(v cop.Gathering) error {
		if v.Rhythm.Every != cop.Once && v.CalledOffAt.IsZero() {
			g.Add(lifecycle.RhythmPlanned, v.PlannedAt)
		}
		return nil
	})
	if err != nil {
		return err
	}
	meetingIn := func(m cop.Meeting) activity.SpaceID { return m.Space }
	return common(ctx, g, g.s.r.Meetings(ctx, community.ID, cop.Meeting{}, 0), meetingIn, func(m cop.Meeting) error {
		if len(m.Attended) > 0 && m.When().Before(g.now) {
			g.Add(lifecycle.MeetingsHeld, m.When())
		}
		return nil
	})
}

// repertoire counts resources, who stands up for them, and what they were used for.
func (g gatherer) repertoire(ctx context.Context, community cop.Community) error {
	return common(ctx, g, g.s.r.Resources(ctx, community.ID, activity.ResourceID{}, 0), resourceIn, func(r repertoire.Resource) error {
		if !repertoire.Serves(r) {
			return nil
		}
		g.Add(lifecycle.ResourcesShared, r.SharedAt)
		if r.Kind == repertoire.Story {
			g.Add(lifecycle.StoriesShared, r.SharedAt)
		}
		if r.Status == repertoire.Vetted {
			g.Add(lifecycle.ResourcesEndorsed, r.Life.Endorsed.At)
			return g.reuses(ctx, r)
		}
		for e, err := range g.s.r.Endorsements(ctx, community.ID, r.ID, "", 1) {
			if err != nil {
				return err
			}
			g.Add(lifecycle.ResourcesEndorsed, e.At)
		}
		return g.reuses(ctx, r)
	})
}

// reuses counts what a resource was used for.
func (g gatherer) reuses(ctx context.Context, r repertoire.Resource) error {
	for u, err := range g.s.r.Reuses(ctx, r.Community, r.ID, activity.ID{}, 0) {
		if err != nil {
			return err
		}
		g.Add(lifecycle.ResourcesReused, u.At)
	}
	return nil
}

// asked counts answers to surveys and lessons, and collects what was attested.
func (g gatherer) asked(ctx context.Context, community cop.Community) (err error) {
	ever, late := make(map[activity.SurveyID]int), make(map[activity.SurveyID]int)
	for r, err := range g.s.r.Responses(ctx, community.ID, lifecycle.ResponseKey{}, 0) {
		if err != nil {
			return err
		}
		ever[r.Survey]++
		if !r.At.Before(g.Since) {
			late[r.Survey]++
		}
	}
	for id, n := range ever {
		g.Most(lifecycle.SurveyAnswered, n, late[id])
	}
	for p, err := range g.s.r.Passages(ctx, community.ID, activity.ID{}, 0) {
		if err != nil {
			return err
		}
		if p.Lesson != "" {
			g.Add(lifecycle.LessonsKept, p.At)
		}
	}
	g.Attested, err = activity.Collect(g.s.r.Attestations(ctx, community.ID, lifecycle.AttestationKey{}, 0))
	return err
}
