package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// State is where a community is in its life, and since when.
type State struct {
	Community activity.CommunityID
	Phase     Phase
	Since     time.Time
	Course
	Rev int // how many recorded changes led here; the founding is the first
}

// Course is the way that a community's life takes: the playbook that it
// follows, and its end.
type Course struct {
	Playbook PlaybookName `json:"playbook,omitempty"` // its name; empty is that of CambridgeSuter
	Order    []Phase      `json:"order,omitempty"`    // its phases when it was adopted; none are those of CambridgeSuter
	Ended    time.Time    `json:"ended,omitzero"`     // zero while the community lives
}

// Named returns the name of the playbook that the community follows.
func (c Course) Named() PlaybookName {
	if c.Playbook == "" {
		return cambridgeSuter.Name
	}
	return c.Playbook
}

// Phases returns the phases of the playbook, in order, as it was adopted. They
// decide about moves, whatever becomes of the playbook afterwards.
func (c Course) Phases() []Phase {
	if c.Order == nil {
		return Phases()
	}
	return slices.Clone(c.Order)
}

// Next returns the phase that follows; ok is false in the last one.
func (s State) Next() (next Phase, ok bool) { return following(s.Phases(), s.Phase) }

// The details of the activities that change where a community is in its life.
type (
	// Moved is the detail of a move between phases.
	Moved struct {
		From   Phase         `json:"from"`
		To     Phase         `json:"to"`
		Reason string        `json:"reason" validate:"required,max=4000,prose"`
		Unmet  []CriterionID `json:"unmet,omitempty" validate:"max=100,unique"`             // what the phase had not left behind when the community moved on
		Lesson string        `json:"lesson,omitempty" validate:"omitempty,max=10000,prose"` // what was learned, on the way back
	}
	// Adopted is the detail of adopting a playbook.
	Adopted struct {
		Playbook PlaybookName `json:"playbook"`
		Phases   []Phase      `json:"phases" validate:"min=1,max=50,unique"`
		Phase    Phase        `json:"phase"` // where in it the community is
		Reason   string       `json:"reason" validate:"required,max=4000,prose"`
	}
)

// FactName returns "lifecycle.moved".
func (Moved) FactName() string { return "lifecycle.moved" }

// FactName returns "lifecycle.adopted".
func (Adopted) FactName() string { return "lifecycle.adopted" }

// Move moves the community on to the next phase or back to any earlier one,
// for a reason. Skipping a phase is a Precondition error.
func (s State) Move(o activity.Occasion, to Phase, reason string) (State, activity.Activity, error) {
	return s.move("lifecycle.Move", o, Moved{From: s.Phase, To: to, Reason: reason})
}

// MoveReviewed is Move with the gate of the current phase as it was reviewed:
// what it finds unmet is recorded with a move onwards.
func (s State) MoveReviewed(o activity.Occasion, g Gate, to Phase, reason string) (State, activity.Activity, error) {
	fact := Moved{From: s.Phase, To: to, Reason: reason}
	if next, ok := s.Next(); ok && to == next && g.Phase == s.Phase {
		fact.Unmet = g.Unmet()
	}
	return s.move("lifecycle.Move", o, fact)
}

// Advance moves the community on to the next phase. Where the gate is met, it
// needs no reason of its own. Against the review it needs one, and what is not
// met is recorded with it: it is a Precondition error without a reason, in the
// last phase, and for the gate of another phase.
func (s State) Advance(o activity.Occasion, g Gate, reason string) (State, activity.Activity, error) {
	const op = "lifecycle.Advance"
	fail := func(why string) (State, activity.Activity, error) {
		return s, activity.Activity{}, fault.New(op, fault.Precondition, why)
	}
	next, ok := s.Next()
	switch {
	case s.Rev > 0 && !ok:
		return fail(fmt.Sprintf("%s is the last phase; a community goes back from it to an earlier one, or ends", s.Phase))
	case g.Phase != s.Phase:
		return fail(fmt.Sprintf("the gate is that of %s, and the community is in %s; review it again", g.Phase, s.Phase))
	case reason == "" && !g.Met():
		return fail("the review finds unmet: " + g.missing() + "; see to these, or give a reason to move on without them")
	case reason == "":
		reason = fmt.Sprintf("%s has left behind what it should", g.Title)
	}
	return s.move(op, o, Moved{From: s.Phase, To: next, Reason: reason, Unmet: g.Unmet()})
}

// Return moves the community back to an earlier phase, with what was learned:
// to Design, say, or from the last phase to the first one, which renews it.
func (s State) Return(o activity.Occasion, to Phase, reason, lesson string) (State, activity.Activity, error) {
	const op = "lifecycle.Return"
	if order := s.Phases(); slices.Index(order, to) > slices.Index(order, s.Phase) {
		return s, activity.Activity{}, fault.New(op, fault.Precondition, fmt.Sprintf("%s comes behind %s; to move on, advance", to, s.Phase))
	}
	var bad []fault.Field
	if lesson == "" {
		bad = append(bad, fault.Field{Name: "lesson", Problem: "is required: what was learned that leads back"})
	}
	return s.move(op, o, Moved{From: s.Phase, To: to, Reason: reason, Lesson: lesson}, bad...)
}

