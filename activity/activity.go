package activity

import (
	"iter"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/fault"
)

// Person is a host's own opaque id of somebody: 1 to 255 bytes of UTF-8
// without control characters. Two ids are one person only if their bytes are
// equal; case and Unicode form count.
type Person string

// Seq is an activity's place in its community's record: 1, 2, 3, … without a
// gap. It is a cursor that misses nothing; there is no order across
// communities.
type Seq int64

// Activity is one entry of a community's record.
type Activity struct {
	Community CommunityID // whose record it is in
	Seq       Seq         // its place there; 0 until a store has appended it
	ID        ID          // its own identifier
	Actor     Person      // who did it
	Verb      Verb        // what they did
	Object    ObjectID    // what they did it to, or what they made
	InReplyTo ObjectID    // what it responds to
	Thread    ObjectID    // the object that opened the thread it is in
	To        Person      // whom it is directed at: the author replied to, the person invited
	Space     SpaceID     // where in the community
	Topics    []string    // what about
	Mode      Mode        // how people met
	At        time.Time   // when: UTC, to the microsecond
	Purpose   Purpose     // what for
	Detail    Fact        // what exactly, enough to fold; nil if only the outline is known
}

// In returns the space in which the activity took place.
func (a Activity) In() SpaceID { return a.Space }

// Fact is the detail of an activity. FactName is the stable name under which
// storage keeps the type.
type Fact interface{ FactName() string }

// Imported is the detail of a record that comes from elsewhere: the names by
// which its source knows the things that the record's identifiers stand for
// (see [Foreign]).
type Imported struct {
	Source    string `json:"source,omitempty"`      // tells apart sources whose names may clash
	Object    string `json:"object,omitempty"`      // the source's name of Object
	InReplyTo string `json:"in_reply_to,omitempty"` // the source's name of InReplyTo
	Thread    string `json:"thread,omitempty"`      // the source's name of Thread
	Accepted  bool   `json:"accepted,omitempty"`    // Object is an answer that its asker accepted
}

// FactName returns "imported".
func (Imported) FactName() string { return "imported" }

// Stream is a sequence of activities that may break off with an error, after
// which it ends.
type Stream = iter.Seq2[Activity, error]

// StreamOf returns a stream of the activities given.
func StreamOf(activities ...Activity) Stream {
	return func(yield func(Activity, error) bool) {
		for _, a := range activities {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// Collect returns everything in a sequence that may break off with an error,
// such as a Stream, or that error.
func Collect[T any](s iter.Seq2[T, error]) ([]T, error) {
	var all []T
	for v, err := range s {
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

// Moment is a time as the record holds it: UTC, to the microsecond, without a
// monotonic reading.
func Moment(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// Check reports, as an Invalid error that names every bad field, whether the
// activity can stand in a record.
func (a Activity) Check() error {
	var bad []fault.Field
	must := func(ok bool, name, problem string) {
		if !ok {
			bad = append(bad, fault.Field{Name: name, Problem: problem})
		}
	}
	must(!a.ID.IsZero(), "id", "is required")
	must(fault.IsPerson(string(a.Actor)), "actor", "must be an id of 1 to 255 bytes without control characters")
	must(a.To == "" || fault.IsPerson(string(a.To)), "to", "must be an id of at most 255 bytes without control characters")
	must(a.Verb.WellFormed(), "verb", "must be a lower-case word of at most 32 letters, digits and hyphens")
	must(a.Mode.Valid(), "mode", "must be online, in-person or hybrid")
	must(a.Purpose.Valid(), "purpose", "must be one of the documented purposes")
	must(a.At == Moment(a.At), "at", "must be a UTC time in whole microseconds")
	must(Datable(a.At), "at", NotDatable)
	for i, t := range a.Topics {
		must(fault.IsTopic(t), "topics", "must each be one line of at most 100 characters without '|'")
		must(!slices.Contains(a.Topics[:i], t), "topics", "must not name the same thing twice")
	}
	if names, ok := a.Detail.(Imported); ok {
		for _, name := range []string{names.Source, names.Object, names.InReplyTo, names.Thread} {
			must(name == "" || fault.IsPerson(name), "detail", "must name things in at most 255 bytes without control characters")
		}
	}
	if bad == nil {
		return nil
	}
	return &fault.Error{Op: "activity.Check", Code: fault.Invalid, Fields: bad}
}
