package sqlstore

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/lifecycle"
)

// Passages implements storage.LifeReader.
func (t *Tx) Passages(ctx context.Context, c activity.CommunityID, after activity.ID, limit int) iter.Seq2[lifecycle.Passage, error] {
	return passages.list(ctx, t, "Passages", c, lifecycle.Passage{ID: after}, limit)
}

// Attestations implements storage.LifeReader.
func (t *Tx) Attestations(ctx context.Context, c activity.CommunityID, after lifecycle.AttestationKey, limit int) iter.Seq2[lifecycle.Attestation, error] {
	return attestations.list(ctx, t, "Attestations", c, lifecycle.Attestation{AttestationKey: after}, limit)
}

// Surveys implements storage.LifeReader.
func (t *Tx) Surveys(ctx context.Context, c activity.CommunityID, after activity.SurveyID, limit int) iter.Seq2[lifecycle.Survey, error] {
	return surveys.list(ctx, t, "Surveys", c, lifecycle.Survey{ID: after}, limit)
}

// Responses implements storage.LifeReader.
func (t *Tx) Responses(ctx context.Context, c activity.CommunityID, after lifecycle.ResponseKey, limit int) iter.Seq2[lifecycle.Response, error] {
	return responses.list(ctx, t, "Responses", c, lifecycle.Response{ResponseKey: after}, limit)
}

// Attestation implements storage.LifeReader.
func (t *Tx) Attestation(ctx context.Context, c activity.CommunityID, key lifecycle.AttestationKey) (lifecycle.Attestation, error) {
	return attestations.get(ctx, t, "Attestation", lifecycle.Attestation{Community: c, AttestationKey: key})
}

// Survey implements storage.LifeReader.
func (t *Tx) Survey(ctx context.Context, c activity.CommunityID, id activity.SurveyID) (lifecycle.Survey, error) {
	return surveys.get(ctx, t, "Survey", lifecycle.Survey{Community: c, ID: id})
}

// Response implements storage.LifeReader.
func (t *Tx) Response(ctx context.Context, c activity.CommunityID, key lifecycle.ResponseKey) (lifecycle.Response, error) {
	return responses.get(ctx, t, "Response", lifecycle.Response{Community: c, ResponseKey: key})
}

// AddPassage implements storage.LifeWriter.
func (t *Tx) AddPassage(ctx context.Context, v lifecycle.Passage) error {
	return passages.put(ctx, t, "AddPassage", v)
}

// PutAttestation implements storage.LifeWriter.
func (t *Tx) PutAttestation(ctx context.Context, v lifecycle.Attestation) error {
	return attestations.put(ctx, t, "PutAttestation", v)
}

// PutSurvey implements storage.LifeWriter.
func (t *Tx) PutSurvey(ctx context.Context, v lifecycle.Survey) error {
	return surveys.put(ctx, t, "PutSurvey", v)
}

// PutResponse implements storage.LifeWriter.
func (t *Tx) PutResponse(ctx context.Context, v lifecycle.Response) error {
	return responses.put(ctx, t, "PutResponse", v)
}

var passages = newDocuments("praxis_passage", []string{"activity_id id"},
	func(v lifecycle.Passage) (activity.CommunityID, []Value) { return v.Community, []Value{start(v.ID)} }, once)

var attestations = newDocuments("praxis_attestation", []string{"playbook text", "phase text", "criterion text"},
	func(v lifecycle.Attestation) (activity.CommunityID, []Value) {
		return v.Community, []Value{text(v.Playbook), text(v.Phase), text(v.Criterion)}
	}, func(v lifecycle.Attestation) int { return v.Rev })

var surveys = newDocuments("praxis_survey", []string{"survey_id id"},
	func(v lifecycle.Survey) (activity.CommunityID, []Value) { return v.Community, []Value{start(v.ID)} }, func(v lifecycle.Survey) int { return v.Rev })

var responses = newDocuments("praxis_response", []string{"survey_id id", "person text"},
	func(v lifecycle.Response) (activity.CommunityID, []Value) {
		return v.Community, []Value{start(v.Survey), text(v.Person)}
	}, func(v lifecycle.Response) int { return v.Rev })
