package membership

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Guide is what a community has ready for newcomers: a welcome, and first steps
// from the periphery inwards. Newcomers learn by simple and real tasks at the
// edge of the practice before they take fuller part in it: legitimate
// peripheral participation (Lave & Wenger 1991). A community has one guide; the
// zero Guide is that of a community which has not written any.
type Guide struct {
	Community activity.CommunityID `json:"community,omitzero"`
	GuideSet
	Rev int `json:"rev"` // how many recorded changes led here
}

// GuideSet is the detail of writing the guide: the whole of it.
type GuideSet struct {
	Welcome string      `json:"welcome" validate:"required,max=10000,prose"`
	Steps   []FirstStep `json:"steps,omitempty" validate:"max=50,unique=Key,dive"`
}

// FirstStep is one of the first steps.
type FirstStep struct {
	Key   string        `json:"key" validate:"required"` // names it for good: a lower-case word of at most 32 letters, digits and hyphens
	Title string        `json:"title" validate:"required,max=200,line"`
	Grade int           `json:"grade" validate:"min=1,max=5"` // from 1, at the very edge, to 5, close to full participation
	About string        `json:"about,omitempty" validate:"omitempty,max=1000,prose"`
	Verb  activity.Verb `json:"verb,omitempty"` // doing this takes the step by itself; empty if they have to say so
}

// FactName returns "membership.guide-set".
func (GuideSet) FactName() string { return "membership.guide-set" }

// SetGuide writes the guide, or rewrites it as a whole. The steps that members
// have taken stay taken, by their keys. Precondition if the guide would stay as
// it is.
func SetGuide(o activity.Occasion, g Guide, set GuideSet) (Guide, activity.Activity, error) {
	const op = "membership.SetGuide"
	fail := func(err error) (Guide, activity.Activity, error) { return g, activity.Activity{}, err }
	set.Steps = append([]FirstStep(nil), set.Steps...)
	if err := o.Check(op); err != nil {
		return fail(err)
	}
	if err := set.check(op); err != nil {
		return fail(err)
	}
	if reflect.DeepEqual(set, g.GuideSet) {
		return fail(fault.New(op, fault.Precondition, "the guide already reads so; change something or leave it"))
	}
	a := o.Record(activity.Guide, set)
	a.Object = activity.ObjectID(o.Community)
	next, err := g.Fold(a)
	if err != nil {
		return fail(fault.In(op, err))
	}
	return next, a, nil
}

// check reports every bad field.
func (s GuideSet) check(op string) error {
	if err := fault.Check(op, s); err != nil {
		return err
	}
	var bad []fault.Field
	for i, step := range s.Steps {
		if !activity.Verb(step.Key).WellFormed() {
			bad = append(bad, fault.Field{Name: fmt.Sprintf("steps[%d].key", i), Problem: "must be a lower-case word of at most 32 letters, digits and hyphens"})
		}
		if _, ok := step.Verb.Meaning(); step.Verb != "" && !ok || step.Verb == activity.Complete {
			bad = append(bad, fault.Field{Name: fmt.Sprintf("steps[%d].verb", i), Problem: "must be a verb of the vocabulary other than complete"})
		}
	}
	if bad == nil {
		return nil
	}
	return &fault.Error{Op: op, Code: fault.Invalid, Fields: bad}
}

// GuideOf returns whose guide an activity changes; ok is false if it changes
// none.
func GuideOf(a activity.Activity) (community activity.CommunityID, ok bool) {
	_, ok = a.Detail.(GuideSet)
	return a.Community, ok
}

// Fold folds an activity into the guide: those that do not change the guide
// leave it as it is. One of another community gives an Invalid error.
func (g Guide) Fold(a activity.Activity) (Guide, error) {
	set, ok := a.Detail.(GuideSet)
	if !ok {
		return g, nil
	}
	if g.Rev > 0 && g.Community != a.Community {
		return g, fault.New("membership.Fold", fault.Invalid, "the activity is another community's")
	}
	g.Community, g.GuideSet = a.Community, set
	g.Rev++
	return g, nil
}

// Complete takes one of the first steps: the actor's own, by its key. NotFound
// if the guide has no such step; Exists if it is taken already.
func Complete(o activity.Occasion, m Member, g Guide, step string) (Member, activity.Activity, error) {
	const op = "membership.Complete"
	switch {
	case !m.Member():
		return refuse(m, op, fault.Precondition, "only members take the first steps; join first")
	case g.Community != m.Community || !slices.ContainsFunc(g.Steps, func(s FirstStep) bool { return s.Key == step }):
		return refuse(m, op, fault.NotFound, "the guide has no such step; choose one of its keys")
	case m.step(step):
		return refuse(m, op, fault.Exists, "you have taken this step already")
	}
	return change(op, o, m, activity.Complete, Completed{step})
}

// NextSteps returns the first steps that a member has not taken yet: the lowest
// grade first, in the order of the guide within a grade. Nobody has to take
// them, or in this order.
func NextSteps(m Member, g Guide) []FirstStep {
	next := except(g.Steps, func(s FirstStep) bool { return m.step(s.Key) })
	slices.SortStableFunc(next, func(a, b FirstStep) int { return cmp.Compare(a.Grade, b.Grade) })
	return next
}

// StepsTakenBy returns the steps that an activity of a member's takes by
// itself (see FirstStep), in the order of NextSteps; Complete then records them.
// What somebody does in a space takes none: everybody sees the steps, and a
// space may be private.
func StepsTakenBy(a activity.Activity, m Member, g Guide) []FirstStep {
	if !m.Member() || a.Actor != m.Person || a.Community != m.Community || g.Community != m.Community || !a.Space.IsZero() {
		return nil
	}
	return except(NextSteps(m, g), func(s FirstStep) bool { return s.Verb == "" || s.Verb != a.Verb })
}
