package sqlstore

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
)

// Revisions implements storage.CommunityReader.
func (t *Tx) Revisions(ctx context.Context, c activity.CommunityID, after, limit int) iter.Seq2[cop.Revision, error] {
	return revisions.list(ctx, t, "Revisions", c, cop.Revision{Number: after}, limit)
}

// AddRevision implements storage.CommunityWriter.
func (t *Tx) AddRevision(ctx context.Context, r cop.Revision) error {
	return revisions.put(ctx, t, "AddRevision", r)
}

// Handovers implements storage.CommunityReader.
func (t *Tx) Handovers(ctx context.Context, c activity.CommunityID, after activity.ID, limit int) iter.Seq2[cop.Handover, error] {
	return handovers.list(ctx, t, "Handovers", c, cop.Handover{ID: after}, limit)
}

// AddHandover implements storage.CommunityWriter.
func (t *Tx) AddHandover(ctx context.Context, h cop.Handover) error {
	return handovers.put(ctx, t, "AddHandover", h)
}

// Space implements storage.SpaceReader.
func (t *Tx) Space(ctx context.Context, c activity.CommunityID, space activity.SpaceID) (cop.Space, error) {
	return one(ctx, t, "Space", spaces.relation, c, start(space))
}

// Spaces implements storage.SpaceReader.
func (t *Tx) Spaces(ctx context.Context, c activity.CommunityID, after activity.SpaceID, limit int) iter.Seq2[cop.Space, error] {
	return spaces.list(ctx, t, "Spaces", c, cop.Space{ID: after}, limit)
}

// PutSpace implements storage.SpaceWriter.
func (t *Tx) PutSpace(ctx context.Context, s cop.Space) error { return spaces.put(ctx, t, "PutSpace", s) }
