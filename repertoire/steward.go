package repertoire

import (
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// The details of the activities that say who looks after a resource.
type (
	// WasEntrusted is the detail of giving a resource into somebody's care, or of
	// taking it into one's own.
	WasEntrusted struct {
		Steward activity.Person `json:"steward" validate:"person"`
		Note    string          `json:"note,omitempty" validate:"omitempty,max=1000,prose"`
	}
	// WasGivenUp is the detail of the end of somebody's stewardship.
	WasGivenUp struct {
		Steward activity.Person `json:"steward" validate:"person"`
		Reason  string          `json:"reason,omitempty" validate:"omitempty,max=1000,prose"`
	}
)

// FactName returns "repertoire.entrusted".
func (WasEntrusted) FactName() string { return "repertoire.entrusted" }

// FactName returns "repertoire.given-up".
func (WasGivenUp) FactName() string { return "repertoire.given-up" }

func (WasEntrusted) verb() activity.Verb { return "" }
func (WasGivenUp) verb() activity.Verb   { return "" }

func (f WasEntrusted) hinders(r Resource, _ activity.Person) *fault.Error {
	if r.Stewarded(f.Steward) {
		return fault.Because(fault.Exists, "this person stewards the resource already")
	}
	return nil
}

func (f WasGivenUp) hinders(r Resource, _ activity.Person) *fault.Error {
	if !r.Stewarded(f.Steward) {
		return fault.Because(fault.Precondition, "this person does not steward the resource")
	}
	return nil
}

func (f WasEntrusted) changes(r *Resource, _ activity.Activity) {
	at, _ := slices.BinarySearch(r.Stewards, f.Steward)
	r.Stewards = slices.Insert(slices.Clone(r.Stewards), at, f.Steward)
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

// Entrust gives the resource into somebody's care, the actor's own or another's: a
// steward sees to it that it stays good, and is asked when it has gone stale.
func (r Resource) Entrust(o activity.Occasion, steward activity.Person, note string) (Resource, activity.Activity, error) {
	next, a, err := r.record("repertoire.Entrust", o, activity.Steward, WasEntrusted{steward, note})
	return next, directed(a, steward), err
}

// GiveUp ends somebody's stewardship, the actor's own or another's.
func (r Resource) GiveUp(o activity.Occasion, steward activity.Person, reason string) (Resource, activity.Activity, error) {
	next, a, err := r.record("repertoire.GiveUp", o, activity.Unsteward, WasGivenUp{steward, reason})
	return next, directed(a, steward), err
}

// directed returns an activity as one that is directed at a person, if there is
// one.
func directed(a activity.Activity, to activity.Person) activity.Activity {
	if a.Detail != nil {
		a.To = to
	}
	return a
}
