package storage

import (
	"context"
	"iter"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// CharterReader reads the charters of communities, and what they have handed on.
type CharterReader interface {
	// Revisions lists a community's charters since the founding, by number.
	Revisions(ctx context.Context, community activity.CommunityID, after int, limit int) iter.Seq2[cop.Revision, error]
	// Handovers lists what a community has handed on, by the id of their activity.
	Handovers(ctx context.Context, community activity.CommunityID, after activity.ID, limit int) iter.Seq2[cop.Handover, error]
}

// CharterWriter writes the charters of communities, and what they have handed on.
type CharterWriter interface {
	// AddRevision adds a revision of the charter. NotFound, Exists.
	AddRevision(context.Context, cop.Revision) error
	// AddHandover adds a handover. NotFound, Exists.
	AddHandover(context.Context, cop.Handover) error
}

// SpaceReader reads the spaces of communities.
type SpaceReader interface {
	// Space returns a space. NotFound.
	Space(ctx context.Context, community activity.CommunityID, id activity.SpaceID) (cop.Space, error)
	// Spaces lists a community's spaces, by id.
	Spaces(ctx context.Context, community activity.CommunityID, after activity.SpaceID, limit int) iter.Seq2[cop.Space, error]
}

// SpaceWriter writes the spaces of communities.
type SpaceWriter interface {
	// PutSpace writes a space. NotFound, Exists, Conflict.
	PutSpace(context.Context, cop.Space) error
}

// GatheringReader reads gatherings and their meetings.
type GatheringReader interface {
	// Gathering returns a gathering. NotFound.
	Gathering(ctx context.Context, community activity.CommunityID, id activity.GatheringID) (cop.Gathering, error)
	// Gatherings lists a community's gatherings, by id.
	Gatherings(ctx context.Context, community activity.CommunityID, after activity.GatheringID, limit int) iter.Seq2[cop.Gathering, error]
	// Meeting returns a meeting of a gathering, by its start according to the rhythm. NotFound.
	Meeting(ctx context.Context, community activity.CommunityID, id activity.GatheringID, start time.Time) (cop.Meeting, error)
	// Meetings lists what is recorded of meetings, by gathering and start.
	Meetings(ctx context.Context, community activity.CommunityID, after cop.Meeting, limit int) iter.Seq2[cop.Meeting, error]
}

// GatheringWriter writes gatherings and their meetings.
type GatheringWriter interface {
	// PutGathering writes a gathering. NotFound, Exists, Conflict.
	PutGathering(context.Context, cop.Gathering) error
	// PutMeeting writes a meeting of a gathering, by its start according to the rhythm. NotFound, Exists, Conflict.
	PutMeeting(context.Context, cop.Meeting) error
}

// GovernanceReader reads ground rules, proposals, ties and answers to reviews.
type GovernanceReader interface {
	// Rule returns a ground rule. NotFound.
	Rule(ctx context.Context, community activity.CommunityID, id activity.RuleID) (cop.Rule, error)
	// Rules lists a community's ground rules, repealed ones included, by id.
	Rules(ctx context.Context, community activity.CommunityID, after activity.RuleID, limit int) iter.Seq2[cop.Rule, error]
	// Proposal returns a proposal. NotFound.
	Proposal(ctx context.Context, community activity.CommunityID, id activity.ProposalID) (cop.Proposal, error)
	// Proposals lists a community's proposals, by id.
	Proposals(ctx context.Context, community activity.CommunityID, after activity.ProposalID, limit int) iter.Seq2[cop.Proposal, error]
	// Tie returns a tie across the boundary. NotFound.
	Tie(ctx context.Context, community activity.CommunityID, id activity.TieID) (cop.Tie, error)
	// Ties lists a community's ties across its boundary, ended ones included, by id.
	Ties(ctx context.Context, community activity.CommunityID, after activity.TieID, limit int) iter.Seq2[cop.Tie, error]
	// Rating returns a member's answer to an item of a review. NotFound.
	Rating(ctx context.Context, community activity.CommunityID, key cop.RatingKey) (cop.Rating, error)
	// Ratings lists members' answers to the items of reviews, by review, item and person.
	Ratings(ctx context.Context, community activity.CommunityID, after cop.RatingKey, limit int) iter.Seq2[cop.Rating, error]
}

// GovernanceWriter writes ground rules, proposals, ties and answers to reviews.
type GovernanceWriter interface {
	// PutRule writes a ground rule. NotFound, Exists, Conflict.
	PutRule(context.Context, cop.Rule) error
	// PutProposal writes a proposal. NotFound, Exists, Conflict.
	PutProposal(context.Context, cop.Proposal) error
	// PutTie writes a tie across the boundary. NotFound, Exists, Conflict.
	PutTie(context.Context, cop.Tie) error
	// PutRating writes a member's answer to an item of a review. NotFound, Exists, Conflict.
	PutRating(context.Context, cop.Rating) error
}

// NewcomerReader reads what is ready for newcomers, and recognition.
type NewcomerReader interface {
	// Guide returns what a community has ready for newcomers. NotFound.
	Guide(ctx context.Context, community activity.CommunityID) (membership.Guide, error)
	// Recognitions lists thanks and commendations, by the id of their activity.
	Recognitions(ctx context.Context, community activity.CommunityID, after activity.ID, limit int) iter.Seq2[membership.Recognition, error]
}

// NewcomerWriter writes what is ready for newcomers, and recognition.
type NewcomerWriter interface {
	// PutGuide writes what a community has ready for newcomers. NotFound, Exists, Conflict.
	PutGuide(context.Context, membership.Guide) error
	// AddRecognition adds a recognition. NotFound, Exists.
	AddRecognition(context.Context, membership.Recognition) error
}

// StoryReader reads value stories.
type StoryReader interface {
	// ValueStory returns a value story. NotFound.
	ValueStory(ctx context.Context, community activity.CommunityID, id activity.StoryID) (repertoire.ValueStory, error)
	// ValueStories lists a community's value stories, retracted ones included, by id.
	ValueStories(ctx context.Context, community activity.CommunityID, after activity.StoryID, limit int) iter.Seq2[repertoire.ValueStory, error]
}

// StoryWriter writes value stories.
type StoryWriter interface {
	// PutValueStory writes a value story. NotFound, Exists, Conflict.
	PutValueStory(context.Context, repertoire.ValueStory) error
}

// TaskReader reads documentation tasks.
type TaskReader interface {
	// Task returns a documentation task. NotFound.
	Task(ctx context.Context, community activity.CommunityID, id activity.TaskID) (repertoire.Task, error)
	// Tasks lists a community's documentation tasks, those that are over included, by id.
	Tasks(ctx context.Context, community activity.CommunityID, after activity.TaskID, limit int) iter.Seq2[repertoire.Task, error]
}

// TaskWriter writes documentation tasks.
type TaskWriter interface {
	// PutTask writes a documentation task. NotFound, Exists, Conflict.
	PutTask(context.Context, repertoire.Task) error
}

// LifeReader reads how a community has gone through its life: its moves between
// phases, what was attested, and surveys with what was answered.
type LifeReader interface {
	// Passages lists a community's moves between phases, by the id of their activity.
	Passages(ctx context.Context, community activity.CommunityID, after activity.ID, limit int) iter.Seq2[lifecycle.Passage, error]
	// Attestation returns an attestation. NotFound.
	Attestation(ctx context.Context, community activity.CommunityID, key lifecycle.AttestationKey) (lifecycle.Attestation, error)
	// Attestations lists what was attested, withdrawn ones included, by playbook, phase and criterion.
	Attestations(ctx context.Context, community activity.CommunityID, after lifecycle.AttestationKey, limit int) iter.Seq2[lifecycle.Attestation, error]
	// Survey returns a survey. NotFound.
	Survey(ctx context.Context, community activity.CommunityID, id activity.SurveyID) (lifecycle.Survey, error)
	// Surveys lists a community's surveys, by id.
	Surveys(ctx context.Context, community activity.CommunityID, after activity.SurveyID, limit int) iter.Seq2[lifecycle.Survey, error]
	// Response returns what a person answered to a survey. NotFound.
	Response(ctx context.Context, community activity.CommunityID, key lifecycle.ResponseKey) (lifecycle.Response, error)
	// Responses lists what people answered to surveys, by survey and person.
	Responses(ctx context.Context, community activity.CommunityID, after lifecycle.ResponseKey, limit int) iter.Seq2[lifecycle.Response, error]
}

// LifeWriter writes how a community goes through its life.
type LifeWriter interface {
	// AddPassage adds a move between phases. NotFound, Exists.
	AddPassage(context.Context, lifecycle.Passage) error
	// PutAttestation writes an attestation. NotFound, Exists, Conflict.
	PutAttestation(context.Context, lifecycle.Attestation) error
	// PutSurvey writes a survey. NotFound, Exists, Conflict.
	PutSurvey(context.Context, lifecycle.Survey) error
	// PutResponse writes what a person answered to a survey. NotFound, Exists, Conflict.
	PutResponse(context.Context, lifecycle.Response) error
}
