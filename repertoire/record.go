package repertoire

import (
	"errors"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

func because(code fault.Code, why string) *fault.Error { return &fault.Error{Code: code, Problem: why} }

// check is fault.Check, with more bad fields, that no tag can tell.
func check(op string, v any, more ...fault.Field) error {
	err := fault.Check(op, v)
	bad, ok := errors.AsType[*fault.Error](err)
	switch {
	case err != nil && !ok, len(more) == 0:
		return err
	case !ok:
		bad = &fault.Error{Op: op, Code: fault.Invalid}
	}
	bad.Fields = append(bad.Fields, more...)
	return bad
}

// datable reports whether a record can hold the time.
func datable(t time.Time) bool {
	year := t.UTC().Year()
	return !t.IsZero() && year >= 1 && year <= 9999
}

const notDatable = "must be a time in the years 1 to 9999"

// record makes the activity that records an act on the resource, and the resource
// that it leads to. More are bad fields of the detail that its tags do not tell.
func (r Resource) record(op string, o activity.Occasion, verb activity.Verb, detail activity.Fact, more ...fault.Field) (Resource, activity.Activity, error) {
	a, err := about(op, o, r, verb, detail, more...)
	if err != nil {
		return r, activity.Activity{}, err
	}
	if bad := r.hindrance(a); bad != nil {
		return r, activity.Activity{}, fault.In(op, bad)
	}
	next, err := r.Fold(a)
	if err != nil {
		return r, activity.Activity{}, fault.In(op, err)
	}
	return next, a, nil
}

// about makes the activity that records an act on a resource.
func about(op string, o activity.Occasion, r Resource, verb activity.Verb, detail activity.Fact, more ...fault.Field) (activity.Activity, error) {
	if err := o.Check(op); err != nil {
		return activity.Activity{}, err
	}
	if verb != activity.Share && o.Community != r.Community {
		return activity.Activity{}, fault.New(op, fault.Invalid, "the resource is another community's")
	}
	if err := check(op, detail, more...); err != nil {
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
