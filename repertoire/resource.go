package repertoire

import (
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Resource is one element of the shared repertoire, with its current version.
type Resource struct {
	Community activity.CommunityID
	ID        activity.ResourceID
	Space     activity.SpaceID
	Kind      Kind
	Author    activity.Person // who shared it
	SharedAt  time.Time
	Origin    Origin              // where it was carried from; zero if it was made here
	Credits   []activity.Person   // who had a part in it beside its author, in the order of their ids
	Thread    activity.QuestionID // the question whose thread it was made of; zero if none
	Status    Status
	Current   Version
	Rev       int // how many recorded changes led here
}

// Version is one state of a resource's text. Every version is kept.
type Version struct {
	Number int // 1, 2, 3, …
	Text
	Editor activity.Person
	At     time.Time
	Note   string // why it was written; empty for the first
}

// Text is what a version of a resource says.
type Text struct {
	Title  string   `json:"title" validate:"required,max=300,line"`
	Body   string   `json:"body" validate:"required,max=1000000,prose"`
	Topics []string `json:"topics,omitempty" validate:"max=100,unique,dive,topic"`
}

// Kind is what kind of resource it is.
type Kind string

// The kinds.
const (
	Story     Kind = "story"     // what happened to somebody, and what it taught
	Case      Kind = "case"      // a situation worked through
	Tool      Kind = "tool"      // something to work with
	Template  Kind = "template"  // something to start from
	Guideline Kind = "guideline" // how it is done here
)

// Status is whether a resource is in use.
type Status string

// The statuses.
const (
	InUse   Status = "in-use"
	Retired Status = "retired"
)

// Draft is a resource that somebody is about to share.
type Draft struct {
	Kind Kind `json:"kind" validate:"required,oneof=story case tool template guideline"`
	Text
	Origin  Origin              `json:"origin,omitzero"`                                          // of what comes from another community
	Credits []activity.Person   `json:"credits,omitempty" validate:"max=1000,unique,dive,person"` // who had a part in it beside its author
	Thread  activity.QuestionID `json:"thread,omitzero"`                                          // the question whose thread it is made of
}

// Origin is the resource of another community that one was carried from. A
// resource that several communities use is a boundary object (S. Star and J.
// Griesemer 1989; Wenger 1998, p. 105).
type Origin struct {
	Community activity.CommunityID `json:"community,omitzero"`
	Resource  activity.ResourceID  `json:"resource,omitzero"`
	Version   int                  `json:"version,omitempty"` // the one that was current there
}

// Edit is a new version that somebody is about to write, over the one they
// have read.
type Edit struct {
	Base int `json:"base" validate:"min=1"` // the number of the version that was read
	Text
	Note string `json:"note" validate:"required,max=1000,prose"` // why
}

// The details of the activities that change a resource.
type (
	// Shared is the detail of sharing a resource.
	Shared struct{ Draft }
	// Revised is the detail of a new version.
	Revised struct{ Edit }
	// WasRetired is the detail of taking a resource out of use.
	WasRetired struct {
		Reason string `json:"reason" validate:"required,max=1000,prose"`
	}
)

// ResourceKind returns what kind of resource was shared.
func (s Shared) ResourceKind() string { return string(s.Kind) }

// FactName returns "repertoire.shared".
func (Shared) FactName() string { return "repertoire.shared" }

// FactName returns "repertoire.revised".
func (Revised) FactName() string { return "repertoire.revised" }

// FactName returns "repertoire.retired".
func (WasRetired) FactName() string { return "repertoire.retired" }

// Share adds a resource to the repertoire, under an id of the caller's.
func Share(o activity.Occasion, id activity.ResourceID, d Draft) (Resource, activity.Activity, error) {
	const op = "repertoire.Share"
	if id.IsZero() {
		return Resource{}, activity.Activity{}, fault.New(op, fault.Invalid, "the resource needs an id")
	}
	d.Text, d.Credits = d.clone(), credits(d.Credits)
	a, err := about(op, o, Resource{ID: id, Current: Version{Text: d.Text}}, activity.Share, Shared{d})
	if err != nil {
		return Resource{}, activity.Activity{}, err
	}
	a.InReplyTo = activity.ObjectID(d.Thread)
	r, err := Resource{}.Fold(a)
	return r, a, err
}

// Revise writes a new version. It is a Conflict if the edit is not based on
// the current one: somebody else has revised the resource meanwhile.
func (r Resource) Revise(o activity.Occasion, e Edit) (Resource, activity.Activity, error) {
	const op = "repertoire.Revise"
	if err := r.inUse(op); err != nil {
		return r, activity.Activity{}, err
	}
	if e.Base > 0 && e.Base != r.Current.Number {
		return r, activity.Activity{}, fault.New(op, fault.Conflict,
			fmt.Sprintf("the edit is based on version %d, but version %d is current; read that and revise it", e.Base, r.Current.Number))
	}
	e.Text = e.clone()
	revised := r
	revised.Current.Text = e.Text
	next, a, err := revised.record(op, o, activity.Revise, Revised{e})
	if err != nil {
		return r, activity.Activity{}, err
	}
	return next, a, nil
}

// Retire takes the resource out of use, for a reason. It stays readable.
func (r Resource) Retire(o activity.Occasion, reason string) (Resource, activity.Activity, error) {
	const op = "repertoire.Retire"
	if err := r.inUse(op); err != nil {
		return r, activity.Activity{}, err
	}
	return r.record(op, o, activity.Retire, WasRetired{reason})
}

func (r Resource) inUse(op string) error {
	if r.Status == Retired {
		return fault.New(op, fault.Precondition, "the resource is retired; share a new one")
	}
	return nil
}

// record makes the activity and the resource that it leads to.
func (r Resource) record(op string, o activity.Occasion, verb activity.Verb, detail activity.Fact) (Resource, activity.Activity, error) {
	a, err := about(op, o, r, verb, detail)
	if err != nil {
		return r, activity.Activity{}, err
	}
	next, err := r.Fold(a)
	if err != nil {
		return r, activity.Activity{}, fault.In(op, err)
	}
	return next, a, nil
}

// about makes the activity that records an act on a resource.
func about(op string, o activity.Occasion, r Resource, verb activity.Verb, detail activity.Fact) (activity.Activity, error) {
	if err := o.Check(op); err != nil {
		return activity.Activity{}, err
	}
	if verb != activity.Share && o.Community != r.Community {
		return activity.Activity{}, fault.New(op, fault.Invalid, "the resource is another community's")
	}
	if err := fault.Check(op, detail); err != nil {
		return activity.Activity{}, err
	}
	a := o.Record(verb, detail)
	a.Object, a.Thread = activity.ObjectID(r.ID), activity.ObjectID(r.ID)
	a.Topics = append([]string(nil), r.Current.Topics...)
	if verb != activity.Share {
		a.InReplyTo, a.To, a.Space = a.Object, r.Author, r.Space
	}
	return a, nil
}

// Fold folds an activity into the resource: those that do not change a
// resource leave it as it is. An activity that cannot follow gives an Invalid
// error.
func (r Resource) Fold(a activity.Activity) (Resource, error) {
	refuse := func(why string) (Resource, error) { return r, fault.New("repertoire.Fold", fault.Invalid, why) }
	own := r.Status == InUse && a.Community == r.Community && a.Object == activity.ObjectID(r.ID)
	switch fact := a.Detail.(type) {
	case Shared:
		if r.Rev != 0 {
			return refuse("the resource is shared already")
		}
		r = Resource{
			Community: a.Community, ID: activity.ResourceID(a.Object), Space: a.Space, Kind: fact.Kind,
			Author: a.Actor, SharedAt: a.At, Origin: fact.Origin, Credits: fact.Credits, Thread: fact.Thread, Status: InUse,
			Current: Version{Number: 1, Text: fact.Text, Editor: a.Actor, At: a.At},
		}
	case Revised:
		if !own || fact.Base != r.Current.Number {
			return refuse("the version does not follow the current one of a resource in use")
		}
		r.Current = Version{Number: fact.Base + 1, Text: fact.Text, Editor: a.Actor, At: a.At, Note: fact.Note}
	case WasRetired:
		if !own {
			return refuse("this is not a resource in use")
		}
		r.Status = Retired
	default:
		return r, nil
	}
	r.Rev++
	return r, nil
}

// clone returns a copy that shares nothing with the caller's value, in the one
// form that storage gives back: no topics are nil.
func (t Text) clone() Text {
	t.Topics = append([]string(nil), t.Topics...)
	return t
}
