package repertoire

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Clash is where two people changed the same part of a text, each in another
// way: a run of lines of the body, or a whole field.
type Clash struct {
	Field  string   `json:"field"`          // its JSON name: "body", "title"
	Line   int      `json:"line,omitempty"` // of the body: the first line of Base that it is about, from 1
	Base   []string `json:"base"`           // as both of them had read it
	Theirs []string `json:"theirs"`         // as the current version has it
	Yours  []string `json:"yours"`          // as the edit has it
}

// Unmerged is the cause of a Conflict between an edit and what has become of
// the version that it is based on. Nothing is lost: the current version stands,
// and the edit is its writer's to send again, based on that one.
type Unmerged struct {
	Base    int     // the number of the version that the edit is based on
	Current int     // that of the one that is current
	Clashes []Clash // in the order of the fields, and of the lines in them
}

// Error says, in lines, what stands against what: at most the first few clashes,
// each cut short.
func (u *Unmerged) Error() string {
	const most = 5
	var b strings.Builder
	fmt.Fprintf(&b, "version %d is current, and changes the same as this edit of version %d; read it, and send the edit again based on that", u.Current, u.Base)
	for i, c := range u.Clashes {
		if i == most {
			fmt.Fprintf(&b, "\nand %d more", len(u.Clashes)-most)
			break
		}
		fmt.Fprintf(&b, "\n%s", c)
	}
	return b.String()
}

// String says what stands against what.
func (c Clash) String() string {
	var b strings.Builder
	b.WriteString(c.Field)
	if c.Line > 0 {
		fmt.Fprintf(&b, ", line %d", c.Line)
	}
	b.WriteString(":")
	for _, part := range []struct {
		name  string
		lines []string
	}{{"it was", c.Base}, {"theirs", c.Theirs}, {"yours", c.Yours}} {
		fmt.Fprintf(&b, "\n  %s:", part.name)
		const most = 6
		for i, line := range part.lines {
			if i == most {
				fmt.Fprintf(&b, "\n    (%d more lines)", len(part.lines)-most)
				break
			}
			b.WriteString("\n    " + shortened(line, 120))
		}
		if len(part.lines) == 0 {
			b.WriteString(" nothing")
		}
	}
	return b.String()
}

// shortened cuts a text after so many characters.
func shortened(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most]) + "…"
}

// mergeTexts brings together what two people made of the same text: each part
// that only one of them changed is as that one has it, each that both changed
// alike as both have it, and the rest are clashes. It does not matter who is who,
// but for how clashes are told.
func mergeTexts(base, theirs, yours Text) (merged Text, clashes []Clash) {
	line := func(field string, base, theirs, yours string) string {
		v, ok := mergeValue(base, theirs, yours)
		if !ok {
			clashes = append(clashes, Clash{field, 0, written(base), written(theirs), written(yours)})
		}
		return v
	}
	merged.Title = line("title", base.Title, theirs.Title, yours.Title)
	body, against := mergeLines(strings.Split(base.Body, "\n"), strings.Split(theirs.Body, "\n"), strings.Split(yours.Body, "\n"))
	merged.Body = strings.Join(body, "\n")
	clashes = append(clashes, against...)
	merged.Topics = mergeSets(base.Topics, theirs.Topics, yours.Topics, cmp.Compare)
	merged.URL = line("url", base.URL, theirs.URL, yours.URL)
	merged.Attachments = mergeSets(base.Attachments, theirs.Attachments, yours.Attachments, Attachment.compare)
	for i, a := range merged.Attachments {
		if slices.ContainsFunc(merged.Attachments[:i], func(b Attachment) bool { return b.URL == a.URL }) {
			clashes = append(clashes, Clash{"attachments", 0, filed(base, a.URL), filed(theirs, a.URL), filed(yours, a.URL)})
		}
	}
	merged.Licence = line("licence", base.Licence, theirs.Licence, yours.Licence)
	merged.Attribution = line("attribution", base.Attribution, theirs.Attribution, yours.Attribution)
	return merged, clashes
}

// filed are the attachments of a text that have an address, in words.
func filed(t Text, url string) (lines []string) {
	for _, a := range t.Attachments {
		if a.URL == url {
			lines = append(lines, a.String())
		}
	}
	return lines
}

