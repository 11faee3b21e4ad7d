package sqlstore

import (
	"context"
	"iter"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// Revisions implements storage.CharterReader.
func (t *Tx) Revisions(ctx context.Context, c activity.CommunityID, after int, limit int) iter.Seq2[cop.Revision, error] {
	return revisions.list(ctx, t, "Revisions", c, cop.Revision{Number: after}, limit)
}

// AddRevision implements storage.CharterWriter.
func (t *Tx) AddRevision(ctx context.Context, v cop.Revision) error {
	return revisions.put(ctx, t, "AddRevision", v)
}

// Handovers implements storage.CharterReader.
func (t *Tx) Handovers(ctx context.Context, c activity.CommunityID, after activity.ID, limit int) iter.Seq2[cop.Handover, error] {
	return handovers.list(ctx, t, "Handovers", c, cop.Handover{ID: after}, limit)
}

// AddHandover implements storage.CharterWriter.
func (t *Tx) AddHandover(ctx context.Context, v cop.Handover) error {
	return handovers.put(ctx, t, "AddHandover", v)
}

// Space implements storage.SpaceReader.
func (t *Tx) Space(ctx context.Context, c activity.CommunityID, id activity.SpaceID) (cop.Space, error) {
	return spaces.get(ctx, t, "Space", cop.Space{Community: c, ID: id})
}

// Spaces implements storage.SpaceReader.
func (t *Tx) Spaces(ctx context.Context, c activity.CommunityID, after activity.SpaceID, limit int) iter.Seq2[cop.Space, error] {
	return spaces.list(ctx, t, "Spaces", c, cop.Space{ID: after}, limit)
}

// PutSpace implements storage.SpaceWriter.
func (t *Tx) PutSpace(ctx context.Context, v cop.Space) error {
	return spaces.put(ctx, t, "PutSpace", v)
}

// Gathering implements storage.GatheringReader.
func (t *Tx) Gathering(ctx context.Context, c activity.CommunityID, id activity.GatheringID) (cop.Gathering, error) {
	return gatherings.get(ctx, t, "Gathering", cop.Gathering{Community: c, ID: id})
}

// Gatherings implements storage.GatheringReader.
func (t *Tx) Gatherings(ctx context.Context, c activity.CommunityID, after activity.GatheringID, limit int) iter.Seq2[cop.Gathering, error] {
	return gatherings.list(ctx, t, "Gatherings", c, cop.Gathering{ID: after}, limit)
}

// PutGathering implements storage.GatheringWriter.
func (t *Tx) PutGathering(ctx context.Context, v cop.Gathering) error {
	return gatherings.put(ctx, t, "PutGathering", v)
}

// Meeting implements storage.GatheringReader.
func (t *Tx) Meeting(ctx context.Context, c activity.CommunityID, id activity.GatheringID, start time.Time) (cop.Meeting, error) {
	return meetings.get(ctx, t, "Meeting", cop.Meeting{Community: c, Gathering: id, Start: start})
}

// Meetings implements storage.GatheringReader.
func (t *Tx) Meetings(ctx context.Context, c activity.CommunityID, after cop.Meeting, limit int) iter.Seq2[cop.Meeting, error] {
	return meetings.list(ctx, t, "Meetings", c, after, limit)
}

// PutMeeting implements storage.GatheringWriter.
func (t *Tx) PutMeeting(ctx context.Context, v cop.Meeting) error {
	return meetings.put(ctx, t, "PutMeeting", v)
}

// Rule implements storage.GovernanceReader.
func (t *Tx) Rule(ctx context.Context, c activity.CommunityID, id activity.RuleID) (cop.Rule, error) {
	return rules.get(ctx, t, "Rule", cop.Rule{Community: c, ID: id})
}

// Rules implements storage.GovernanceReader.
func (t *Tx) Rules(ctx context.Context, c activity.CommunityID, after activity.RuleID, limit int) iter.Seq2[cop.Rule, error] {
	return rules.list(ctx, t, "Rules", c, cop.Rule{ID: after}, limit)
}

// PutRule implements storage.GovernanceWriter.
func (t *Tx) PutRule(ctx context.Context, v cop.Rule) error {
	return rules.put(ctx, t, "PutRule", v)
}

// Proposal implements storage.GovernanceReader.
func (t *Tx) Proposal(ctx context.Context, c activity.CommunityID, id activity.ProposalID) (cop.Proposal, error) {
	return proposals.get(ctx, t, "Proposal", cop.Proposal{Community: c, ID: id})
}

// Proposals implements storage.GovernanceReader.
func (t *Tx) Proposals(ctx context.Context, c activity.CommunityID, after activity.ProposalID, limit int) iter.Seq2[cop.Proposal, error] {
	return proposals.list(ctx, t, "Proposals", c, cop.Proposal{ID: after}, limit)
}

// PutProposal implements storage.GovernanceWriter.
func (t *Tx) PutProposal(ctx context.Context, v cop.Proposal) error {
	return proposals.put(ctx, t, "PutProposal", v)
}

// Tie implements storage.GovernanceReader.
func (t *Tx) Tie(ctx context.Context, c activity.CommunityID, id activity.TieID) (cop.Tie, error) {
	return ties.get(ctx, t, "Tie", cop.Tie{Community: c, ID: id})
}

// Ties implements storage.GovernanceReader.
func (t *Tx) Ties(ctx context.Context, c activity.CommunityID, after activity.TieID, limit int) iter.Seq2[cop.Tie, error] {
	return ties.list(ctx, t, "Ties", c, cop.Tie{ID: after}, limit)
}

// PutTie implements storage.GovernanceWriter.
func (t *Tx) PutTie(ctx context.Context, v cop.Tie) error {
	return ties.put(ctx, t, "PutTie", v)
}

// Rating implements storage.GovernanceReader.
func (t *Tx) Rating(ctx context.Context, c activity.CommunityID, key cop.RatingKey) (cop.Rating, error) {
	return ratings.get(ctx, t, "Rating", cop.Rating{Community: c, RatingKey: key})
}

// Ratings implements storage.GovernanceReader.
func (t *Tx) Ratings(ctx context.Context, c activity.CommunityID, after cop.RatingKey, limit int) iter.Seq2[cop.Rating, error] {
	return ratings.list(ctx, t, "Ratings", c, cop.Rating{RatingKey: after}, limit)
}

// PutRating implements storage.GovernanceWriter.
func (t *Tx) PutRating(ctx context.Context, v cop.Rating) error {
	return ratings.put(ctx, t, "PutRating", v)
}

// Guide implements storage.NewcomerReader.
func (t *Tx) Guide(ctx context.Context, c activity.CommunityID) (membership.Guide, error) {
	return guide.get(ctx, t, "Guide", membership.Guide{Community: c})
}

// PutGuide implements storage.NewcomerWriter.
func (t *Tx) PutGuide(ctx context.Context, v membership.Guide) error {
	return guide.put(ctx, t, "PutGuide", v)
}

// Recognitions implements storage.NewcomerReader.
func (t *Tx) Recognitions(ctx context.Context, c activity.CommunityID, after activity.ID, limit int) iter.Seq2[membership.Recognition, error] {
	return recognitions.list(ctx, t, "Recognitions", c, membership.Recognition{ID: after}, limit)
}

// AddRecognition implements storage.NewcomerWriter.
func (t *Tx) AddRecognition(ctx context.Context, v membership.Recognition) error {
	return recognitions.put(ctx, t, "AddRecognition", v)
}

// ValueStory implements storage.StoryReader.
func (t *Tx) ValueStory(ctx context.Context, c activity.CommunityID, id activity.StoryID) (repertoire.ValueStory, error) {
	return stories.get(ctx, t, "ValueStory", repertoire.ValueStory{Community: c, ID: id})
}

// ValueStories implements storage.StoryReader.
func (t *Tx) ValueStories(ctx context.Context, c activity.CommunityID, after activity.StoryID, limit int) iter.Seq2[repertoire.ValueStory, error] {
	return stories.list(ctx, t, "ValueStories", c, repertoire.ValueStory{ID: after}, limit)
}

// PutValueStory implements storage.StoryWriter.
func (t *Tx) PutValueStory(ctx context.Context, v repertoire.ValueStory) error {
	return stories.put(ctx, t, "PutValueStory", v)
}

// Task implements storage.TaskReader.
func (t *Tx) Task(ctx context.Context, c activity.CommunityID, id activity.TaskID) (repertoire.Task, error) {
	return tasks.get(ctx, t, "Task", repertoire.Task{Community: c, ID: id})
}

// Tasks implements storage.TaskReader.
func (t *Tx) Tasks(ctx context.Context, c activity.CommunityID, after activity.TaskID, limit int) iter.Seq2[repertoire.Task, error] {
	return tasks.list(ctx, t, "Tasks", c, repertoire.Task{ID: after}, limit)
}

// PutTask implements storage.TaskWriter.
func (t *Tx) PutTask(ctx context.Context, v repertoire.Task) error {
	return tasks.put(ctx, t, "PutTask", v)
}
