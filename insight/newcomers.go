package insight

import (
	"maps"
	"slices"
	"time"
)

// months returns the newcomers by calendar month.
func (h *history) months() []Month {
	newcomers := map[string]int{}
	for own := range h.byActor() {
		newcomers[timeOf(own[0].at).Format("2006-01")]++
	}
	var all []Month
	for _, month := range slices.Sorted(maps.Keys(newcomers)) {
		all = append(all, Month{month, newcomers[month]})
	}
	return all
}

// monthsBetween counts the calendar months from the first to the last, both
// included.
func monthsBetween(first, last time.Time) int {
	return 12*(last.Year()-first.Year()) + int(last.Month()-first.Month()) + 1
}

// returning counts the actors who had an event again at least from days after
// their first and, if to is not 0, less than to days after it. Only those are
// eligible of whom the history lasts long enough to tell.
func (h *history) returning(last, from, to int64) Return {
	var r Return
	for own := range h.byActor() {
		first := own[0].at
		if first+max(from, to)*day > last {
			continue
		}
		r.Eligible++
		again := slices.IndexFunc(own, func(e event) bool { return e.at >= first+from*day })
		if again >= 0 && (to == 0 || own[again].at < first+to*day) {
			r.Returned++
		}
	}
	r.Share = share(r.Returned, r.Eligible)
	return r
}
