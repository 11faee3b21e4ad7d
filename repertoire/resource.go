package repertoire

import (
	"fmt"
	"slices"
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
	Origin    Origin // where it was carried from; zero if it was made here
	Status    Status
	Life      // what has become of it since, beside its versions
	Current   Version
	Rev       int // how many recorded changes led here
}

// Life is what there is to tell of a resource beside its text.
type Life struct {
	Unpublished  bool                `json:"unpublished,omitempty"` // it has never been in use
	Credits      []activity.Person   `json:"credits,omitempty"`     // who had a part in it beside its author, in the order of their ids
	Thread       activity.QuestionID `json:"thread,omitzero"`       // the question whose thread it was made of; zero if none
	Adapted      Source              `json:"adapted_from,omitzero"`
	Endorsed     Vetting             `json:"endorsed,omitzero"`      // the latest version that the community stands up for; zero if there is none
	SupersededBy activity.ResourceID `json:"superseded_by,omitzero"` // what is to be used in its place
	Stewards     []activity.Person   `json:"stewards,omitempty"`     // who look after it, in the order of their ids
	ReviewBy     time.Time           `json:"review_by,omitzero"`     // when somebody should see whether it is still good; zero if no date is set
	ReviewDays   int                 `json:"review_days,omitempty"`  // how many days a review is good for; 0 if each names the next date
	Reviewed     Review              `json:"reviewed,omitzero"`      // the last time that somebody did; zero if nobody has
	PeerReviews  []PeerReview        `json:"peer_reviews,omitempty"` // all times that peers were asked to look at it, the first in front
}

// Vetting is that the community stands up for a version of a resource.
type Vetting struct {
	Version  int                 `json:"version"`
	By       activity.Person     `json:"by"` // who recorded it
	At       time.Time           `json:"at"`
	Proposal activity.ProposalID `json:"proposal,omitzero"` // that decided it, if one did
}

// Review is that somebody found a version of a resource still good.
type Review struct {
	Version int             `json:"version"`
	By      activity.Person `json:"by"`
	At      time.Time       `json:"at"`
}

// Origin is the resource of another community that one was carried from. A
// resource that several communities use is a boundary object (S. Star and J.
// Griesemer 1989; Wenger 1998, p. 105).
type Origin struct {
	Community activity.CommunityID `json:"community,omitzero"`
	Resource  activity.ResourceID  `json:"resource,omitzero"`
	Version   int                  `json:"version,omitempty"`   // the one that was current there
	Inherited bool                 `json:"inherited,omitempty"` // that community had handed it on; nobody carried it
}

// Source is the resource of the same community that one was adapted from.
type Source struct {
	Resource activity.ResourceID `json:"resource"`
	Version  int                 `json:"version"` // the one that was current then
}

// Draft is a resource that somebody is about to share.
type Draft struct {
	Kind   Kind   `json:"kind" validate:"required,oneof=story case tool template guideline solution term framework recording manual link"`
	Status Status `json:"status,omitempty" validate:"omitempty,oneof=draft in-use"` // how it begins; empty: in-use
	Text
	Origin     Origin              `json:"origin,omitzero"`                                          // of what comes from another community
	Adapted    Source              `json:"adapted_from,omitzero"`                                    // of what was made of another resource of this community
	Credits    []activity.Person   `json:"credits,omitempty" validate:"max=1000,unique,dive,person"` // who had a part in it beside its author
	Thread     activity.QuestionID `json:"thread,omitzero"`                                          // the question whose thread it is made of
	ReviewBy   time.Time           `json:"review_by,omitzero"`                                       // when it is to be reviewed first, or was to be; zero: after ReviewDays, if there are any
	ReviewDays int                 `json:"review_days,omitempty" validate:"min=0,max=36500"`
}

// Shared is the detail of sharing a resource.
type Shared struct{ Draft }

// ResourceKind returns what kind of resource was shared.
func (s Shared) ResourceKind() string { return string(s.Kind) }

// FactName returns "repertoire.shared".
func (Shared) FactName() string { return "repertoire.shared" }

// Share adds a resource to the repertoire, under an id of the caller's. Its author
// is not credited beside themself.
func Share(o activity.Occasion, id activity.ResourceID, d Draft) (Resource, activity.Activity, error) {
	const op = "repertoire.Share"
	if id.IsZero() {
		return Resource{}, activity.Activity{}, fault.New(op, fault.Invalid, "the resource needs an id")
	}
	beside := slices.DeleteFunc(slices.Clone(d.Credits), func(p activity.Person) bool { return p == o.Actor })
	d.Text, d.Credits, d.ReviewBy = d.clone(), credits(beside), activity.Moment(d.ReviewBy)
	a, err := about(op, o, Resource{ID: id, Current: Version{Text: d.Text}}, activity.Share, Shared{d}, d.problems(id)...)
	if err != nil {
		return Resource{}, activity.Activity{}, err
	}
	a.InReplyTo = activity.ObjectID(d.Thread)
	r, err := Resource{}.Fold(a)
	return r, a, err
}

