package praxis

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
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
