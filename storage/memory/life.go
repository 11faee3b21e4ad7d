package memory

import (
	"context"
	"iter"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/lifecycle"
)

func (t *tx) Passages(ctx context.Context, c activity.CommunityID, after activity.ID, limit int) iter.Seq2[lifecycle.Passage, error] {
	return t.passages.list(ctx, t, "memory.Passages", c, lifecycle.Passage{ID: after}, limit)
}

func (t *tx) Attestations(ctx context.Context, c activity.CommunityID, after lifecycle.AttestationKey, limit int) iter.Seq2[lifecycle.Attestation, error] {
	return t.attestations.list(ctx, t, "memory.Attestations", c, lifecycle.Attestation{AttestationKey: after}, limit)
}

func (t *tx) Surveys(ctx context.Context, c activity.CommunityID, after activity.SurveyID, limit int) iter.Seq2[lifecycle.Survey, error] {
	return t.surveys.list(ctx, t, "memory.Surveys", c, lifecycle.Survey{ID: after}, limit)
}

func (t *tx) Responses(ctx context.Context, c activity.CommunityID, after lifecycle.ResponseKey, limit int) iter.Seq2[lifecycle.Response, error] {
	return t.responses.list(ctx, t, "memory.Responses", c, lifecycle.Response{ResponseKey: after}, limit)
}

func (t *tx) Attestation(ctx context.Context, c activity.CommunityID, key lifecycle.AttestationKey) (lifecycle.Attestation, error) {
	return t.attestations.get(ctx, t, "memory.Attestation", lifecycle.Attestation{Community: c, AttestationKey: key})
}

func (t *tx) Survey(ctx context.Context, c activity.CommunityID, id activity.SurveyID) (lifecycle.Survey, error) {
	return t.surveys.get(ctx, t, "memory.Survey", lifecycle.Survey{Community: c, ID: id})
}

func (t *tx) Response(ctx context.Context, c activity.CommunityID, key lifecycle.ResponseKey) (lifecycle.Response, error) {
	return t.responses.get(ctx, t, "memory.Response", lifecycle.Response{Community: c, ResponseKey: key})
}

func (t *tx) AddPassage(ctx context.Context, v lifecycle.Passage) error {
	return t.passages.put(ctx, t, "memory.AddPassage", v)
}

func (t *tx) PutAttestation(ctx context.Context, v lifecycle.Attestation) error {
	return t.attestations.put(ctx, t, "memory.PutAttestation", v)
}

func (t *tx) PutSurvey(ctx context.Context, v lifecycle.Survey) error {
	return t.surveys.put(ctx, t, "memory.PutSurvey", v)
}

func (t *tx) PutResponse(ctx context.Context, v lifecycle.Response) error {
	return t.responses.put(ctx, t, "memory.PutResponse", v)
}

// ownLife is a state that shares nothing with another.
func ownLife(s lifecycle.State) lifecycle.State {
	s.Order = slices.Clone(s.Order)
	return s
}
