package storage_test

import (
	"context"
	"errors"
	"iter"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

func TestTakeReadsWhatTheRecordFoldsTo(t *testing.T) {
	require.NoError(t, lived(t).View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		taken, err := storage.Take(ctx, r, auditors)
		require.NoError(t, err)
		folded, err := storage.Fold(r.Activities(ctx, auditors, 0, 0))
		require.NoError(t, err)
		assert.Equal(t, folded, taken)
		assert.Len(t, taken.Members, 5)
		assert.Len(t, taken.Revisions, 2)
		assert.Len(t, taken.Meetings, 2)
		assert.Len(t, taken.Repertoire[0].Versions, 2)
		assert.Len(t, taken.Questions[0].Answers, 1)

		_, err = storage.Take(ctx, r, activity.CommunityID{0x99})
		assert.ErrorIs(t, err, fault.NotFound)
		return nil
	}))
}

func TestTakeFailsAsAnyReadFails(t *testing.T) {
	require.NoError(t, lived(t).View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		for _, read := range []string{
			"Community", "Lifecycle", "Members",
			"Revisions", "Handovers", "Spaces", "Gatherings", "Meetings",
			"Rules", "Proposals", "Ties", "Ratings", "Guide", "Recognitions", "Tasks",
			"Passages", "Attestations", "Surveys", "Responses",
			"Resources", "Versions", "Reuses", "Endorsements",
			"Questions", "Answers", "Tallies", "Received", "Presences",
		} {
			_, err := storage.Take(ctx, broken{r, read}, auditors)
			assert.ErrorIs(t, err, errCable, read)
		}
		return nil
	}))
}

var errCable = errors.New("broken cable")

// broken is a reader of which one method fails.
type broken struct {
	storage.Reader
	method string
}

func one[T any](b broken, method string, v T, err error) (T, error) {
	if b.method == method {
		err = errCable
	}
	return v, err
}

func list[T any](b broken, method string, s iter.Seq2[T, error]) iter.Seq2[T, error] {
	if b.method != method {
		return s
	}
	return func(yield func(T, error) bool) { yield(*new(T), errCable) }
}

func (b broken) Community(ctx context.Context, c activity.CommunityID) (cop.Community, error) {
	v, err := b.Reader.Community(ctx, c)
	return one(b, "Community", v, err)
}

func (b broken) Lifecycle(ctx context.Context, c activity.CommunityID) (lifecycle.State, error) {
	v, err := b.Reader.Lifecycle(ctx, c)
	return one(b, "Lifecycle", v, err)
}

func (b broken) Members(ctx context.Context, c activity.CommunityID, after activity.Person, limit int) iter.Seq2[membership.Member, error] {
	return list(b, "Members", b.Reader.Members(ctx, c, after, limit))
}

func (b broken) Resources(ctx context.Context, c activity.CommunityID, after activity.ResourceID, limit int) iter.Seq2[repertoire.Resource, error] {
	return list(b, "Resources", b.Reader.Resources(ctx, c, after, limit))
}

func (b broken) Versions(ctx context.Context, c activity.CommunityID, r activity.ResourceID, after, limit int) iter.Seq2[repertoire.Version, error] {
	return list(b, "Versions", b.Reader.Versions(ctx, c, r, after, limit))
}

func (b broken) Reuses(ctx context.Context, c activity.CommunityID, r activity.ResourceID, after activity.ID, limit int) iter.Seq2[repertoire.Reuse, error] {
	return list(b, "Reuses", b.Reader.Reuses(ctx, c, r, after, limit))
}

func (b broken) Endorsements(ctx context.Context, c activity.CommunityID, r activity.ResourceID, after activity.Person, limit int) iter.Seq2[repertoire.Endorsement, error] {
	return list(b, "Endorsements", b.Reader.Endorsements(ctx, c, r, after, limit))
}

func (b broken) Questions(ctx context.Context, c activity.CommunityID, after activity.QuestionID, limit int) iter.Seq2[repertoire.Question, error] {
	return list(b, "Questions", b.Reader.Questions(ctx, c, after, limit))
}

func (b broken) Answers(ctx context.Context, c activity.CommunityID, q activity.QuestionID, after activity.AnswerID, limit int) iter.Seq2[repertoire.Answer, error] {
	return list(b, "Answers", b.Reader.Answers(ctx, c, q, after, limit))
}

func (b broken) Revisions(ctx context.Context, c activity.CommunityID, after, limit int) iter.Seq2[cop.Revision, error] {
	return list(b, "Revisions", b.Reader.Revisions(ctx, c, after, limit))
}

