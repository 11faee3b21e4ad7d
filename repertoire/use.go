package repertoire

import (
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Reuse is one use that somebody made of a resource, and what came of it.
type Reuse struct {
	Community activity.CommunityID
	Resource  activity.ResourceID
	ID        activity.ID // of the activity that records it
	Person    activity.Person
	At        time.Time
	Reused
}

// Reused is the detail of a reuse.
type Reused struct {
	Version int     `json:"version" validate:"min=1"` // which version was used
	Outcome Outcome `json:"outcome" validate:"required,oneof=worked worked-in-part did-not-work"`
	For     string  `json:"for,omitempty" validate:"omitempty,max=1000,prose"`  // what it was used for
	Note    string  `json:"note,omitempty" validate:"omitempty,max=4000,prose"` // what was learned
}

// Outcome is what came of using a resource.
type Outcome string

// The outcomes. That something did not work is worth knowing too.
const (
	Worked       Outcome = "worked"
	WorkedInPart Outcome = "worked-in-part"
	DidNotWork   Outcome = "did-not-work"
)

// Endorsement is one person's standing up for a version of a resource.
type Endorsement struct {
	Community activity.CommunityID
	Resource  activity.ResourceID
	Person    activity.Person
	At        time.Time
	Endorsed
}

// Endorsed is the detail of an endorsement.
type Endorsed struct {
	Version int `json:"version" validate:"min=1"`
}

// FactName returns "repertoire.reused".
func (Reused) FactName() string { return "repertoire.reused" }

// FactName returns "repertoire.endorsed".
func (Endorsed) FactName() string { return "repertoire.endorsed" }

// Reuse records that the actor used the resource's current version. A retired
// resource can still be reused: what came of it is worth knowing.
func (r Resource) Reuse(o activity.Occasion, outcome Outcome, note string) (Reuse, activity.Activity, error) {
	return r.ReuseFor(o, "", outcome, note)
}

// ReuseFor is Reuse that says what the resource was used for.
func (r Resource) ReuseFor(o activity.Occasion, purpose string, outcome Outcome, note string) (Reuse, activity.Activity, error) {
	a, err := about("repertoire.Reuse", o, r, activity.Reuse, Reused{r.Current.Number, outcome, purpose, note})
	if err != nil {
		return Reuse{}, activity.Activity{}, err
	}
	u, _ := ReuseOf(a)
	return u, a, nil
}

// ReuseOf returns the reuse that an activity records; ok is false if it
// records none.
func ReuseOf(a activity.Activity) (u Reuse, ok bool) {
	fact, ok := a.Detail.(Reused)
	if !ok {
		return Reuse{}, false
	}
	return Reuse{
		Community: a.Community, Resource: activity.ResourceID(a.Object), ID: a.ID,
		Person: a.Actor, At: a.At, Reused: fact,
	}, true
}

// Endorse records that the actor stands up for the resource's current version.
// Before is their endorsement so far (zero if there is none): endorsing the
// same version twice is an Exists error, a later one moves the endorsement.
func (r Resource) Endorse(o activity.Occasion, before Endorsement) (Endorsement, activity.Activity, error) {
	const op = "repertoire.Endorse"
	fail := func(code fault.Code, why string) (Endorsement, activity.Activity, error) {
		return before, activity.Activity{}, fault.New(op, code, why)
	}
	switch {
	case r.Status == Retired:
		return fail(fault.Precondition, "the resource is retired")
	case r.Author == o.Actor:
		return fail(fault.Precondition, "you shared it; an endorsement is another member's")
	case before.Version == r.Current.Number:
		return fail(fault.Exists, "you endorsed this version already")
	}
	a, err := about(op, o, r, activity.Endorse, Endorsed{r.Current.Number})
	if err != nil {
		return before, activity.Activity{}, err
	}
	e, _ := EndorsementOf(a)
	return e, a, nil
}

// EndorsementOf returns the endorsement that an activity records; ok is false
// if it records none.
func EndorsementOf(a activity.Activity) (e Endorsement, ok bool) {
	fact, ok := a.Detail.(Endorsed)
	if !ok {
		return Endorsement{}, false
	}
	return Endorsement{
		Community: a.Community, Resource: activity.ResourceID(a.Object),
		Person: a.Actor, At: a.At, Endorsed: fact,
	}, true
}
