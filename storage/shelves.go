package storage

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// Shelves are the parts of a community's state that are each folded by
// themselves, in the order of their keys.
type Shelves struct {
	Revisions    []cop.Revision
	Handovers    []cop.Handover
	Spaces       []cop.Space
	Gatherings   []cop.Gathering
	Meetings     []cop.Meeting
	Rules        []cop.Rule
	Proposals    []cop.Proposal
	Ties         []cop.Tie
	Ratings      []cop.Rating
	Guide        membership.Guide
	Recognitions []membership.Recognition
	ValueStories []repertoire.ValueStory
	Tasks        []repertoire.Task
	Passages     []lifecycle.Passage
	Attestations []lifecycle.Attestation
	Surveys      []lifecycle.Survey
	Responses    []lifecycle.Response
}

// thing is what folds by itself.
type thing[T any] interface {
	Fold(activity.Activity) (T, error)
}

// shelves are those parts as they are being folded.
type shelves struct {
	revisions    []cop.Revision
	handovers    []cop.Handover
	spaces       map[activity.SpaceID]cop.Space
	gatherings   map[activity.GatheringID]cop.Gathering
	meetings     map[meetingKey]cop.Meeting
	rules        map[activity.RuleID]cop.Rule
	proposals    map[activity.ProposalID]cop.Proposal
	ties         map[activity.TieID]cop.Tie
	ratings      map[cop.RatingKey]cop.Rating
	guide        map[activity.CommunityID]membership.Guide
	recognitions []membership.Recognition
	stories      map[activity.StoryID]repertoire.ValueStory
	tasks        map[activity.TaskID]repertoire.Task
	passages     []lifecycle.Passage
	attestations map[lifecycle.AttestationKey]lifecycle.Attestation
	surveys      map[activity.SurveyID]lifecycle.Survey
	responses    map[lifecycle.ResponseKey]lifecycle.Response
}

func newShelves() shelves {
	return shelves{
		spaces:     make(map[activity.SpaceID]cop.Space),
		gatherings: make(map[activity.GatheringID]cop.Gathering),
		meetings:   make(map[meetingKey]cop.Meeting),
		rules:      make(map[activity.RuleID]cop.Rule),
		proposals:  make(map[activity.ProposalID]cop.Proposal),
		ties:       make(map[activity.TieID]cop.Tie),
		ratings:    make(map[cop.RatingKey]cop.Rating),
		guide:      make(map[activity.CommunityID]membership.Guide),
		stories:    make(map[activity.StoryID]repertoire.ValueStory),
		tasks:      make(map[activity.TaskID]repertoire.Task),

		attestations: make(map[lifecycle.AttestationKey]lifecycle.Attestation),
		surveys:      make(map[activity.SurveyID]lifecycle.Survey),
		responses:    make(map[lifecycle.ResponseKey]lifecycle.Response),
	}
}

// stepShelves folds an activity into whatever it changes there.
func (f *fold) stepShelves(a activity.Activity) error {
	if r, ok := cop.RevisionOf(f.community, a); ok {
		f.revisions = append(f.revisions, r)
		changed(f, Tx.AddRevision, r)
	}
	if h, ok := cop.HandoverOf(a); ok {
		f.handovers = append(f.handovers, h)
		changed(f, Tx.AddHandover, h)
	}
	if r, ok := membership.RecognitionOf(a); ok {
		f.recognitions = append(f.recognitions, r)
		changed(f, Tx.AddRecognition, r)
	}
	if p, ok := lifecycle.PassageOf(a); ok {
		f.passages = append(f.passages, p)
		changed(f, Tx.AddPassage, p)
	}
	return cmp.Or(
		step(f, f.spaces, cop.SpaceOf, Tx.PutSpace, a),
		step(f, f.gatherings, cop.GatheringOf, Tx.PutGathering, a),
		step(f, f.meetings, meetingOf, Tx.PutMeeting, a),
		step(f, f.rules, cop.RuleOf, Tx.PutRule, a),
		step(f, f.proposals, cop.ProposalOf, Tx.PutProposal, a),
		step(f, f.ties, cop.TieOf, Tx.PutTie, a),
		step(f, f.ratings, cop.RatingOf, Tx.PutRating, a),
		step(f, f.guide, membership.GuideOf, Tx.PutGuide, a),
		step(f, f.stories, repertoire.StoryOf, Tx.PutValueStory, a),
		step(f, f.tasks, repertoire.TaskOf, Tx.PutTask, a),
		step(f, f.attestations, lifecycle.AttestationOf, Tx.PutAttestation, a),
		step(f, f.surveys, lifecycle.SurveyOf, Tx.PutSurvey, a),
		step(f, f.responses, lifecycle.ResponseOf, Tx.PutResponse, a),
	)
}

// step folds an activity into the thing of one kind that it changes, if it
// changes one.
func step[K comparable, T thing[T]](f *fold, things map[K]T, of func(activity.Activity) (K, bool), put func(Tx, context.Context, T) error, a activity.Activity) error {
	k, ok := of(a)
	if !ok {
		return nil
	}
	next, err := things[k].Fold(a)
	if err != nil {
		return err
	}
	things[k] = next
	changed(f, put, next)
	return nil
}

// meetingKey tells a community's meetings apart.
type meetingKey struct {
	gathering activity.GatheringID
	start     int64
}

