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

// account is one person's page: their weeks, in order.
type account struct{ weeks []Week }

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
		w.Did = addCount(w.Did, t.Verb, t.Count)
	}
}

// AddReceived enters how often somebody had something directed at them in a
// week.
func (l *Ledger) AddReceived(t activity.Tally) {
	if l.counts(t) {
		w := l.week(t.Person, t.Week)
		w.Received = addCount(w.Received, t.Verb, t.Count)
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
	w := l.week(p.Person, activity.WeekOf(p.Day))
	w.Days = w.Days.On(p.Day)
	if p.Thread.IsZero() {
		return
	}
	if i, found := slices.BinarySearchFunc(w.Threads, p.Thread, activity.ObjectID.Compare); !found {
		w.Threads = slices.Insert(w.Threads, i, p.Thread)
	}
}

// AddWeeks enters what somebody did and received in some weeks, each by its Monday, 0:00
// UTC. It costs the least for somebody of whom nothing is entered yet, weeks in order:
// then the ledger keeps the slices, which must not change any more.
func (l *Ledger) AddWeeks(person activity.Person, weeks []Week) {
	asKept := ascending(weeks, func(a, b Week) int { return a.Week.Compare(b.Week) }) && !slices.ContainsFunc(weeks, func(w Week) bool { return !w.asKept() })
	if l.people[person] == nil && asKept {
		if len(weeks) > 0 {
			l.people[person] = &account{weeks}
		}
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
			into := l.week(person, w.Week)
			if i, found := slices.BinarySearchFunc(into.Threads, thread, activity.ObjectID.Compare); !found {
				into.Threads = slices.Insert(into.Threads, i, thread)
			}
		}
	}
}

// asKept reports whether a week is as a ledger would have made it.
func (w Week) asKept() bool {
	kept := func(counts []Count) bool {
		return ascending(counts, func(a, b Count) int { return cmp.Compare(a.Verb, b.Verb) }) &&
			!slices.ContainsFunc(counts, func(c Count) bool { return c.N <= 0 || c.Verb.Upkeep() })
	}
	return w.Week.Location() == time.UTC && (w.Days != 0 || w.Did != nil || w.Received != nil) &&
		kept(w.Did) && kept(w.Received) && ascending(w.Threads, activity.ObjectID.Compare)
}

// ascending reports whether each is more than the one before.
func ascending[E any](all []E, compare func(a, b E) int) bool {
	return slices.IsSortedFunc(all, func(a, b E) int { return cmp.Or(compare(a, b), -1) })
}

// week returns a person's week, which is made if there is none. It may be
// written to until the next one is asked for.
func (l *Ledger) week(person activity.Person, monday time.Time) *Week {
	page := l.people[person]
	if page == nil {
		page = &account{}
		l.people[person] = page
	}
	// Records are mostly read in order of time, so most belongs to the last week.
	if n := len(page.weeks); n > 0 && page.weeks[n-1].Week.Equal(monday) {
		return &page.weeks[n-1]
	}
	i, found := slices.BinarySearchFunc(page.weeks, monday, func(w Week, m time.Time) int { return w.Week.Compare(m) })
	if !found {
		page.weeks = slices.Insert(page.weeks, i, Week{Week: monday.UTC()})
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
	weeks := slices.Clone(page.weeks)
	for i, w := range weeks {
		weeks[i].Did, weeks[i].Received, weeks[i].Threads = slices.Clone(w.Did), slices.Clone(w.Received), slices.Clone(w.Threads)
	}
	return weeks
}
