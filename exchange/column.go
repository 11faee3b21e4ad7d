package exchange

import (
	"errors"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// column is one of the columns of the CSV, in the order in which they are
// written.
type column int

const (
	colT column = iota
	colActor
	colVerb
	colObject
	colInReplyTo
	colReplyToActor
	colThread
	colTags
	colAccepted
	columnCount
)

var columns = [columnCount]string{
	"t", "actor", "verb", "object", "in_reply_to", "reply_to_actor", "thread", "tags", "accepted",
}

// checkRow reports, by column, what keeps an activity whose objects have these
// names from being a row. Readers and writers ask the same.
func checkRow(a activity.Activity, names activity.Imported) []fault.Field {
	if err := checkTopics(a.Topics); err != nil { // first, since Check compares all with all
		return []fault.Field{{Name: columns[colTags], Problem: err.Error()}}
	}
	var bad []fault.Field
	a.Topics, a.Detail = nil, nil // told above, and by column below
	if err, ok := errors.AsType[*fault.Error](a.Check()); ok {
		for _, f := range err.Fields {
			switch f.Name {
			case "at":
				f.Name = columns[colT]
			case "to":
				f.Name = columns[colReplyToActor]
			}
			bad = append(bad, f)
		}
	}
	for _, named := range []struct{ in, name string }{
		{columns[colObject], names.Object},
		{columns[colInReplyTo], names.InReplyTo},
		{columns[colThread], names.Thread},
		{"source", names.Source},
	} {
		if !isName(named.name) {
			bad = append(bad, fault.Field{Name: named.in, Problem: "must be " + aName})
		}
	}
	return bad
}

const aName = "at most 255 bytes of UTF-8 without control characters"

// isName reports whether s can be the name of an object or a source, or none.
func isName(s string) bool { return s == "" || fault.IsPerson(s) }
