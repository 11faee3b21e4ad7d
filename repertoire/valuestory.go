package repertoire

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// ValueStory is what a member tells of the value that came of something: from
// what people did together to what was gained, what it was used for, and what
// difference that made (Wenger, Trayner and de Laat 2011, who call it a value
// creation story). Numbers alone do not tell whether the community had a part in
// what they show, and a story alone does not tell whether it stands for more than
// itself; see ValueOf, which shows both beside each other.
type ValueStory struct {
	Community activity.CommunityID `json:"community"`
	ID        activity.StoryID     `json:"id"`
	Space     activity.SpaceID     `json:"space,omitzero"`
	Teller    activity.Person      `json:"teller"`
	ToldAt    time.Time            `json:"told_at"`
	Telling                        // as it is told now
	Versions  []ToldVersion        `json:"versions"`           // all tellings, the first in front
	Retracted Retraction           `json:"retracted,omitzero"` // zero while it stands
	Rev       int                  `json:"rev"`                // how many recorded changes led here
}

// Telling is what a value story says.
type Telling struct {
	Title  string   `json:"title" validate:"required,max=300,line"`
	Topics []string `json:"topics,omitempty" validate:"max=100,unique,dive,topic"`
	Steps  []Step   `json:"steps" validate:"required,min=1,max=50,dive"` // in the order of telling
}

// Step is one piece of a value story: what happened, in which cycle of value, and
// what shows it.
type Step struct {
	Cycle     Cycle     `json:"cycle" validate:"required,oneof=immediate potential applied realised reframing strategic enabling"`
	Capital   Capital   `json:"capital,omitempty" validate:"omitempty,oneof=human social tangible reputational learning"` // of potential value
	Text      string    `json:"text" validate:"required,max=10000,prose"`
	Trace     Trace     `json:"trace,omitzero"`
	Indicator Indicator `json:"indicator,omitzero"`
}

// Trace is what a step points to: whatever of it there is.
type Trace struct {
	Entry     activity.ID          `json:"entry,omitzero"` // of the community's record
	Question  activity.QuestionID  `json:"question,omitzero"`
	Resource  activity.ResourceID  `json:"resource,omitzero"`
	Use       activity.ID          `json:"use,omitzero"` // of the resource: the entry that records it
	Gathering activity.GatheringID `json:"gathering,omitzero"`
	Meeting   time.Time            `json:"meeting,omitzero"` // of the gathering: when it begins according to the rhythm
}

// Indicator is a figure that goes with a step, as whoever tells it knows it.
type Indicator struct {
	Title  string  `json:"title" validate:"max=200"`           // what it measures: "ghosts on the payroll"
	Value  Decimal `json:"value" validate:"max=40"`            // as it is now
	Unit   string  `json:"unit,omitempty" validate:"max=60"`   // "people", "EUR a year", "%"
	Before Decimal `json:"before,omitempty" validate:"max=40"` // as it was before; empty if that is not known
}

// Decimal is a number in decimal digits, as in "-12.50", of at most 40
// characters. It is a text, so that it stays as exact as it was given.
type Decimal string

// Valid reports whether the text is a number.
func (d Decimal) Valid() bool {
	whole, part, pointed := strings.Cut(strings.TrimPrefix(string(d), "-"), ".")
	digits := func(s string) bool {
		return s != "" && strings.Trim(s, "0123456789") == ""
	}
	return len(d) <= 40 && digits(whole) && (!pointed || digits(part))
}

// ToldVersion is one telling of a value story.
type ToldVersion struct {
	Number int `json:"number"` // 1, 2, 3, …
	Telling
	At     time.Time `json:"at"`
	Reason string    `json:"reason,omitempty"` // why it was told anew; empty for the first
}

// Retraction says that a value story was taken back: by whom, when and why.
type Retraction struct {
	By     activity.Person `json:"by"`
	At     time.Time       `json:"at"`
	Reason string          `json:"reason"`
}

