package cop

import (
	"fmt"
	"strings"
)

// Sum is a composite: the scores of a review added up. No instrument that
// would give it a meaning of its own has been validated; it is only as good as
// its parts, and says of how many it is made.
type Sum struct {
	Points int      `json:"points"`
	Of     int      `json:"of"`    // the most points that the scored items could have
	Items  int      `json:"items"` // of the review
	Parts  []Scored `json:"parts"` // the items that have a score
}

// Sum adds up the scores that are known.
func (r Review) Sum() Sum {
	s := Sum{Items: len(r.Items)}
	for _, item := range r.Items {
		if item.From == FromNothing {
			continue
		}
		s.Points += item.Score
		s.Of += 5
		s.Parts = append(s.Parts, item)
	}
	return s
}

// String returns the sum with its parts.
func (s Sum) String() string {
	parts := make([]string, len(s.Parts))
	for i, p := range s.Parts {
		parts[i] = fmt.Sprint(p.Item, " ", p.Score)
	}
	text := fmt.Sprintf("%d of %d points, the sum of %d of %d items", s.Points, s.Of, len(s.Parts), s.Items)
	if len(parts) > 0 {
		text += ": " + strings.Join(parts, ", ")
	}
	return text
}

// String returns the review as text, every score with what it rests on.
func (r Review) String() string {
	var s sheet
	s.write(0, r.Title+", "+fromTo(r.From, r.To))
	for _, item := range r.Items {
		score := "unknown"
		if item.From != FromNothing {
			score = fmt.Sprintf("%d of 5, from the %s", item.Score, item.From)
		}
		s.WriteByte('\n')
		s.write(0, item.Title+": "+score)
		for _, reason := range item.Reasons {
			s.write(2, reason.short())
		}
		if item.Members != nil {
			item.Members.write(&s)
		}
	}
	return s.String()
}

func (o Opinion) write(s *sheet) {
	if o.Withheld != "" {
		s.write(2, "members: "+o.Withheld)
		return
	}
	s.write(2, fmt.Sprintf("members: %d of 5 (median of %d answers)", o.Median, o.Number))
	for _, reason := range o.Reasons {
		s.write(4, "“"+reason+"”")
	}
}
