package storage

import (
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
)

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
