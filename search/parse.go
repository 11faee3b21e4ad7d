package search

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
)

// Parse reads a query as somebody types it; see the package's documentation.
// Invalid for one that is too long, has too many words or none, or a filter with
// something that it cannot be.
func Parse(text string) (Query, error) {
	var q Query
	switch {
	case len(text) > MaxBytes:
		return q, invalid(fmt.Sprintf("the query has %d bytes; ask with at most %d", len(text), MaxBytes))
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		return q, invalid("the query is no text in UTF-8; write it anew")
	}
	for rest := strings.TrimSpace(text); rest != ""; rest = strings.TrimSpace(rest) {
		var p piece
		p, rest = next(rest)
		if err := q.add(p); err != nil {
			return Query{}, err
		}
	}
	return q.Normal()
}

// piece is a part of a query: a word or a phrase, or a filter.
type piece struct {
	not, prefix bool
	field, text string
}

// next takes the first piece off a text that does not begin with a space.
func next(text string) (p piece, rest string) {
	if after, ok := strings.CutPrefix(text, "-"); ok {
		p.not, text = true, after
	}
	end := strings.IndexFunc(text, func(r rune) bool { return r == ':' || r == '"' || unicode.IsSpace(r) })
	if end > 0 && text[end] == ':' {
		if field := strings.ToLower(text[:end]); filters[field] != nil {
			p.field, text = field, text[end+1:]
		}
	}
	if quoted, ok := strings.CutPrefix(text, `"`); ok {
		p.text, rest, _ = strings.Cut(quoted, `"`)
		if after, ok := strings.CutPrefix(rest, "*"); ok {
			p.prefix, rest = true, after
		}
	} else {
		end := strings.IndexFunc(text, func(r rune) bool { return r == '"' || unicode.IsSpace(r) })
		if end < 0 {
			end = len(text)
		}
		p.text, rest = text[:end], text[end:]
	}
	if p.field == "" { // "grinding whe*"
		if begun, ok := strings.CutSuffix(p.text, "*"); ok {
			p.text, p.prefix = begun, true
		}
	}
	return p, rest
}

func (q *Query) add(p piece) error {
	if p.field != "" {
		if p.not {
			return invalid(fmt.Sprintf("%s: cannot be excluded; leave out the minus, and name what to find", p.field))
		}
		if p.text = strings.TrimSpace(p.text); p.text == "" {
			return invalid(fmt.Sprintf("%s: lacks what it should be; name it without a space between", p.field))
		}
		return filters[p.field](&q.Filters, p.text)
	}
	term, ok := Phrase(p.text)
	if !ok {
		return nil
	}
	term.Prefix = p.prefix
	if p.not {
		q.Not = append(q.Not, term)
	} else {
		q.Terms = append(q.Terms, term)
	}
	return nil
}

// filters read what stands behind the name of a filter.
var filters = map[string]func(*Filters, string) error{
	"topic": func(f *Filters, s string) error { f.Topics = append(f.Topics, s); return nil },
	"kind": func(f *Filters, s string) error {
		f.Kinds = append(f.Kinds, repertoire.Kind(strings.ToLower(s)))
		return nil
	},
	"status": func(f *Filters, s string) error {
		f.Statuses = append(f.Statuses, repertoire.Status(strings.ToLower(s)))
		return one(s, "status", slices.Sorted(maps.Keys(ranks)))
	},
	"steward": func(f *Filters, s string) error { f.Stewards = append(f.Stewards, activity.Person(s)); return nil },
	"author":  func(f *Filters, s string) error { f.Authors = append(f.Authors, activity.Person(s)); return nil },
	"space": func(f *Filters, s string) error {
		id, err := activity.ParseID[activity.SpaceID](s)
		if err != nil || id.IsZero() {
			return invalid(fmt.Sprintf("space:%s is no id of a space; give it in full", s))
		}
		f.Spaces = append(f.Spaces, id)
		return nil
	},
	"after":         day("after", func(f *Filters) *time.Time { return &f.RevisedAfter }),
	"before":        day("before", func(f *Filters) *time.Time { return &f.RevisedBefore }),
	"shared-after":  day("shared-after", func(f *Filters) *time.Time { return &f.SharedAfter }),
	"shared-before": day("shared-before", func(f *Filters) *time.Time { return &f.SharedBefore }),
}

// one fails if a text names none of what there is.
func one[T ~string](s, field string, all []T) error {
	if slices.Contains(all, T(strings.ToLower(s))) {
		return nil
	}
	return invalid(fmt.Sprintf("%s:%s is none of %v; name one of them", field, s, all))
}

// day reads a day, or a time with its zone.
func day(field string, into func(*Filters) *time.Time) func(*Filters, string) error {
	return func(f *Filters, s string) error {
		t, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t, err = time.Parse(time.RFC3339, s)
		}
		if err != nil || t.IsZero() || t.Year() > 9999 || t.Year() < 1 {
			return invalid(fmt.Sprintf("%s:%s is no day; write it as 2026-01-31", field, s))
		}
		if !into(f).IsZero() {
			return invalid(field + ": can be said once only; leave one of them out")
		}
		*into(f) = t.UTC()
		return nil
	}
}
