package praxis

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// OpenSpace opens a space of the community, and returns its id. See Within to act
// in it.
// Errors: Invalid, with every bad field; NotFound for a parent that is not
// there; Precondition for one that is itself in a space, or closed.
func (p Participant) OpenSpace(ctx context.Context, r cop.Room) (activity.SpaceID, error) {
	id, err := p.make(ctx, "praxis.OpenSpace", activity.OpenSpace, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		parent, err := s.enter(ctx, r.Parent)
		if err != nil {
			return err
		}
		next, a, err := cop.OpenSpace(s.Occasion, activity.SpaceID(s.made), r, parent)
		return record(ctx, s, s.tx.PutSpace, next, a, err)
	})
	return activity.SpaceID(id), err
}

// Rearrange changes what a space is called, what it is for, and who may enter it.
// Errors: Invalid, with every bad field; NotFound; Precondition if nothing would
// change, or for access that is wider than that of the space around it.
func (p Participant) Rearrange(ctx context.Context, id activity.SpaceID, r cop.Room) error {
	return p.onSpace(ctx, "praxis.Rearrange", activity.Rearrange, id, "", func(_ context.Context, s *scene, at room) (cop.Space, activity.Activity, error) {
		return at.space.Rearrange(s.Occasion, r, at.parent)
	})
}

// LetIn lets a member into a private space.
// Errors: NotFound; Precondition for a space that is not private, and for
// somebody who is not a member, or not in the space around it; Exists if they are in.
func (p Participant) LetIn(ctx context.Context, id activity.SpaceID, person activity.Person) error {
	const op = "praxis.LetIn"
	return p.onSpace(ctx, op, activity.LetIn, id, "", func(ctx context.Context, s *scene, at room) (cop.Space, activity.Activity, error) {
		m, err := memberOf(ctx, s.tx, p.community, person)
		if err == nil && !m.Member() {
			err = fault.New(op, fault.Precondition, "only members are let into a space; this person is not one")
		}
		if err != nil {
			return at.space, activity.Activity{}, err
		}
		return at.space.LetIn(s.Occasion, person, at.parent)
	})
}

// LetOut ends somebody's access to a private space, or one's own.
// Errors: NotFound; Precondition for who is not in, and for the last who is.
func (p Participant) LetOut(ctx context.Context, id activity.SpaceID, person activity.Person) error {
	return p.onSpace(ctx, "praxis.LetOut", activity.LetOut, id, person, func(_ context.Context, s *scene, at room) (cop.Space, activity.Activity, error) {
		return at.space.LetOut(s.Occasion, person)
	})
}

// CloseSpace closes a space: what is in it can be read by those who may enter
// it, and nothing more happens there. A reason is welcome.
// Errors: Invalid; NotFound; Precondition for a closed space.
func (p Participant) CloseSpace(ctx context.Context, id activity.SpaceID, reason string) error {
	return p.onSpace(ctx, "praxis.CloseSpace", activity.CloseSpace, id, "", func(_ context.Context, s *scene, at room) (cop.Space, activity.Activity, error) {
		return at.space.Close(s.Occasion, reason)
	})
}

// onSpace runs an act on a space. Whoever opened it counts as its owner, and so
// does the person whom the act is about, if there is one.
func (p Participant) onSpace(ctx context.Context, op string, verb activity.Verb, id activity.SpaceID, about activity.Person,
	act func(context.Context, *scene, room) (cop.Space, activity.Activity, error)) error {
	return p.act(ctx, op, verb, func(ctx context.Context, s *scene) error {
		at, err := s.room(ctx, id)
		owner := at.space.OpenedBy
		if about == s.Actor {
			owner = s.Actor
		}
		if err := s.mayOn(ctx, owner, id, err); err != nil {
			return err
		}
		next, a, err := act(ctx, s, at)
		return record(ctx, s, s.tx.PutSpace, next, a, err)
	})
}

// Space returns a space that the person may enter.
// Errors: NotFound.
func (p Participant) Space(ctx context.Context, id activity.SpaceID) (cop.Space, error) {
	return readOne(ctx, p, "praxis.Space", func(ctx context.Context, r storage.Reader) (cop.Space, error) {
		return r.Space(ctx, p.community, id)
	}, spaceIn)
}

func spaceIn(s cop.Space) activity.SpaceID { return s.ID }

// Spaces lists the spaces that the person may enter, by id: behind the one
// given, at most limit of them (0 or less: all).
func (p Participant) Spaces(ctx context.Context, after activity.SpaceID, limit int) ([]cop.Space, error) {
	return readList(ctx, p, "praxis.Spaces", limit, func(ctx context.Context, r storage.Reader, limit int) iter.Seq2[cop.Space, error] {
		return r.Spaces(ctx, p.community, after, limit)
	}, spaceIn)
}
