package exchange

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
)

// table is a CSV file, or a part of one, that is being read row by row.
type table struct {
	name   string
	in     *input // nil if what is read is bounded already
	csv    *csv.Reader
	before int // lines of the file before what is read
	row    []string
	line   int // where in the file the row begins
}

func newTable(name string, r io.Reader) *table {
	const buffer = 4096 // csv.Reader's, which may take in the rows after
	in := newInput(r, MaxCSVRow, buffer)
	t := partOf(name, in, 0)
	t.in = in
	return t
}

// partOf is a table of what a reader holds behind so many lines of the file.
func partOf(name string, r io.Reader, before int) *table {
	t := &table{name: name, csv: csv.NewReader(r), before: before, line: before}
	t.csv.ReuseRecord = true
	return t
}

// next reads a row; after the last it returns [io.EOF].
func (t *table) next() error {
	if t.in != nil {
		t.in.next()
	}
	row, err := t.csv.Read()
	if syntax, ok := errors.AsType[*csv.ParseError](err); ok {
		return fmt.Errorf("%s:%d: %w", t.name, t.before+syntax.Line, syntax.Err)
	}
	if err != nil && err != io.EOF {
		return fmt.Errorf("%s: after line %d: %w", t.name, t.line, err)
	}
	if err == nil {
		t.row = row
		line, _ := t.csv.FieldPos(0)
		t.line = t.before + line
	}
	return err
}

func (t *table) place() string { return placeOf(t.name, t.line) }

func placeOf(file string, line int) string { return fmt.Sprintf("%s:%d", file, line) }
