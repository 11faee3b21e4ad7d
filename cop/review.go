package cop

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/fault"
)

// DefaultMinAnswers is how many members must have answered an item before
// their answers are shown, unless a host sets another number.
const DefaultMinAnswers = 5

// Questionnaire is a review that a community can make of itself. Titles and
// questions are English; a host translates them by the slugs.
type Questionnaire struct {
	Name   string       `json:"name"` // a slug
	Title  string       `json:"title"`
	Source string       `json:"source"`
	Items  []ReviewItem `json:"items"`
}

// ReviewItem is one thing that a review looks at.
type ReviewItem struct {
	Slug   string  `json:"slug"`
	Title  string  `json:"title"`
	Asks   string  `json:"asks"`             // the statement that members rate from 1 (not at all) to 5 (fully)
	Groups []Group `json:"groups,omitempty"` // of the indicators
	Asked  bool    `json:"asked"`            // only members can tell; a record cannot
	signs  []sign  // four of them, or none
}

// Reviews returns the reviews: seven-principles, commons-alignment and
// indicators.
func Reviews() []Questionnaire {
	all := []Questionnaire{sevenPrinciples, commonsAlignment, indicators}
	for i, q := range all {
		all[i].Items = slices.Clone(q.Items)
		for j, item := range q.Items {
			all[i].Items[j].Asked = len(item.signs) == 0
			all[i].Items[j].Groups = slices.Clone(item.Groups)
		}
	}
	return all
}

// Answer is one member's own answer to an item. Whose it is stays with the
// caller, who gives one answer a person and item.
type Answer struct {
	Item   string `json:"item"`  // its slug
	Score  int    `json:"score"` // 1 (not at all) to 5 (fully)
	Reason string `json:"reason,omitempty"`
}

// Review is what a review finds: every item by itself, with its reasons.
type Review struct {
	Name  string    `json:"name"`
	Title string    `json:"title"`
	From  time.Time `json:"from,omitzero"` // the window of the record that was looked at
	To    time.Time `json:"to,omitzero"`
	Items []Scored  `json:"items"`
}

// Scored is an item with its score and what that rests on.
type Scored struct {
	Item    string   `json:"item"` // its slug
	Title   string   `json:"title"`
	Groups  []Group  `json:"groups,omitempty"`
	Score   int      `json:"score"`             // 1 to 5; 0 if unknown
	From    Source   `json:"from"`              // who can tell
	Reasons []Reason `json:"reasons,omitempty"` // the signs in the record
	Members *Opinion `json:"members,omitempty"` // what members answered, also beside a score from the record; nil if nobody did
}

// Source is what a score rests on.
type Source string

// The sources.
const (
	FromRecord  Source = "record"
	FromMembers Source = "members"
	FromNothing Source = "unknown"
)

// Opinion is what members answered to an item. All is empty where it is
// withheld, so that it gives nothing away.
type Opinion struct {
	Median   int      `json:"median,omitempty"`   // the lower median: an answer that somebody gave
	Number   int      `json:"number,omitempty"`   // of answers
	Reasons  []string `json:"reasons,omitempty"`  // in alphabetical order, so that none can be told from its place
	Withheld string   `json:"withheld,omitempty"` // why nothing is shown; empty if something is
}

// Assess makes the review of a name. The record scores an item where it can:
// 1 and one more for each of the item's four signs that show. If a sign is
// unknown, or if there are none, the median of members' answers is the score;
// if too few answered, the score is unknown. Of less than minAnswers answers
// (0 means [DefaultMinAnswers]) nothing is shown.
//
// It is a NotFound error if there is no such review, and an Invalid one that
// names every answer to no item of it, or with a score out of range.
func Assess(review string, s Subject, answers []Answer, minAnswers int) (Review, error) {
	const op = "cop.Assess"
	all := Reviews()
	i := slices.IndexFunc(all, func(q Questionnaire) bool { return q.Name == review })
	if i < 0 {
		names := make([]string, len(all))
		for i, q := range all {
			names[i] = q.Name
		}
		return Review{}, fault.New(op, fault.NotFound, "there is no such review; there are: "+strings.Join(names, ", "))
	}
	q := all[i]
	if minAnswers <= 0 {
		minAnswers = DefaultMinAnswers
	}
	given, err := q.sort(op, answers)
	if err != nil {
		return Review{}, err
	}
	r := Review{Name: q.Name, Title: q.Title, From: s.Evidence.since(), To: s.Evidence.To, Items: make([]Scored, len(q.Items))}
	for i, item := range q.Items {
		r.Items[i] = item.score(s, given[item.Slug], minAnswers)
	}
	return r, nil
}

// sort sorts answers by item.
func (q Questionnaire) sort(op string, answers []Answer) (map[string][]Answer, error) {
	given := make(map[string][]Answer, len(q.Items))
	for _, item := range q.Items {
		given[item.Slug] = nil
	}
	var bad []fault.Field
	for i, a := range answers {
		if _, ok := given[a.Item]; !ok {
			bad = append(bad, fault.Field{Name: fmt.Sprintf("answers[%d].item", i), Problem: "must be an item of the review"})
		}
		if a.Score < 1 || a.Score > 5 {
			bad = append(bad, fault.Field{Name: fmt.Sprintf("answers[%d].score", i), Problem: "must be from 1 to 5"})
		}
		given[a.Item] = append(given[a.Item], a)
	}
	if bad != nil {
		return nil, &fault.Error{Op: op, Code: fault.Invalid, Fields: bad}
	}
	return given, nil
}

// score scores one item.
func (item ReviewItem) score(s Subject, answers []Answer, minAnswers int) Scored {
	scored := Scored{Item: item.Slug, Title: item.Title, Groups: item.Groups, From: FromNothing, Members: opinionOf(answers, minAnswers)}
	shown, unknown := 0, 0
	for _, sign := range item.signs {
		r := sign.read(s)
		addIf(&shown, r.Shown == Present)
		addIf(&unknown, r.Shown == Unknown)
		scored.Reasons = append(scored.Reasons, r)
	}
	switch {
	case len(item.signs) > 0 && unknown == 0:
		scored.Score, scored.From = 1+shown, FromRecord
	case scored.Members != nil && scored.Members.Withheld == "":
		scored.Score, scored.From = scored.Members.Median, FromMembers
	}
	return scored
}

func opinionOf(answers []Answer, minAnswers int) *Opinion {
	switch n := len(answers); {
	case n == 0:
		return nil
	case n < minAnswers:
		return &Opinion{Withheld: fmt.Sprintf("fewer than %d members answered", minAnswers)}
	}
	scores := make([]int, len(answers))
	var reasons []string
	for i, a := range answers {
		scores[i] = a.Score
		if a.Reason != "" {
			reasons = append(reasons, a.Reason)
		}
	}
	slices.Sort(scores)
	slices.Sort(reasons)
	return &Opinion{Median: scores[(len(scores)-1)/2], Number: len(scores), Reasons: reasons}
}
