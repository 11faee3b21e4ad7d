package insight

import (
	"maps"
	"slices"
	"time"
)

const day = 24 * 60 * 60 * 1e6 // in microseconds

// timeOf is the moment of an event.
func timeOf(micro int64) time.Time { return time.UnixMicro(micro).UTC() }

// weekOf numbers the weeks from Monday to Sunday; week 0 holds 1970-01-01, a
// Thursday.
func weekOf(micro int64) int64 {
	const monday = -3 * day
	week := (micro - monday) / (7 * day)
	if micro < monday && (micro-monday)%(7*day) != 0 {
		week-- // division rounds towards zero
	}
	return week
}

// perWeek returns the number of events of every week from the first to the
// last event.
func (h *history) perWeek(first, last int64) []int {
	start := weekOf(first)
	weeks := make([]int, weekOf(last)-start+1)
	for _, e := range h.events {
		weeks[weekOf(e.at)-start]++
	}
	return weeks
}

// years returns the participation by calendar year.
func (h *history) years() []Year {
	var (
		events    = map[int][]int{} // of each actor
		newcomers = map[int]int{}
	)
	for own := range h.byActor() {
		newcomers[timeOf(own[0].at).Year()]++
		for len(own) > 0 {
			year := timeOf(own[0].at).Year()
			next := time.Date(year+1, 1, 1, 0, 0, 0, 0, time.UTC).UnixMicro()
			n := 1
			for n < len(own) && own[n].at < next {
				n++
			}
			events[year] = append(events[year], n)
			own = own[n:]
		}
	}
	var all []Year
	for _, year := range slices.Sorted(maps.Keys(events)) {
		all = append(all, Year{year, newcomers[year], participationOf(events[year])})
	}
	return all
}
