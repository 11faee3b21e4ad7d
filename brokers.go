package praxis

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

// Brokers tells who carries practice between the communities in which the person
// may Measure: which communities they connect, what they carried (see Carry) to
// where they belong, whether their participation gives them a voice there, and
// what would be lost if they left.
// Errors: Invalid, with every bad field of the policy.
func (p Person) Brokers(ctx context.Context, policy membership.Policy) (brokers []membership.Brokerage, err error) {
	const op = "praxis.Brokers"
	communities, err := p.Communities(ctx, activity.CommunityID{}, 0)
	if err != nil {
		return nil, fault.In(op, err)
	}
	var places []membership.Place
	var carried []membership.Carried
	for _, c := range communities {
		from, brought, err := p.In(c.ID).crossings(ctx, policy)
		if fault.CodeOf(err) == fault.Denied {
			continue
		}
		if err != nil {
			return nil, fault.In(op, err)
		}
		places, carried = append(places, from...), append(carried, brought...)
	}
	return membership.Brokers(places, carried), nil
}

// crossings are where people are in the community, and what they brought there.
func (p Participant) crossings(ctx context.Context, policy membership.Policy) (places []membership.Place, carried []membership.Carried, err error) {
	err = p.read(ctx, "praxis.Brokers", Measure, func(ctx context.Context, s *sight) error {
		places, carried = nil, nil
		assessed, err := s.assess(ctx, policy)
		if err != nil {
			return err
		}
		for person, level := range assessed.All() {
			places = append(places, membership.Place{Community: p.community, Person: person, Level: level})
		}
		for r, err := range visible(ctx, s, s.r.Resources(ctx, p.community, activity.ResourceID{}, 0), resourceIn) {
			if err != nil {
				return err
			}
			// Who has left connects nothing any more, whatever they once brought.
			belongs := assessed.Level(r.Author).Compare(membership.Peripheral) >= 0
			if belongs && !r.Origin.Community.IsZero() && !r.Origin.Inherited {
				carried = append(carried, membership.Carried{Person: r.Author, Resource: r.Origin.Resource, From: r.Origin.Community, To: p.community, At: r.SharedAt})
			}
		}
		return nil
	})
	return places, carried, err
}
