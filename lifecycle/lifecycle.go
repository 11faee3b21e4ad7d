package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Phase is where in its life a community is.
type Phase string

// The phases, in order.
const (
	Inquire   Phase = "inquire"
	Design    Phase = "design"
	Prototype Phase = "prototype"
	Launch    Phase = "launch"
	Grow      Phase = "grow"
	Sustain   Phase = "sustain"
)

// phases holds each phase with its purpose, after Cambridge and Suter.
var phases = []struct {
	phase   Phase
	purpose string
}{
	{Inquire, "find out who the community is for, and its purpose, goals and vision"},
	{Design, "define the activities, technologies, group processes and roles that serve the goals"},
	{Prototype, "pilot with a few key people: win commitment, test assumptions, earn a first success story"},
	{Launch, "open to more people over time, engage newcomers, deliver benefits at once"},
	{Grow, "learn and share together, so that participation and contribution feed each other"},
	{Sustain, "cultivate and assess what the community knows and makes, and renew goals and roles from it"},
}

// Phases returns the six phases, in order.
func Phases() []Phase {
	all := make([]Phase, len(phases))
	for i, p := range phases {
		all[i] = p.phase
	}
	return all
}

// Purpose returns what the phase is for, in one clause; it is empty for a word
// that is no phase.
func (p Phase) Purpose() string {
	if i := p.index(); i >= 0 {
		return phases[i].purpose
	}
	return ""
}

// Next returns the phase that follows; ok is false after Sustain.
func (p Phase) Next() (next Phase, ok bool) {
	i := p.index()
	if i < 0 || i+1 == len(phases) {
		return "", false
	}
	return phases[i+1].phase, true
}

func (p Phase) index() int { return slices.Index(Phases(), p) }

// State is where a community is in its life, and since when.
type State struct {
	Community activity.CommunityID
	Phase     Phase
	Since     time.Time
	Rev       int // how many recorded changes led here; the founding is the first
}

// Moved is the detail of a move between phases.
type Moved struct {
	From   Phase  `json:"from"`
	To     Phase  `json:"to"`
	Reason string `json:"reason" validate:"required,max=4000,prose"`
}

// FactName returns "lifecycle.moved".
func (Moved) FactName() string { return "lifecycle.moved" }

// Move moves the community on to the next phase or back to any earlier one,
// for a reason. Skipping a phase is a Precondition error.
func (s State) Move(o activity.Occasion, to Phase, reason string) (State, activity.Activity, error) {
	const op = "lifecycle.Move"
	fail := func(code fault.Code, why string) (State, activity.Activity, error) {
		return s, activity.Activity{}, fault.New(op, code, why)
	}
	if to.index() < 0 {
		return fail(fault.Invalid, fmt.Sprintf("%q is no phase; the phases are %s", to, list()))
	}
	if to == s.Phase {
		return fail(fault.Exists, fmt.Sprintf("the community is in the %s phase already", to))
	}
	if next, ok := s.Phase.Next(); ok && to.index() > next.index() {
		return fail(fault.Precondition, fmt.Sprintf("from %s a community moves on to %s first: %s", s.Phase, next, next.Purpose()))
	}
	fact := Moved{s.Phase, to, reason}
	if err := fault.Check(op, fact); err != nil {
		return s, activity.Activity{}, err
	}
	if err := o.Check(op); err != nil {
		return s, activity.Activity{}, err
	}
	a := o.Record(activity.Move, fact)
	a.Object = activity.ObjectID(o.Community)
	next, err := s.Fold(a)
	if err != nil {
		return s, activity.Activity{}, fault.In(op, err)
	}
	return next, a, nil
}

// Fold folds an activity into the state. The founding begins it in Inquire;
// activities that are no moves leave it as it is, and so do mere outlines. A
// move that cannot follow, such as one from another phase than the current
// one, gives an Invalid error.
func (s State) Fold(a activity.Activity) (State, error) {
	refuse := func(why string) (State, error) { return s, fault.New("lifecycle.Fold", fault.Invalid, why) }
	switch fact := a.Detail.(type) {
	case nil, activity.Imported:
		return s, nil
	case Moved:
		switch {
		case s.Rev == 0:
			return refuse("the community is not founded yet")
		case a.Community != s.Community:
			return refuse("the activity is another community's")
		case fact.From != s.Phase:
			return refuse("the move starts from another phase than the current one")
		case !s.Phase.leadsTo(fact.To):
			return refuse("the move skips a phase or leads nowhere")
		}
		s.Phase, s.Since = fact.To, a.At
		s.Rev++
	default:
		if a.Verb == activity.Found && s.Rev == 0 {
			s = State{Community: a.Community, Phase: Inquire, Since: a.At, Rev: 1}
		}
	}
	return s, nil
}

// leadsTo reports whether a community moves from p to another phase: on to the
// next one or back to an earlier one.
func (p Phase) leadsTo(to Phase) bool {
	i := to.index()
	return 0 <= i && i <= p.index()+1 && i != p.index()
}

func list() string {
	words := make([]string, len(phases))
	for i, p := range phases {
		words[i] = string(p.phase)
	}
	return strings.Join(words, ", ")
}