// problems returns the bad fields of a draft that its tags do not tell.
func (d Draft) problems(id activity.ResourceID) []fault.Field {
	bad := d.Text.problems(d.Kind)
	if d.Adapted != (Source{}) {
		if d.Adapted.Resource.IsZero() || d.Adapted.Resource == id {
			bad = append(bad, fault.Field{Name: "adapted_from.resource", Problem: "must name another resource"})
		}
		if d.Adapted.Version < 1 {
			bad = append(bad, fault.Field{Name: "adapted_from.version", Problem: "must be at least 1"})
		}
	}
	if !d.ReviewBy.IsZero() && !activity.Datable(d.ReviewBy) {
		bad = append(bad, fault.Field{Name: "review_by", Problem: activity.NotDatable})
	}
	return bad
}

// hindrance returns why an activity cannot follow from the resource as it stands,
// as an error without an operation; nil if it can. Acts and Fold ask the same.
func (r Resource) hindrance(a activity.Activity) *fault.Error {
	_, changes := a.Detail.(resourceFact)
	if _, shares := a.Detail.(Shared); shares {
		if r.Rev != 0 {
			return fault.Because(fault.Exists, "the resource is shared already")
		}
		return nil
	}
	switch {
	case !changes:
		return nil
	case r.Rev == 0, a.Community != r.Community, a.Object != activity.ObjectID(r.ID):
		return fault.Because(fault.Invalid, "it is about another resource")
	}
	fact := a.Detail.(resourceFact)
	if bad := fact.hinders(r, a.Actor); bad != nil || fact.verb() == "" {
		return bad
	}
	_, bad := r.step(fact.verb())
	return bad
}

// resourceFact is the detail of an activity that changes a resource.
type resourceFact interface {
	activity.Fact
	verb() activity.Verb                                 // of its transition; empty if it can happen in any status
	hinders(r Resource, by activity.Person) *fault.Error // beside where the resource is in its life
	changes(r *Resource, a activity.Activity)            // beside its status
}

// Changes reports whether an activity changes a resource that is there.
func Changes(a activity.Activity) bool {
	_, ok := a.Detail.(resourceFact)
	return ok
}

// Fold folds an activity into the resource: those that do not change a
// resource leave it as it is. An activity that cannot follow gives an Invalid
// error.
func (r Resource) Fold(a activity.Activity) (Resource, error) {
	if bad := r.hindrance(a); bad != nil {
		return r, fault.New("repertoire.Fold", fault.Invalid, bad.Problem)
	}
	switch fact := a.Detail.(type) {
	case Shared:
		r = Resource{
			Community: a.Community, ID: activity.ResourceID(a.Object), Space: a.Space, Kind: fact.Kind,
			Author: a.Actor, SharedAt: a.At, Origin: fact.Origin, Status: InUse,
			Life:    Life{Unpublished: fact.Status == Drafted, Adapted: fact.Adapted, ReviewBy: fact.ReviewBy, ReviewDays: fact.ReviewDays, Credits: fact.Credits, Thread: fact.Thread},
			Current: Version{Number: 1, Text: fact.Text, Editor: a.Actor, At: a.At},
		}
		r.Status = r.before()
		r.nextReview(a.At)
	case resourceFact:
		before := r.Status
		if vetted, ok := fact.(WasVetted); fact.verb() != "" && (!ok || vetted.Version == r.Current.Number) {
			r.Status, _ = r.step(fact.verb())
		}
		fact.changes(&r, a)
		r.peersHear(before, a)
	default:
		return r, nil
	}
	r.Rev++
	return r, nil
}

// nextReview sets the date of the next review, if none is set, by the days for
// which one is good.
func (r *Resource) nextReview(at time.Time) {
	if r.ReviewBy.IsZero() && r.ReviewDays > 0 {
		r.ReviewBy = at.AddDate(0, 0, r.ReviewDays)
	}
}

// hasVersion returns what hinders something with a version that is not there.
func (r Resource) hasVersion(number int) *fault.Error {
	if number < 1 || number > r.Current.Number {
		return fault.Because(fault.Invalid, fmt.Sprintf("there is no version %d of the resource; name one from 1 to %d", number, r.Current.Number))
	}
	return nil
}