func meetingOf(a activity.Activity) (meetingKey, bool) {
	id, start, ok := cop.MeetingOf(a)
	return meetingKey{id, start.UnixMicro()}, ok
}

// snapshot returns the shelves in the order of their keys.
func (s shelves) snapshot() Shelves {
	slices.SortFunc(s.handovers, func(a, b cop.Handover) int { return a.ID.Compare(b.ID) })
	slices.SortFunc(s.recognitions, func(a, b membership.Recognition) int { return a.ID.Compare(b.ID) })
	slices.SortFunc(s.passages, func(a, b lifecycle.Passage) int { return a.ID.Compare(b.ID) })
	all := Shelves{Revisions: s.revisions, Handovers: s.handovers, Recognitions: s.recognitions, Passages: s.passages}
	all.Spaces = slices.SortedFunc(maps.Values(s.spaces), func(a, b cop.Space) int { return a.ID.Compare(b.ID) })
	all.Gatherings = slices.SortedFunc(maps.Values(s.gatherings), func(a, b cop.Gathering) int { return a.ID.Compare(b.ID) })
	all.Meetings = slices.SortedFunc(maps.Values(s.meetings), func(a, b cop.Meeting) int { return cmp.Or(a.Gathering.Compare(b.Gathering), a.Start.Compare(b.Start)) })
	all.Rules = slices.SortedFunc(maps.Values(s.rules), func(a, b cop.Rule) int { return a.ID.Compare(b.ID) })
	all.Proposals = slices.SortedFunc(maps.Values(s.proposals), func(a, b cop.Proposal) int { return a.ID.Compare(b.ID) })
	all.Ties = slices.SortedFunc(maps.Values(s.ties), func(a, b cop.Tie) int { return a.ID.Compare(b.ID) })
	all.Ratings = slices.SortedFunc(maps.Values(s.ratings), func(a, b cop.Rating) int {
		return cmp.Or(cmp.Compare(a.Review, b.Review), cmp.Compare(a.Item, b.Item), cmp.Compare(a.Person, b.Person))
	})
	all.ValueStories = slices.SortedFunc(maps.Values(s.stories), func(a, b repertoire.ValueStory) int { return a.ID.Compare(b.ID) })
	all.Tasks = slices.SortedFunc(maps.Values(s.tasks), func(a, b repertoire.Task) int { return a.ID.Compare(b.ID) })
	for _, g := range s.guide { // there is one at most
		all.Guide = g
	}
	all.Attestations = slices.SortedFunc(maps.Values(s.attestations), func(a, b lifecycle.Attestation) int {
		return cmp.Or(cmp.Compare(a.Playbook, b.Playbook), cmp.Compare(a.Phase, b.Phase), cmp.Compare(a.Criterion, b.Criterion))
	})
	all.Surveys = slices.SortedFunc(maps.Values(s.surveys), func(a, b lifecycle.Survey) int { return a.ID.Compare(b.ID) })
	all.Responses = slices.SortedFunc(maps.Values(s.responses), func(a, b lifecycle.Response) int {
		return cmp.Or(a.Survey.Compare(b.Survey), cmp.Compare(a.Person, b.Person))
	})
	return all
}

// takeShelves reads the shelves of a community from its tables.
func takeShelves(ctx context.Context, r Reader, id activity.CommunityID) (s Shelves, err error) {
	if s.Guide, err = r.Guide(ctx, id); fault.CodeOf(err) == fault.NotFound {
		err = nil // nobody has written any
	}
	return s, cmp.Or(
		err,
		take(&s.Revisions, r.Revisions(ctx, id, 0, 0)),
		take(&s.Handovers, r.Handovers(ctx, id, activity.ID{}, 0)),
		take(&s.Spaces, r.Spaces(ctx, id, activity.SpaceID{}, 0)),
		take(&s.Gatherings, r.Gatherings(ctx, id, activity.GatheringID{}, 0)),
		take(&s.Meetings, r.Meetings(ctx, id, cop.Meeting{}, 0)),
		take(&s.Rules, r.Rules(ctx, id, activity.RuleID{}, 0)),
		take(&s.Proposals, r.Proposals(ctx, id, activity.ProposalID{}, 0)),
		take(&s.Ties, r.Ties(ctx, id, activity.TieID{}, 0)),
		take(&s.Ratings, r.Ratings(ctx, id, cop.RatingKey{}, 0)),
		take(&s.Recognitions, r.Recognitions(ctx, id, activity.ID{}, 0)),
		take(&s.ValueStories, r.ValueStories(ctx, id, activity.StoryID{}, 0)),
		take(&s.Tasks, r.Tasks(ctx, id, activity.TaskID{}, 0)),
		take(&s.Passages, r.Passages(ctx, id, activity.ID{}, 0)),
		take(&s.Attestations, r.Attestations(ctx, id, lifecycle.AttestationKey{}, 0)),
		take(&s.Surveys, r.Surveys(ctx, id, activity.SurveyID{}, 0)),
		take(&s.Responses, r.Responses(ctx, id, lifecycle.ResponseKey{}, 0)),
	)
}

func take[T any](into *[]T, list iter.Seq2[T, error]) (err error) {
	*into, err = activity.Collect(list)
	return err
}
