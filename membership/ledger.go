package membership

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Ledger holds what people did in one community, and what others directed at
// them, week by week: all that levels read. It is built from a record
// ([Ledger.Add]) or from what a store has counted of it ([Ledger.AddDid],
// [Ledger.AddReceived], [Ledger.AddPresence], [Ledger.AddWeeks]), with the same result, in any
// order. Upkeep and other communities are passed over.
//
// A Ledger may be read by several goroutines at once, unless one adds to it.
type Ledger struct {
	community activity.CommunityID
	people    map[activity.Person]*account
}

// account is one person's page.
type account struct {
	weeks   []week                        // in order
	threads map[int32][]activity.ObjectID // in which they replied, by week, in order; of few
}

// week is a [Week] as a ledger keeps it, which may hold a million.
type week struct {
	number        int32 // as weekNumber counts them
	days          Days
	did, received []Count
}

// NewLedger returns an empty ledger of a community.
func NewLedger(community activity.CommunityID) *Ledger {
	return &Ledger{community: community, people: map[activity.Person]*account{}}
}

// Community returns whose ledger it is.
func (l *Ledger) Community() activity.CommunityID { return l.community }

// Add enters an activity: what its actor did, what the person it is directed
// at received, and its actor's presence.
func (l *Ledger) Add(a activity.Activity) {
	l.AddDid(a.Tally())
	if t, ok := a.Received(); ok {
		l.AddReceived(t)
	}
	if p, ok := a.Presence(); ok {
		l.AddPresence(p)
	}
}

// AddDid enters how often somebody did something in a week.
func (l *Ledger) AddDid(t activity.Tally) {
	if l.counts(t) {
		w := l.week(t.Person, t.Week)
		w.did = addCount(w.did, t.Verb, t.Count)
	}
}

// AddReceived enters how often somebody had something directed at them in a
// week.
func (l *Ledger) AddReceived(t activity.Tally) {
	if l.counts(t) {
		w := l.week(t.Person, t.Week)
		w.received = addCount(w.received, t.Verb, t.Count)
	}
}

func (l *Ledger) counts(t activity.Tally) bool {
	return t.Community == l.community && t.Count > 0 && !t.Verb.Upkeep()
}

// AddPresence enters a day on which somebody took part; entering it again
// changes nothing.
func (l *Ledger) AddPresence(p activity.Presence) {
	if p.Community != l.community {
		return
	}
	w := l.week(p.Person, p.Day)
	w.days = w.days.On(p.Day)
	if !p.Thread.IsZero() {
		l.people[p.Person].replied(w.number, p.Thread)
	}
}

func (a *account) replied(number int32, thread activity.ObjectID) {
	if a.threads == nil {
		a.threads = map[int32][]activity.ObjectID{}
	}
	in := a.threads[number]
	if i, found := slices.BinarySearchFunc(in, thread, activity.ObjectID.Compare); !found {
		a.threads[number] = slices.Insert(in, i, thread)
	}
}

// AddWeeks enters what somebody did and received in some weeks, each by its Monday, 0:00
// UTC. It costs the least for somebody of whom nothing is entered yet, weeks in order:
// then the ledger keeps their counts, which must not change any more.
func (l *Ledger) AddWeeks(person activity.Person, weeks []Week) {
	asKept := ascending(weeks, func(a, b Week) int { return a.Week.Compare(b.Week) }) && !slices.ContainsFunc(weeks, func(w Week) bool { return !w.asKept() })
	if l.people[person] == nil && asKept {
		l.take(person, weeks)
		return
	}
	for _, w := range weeks {
		for _, c := range w.Did {
			l.AddDid(activity.Tally{Community: l.community, Week: w.Week, Person: person, Verb: c.Verb, Count: c.N})
		}
		for _, c := range w.Received {
			l.AddReceived(activity.Tally{Community: l.community, Week: w.Week, Person: person, Verb: c.Verb, Count: c.N})
		}
		for day := range 7 {
			if w.Days>>day&1 == 1 {
				l.AddPresence(activity.Presence{Community: l.community, Day: w.Week.AddDate(0, 0, day), Person: person, Count: 1})
			}
		}
		for _, thread := range w.Threads {
			l.people[person].replied(l.week(person, w.Week).number, thread)
		}
	}
}

// take opens somebody's page with some weeks.
func (l *Ledger) take(person activity.Person, weeks []Week) {
	if len(weeks) == 0 {
		return
	}
	page := &account{weeks: make([]week, len(weeks))}
	for i, w := range weeks {
		number := int32(weekNumber(w.Week))
		page.weeks[i] = week{number, w.Days, w.Did, w.Received}
		for _, thread := range w.Threads {
			page.replied(number, thread)
		}
	}
	l.people[person] = page
}

// asKept reports whether a week is as a ledger would have made it.
func (w Week) asKept() bool {
	kept := func(counts []Count) bool {
		return ascending(counts, func(a, b Count) int { return cmp.Compare(a.Verb, b.Verb) }) &&
			!slices.ContainsFunc(counts, func(c Count) bool { return c.N <= 0 || c.Verb.Upkeep() })
	}
	return w.Week.Equal(activity.WeekOf(w.Week)) && (w.Days != 0 || w.Did != nil || w.Received != nil) &&
		kept(w.Did) && kept(w.Received) && ascending(w.Threads, activity.ObjectID.Compare)
}

// ascending reports whether each is more than the one before.
func ascending[E any](all []E, compare func(a, b E) int) bool {
	return slices.IsSortedFunc(all, func(a, b E) int { return cmp.Or(compare(a, b), -1) })
}

// week returns a person's week that a time is in, which is made if there is none. It
// may be written to until the next one is asked for.
func (l *Ledger) week(person activity.Person, at time.Time) *week {
	page := l.people[person]
	if page == nil {
		page = &account{}
		l.people[person] = page
	}
	number := int32(weekNumber(at))
	// Records are mostly read in order of time, so most belongs to the last week.
	if n := len(page.weeks); n > 0 && page.weeks[n-1].number == number {
		return &page.weeks[n-1]
	}
	i, found := slices.BinarySearchFunc(page.weeks, number, func(w week, n int32) int { return cmp.Compare(w.number, n) })
	if !found {
		page.weeks = slices.Insert(page.weeks, i, week{number: number})
	}
	return &page.weeks[i]
}

// People returns everybody in the ledger, in order.
func (l *Ledger) People() []activity.Person { return slices.Sorted(maps.Keys(l.people)) }

// Weeks returns a person's weeks, in order; those in which nothing happened
// are left out.
func (l *Ledger) Weeks(person activity.Person) []Week {
	page := l.people[person]
	if page == nil {
		return nil
	}
	weeks := make([]Week, len(page.weeks))
	for i, w := range page.weeks {
		weeks[i] = Week{mondayOf(int(w.number)), slices.Clone(w.did), slices.Clone(w.received), w.days, slices.Clone(page.threads[w.number])}
	}
	return weeks
}
