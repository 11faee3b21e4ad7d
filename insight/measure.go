package insight

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/praxis-cop/praxis/activity"
)

// Measure reads a stream once and returns the measures of participation,
// responsiveness and network. Activities are taken as a record holds them
// ([activity.Activity.Check]), in any order; those of upkeep are skipped. It
// stops at the stream's first error and returns it.
//
// It keeps some 24 bytes an event, twice while they are put in order, and the names
// of the people and threads. With two processors a million events take less than a
// second, betweenness aside (see [BetweennessLimit]).
func Measure(s activity.Stream) (Measures, error) { return measureUpTo(BetweennessLimit, s) }

// measureUpTo leaves betweenness out of networks beyond a limit.
func measureUpTo(betweenness int, s activity.Stream) (Measures, error) {
	h, err := read(s)
	if err != nil || len(h.events) == 0 {
		return Measures{}, err
	}
	first, last := int64(math.MaxInt64), int64(math.MinInt64)
	for own := range h.byActor() {
		first, last = min(first, own[0].at), max(last, own[len(own)-1].at)
	}
	all, recent := h.perActor(math.MinInt64), h.perActor(last-365*day)
	weeks := h.perWeek(first, last)
	m := Measures{
		First:         timeOf(first),
		Last:          timeOf(last),
		Weeks:         len(weeks),
		PerWeekMean:   share(len(h.events), len(weeks)),
		PerWeekMedian: median(weeks),
	}
	atOnce(
		func() { m.Replies = h.replies(betweenness) },
		func() { m.Response = h.responses() },
		func() { m.Years = h.years() },
		func() { m.Newcomers = h.months() },
		func() { m.ReturnAfter30 = h.returning(last, 30, 0) },
		func() { m.Window30To60 = h.returning(last, 30, 60) },
		func() { m.ReturnAfter90 = h.returning(last, 90, 0) },
		func() { m.Window90To180 = h.returning(last, 90, 180) },
		func() { m.LastYear = participationOf(positive(recent)) },
		func() { m.Verbs = h.verbs() },
		func() { m.MostActive = highest(ranks(h.people, all, func(i int) bool { return all[i] > 0 }), 10) },
	)
	m.Participation = participationOf(positive(all))
	m.NewcomersPerMonthMean = share(m.Actors, monthsBetween(m.First, m.Last))
	return m, nil
}

// perActor counts the events of each person after a time.
func (h *history) perActor(after int64) []int {
	counts := make([]int, len(h.people))
	for _, e := range h.events {
		if e.at > after {
			counts[e.actor]++
		}
	}
	return counts
}

// verbs counts the events of each verb.
func (h *history) verbs() []VerbCount {
	perDeed := make([]int, len(h.deeds))
	for _, e := range h.events {
		perDeed[e.deed]++
	}
	counts := map[activity.Verb]int{}
	for i, n := range perDeed {
		counts[h.deeds[i].verb] += n
	}
	vocabulary := activity.Verbs()
	place := func(v activity.Verb) int {
		i := slices.IndexFunc(vocabulary, func(m activity.Meaning) bool { return m.Verb == v })
		if i < 0 {
			return len(vocabulary)
		}
		return i
	}
	verbs := slices.SortedFunc(maps.Keys(counts), func(a, b activity.Verb) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b))
	})
	all := make([]VerbCount, len(verbs))
	for i, v := range verbs {
		all[i] = VerbCount{v, counts[v]}
	}
	return all
}

func positive(counts []int) []int {
	return slices.DeleteFunc(slices.Clone(counts), func(n int) bool { return n == 0 })
}
