package membership

import (
	"cmp"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Arrival is how one person came into a community, as far as a record tells. A
// zero time means "not by the end of the record", not "never": whoever came
// lately has had little time yet (right-censoring, as in survival analysis), so
// do not average the durations of those who have got there alone.
type Arrival struct {
	Person            activity.Person
	JoinedAt          time.Time // when they first became a member; zero as well if the record holds no joining, as an imported one
	FirstContribution time.Time // their first activity that is no upkeep, even before they joined
	FirstQuestion     time.Time // when they first opened a thread
	FirstAnswer       time.Time // when somebody else first responded in a thread that they opened
}

// ToContribution returns how long it took from joining to the first
// contribution: 0 for who contributed before. Ok is false while either is
// missing.
func (a Arrival) ToContribution() (d time.Duration, ok bool) {
	return between(a.JoinedAt, a.FirstContribution)
}

// ToAnswer returns how long it took from the first question to the first answer
// received, be it to that question or to a later one. Ok is false while either
// is missing; who asks and gets no answer is not peripheral but marginal
// (Wenger 1998).
func (a Arrival) ToAnswer() (d time.Duration, ok bool) {
	return between(a.FirstQuestion, a.FirstAnswer)
}

func between(from, to time.Time) (time.Duration, bool) {
	if from.IsZero() || to.IsZero() {
		return 0, false
	}
	return max(0, to.Sub(from)), true
}

// Arrivals returns everybody who joined or contributed, in the order in which
// they first did either; at the same time, in the order of their ids. The
// activities may come in any order. An error is that of the stream.
//
// The result tells about all activities given: leave out those of spaces that
// its readers may not see.
func Arrivals(s activity.Stream) ([]Arrival, error) {
	arrivals := make(map[activity.Person]*Arrival)
	of := func(p activity.Person) *Arrival {
		if arrivals[p] == nil {
			arrivals[p] = &Arrival{Person: p}
		}
		return arrivals[p]
	}
	threads := make(map[activity.ObjectID]*thread)
	for a, err := range s {
		if err != nil {
			return nil, err
		}
		switch {
		case a.Verb == activity.Join:
			earlier(&of(a.Actor).JoinedAt, a.At)
		case a.Verb == activity.Admit && a.To != "":
			earlier(&of(a.To).JoinedAt, a.At)
		}
		if a.Verb.Upkeep() {
			continue
		}
		earlier(&of(a.Actor).FirstContribution, a.At)
		if a.Verb.Opens() {
			earlier(&of(a.Actor).FirstQuestion, a.At)
		}
		if a.Thread.IsZero() {
			continue
		}
		if threads[a.Thread] == nil {
			threads[a.Thread] = &thread{}
		}
		threads[a.Thread].add(a)
	}
	for _, t := range threads {
		if at := t.answered(); !at.IsZero() {
			earlier(&of(t.opener).FirstAnswer, at)
		}
	}
	list := make([]Arrival, 0, len(arrivals))
	for _, a := range arrivals {
		list = append(list, *a)
	}
	slices.SortFunc(list, func(a, b Arrival) int {
		return cmp.Or(a.came().Compare(b.came()), cmp.Compare(a.Person, b.Person))
	})
	return list, nil
}

// came is when the person first joined or contributed.
func (a Arrival) came() time.Time {
	t := a.JoinedAt
	if !a.FirstContribution.IsZero() {
		earlier(&t, a.FirstContribution)
	}
	return t
}

// thread is who opened a thread, and when each person first took part in it.
type thread struct {
	opener activity.Person
	opened time.Time
	first  map[activity.Person]time.Time
}

func (t *thread) add(a activity.Activity) {
	if a.Verb.Opens() && (t.opener == "" || a.At.Before(t.opened)) {
		t.opener, t.opened = a.Actor, a.At
	}
	if t.first == nil {
		t.first = make(map[activity.Person]time.Time)
	}
	at := t.first[a.Actor]
	earlier(&at, a.At)
	t.first[a.Actor] = at
}

// answered is when somebody other than the opener first took part; zero if
// nobody did, or if the record does not hold the opening.
func (t *thread) answered() time.Time {
	var at time.Time
	if t.opener == "" {
		return at
	}
	for person, first := range t.first {
		if person != t.opener {
			earlier(&at, first)
		}
	}
	return at
}

// earlier moves a time to an earlier one; zero is later than all.
func earlier(t *time.Time, at time.Time) {
	if t.IsZero() || at.Before(*t) {
		*t = at
	}
}
