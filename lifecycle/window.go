package lifecycle

import (
	"math"
	"slices"
)

const (
	quarter  = 3
	halfYear = 6
	year     = 12
)

// series is the number of people in each month, from a community's first on.
// Whatever is asked about month m reads the months up to m only.
type series struct {
	people []int
	sums   []int     // sums[i] is of the first i months
	usual  []float64 // by month: how uneven the past was, see unevenness
}

func newSeries(months []MonthTally) *series {
	s := &series{people: make([]int, len(months)), sums: make([]int, len(months)+1)}
	for i, m := range months {
		s.people[i] = m.People
		s.sums[i+1] = s.sums[i] + m.People
	}
	s.usual = s.unevenness()
	return s
}

// sum returns the participation in the k months up to m: each person counts
// once for each month in which they took part.
func (s *series) sum(m, k int) int {
	return s.sums[max(m+1, 0)] - s.sums[max(m+1-k, 0)]
}

// change is a comparison of two windows.
type change struct {
	now, then int     // their participation
	ratio     float64 // now to then; 1 if there was nothing in both
	times     float64 // how many times the usual change it is; below 0 for a fall
	known     bool    // whether both windows lie within the record
}

// compare compares the k months up to m with the k months that end lag months
// earlier. What tells of a change must not hang on one month: the ratio and its
// certainty are those without the pair of months that differs most in its favour.
func (s *series) compare(m, k, lag int) change {
	if m+1-k-lag < 0 {
		return change{ratio: 1}
	}
	c := change{now: s.sum(m, k), then: s.sum(m-lag, k), known: true}
	now, then := c.now, c.then
	worst := 0
	sign := 1
	if now < then {
		sign = -1
	}
	for i := m - k + 1; i <= m; i++ {
		if d := sign * (s.people[i] - s.people[i-lag]); d > worst {
			worst = d
			now, then = c.now-s.people[i], c.then-s.people[i-lag]
		}
	}
	c.ratio, c.times = weigh(now, then, s.usual[m])
	return c
}

// weigh returns the ratio of two counts, and their difference as a multiple of
// its standard error if both were drawn from the same rate, with a variance of
// usual times the mean.
func weigh(now, then int, usual float64) (ratio, times float64) {
	switch {
	case now+then == 0:
		return 1, 0
	case then == 0:
		ratio = math.Inf(1)
	default:
		ratio = float64(now) / float64(then)
	}
	return ratio, float64(now-then) / math.Sqrt(usual*float64(now+then))
}

// level returns the sustained participation of the year up to m: its sum, in
// which the two fullest months count as the third. So a burst, or a gathering
// once a year, makes no level.
func (s *series) level(m int) int {
	from := max(m+1-year, 0)
	if m+1-from <= 2 {
		return 0
	}
	var top [3]int
	for _, n := range s.people[from : m+1] {
		for i := range top {
			if n > top[i] {
				n, top[i] = top[i], n
			}
		}
	}
	return s.sum(m, year) - (top[0] - top[2]) - (top[1] - top[2])
}

const (
	memory     = 36    // months from which unevenness is known
	trimmed    = 10    // one in so many of the largest changes is passed over
	trimmedFor = 0.623 // the mean of the rest, for squares of normal deviates (a chi-squared of one degree, cut at its 90th percentile)
	doubt      = 4     // terms that an unknown past counts for,
	doubted    = 2.0   // each with this unevenness
)

// unevenness estimates, for each month from those before, the ratio of variance
// to mean of the participation in a quarter: 1 if people came independently of
// each other (Poisson). It comes from differences between quarters that follow
// each other, which a trend changes little, or that are a year apart, which the
// seasons leave alone: from those that differ less. The largest differences are
// passed over, so that one burst or step does not make all else look usual.
func (s *series) unevenness() []float64 {
	all := make([]float64, len(s.people))
	var terms [2][]float64
	for m := range all {
		for i, lag := range []int{quarter, year} {
			if m+1-quarter-lag < 0 {
				continue
			}
			a, b := float64(s.sum(m, quarter)), float64(s.sum(m-lag, quarter))
			if a+b > 0 {
				terms[i] = append(terms[i], (a-b)*(a-b)/(a+b))
			}
		}
		all[m] = math.Max(1, trimmedMean(terms[0]))
		if len(terms[1]) >= year {
			all[m] = math.Max(1, math.Min(all[m], trimmedMean(terms[1])))
		}
	}
	return all
}

func trimmedMean(terms []float64) float64 {
	terms = slices.Sorted(slices.Values(terms[max(0, len(terms)-memory):]))
	terms = terms[:len(terms)-len(terms)/trimmed]
	sum := 0.0
	for _, t := range terms {
		sum += t
	}
	return (sum/trimmedFor + doubt*doubted) / float64(len(terms)+doubt)
}
