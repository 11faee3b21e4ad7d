package praxis

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

// Submit asks peers for a review of a resource; a note says what to look at. Whoever
// sees the resource sees who asked when for what, and what came of it
// (repertoire.Resource.PeerReviews).
// Errors: Invalid; NotFound; Precondition unless it is a draft, or in use and not
// endorsed.
func (p Participant) Submit(ctx context.Context, id activity.ResourceID, note string) error {
	return p.step(ctx, "praxis.Submit", activity.Submit, id, func(s *scene, r repertoire.Resource) (repertoire.Resource, activity.Activity, error) {
		return r.Submit(s.Occasion, note)
	})
}

// SendBack says what a review found wanting: the resource goes back to where it
// was before.
// Errors: Invalid without a reason; NotFound; Precondition unless it is in review.
func (p Participant) SendBack(ctx context.Context, id activity.ResourceID, reason string) error {
	return p.step(ctx, "praxis.SendBack", activity.SendBack, id, func(s *scene, r repertoire.Resource) (repertoire.Resource, activity.Activity, error) {
		return r.SendBack(s.Occasion, reason)
	})
}

// Publish brings a draft, or what is in review, into use.
// Errors: Invalid; NotFound; Precondition in any other status.
func (p Participant) Publish(ctx context.Context, id activity.ResourceID, note string) error {
	return p.step(ctx, "praxis.Publish", activity.Publish, id, func(s *scene, r repertoire.Resource) (repertoire.Resource, activity.Activity, error) {
		return r.Publish(s.Occasion, note)
	})
}

// Vet endorses a version of a resource for the community, for a reason; to let all
// decide on it, propose it (cop.Action). Endorse is what single members do. If the
// version is not the current one any more, the resource stays what it is, and
// Resource.Endorsed names the version that the community stands up for.
// Errors: Invalid without a reason, and for a version that is not there; NotFound;
// Exists if that version, or a later one, is endorsed; Precondition for one's own,
// and unless it is in review or in use.
func (p Participant) Vet(ctx context.Context, id activity.ResourceID, version int, reason string) error {
	return p.step(ctx, "praxis.Vet", activity.Vet, id, func(s *scene, r repertoire.Resource) (repertoire.Resource, activity.Activity, error) {
		return r.Vet(s.Occasion, version, reason, activity.ProposalID{})
	})
}

// Supersede puts another resource of the community in the place of one, for a
// reason. Everybody who sees the one must be able to see the other: it is in the
// same space, or in the common one.
// Errors: Invalid without a reason; NotFound; Precondition for one that is a draft,
// superseded or retired, and for another one that is.
func (p Participant) Supersede(ctx context.Context, id, by activity.ResourceID, reason string) error {
	return p.onResource(ctx, "praxis.Supersede", activity.Supersede, id, func(ctx context.Context, s *scene, r repertoire.Resource) error {
		with := r
		if by != id {
			var err error
			if with, err = s.beside(ctx, r.Space, by); err != nil {
				return err
			}
		}
		next, a, err := r.Supersede(s.Occasion, with, reason)
		return record(ctx, s, s.tx.PutResource, next, a, err)
	})
}

// Retire takes a resource out of use, for a reason. It stays readable.
// Errors: Invalid without a reason; NotFound; Precondition for a retired
// resource.
func (p Participant) Retire(ctx context.Context, id activity.ResourceID, reason string) error {
	return p.step(ctx, "praxis.Retire", activity.Retire, id, func(s *scene, r repertoire.Resource) (repertoire.Resource, activity.Activity, error) {
		return r.Retire(s.Occasion, reason)
	})
}

// Revive brings back a resource that was superseded or retired, for a reason.
// Errors: Invalid without a reason; NotFound; Precondition in any other status.
func (p Participant) Revive(ctx context.Context, id activity.ResourceID, reason string) error {
	return p.step(ctx, "praxis.Revive", activity.Revive, id, func(s *scene, r repertoire.Resource) (repertoire.Resource, activity.Activity, error) {
		return r.Revive(s.Occasion, reason)
	})
}

// Reaffirm records that the person has looked at the current version of a resource
// and found it still good, and when to look again.
// Errors: Invalid without a next date, unless reviews of it are good for some days;
// NotFound; Conflict if the version named is not the current one; Precondition
// unless it is in use or endorsed.
func (p Participant) Reaffirm(ctx context.Context, id activity.ResourceID, found repertoire.WasReaffirmed) error {
	return p.step(ctx, "praxis.Reaffirm", activity.Reaffirm, id, func(s *scene, r repertoire.Resource) (repertoire.Resource, activity.Activity, error) {
		return r.Reaffirm(s.Occasion, found)
	})
}

// step runs an act that leads a resource on in its life.
func (p Participant) step(ctx context.Context, op string, verb activity.Verb, id activity.ResourceID,
	act func(*scene, repertoire.Resource) (repertoire.Resource, activity.Activity, error)) error {
	return p.onResource(ctx, op, verb, id, func(ctx context.Context, s *scene, r repertoire.Resource) error {
		next, a, err := act(s, r)
		return record(ctx, s, s.tx.PutResource, next, a, err)
	})
}

// beside looks up another resource, which is named in one that is in a space: so
// that nobody learns of what they may not see, it has to be where everybody is who
// sees that one.
func (s *scene) beside(ctx context.Context, space activity.SpaceID, id activity.ResourceID) (repertoire.Resource, error) {
	r, err := s.tx.Resource(ctx, s.Community, id)
	if err := s.hides(ctx, r.Space, err); err != nil {
		return repertoire.Resource{}, err
	}
	seen := r.Space == space
	if !seen && r.Space.IsZero() {
		at, err := s.room(ctx, space)
		if err != nil {
			return repertoire.Resource{}, err
		}
		seen = at.space.Access != cop.Public
	}
	if !seen {
		return repertoire.Resource{}, &fault.Error{Code: fault.Precondition,
			Problem: "not everybody who sees the one would see the other: they have to be in the same space, or the other one in the common space"}
	}
	return r, nil
}
