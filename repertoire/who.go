package repertoire

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Waiting is a question that nobody has answered, and whom to ask about it. Who
// asks and gets no answer is kept from taking part (J. Lave and E. Wenger 1991
// tell the marginal from the peripheral by that), so a community looks after the
// questions that wait, and after those of newcomers first.
type Waiting struct {
	Waiter
	Days      int         `json:"days"`                // for which it has waited, whole ones
	Newcomer  bool        `json:"newcomer"`            // whoever asked has not been here for long
	Suggested []Suggested `json:"suggested"`           // whom to ask, the most fitting first
	Reasons   []string    `json:"reasons"`             // in words
	Next      []string    `json:"next"`                // what to do, in words
	Elsewhere []Coverage  `json:"elsewhere,omitempty"` // other communities that know about its topics, if nobody is suggested here
}

// Suggested is somebody to ask.
type Suggested struct {
	Person  activity.Person `json:"person"`
	Topics  []string        `json:"topics"`  // those of the question's that they know about
	Reasons []string        `json:"reasons"` // in words: what shows it
	Already int             `json:"already"` // for how many of the questions before they have been named
}

// Members are those who belong to a community.
type Members struct {
	// Since tells when they came; who is not there is no member.
	Since map[activity.Person]time.Time
	// Returned are those who had been members before, who are no newcomers.
	Returned map[activity.Person]bool
	// Enters tells whether a member may enter a space, and so sees what is asked
	// there; nil if all may enter all.
	Enters func(activity.Person, activity.SpaceID) bool
}

// NewMembers returns nobody, yet.
func NewMembers() Members {
	return Members{Since: make(map[activity.Person]time.Time), Returned: make(map[activity.Person]bool)}
}

func (m Members) enters(p activity.Person, space activity.SpaceID) bool {
	return m.Enters == nil || m.Enters(p, space)
}

func (m Members) newcomer(p activity.Person, after time.Time) bool {
	at, ok := m.Since[p]
	return ok && !at.Before(after) && !m.Returned[p]
}

// Unanswered returns the questions that wait on a map and for whom to ask, those
// of newcomers first, then those that have waited longest.
//
// Whom to ask are members who know about a topic of the question's (see
// Knower.Knows), may enter the space that it is in, and did not ask it: first who
// knows about more of its topics, then who has been named for fewer of the
// questions before, then who is named first on the map of the first topic. At most
// Helpers are named for a question, and nobody for more than AtMost questions, so
// that it is not always the same who are asked. It goes by what anybody can count on the
// map, for those who look after a community; insight.Recommender learns who is likely to
// answer well, for the one who is to answer.
func Unanswered(m Map, waiting []Waiter, members Members) []Waiting {
	known := m.known()
	named := make(map[activity.Person]int)
	all := m.inTurn(waiting, members)
	for i, w := range all {
		fit := known.about(w.Waiter, func(p activity.Person) bool {
			_, belongs := members.Since[p]
			return belongs && p != w.Asker && named[p] < m.Policy.AtMost && members.enters(p, w.Space)
		})
		slices.SortStableFunc(fit, func(a, b Suggested) int {
			return cmp.Or(cmp.Compare(len(b.Topics), len(a.Topics)), cmp.Compare(named[a.Person], named[b.Person]))
		})
		for _, s := range first(m.Policy.Helpers, fit) {
			s.Already = named[s.Person]
			named[s.Person]++
			w.Suggested = append(w.Suggested, s)
		}
		if w.Suggested == nil {
			w.Next = append(w.Next, "nobody here is known to know about it: answer that it is seen, invite a guest expert, or ask another community")
		} else {
			var people []activity.Person
			for _, s := range w.Suggested {
				people = append(people, s.Person)
			}
			w.Next = append(w.Next, "ask "+names(people)+" whether they can answer it")
		}
		all[i] = w
	}
	return all
}

// Answerable returns the questions that wait and that a member could answer: they
// know about a topic of it, may enter the space that it is in, and did not ask it.
// Those of newcomers come first, then those on more of the topics that they know
// about, then those that have waited longest. It is for the member themselves: an
// invitation, and no duty.
func Answerable(m Map, waiting []Waiter, members Members, person activity.Person) []Waiting {
	if _, belongs := members.Since[person]; !belongs {
		return nil
	}
	known := m.known()
	var all []Waiting
	for _, w := range m.inTurn(waiting, members) {
		if w.Asker == person || !members.enters(person, w.Space) {
			continue
		}
		if w.Suggested = known.about(w.Waiter, func(p activity.Person) bool { return p == person }); w.Suggested == nil {
			continue
		}
		w.Next = []string{"answer it, or say who could"}
		all = append(all, w)
	}
	slices.SortStableFunc(all, func(a, b Waiting) int {
		return cmp.Or(newcomersFirst(a, b), cmp.Compare(len(b.Suggested[0].Topics), len(a.Suggested[0].Topics)))
	})
	return all
}

