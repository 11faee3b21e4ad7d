package cop

import (
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

const (
	roundTable   = 20                   // people who can still talk with each other at a meeting
	lastingWeeks = 3                    // different weeks in which a lasting pair is in contact
	lastingSpan  = 4 * 7 * 24 * 60 * 60 // seconds between the first and the last of them
)

// contacts holds the pairs of people who were in contact.
type contacts map[pair]*contact

// pair is two people, in the order of their ids.
type pair struct{ a, b activity.Person }

// contact is what passed between the two of a pair.
type contact struct {
	there, back bool    // from a to b, and from b to a
	weeks       []int64 // when, in seconds since 1970, in order
}

// meet notes that one person turned to another.
func (c contacts) meet(from, to activity.Person, at time.Time) {
	key, there := pair{from, to}, true
	if to < from {
		key, there = pair{to, from}, false
	}
	met, ok := c[key]
	if !ok {
		met = &contact{}
		c[key] = met
	}
	if there {
		met.there = true
	} else {
		met.back = true
	}
	week := activity.WeekOf(at).Unix()
	if i, found := slices.BinarySearch(met.weeks, week); !found {
		met.weeks = slices.Insert(met.weeks, i, week)
	}
}

func (c contact) mutual() bool { return c.there && c.back }

func (c contact) lasting() bool {
	n := len(c.weeks)
	return c.mutual() && n >= lastingWeeks && c.weeks[n-1]-c.weeks[0] >= lastingSpan
}

// count writes the contacts into the evidence; top is the person who made most
// contributions.
func (c contacts) count(e *Evidence, top activity.Person) {
	inContact, interacting, lasting := map[activity.Person]bool{}, map[activity.Person]bool{}, map[activity.Person]bool{}
	for p, met := range c {
		e.Pairs++
		inContact[p.a], inContact[p.b] = true, true
		if p.a != top && p.b != top {
			e.PairsOfRest++
		}
		if met.mutual() {
			e.MutualPairs++
			interacting[p.a], interacting[p.b] = true, true
		}
		if met.lasting() {
			e.Sustained++
			lasting[p.a], lasting[p.b] = true, true
		}
	}
	e.InContact, e.Interacting, e.Lasting = len(inContact), len(interacting), len(lasting)
}
