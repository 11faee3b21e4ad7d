package lifecycle

import (
	"fmt"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Response is what one person answered to a survey. Answering again replaces
// it, for as long as the survey is open; the record keeps both.
type Response struct {
	Community activity.CommunityID `json:"community"`
	ResponseKey
	Answers []ItemAnswer `json:"answers"`
	At      time.Time    `json:"at"` // of the latest answers
	Rev     int          `json:"rev"`
}

// ResponseKey tells a community's responses apart.
type ResponseKey struct {
	Survey activity.SurveyID `json:"survey"`
	Person activity.Person   `json:"person"`
}

// ItemAnswer is the answer to one item: by its kind Choices, Score or Text.
type ItemAnswer struct {
	Item    ItemKey     `json:"item"`
	Choices []ChoiceKey `json:"choices,omitempty" validate:"max=50,unique"`
	Score   int         `json:"score,omitempty"`
	Text    string      `json:"text,omitempty" validate:"omitempty,max=4000,prose"`
}

// Responded is the detail of answering a survey; the actor is whose answers
// they are.
type Responded struct {
	Answers []ItemAnswer `json:"answers" validate:"max=100,dive"`
}

// FactName returns "lifecycle.responded".
func (Responded) FactName() string { return "lifecycle.responded" }

// Respond answers a survey. Before is the actor's earlier response to it; zero if
// there is none. It is a Precondition error for a survey that is not open, and an
// Invalid one that names every answer that does not fit what is asked.
func Respond(o activity.Occasion, before Response, s Survey, answers []ItemAnswer) (Response, activity.Activity, error) {
	const op = "lifecycle.Respond"
	answers = cloneAnswers(answers)
	a := o.Record(activity.Respond, Responded{answers})
	a.Object = activity.ObjectID(s.ID)
	next, a, err := record(op, o, before, a, s.misfits(answers)...)
	switch {
	case err != nil:
		return before, activity.Activity{}, err
	case s.Community != o.Community || s.Status != SurveyOpen:
		return before, activity.Activity{}, fault.New(op, fault.Precondition, "the survey is "+string(s.Status)+", and only an open one is answered")
	}
	return next, a, nil
}

// misfits are the bad fields of answers to the survey.
func (s Survey) misfits(answers []ItemAnswer) (bad []fault.Field) {
	for i, a := range answers {
		in := fmt.Sprintf("answers[%d].", i)
		must := func(holds bool, name, problem string) {
			if !holds {
				bad = append(bad, fault.Field{Name: in + name, Problem: problem})
			}
		}
		must(!slices.ContainsFunc(answers[:i], func(o ItemAnswer) bool { return o.Item == a.Item }), "item", "must not be answered twice")
		n := slices.IndexFunc(s.Items, func(item SurveyItem) bool { return item.Key == a.Item })
		if n < 0 {
			must(false, "item", "must be an item of the survey")
			continue
		}
		item := s.Items[n]
		most := 0
		if item.Kind == ChoiceItem {
			most = 1
			if item.Several {
				most = len(item.Choices)
			}
			must(len(a.Choices) > 0, "choices", "is required")
		}
		must(len(a.Choices) <= most, "choices", fmt.Sprintf("must be at most %d", most))
		for n, c := range a.Choices {
			must(slices.ContainsFunc(item.Choices, func(o Choice) bool { return o.Key == c }), fmt.Sprintf("choices[%d]", n), "must be a choice that the item offers")
		}
		scale := item.Kind == ScaleItem
		must(!scale || a.Score >= 1 && a.Score <= 5, "score", "must be from 1 to 5")
		must(scale || a.Score == 0, "score", "must be left out: the item asks for no number")
		must((a.Text != "") == (item.Kind == TextItem), "text", "must be there for an item that asks for words, and for no other")
	}
	for _, item := range s.Items {
		if !item.Optional && !slices.ContainsFunc(answers, func(a ItemAnswer) bool { return a.Item == item.Key }) {
			bad = append(bad, fault.Field{Name: "answers", Problem: "must have one to " + string(item.Key)})
		}
	}
	return bad
}

// ResponseOf returns which response an activity changes; ok is false if it
// changes none.
func ResponseOf(a activity.Activity) (key ResponseKey, ok bool) {
	if _, ok := a.Detail.(Responded); !ok {
		return ResponseKey{}, false
	}
	return ResponseKey{Survey: activity.SurveyID(a.Object), Person: a.Actor}, true
}

// Fold folds an activity into the response: those that do not change one leave it
// as it is. An activity that cannot follow gives an Invalid error.
func (r Response) Fold(a activity.Activity) (Response, error) {
	if bad := r.hindrance(a); bad != nil {
		return r, refused(bad)
	}
	fact, ok := a.Detail.(Responded)
	if !ok {
		return r, nil
	}
	key, _ := ResponseOf(a)
	return Response{Community: a.Community, ResponseKey: key, Answers: cloneAnswers(fact.Answers), At: a.At, Rev: r.Rev + 1}, nil
}

func (r Response) hindrance(a activity.Activity) *fault.Error {
	key, ok := ResponseOf(a)
	switch {
	case ok && key.Survey.IsZero():
		return fault.Because(fault.Invalid, "a response is to a survey")
	case ok && r.Rev > 0 && (r.Community != a.Community || r.ResponseKey != key):
		return fault.Because(fault.Invalid, "the activity is about another response")
	}
	return nil
}

func cloneAnswers(answers []ItemAnswer) []ItemAnswer {
	answers = own(answers)
	for i := range answers {
		answers[i].Choices = own(answers[i].Choices)
	}
	return answers
}