// The details of the activities that change a value story.
type (
	// StoryTold is the detail of telling one.
	StoryTold struct{ Telling }
	// StoryRetold is the detail of telling it anew.
	StoryRetold struct {
		Telling
		Reason string `json:"reason" validate:"required,max=1000,prose"`
	}
	// StoryRetracted is the detail of taking it back.
	StoryRetracted struct {
		Reason string `json:"reason" validate:"required,max=1000,prose"`
	}
)

// FactName returns "repertoire.story-told".
func (StoryTold) FactName() string { return "repertoire.story-told" }

// FactName returns "repertoire.story-retold".
func (StoryRetold) FactName() string { return "repertoire.story-retold" }

// FactName returns "repertoire.story-retracted".
func (StoryRetracted) FactName() string { return "repertoire.story-retracted" }

// TellStory tells a value story, under an id of the caller's; it stays in the
// occasion's space. Whether what it points to is there, the caller looks after.
func TellStory(o activity.Occasion, id activity.StoryID, t Telling) (ValueStory, activity.Activity, error) {
	t = t.clone()
	next, a, err := ValueStory{ID: id, Space: o.Space, Teller: o.Actor}.enact("repertoire.TellStory", o, activity.Tell, StoryTold{t}, t.Topics, t.problems())
	if err != nil {
		return ValueStory{}, a, err
	}
	return next, a, nil
}

// Retell tells the story anew, for a reason; what was told before is kept. It is a
// Precondition error if nothing would change, or the story was retracted.
func (s ValueStory) Retell(o activity.Occasion, t Telling, reason string) (ValueStory, activity.Activity, error) {
	t = t.clone()
	return s.enact("repertoire.RetellStory", o, activity.Retell, StoryRetold{t, reason}, t.Topics, t.problems())
}

// Retract takes the story back, for a reason: it stays readable, and counts no
// more. It is an Exists error if that has been done.
func (s ValueStory) Retract(o activity.Occasion, reason string) (ValueStory, activity.Activity, error) {
	return s.enact("repertoire.RetractStory", o, activity.Retract, StoryRetracted{reason}, s.Topics, nil)
}

// Stands reports whether the story is told and not retracted.
func (s ValueStory) Stands() bool { return s.Rev > 0 && s.Retracted == (Retraction{}) }

// Reaches reports whether the story has a step in a cycle.
func (t Telling) Reaches(c Cycle) bool {
	return slices.ContainsFunc(t.Steps, func(s Step) bool { return s.Cycle == c })
}

// Traced reports whether the story leads from what people did together to the
// difference that it made, with every cycle between: immediate, potential, applied
// and realised.
func (t Telling) Traced() bool {
	return t.Reaches(Immediate) && t.Reaches(Potential) && t.Reaches(Applied) && t.Reaches(Realised)
}

// Missing are the cycles of which the story does not tell yet, with what to ask
// its teller next.
func (t Telling) Missing() []Meaning {
	return slices.DeleteFunc(Cycles(), func(m Meaning) bool { return t.Reaches(m.Cycle) })
}

// Uses reports whether a step of the story points to a resource.
func (t Telling) Uses(r activity.ResourceID) bool {
	return slices.ContainsFunc(t.Steps, func(s Step) bool { return s.Trace.Resource == r })
}

func (s ValueStory) enact(op string, o activity.Occasion, verb activity.Verb, detail activity.Fact, topics []string, more []fault.Field) (ValueStory, activity.Activity, error) {
	fail := func(err error) (ValueStory, activity.Activity, error) { return s, activity.Activity{}, err }
	if err := o.Check(op); err != nil {
		return fail(err)
	}
	if err := fault.Check(op, detail); err != nil {
		return fail(err)
	}
	if len(more) > 0 {
		return fail(&fault.Error{Op: op, Code: fault.Invalid, Fields: more})
	}
	a := o.Record(verb, detail)
	a.Object, a.Thread, a.Space = activity.ObjectID(s.ID), activity.ObjectID(s.ID), s.Space
	a.Topics = append([]string(nil), topics...)
	return acted(op, s, a)
}

// StoryOf returns which value story an activity changes; ok is false if it
// changes none.
func StoryOf(a activity.Activity) (id activity.StoryID, ok bool) {
	switch a.Detail.(type) {
	case StoryTold, StoryRetold, StoryRetracted:
		return activity.StoryID(a.Object), true
	}
	return activity.StoryID{}, false
}

