package exchange

import (
	"bytes"
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
		return newSheet(name, f, o).read(emit)
	})
}

// sheet is a CSV file of activities that is being read. Its blocks are read one
// after another, and are turned into activities side by side.
type sheet struct {
	name   string
	o      Options
	blocks *blocks
	begun  *block           // the first block behind the header
	at     [columnCount]int // where in a row the columns are; -1 is nowhere
	width  int              // how many fields a row has
}

func newSheet(name string, r io.Reader, o Options) *sheet {
	return &sheet{name: name, o: o, blocks: newBlocks(r)}
}

func (s *sheet) read(emit func(activity.Activity) bool) (err error) {
	if err := s.header(); err != nil {
		return err
	}
	repeats := map[activity.ID]int{} // how often rows that agree have occurred
	inOrder(s.next, s.tell, func(b *block) bool {
		for i := range b.activities {
			a := &b.activities[i]
			if !s.o.Bare {
				n := repeats[a.ID]
				repeats[a.ID]++
				if n > 0 {
					*a = imported(*a, a.Detail.(activity.Imported), n)
				}
			}
			if !emit(*a) {
				return false
			}
		}
		err = b.err
		s.blocks.recycle(b)
		return err == nil
	})
	return err
}

// header reads the header.
func (s *sheet) header() error {
	b, ok := s.blocks.next()
	if !ok {
		b = new(block)
	}
	t := partOf(s.name, b.reader(), 0)
	switch err := t.next(); {
	case err == io.EOF:
		return fmt.Errorf("%s is empty: it must begin with a header", s.name)
	case err != nil:
		return err
	}
	if bad := foreign(t.row); bad != "" {
		return fmt.Errorf("%s: %s", t.place(), bad)
	}
	var lacking []string
	for c, name := range columns {
		s.at[c] = slices.Index(t.row, name)
		if i := s.at[c]; i >= 0 && slices.Contains(t.row[i+1:], name) {
			return fmt.Errorf("%s: the header names the column %s twice", t.place(), name)
		}
	}
	for _, c := range []column{colT, colActor, colVerb} {
		if s.at[c] < 0 {
			lacking = append(lacking, columns[c])
		}
	}
	switch len(lacking) {
	case 0:
	case 1:
		return fmt.Errorf("%s: the header lacks the column %s; it has %s", t.place(), lacking[0], cut(t.row))
	default:
		return fmt.Errorf("%s: the header lacks the columns %s; it has %s", t.place(), strings.Join(lacking, ", "), cut(t.row))
	}
	// A lone carriage return ends no line here: all rows would be one header.
	if strings.ContainsRune(strings.Join(t.row, ""), '\r') {
		return fmt.Errorf("%s: lines must end in LF or CR LF, not in CR", t.place())
	}
	s.width = len(t.row)
	end := t.csv.InputOffset()
	b.before = bytes.Count(b.text[:end], []byte{'\n'})
	b.text = b.text[end:]
	s.begun = b
	return nil
}

// next returns the next block of rows.
func (s *sheet) next() (b *block, ok bool) {
	if b, s.begun = s.begun, nil; b != nil {
		return b, true
	}
	return s.blocks.next()
}

// tell turns the rows of a block into activities, up to the first that is wrong.
// Few blocks have a quote, and the others need no more than to be split.
func (s *sheet) tell(b *block) {
	if b.end != nil || bytes.IndexByte(b.text, '"') >= 0 {
		t := partOf(s.name, b.reader(), b.before)
		t.csv.FieldsPerRecord = s.width
		for b.err == nil {
			if b.err = t.next(); b.err == nil {
				b.err = s.add(b, t.row, t.line)
			}
		}
		if b.err == io.EOF {
			b.err = nil
		}
		return
	}
	var row []string
	line := b.before
	for text := range strings.Lines(string(b.text)) {
		line++
		text = strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
		if text == "" {
			continue
		}
		row = row[:0]
		start := 0
		for i, c := range []byte(text) {
			if c == ',' {
				row = append(row, text[start:i])
				start = i + 1
			}
		}
		row = append(row, text[start:])
		if len(row) != s.width {
			b.err = fmt.Errorf("%s: %w", placeOf(s.name, line), miscounted(len(row), s.width))
			return
		}
		if b.err = s.add(b, row, line); b.err != nil {
			return
		}
	}
}

