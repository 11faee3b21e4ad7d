package praxis

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// Attest attests a criterion of the phase that the community is in, in one of the
// person's roles and with what shows it, in place of an earlier attestation.
// Errors: Denied for a role that the person does not hold; Invalid, with every bad
// field, for a criterion that the phase does not have, or that the role may not
// attest; Precondition for a playbook that is not among Options.Playbooks.
func (p Participant) Attest(ctx context.Context, criterion lifecycle.CriterionID, role membership.Role, evidence string) error {
	const op = "praxis.Attest"
	return p.act(ctx, op, activity.Attest, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		if !s.request.Member.Has(role) {
			return fault.New(op, fault.Denied, "to attest something as "+string(role)+" is for those who hold that role")
		}
		life, err := s.tx.Lifecycle(ctx, p.community)
		if err != nil {
			return err
		}
		book, err := s.in.playbook(life.Named(), "")
		if err != nil {
			return err
		}
		key := lifecycle.AttestationKey{Playbook: book.Name, Phase: life.Phase, Criterion: criterion}
		before, err := s.tx.Attestation(ctx, p.community, key)
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			return err
		}
		next, a, err := lifecycle.Attest(s.Occasion, before, book, life.Phase, criterion, string(role), evidence)
		return record(ctx, s, s.tx.PutAttestation, next, a, err)
	})
}

// Unattest withdraws an attestation, for a reason.
// Errors: Invalid without a reason; NotFound if nobody has attested that;
// Precondition if it is withdrawn already.
func (p Participant) Unattest(ctx context.Context, key lifecycle.AttestationKey, reason string) error {
	return p.act(ctx, "praxis.Unattest", activity.Unattest, func(ctx context.Context, s *scene) error {
		t, err := s.tx.Attestation(ctx, p.community, key)
		if err := s.mayOn(ctx, t.By, activity.SpaceID{}, err); err != nil {
			return err
		}
		next, a, err := t.Retract(s.Occasion, reason)
		return record(ctx, s, s.tx.PutAttestation, next, a, err)
	})
}

// Attestations lists what was attested in the community, withdrawn ones included,
// by playbook, phase and criterion: behind the one given, at most limit of them (0
// or less: all).
func (p Participant) Attestations(ctx context.Context, after lifecycle.AttestationKey, limit int) ([]lifecycle.Attestation, error) {
	return readList(ctx, p, "praxis.Attestations", limit, func(ctx context.Context, r storage.Reader, limit int) iter.Seq2[lifecycle.Attestation, error] {
		return r.Attestations(ctx, p.community, after, limit)
	}, nil)
}
