package praxis

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/storage"
)

// Community returns the community with its charter.
func (p Participant) Community(ctx context.Context) (cop.Community, error) {
	return readPart(ctx, p, "praxis.Community", See, func(ctx context.Context, r storage.Reader) (cop.Community, error) {
		return r.Community(ctx, p.community)
	})
}

// Amend replaces the charter, for a reason, and returns the community as it is
// then.
// Errors: Invalid, with every bad field; Precondition if nothing would change.
func (p Participant) Amend(ctx context.Context, charter cop.Charter, reason string) (amended cop.Community, err error) {
	err = p.act(ctx, "praxis.Amend", activity.Amend, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		next, a, err := s.community.Amend(s.Occasion, charter, reason)
		if err != nil {
			return err
		}
		amended = next
		return storage.RecordCommunity(ctx, s.tx, next, a)
	})
	switch {
	case err != nil:
		return cop.Community{}, err
	case amended.ID.IsZero(): // it had been amended before (see Person.Once)
		return p.Community(ctx)
	}
	return amended, nil
}

// Phase returns the phase of its life that the community is in.
func (p Participant) Phase(ctx context.Context) (lifecycle.State, error) {
	return readPart(ctx, p, "praxis.Phase", See, func(ctx context.Context, r storage.Reader) (lifecycle.State, error) {
		return r.Lifecycle(ctx, p.community)
	})
}

// Move moves the community on to the next phase of its life, or back to an
// earlier one, for a reason.
// Errors: Invalid for a word that is no phase, or without a reason; Exists if
// the community is in that phase; Precondition if a phase would be skipped.
func (p Participant) Move(ctx context.Context, to lifecycle.Phase, reason string) error {
	return p.act(ctx, "praxis.Move", activity.Move, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		life, err := s.tx.Lifecycle(ctx, p.community)
		if err != nil {
			return err
		}
		next, a, err := life.Move(s.Occasion, to, reason)
		return record(ctx, s, s.tx.PutLifecycle, next, a, err)
	})
}
