package insight

import (
	"cmp"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
)

// received is something that somebody else directed at a person.
type received struct {
	week int64
	deed uint32
}

// ledger enters everybody's weeks in a ledger: what they did and received, and on which
// days. The weeks of a person are put together at once, and their counts come from a few
// large pieces: a million activities make as many weeks.
func (h *history) ledger(into *membership.Ledger) {
	start, all := h.received()
	var (
		counts pieces[membership.Count]
		own    []membership.Week
		verbs  []membership.Count
	)
	// told counts verbs, in their order.
	told := func(n int, deed func(int) uint32) []membership.Count {
		verbs = verbs[:0]
		for i := range n {
			verb := h.deeds[deed(i)].verb
			at := slices.IndexFunc(verbs, func(c membership.Count) bool { return c.Verb == verb })
			if at < 0 {
				at, verbs = len(verbs), append(verbs, membership.Count{Verb: verb})
			}
			verbs[at].N++
		}
		slices.SortFunc(verbs, func(a, b membership.Count) int { return cmp.Compare(a.Verb, b.Verb) })
		return counts.keep(verbs)
	}
	next := 0
	for p := range h.people {
		to := next
		for to < len(h.events) && h.events[to].actor == uint32(p) {
			to++
		}
		did, had := h.events[next:to], all[start[p]:start[p+1]]
		next, own = to, own[:0]
		slices.SortFunc(had, func(a, b received) int { return cmp.Compare(a.week, b.week) })
		for len(did)+len(had) > 0 {
			week := int64(never)
			if len(did) > 0 {
				week = weekOf(did[0].at)
			}
			if len(had) > 0 {
				week = min(week, had[0].week)
			}
			monday := week*7*day - 3*day
			w := membership.Week{Week: timeOf(monday)}
			n := 0
			for ; n < len(did) && did[n].at < monday+7*day; n++ {
				w.Days |= 1 << ((did[n].at - monday) / day)
			}
			w.Did = told(n, func(i int) uint32 { return did[i].deed })
			did, n = did[n:], 0
			for n < len(had) && had[n].week == week {
				n++
			}
			w.Received = told(n, func(i int) uint32 { return had[i].deed })
			had, own = had[n:], append(own, w)
		}
		into.AddWeeks(h.people[p], own)
	}
}

// received returns what was directed at each person by others: of person i from
// start[i] to start[i+1].
func (h *history) received() (start []int, all []received) {
	start = make([]int, len(h.people)+2)
	for _, e := range h.events {
		if e.to != none && e.to != e.actor {
			start[e.to+2]++
		}
	}
	for i := range h.people {
		start[i+2] += start[i+1]
	}
	all = make([]received, start[len(h.people)+1])
	for _, e := range h.events {
		if e.to != none && e.to != e.actor {
			all[start[e.to+1]] = received{weekOf(e.at), e.deed}
			start[e.to+1]++
		}
	}
	return start, all
}

// pieces hold many short slices in a few long ones.
type pieces[E any] struct{ piece []E }

// keep returns a copy of a slice; nil of an empty one.
func (p *pieces[E]) keep(short []E) []E {
	const long = 4096
	if len(short) == 0 {
		return nil
	}
	if cap(p.piece)-len(p.piece) < len(short) {
		p.piece = make([]E, 0, max(long, len(short)))
	}
	from := len(p.piece)
	p.piece = append(p.piece, short...)
	return slices.Clip(p.piece[from:])
}

// readsThreads reports whether a policy asks in how many threads somebody replied.
func readsThreads(p membership.Policy) bool {
	return slices.ContainsFunc(p.Bars, func(b membership.Bar) bool {
		return slices.ContainsFunc(b.All, func(c membership.Condition) bool { return c.Measure == membership.Threads })
	})
}

// replied enters in which thread somebody replied, which columns do not hold.
func replied(into *membership.Ledger, a activity.Activity) {
	a.Community = activity.CommunityID{}
	if p, ok := a.Presence(); ok && !p.Thread.IsZero() {
		into.AddPresence(p)
	}
}
