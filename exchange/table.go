package exchange

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
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
		if syntax.Err == csv.ErrFieldCount {
			syntax.Err = miscounted(len(row), t.csv.FieldsPerRecord)
		}
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

// miscounted is what is wrong with a row that has more fields than the header, or
// fewer.
func miscounted(n, header int) error {
	return fmt.Errorf("%w: %d, and the header has %d", csv.ErrFieldCount, n, header)
}

// foreign says of a header what keeps it from being read at all, if that shows: the
// form in which a spreadsheet wrote it.
func foreign(header []string) string {
	first := header[0]
	switch {
	case strings.HasPrefix(first, "\xff\xfe"), strings.HasPrefix(first, "\xfe\xff"):
		return "the text is in UTF-16; save it as UTF-8"
	case len(header) > 1:
	case strings.Contains(first, ";"):
		return "the fields are separated by semicolons; separate them by commas"
	case strings.Contains(first, "\t"):
		return "the fields are separated by tabs; separate them by commas"
	}
	return ""
}

// cut are the first columns of a header, in words.
func cut(header []string) string {
	const most = 10
	var names []string
	for _, name := range header[:min(most, len(header))] {
		names = append(names, fmt.Sprintf("%.40q", name))
	}
	if len(header) > most {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

func (t *table) place() string { return placeOf(t.name, t.line) }

func placeOf(file string, line int) string { return fmt.Sprintf("%s:%d", file, line) }
