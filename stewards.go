package praxis

import (
	"context"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// Steward gives a resource into somebody's care, the person's own or another
// member's: a steward may do with it what its author may.
// Errors: Invalid; NotFound; Exists for who stewards it; Precondition for somebody
// who is not a member, or may not enter the space that it is in.
func (p Participant) Steward(ctx context.Context, id activity.ResourceID, steward activity.Person, note string) error {
	const op = "praxis.Steward"
	return p.onResource(ctx, op, activity.Steward, id, func(ctx context.Context, s *scene, r repertoire.Resource) error {
		next, a, err := r.Entrust(s.Occasion, steward, note)
		if err != nil {
			return err
		}
		m, err := p.in(ctx, s, steward, r.Space)
		if err == nil && !m {
			err = fault.New(op, fault.Precondition, "only members steward a resource, who may enter the space that it is in; this person is not one")
		}
		return record(ctx, s, s.tx.PutResource, next, a, err)
	})
}

// in reports whether somebody is a member who may enter a space.
func (p Participant) in(ctx context.Context, s *scene, person activity.Person, space activity.SpaceID) (bool, error) {
	m, err := p.person.in.member(ctx, s.tx, p.community, person)
	if err != nil || space.IsZero() {
		return m.Member(), err
	}
	at, err := s.room(ctx, space)
	return m.Member() && cop.Enters(at.space, at.parent, person, true), err
}

// Unsteward ends somebody's stewardship of a resource, the person's own or
// another's; a reason is welcome.
// Errors: Invalid; NotFound; Precondition for who does not steward it.
func (p Participant) Unsteward(ctx context.Context, id activity.ResourceID, steward activity.Person, reason string) error {
	return p.act(ctx, "praxis.Unsteward", activity.Unsteward, func(ctx context.Context, s *scene) error {
		r, err := s.tx.Resource(ctx, p.community, id)
		if err := s.mayOn(ctx, steward, r.Space, err); err != nil {
			return err
		}
		next, a, err := r.GiveUp(s.Occasion, steward, reason)
		return record(ctx, s, s.tx.PutResource, next, a, err)
	})
}

// Stale lists the resources that have gone stale, by id: whose next review is due,
// which nobody has used, revised or reviewed for long, and drafts and reviews that
// nothing has come of; each with why, who stewards it, and what to do. Stewards who
// have left the community are not among them, as they are not there to be asked.
// Errors: Invalid, with every bad field of the policy.
func (p Participant) Stale(ctx context.Context, policy repertoire.StalePolicy) (stale []repertoire.Stale, err error) {
	const op = "praxis.Stale"
	if err := policy.Check(); err != nil {
		return nil, fault.In(op, err)
	}
	err = p.read(ctx, op, Read, func(ctx context.Context, s *sight) error {
		now := activity.Moment(p.person.in.clock())
		stale = nil
		for r, err := range visible(ctx, s, s.r.Resources(ctx, p.community, activity.ResourceID{}, 0), resourceIn) {
			if err != nil {
				return err
			}
			if s.common == nil { // who may not see the members does not see who has left
				if r.Stewards, err = s.members(ctx, r.Stewards); err != nil {
					return err
				}
			}
			if _, ok := r.StaleAt(now, time.Time{}, policy); !ok {
				continue // no use of it makes it stale
			}
			last, err := lastUse(ctx, s.r, r)
			if err != nil {
				return err
			}
			if one, ok := r.StaleAt(now, last, policy); ok {
				stale = append(stale, one)
			}
		}
		return nil
	})
	return stale, err
}

// members are those of some people who are members now.
func (s *sight) members(ctx context.Context, people []activity.Person) (members []activity.Person, err error) {
	for _, p := range people {
		m, err := s.in.member(ctx, s.r, s.request.Community, p)
		if err != nil {
			return nil, err
		}
		if m.Member() {
			members = append(members, p)
		}
	}
	return members, nil
}

// lastUse is when a resource was last used; zero if it never was.
func lastUse(ctx context.Context, r storage.Reader, of repertoire.Resource) (last time.Time, err error) {
	for u, err := range r.Reuses(ctx, of.Community, of.ID, activity.ID{}, 0) {
		if err != nil {
			return last, err
		}
		if u.At.After(last) {
			last = u.At
		}
	}
	return last, nil
}
