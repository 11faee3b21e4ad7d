package repertoire

import (
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Question is something that a member asked the community.
type Question struct {
	Community activity.CommunityID
	ID        activity.QuestionID
	Space     activity.SpaceID
	Asker     activity.Person
	AskedAt   time.Time
	Purpose   activity.Purpose
	Asked                       // as it reads now
	Accepted  activity.AnswerID // the answer that the asker accepted; zero if none
	Course                      // what else has become of it
	Rev       int               // how many recorded changes led here
}

// Answer is a member's answer to a question.
type Answer struct {
	Community   activity.CommunityID
	ID          activity.AnswerID
	Question    activity.QuestionID
	Author      activity.Person
	AnsweredAt  time.Time
	Answered    // as it reads now
	Corrections // how it read before
	Rev         int
}

// The details of the activities around a question.
type (
	// Asked is the detail of asking: the question's words and topics.
	Asked struct {
		Text   string   `json:"text" validate:"required,max=100000,prose"`
		Topics []string `json:"topics,omitempty" validate:"max=100,unique,dive,topic"`

		FollowsUp FollowUp `json:"follows_up,omitzero"` // the question that it carries on; zero if none
	}
	// Answered is the detail of answering: the answer's words.
	Answered struct {
		Text string `json:"text" validate:"required,max=100000,prose"`
	}
	// WasAccepted is the detail of accepting an answer.
	WasAccepted struct {
		Answer activity.AnswerID `json:"answer"`
	}
)

// FactName returns "repertoire.asked".
func (Asked) FactName() string { return "repertoire.asked" }

// FactName returns "repertoire.answered".
func (Answered) FactName() string { return "repertoire.answered" }

// FactName returns "repertoire.accepted".
func (WasAccepted) FactName() string { return "repertoire.accepted" }

// Ask puts a question to the community, under an id of the caller's. The
// occasion's purpose says which of the typical activities it serves.
func Ask(o activity.Occasion, id activity.QuestionID, text string, topics []string) (Question, activity.Activity, error) {
	const op = "repertoire.Ask"
	if id.IsZero() {
		return Question{}, activity.Activity{}, fault.New(op, fault.Invalid, "the question needs an id")
	}
	asked := Asked{Text: text, Topics: append([]string(nil), topics...)}
	q := Question{ID: id, Asked: asked}
	a, err := q.about(op, o, activity.Ask, asked)
	if err != nil {
		return Question{}, activity.Activity{}, err
	}
	a.Object = activity.ObjectID(id)
	q, err = Question{}.Fold(a)
	return q, a, err
}

// Answer answers the question, under an id of the caller's.
func (q Question) Answer(o activity.Occasion, id activity.AnswerID, text string) (Answer, activity.Activity, error) {
	const op = "repertoire.Answer"
	if id.IsZero() {
		return Answer{}, activity.Activity{}, fault.New(op, fault.Invalid, "the answer needs an id")
	}
	if err := q.open(op); err != nil {
		return Answer{}, activity.Activity{}, err
	}
	a, err := q.about(op, o, activity.Answer, Answered{text})
	if err != nil {
		return Answer{}, activity.Activity{}, err
	}
	a.Object, a.InReplyTo, a.To, a.Space = activity.ObjectID(id), activity.ObjectID(q.ID), q.Asker, q.Space
	answer, _ := AnswerOf(a)
	return answer, a, nil
}

// Accept marks an answer as the one that helped. Accepting another one later
// replaces it.
func (q Question) Accept(o activity.Occasion, answer Answer) (Question, activity.Activity, error) {
	const op = "repertoire.Accept"
	fail := func(err error) (Question, activity.Activity, error) { return q, activity.Activity{}, err }
	switch {
	case answer.ID.IsZero(), answer.Question != q.ID:
		return fail(fault.New(op, fault.Invalid, "this answers another question"))
	case q.Accepted == answer.ID:
		return fail(fault.New(op, fault.Exists, "this answer is accepted already"))
	}
	a, err := q.about(op, o, activity.Accept, WasAccepted{answer.ID})
	if err != nil {
		return fail(err)
	}
	a.Object, a.InReplyTo, a.To, a.Space = activity.ObjectID(answer.ID), activity.ObjectID(answer.ID), answer.Author, q.Space
	next, err := q.Fold(a)
	if err != nil {
		return fail(fault.In(op, err))
	}
	return next, a, nil
}

// about makes the activity that records an act in the question's thread.
func (q Question) about(op string, o activity.Occasion, verb activity.Verb, detail activity.Fact) (activity.Activity, error) {
	if err := o.Check(op); err != nil {
		return activity.Activity{}, err
	}
	if verb != activity.Ask && o.Community != q.Community {
		return activity.Activity{}, fault.New(op, fault.Invalid, "the question is another community's")
	}
	if err := fault.Check(op, detail); err != nil {
		return activity.Activity{}, err
	}
	a := o.Record(verb, detail)
	a.Thread, a.Topics = activity.ObjectID(q.ID), append([]string(nil), q.Topics...)
	return a, nil
}

// Fold folds an activity into the question: those that do not change a
// question leave it as it is. An activity that cannot follow gives an Invalid
// error.
func (q Question) Fold(a activity.Activity) (Question, error) {
	if bar := q.hindrance(a); bar != nil {
		return q, fault.New("repertoire.Fold", fault.Invalid, bar.Problem)
	}
	switch fact := a.Detail.(type) {
	case Asked:
		if activity.QuestionID(a.Object) == q.ID || q.Rev == 0 {
			q = Question{
				Community: a.Community, ID: activity.QuestionID(a.Object), Space: a.Space,
				Asker: a.Actor, AskedAt: a.At, Purpose: a.Purpose, Asked: fact,
			}
		} else {
			q.FollowUps = withOne(q.FollowUps, activity.QuestionID(a.Object))
		}
	case WasAccepted:
		q.Accepted = fact.Answer
	case WasReworded:
		q.Earlier = withOne(q.Earlier, Wording{q.Text, q.Topics, a.At, fact.Note})
		q.Text, q.Topics = fact.Text, fact.Topics
	case WasDuplicate:
		if activity.QuestionID(a.Object) == q.ID {
			q.DuplicateOf = fact.Of
		} else {
			q.Duplicates = withOne(q.Duplicates, activity.QuestionID(a.Object))
		}
	case WasReopened:
		if activity.QuestionID(a.Object) == q.ID {
			q.DuplicateOf = activity.QuestionID{}
		} else {
			q.Duplicates = withoutOne(q.Duplicates, activity.QuestionID(a.Object))
		}
	case Shared:
		if q.Rev == 0 || fact.Thread != q.ID {
			return q, nil
		}
		q.Harvested = activity.ResourceID(a.Object)
	default:
		return q, nil
	}
	q.Rev++
	return q, nil
}

// AnswerOf returns the answer that an activity records; ok is false if it
// records none.
func AnswerOf(a activity.Activity) (answer Answer, ok bool) {
	fact, ok := a.Detail.(Answered)
	if !ok {
		return Answer{}, false
	}
	return Answer{
		Community: a.Community, ID: activity.AnswerID(a.Object), Question: activity.QuestionID(a.InReplyTo),
		Author: a.Actor, AnsweredAt: a.At, Answered: fact, Rev: 1,
	}, true
}
