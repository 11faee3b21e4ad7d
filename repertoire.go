package praxis

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// Share adds a resource to the repertoire and returns its id.
// Errors: Invalid, with every bad field of the draft.
func (p Participant) Share(ctx context.Context, draft repertoire.Draft) (activity.ResourceID, error) {
	id, err := p.make(ctx, "praxis.Share", activity.Share, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		return s.share(ctx, s.Occasion, activity.ResourceID(s.made), draft)
	})
	return activity.ResourceID(id), err
}

// share adds a resource to the repertoire.
func (s *scene) share(ctx context.Context, o activity.Occasion, id activity.ResourceID, draft repertoire.Draft) error {
	if !draft.Thread.IsZero() {
		return s.shareThread(ctx, o, id, draft)
	}
	next, a, err := repertoire.Share(o, id, draft)
	if err == nil && next.Adapted != (repertoire.Source{}) {
		var from repertoire.Resource
		if from, err = s.beside(ctx, next.Space, next.Adapted.Resource); err == nil && next.Adapted.Version > from.Current.Number {
			err = &fault.Error{Code: fault.Invalid, Fields: []fault.Field{{Name: "adapted_from.version", Problem: "must be a version of that resource"}}}
		}
	}
	return record(ctx, s, s.tx.PutResource, next, a, err)
}

// Revise writes a new version of a resource over the one that the edit is based
// on. If another version has become current meanwhile, the edit is merged with it,
// provided that no line, and no field, was changed both there and here; both
// versions are recorded as what the new one is based on.
// Errors: Invalid, with every bad field of the edit; NotFound; Conflict if the two
// change the same, of which repertoire.Unmerged is the cause and tells what stands
// against what; Exists if the current version has all that the edit changes;
// Precondition for a superseded or retired resource.
func (p Participant) Revise(ctx context.Context, id activity.ResourceID, edit repertoire.Edit) error {
	return p.onResource(ctx, "praxis.Revise", activity.Revise, id, func(ctx context.Context, s *scene, r repertoire.Resource) error {
		if edit.Base < 1 || edit.Base >= r.Current.Number {
			next, a, err := r.Revise(s.Occasion, edit)
			return record(ctx, s, s.tx.PutResource, next, a, err)
		}
		base, err := versionOf(ctx, s.tx, r, edit.Base)
		if err != nil {
			return err
		}
		next, a, err := r.Merge(s.Occasion, base, edit)
		return record(ctx, s, s.tx.PutResource, next, a, err)
	})
}

// versionOf reads a version of a resource. NotFound for one that is not there.
func versionOf(ctx context.Context, r storage.Reader, of repertoire.Resource, number int) (repertoire.Version, error) {
	if number < 1 || number > of.Current.Number {
		return repertoire.Version{}, notThere()
	}
	for v, err := range r.Versions(ctx, of.Community, of.ID, number-1, 1) {
		return v, err
	}
	return repertoire.Version{}, notThere()
}

// Reuse records that the person has used the current version of a resource,
// and what came of it. It returns the id of the use, by which a step of a value
// story points to it (repertoire.Trace).
// Errors: Invalid, with every bad field; NotFound.
func (p Participant) Reuse(ctx context.Context, id activity.ResourceID, outcome repertoire.Outcome, note string) (activity.ID, error) {
	return p.reuse(ctx, "praxis.Reuse", id, "", outcome, note)
}

// ReuseFor is Reuse that says what the resource was used for.
// Errors: as those of Reuse.
func (p Participant) ReuseFor(ctx context.Context, id activity.ResourceID, purpose string, outcome repertoire.Outcome, note string) (activity.ID, error) {
	return p.reuse(ctx, "praxis.ReuseFor", id, purpose, outcome, note)
}

func (p Participant) reuse(ctx context.Context, op string, id activity.ResourceID, purpose string, outcome repertoire.Outcome, note string) (activity.ID, error) {
	use, err := p.make(ctx, op, activity.Reuse, func(ctx context.Context, s *scene) error {
		r, err := s.resource(ctx, id)
		if err != nil {
			return err
		}
		s.made = activity.ObjectID(s.ID) // a use goes by the activity that records it
		next, a, err := r.ReuseFor(s.Occasion, purpose, outcome, note)
		return record(ctx, s, s.tx.AddReuse, next, a, err)
	})
	return activity.ID(use), err
}

