package repertoire

import (
	"fmt"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// The details of the activities that lead a resource through its life.
type (
	// WasSubmitted is the detail of asking peers for a review.
	WasSubmitted struct {
		Note string `json:"note,omitempty" validate:"omitempty,max=1000,prose"` // what to look at
	}
	// WasSentBack is the detail of what a review found wanting.
	WasSentBack struct {
		Reason string `json:"reason" validate:"required,max=1000,prose"`
	}
	// WasPublished is the detail of bringing a resource into use.
	WasPublished struct {
		Note string `json:"note,omitempty" validate:"omitempty,max=1000,prose"`
	}
	// WasVetted is the detail of the community's endorsement.
	WasVetted struct {
		Version  int                 `json:"version" validate:"min=1"`
		Reason   string              `json:"reason" validate:"required,max=1000,prose"`
		Proposal activity.ProposalID `json:"proposal,omitzero"` // that decided it, if one did
	}
	// WasSuperseded is the detail of putting another resource in the place of one.
	WasSuperseded struct {
		By     activity.ResourceID `json:"by" validate:"required"`
		Reason string              `json:"reason" validate:"required,max=1000,prose"`
	}
	// WasRetired is the detail of taking a resource out of use.
	WasRetired struct {
		Reason string `json:"reason" validate:"required,max=1000,prose"`
	}
	// WasRevived is the detail of bringing back what was out of use.
	WasRevived struct {
		Reason string `json:"reason" validate:"required,max=1000,prose"`
	}
	// WasReaffirmed is the detail of finding a resource still good.
	WasReaffirmed struct {
		Version int       `json:"version" validate:"min=1"` // which version was looked at
		Note    string    `json:"note,omitempty" validate:"omitempty,max=1000,prose"`
		Next    time.Time `json:"next,omitzero"`                             // when to look again; zero: after as many days as a review is good for
		Days    int       `json:"days,omitempty" validate:"min=0,max=36500"` // for how many days a review is good from now on; 0: as before
	}
)

// FactName returns "repertoire.submitted".
func (WasSubmitted) FactName() string { return "repertoire.submitted" }

// FactName returns "repertoire.sent-back".
func (WasSentBack) FactName() string { return "repertoire.sent-back" }

// FactName returns "repertoire.published".
func (WasPublished) FactName() string { return "repertoire.published" }

// FactName returns "repertoire.vetted".
func (WasVetted) FactName() string { return "repertoire.vetted" }

// FactName returns "repertoire.superseded".
func (WasSuperseded) FactName() string { return "repertoire.superseded" }

// FactName returns "repertoire.retired".
func (WasRetired) FactName() string { return "repertoire.retired" }

// FactName returns "repertoire.revived".
func (WasRevived) FactName() string { return "repertoire.revived" }

// FactName returns "repertoire.reaffirmed".
func (WasReaffirmed) FactName() string { return "repertoire.reaffirmed" }

func (WasSubmitted) verb() activity.Verb  { return activity.Submit }
func (WasSentBack) verb() activity.Verb   { return activity.SendBack }
func (WasPublished) verb() activity.Verb  { return activity.Publish }
func (WasVetted) verb() activity.Verb     { return activity.Vet }
func (WasSuperseded) verb() activity.Verb { return activity.Supersede }
func (WasRetired) verb() activity.Verb    { return activity.Retire }
func (WasRevived) verb() activity.Verb    { return activity.Revive }
func (WasReaffirmed) verb() activity.Verb { return activity.Reaffirm }

func (WasSubmitted) hinders(Resource, activity.Person) *fault.Error { return nil }
func (WasSentBack) hinders(Resource, activity.Person) *fault.Error  { return nil }
func (WasPublished) hinders(Resource, activity.Person) *fault.Error { return nil }
func (WasRetired) hinders(Resource, activity.Person) *fault.Error   { return nil }
func (WasRevived) hinders(Resource, activity.Person) *fault.Error   { return nil }

func (f WasVetted) hinders(r Resource, by activity.Person) *fault.Error {
	if by == r.Author && f.Proposal.IsZero() {
		return fault.Because(fault.Precondition, "you shared it; whether the community stands up for it is for others to say, or for all: propose it")
	}
	if bad := r.hasVersion(f.Version); bad != nil {
		return bad
	}
	again := r.Status != Vetted && f.Version == r.Current.Number // it has been out of use since
	if f.Version <= r.Endorsed.Version && !again {
		return fault.Because(fault.Exists, fmt.Sprintf("version %d of the resource is endorsed already", r.Endorsed.Version))
	}
	return nil
}

func (f WasSuperseded) hinders(r Resource, _ activity.Person) *fault.Error {
	if f.By == r.ID {
		return fault.Because(fault.Invalid, "a resource is superseded by another one")
	}
	return nil
}

func (f WasReaffirmed) hinders(r Resource, _ activity.Person) *fault.Error {
	if _, bad := r.step(activity.Reaffirm); bad == nil && f.Version != r.Current.Number {
		return fault.Because(fault.Conflict, fmt.Sprintf("version %d is current; read that, and say whether it is still good", r.Current.Number))
	}
	return nil
}

func (WasSubmitted) changes(*Resource, activity.Activity)     {}
func (WasSentBack) changes(*Resource, activity.Activity)      {}
func (WasPublished) changes(r *Resource, _ activity.Activity) { r.Unpublished = false }
func (WasRetired) changes(*Resource, activity.Activity)       {}
func (WasRevived) changes(r *Resource, _ activity.Activity)   { r.SupersededBy = activity.ResourceID{} }

// The endorsement of a version that is not the current one any more leaves the
// resource where it is.
func (f WasVetted) changes(r *Resource, a activity.Activity) {
	r.Endorsed = Vetting{f.Version, a.Actor, a.At, f.Proposal}
	r.Unpublished = r.Unpublished && f.Version != r.Current.Number
}

func (f WasSuperseded) changes(r *Resource, _ activity.Activity) {
	r.SupersededBy, r.Unpublished = f.By, false
}

func (f WasReaffirmed) changes(r *Resource, a activity.Activity) {
	r.Reviewed = Review{f.Version, a.Actor, a.At}
	if f.Days > 0 {
		r.ReviewDays = f.Days
	}
	r.ReviewBy = f.Next
	r.nextReview(a.At)
}

// Submit asks peers for a review; a note says what to look at.
func (r Resource) Submit(o activity.Occasion, note string) (Resource, activity.Activity, error) {
	return r.record("repertoire.Submit", o, activity.Submit, WasSubmitted{note})
}

// SendBack says what a review found wanting. The resource goes back to where it
// was: it is a draft again if it has never been in use, and in use otherwise.
func (r Resource) SendBack(o activity.Occasion, reason string) (Resource, activity.Activity, error) {
	return r.record("repertoire.SendBack", o, activity.SendBack, WasSentBack{reason})
}

// Publish brings a draft, or what is in review, into use.
func (r Resource) Publish(o activity.Occasion, note string) (Resource, activity.Activity, error) {
	return r.record("repertoire.Publish", o, activity.Publish, WasPublished{note})
}

// Vet records that the community stands up for a version, for a reason; proposal
// is the one that decided it, zero if none did. If that version is the current
// one, the resource is endorsed. If it has been revised meanwhile it stays what it
// is, and the version endorsed stays known and readable.
// Errors: Invalid for a version that is not there; Exists if that version, or a
// later one, is endorsed; Precondition for who shared it, unless it was decided.
func (r Resource) Vet(o activity.Occasion, version int, reason string, proposal activity.ProposalID) (Resource, activity.Activity, error) {
	return r.record("repertoire.Vet", o, activity.Vet, WasVetted{version, reason, proposal})
}

// Supersede puts another resource of the community in the place of this one, for
// a reason. That one has to be in use, or on its way there.
func (r Resource) Supersede(o activity.Occasion, with Resource, reason string) (Resource, activity.Activity, error) {
	const op = "repertoire.Supersede"
	next, a, err := r.record(op, o, activity.Supersede, WasSuperseded{with.ID, reason})
	switch {
	case err != nil:
		return r, activity.Activity{}, err
	case with.Community != r.Community:
		err = fault.New(op, fault.Invalid, "a resource is superseded by one of the same community; carry the other one here first")
	case !slices.Contains([]Status{InReview, InUse, Vetted}, with.Status):
		err = fault.New(op, fault.Precondition, fmt.Sprintf("the resource that is to be used in its place is %s; bring it into use first", with.Status))
	default:
		return next, a, nil
	}
	return r, activity.Activity{}, err
}

// Retire takes the resource out of use, for a reason. It stays readable.
func (r Resource) Retire(o activity.Occasion, reason string) (Resource, activity.Activity, error) {
	return r.record("repertoire.Retire", o, activity.Retire, WasRetired{reason})
}

// Revive brings back what was superseded or retired, for a reason: as a draft if
// it has never been in use, and into use otherwise. What the community had
// endorsed it can endorse again, once there is a new version.
func (r Resource) Revive(o activity.Occasion, reason string) (Resource, activity.Activity, error) {
	return r.record("repertoire.Revive", o, activity.Revive, WasRevived{reason})
}

// Reaffirm records that the actor has looked at the version given and found it
// still good, and when to look again: at a date, or after as many days as a review
// is good for.
// Errors: Invalid if there is neither; Conflict if that version is not the current
// one any more.
func (r Resource) Reaffirm(o activity.Occasion, f WasReaffirmed) (Resource, activity.Activity, error) {
	f.Next = activity.Moment(f.Next)
	bad := dated("next", f.Next, activity.Moment(o.At))
	if f.Next.IsZero() && f.Days == 0 && r.ReviewDays == 0 {
		bad = append(bad, fault.Field{Name: "next", Problem: "is required, or for how many days a review is good"})
	}
	return r.record("repertoire.Reaffirm", o, activity.Reaffirm, f, bad...)
}

// dated returns the field as a bad one if its date is there, and is none to come.
func dated(name string, date, at time.Time) []fault.Field {
	switch {
	case date.IsZero():
		return nil
	case !activity.Datable(date):
		return []fault.Field{{Name: name, Problem: activity.NotDatable}}
	case !date.After(at):
		return []fault.Field{{Name: name, Problem: "must be in the future"}}
	}
	return nil
}
