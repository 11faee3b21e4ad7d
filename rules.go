package praxis

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/storage"
)

// SetRule sets a ground rule, for a reason, and returns its id.
// Errors: Invalid, with every bad field.
func (p Participant) SetRule(ctx context.Context, text cop.RuleText, reason string) (activity.RuleID, error) {
	id, err := p.make(ctx, "praxis.SetRule", activity.Rule, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		next, a, err := cop.SetRule(s.Occasion, activity.RuleID(s.made), text, reason, activity.ProposalID{})
		return record(ctx, s, s.tx.PutRule, next, a, err)
	})
	return activity.RuleID(id), err
}

// AmendRule writes a new version of a ground rule, for a reason.
// Errors: Invalid, with every bad field; NotFound; Precondition if nothing would
// change, and for a rule that is repealed.
func (p Participant) AmendRule(ctx context.Context, id activity.RuleID, text cop.RuleText, reason string) error {
	return p.onRule(ctx, "praxis.AmendRule", activity.Rule, id, func(s *scene, r cop.Rule) (cop.Rule, activity.Activity, error) {
		return r.Amend(s.Occasion, text, reason, activity.ProposalID{})
	})
}

// RepealRule repeals a ground rule, for a reason. Its versions stay readable.
// Errors: Invalid without a reason; NotFound; Precondition for a rule that is
// repealed.
func (p Participant) RepealRule(ctx context.Context, id activity.RuleID, reason string) error {
	return p.onRule(ctx, "praxis.RepealRule", activity.Repeal, id, func(s *scene, r cop.Rule) (cop.Rule, activity.Activity, error) {
		return r.Repeal(s.Occasion, reason, activity.ProposalID{})
	})
}

func (p Participant) onRule(ctx context.Context, op string, verb activity.Verb, id activity.RuleID, act func(*scene, cop.Rule) (cop.Rule, activity.Activity, error)) error {
	return p.act(ctx, op, verb, func(ctx context.Context, s *scene) error {
		r, err := s.tx.Rule(ctx, p.community, id)
		if err := s.mayOn(ctx, "", r.Space, err); err != nil {
			return err
		}
		next, a, err := act(s, r)
		return record(ctx, s, s.tx.PutRule, next, a, err)
	})
}

// GroundRules lists the ground rules with their versions, repealed ones included,
// by id: behind the one given, at most limit of them (0 or less: all).
func (p Participant) GroundRules(ctx context.Context, after activity.RuleID, limit int) ([]cop.Rule, error) {
	return readList(ctx, p, "praxis.GroundRules", limit, func(ctx context.Context, r storage.Reader, limit int) iter.Seq2[cop.Rule, error] {
		return r.Rules(ctx, p.community, after, limit)
	}, func(r cop.Rule) activity.SpaceID { return r.Space })
}