// Fold folds an activity into the story: those that do not change a value story
// leave it as it is. An activity that cannot follow gives an Invalid error.
func (s ValueStory) Fold(a activity.Activity) (ValueStory, error) {
	if bar := s.hindrance(a); bar != nil {
		return s, fault.New("repertoire.Fold", fault.Invalid, bar.Problem)
	}
	version := func(t Telling, reason string) {
		s.Telling = t
		s.Versions = withOne(s.Versions, ToldVersion{len(s.Versions) + 1, t, a.At, reason})
	}
	switch fact := a.Detail.(type) {
	case StoryTold:
		s = ValueStory{Community: a.Community, ID: activity.StoryID(a.Object), Space: a.Space, Teller: a.Actor, ToldAt: a.At}
		version(fact.Telling, "")
	case StoryRetold:
		version(fact.Telling, fact.Reason)
	case StoryRetracted:
		s.Retracted = Retraction{a.Actor, a.At, fact.Reason}
	default:
		return s, nil
	}
	s.Rev++
	return s, nil
}

func (s ValueStory) hindrance(a activity.Activity) *fault.Error {
	id, ok := StoryOf(a)
	if !ok {
		return nil
	}
	if _, tells := a.Detail.(StoryTold); tells {
		return cmp.Or(when(id.IsZero(), fault.Invalid, "the story needs an id"), when(s.Rev != 0, fault.Invalid, "the story is told already; tell it anew"))
	}
	retold, _ := a.Detail.(StoryRetold)
	_, retracts := a.Detail.(StoryRetracted)
	return cmp.Or(
		when(s.Rev == 0 || a.Community != s.Community || id != s.ID, fault.Invalid, "the activity is about another story"),
		when(retracts && !s.Stands(), fault.Exists, "the story was retracted already"),
		when(!s.Stands(), fault.Precondition, "the story was retracted; tell another one"),
		when(!retracts && reflect.DeepEqual(retold.Telling, s.Telling), fault.Precondition, "the story is already told so; change something or leave it"),
	)
}

// problems returns what no tag can say about a telling.
func (t Telling) problems() (bad []fault.Field) {
	for i, s := range t.Steps {
		must := func(ok bool, name, problem string) {
			if !ok {
				bad = append(bad, fault.Field{Name: fmt.Sprintf("steps[%d].%s", i, name), Problem: problem})
			}
		}
		must(s.Capital == "" || s.Cycle == Potential, "capital", "is of potential value only")
		must(s.Trace.Use.IsZero() || !s.Trace.Resource.IsZero(), "trace.resource", "is required with a use: it is the resource that was used")
		must(s.Trace.Meeting.IsZero() == s.Trace.Gathering.IsZero(), "trace.meeting", "is required with a gathering, and only then")
		if year := s.Trace.Meeting.Year(); !s.Trace.Meeting.IsZero() {
			must(year >= 1 && year <= 9999, "trace.meeting", "must be a time in the years 1 to 9999")
		}
		if s.Indicator == (Indicator{}) {
			continue
		}
		must(fault.IsLine(s.Indicator.Title), "indicator.title", "is required: a line that says what is measured")
		must(s.Indicator.Value.Valid(), "indicator.value", "must be a number in decimal digits, as in 12.5")
		must(s.Indicator.Unit == "" || fault.IsLine(s.Indicator.Unit), "indicator.unit", "must be a line")
		must(s.Indicator.Before == "" || s.Indicator.Before.Valid(), "indicator.before", "must be a number in decimal digits, as in 12.5, or empty")
	}
	return bad
}

// clone returns a copy that shares nothing with the caller's value, in the one
// form that storage gives back.
func (t Telling) clone() Telling {
	t.Topics = append([]string(nil), t.Topics...)
	t.Steps = append([]Step(nil), t.Steps...)
	for i := range t.Steps {
		if at := &t.Steps[i].Trace.Meeting; !at.IsZero() {
			*at = activity.Moment(*at)
		}
	}
	return t
}