func newcomersFirst(a, b Waiting) int {
	turn := map[bool]int{true: 0, false: 1}
	return cmp.Compare(turn[a.Newcomer], turn[b.Newcomer])
}

// inTurn are the questions that wait, in the order in which they are looked after.
func (m Map) inTurn(waiting []Waiter, members Members) []Waiting {
	after := since(m.At, m.Policy.Newcomer)
	var all []Waiting
	for _, w := range waiting {
		days := int(m.At.Sub(w.At) / (24 * time.Hour))
		one := Waiting{Waiter: w, Days: days, Newcomer: members.newcomer(w.Asker, after)}
		long := " for " + amount(days, "day", "days")
		if days == 0 {
			long = " yet"
		}
		one.Reasons = append(one.Reasons, fmt.Sprintf("nobody has answered it%s, since %s", long, w.At.Format(time.DateOnly)))
		if one.Newcomer {
			one.Reasons = append(one.Reasons, "it is a newcomer's, who came on "+members.Since[w.Asker].Format(time.DateOnly))
		}
		all = append(all, one)
	}
	slices.SortStableFunc(all, func(a, b Waiting) int {
		return cmp.Or(newcomersFirst(a, b), a.At.Compare(b.At), a.Question.Compare(b.Question))
	})
	return all
}

// known are those who know about each topic, in the order of the map.
type known map[string][]Knower

func (m Map) known() known {
	all := make(known)
	for _, t := range m.Topics {
		for _, k := range t.People {
			if k.Knows() {
				all[t.Topic] = append(all[t.Topic], k)
			}
		}
	}
	return all
}

// about are those who know about topics of a question's and fit, in the order in
// which the map names them.
func (all known) about(w Waiter, fits func(activity.Person) bool) []Suggested {
	places := make(map[activity.Person]int)
	var people []Suggested
	for _, topic := range w.Topics {
		for _, k := range all[topic] {
			if !fits(k.Person) {
				continue
			}
			i, ok := places[k.Person]
			if !ok {
				i = len(people)
				places[k.Person], people = i, append(people, Suggested{Person: k.Person})
			}
			people[i].Topics = append(people[i].Topics, topic)
			people[i].Reasons = append(people[i].Reasons, topic+": "+k.shows())
		}
	}
	return people
}

// shows says what shows that somebody knows about a topic.
func (k Knower) shows() string {
	var all []string
	for _, part := range []struct {
		n         int
		one, many string
	}{
		{k.Answered, "1 answer", "%d answers"},
		{k.Accepted, "1 of them accepted", "%d of them accepted"},
		{k.Shared, "1 resource shared", "%d resources shared"},
		{k.Revised, "1 revised", "%d revised"},
		{k.Reused, "used once by others", "used %d times by others"},
		{k.Commended, "commended for it by 1 member", "commended for it by %d members"},
	} {
		switch {
		case part.n == 1:
			all = append(all, part.one)
		case part.n > 1:
			all = append(all, fmt.Sprintf(part.many, part.n))
		}
	}
	return strings.Join(all, ", ")
}

// CoveredElsewhere completes the questions for which nobody is suggested with the
// other communities that know about their topics, by id. See CoverageOf.
func CoveredElsewhere(waiting []Waiting, by map[string][]Coverage) []Waiting {
	waiting = slices.Clone(waiting)
	for i, w := range waiting {
		if len(w.Suggested) > 0 {
			continue
		}
		there := make(map[activity.CommunityID]Coverage)
		for _, topic := range w.Topics {
			for _, c := range by[topic] {
				before := there[c.Community]
				c.Named = c.Named || before.Named
				c.Resources = slices.Concat(before.Resources, c.Resources)
				slices.SortFunc(c.Resources, activity.ResourceID.Compare)
				c.Resources = slices.Compact(c.Resources)
				there[c.Community] = c
			}
		}
		if len(there) > 0 {
			w.Elsewhere = slices.SortedFunc(maps.Values(there), func(a, b Coverage) int { return a.Community.Compare(b.Community) })
			w.Next = connect(w.Next, w.Elsewhere)
		}
		waiting[i] = w
	}
	return waiting
}
