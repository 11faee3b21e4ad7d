package storage

import (
	"cmp"
	"maps"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
)

// holding is a Holding that is being folded.
type holding struct {
	Holding
	endorsements map[activity.Person]repertoire.Endorsement
}

// thread is a Thread that is being folded.
type thread struct {
	Thread
	answers map[activity.AnswerID]repertoire.Answer
}

func (f *fold) stepHolding(a activity.Activity) (err error) {
	id := activity.ResourceID(a.Object)
	if _, ok := a.Detail.(repertoire.Shared); ok && f.holdings[id] == nil {
		f.holdings[id] = &holding{endorsements: make(map[activity.Person]repertoire.Endorsement)}
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
		h.endorsements[e.Person] = e
		changed(f, Tx.PutEndorsement, e)
	}
	for _, other := range repertoire.Names(a) {
		if f.holdings[other] == nil {
			return unknown()
		}
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

// stepThreads folds an activity into the questions that it has to do with. Only
// one that is asked is not there yet.
func (f *fold) stepThreads(a activity.Activity) error {
	for _, id := range repertoire.ThreadsOf(a) {
		if _, ok := a.Detail.(repertoire.Asked); ok && id == activity.QuestionID(a.Object) && f.questions[id] == nil {
			f.questions[id] = &thread{answers: make(map[activity.AnswerID]repertoire.Answer)}
		}
		t, ok := f.questions[id]
		if !ok {
			return unknown()
		}
		if err := f.stepThread(t, a); err != nil {
			return err
		}
	}
	return nil
}

func (f *fold) stepThread(t *thread, a activity.Activity) (err error) {
	switch fact := a.Detail.(type) {
	case repertoire.Answered, repertoire.WasCorrected:
		id := activity.AnswerID(a.Object)
		if t.answers[id], err = t.answers[id].Fold(a); err != nil {
			return err
		}
		changed(f, Tx.PutAnswer, t.answers[id])
	case repertoire.WasAccepted:
		if _, ok := t.answers[fact.Answer]; !ok {
			return unknown()
		}
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

// snapshot returns a holding in the order of its keys.
func (h *holding) snapshot() Holding {
	slices.SortFunc(h.Reuses, func(a, b repertoire.Reuse) int { return a.ID.Compare(b.ID) })
	h.Endorsements = slices.Collect(maps.Values(h.endorsements))
	slices.SortFunc(h.Endorsements, func(a, b repertoire.Endorsement) int { return cmp.Compare(a.Person, b.Person) })
	return h.Holding
}

// snapshot returns a thread in the order of its keys.
func (t *thread) snapshot() Thread {
	t.Answers = slices.SortedFunc(maps.Values(t.answers), func(a, b repertoire.Answer) int { return a.ID.Compare(b.ID) })
	return t.Thread
}
