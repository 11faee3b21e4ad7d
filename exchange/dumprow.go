package exchange

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"time"
)

// eachRow reads a file of a dump: a root element that holds nothing but rows,
// whose attributes are all that they hold. It stops at the first error, which
// names file and line.
func eachRow(dir fs.FS, file, root string, do func(*dumpRow)) error {
	f, err := dir.Open(file)
	if err != nil {
		return opened(file, err)
	}
	defer func() { _ = f.Close() }()

	in := newInput(f, MaxXMLRow, 0)
	decoder := xml.NewDecoder(in)
	rows, depth, seen := 0, 0, false
	for {
		in.next()
		line, _ := decoder.InputPos()
		token, err := decoder.Token()
		if err == io.EOF && seen {
			return nil
		}
		if err == io.EOF {
			return fmt.Errorf("%s:%d: the element <%s> is missing", file, line, root)
		}
		if err != nil {
			return badXML(file, decoder, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch name := t.Name.Local; {
			case depth == 0 && !seen && name == root:
				seen = true
			case depth == 1 && name == "row":
				rows++
				row := dumpRow{file: file, line: line, number: rows, attrs: t.Attr}
				do(&row)
				if row.err != nil {
					return row.err
				}
			default:
				return fmt.Errorf("%s:%d: <%.40s> does not belong here: the file must hold <row>s in one <%s>", file, line, name, root)
			}
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			if len(bytes.TrimSpace(t)) > 0 {
				return fmt.Errorf("%s:%d: text does not belong here: the file must hold <row>s in one <%s>", file, line, root)
			}
		}
	}
}

// badXML names the place of an error of the decoder's once.
func badXML(file string, decoder *xml.Decoder, err error) error {
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
		return fmt.Errorf("%s:%d: %s", file, syntax.Line, syntax.Msg)
	}
	line, _ := decoder.InputPos()
	return fmt.Errorf("%s:%d: %w", file, line, err)
}

// dumpRow gives access to the attributes of one row. The first failure stays
// in err; what is read after it means nothing.
type dumpRow struct {
	file         string
	line, number int
	attrs        []xml.Attr
	err          error
}

func (r *dumpRow) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("%s:%d: row %d %s", r.file, r.line, r.number, fmt.Sprintf(format, args...))
	}
}

// text returns an attribute, or "" if the row does not have it.
func (r *dumpRow) text(name string) string {
	value, found := "", false
	for _, a := range r.attrs {
		if a.Name.Local != name || a.Name.Space != "" {
			continue
		}
		if found {
			r.fail("has %s twice", name)
		}
		value, found = a.Value, true
	}
	return value
}

// integer returns an attribute that is a number, or 0 if the row does not
// have it.
func (r *dumpRow) integer(name string) int64 {
	s := r.text(name)
	if s == "" {
		return 0
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		r.fail("has no number of at most 64 bits as %s, but %.40q", name, s)
	}
	return n
}

// id returns an attribute that every row must have and that is positive.
func (r *dumpRow) id(name string) int64 {
	n := r.integer(name)
	switch {
	case r.text(name) == "":
		r.fail("has no %s", name)
	case n <= 0:
		r.fail("has no positive number as %s, but %d", name, n)
	}
	return n
}

// moment returns a time that every row must have.
func (r *dumpRow) moment(name string) time.Time {
	s := r.text(name)
	t, ok := parseMoment(s)
	switch {
	case s == "":
		r.fail("has no %s", name)
	case !ok:
		r.fail("has no time as %s, but %.40q", name, s)
	}
	return t
}
