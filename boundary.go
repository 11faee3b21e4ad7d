package praxis

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/storage"
)

// Tie notes a tie across the community's boundary: to a sponsor, a partner, a
// guest expert or another community; and returns its id.
// Errors: Invalid, with every bad field.
func (p Participant) Tie(ctx context.Context, link cop.Link) (activity.TieID, error) {
	id, err := p.make(ctx, "praxis.Tie", activity.Tie, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		next, a, err := cop.NewTie(s.Occasion, activity.TieID(s.made), link)
		return record(ctx, s, s.tx.PutTie, next, a, err)
	})
	return activity.TieID(id), err
}

// Untie notes that a tie has ended; a reason is welcome.
// Errors: Invalid; NotFound; Exists for one that has ended.
func (p Participant) Untie(ctx context.Context, id activity.TieID, reason string) error {
	return p.act(ctx, "praxis.Untie", activity.Untie, func(ctx context.Context, s *scene) error {
		t, err := s.tx.Tie(ctx, p.community, id)
		if err := s.mayOn(ctx, "", t.Space, err); err != nil {
			return err
		}
		next, a, err := t.Untie(s.Occasion, reason)
		return record(ctx, s, s.tx.PutTie, next, a, err)
	})
}

// Ties lists the ties across the community's boundary, ended ones included, by
// id: behind the one given, at most limit of them (0 or less: all).
func (p Participant) Ties(ctx context.Context, after activity.TieID, limit int) ([]cop.Tie, error) {
	return readList(ctx, p, "praxis.Ties", limit, func(ctx context.Context, r storage.Reader, limit int) iter.Seq2[cop.Tie, error] {
		return r.Ties(ctx, p.community, after, limit)
	}, tieIn)
}

func tieIn(t cop.Tie) activity.SpaceID { return t.Space }

// Revisions lists every charter that the community has had, by number, with who
// wrote it, when and why: behind the one given, at most limit of them (0 or
// less: all). See cop.Differences for what changed between two of them.
func (p Participant) Revisions(ctx context.Context, after, limit int) ([]cop.Revision, error) {
	return readList(ctx, p, "praxis.Revisions", limit, func(ctx context.Context, r storage.Reader, limit int) iter.Seq2[cop.Revision, error] {
		return r.Revisions(ctx, p.community, after, limit)
	}, nil)
}
