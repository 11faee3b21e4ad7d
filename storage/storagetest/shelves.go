package storagetest

import (
	"context"
	"encoding/binary"
	"iter"
	"testing"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// shelf is one of the tables in which values stand whole behind their key: how
// the contract writes and reads them.
type shelf[T any] struct {
	method  string                              // its name begins with Put or Add
	key     func(*T, activity.CommunityID, int) // gives a value the n-th key of a community; the 0th is where a list begins
	rev     func(*T) *int                       // nil if values never change
	put     func(storage.Tx, context.Context, T) error
	getting string // the method's name; empty if values are only listed
	get     func(storage.Reader, context.Context, T) (T, error)
	listing string // the method's name; empty if a community has one value
	list    func(storage.Reader, context.Context, activity.CommunityID, T, int) iter.Seq2[T, error]
}

// standing is a shelf of whatever values.
type standing interface {
	follows(testing.TB, *world, storage.Store)
	goesByKey(testing.TB, *world, storage.Store)
	comesBack(testing.TB, *world, storage.Store)
	furnish(context.Context, storage.Tx, activity.CommunityID) error
	leave(context.Context, storage.Tx, activity.CommunityID) error
	reads(context.Context, storage.Reader, activity.CommunityID, map[string]error)
	writes(activity.CommunityID, map[string]func(context.Context, storage.Tx) error)
}

// shelves are all of them.
var shelves = []standing{
	shelf[cop.Revision]{
		method: "AddRevision", put: storage.Tx.AddRevision, listing: "Revisions",
		key: func(v *cop.Revision, c activity.CommunityID, n int) { v.Community, v.Number = c, n+1 }, // the first is the founding's
		list: func(r storage.Reader, ctx context.Context, c activity.CommunityID, v cop.Revision, limit int) iter.Seq2[cop.Revision, error] {
			return r.Revisions(ctx, c, v.Number, limit)
		},
	},
	shelf[cop.Handover]{
		method: "AddHandover", put: storage.Tx.AddHandover, listing: "Handovers",
		key: func(v *cop.Handover, c activity.CommunityID, n int) { v.Community, v.ID = c, nth(n) },
		list: func(r storage.Reader, ctx context.Context, c activity.CommunityID, v cop.Handover, limit int) iter.Seq2[cop.Handover, error] {
			return r.Handovers(ctx, c, v.ID, limit)
		},
	},
	shelf[cop.Space]{
		method: "PutSpace", put: storage.Tx.PutSpace, getting: "Space", listing: "Spaces",
		key: func(v *cop.Space, c activity.CommunityID, n int) { v.Community, v.ID = c, nth(n) },
		rev: func(v *cop.Space) *int { return &v.Rev },
		get: func(r storage.Reader, ctx context.Context, v cop.Space) (cop.Space, error) {
			return r.Space(ctx, v.Community, v.ID)
		},
		list: func(r storage.Reader, ctx context.Context, c activity.CommunityID, v cop.Space, limit int) iter.Seq2[cop.Space, error] {
			return r.Spaces(ctx, c, v.ID, limit)
		},
	},
	shelf[cop.Gathering]{
		method: "PutGathering", put: storage.Tx.PutGathering, getting: "Gathering", listing: "Gatherings",
		key: func(v *cop.Gathering, c activity.CommunityID, n int) { v.Community, v.ID = c, nth(n) },
		rev: func(v *cop.Gathering) *int { return &v.Rev },
		get: func(r storage.Reader, ctx context.Context, v cop.Gathering) (cop.Gathering, error) {
			return r.Gathering(ctx, v.Community, v.ID)
		},
		list: func(r storage.Reader, ctx context.Context, c activity.CommunityID, v cop.Gathering, limit int) iter.Seq2[cop.Gathering, error] {
			return r.Gatherings(ctx, c, v.ID, limit)
		},
	},
	shelf[cop.Meeting]{
		method: "PutMeeting", put: storage.Tx.PutMeeting, getting: "Meeting", listing: "Meetings",
		key: func(v *cop.Meeting, c activity.CommunityID, n int) {
			v.Community, v.Gathering, v.Start = c, nth((n+9)/10), time.Time{}
			if n > 0 { // ten meetings each, the first five of them before 1970
				v.Start = time.Date(1969, 12, 31, 23, 59, 59, 999_999_000, time.UTC).AddDate((n-1)%10-4, 0, 0)
			}
		},
		rev: func(v *cop.Meeting) *int { return &v.Rev },
		get: func(r storage.Reader, ctx context.Context, v cop.Meeting) (cop.Meeting, error) {
			return r.Meeting(ctx, v.Community, v.Gathering, v.Start)
		},
		list: func(r storage.Reader, ctx context.Context, c activity.CommunityID, v cop.Meeting, limit int) iter.Seq2[cop.Meeting, error] {
			return r.Meetings(ctx, c, v, limit)
		},
	},
	shelf[cop.Rule]{
		method: "PutRule", put: storage.Tx.PutRule, getting: "Rule", listing: "Rules",
		key: func(v *cop.Rule, c activity.CommunityID, n int) { v.Community, v.ID = c, nth(n) },
		rev: func(v *cop.Rule) *int { return &v.Rev },
		get: func(r storage.Reader, ctx context.Context, v cop.Rule) (cop.Rule, error) {
			return r.Rule(ctx, v.Community, v.ID)
		},
		list: func(r storage.Reader, ctx context.Context, c activity.CommunityID, v cop.Rule, limit int) iter.Seq2[cop.Rule, error] {
			return r.Rules(ctx, c, v.ID, limit)
		},
	},
	shelf[cop.Proposal]{
		method: "PutProposal", put: storage.Tx.PutProposal, getting: "Proposal", listing: "Proposals",
		key: func(v *cop.Proposal, c activity.CommunityID, n int) { v.Community, v.ID = c, nth(n) },
		rev: func(v *cop.Proposal) *int { return &v.Rev },
		get: func(r storage.Reader, ctx context.Context, v cop.Proposal) (cop.Proposal, error) {
			return r.Proposal(ctx, v.Community, v.ID)
		},
		list: func(r storage.Reader, ctx context.Context, c activity.CommunityID, v cop.Proposal, limit int) iter.Seq2[cop.Proposal, error] {
			return r.Proposals(ctx, c, v.ID, limit)
		},
	},
	shelf[cop.Tie]{
		method: "PutTie", put: storage.Tx.PutTie, getting: "Tie", listing: "Ties",
		key: func(v *cop.Tie, c activity.CommunityID, n int) { v.Community, v.ID = c, nth(n) },
		rev: func(v *cop.Tie) *int { return &v.Rev },
		get: func(r storage.Reader, ctx context.Context, v cop.Tie) (cop.Tie, error) {
			return r.Tie(ctx, v.Community, v.ID)
		},
		list: func(r storage.Reader, ctx context.Context, c activity.CommunityID, v cop.Tie, limit int) iter.Seq2[cop.Tie, error] {
			return r.Ties(ctx, c, v.ID, limit)
		},
	},
	shelf[cop.Rating]{
		method: "PutRating", put: storage.Tx.PutRating, getting: "Rating", listing: "Ratings",
		key: func(v *cop.Rating, c activity.CommunityID, n int) {
			v.Community, v.RatingKey = c, cop.RatingKey{}
			if n > 0 {
				v.RatingKey = cop.RatingKey{Review: keyWords[n/100], Item: keyWords[n/10%10], Person: activity.Person(keyWords[n%10])}
			}
		},
		rev: func(v *cop.Rating) *int { return &v.Rev },
		get: func(r storage.Reader, ctx context.Context, v cop.Rating) (cop.Rating, error) {
			return r.Rating(ctx, v.Community, v.RatingKey)
		},
		list: func(r storage.Reader, ctx context.Context, c activity.CommunityID, v cop.Rating, limit int) iter.Seq2[cop.Rating, error] {
			return r.Ratings(ctx, c, v.RatingKey, limit)
		},
	},
	shelf[membership.Guide]{
		method: "PutGuide", put: storage.Tx.PutGuide, getting: "Guide",
		key: func(v *membership.Guide, c activity.CommunityID, _ int) { v.Community = c },
		rev: func(v *membership.Guide) *int { return &v.Rev },
		get: func(r storage.Reader, ctx context.Context, v membership.Guide) (membership.Guide, error) {
			return r.Guide(ctx, v.Community)
		},
	},
	shelf[membership.Recognition]{
		method: "AddRecognition", put: storage.Tx.AddRecognition, listing: "Recognitions",
		key: func(v *membership.Recognition, c activity.CommunityID, n int) { v.Community, v.ID = c, nth(n) },
		list: func(r storage.Reader, ctx context.Context, c activity.CommunityID, v membership.Recognition, limit int) iter.Seq2[membership.Recognition, error] {
			return r.Recognitions(ctx, c, v.ID, limit)
		},
	},
	shelf[repertoire.ValueStory]{
		method: "PutValueStory", put: storage.Tx.PutValueStory, getting: "ValueStory", listing: "ValueStories",
		key: func(v *repertoire.ValueStory, c activity.CommunityID, n int) { v.Community, v.ID = c, nth(n) },
		rev: func(v *repertoire.ValueStory) *int { return &v.Rev },
		get: func(r storage.Reader, ctx context.Context, v repertoire.ValueStory) (repertoire.ValueStory, error) {
			return r.ValueStory(ctx, v.Community, v.ID)
		},
		list: func(r storage.Reader, ctx context.Context, c activity.CommunityID, v repertoire.ValueStory, limit int) iter.Seq2[repertoire.ValueStory, error] {
			return r.ValueStories(ctx, c, v.ID, limit)
		},
	},
	shelf[repertoire.Task]{
		method: "PutTask", put: storage.Tx.PutTask, getting: "Task", listing: "Tasks",
		key: func(v *repertoire.Task, c activity.CommunityID, n int) { v.Community, v.ID = c, nth(n) },
		rev: func(v *repertoire.Task) *int { return &v.Rev },
		get: func(r storage.Reader, ctx context.Context, v repertoire.Task) (repertoire.Task, error) {
			return r.Task(ctx, v.Community, v.ID)
		},
		list: func(r storage.Reader, ctx context.Context, c activity.CommunityID, v repertoire.Task, limit int) iter.Seq2[repertoire.Task, error] {
			return r.Tasks(ctx, c, v.ID, limit)
		},
	},
	shelf[lifecycle.Passage]{
		method: "AddPassage", put: storage.Tx.AddPassage, listing: "Passages",
		key: func(v *lifecycle.Passage, c activity.CommunityID, n int) { v.Community, v.ID = c, nth(n) },
		list: func(r storage.Reader, ctx context.Context, c activity.CommunityID, v lifecycle.Passage, limit int) iter.Seq2[lifecycle.Passage, error] {
			return r.Passages(ctx, c, v.ID, limit)
		},
	},
	shelf[lifecycle.Attestation]{
		method: "PutAttestation", put: storage.Tx.PutAttestation, getting: "Attestation", listing: "Attestations",
		key: func(v *lifecycle.Attestation, c activity.CommunityID, n int) {
			v.Community, v.AttestationKey = c, lifecycle.AttestationKey{}
			if n > 0 {
				v.AttestationKey = lifecycle.AttestationKey{
					Playbook: lifecycle.PlaybookName(keyWords[n/100]), Phase: lifecycle.Phase(keyWords[n/10%10]), Criterion: lifecycle.CriterionID(keyWords[n%10]),
				}
			}
		},
		rev: func(v *lifecycle.Attestation) *int { return &v.Rev },
		get: func(r storage.Reader, ctx context.Context, v lifecycle.Attestation) (lifecycle.Attestation, error) {
			return r.Attestation(ctx, v.Community, v.AttestationKey)
		},
		list: func(r storage.Reader, ctx context.Context, c activity.CommunityID, v lifecycle.Attestation, limit int) iter.Seq2[lifecycle.Attestation, error] {
			return r.Attestations(ctx, c, v.AttestationKey, limit)
		},
	},
	shelf[lifecycle.Survey]{
		method: "PutSurvey", put: storage.Tx.PutSurvey, getting: "Survey", listing: "Surveys",
		key: func(v *lifecycle.Survey, c activity.CommunityID, n int) { v.Community, v.ID = c, nth(n) },
		rev: func(v *lifecycle.Survey) *int { return &v.Rev },
		get: func(r storage.Reader, ctx context.Context, v lifecycle.Survey) (lifecycle.Survey, error) {
			return r.Survey(ctx, v.Community, v.ID)
		},
		list: func(r storage.Reader, ctx context.Context, c activity.CommunityID, v lifecycle.Survey, limit int) iter.Seq2[lifecycle.Survey, error] {
			return r.Surveys(ctx, c, v.ID, limit)
		},
	},
	shelf[lifecycle.Response]{
		method: "PutResponse", put: storage.Tx.PutResponse, getting: "Response", listing: "Responses",
		key: func(v *lifecycle.Response, c activity.CommunityID, n int) {
			v.Community, v.ResponseKey = c, lifecycle.ResponseKey{}
			if n > 0 { // ten people each
				v.ResponseKey = lifecycle.ResponseKey{Survey: nth(1 + n/10), Person: activity.Person(keyWords[n%10])}
			}
		},
		rev: func(v *lifecycle.Response) *int { return &v.Rev },
		get: func(r storage.Reader, ctx context.Context, v lifecycle.Response) (lifecycle.Response, error) {
			return r.Response(ctx, v.Community, v.ResponseKey)
		},
		list: func(r storage.Reader, ctx context.Context, c activity.CommunityID, v lifecycle.Response, limit int) iter.Seq2[lifecycle.Response, error] {
			return r.Responses(ctx, c, v.ResponseKey, limit)
		},
	},
}

// nth is the n-th identifier, in the order of their bytes; the 0th is none.
func nth(n int) (id [16]byte) {
	binary.BigEndian.PutUint16(id[7:], uint16(n*97))
	return id
}

// keyWords are in the order of their bytes; whatever else one might go by makes
// another order of them.
var keyWords = []string{" i", "'; DROP TABLE praxis_rating; --", "10", "9", "A", "Z", "a", "i\u00a0", "z", "ä"}
