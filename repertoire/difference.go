package repertoire

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Difference is what changed from one version of a resource to another, to be
// read by people: String writes it in lines; a host shows Body as it likes.
type Difference struct {
	From   int             `json:"from"` // the numbers of the versions
	To     int             `json:"to"`
	Fields []FieldChange   `json:"fields,omitempty"` // all but the body: title, topics, url, attachments, licence, attribution
	Body   []DifferentPart `json:"body,omitempty"`   // in the order of the lines
}

// FieldChange is what changed in a field that is a line, or a list.
type FieldChange struct {
	Field string   `json:"field"` // its JSON name
	Gone  []string `json:"gone,omitempty"`
	New   []string `json:"new,omitempty"`
}

// DifferentPart is a part of the body in which something changed, with a few
// lines around.
type DifferentPart struct {
	From  int             `json:"from"` // the number of its first line in either version, from 1
	To    int             `json:"to"`
	Lines []DifferentLine `json:"lines"`
}

// DifferentLine is a line of one version, or of both.
type DifferentLine struct {
	Mark  Mark   `json:"mark"`
	Text  string `json:"text"`
	Words []Word `json:"words,omitempty"` // of a line that has become another one: its text in pieces; nil if it is gone or new as a whole
}

// Word is a piece of a line.
type Word struct {
	Mark Mark   `json:"mark"`
	Text string `json:"text"`
}

// Mark says whether something is in both versions, or in which.
type Mark string

// The marks.
const (
	MarkSame Mark = "same"
	MarkGone Mark = "gone"
	MarkNew  Mark = "new"
)

// context is how many lines are shown around what changed.
const context = 3

// Differences returns what changed from one version of a resource to another, line
// by line, and word by word in lines that have become other ones. For texts that
// are very different as well as very long it says so of more than it would have
// to, rather than take long.
func Differences(from, to Version) Difference {
	d := differences(from.Text, to.Text)
	d.From, d.To = from.Number, to.Number
	return d
}

func empty(d Difference) bool { return d.Fields == nil && d.Body == nil }

func differences(from, to Text) Difference {
	var d Difference
	field := func(name string, from, to []string) {
		c := FieldChange{Field: name, Gone: without(from, to), New: without(to, from)}
		if c.Gone != nil || c.New != nil {
			d.Fields = append(d.Fields, c)
		}
	}
	field("title", written(from.Title), written(to.Title))
	field("topics", from.Topics, to.Topics)
	field("url", written(from.URL), written(to.URL))
	field("attachments", named(from.Attachments), named(to.Attachments))
	field("licence", written(from.Licence), written(to.Licence))
	field("attribution", written(from.Attribution), written(to.Attribution))
	if from.Body != to.Body {
		d.Body = parts(lines(from.Body), lines(to.Body))
	}
	return d
}

// lines are those of a body; one that is empty has none.
func lines(body string) []string {
	if body == "" {
		return nil
	}
	return strings.Split(body, "\n")
}

// named are files in words, with what tells whether they are still the same.
func named(files []Attachment) (names []string) {
	for _, f := range files {
		names = append(names, f.String()+" sha256:"+f.SHA256)
	}
	return names
}

// without returns what is in one list and not in the other.
func without(list, other []string) (left []string) {
	for _, s := range list {
		if !slices.Contains(other, s) {
			left = append(left, s)
		}
	}
	return left
}

// parts are the changes from one list of lines to another, those that are close to
// each other in one part.
func parts(from, to []string) (all []DifferentPart) {
	changes := diff(from, to)
	for len(changes) > 0 {
		n := 1
		for n < len(changes) && changes[n].from-changes[n-1].to <= 2*context {
			n++
		}
		first, last := changes[0], changes[n-1]
		start, end := max(0, first.from-context), min(len(from), last.to+context)
		p := DifferentPart{From: start + 1, To: first.begins - (first.from - start) + 1}
		at := start
		for _, c := range changes[:n] {
			p.add(MarkSame, from[at:c.from])
			p.Lines = append(p.Lines, changedLines(from[c.from:c.to], to[c.begins:c.ends])...)
			at = c.to
		}
		p.add(MarkSame, from[at:end])
		all, changes = append(all, p), changes[n:]
	}
	return all
}

