package repertoire

import (
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// The details of the activities that say who looks after a resource.
type (
	// WasTakenOn is the detail of taking a resource into one's care.
	WasTakenOn struct {
		Note string `json:"note,omitempty" validate:"omitempty,max=1000,prose"`
	}
	// WasGivenUp is the detail of the end of somebody's stewardship.
	WasGivenUp struct {
		Steward activity.Person `json:"steward" validate:"person"`
		Reason  string          `json:"reason,omitempty" validate:"omitempty,max=1000,prose"`
	}
)

// FactName returns "repertoire.taken-on".
func (WasTakenOn) FactName() string { return "repertoire.taken-on" }

// FactName returns "repertoire.given-up".
func (WasGivenUp) FactName() string { return "repertoire.given-up" }

func (WasTakenOn) verb() activity.Verb { return "" }
func (WasGivenUp) verb() activity.Verb { return "" }

func (WasTakenOn) hinders(r Resource, by activity.Person) *fault.Error {
	if r.Stewarded(by) {
		return because(fault.Exists, "you steward the resource already")
	}
	return nil
}

func (f WasGivenUp) hinders(r Resource, _ activity.Person) *fault.Error {
	if !r.Stewarded(f.Steward) {
		return because(fault.Precondition, "this person does not steward the resource")
	}
	return nil
}

func (WasTakenOn) changes(r *Resource, a activity.Activity) {
	at, _ := slices.BinarySearch(r.Stewards, a.Actor)
	r.Stewards = slices.Insert(slices.Clone(r.Stewards), at, a.Actor)
}

func (f WasGivenUp) changes(r *Resource, _ activity.Activity) {
	var left []activity.Person
	for _, p := range r.Stewards {
		if p != f.Steward {
			left = append(left, p)
		}
	}
	r.Stewards = left
}

// Stewarded reports whether a person looks after the resource.
func (r Resource) Stewarded(p activity.Person) bool {
	_, ok := slices.BinarySearch(r.Stewards, p)
	return ok
}

// TakeOn takes the resource into the actor's care: a steward sees to it that it
// stays good, and answers for it when it has gone stale. Nobody is made one by
// somebody else.
func (r Resource) TakeOn(o activity.Occasion, note string) (Resource, activity.Activity, error) {
	return r.record("repertoire.TakeOn", o, activity.Steward, WasTakenOn{note})
}

// GiveUp ends somebody's stewardship, the actor's own or another's.
func (r Resource) GiveUp(o activity.Occasion, steward activity.Person, reason string) (Resource, activity.Activity, error) {
	return r.record("repertoire.GiveUp", o, activity.Unsteward, WasGivenUp{steward, reason})
}
