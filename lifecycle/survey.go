package lifecycle

import (
	"fmt"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Survey asks those for whom a community is, or could be, what they need. They
// need not be members. It is written, opened, answered, and closed for good; it
// can be rewritten until somebody has answered.
type Survey struct {
	Community activity.CommunityID `json:"community"`
	ID        activity.SurveyID    `json:"id"`
	SurveyText
	Status   SurveyStatus    `json:"status"`
	By       activity.Person `json:"by"` // who wrote it first
	At       time.Time       `json:"at"`
	OpenedAt time.Time       `json:"opened_at,omitzero"`
	ClosedAt time.Time       `json:"closed_at,omitzero"`
	Rev      int             `json:"rev"` // how many recorded changes led here
}

// SurveyStatus is whether a survey can be answered.
type SurveyStatus string

// The statuses, in order.
const (
	SurveyDraft  SurveyStatus = "draft"
	SurveyOpen   SurveyStatus = "open"
	SurveyClosed SurveyStatus = "closed"
)

// SurveyText is what a survey asks.
type SurveyText struct {
	Title string       `json:"title" validate:"required,max=200,line"`
	About string       `json:"about,omitempty" validate:"omitempty,max=4000,prose"` // what it is for, and what becomes of the answers
	Items []SurveyItem `json:"items" validate:"min=1,max=100,dive"`
}

// SurveyItem is one question of a survey.
type SurveyItem struct {
	Key      ItemKey  `json:"key"` // a slug
	Asks     string   `json:"asks" validate:"required,max=1000,prose"`
	Kind     ItemKind `json:"kind" validate:"required,oneof=choice scale text"`
	Choices  []Choice `json:"choices,omitempty" validate:"max=50,dive"`
	Several  bool     `json:"several,omitempty"`  // more than one choice can be made
	Optional bool     `json:"optional,omitempty"` // who answers the survey may pass it over
}

// Choice is one of those that an item offers.
type Choice struct {
	Key  ChoiceKey `json:"key"` // a slug
	Text string    `json:"text" validate:"required,max=200,line"`
}

// ItemKey and ChoiceKey tell items apart, and the choices of an item: slugs.
type (
	ItemKey   string
	ChoiceKey string
)

// ItemKind is how an item is answered.
type ItemKind string

// The kinds.
const (
	ChoiceItem ItemKind = "choice" // by one of its choices, or several
	ScaleItem  ItemKind = "scale"  // from 1 (not at all) to 5 (entirely)
	TextItem   ItemKind = "text"   // in words
)

// The details of the activities that change a survey.
type (
	// SurveyDrafted is the detail of writing a survey.
	SurveyDrafted struct{ SurveyText }
	// SurveyRewritten is the detail of writing it anew.
	SurveyRewritten struct{ SurveyText }
	// SurveyOpened is the detail of opening it for answers.
	SurveyOpened struct{}
	// WasClosed is the detail of closing it.
	WasClosed struct{}
)

// FactName returns "lifecycle.survey-drafted".
func (SurveyDrafted) FactName() string { return "lifecycle.survey-drafted" }

// FactName returns "lifecycle.survey-rewritten".
func (SurveyRewritten) FactName() string { return "lifecycle.survey-rewritten" }

// FactName returns "lifecycle.survey-opened".
func (SurveyOpened) FactName() string { return "lifecycle.survey-opened" }

// FactName returns "lifecycle.survey-closed".
func (WasClosed) FactName() string { return "lifecycle.survey-closed" }

// DraftSurvey writes a survey, under an id of the caller's. Nobody can answer it
// before it is opened.
func DraftSurvey(o activity.Occasion, id activity.SurveyID, text SurveyText) (Survey, activity.Activity, error) {
	s, a, err := Survey{ID: id}.record("lifecycle.DraftSurvey", o, activity.Survey, SurveyDrafted{text.clone()}, text.problems()...)
	if err != nil {
		return Survey{}, a, err
	}
	return s, a, nil
}

// Rewrite writes the survey anew. Answered tells whether somebody has answered
// it: then it stays as it is, since their answers are to what they were asked. It
// is a Precondition error for one that is closed or answered.
func (s Survey) Rewrite(o activity.Occasion, text SurveyText, answered bool) (Survey, activity.Activity, error) {
	const op = "lifecycle.RewriteSurvey"
	next, a, err := s.record(op, o, activity.Survey, SurveyRewritten{text.clone()}, text.problems()...)
	if err == nil && answered {
		return s, activity.Activity{}, fault.New(op, fault.Precondition, "somebody has answered already, and answers are to what was asked; close it and write another one")
	}
	return next, a, err
}

// Open opens the survey for answers. It is a Precondition error for one that is
// no draft.
func (s Survey) Open(o activity.Occasion) (Survey, activity.Activity, error) {
	return s.record("lifecycle.OpenSurvey", o, activity.OpenSurvey, SurveyOpened{})
}

// Close closes the survey for good, so that what it came to is not told before
// all have answered who will. It is a Precondition error for one that is not
// open.
func (s Survey) Close(o activity.Occasion) (Survey, activity.Activity, error) {
	return s.record("lifecycle.CloseSurvey", o, activity.CloseSurvey, WasClosed{})
}

func (s Survey) record(op string, o activity.Occasion, verb activity.Verb, detail activity.Fact, more ...fault.Field) (Survey, activity.Activity, error) {
	a := o.Record(verb, detail)
	a.Object = activity.ObjectID(s.ID)
	return record(op, o, s, a, more...)
}

// SurveyOf returns which survey an activity changes; ok is false if it changes
// none.
func SurveyOf(a activity.Activity) (id activity.SurveyID, ok bool) {
	switch a.Detail.(type) {
	case SurveyDrafted, SurveyRewritten, SurveyOpened, WasClosed:
		return activity.SurveyID(a.Object), true
	}
	return activity.SurveyID{}, false
}

// Fold folds an activity into the survey: those that do not change a survey leave
// it as it is. An activity that cannot follow gives an Invalid error.
func (s Survey) Fold(a activity.Activity) (Survey, error) {
	if bad := s.hindrance(a); bad != nil {
		return s, refused(bad)
	}
	switch fact := a.Detail.(type) {
	case SurveyDrafted:
		s = Survey{Community: a.Community, ID: activity.SurveyID(a.Object), SurveyText: fact.clone(), Status: SurveyDraft, By: a.Actor, At: a.At}
	case SurveyRewritten:
		s.SurveyText = fact.clone()
	case SurveyOpened:
		s.Status, s.OpenedAt = SurveyOpen, a.At
	case WasClosed:
		s.Status, s.ClosedAt = SurveyClosed, a.At
	default:
		return s, nil
	}
	s.Rev++
	return s, nil
}

func (s Survey) hindrance(a activity.Activity) *fault.Error {
	id, ok := SurveyOf(a)
	_, first := a.Detail.(SurveyDrafted)
	switch {
	case !ok:
		return nil
	case id.IsZero():
		return fault.Because(fault.Invalid, "a survey has an id")
	case first && s.Rev > 0:
		return fault.Because(fault.Exists, "the survey has been written already")
	case !first && s.Rev == 0:
		return fault.Because(fault.Invalid, "there is no such survey")
	case !first && (s.Community != a.Community || s.ID != id):
		return fault.Because(fault.Invalid, "the activity is about another survey")
	}
	switch a.Detail.(type) {
	case SurveyRewritten:
		if s.Status == SurveyClosed {
			return fault.Because(fault.Precondition, "the survey is closed; write another one")
		}
	case SurveyOpened:
		if s.Status != SurveyDraft {
			return fault.Because(fault.Precondition, "the survey is "+string(s.Status)+", and only a draft is opened")
		}
	case WasClosed:
		if s.Status != SurveyOpen {
			return fault.Because(fault.Precondition, "the survey is "+string(s.Status)+", and only an open one is closed")
		}
	}
	return nil
}

// problems are the bad fields that no tag can tell.
func (t SurveyText) problems() (bad []fault.Field) {
	for i, item := range t.Items {
		in := fmt.Sprintf("items[%d].", i)
		must := func(holds bool, name, problem string) {
			if !holds {
				bad = append(bad, fault.Field{Name: in + name, Problem: problem})
			}
		}
		bad = append(bad, fault.Slug(in+"key", item.Key)...)
		must(!slices.ContainsFunc(t.Items[:i], func(o SurveyItem) bool { return o.Key == item.Key }), "key", "must not be there twice")
		if item.Kind != ChoiceItem {
			must(len(item.Choices) == 0, "choices", "must be left out: the item offers none")
			must(!item.Several, "several", "must be left out: the item offers no choices")
			continue
		}
		must(len(item.Choices) >= 2, "choices", "must be two or more")
		for n, c := range item.Choices {
			bad = append(bad, fault.Slug(fmt.Sprintf("%schoices[%d].key", in, n), c.Key)...)
			must(!slices.ContainsFunc(item.Choices[:n], func(o Choice) bool { return o.Key == c.Key }), fmt.Sprintf("choices[%d].key", n), "must not be there twice")
		}
	}
	return bad
}

// clone returns a copy that shares nothing.
func (t SurveyText) clone() SurveyText {
	t.Items = own(t.Items)
	for i := range t.Items {
		t.Items[i].Choices = own(t.Items[i].Choices)
	}
	return t
}
