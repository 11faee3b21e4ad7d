package search

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
)

// Result is a hit as a reader is shown it, and why it is one.
type Result struct {
	Resource activity.ResourceID
	Version  int // the current one, in which it was found
	Kind     repertoire.Kind
	Status   repertoire.Status
	Space    activity.SpaceID
	Author   activity.Person
	Topics   []string
	Revised  time.Time

	Tier    Tier    // how well it matches
	Found   []Found // what was looked for, in the order of the query, and where it is
	Title   Marked
	Snippet Marked // of the body: around what was found, else its beginning
}

// Found is where a word or phrase of a query is.
type Found struct {
	Term                Term
	Title, Topics, Body bool
}

// Marked is a text, or a part of one, and the places in it of what was found, in
// their order and apart from each other. It is plain text of the community's,
// which whoever shows it escapes.
type Marked struct {
	Text   string
	Marks  []Mark
	Before bool // there is more of the text before it
	After  bool // and behind it
}

// Mark is a place in a text.
type Mark struct{ Start, End int } // in bytes; End is behind the last

// snippet is about how many bytes of a body are shown, and lead how many of those
// before what was found.
const (
	snippet = 240
	lead    = 60
)

// Result makes of a hit what a reader is shown.
func (q Query) Result(h Hit) Result {
	r := h.Resource
	entry, title, body := Of(r), q.places(r.Current.Title), q.places(r.Current.Body)
	result := Result{
		Resource: r.ID, Version: r.Current.Number, Kind: r.Kind, Status: r.Status, Space: r.Space, Author: r.Author,
		Topics: append([]string(nil), r.Current.Topics...), Revised: r.Current.At, Tier: h.Tier,
		Title: marked(r.Current.Title, title, 0, len(r.Current.Title)),
	}
	for _, t := range q.Terms {
		result.Found = append(result.Found, Found{t, t.contains(entry.Title), t.contains(entry.Topics), t.contains(entry.Body)})
	}
	start, end := window(r.Current.Body, body)
	result.Snippet = marked(r.Current.Body, body, start, end)
	return result
}

// place is where a term of the query stands in a text.
type place struct{ start, end, term int }

// manyPlaces is how many places of a text are looked at, to choose what to show.
const manyPlaces = 1000

// places are where the terms of the query stand in a text, in its order.
func (q Query) places(text string) (all []place) {
	words := Words(text)
	for i := range words {
		if len(all) >= manyPlaces {
			break
		}
		for n, t := range q.Terms {
			if t.at(words[i:]) {
				all = append(all, place{words[i].Start, words[i+len(t.Words)-1].End, n})
			}
		}
	}
	return all
}

// at reports whether words begin with those of the term.
func (t Term) at(words []Word) bool {
	if len(words) < len(t.Words) {
		return false
	}
	last := len(t.Words) - 1
	for i, w := range t.Words {
		if found := words[i].Text; found != w && !(i == last && t.Prefix && strings.HasPrefix(found, w)) {
			return false
		}
	}
	return true
}

// window is the part of a text to show: the first that has the most of the terms.
func window(text string, places []place) (start, end int) {
	most := 0
	for i, p := range places {
		if i > 0 && p.start < start+lead {
			continue // it is shown with the one before
		}
		terms := make(map[int]bool)
		for _, other := range places[i:] {
			if other.end > p.start+snippet-lead {
				break
			}
			terms[other.term] = true
		}
		if len(terms) > most {
			most, start = len(terms), max(0, p.start-lead)
		}
	}
	end = min(len(text), start+snippet)
	if start > 0 {
		start = apart(text, start, +1)
	}
	if end < len(text) {
		end = max(start, apart(text, end, -1))
	}
	return start, end
}

// apart moves a place in a text to where no character is torn, and, if there is a
// space within a few, no word.
func apart(text string, at, by int) int {
	for n, i := 0, at; n < lead/2 && i > 0 && i < len(text); n, i = n+1, i+by {
		if text[i] == ' ' || text[i] == '\n' {
			return i + max(0, by)
		}
	}
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at += by
	}
	return at
}

// marked is a part of a text with the places in it, of which those that meet become one.
func marked(text string, places []place, start, end int) Marked {
	m := Marked{Text: text[start:end], Before: start > 0, After: end < len(text)}
	for _, p := range places {
		if p.start < start || p.end > end {
			continue
		}
		next := Mark{p.start - start, p.end - start}
		if last := len(m.Marks) - 1; last >= 0 && next.Start <= m.Marks[last].End {
			m.Marks[last].End = max(m.Marks[last].End, next.End)
			continue
		}
		m.Marks = append(m.Marks, next)
	}
	return m
}

// Page is a part of the results of a query.
type Page struct {
	Results []Result
	Next    Cursor // where the next page begins; zero if there is none
}