// add adds what a row tells.
func (s *sheet) add(b *block, row []string, line int) error {
	b.activities = append(b.activities, activity.Activity{})
	a := &b.activities[len(b.activities)-1]
	names, err := s.outline(a, b.topics[:0], row)
	if err == nil && a.Topics != nil {
		b.topics = a.Topics
	}
	var bad []fault.Field
	if err == nil {
		a.ID = activity.ID{1} // it gets one once it is sound
		bad = checkRow(*a, names)
	}
	switch {
	case err != nil:
		err = fmt.Errorf("%s: %w", placeOf(s.name, line), err)
	case bad != nil:
		err = &fault.Error{Op: opCSV, Code: fault.Invalid, Problem: placeOf(s.name, line), Fields: bad}
	case s.o.Bare:
		barely(a, names)
	default:
		wholly(a, names)
	}
	if err != nil {
		b.activities = b.activities[:len(b.activities)-1]
	}
	return err
}

// outline fills in what the row tells, in texts that are parts of it.
func (s *sheet) outline(a *activity.Activity, topics, row []string) (names activity.Imported, err error) {
	text := func(c column) string {
		if s.at[c] < 0 {
			return ""
		}
		return row[s.at[c]]
	}
	at, ok := parseMoment(text(colT))
	if !ok {
		return names, fmt.Errorf("t must be a time, as in 2010-08-25T19:50:51.187, not %.40q", text(colT))
	}
	a.At = at
	a.Actor, a.To = activity.Person(text(colActor)), activity.Person(text(colReplyToActor))
	a.Verb = activity.Verb(text(colVerb))
	if tags := text(colTags); tags != "" {
		for tag := range strings.SplitSeq(tags, "|") {
			topics = append(topics, tag)
		}
		a.Topics = topics
	}
	switch accepted := text(colAccepted); accepted {
	case "1", "true":
		names.Accepted = true
	case "", "0", "false":
	default:
		return names, fmt.Errorf("accepted must be 1, true, 0, false or nothing, not %.40q", accepted)
	}
	names.Source = s.o.Source
	names.Object, names.InReplyTo, names.Thread = text(colObject), text(colInReplyTo), text(colThread)
	return names, nil
}

// wholly completes an activity. What it holds is copied out of the row, all of which
// would stay in memory with it.
func wholly(a *activity.Activity, names activity.Imported) {
	texts := [5]string{string(a.Actor), string(a.To), names.Object, names.InReplyTo, names.Thread}
	together(texts[:])
	a.Actor, a.To = activity.Person(texts[0]), activity.Person(texts[1])
	names.Object, names.InReplyTo, names.Thread = texts[2], texts[3], texts[4]
	a.Topics = slices.Clone(a.Topics)
	together(a.Topics)
	a.Verb = verbOf(a.Verb)
	*a = imported(*a, names, 0)
}

// barely is wholly for what is wanted bare.
func barely(a *activity.Activity, names activity.Imported) {
	texts := [2]string{string(a.Actor), string(a.To)}
	together(texts[:])
	a.Actor, a.To = activity.Person(texts[0]), activity.Person(texts[1])
	a.ID, a.Topics = activity.ID{}, nil
	a.Thread = activity.Foreign(names.Source, names.Thread)
	m, known := a.Verb.Meaning()
	switch {
	case !known:
		a.Verb = activity.Verb(strings.Clone(string(a.Verb)))
		return
	case !m.Opens:
	case names.Object == names.Thread:
		a.Object = a.Thread
	default:
		a.Object = activity.Foreign(names.Source, names.Object)
	}
	a.Verb = m.Verb
}

// together copies texts, all of them to one place.
func together(texts []string) {
	var b strings.Builder
	n := 0
	for _, text := range texts {
		n += len(text)
	}
	b.Grow(n)
	for _, text := range texts {
		b.WriteString(text)
	}
	all := b.String()
	for i, text := range texts {
		texts[i], all = all[:len(text)], all[len(text):]
	}
}

// verbOf returns a verb that is part of no other text.
func verbOf(v activity.Verb) activity.Verb {
	if m, ok := v.Meaning(); ok {
		return m.Verb
	}
	return activity.Verb(strings.Clone(string(v)))
}
