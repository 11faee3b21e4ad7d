package memory

import (
	"context"
	"iter"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

func (t *tx) Revisions(ctx context.Context, c activity.CommunityID, after int, limit int) iter.Seq2[cop.Revision, error] {
	return t.revisions.list(ctx, t, "memory.Revisions", c, cop.Revision{Number: after}, limit)
}

func (t *tx) AddRevision(ctx context.Context, v cop.Revision) error {
	return t.revisions.put(ctx, t, "memory.AddRevision", v)
}

func (t *tx) Handovers(ctx context.Context, c activity.CommunityID, after activity.ID, limit int) iter.Seq2[cop.Handover, error] {
	return t.handovers.list(ctx, t, "memory.Handovers", c, cop.Handover{ID: after}, limit)
}

func (t *tx) AddHandover(ctx context.Context, v cop.Handover) error {
	return t.handovers.put(ctx, t, "memory.AddHandover", v)
}

func (t *tx) Space(ctx context.Context, c activity.CommunityID, id activity.SpaceID) (cop.Space, error) {
	return t.spaces.get(ctx, t, "memory.Space", cop.Space{Community: c, ID: id})
}

func (t *tx) Spaces(ctx context.Context, c activity.CommunityID, after activity.SpaceID, limit int) iter.Seq2[cop.Space, error] {
	return t.spaces.list(ctx, t, "memory.Spaces", c, cop.Space{ID: after}, limit)
}

func (t *tx) PutSpace(ctx context.Context, v cop.Space) error {
	return t.spaces.put(ctx, t, "memory.PutSpace", v)
}

func (t *tx) Gathering(ctx context.Context, c activity.CommunityID, id activity.GatheringID) (cop.Gathering, error) {
	return t.gatherings.get(ctx, t, "memory.Gathering", cop.Gathering{Community: c, ID: id})
}

func (t *tx) Gatherings(ctx context.Context, c activity.CommunityID, after activity.GatheringID, limit int) iter.Seq2[cop.Gathering, error] {
	return t.gatherings.list(ctx, t, "memory.Gatherings", c, cop.Gathering{ID: after}, limit)
}

func (t *tx) PutGathering(ctx context.Context, v cop.Gathering) error {
	return t.gatherings.put(ctx, t, "memory.PutGathering", v)
}

func (t *tx) Meeting(ctx context.Context, c activity.CommunityID, id activity.GatheringID, start time.Time) (cop.Meeting, error) {
	return t.meetings.get(ctx, t, "memory.Meeting", cop.Meeting{Community: c, Gathering: id, Start: start})
}

func (t *tx) Meetings(ctx context.Context, c activity.CommunityID, after cop.Meeting, limit int) iter.Seq2[cop.Meeting, error] {
	return t.meetings.list(ctx, t, "memory.Meetings", c, after, limit)
}

func (t *tx) PutMeeting(ctx context.Context, v cop.Meeting) error {
	return t.meetings.put(ctx, t, "memory.PutMeeting", v)
}

func (t *tx) Rule(ctx context.Context, c activity.CommunityID, id activity.RuleID) (cop.Rule, error) {
	return t.rules.get(ctx, t, "memory.Rule", cop.Rule{Community: c, ID: id})
}

func (t *tx) Rules(ctx context.Context, c activity.CommunityID, after activity.RuleID, limit int) iter.Seq2[cop.Rule, error] {
	return t.rules.list(ctx, t, "memory.Rules", c, cop.Rule{ID: after}, limit)
}

func (t *tx) PutRule(ctx context.Context, v cop.Rule) error {
	return t.rules.put(ctx, t, "memory.PutRule", v)
}

func (t *tx) Proposal(ctx context.Context, c activity.CommunityID, id activity.ProposalID) (cop.Proposal, error) {
	return t.proposals.get(ctx, t, "memory.Proposal", cop.Proposal{Community: c, ID: id})
}

func (t *tx) Proposals(ctx context.Context, c activity.CommunityID, after activity.ProposalID, limit int) iter.Seq2[cop.Proposal, error] {
	return t.proposals.list(ctx, t, "memory.Proposals", c, cop.Proposal{ID: after}, limit)
}

func (t *tx) PutProposal(ctx context.Context, v cop.Proposal) error {
	return t.proposals.put(ctx, t, "memory.PutProposal", v)
}

func (t *tx) Tie(ctx context.Context, c activity.CommunityID, id activity.TieID) (cop.Tie, error) {
	return t.ties.get(ctx, t, "memory.Tie", cop.Tie{Community: c, ID: id})
}

func (t *tx) Ties(ctx context.Context, c activity.CommunityID, after activity.TieID, limit int) iter.Seq2[cop.Tie, error] {
	return t.ties.list(ctx, t, "memory.Ties", c, cop.Tie{ID: after}, limit)
}

func (t *tx) PutTie(ctx context.Context, v cop.Tie) error {
	return t.ties.put(ctx, t, "memory.PutTie", v)
}

func (t *tx) Rating(ctx context.Context, c activity.CommunityID, key cop.RatingKey) (cop.Rating, error) {
	return t.ratings.get(ctx, t, "memory.Rating", cop.Rating{Community: c, RatingKey: key})
}

func (t *tx) Ratings(ctx context.Context, c activity.CommunityID, after cop.RatingKey, limit int) iter.Seq2[cop.Rating, error] {
	return t.ratings.list(ctx, t, "memory.Ratings", c, cop.Rating{RatingKey: after}, limit)
}

func (t *tx) PutRating(ctx context.Context, v cop.Rating) error {
	return t.ratings.put(ctx, t, "memory.PutRating", v)
}

func (t *tx) Guide(ctx context.Context, c activity.CommunityID) (membership.Guide, error) {
	return t.guide.get(ctx, t, "memory.Guide", membership.Guide{Community: c})
}

func (t *tx) PutGuide(ctx context.Context, v membership.Guide) error {
	return t.guide.put(ctx, t, "memory.PutGuide", v)
}

func (t *tx) Recognitions(ctx context.Context, c activity.CommunityID, after activity.ID, limit int) iter.Seq2[membership.Recognition, error] {
	return t.recognitions.list(ctx, t, "memory.Recognitions", c, membership.Recognition{ID: after}, limit)
}

func (t *tx) AddRecognition(ctx context.Context, v membership.Recognition) error {
	return t.recognitions.put(ctx, t, "memory.AddRecognition", v)
}

func (t *tx) ValueStory(ctx context.Context, c activity.CommunityID, id activity.StoryID) (repertoire.ValueStory, error) {
	return t.stories.get(ctx, t, "memory.ValueStory", repertoire.ValueStory{Community: c, ID: id})
}

func (t *tx) ValueStories(ctx context.Context, c activity.CommunityID, after activity.StoryID, limit int) iter.Seq2[repertoire.ValueStory, error] {
	return t.stories.list(ctx, t, "memory.ValueStories", c, repertoire.ValueStory{ID: after}, limit)
}

func (t *tx) PutValueStory(ctx context.Context, v repertoire.ValueStory) error {
	return t.stories.put(ctx, t, "memory.PutValueStory", v)
}

func (t *tx) Task(ctx context.Context, c activity.CommunityID, id activity.TaskID) (repertoire.Task, error) {
	return t.tasks.get(ctx, t, "memory.Task", repertoire.Task{Community: c, ID: id})
}

func (t *tx) Tasks(ctx context.Context, c activity.CommunityID, after activity.TaskID, limit int) iter.Seq2[repertoire.Task, error] {
	return t.tasks.list(ctx, t, "memory.Tasks", c, repertoire.Task{ID: after}, limit)
}

func (t *tx) PutTask(ctx context.Context, v repertoire.Task) error {
	return t.tasks.put(ctx, t, "memory.PutTask", v)
}
