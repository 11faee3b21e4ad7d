package insight

import (
	"math"
	"slices"

	"github.com/praxis-cop/praxis/activity"
)

// ranks pairs people with the values that keep says count, in order of people.
func ranks[N int | float64](people []activity.Person, values []N, keep func(i int) bool) []Rank[N] {
	var all []Rank[N]
	for i, v := range values {
		if keep(i) {
			all = append(all, Rank[N]{people[i], v})
		}
	}
	return all
}

// highest returns the k highest ranks; ties stay in the order given.
func highest[N int | float64](all []Rank[N], k int) []Rank[N] {
	return foremost(all, k, func(a, b float64) bool { return a > b })
}

// lowest returns the k lowest ranks; ties stay in the order given.
func lowest[N int | float64](all []Rank[N], k int) []Rank[N] {
	return foremost(all, k, func(a, b float64) bool { return a < b })
}

// foremost returns the first k ranks by their levels. They are few, so that one
// look at the last of them tells that most of the others are not among them.
func foremost[N int | float64](all []Rank[N], k int, before func(a, b float64) bool) []Rank[N] {
	if all == nil {
		return nil
	}
	found, levels := make([]Rank[N], 0, k+1), make([]float64, 0, k+1)
	for _, r := range all {
		at, l := len(found), level(r.Value)
		for at > 0 && before(l, levels[at-1]) {
			at--
		}
		if at == k {
			continue
		}
		found, levels = slices.Insert(found, at, r), slices.Insert(levels, at, l)
		found, levels = found[:min(k, len(found))], levels[:min(k, len(levels))]
	}
	return found
}

// level rounds a value to where sums of fractions are free of noise, so that
// people in the same position tie.
func level[N int | float64](v N) float64 { return math.Round(float64(v) * 1e6) }
