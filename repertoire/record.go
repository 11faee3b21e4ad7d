package repertoire

import (
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// record makes the activity that records an act on the resource, and the resource
// that it leads to. More are bad fields of the detail that its tags do not tell.
func (r Resource) record(op string, o activity.Occasion, verb activity.Verb, detail activity.Fact, more ...fault.Field) (Resource, activity.Activity, error) {
	a, err := about(op, o, r, verb, detail, more...)
	if err != nil {
		return r, activity.Activity{}, err
	}
	return acted(op, r, a)
}

// about makes the activity that records an act on a resource.
func about(op string, o activity.Occasion, r Resource, verb activity.Verb, detail activity.Fact, more ...fault.Field) (activity.Activity, error) {
	if err := o.Check(op); err != nil {
		return activity.Activity{}, err
	}
	if verb != activity.Share && o.Community != r.Community {
		return activity.Activity{}, fault.New(op, fault.Invalid, "the resource is another community's")
	}
	if err := fault.Check(op, detail, more...); err != nil {
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
