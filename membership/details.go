package membership

import (
	"cmp"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Details is what a membership holds beside how the person stands and their
// roles. What ends with a membership is gone from it; what somebody has done
// (their first steps, their welcome) stays.
type Details struct {
	Terms       []Term          `json:"terms,omitempty"`       // of the roles that end by themselves, in alphabetical order of the roles
	Roster      string          `json:"roster,omitempty"`      // the list by which they came, or from which they vanished; see PlanRoster
	Mentor      activity.Person `json:"mentor,omitempty"`      // who guides them; empty if nobody
	MentorSince time.Time       `json:"mentor_since,omitzero"` // when this pairing began
	WelcomedBy  activity.Person `json:"welcomed_by,omitempty"` // who was the first to greet them
	WelcomedAt  time.Time       `json:"welcomed_at,omitzero"`  // when that was
	Past        []Spell         `json:"past,omitempty"`        // when they were a member before, in that order
	Steps       []StepTaken     `json:"steps,omitempty"`       // the first steps that they have taken, in that order
	Erased      bool            `json:"erased,omitempty"`      // nothing can follow any more; see Erase
}

// Term says until when a member holds a role.
type Term struct {
	Role  Role      `json:"role"`
	Until time.Time `json:"until"` // at that time it has ended
}

// StepTaken is a first step that a member has taken.
type StepTaken struct {
	Step string    `json:"step"` // its key in the guide
	At   time.Time `json:"at"`
}

// On returns the membership as it is at a time: without the roles whose term
// has ended by then. Nothing is recorded when a term runs out, so ask On before
// asking Has. It is for looking at: acts and Fold take the membership as it was
// recorded.
func (m Member) On(at time.Time) Member {
	over := func(t Term) bool { return !t.Until.After(at) }
	if !slices.ContainsFunc(m.Terms, over) {
		return m
	}
	for _, t := range m.Terms {
		if over(t) {
			m = m.without(t.Role)
		}
	}
	return m
}

// term returns until when the member holds a role; zero if the end is open, or
// if they do not hold it.
func (m Member) term(role Role) time.Time {
	for _, t := range m.Terms {
		if t.Role == role {
			return t.Until
		}
	}
	return time.Time{}
}

// with returns the membership with a role, until a time or, if that is zero,
// without an end.
func (m Member) with(role Role, until time.Time) Member {
	m = m.without(role)
	m.Roles = append(slices.Clone(m.Roles), role)
	slices.Sort(m.Roles)
	if !until.IsZero() {
		m.Terms = append(slices.Clone(m.Terms), Term{role, until})
		slices.SortFunc(m.Terms, func(a, b Term) int { return cmp.Compare(a.Role, b.Role) })
	}
	return m
}

// without returns the membership without a role.
func (m Member) without(role Role) Member {
	m.Roles = except(m.Roles, func(r Role) bool { return r == role })
	m.Terms = except(m.Terms, func(t Term) bool { return t.Role == role })
	return m
}

// except returns a copy of a list without some of its entries; nil if none is
// left.
func except[T any](list []T, drop func(T) bool) []T {
	var rest []T
	for _, v := range list {
		if !drop(v) {
			rest = append(rest, v)
		}
	}
	return rest
}

// step reports whether the member has taken a first step.
func (m Member) step(key string) bool {
	return slices.ContainsFunc(m.Steps, func(d StepTaken) bool { return d.Step == key })
}