// Adopt lets the community follow a playbook from now on, for a reason. At is
// where in it the community is; empty if the playbook itself tells (see
// Playbook.Place). That the map changes moves nobody: Since stays as it is. It
// is a Precondition error if nothing would change.
func (s State) Adopt(o activity.Occasion, p Playbook, at Phase, reason string) (State, activity.Activity, error) {
	const op = "lifecycle.Adopt"
	if err := p.Check(); err != nil {
		return s, activity.Activity{}, fault.In(op, err)
	}
	if at == "" {
		at, _ = p.Place(s.Phase)
	}
	if at == "" {
		return s, activity.Activity{}, fault.New(op, fault.Invalid,
			fmt.Sprintf("no phase of %s stands for %s; say which of these the community is in: %s", p.Name, s.Phase, list(p.Order())))
	}
	a := o.Record(activity.Adopt, Adopted{Playbook: p.Name, Phases: p.Order(), Phase: at, Reason: reason})
	a.Object = activity.ObjectID(o.Community)
	return record(op, o, s, a)
}

func (s State) move(op string, o activity.Occasion, fact Moved, more ...fault.Field) (State, activity.Activity, error) {
	for i, id := range fact.Unmet {
		more = append(more, fault.Slug(fmt.Sprintf("unmet[%d]", i), id)...)
	}
	a := o.Record(activity.Move, fact)
	a.Object = activity.ObjectID(o.Community)
	return record(op, o, s, a, more...)
}

// Fold folds an activity into the state. The founding begins it in Inquire,
// and the end of the community ends it; activities that are no moves leave it as
// it is, and so do mere outlines. A move that cannot follow, such as one from
// another phase than the current one, gives an Invalid error.
func (s State) Fold(a activity.Activity) (State, error) {
	if bad := s.hindrance(a); bad != nil {
		return s, refused(bad)
	}
	switch fact := a.Detail.(type) {
	case nil, activity.Imported:
		return s, nil
	case Moved:
		s.Phase, s.Since = fact.To, a.At
	case Adopted:
		s.Playbook, s.Order, s.Phase = fact.Playbook, slices.Clone(fact.Phases), fact.Phase
	default:
		switch {
		case a.Verb == activity.Found && s.Rev == 0:
			s = State{Community: a.Community, Phase: Inquire, Since: a.At}
		case a.Detail.FactName() == ended && s.Rev > 0 && s.Ended.IsZero():
			s.Ended = a.At
		default:
			return s, nil
		}
	}
	s.Rev++
	return s, nil
}

// ended names the detail of the end of a community, whose type is another
// package's.
const ended = "cop.ended"

func (s State) hindrance(a activity.Activity) *fault.Error {
	switch fact := a.Detail.(type) {
	case Moved:
		if bad := s.alive(a); bad != nil {
			return bad
		}
		return s.cannotMove(fact)
	case Adopted:
		switch {
		case !fault.IsSlug(string(fact.Playbook)):
			return fault.Because(fault.Invalid, "the playbook's name "+fault.NotSlug)
		case slices.ContainsFunc(fact.Phases, func(p Phase) bool { return !fault.IsSlug(string(p)) }):
			return fault.Because(fault.Invalid, "each phase "+fault.NotSlug)
		case !slices.Contains(fact.Phases, fact.Phase):
			return fault.Because(fault.Invalid, fmt.Sprintf("%q is no phase of the playbook; its phases are %s", fact.Phase, list(fact.Phases)))
		}
		if bad := s.alive(a); bad != nil {
			return bad
		}
		if s.Named() == fact.Playbook && slices.Equal(s.Phases(), fact.Phases) && s.Phase == fact.Phase {
			return fault.Because(fault.Precondition, "the community follows that playbook already, and is in that phase of it")
		}
	}
	return nil
}

// alive returns what hinders any change of the life.
func (s State) alive(a activity.Activity) *fault.Error {
	switch {
	case s.Rev == 0:
		return fault.Because(fault.Invalid, "the community is not founded yet")
	case a.Community != s.Community:
		return fault.Because(fault.Invalid, "the activity is another community's")
	case !s.Ended.IsZero():
		return fault.Because(fault.Precondition, "the community has ended; its life goes nowhere any more")
	}
	return nil
}

// cannotMove returns what hinders a move: a community moves on to the next phase,
// or back to an earlier one.
func (s State) cannotMove(m Moved) *fault.Error {
	order := s.Phases()
	here, there := slices.Index(order, s.Phase), slices.Index(order, m.To)
	switch {
	case m.From != s.Phase:
		return fault.Because(fault.Invalid, "the move starts from another phase than the current one")
	case there < 0:
		return fault.Because(fault.Invalid, fmt.Sprintf("%q is no phase; the phases are %s", m.To, list(order)))
	case there == here:
		return fault.Because(fault.Exists, fmt.Sprintf("the community is in the %s phase already", m.To))
	case there > here+1:
		next := order[here+1]
		why := fmt.Sprintf("from %s a community moves on to %s first", s.Phase, next)
		if s.Named() == cambridgeSuter.Name {
			why += ": " + next.Purpose()
		}
		return fault.Because(fault.Precondition, why)
	}
	return nil
}

func list(phases []Phase) string {
	words := make([]string, len(phases))
	for i, p := range phases {
		words[i] = string(p)
	}
	return strings.Join(words, ", ")
}
