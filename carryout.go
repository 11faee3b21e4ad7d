package praxis

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// carryOut does what an adopted proposal decided. The record says that whoever
// established the outcome did so, in reply to the proposal.
func (s *scene) carryOut(ctx context.Context, q cop.Proposal) error {
	o := s.Occasion
	o.ID, o.Space = activity.ID(s.in.ids(o.At)), activity.SpaceID{}
	why := "decided: " + q.Title
	do := q.Action
	for _, part := range []struct {
		asked bool
		do    func() error
	}{
		{do.SetRule != cop.RuleText{}, func() error {
			next, a, err := cop.SetRule(o, activity.RuleID(s.in.ids(o.At)), do.SetRule, why, q.ID)
			return record(ctx, s, s.tx.PutRule, next, a, err)
		}},
		{!do.AmendRule.Rule.IsZero(), func() error {
			r, err := s.ruleFor(ctx, q, do.AmendRule.Rule)
			if err != nil {
				return err
			}
			next, a, err := r.Amend(o, do.AmendRule.RuleText, why, q.ID)
			return record(ctx, s, s.tx.PutRule, next, a, err)
		}},
		{!do.RepealRule.Rule.IsZero(), func() error {
			r, err := s.ruleFor(ctx, q, do.RepealRule.Rule)
			if err != nil {
				return err
			}
			next, a, err := r.Repeal(o, why, q.ID)
			return record(ctx, s, s.tx.PutRule, next, a, err)
		}},
		{do.Appoint.Person != "", func() error {
			fact := membership.Appointed{Role: membership.Role(do.Appoint.Role), Until: do.Appoint.Until, Proposal: q.ID}
			return s.change(ctx, do.Appoint.Person, q, func(m membership.Member) (membership.Member, activity.Activity, error) {
				return membership.AppointWith(o, m, fact)
			})
		}},
		{do.Relieve.Person != "", func() error {
			fact := membership.Relieved{Role: membership.Role(do.Relieve.Role), Proposal: q.ID}
			return s.change(ctx, do.Relieve.Person, q, func(m membership.Member) (membership.Member, activity.Activity, error) {
				return membership.RelieveWith(o, m, fact)
			})
		}},
		{do.Charter.Name != "", func() error {
			next, a, err := s.community.Amend(o, do.Charter, why)
			if err != nil {
				return err
			}
			return storage.RecordCommunity(ctx, s.tx, next, cop.CarryingOut(a, q.ID))
		}},
		{do.Advance.Phase != "", func() error {
			next, a, err := s.move(ctx, o, lifecycle.Phase(do.Advance.Phase), why)
			return s.moved(ctx, next, cop.CarryingOut(a, q.ID), err)
		}},
		{!do.Endorse.Resource.IsZero(), func() error {
			r, err := s.resourceFor(ctx, q, do.Endorse.Resource)
			if err != nil {
				return err
			}
			next, a, err := r.Vet(o, do.Endorse.Version, why, q.ID)
			return record(ctx, s, s.tx.PutResource, next, cop.CarryingOut(a, q.ID), err)
		}},
	} {
		if part.asked {
			return part.do()
		}
	}
	return nil
}

// ruleFor looks a rule up that a proposal changes.
func (s *scene) ruleFor(ctx context.Context, q cop.Proposal, id activity.RuleID) (cop.Rule, error) {
	r, err := s.tx.Rule(ctx, s.Community, id)
	return r, s.concerned(ctx, q, r.Space, err)
}

// resourceFor looks a resource up that a proposal endorses.
func (s *scene) resourceFor(ctx context.Context, q cop.Proposal, id activity.ResourceID) (repertoire.Resource, error) {
	r, err := s.tx.Resource(ctx, s.Community, id)
	return r, s.concerned(ctx, q, r.Space, err)
}

// concerned is what a proposal can be about of what was looked up in a space: what
// all members can know of, or what is in the space in which the proposal was put.
// What others have in a private space is not there for who decides here.
func (s *scene) concerned(ctx context.Context, q cop.Proposal, space activity.SpaceID, err error) error {
	known := space == q.Space
	if err == nil && !known {
		known, err = s.openToMembers(ctx, space)
	}
	switch {
	case fault.CodeOf(err) == fault.NotFound, err == nil && !known:
		return notThere()
	case err != nil:
		return err
	}
	_, err = s.enter(ctx, space) // it may be closed
	return err
}

// change changes a membership as a proposal decided.
func (s *scene) change(ctx context.Context, person activity.Person, q cop.Proposal, act func(membership.Member) (membership.Member, activity.Activity, error)) error {
	m, err := memberOf(ctx, s.tx, s.Community, person)
	if err != nil {
		return err
	}
	next, a, err := act(m)
	return record(ctx, s, s.tx.PutMember, next, cop.CarryingOut(a, q.ID), err)
}