func (p *DifferentPart) add(mark Mark, lines []string) {
	for _, line := range lines {
		p.Lines = append(p.Lines, DifferentLine{Mark: mark, Text: line})
	}
}

// paired is how many lines in a row are compared word by word.
const paired = 200

// changedLines are lines that are gone, then those in their place. Where these are
// as many, and not too many, each is taken for what has become of one, if they share
// some words.
func changedLines(gone, added []string) (all []DifferentLine) {
	var news []DifferentLine
	pairs := len(gone) == len(added) && len(gone) <= paired
	for i, line := range gone {
		old := DifferentLine{Mark: MarkGone, Text: line}
		if pairs {
			old.Words = words(line, added[i])
		}
		all = append(all, old)
	}
	for i, line := range added {
		now := DifferentLine{Mark: MarkNew, Text: line}
		if pairs {
			now.Words = all[i].Words
			all[i].Words = slices.DeleteFunc(slices.Clone(now.Words), func(w Word) bool { return w.Mark == MarkNew })
			now.Words = slices.DeleteFunc(slices.Clone(now.Words), func(w Word) bool { return w.Mark == MarkGone })
			if len(now.Words) == 0 {
				all[i].Words, now.Words = nil, nil
			}
		}
		news = append(news, now)
	}
	return append(all, news...)
}

// words are the pieces of two lines; none if they do not share a word.
func words(from, to string) (all []Word) {
	a, b := pieces(from), pieces(to)
	at, shared := 0, false
	same := func(until int) {
		for _, w := range a[at:until] {
			shared = shared || strings.TrimSpace(w) != ""
		}
		all = piece(all, MarkSame, a[at:until])
	}
	for _, c := range diff(a, b) {
		same(c.from)
		all = piece(all, MarkGone, a[c.from:c.to])
		all = piece(all, MarkNew, b[c.begins:c.ends])
		at = c.to
	}
	same(len(a))
	if !shared {
		return nil
	}
	return all
}

func piece(all []Word, mark Mark, words []string) []Word {
	if text := strings.Join(words, ""); text != "" {
		all = append(all, Word{mark, text})
	}
	return all
}

// pieces cuts a line into words, and each thing between them.
func pieces(line string) (all []string) {
	start, before := 0, -1
	for i, r := range line {
		kind := 0 // which does not go together with its like
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			kind = 1
		case unicode.IsSpace(r):
			kind = 2
		}
		if i > 0 && (kind == 0 || kind != before) {
			all = append(all, line[start:i])
			start = i
		}
		before = kind
	}
	if line != "" {
		all = append(all, line[start:])
	}
	return all
}

// String writes the difference as patches are written: what is gone behind a
// minus, what is new behind a plus. It says so if there is none, as between a
// version and one that takes its changes back.
func (d Difference) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "--- version %d\n+++ version %d\n", d.From, d.To)
	if empty(d) {
		b.WriteString("the two say the same\n")
	}
	for _, f := range d.Fields {
		fmt.Fprintf(&b, "@@ %s @@\n", f.Field)
		for _, s := range f.Gone {
			fmt.Fprintf(&b, "-%s\n", s)
		}
		for _, s := range f.New {
			fmt.Fprintf(&b, "+%s\n", s)
		}
	}
	signs := map[Mark]string{MarkSame: " ", MarkGone: "-", MarkNew: "+"}
	for _, p := range d.Body {
		fmt.Fprintf(&b, "@@ line %d, now %d @@\n", p.From, p.To)
		for _, l := range p.Lines {
			fmt.Fprintf(&b, "%s%s\n", signs[l.Mark], l.Text)
		}
	}
	return b.String()
}
