package storage

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// Snapshot is the whole state of one community, in the order of its keys.
type Snapshot struct {
	Community cop.Community
	Lifecycle lifecycle.State
	Shelves
	Members    []membership.Member
	Repertoire []Holding
	Questions  []Thread
	Tallies    []activity.Tally
	Received   []activity.Tally
	Presences  []activity.Presence
}

// Holding is a resource with all that has come of it.
type Holding struct {
	Resource     repertoire.Resource
	Versions     []repertoire.Version
	Reuses       []repertoire.Reuse
	Endorsements []repertoire.Endorsement
}

// Thread is a question with its answers.
type Thread struct {
	Question repertoire.Question
	Answers  []repertoire.Answer
}

// Take reads a community's whole state from its tables.
func Take(ctx context.Context, r Reader, id activity.CommunityID) (Snapshot, error) {
	var s Snapshot
	var err error
	if s.Community, err = r.Community(ctx, id); err != nil {
		return s, err
	}
	if s.Lifecycle, err = r.Lifecycle(ctx, id); err != nil {
		return s, err
	}
	if s.Shelves, err = takeShelves(ctx, r, id); err != nil {
		return s, err
	}
	if s.Members, err = activity.Collect(r.Members(ctx, id, "", 0)); err != nil {
		return s, err
	}
	for res, err := range r.Resources(ctx, id, activity.ResourceID{}, 0) {
		if err != nil {
			return s, err
		}
		h := Holding{Resource: res}
		if h.Versions, err = activity.Collect(r.Versions(ctx, id, res.ID, 0, 0)); err != nil {
			return s, err
		}
		if h.Reuses, err = activity.Collect(r.Reuses(ctx, id, res.ID, activity.ID{}, 0)); err != nil {
			return s, err
		}
		if h.Endorsements, err = activity.Collect(r.Endorsements(ctx, id, res.ID, "", 0)); err != nil {
			return s, err
		}
		s.Repertoire = append(s.Repertoire, h)
	}
	for q, err := range r.Questions(ctx, id, activity.QuestionID{}, 0) {
		if err != nil {
			return s, err
		}
		t := Thread{Question: q}
		if t.Answers, err = activity.Collect(r.Answers(ctx, id, q.ID, activity.AnswerID{}, 0)); err != nil {
			return s, err
		}
		s.Questions = append(s.Questions, t)
	}
	if s.Tallies, err = activity.Collect(r.Tallies(ctx, id, activity.Tally{}, 0)); err != nil {
		return s, err
	}
	if s.Received, err = activity.Collect(r.Received(ctx, id, activity.Tally{}, 0)); err != nil {
		return s, err
	}
	s.Presences, err = activity.Collect(r.Presences(ctx, id, activity.Presence{}, 0))
	return s, err
}
