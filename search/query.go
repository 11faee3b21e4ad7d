package search

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

// Query is what somebody looks for: [Parse] makes it of a text, and a host that
// has fields for it fills in its own, with [Phrase].
type Query struct {
	Terms []Term // all of them occur
	Not   []Term // and none of these
	Filters
}

// Term is a word, or several one after the other, of which the last can be the
// beginning of a word only.
type Term struct {
	Words  []string
	Prefix bool
}

// Filters are what resources are chosen by beside their words. What is empty or
// zero lets all pass.
type Filters struct {
	Topics   []string            // a resource has all of them
	Kinds    []repertoire.Kind   // it is of one of them
	Statuses []repertoire.Status // it is in one of them
	Spaces   []activity.SpaceID  // it is in one of them
	Stewards []activity.Person   // one of them looks after it
	Authors  []activity.Person   // one of them shared it

	RevisedAfter, RevisedBefore time.Time // its current version was written at or after one time, and before the other
	SharedAfter, SharedBefore   time.Time // the same of when it was shared
}

// The bounds of a query: how many bytes of text, and how many terms, filters
// included.
const (
	MaxBytes = 1000
	MaxTerms = 32
)

// Phrase is the term that a text is looked for by; false if it has no words.
func Phrase(text string) (Term, bool) {
	var t Term
	for _, w := range Words(text) {
		t.Words = append(t.Words, w.Text)
	}
	return t, len(t.Words) > 0
}

// Normal returns the query with its words folded, which is how it is looked for.
// Invalid for one that asks for nothing, or for too much.
func (q Query) Normal() (Query, error) {
	terms, not := normal(q.Terms), normal(q.Not)
	q.Terms, q.Not = terms, not
	q.Topics = slices.Clone(q.Topics)
	f := q.Filters
	texts := append(textsOf(f.Kinds, f.Statuses), textsOf(f.Stewards, f.Authors)...)
	texts = append(texts, q.Topics...)
	size := 0
	for _, t := range append(slices.Clone(terms), not...) {
		texts = append(texts, t.Words...)
	}
	for _, t := range texts {
		size += len(t) + 1
		if !utf8.ValidString(t) || strings.ContainsRune(t, 0) {
			return q, invalid("the query is no text in UTF-8; write it anew")
		}
	}
	for _, t := range q.Topics {
		if _, ok := Phrase(t); !ok {
			return q, invalid(fmt.Sprintf("the topic %q has no word in it; name one", t))
		}
	}
	for _, t := range []*time.Time{&q.RevisedAfter, &q.RevisedBefore, &q.SharedAfter, &q.SharedBefore} {
		if year := t.Year(); year < 1 || year > 9999 {
			return q, invalid("a time is not in the years 1 to 9999; name one that is")
		}
		*t = t.UTC().Truncate(time.Microsecond)
	}
	switch n := len(terms) + len(not) + len(texts) - words(terms) - words(not) + len(f.Spaces); {
	case n > MaxTerms:
		return q, invalid(fmt.Sprintf("the query has %d words, phrases and filters; ask for at most %d", n, MaxTerms))
	case size > 8*MaxBytes: // folding can make a text longer
		return q, invalid("the query is too long; ask for less at once")
	case len(terms) == 0 && f.empty() && len(not) > 0:
		return q, invalid("the query only says what not to find; name something to look for")
	case len(terms) == 0 && f.empty():
		return q, invalid("the query has no word in it; name something to look for")
	}
	return q, nil
}

func textsOf[A, B ~string](a []A, b []B) (all []string) {
	for _, s := range a {
		all = append(all, string(s))
	}
	for _, s := range b {
		all = append(all, string(s))
	}
	return all
}

func words(all []Term) (n int) {
	for _, t := range all {
		n += len(t.Words)
	}
	return n
}

// normal folds terms, without those that have no words.
func normal(all []Term) (terms []Term) {
	for _, t := range all {
		if folded, ok := Phrase(strings.Join(t.Words, " ")); ok {
			folded.Prefix = t.Prefix
			terms = append(terms, folded)
		}
	}
	return terms
}

func (f Filters) empty() bool {
	return len(f.Topics)+len(f.Kinds)+len(f.Statuses)+len(f.Spaces)+len(f.Stewards)+len(f.Authors) == 0 &&
		f.RevisedAfter.IsZero() && f.RevisedBefore.IsZero() && f.SharedAfter.IsZero() && f.SharedBefore.IsZero()
}

func invalid(problem string) error { return fault.New("search.Parse", fault.Invalid, problem) }
