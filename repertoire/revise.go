package repertoire

import (
	"fmt"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Edit is a new version that somebody is about to write, over the one they
// have read.
type Edit struct {
	Base int `json:"base" validate:"min=1"` // the number of the version that was read
	Text
	Note string `json:"note" validate:"required,max=1000,prose"` // why
}

// Revised is the detail of a new version, with its whole text.
type Revised struct {
	Edit
	Over int `json:"over,omitempty"` // the version with which the edit was merged, if it is based on an earlier one
}

// FactName returns "repertoire.revised".
func (Revised) FactName() string { return "repertoire.revised" }

// follows returns the number of the version that the new one comes after.
func (f Revised) follows() int {
	if f.Over > 0 {
		return f.Over
	}
	return f.Base
}

func (Revised) verb() activity.Verb { return activity.Revise }

func (f Revised) hinders(r Resource, _ activity.Person) *fault.Error {
	if _, bad := r.step(activity.Revise); bad != nil {
		return bad
	}
	if f.follows() != r.Current.Number || f.Base > r.Current.Number {
		return fault.Because(fault.Conflict,
			fmt.Sprintf("the edit is based on version %d, but version %d is current; read that and revise it", f.follows(), r.Current.Number))
	}
	return nil
}

func (f Revised) changes(r *Resource, a activity.Activity) {
	r.Current = Version{Number: f.follows() + 1, Text: f.Text, Editor: a.Actor, At: a.At, Note: f.Note, Base: f.Base}
}

// Revise writes a new version. It is a Conflict if the edit is not based on
// the current one: somebody else has revised the resource meanwhile (see Merge).
// An endorsement of the community's is of the version that it had read: the
// resource is in use again as one that nobody has vetted.
func (r Resource) Revise(o activity.Occasion, e Edit) (Resource, activity.Activity, error) {
	return r.revise("repertoire.Revise", o, Revised{Edit: e})
}

func (r Resource) revise(op string, o activity.Occasion, f Revised) (Resource, activity.Activity, error) {
	f.Text = f.clone()
	next, a, err := r.record(op, o, activity.Revise, f, f.Text.problems(r.Kind)...)
	if err != nil {
		return r, activity.Activity{}, err
	}
	a.Topics = append([]string(nil), f.Topics...)
	return next, a, nil
}

// Merge writes a new version of an edit that is based on an earlier one than the
// current: what the edit changed of its base, together with what has changed
// since, if no line, and no field, was changed both there and here. The versions
// on which the new one is based are both recorded. Otherwise it is a Conflict, and
// its cause is Unmerged, which tells what stands against what: no edit is lost
// without its editor learning so. Exists if all that the edit changes is so
// already.
func (r Resource) Merge(o activity.Occasion, base Version, e Edit) (Resource, activity.Activity, error) {
	const op = "repertoire.Merge"
	fail := func(err error) (Resource, activity.Activity, error) { return r, activity.Activity{}, err }
	switch {
	case base.Number != e.Base:
		return fail(fault.New(op, fault.Invalid, "the version given is not the one that the edit is based on"))
	case e.Base >= r.Current.Number:
		return r.revise(op, o, Revised{Edit: e})
	}
	if err := fault.Check(op, Revised{Edit: e}, e.Text.problems(r.Kind)...); err != nil {
		return fail(err)
	}
	if _, bad := r.step(activity.Revise); bad != nil {
		return fail(fault.In(op, bad))
	}
	merged, clashes := mergeTexts(base.Text, r.Current.Text, e.Text)
	if clashes != nil {
		return fail(fault.Wrap(op, fault.Conflict, &Unmerged{e.Base, r.Current.Number, clashes}))
	}
	if empty(differences(r.Current.Text, merged)) {
		return fail(fault.New(op, fault.Exists, fmt.Sprintf("version %d has all that this edit changes", r.Current.Number)))
	}
	e.Text = merged
	return r.revise(op, o, Revised{Edit: e, Over: r.Current.Number})
}
