package storage

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// Snapshot is the whole state of one community, in the order of its keys.
type Snapshot struct {
	Community  cop.Community
	Lifecycle  lifecycle.State
	Members    []membership.Member
	Repertoire []Holding
	Questions  []Thread
	Tallies    []activity.Tally
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
	s.Tallies, err = activity.Collect(r.Tallies(ctx, id, activity.Tally{}, 0))
	return s, err
}

// Fold works out a community's whole state from its activities, in the order
// of their sequence. Activities without a detail, and imported ones, change
// nothing but what counts activities. Invalid if one cannot follow those before
// it.
func Fold(s activity.Stream) (Snapshot, error) {
	f := newFold()
	for a, err := range s {
		if err == nil {
			if err = f.step(a); err != nil {
				err = fmt.Errorf("activity %s: %w", a.ID, err)
			}
		}
		if err != nil {
			return Snapshot{}, fault.In("storage.Fold", err)
		}
	}
	return f.snapshot(), nil
}

type fold struct {
	community cop.Community
	lifecycle lifecycle.State
	members   map[activity.Person]membership.Member
	holdings  map[activity.ResourceID]*Holding
	questions map[activity.QuestionID]*Thread
	tallies   map[activity.Tally]int // by key
	change    Change                 // by the last activity
}

func newFold() *fold {
	return &fold{
		members:   make(map[activity.Person]membership.Member),
		holdings:  make(map[activity.ResourceID]*Holding),
		questions: make(map[activity.QuestionID]*Thread),
		tallies:   make(map[activity.Tally]int),
	}
}

// step folds one activity, and counts it, as a store does when it appends it.
func (f *fold) step(a activity.Activity) error {
	if err := f.stepState(a); err != nil {
		return err
	}
	f.tallies[a.Tally().Key()]++
	if m, ok := f.members[a.Actor]; ok {
		f.members[a.Actor] = m.Touch(a)
	}
	return nil
}

// stepState folds one activity into everything that it changes.
func (f *fold) stepState(a activity.Activity) (err error) {
	f.change = nil
	switch a.Detail.(type) {
	case nil, activity.Imported:
		return nil // only its outline is known
	}
	before := f.community.Rev
	if f.community, err = f.community.Fold(a); err != nil {
		return err
	}
	if f.community.Rev != before {
		changed(f, Tx.PutCommunity, f.community)
	}
	if a.Community != f.community.ID {
		return refused("it is another community's, or comes before the founding")
	}
	before = f.lifecycle.Rev
	if f.lifecycle, err = f.lifecycle.Fold(a); err != nil {
		return err
	}
	if f.lifecycle.Rev != before {
		changed(f, Tx.PutLifecycle, f.lifecycle)
	}
	if person, ok := membership.Concerns(a); ok {
		f.members[person], err = f.members[person].Fold(a)
		changed(f, Tx.PutMember, f.members[person])
		return err
	}
	switch a.Detail.(type) {
	case repertoire.Shared, repertoire.Revised, repertoire.WasRetired, repertoire.Reused, repertoire.Endorsed:
		return f.stepHolding(a)
	case repertoire.Asked, repertoire.Answered, repertoire.WasAccepted:
		return f.stepThread(a)
	}
	return nil
}

func (f *fold) stepHolding(a activity.Activity) (err error) {
	id := activity.ResourceID(a.Object)
	if _, ok := a.Detail.(repertoire.Shared); ok && f.holdings[id] == nil {
		f.holdings[id] = new(Holding)
	}
	h, ok := f.holdings[id]
	if !ok {
		return unknown()
	}
	if u, ok := repertoire.ReuseOf(a); ok {
		if u.Version > len(h.Versions) {
			return unknown()
		}
		h.Reuses = append(h.Reuses, u)
		changed(f, Tx.AddReuse, u)
	}
	if e, ok := repertoire.EndorsementOf(a); ok {
		if e.Version > len(h.Versions) {
			return unknown()
		}
		h.Endorsements = slices.DeleteFunc(h.Endorsements, func(old repertoire.Endorsement) bool { return old.Person == e.Person })
		h.Endorsements = append(h.Endorsements, e)
		changed(f, Tx.PutEndorsement, e)
	}
	before := h.Resource.Rev
	if h.Resource, err = h.Resource.Fold(a); err != nil {
		return err
	}
	if h.Resource.Rev != before {
		changed(f, Tx.PutResource, h.Resource)
	}
	if n := h.Resource.Current.Number; n > len(h.Versions) {
		h.Versions = append(h.Versions, h.Resource.Current)
	}
	return nil
}

func (f *fold) stepThread(a activity.Activity) (err error) {
	id := activity.QuestionID(a.Thread)
	if _, ok := a.Detail.(repertoire.Asked); ok {
		if id = activity.QuestionID(a.Object); f.questions[id] == nil {
			f.questions[id] = new(Thread)
		}
	}
	t, ok := f.questions[id]
	if !ok {
		return unknown()
	}
	if answer, ok := repertoire.AnswerOf(a); ok {
		if t.holds(answer.ID) {
			return refused("the answer is there already")
		}
		t.Answers = append(t.Answers, answer)
		changed(f, Tx.AddAnswer, answer)
	}
	if fact, ok := a.Detail.(repertoire.WasAccepted); ok && !t.holds(fact.Answer) {
		return unknown()
	}
	before := t.Question.Rev
	if t.Question, err = t.Question.Fold(a); err != nil {
		return err
	}
	if t.Question.Rev != before {
		changed(f, Tx.PutQuestion, t.Question)
	}
	return nil
}

func (t *Thread) holds(id activity.AnswerID) bool {
	return slices.ContainsFunc(t.Answers, func(a repertoire.Answer) bool { return a.ID == id })
}

func unknown() error { return refused("it is about something that the record does not hold") }

func refused(why string) error { return &fault.Error{Code: fault.Invalid, Problem: why} }

func (f *fold) snapshot() Snapshot {
	s := Snapshot{Community: f.community, Lifecycle: f.lifecycle}
	for _, p := range slices.Sorted(maps.Keys(f.members)) {
		s.Members = append(s.Members, f.members[p])
	}
	for _, id := range slices.SortedFunc(maps.Keys(f.holdings), activity.ResourceID.Compare) {
		h := f.holdings[id]
		slices.SortFunc(h.Reuses, func(a, b repertoire.Reuse) int { return a.ID.Compare(b.ID) })
		slices.SortFunc(h.Endorsements, func(a, b repertoire.Endorsement) int { return cmp.Compare(a.Person, b.Person) })
		s.Repertoire = append(s.Repertoire, *h)
	}
	for _, id := range slices.SortedFunc(maps.Keys(f.questions), activity.QuestionID.Compare) {
		t := f.questions[id]
		slices.SortFunc(t.Answers, func(a, b repertoire.Answer) int { return a.ID.Compare(b.ID) })
		s.Questions = append(s.Questions, *t)
	}
	for _, t := range slices.SortedFunc(maps.Keys(f.tallies), activity.Tally.Compare) {
		t.Count = f.tallies[t]
		s.Tallies = append(s.Tallies, t)
	}
	return s
}