func (b broken) Handovers(ctx context.Context, c activity.CommunityID, after activity.ID, limit int) iter.Seq2[cop.Handover, error] {
	return list(b, "Handovers", b.Reader.Handovers(ctx, c, after, limit))
}

func (b broken) Spaces(ctx context.Context, c activity.CommunityID, after activity.SpaceID, limit int) iter.Seq2[cop.Space, error] {
	return list(b, "Spaces", b.Reader.Spaces(ctx, c, after, limit))
}

func (b broken) Gatherings(ctx context.Context, c activity.CommunityID, after activity.GatheringID, limit int) iter.Seq2[cop.Gathering, error] {
	return list(b, "Gatherings", b.Reader.Gatherings(ctx, c, after, limit))
}

func (b broken) Meetings(ctx context.Context, c activity.CommunityID, after cop.Meeting, limit int) iter.Seq2[cop.Meeting, error] {
	return list(b, "Meetings", b.Reader.Meetings(ctx, c, after, limit))
}

func (b broken) Rules(ctx context.Context, c activity.CommunityID, after activity.RuleID, limit int) iter.Seq2[cop.Rule, error] {
	return list(b, "Rules", b.Reader.Rules(ctx, c, after, limit))
}

func (b broken) Proposals(ctx context.Context, c activity.CommunityID, after activity.ProposalID, limit int) iter.Seq2[cop.Proposal, error] {
	return list(b, "Proposals", b.Reader.Proposals(ctx, c, after, limit))
}

func (b broken) Ties(ctx context.Context, c activity.CommunityID, after activity.TieID, limit int) iter.Seq2[cop.Tie, error] {
	return list(b, "Ties", b.Reader.Ties(ctx, c, after, limit))
}

func (b broken) Ratings(ctx context.Context, c activity.CommunityID, after cop.RatingKey, limit int) iter.Seq2[cop.Rating, error] {
	return list(b, "Ratings", b.Reader.Ratings(ctx, c, after, limit))
}

func (b broken) Guide(ctx context.Context, c activity.CommunityID) (membership.Guide, error) {
	v, err := b.Reader.Guide(ctx, c)
	return one(b, "Guide", v, err)
}

func (b broken) Recognitions(ctx context.Context, c activity.CommunityID, after activity.ID, limit int) iter.Seq2[membership.Recognition, error] {
	return list(b, "Recognitions", b.Reader.Recognitions(ctx, c, after, limit))
}

func (b broken) Tasks(ctx context.Context, c activity.CommunityID, after activity.TaskID, limit int) iter.Seq2[repertoire.Task, error] {
	return list(b, "Tasks", b.Reader.Tasks(ctx, c, after, limit))
}

func (b broken) Passages(ctx context.Context, c activity.CommunityID, after activity.ID, limit int) iter.Seq2[lifecycle.Passage, error] {
	return list(b, "Passages", b.Reader.Passages(ctx, c, after, limit))
}

func (b broken) Attestations(ctx context.Context, c activity.CommunityID, after lifecycle.AttestationKey, limit int) iter.Seq2[lifecycle.Attestation, error] {
	return list(b, "Attestations", b.Reader.Attestations(ctx, c, after, limit))
}

func (b broken) Surveys(ctx context.Context, c activity.CommunityID, after activity.SurveyID, limit int) iter.Seq2[lifecycle.Survey, error] {
	return list(b, "Surveys", b.Reader.Surveys(ctx, c, after, limit))
}

func (b broken) Responses(ctx context.Context, c activity.CommunityID, after lifecycle.ResponseKey, limit int) iter.Seq2[lifecycle.Response, error] {
	return list(b, "Responses", b.Reader.Responses(ctx, c, after, limit))
}

func (b broken) Received(ctx context.Context, c activity.CommunityID, after activity.Tally, limit int) iter.Seq2[activity.Tally, error] {
	return list(b, "Received", b.Reader.Received(ctx, c, after, limit))
}

func (b broken) Presences(ctx context.Context, c activity.CommunityID, after activity.Presence, limit int) iter.Seq2[activity.Presence, error] {
	return list(b, "Presences", b.Reader.Presences(ctx, c, after, limit))
}

func (b broken) Tallies(ctx context.Context, c activity.CommunityID, after activity.Tally, limit int) iter.Seq2[activity.Tally, error] {
	return list(b, "Tallies", b.Reader.Tallies(ctx, c, after, limit))
}
