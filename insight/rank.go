package insight

import (
	"cmp"
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
	slices.SortStableFunc(all, func(a, b Rank[N]) int { return cmp.Compare(level(b.Value), level(a.Value)) })
	return slices.Clone(all[:min(k, len(all))])
}

// lowest returns the k lowest ranks; ties stay in the order given.
func lowest[N int | float64](all []Rank[N], k int) []Rank[N] {
	slices.SortStableFunc(all, func(a, b Rank[N]) int { return cmp.Compare(level(a.Value), level(b.Value)) })
	return slices.Clone(all[:min(k, len(all))])
}

// level rounds a value to where sums of fractions are free of noise, so that
// people in the same position tie.
func level[N int | float64](v N) float64 { return math.Round(float64(v) * 1e6) }
