package repertoire

import (
	"cmp"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// FollowUp is what a question carries on: another one, or an answer to it.
type FollowUp struct {
	Question activity.QuestionID `json:"question,omitzero"`
	Answer   activity.AnswerID   `json:"answer,omitzero"` // zero if it is the question as a whole
}

// Course is what has become of a question beside its answers. All questions that
// it names are in the same space.
type Course struct {
	Corrections
	FollowUps   []activity.QuestionID `json:"follow_ups,omitempty"`  // those that carry it on, in the order of asking
	DuplicateOf activity.QuestionID   `json:"duplicate_of,omitzero"` // where it had been asked before; zero while it is open
	Duplicates  []activity.QuestionID `json:"duplicates,omitempty"`  // those closed in favour of it, in the order of closing
	Harvested   activity.ResourceID   `json:"harvested,omitzero"`    // what was made of the thread; zero if nothing yet
}

// Corrections are how a question or an answer read before it was put in other
// words, the oldest first.
type Corrections struct {
	Earlier []Wording `json:"earlier,omitempty"`
}

// Wording is how something read, until when, and why that was changed.
type Wording struct {
	Text   string    `json:"text"`
	Topics []string  `json:"topics,omitempty"`
	Until  time.Time `json:"until"`
	Note   string    `json:"note,omitempty"`
}

// The details of the activities in a thread beside asking, answering and
// accepting.
type (
	// WasReworded is the detail of putting a question in other words.
	WasReworded struct {
		Text   string   `json:"text" validate:"required,max=100000,prose"`
		Topics []string `json:"topics,omitempty" validate:"max=100,unique,dive,topic"`
		Note   string   `json:"note,omitempty" validate:"omitempty,max=1000,prose"` // why
	}
	// WasCorrected is the detail of correcting an answer.
	WasCorrected struct {
		Text string `json:"text" validate:"required,max=100000,prose"`
		Note string `json:"note,omitempty" validate:"omitempty,max=1000,prose"` // why
	}
	// WasDuplicate is the detail of closing a question that had been asked before.
	WasDuplicate struct {
		Of activity.QuestionID `json:"of"`
	}
	// WasReopened is the detail of opening such a question again.
	WasReopened struct {
		Of activity.QuestionID `json:"of"` // what it was closed in favour of
	}
)

// FactName returns "repertoire.reworded".
func (WasReworded) FactName() string { return "repertoire.reworded" }

// FactName returns "repertoire.corrected".
func (WasCorrected) FactName() string { return "repertoire.corrected" }

// FactName returns "repertoire.duplicate".
func (WasDuplicate) FactName() string { return "repertoire.duplicate" }

// FactName returns "repertoire.reopened".
func (WasReopened) FactName() string { return "repertoire.reopened" }

// FollowUp asks a question that carries this one on, under an id of the caller's
// and in the same space. To is the answer that gave rise to it, zero for the
// question as a whole. It returns the question that is asked, and this one, which
// names it from now on. Precondition if this one is closed as a duplicate.
func (q Question) FollowUp(o activity.Occasion, id activity.QuestionID, to Answer, text string, topics []string) (asked, followed Question, a activity.Activity, err error) {
	const op = "repertoire.FollowUp"
	fail := func(err error) (Question, Question, activity.Activity, error) {
		return Question{}, q, activity.Activity{}, err
	}
	switch {
	case q.Rev == 0:
		return fail(fault.New(op, fault.Invalid, "nobody has asked this question"))
	case id.IsZero(), id == q.ID:
		return fail(fault.New(op, fault.Invalid, "the question needs an id of its own"))
	case !to.ID.IsZero() && to.Question != q.ID:
		return fail(fault.New(op, fault.Invalid, "this answers another question"))
	}
	if err := q.open(op); err != nil {
		return fail(err)
	}
	o.Space = q.Space
	detail := Asked{Text: text, Topics: append([]string(nil), topics...), FollowsUp: FollowUp{q.ID, to.ID}}
	a, err = Question{Community: q.Community, ID: id, Asked: detail}.about(op, o, activity.Ask, detail)
	if err != nil {
		return fail(err)
	}
	if o.Community != q.Community {
		return fail(fault.New(op, fault.Invalid, "the question is another community's"))
	}
	a.Object, a.InReplyTo, a.To = activity.ObjectID(id), activity.ObjectID(q.ID), q.Asker
	if !to.ID.IsZero() {
		a.InReplyTo, a.To = activity.ObjectID(to.ID), to.Author
	}
	if followed, err = enact(op, q, a); err != nil {
		return fail(err)
	}
	asked, err = Question{}.Fold(a)
	return asked, followed, a, err
}

// Reword puts the question in other words, and about other topics; how it read
// before is kept. The note, why, may be empty. Precondition if it reads so.
func (q Question) Reword(o activity.Occasion, text string, topics []string, note string) (Question, activity.Activity, error) {
	const op = "repertoire.Reword"
	detail := WasReworded{text, append([]string(nil), topics...), note}
	a, err := q.about(op, o, activity.Reword, detail)
	if err != nil {
		return q, activity.Activity{}, err
	}
	a.Object, a.Space, a.Topics = activity.ObjectID(q.ID), q.Space, append([]string(nil), topics...)
	return acted(op, q, a)
}

// CloseAsDuplicate closes the question, since it had been asked before: as the
// other one, in the same space. It returns both, which name each other from now
// on. Nobody answers a closed question; what was answered stays. Exists if it is
// closed, Precondition if the other one is.
func (q Question) CloseAsDuplicate(o activity.Occasion, of Question) (closed, kept Question, a activity.Activity, err error) {
	a, err = q.about("repertoire.CloseAsDuplicate", o, activity.Duplicate, WasDuplicate{of.ID})
	return q.both("repertoire.CloseAsDuplicate", of, a, err)
}

// Reopen opens a question that was closed as a duplicate of the other one, since
// it asks for something else after all. Precondition if it is open.
func (q Question) Reopen(o activity.Occasion, of Question) (opened, kept Question, a activity.Activity, err error) {
	a, err = q.about("repertoire.Reopen", o, activity.Reopen, WasReopened{of.ID})
	return q.both("repertoire.Reopen", of, a, err)
}

// both completes an act on two questions.
func (q Question) both(op string, other Question, a activity.Activity, err error) (Question, Question, activity.Activity, error) {
	fail := func(err error) (Question, Question, activity.Activity, error) {
		return q, other, activity.Activity{}, err
	}
	if err != nil {
		return fail(err)
	}
	a.Object, a.InReplyTo, a.To, a.Space = activity.ObjectID(q.ID), activity.ObjectID(other.ID), q.Asker, q.Space
	if q.Space != other.Space {
		return fail(fault.New(op, fault.Precondition, "the other question is in another space; not everybody who sees the one may see the other"))
	}
	next, err := enact(op, q, a)
	if err != nil {
		return fail(err)
	}
	kept, err := enact(op, other, a)
	if err != nil {
		return fail(err)
	}
	return next, kept, a, nil
}

// Correct puts the answer, which is one to the question, in other words; how it
// read before is kept. The note, why, may be empty. Precondition if it reads so.
func (w Answer) Correct(o activity.Occasion, to Question, text, note string) (Answer, activity.Activity, error) {
	const op = "repertoire.Correct"
	if w.Question != to.ID {
		return w, activity.Activity{}, fault.New(op, fault.Invalid, "this answers another question")
	}
	a, err := to.about(op, o, activity.Correct, WasCorrected{text, note})
	if err != nil {
		return w, activity.Activity{}, err
	}
	a.Object, a.InReplyTo, a.To, a.Space = activity.ObjectID(w.ID), activity.ObjectID(to.ID), to.Asker, to.Space
	return acted(op, w, a)
}

// Fold folds an activity into the answer: those that do not change an answer
// leave it as it is. An activity that cannot follow gives an Invalid error.
func (w Answer) Fold(a activity.Activity) (Answer, error) {
	if bar := w.hindrance(a); bar != nil {
		return w, fault.New("repertoire.Fold", fault.Invalid, bar.Problem)
	}
	switch fact := a.Detail.(type) {
	case Answered:
		w, _ = AnswerOf(a)
	case WasCorrected:
		w.Earlier = withOne(w.Earlier, Wording{Text: w.Text, Until: a.At, Note: fact.Note})
		w.Text = fact.Text
		w.Rev++
	}
	return w, nil
}

func (w Answer) hindrance(a activity.Activity) *fault.Error {
	switch fact := a.Detail.(type) {
	case Answered:
		return when(w.Rev != 0, fault.Invalid, "the answer is there already")
	case WasCorrected:
		return cmp.Or(
			when(w.Rev == 0 || a.Community != w.Community || a.Object != activity.ObjectID(w.ID), fault.Invalid, "the activity is about another answer"),
			when(fact.Text == w.Text, fault.Precondition, "the answer already reads so; change something or leave it"),
		)
	}
	return nil
}

// open fails for a question that is closed.
func (q Question) open(op string) error {
	if q.DuplicateOf.IsZero() {
		return nil
	}
	return fault.New(op, fault.Precondition, "the question is closed: it had been asked before, as "+q.DuplicateOf.String()+"; go on there")
}

// hindrance returns what keeps the question from an activity. An activity can be
// about two questions; this is either.
func (q Question) hindrance(a activity.Activity) *fault.Error {
	object := activity.QuestionID(a.Object)
	about := func(id activity.QuestionID) *fault.Error {
		return when(q.Rev == 0 || a.Community != q.Community || q.ID != id, fault.Invalid, "the activity is about another question")
	}
	switch fact := a.Detail.(type) {
	case Asked:
		if q.Rev == 0 {
			return nil
		}
		return cmp.Or(when(object == q.ID, fault.Invalid, "the question is asked already"), about(fact.FollowsUp.Question))
	case WasAccepted:
		return about(activity.QuestionID(a.Thread))
	case WasReworded:
		return cmp.Or(about(object),
			when(fact.Text == q.Text && slices.Equal(fact.Topics, q.Topics), fault.Precondition, "the question already reads so; change something or leave it"))
	case WasDuplicate:
		if object != q.ID {
			return cmp.Or(about(fact.Of),
				when(!q.DuplicateOf.IsZero(), fault.Precondition, "that question is closed itself: it had been asked before, as "+q.DuplicateOf.String()+"; name that"))
		}
		return cmp.Or(about(object),
			when(fact.Of == q.ID, fault.Invalid, "no question is a duplicate of itself"),
			when(!q.DuplicateOf.IsZero(), fault.Exists, "the question is closed already: it had been asked before, as "+q.DuplicateOf.String()))
	case WasReopened:
		if object != q.ID {
			return cmp.Or(about(fact.Of), when(!slices.Contains(q.Duplicates, object), fault.Invalid, "the question was not closed in favour of that one"))
		}
		return cmp.Or(about(object),
			when(q.DuplicateOf.IsZero(), fault.Precondition, "the question is open"),
			when(q.DuplicateOf != fact.Of, fault.Invalid, "the question was closed in favour of another one"))
	case Shared:
		if q.Rev == 0 || fact.Thread != q.ID {
			return nil
		}
		return cmp.Or(about(fact.Thread),
			when(a.Space != q.Space, fault.Invalid, "what is made of a thread stays in its space"),
			when(!q.Harvested.IsZero(), fault.Exists, "a resource was made of this thread already: "+q.Harvested.String()))
	}
	return nil
}

// ThreadsOf returns the questions that an activity changes, or in whose threads
// it stands: none, one, or two that have to do with each other.
func ThreadsOf(a activity.Activity) []activity.QuestionID {
	var ids []activity.QuestionID
	switch fact := a.Detail.(type) {
	case Asked:
		ids = []activity.QuestionID{activity.QuestionID(a.Object), fact.FollowsUp.Question}
	case Answered, WasAccepted, WasReworded, WasCorrected:
		ids = []activity.QuestionID{activity.QuestionID(a.Thread)}
	case WasDuplicate:
		ids = []activity.QuestionID{activity.QuestionID(a.Object), fact.Of}
	case WasReopened:
		ids = []activity.QuestionID{activity.QuestionID(a.Object), fact.Of}
	case Shared:
		ids = []activity.QuestionID{fact.Thread}
	}
	return slices.DeleteFunc(ids, activity.QuestionID.IsZero)
}
