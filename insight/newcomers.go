package insight

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// months returns the newcomers by calendar month.
func (h *history) months() []Month {
	type month struct {
		year int
		time.Month
	}
	newcomers := map[month]int{}
	for own := range h.byActor() {
		year, in, _ := timeOf(own[0].at).Date()
		newcomers[month{year, in}]++
	}
	var all []Month
	for m, n := range newcomers {
		all = append(all, Month{fmt.Sprintf("%04d-%02d", m.year, m.Month), n})
	}
	slices.SortFunc(all, func(a, b Month) int { return cmp.Compare(a.Month, b.Month) })
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
