package activity

import (
	"time"

	"github.com/praxis-cop/praxis/fault"
)

// Occasion is what surrounds an act: under which id it will be recorded, in
// which community, by whom, when, where, how they met and what for. The domain
// packages take one wherever somebody does something.
type Occasion struct {
	ID        ID
	Community CommunityID
	Actor     Person
	At        time.Time
	Space     SpaceID
	Mode      Mode
	Purpose   Purpose
}

// Check reports, as an Invalid error, whether the occasion can be recorded.
func (o Occasion) Check(op string) error {
	var bad []fault.Field
	if o.Community.IsZero() {
		bad = append(bad, fault.Field{Name: "community", Problem: "is required"})
	}
	if err, ok := o.Record("check", nil).Check().(*fault.Error); ok {
		bad = append(bad, err.Fields...)
	}
	if bad == nil {
		return nil
	}
	return &fault.Error{Op: op, Code: fault.Invalid, Fields: bad}
}

// Record begins the activity that records an act on this occasion.
func (o Occasion) Record(verb Verb, detail Fact) Activity {
	return Activity{
		Community: o.Community,
		ID:        o.ID,
		Actor:     o.Actor,
		Verb:      verb,
		Space:     o.Space,
		Mode:      o.Mode,
		At:        Moment(o.At),
		Purpose:   o.Purpose,
		Detail:    detail,
	}
}
