package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// WriteCSV writes a stream as the CSV that the package comment describes, with
// all columns, and returns how many rows it wrote after the header. Lines end
// in CR LF (RFC 4180). Objects go by the names of [activity.Imported], or else
// by their identifiers, which [CSV] reads as themselves; space, mode, purpose
// and any other detail are not written. Text is written as it is: a
// spreadsheet may take for a formula what begins with "=".
//
// The error is Invalid for an activity that does not pass its Check or that
// [CSV] would refuse, Unavailable if w fails, and otherwise the stream's own.
// All rows before it have been written.
func WriteCSV(w io.Writer, s activity.Stream) (int, error) {
	const op = "exchange.WriteCSV"
	out := csv.NewWriter(w)
	out.UseCRLF = true
	rows, err := writeRows(op, out, s)
	out.Flush()
	if failed := out.Error(); failed != nil {
		return rows, fault.Wrap(op, fault.Unavailable, failed)
	}
	return rows, err
}

func writeRows(op string, out *csv.Writer, s activity.Stream) (rows int, err error) {
	if err := out.Write(columns[:]); err != nil {
		return 0, err
	}
	for a, err := range s {
		if err != nil {
			return rows, fault.In(op, err)
		}
		names := namesOf(a)
		if bad := checkRow(a, names); bad != nil {
			return rows, &fault.Error{Op: op, Code: fault.Invalid, Problem: fmt.Sprintf("row %d", rows+1), Fields: bad}
		}
		if err := out.Write(rowOf(a, names)); err != nil {
			return rows, err
		}
		rows++
	}
	return rows, nil
}

// namesOf returns the names by which an activity's objects are written.
func namesOf(a activity.Activity) activity.Imported {
	names, _ := a.Detail.(activity.Imported)
	for _, object := range []struct {
		name *string
		id   activity.ObjectID
	}{{&names.Object, a.Object}, {&names.InReplyTo, a.InReplyTo}, {&names.Thread, a.Thread}} {
		if *object.name == "" && !object.id.IsZero() {
			*object.name = object.id.String()
		}
	}
	return names
}

func rowOf(a activity.Activity, names activity.Imported) []string {
	row := [columnCount]string{
		colT:            formatMoment(a.At),
		colActor:        string(a.Actor),
		colVerb:         string(a.Verb),
		colObject:       names.Object,
		colInReplyTo:    names.InReplyTo,
		colReplyToActor: string(a.To),
		colThread:       names.Thread,
		colTags:         strings.Join(a.Topics, "|"),
	}
	if names.Accepted {
		row[colAccepted] = "1"
	}
	return row[:]
}
