package cop

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// Presence is how clearly something shows.
type Presence string

// The presences, from the least to the most.
const (
	Unknown Presence = "unknown" // there is too little to tell
	Absent  Presence = "absent"
	Weak    Presence = "weak"
	Present Presence = "present"
)

// Reason is why something is judged as it is: the rule, what was found, and
// where it was looked for.
type Reason struct {
	Rule     string    `json:"rule"`
	Evidence string    `json:"evidence"`
	Shown    Presence  `json:"shown"` // what the rule makes of the evidence
	From     time.Time `json:"from,omitzero"`
	To       time.Time `json:"to,omitzero"` // the window is up to, but not including, To
}

// String returns the reason with its window.
func (r Reason) String() string {
	return r.short() + " (" + fromTo(r.From, r.To) + ")"
}

// short returns the reason without its window.
func (r Reason) short() string { return fmt.Sprintf("%s: %s. Found: %s.", r.Shown, r.Rule, r.Evidence) }

// fromTo writes the days of a window: "2 Jan 2026 to 31 Mar 2026". One that
// begins at no time is of no record.
func fromTo(from, to time.Time) string {
	const layout = "2 Jan 2006"
	if from.IsZero() {
		return "no record"
	}
	if to.After(from) {
		to = to.Add(-time.Microsecond) // the window ends before To
	}
	return from.Format(layout) + " to " + to.Format(layout)
}

// numberOf writes a number of things: "1 person", "2 people".
func numberOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", many)
}

// outOf writes how many of all something holds for: "3 of 12 people (25 %)".
func outOf(n, all int, things string) string {
	if all == 0 {
		return "no " + things
	}
	return fmt.Sprintf("%d of %d %s (%d %%)", n, all, things, n*100/all)
}

// reaches reports whether n is at least so many percent of all.
func reaches(n, all, percent int) bool { return all > 0 && n*100 >= percent*all }

// graded is present from one number on and weak from another.
func graded(n, present, weak int) Presence {
	switch {
	case n >= present:
		return Present
	case n >= weak:
		return Weak
	default:
		return Absent
	}
}

// percentage is present from one share on and weak from another, in percent.
func percentage(n, all, present, weak int) Presence {
	switch {
	case reaches(n, all, present):
		return Present
	case reaches(n, all, weak):
		return Weak
	default:
		return Absent
	}
}

// ranks orders the presences.
var ranks = map[Presence]int{Unknown: 0, Absent: 1, Weak: 2, Present: 3}

// least returns the least clear of two presences.
func least(a, b Presence) Presence {
	if ranks[b] < ranks[a] {
		return b
	}
	return a
}

// most returns the clearest of two presences.
func most(a, b Presence) Presence {
	if ranks[b] > ranks[a] {
		return b
	}
	return a
}

// sheet is a text of paragraphs, broken between words.
type sheet struct{ strings.Builder }

const sheetWidth = 78

// write adds a paragraph: its first line indented by so many spaces, the
// others by two more.
func (s *sheet) write(indent int, text string) {
	column := 0
	for i, word := range strings.Fields(text) {
		length := utf8.RuneCountInString(word)
		switch {
		case i == 0:
			s.WriteString(strings.Repeat(" ", indent))
			column = indent
		case column+1+length > sheetWidth:
			s.WriteString("\n" + strings.Repeat(" ", indent+2))
			column = indent + 2
		default:
			s.WriteByte(' ')
			column++
		}
		s.WriteString(word)
		column += length
	}
	s.WriteByte('\n')
}
