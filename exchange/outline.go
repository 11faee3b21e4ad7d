package exchange

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// outline is a record as the formats of JSON tell it: all of it but its detail.
// Its names are those of the columns of the CSV, and some more.
type outline struct {
	ID           string   `json:"id,omitempty"`
	Community    string   `json:"community,omitempty"`
	T            string   `json:"t"`
	Actor        string   `json:"actor"`
	Verb         string   `json:"verb"`
	Object       string   `json:"object,omitempty"`
	InReplyTo    string   `json:"in_reply_to,omitempty"`
	ReplyToActor string   `json:"reply_to_actor,omitempty"`
	Thread       string   `json:"thread,omitempty"`
	Tags         []string `json:"tags,omitempty"`
	Accepted     bool     `json:"accepted,omitempty"`
	Space        string   `json:"space,omitempty"`
	Mode         string   `json:"mode,omitempty"`
	Purpose      string   `json:"purpose,omitempty"`
	Source       string   `json:"source,omitempty"`
}

// outlineOf tells an activity whose objects have these names.
func outlineOf(a activity.Activity, names activity.Imported) outline {
	o := outline{
		ID: a.ID.String(), T: formatMoment(a.At) + "Z", Actor: string(a.Actor), Verb: string(a.Verb),
		Object: names.Object, InReplyTo: names.InReplyTo, ReplyToActor: string(a.To), Thread: names.Thread,
		Tags: a.Topics, Accepted: names.Accepted, Mode: string(a.Mode), Purpose: string(a.Purpose), Source: names.Source,
	}
	if !a.Community.IsZero() {
		o.Community = a.Community.String()
	}
	if !a.Space.IsZero() {
		o.Space = a.Space.String()
	}
	return o
}

// completer turns outlines into records, no two of which are one.
type completer struct {
	source  string
	seen    map[activity.ID]bool
	repeats map[activity.ID]int // how often outlines without an id that agree have occurred
}

func newCompleter(source string) *completer {
	return &completer{source: source, seen: map[activity.ID]bool{}, repeats: map[activity.ID]int{}}
}

// record returns what an outline tells; the error says by name what is wrong.
func (c *completer) record(o outline) (a activity.Activity, err error) {
	at, ok := parseMoment(o.T)
	if !ok {
		return a, fmt.Errorf("t must be a time, as in 2010-08-25T19:50:51.187Z, not %.40q", o.T)
	}
	a = activity.Activity{
		Actor: activity.Person(o.Actor), Verb: activity.Verb(o.Verb), To: activity.Person(o.ReplyToActor), At: at,
		Mode: activity.Mode(o.Mode), Purpose: activity.Purpose(o.Purpose),
	}
	if len(o.Tags) > 0 {
		a.Topics = o.Tags
	}
	var id activity.ID
	for _, given := range []struct {
		name, text string
		into       interface{ UnmarshalText([]byte) error }
	}{{"id", o.ID, &id}, {"community", o.Community, &a.Community}, {"space", o.Space, &a.Space}} {
		if err := given.into.UnmarshalText([]byte(given.text)); err != nil {
			return a, fmt.Errorf("%s must be an identifier of 36 characters, as in 01890a5d-ac96-774b-bcce-b302099a8057, not %.60q", given.name, given.text)
		}
	}
	names := activity.Imported{
		Source: cmp.Or(o.Source, c.source), Object: o.Object, InReplyTo: o.InReplyTo, Thread: o.Thread, Accepted: o.Accepted,
	}
	a = imported(a, names, 0)
	if id.IsZero() {
		n := c.repeats[a.ID]
		c.repeats[a.ID]++
		if n > 0 {
			a = imported(a, names, n)
		}
	} else {
		a.ID = id
	}
	if bad := checkRow(a, names); bad != nil {
		return a, &fault.Error{Code: fault.Invalid, Fields: bad}
	}
	if c.seen[a.ID] {
		return a, fmt.Errorf("the record %s occurs twice", a.ID)
	}
	c.seen[a.ID] = true
	return a, nil
}

// placed gives an error of an outline its operation and its place.
func placed(op, place string, err error) error {
	if e, ok := errors.AsType[*fault.Error](err); ok {
		return &fault.Error{Op: op, Code: e.Code, Problem: place, Fields: e.Fields}
	}
	return fmt.Errorf("%s: %w", place, err)
}

// eachRecord checks the records of a stream and calls do with their outlines. It
// returns how many there were, and names the first bad one by its number.
func eachRecord(op string, s activity.Stream, do func(a activity.Activity, names activity.Imported) error) (n int, err error) {
	for a, err := range s {
		if err != nil {
			return n, fault.In(op, err)
		}
		names := namesOf(a)
		if bad := checkRow(a, names); bad != nil {
			return n, &fault.Error{Op: op, Code: fault.Invalid, Problem: fmt.Sprintf("row %d", n+1), Fields: bad}
		}
		if err := do(a, names); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
