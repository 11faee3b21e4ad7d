package praxis

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// Level tells the person's own level of participation now, by a policy, with the
// reasons, and what would change it.
// Errors: Invalid, with every bad field of the policy.
func (p Participant) Level(ctx context.Context, policy membership.Policy) (own membership.Assessment, err error) {
	err = p.read(ctx, "praxis.Level", Read, func(ctx context.Context, s *sight) error {
		assessed, err := s.assess(ctx, policy)
		if err == nil {
			own = assessed.Of(p.person.id)
		}
		return err
	})
	return own, err
}

// Levels tells everybody's level of participation now, by a policy; why, and
// whom the community leaves unanswered. Levels come from what is counted along
// with the record, by week, and not from the record itself.
// Errors: Invalid, with every bad field of the policy.
func (p Participant) Levels(ctx context.Context, policy membership.Policy) (assessed *membership.Assessed, err error) {
	err = p.read(ctx, "praxis.Levels", Measure, func(ctx context.Context, s *sight) (err error) {
		assessed, err = s.assess(ctx, policy)
		return err
	})
	return assessed, err
}

// LevelCount is how many people participate at a level.
type LevelCount struct {
	Level    membership.Level
	People   int  // 0 if that is withheld
	Withheld bool // there are some, but fewer than Options.MinGroup, or so many that they would tell how few
}

// LevelCounts tells how many people participate at which level now, by a policy.
// It names nobody, and does not report groups smaller than Options.MinGroup, nor what
// the number of all members would then tell of them (see insight.Withhold).
// Errors: Invalid, with every bad field of the policy.
func (p Participant) LevelCounts(ctx context.Context, policy membership.Policy) (counts []LevelCount, err error) {
	err = p.read(ctx, "praxis.LevelCounts", Read, func(ctx context.Context, s *sight) error {
		if s.common != nil { // how many members there are is not for who sees public spaces alone
			return s.common
		}
		assessed, err := s.assess(ctx, policy)
		if err != nil {
			return err
		}
		people := make(map[membership.Level]int)
		for _, level := range assessed.All() {
			people[level]++
		}
		counts = nil
		var members []int // everybody can count all of them
		for _, level := range membership.Levels() {
			n := people[level]
			counts = append(counts, LevelCount{Level: level, People: n, Withheld: n > 0 && n < s.in.smallest()})
			if level.Compare(membership.Peripheral) >= 0 {
				members = append(members, n)
			}
		}
		from := len(counts) - len(members) // levels go from the outside in
		for i, withheld := range insight.Withhold(members, s.in.smallest()) {
			counts[from+i].Withheld = withheld
		}
		for i := range counts {
			if counts[i].Withheld {
				counts[i].People = 0
			}
		}
		return nil
	})
	return counts, err
}

// smallest is the smallest group of people about which anything is reported.
func (c *Constellation) smallest() int {
	if c.minGroup > 0 {
		return c.minGroup
	}
	return insight.DefaultMinGroup
}

// Trajectories tells on which paths somebody is through the community, by the
// levels that they have had by a policy. Whoever asks for another person's needs
// to be allowed to Measure.
// Errors: Invalid, with every bad field of the policy.
func (p Participant) Trajectories(ctx context.Context, person activity.Person, policy membership.Policy) (paths []membership.Trajectory, err error) {
	const op = "praxis.Trajectories"
	action := Measure
	if person == p.person.id {
		action = Read
	}
	err = p.read(ctx, op, action, func(ctx context.Context, s *sight) error {
		assessed, err := s.assess(ctx, policy)
		if err != nil {
			return err
		}
		var elsewhere []membership.Place
		for m, err := range s.r.Memberships(ctx, person, activity.CommunityID{}, 0) {
			if err != nil {
				return err
			}
			if m.Community == p.community || !m.Member() {
				continue
			}
			place, ok, err := p.person.In(m.Community).place(ctx, s.r, person, policy, action)
			if err != nil {
				return err
			}
			if ok {
				elsewhere = append(elsewhere, place)
			}
		}
		paths = membership.Trajectories(assessed.History(person), elsewhere, assessed.At)
		return nil
	})
	return paths, err
}

// place is where somebody is in a community, if who asks may know that.
func (p Participant) place(ctx context.Context, r storage.Reader, person activity.Person, policy membership.Policy, action Action) (at membership.Place, ok bool, err error) {
	s, err := p.look(ctx, r, action)
	if fault.CodeOf(err) == fault.Denied {
		return at, false, nil
	}
	if err != nil {
		return at, false, err
	}
	assessed, err := s.assess(ctx, policy)
	if err != nil {
		return at, false, err
	}
	a := assessed.Of(person)
	return membership.Place{Community: p.community, Person: person, Level: a.Level, Since: a.Since}, true, nil
}

// assess tells everybody's level now, as far as it shows in what the person may
// see.
func (s *sight) assess(ctx context.Context, policy membership.Policy) (*membership.Assessed, error) {
	if s.common != nil {
		return nil, s.common
	}
	c := s.request.Community
	ledger := membership.NewLedger(c)
	tallyIn := func(t activity.Tally) activity.SpaceID { return t.Space }
	for t, err := range visible(ctx, s, s.r.Tallies(ctx, c, activity.Tally{}, 0), tallyIn) {
		if err != nil {
			return nil, err
		}
		ledger.AddDid(t)
	}
	for t, err := range visible(ctx, s, s.r.Received(ctx, c, activity.Tally{}, 0), tallyIn) {
		if err != nil {
			return nil, err
		}
		ledger.AddReceived(t)
	}
	presenceIn := func(p activity.Presence) activity.SpaceID { return p.Space }
	for p, err := range visible(ctx, s, s.r.Presences(ctx, c, activity.Presence{}, 0), presenceIn) {
		if err != nil {
			return nil, err
		}
		ledger.AddPresence(p)
	}
	var people []membership.Belonging
	for m, err := range s.r.Members(ctx, c, "", 0) {
		if err != nil {
			return nil, err
		}
		people = append(people, membership.BelongingOf(m))
	}
	return membership.AssessAll(policy, ledger, people, s.in.clock(), membership.Snapshot{})
}