// Endorse records that the person stands up for the current version of a
// resource.
// Errors: NotFound; Exists if they have endorsed this version; Precondition
// for a retired resource and for one's own.
func (p Participant) Endorse(ctx context.Context, id activity.ResourceID) error {
	return p.onResource(ctx, "praxis.Endorse", activity.Endorse, id, func(ctx context.Context, s *scene, r repertoire.Resource) error {
		before, err := s.tx.Endorsement(ctx, p.community, id, s.Actor)
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			return err
		}
		next, a, err := r.Endorse(s.Occasion, before)
		return record(ctx, s, s.tx.PutEndorsement, next, a, err)
	})
}

// onResource runs an act on a resource.
func (p Participant) onResource(ctx context.Context, op string, verb activity.Verb, id activity.ResourceID, fn func(context.Context, *scene, repertoire.Resource) error) error {
	return p.act(ctx, op, verb, func(ctx context.Context, s *scene) error {
		r, err := s.resource(ctx, id)
		if err != nil {
			return err
		}
		return fn(ctx, s, r)
	})
}

// resource looks up the resource that the act is on, if the person may do this to
// it. Whoever shared it counts as its owner, and so does who stewards it.
func (s *scene) resource(ctx context.Context, id activity.ResourceID) (repertoire.Resource, error) {
	r, err := s.tx.Resource(ctx, s.Community, id)
	owner := r.Author
	if r.Stewarded(s.Actor) {
		owner = s.Actor
	}
	return r, s.mayOn(ctx, owner, r.Space, err)
}

// Resource returns a resource with its current version.
// Errors: NotFound.
func (p Participant) Resource(ctx context.Context, id activity.ResourceID) (repertoire.Resource, error) {
	return readOne(ctx, p, "praxis.Resource", p.resource(id), resourceIn)
}

func (p Participant) resource(id activity.ResourceID) func(context.Context, storage.Reader) (repertoire.Resource, error) {
	return func(ctx context.Context, r storage.Reader) (repertoire.Resource, error) {
		return r.Resource(ctx, p.community, id)
	}
}

func resourceIn(r repertoire.Resource) activity.SpaceID { return r.Space }

// Resources lists the resources by id: behind the one given, at most limit of
// them (0 or less: all).
func (p Participant) Resources(ctx context.Context, after activity.ResourceID, limit int) ([]repertoire.Resource, error) {
	return readList(ctx, p, "praxis.Resources", limit, func(ctx context.Context, r storage.Reader, limit int) iter.Seq2[repertoire.Resource, error] {
		return r.Resources(ctx, p.community, after, limit)
	}, resourceIn)
}

// Versions lists the versions of a resource by number: behind the one given,
// at most limit of them (0 or less: all).
// Errors: NotFound.
func (p Participant) Versions(ctx context.Context, id activity.ResourceID, after, limit int) ([]repertoire.Version, error) {
	return readBelow(ctx, p, "praxis.Versions", p.resource(id), resourceIn, func(ctx context.Context, r storage.Reader) iter.Seq2[repertoire.Version, error] {
		return r.Versions(ctx, p.community, id, after, limit)
	})
}

// Reuses lists what came of using a resource, by the id of the activity that
// recorded it: behind the one given, at most limit of them (0 or less: all).
// Errors: NotFound.
func (p Participant) Reuses(ctx context.Context, id activity.ResourceID, after activity.ID, limit int) ([]repertoire.Reuse, error) {
	return readBelow(ctx, p, "praxis.Reuses", p.resource(id), resourceIn, func(ctx context.Context, r storage.Reader) iter.Seq2[repertoire.Reuse, error] {
		return r.Reuses(ctx, p.community, id, after, limit)
	})
}

// Endorsements lists who stands up for a resource, by person: behind the one
// given, at most limit of them (0 or less: all).
// Errors: NotFound.
func (p Participant) Endorsements(ctx context.Context, id activity.ResourceID, after activity.Person, limit int) ([]repertoire.Endorsement, error) {
	return readBelow(ctx, p, "praxis.Endorsements", p.resource(id), resourceIn, func(ctx context.Context, r storage.Reader) iter.Seq2[repertoire.Endorsement, error] {
		return r.Endorsements(ctx, p.community, id, after, limit)
	})
}