// written is a field as lines.
func written(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// mergeValue merges what cannot be taken apart.
func mergeValue[T comparable](base, theirs, yours T) (merged T, ok bool) {
	switch {
	case yours == base, yours == theirs:
		return theirs, true
	case theirs == base:
		return yours, true
	}
	return theirs, false
}

// mergeSets merges what has no order that matters, though it has one: what one of
// them took away is gone, and what one of them added is there.
func mergeSets[T comparable](base, theirs, yours []T, compare func(T, T) int) (merged []T) {
	switch {
	case slices.Equal(yours, base), slices.Equal(yours, theirs):
		return append(merged, theirs...)
	case slices.Equal(theirs, base):
		return append(merged, yours...)
	}
	for _, v := range base {
		if slices.Contains(theirs, v) && slices.Contains(yours, v) {
			merged = append(merged, v)
		}
	}
	var added []T
	for _, v := range append(slices.Clone(theirs), yours...) {
		if !slices.Contains(base, v) && !slices.Contains(added, v) {
			added = append(added, v)
		}
	}
	slices.SortFunc(added, compare)
	return append(merged, added...)
}

// side is one of two texts that were made of the same.
type side struct {
	base, lines []string
	changes     []change
	next        int // the first change that is not merged yet
}

// overlaps reports whether a change concerns lines [from:to) of the base, too.
// What is put in between two lines overlaps what replaces both of them, and what
// somebody else puts in at the same place.
func (c change) overlaps(from, to int) bool {
	switch {
	case from == to && c.from == c.to:
		return from == c.from
	case from == to:
		return c.from < from && from < c.to
	case c.from == c.to:
		return from < c.from && c.from < to
	}
	return c.from < to && from < c.to
}

// take takes the next changes that overlap lines of the base, and returns as far
// as they reach. Took tells whether there are any.
func (s *side) take(from, to int) (first, last int, took bool) {
	for s.next < len(s.changes) && s.changes[s.next].overlaps(from, to) {
		from, to = min(from, s.changes[s.next].from), max(to, s.changes[s.next].to)
		s.next++
		took = true
	}
	return from, to, took
}

// over is what the side has in place of lines of the base, given which of its
// changes are within.
func (s *side) over(from, to, first, last int) (lines []string) {
	for _, c := range s.changes[first:last] {
		lines = append(lines, s.base[from:c.from]...)
		lines = append(lines, s.lines[c.begins:c.ends]...)
		from = c.to
	}
	return append(lines, s.base[from:to]...)
}

// mergeLines merges line by line: where the changes of the two do not overlap,
// both are made (as diff3 does: S. Khanna, K. Kunal and B. Pierce, "A Formal
// Investigation of Diff3", 2007).
func mergeLines(base, theirs, yours []string) (merged []string, clashes []Clash) {
	sides := [2]*side{{base: base, lines: theirs, changes: diff(base, theirs)}, {base: base, lines: yours, changes: diff(base, yours)}}
	done := 0
	for {
		var start *change // of the changes that are left, the one that comes first
		for _, s := range sides {
			if s.next < len(s.changes) {
				if c := &s.changes[s.next]; start == nil || cmp.Or(cmp.Compare(c.from, start.from), cmp.Compare(c.to, start.to)) < 0 {
					start = c
				}
			}
		}
		if start == nil {
			return append(merged, base[done:]...), clashes
		}
		from, to := start.from, start.to
		first := [2]int{sides[0].next, sides[1].next}
		for more := true; more; {
			more = false
			for _, s := range sides {
				var took bool
				from, to, took = s.take(from, to)
				more = more || took
			}
		}
		merged = append(merged, base[done:from]...)
		done = to
		a, b := sides[0].over(from, to, first[0], sides[0].next), sides[1].over(from, to, first[1], sides[1].next)
		switch {
		case first[1] == sides[1].next, slices.Equal(a, b):
			merged = append(merged, a...)
		case first[0] == sides[0].next:
			merged = append(merged, b...)
		default:
			merged = append(merged, a...)
			clashes = append(clashes, Clash{"body", from + 1, base[from:to:to], a, b})
		}
	}
}
