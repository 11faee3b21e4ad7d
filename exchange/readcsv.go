package exchange

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

const opCSV = "exchange.CSV"

// CSV reads activities from the CSV that the package comment describes, in
// the order of its rows. It calls open whenever the stream is ranged over, and
// closes what that returns. Name is the file's name in errors.
func CSV(name string, open func() (io.ReadCloser, error), o *Options) activity.Stream {
	return csvOf(name, func() (io.ReadCloser, error) {
		f, err := open()
		if err != nil {
			err = opened(name, err)
		}
		return f, err
	}, o)
}

// CSVFile is [CSV] for the file of that name in dir.
func CSVFile(dir fs.FS, name string, o *Options) activity.Stream {
	return csvOf(name, func() (io.ReadCloser, error) { return openFile(dir, name) }, o)
}

func csvOf(name string, open func() (io.ReadCloser, error), o *Options) activity.Stream {
	return stream(opCSV, o, func(o Options, emit func(activity.Activity) bool) error {
		f, err := open()
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		return newTable(name, f).read(o.Source, emit)
	})
}

// table is a CSV file that is being read.
type table struct {
	name string
	in   *input
	csv  *csv.Reader
	at   [columnCount]int // where in a row the columns are; -1 is nowhere
	row  []string
	line int // where in the file the row begins
}

func newTable(name string, r io.Reader) *table {
	const buffer = 4096 // csv.Reader's, which may take in the rows after
	in := newInput(r, MaxCSVRow, buffer)
	t := &table{name: name, in: in, csv: csv.NewReader(in)}
	t.csv.ReuseRecord = true
	return t
}

func (t *table) read(source string, emit func(activity.Activity) bool) error {
	if err := t.header(); err != nil {
		return err
	}
	repeats := map[activity.ID]int{} // how often rows that agree have occurred
	for {
		switch err := t.next(); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		outline, names, err := t.activity()
		if err != nil {
			return err
		}
		names.Source = source
		a := imported(outline, names, 0)
		n := repeats[a.ID]
		repeats[a.ID]++
		if n > 0 {
			a = imported(outline, names, n)
		}
		if bad := checkRow(a, names); bad != nil {
			return &fault.Error{Op: opCSV, Code: fault.Invalid, Problem: t.place(), Fields: bad}
		}
		if !emit(a) {
			return nil
		}
	}
}

// header reads the header.
func (t *table) header() error {
	switch err := t.next(); {
	case err == io.EOF:
		return fmt.Errorf("%s is empty: it must begin with a header", t.name)
	case err != nil:
		return err
	}
	for c, name := range columns {
		t.at[c] = slices.Index(t.row, name)
		if i := t.at[c]; i >= 0 && slices.Contains(t.row[i+1:], name) {
			return fmt.Errorf("%s: the header names the column %s twice", t.place(), name)
		}
	}
	for _, c := range []column{colT, colActor, colVerb} {
		if t.at[c] < 0 {
			return fmt.Errorf("%s: the header lacks the column %s", t.place(), columns[c])
		}
	}
	// A lone carriage return ends no line here: all rows would be one header.
	if strings.ContainsRune(strings.Join(t.row, ""), '\r') {
		return fmt.Errorf("%s: lines must end in LF or CR LF, not in CR", t.place())
	}
	return nil
}

// next reads a row; after the last it returns [io.EOF].
func (t *table) next() error {
	t.in.next()
	row, err := t.csv.Read()
	if syntax, ok := errors.AsType[*csv.ParseError](err); ok {
		return fmt.Errorf("%s:%d: %w", t.name, syntax.Line, syntax.Err)
	}
	if err != nil && err != io.EOF {
		return fmt.Errorf("%s: after line %d: %w", t.name, t.line, err)
	}
	if err == nil {
		t.row = row
		t.line, _ = t.csv.FieldPos(0)
	}
	return err
}

func (t *table) place() string { return fmt.Sprintf("%s:%d", t.name, t.line) }

// text returns what a column holds, copied out of the row, all of which would
// stay in memory with it.
func (t *table) text(c column) string {
	if t.at[c] < 0 {
		return ""
	}
	return strings.Clone(t.row[t.at[c]])
}

// activity returns what the row tells.
func (t *table) activity() (a activity.Activity, names activity.Imported, err error) {
	at, ok := parseMoment(t.text(colT))
	if !ok {
		return a, names, fmt.Errorf("%s: t must be a time, as in 2010-08-25T19:50:51.187, not %.40q", t.place(), t.text(colT))
	}
	a = activity.Activity{
		Actor: activity.Person(t.text(colActor)),
		Verb:  activity.Verb(t.text(colVerb)),
		To:    activity.Person(t.text(colReplyToActor)),
		At:    at,
	}
	if tags := t.text(colTags); tags != "" {
		a.Topics = strings.Split(tags, "|")
	}
	names = activity.Imported{
		Object:    t.text(colObject),
		InReplyTo: t.text(colInReplyTo),
		Thread:    t.text(colThread),
	}
	switch accepted := t.text(colAccepted); accepted {
	case "1", "true":
		names.Accepted = true
	case "", "0", "false":
	default:
		return a, names, fmt.Errorf("%s: accepted must be 1, true, 0, false or nothing, not %.40q", t.place(), accepted)
	}
	return a, names, nil
}
