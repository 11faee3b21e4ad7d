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

// change is a comparison of a window with one or more earlier ones.
type change struct {
	now, then int     // their participation: that of the earlier ones on average
	ratio     float64 // now to then; 1 if there was nothing in both
	times     float64 // how many times the usual change it is; below 0 for a fall
	known     bool    // whether all windows lie within the record
}

// compare compares the k months up to m with the k months that end a lag earlier,
// or with the mean over several lags. What tells of a change must not hang on one
// month: for the ratio and its certainty, the month that differs most in the
// change's favour counts like the one that comes next in that.
func (s *series) compare(m, k int, lags ...int) change {
	if m+1-k-slices.Max(lags) < 0 {
		return change{ratio: 1}
	}
	n := len(lags)
	before := func(i int) (sum int) {
		for _, lag := range lags {
			sum += s.people[i-lag]
		}
		return sum
	}
	c := change{now: s.sum(m, k), known: true}
	for _, lag := range lags {
		c.then += s.sum(m-lag, k)
	}
	sign := 1
	if n*c.now < c.then {
		sign = -1
	}
	most, next := m, -1 // the months that differ most in the change's favour
	differs := func(i int) int { return sign * (n*s.people[i] - before(i)) }
	for i := m - 1; i > m-k; i-- {
		switch d := differs(i); {
		case d > differs(most):
			most, next = i, most
		case next < 0 || d > differs(next):
			next = i
		}
	}
	now, then := c.now, c.then
	if next >= 0 {
		now += s.people[next] - s.people[most]
		then += before(next) - before(most)
	}
	c.then = (c.then + n/2) / n
	c.ratio, c.times = weigh(now, then, n, s.usual[m])
	return c
}

// weigh returns the ratio of a count to one from a time that is n times as long,
// and their difference as a multiple of its standard error if both come of one
// rate, with a variance of usual times the mean.
func weigh(now, then, n int, usual float64) (ratio, times float64) {
	a, b, k := float64(now), float64(then), float64(n)
	switch {
	case now+then == 0:
		return 1, 0
	case then == 0:
		ratio = math.Inf(1)
	default:
		ratio = k * a / b
	}
	return ratio, (k*a - b) / math.Sqrt(usual*k*(a+b))
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
	unsure     = 1.3   // what is beyond 1 is known from a dozen quarters at best, and counts for so much more
)

// unevenness estimates, for each month from those before, the ratio of variance
// to mean of participation: 1 if people came independently of each other
// (Poisson). It comes from differences between windows: months or quarters that
// follow each other, which a trend changes little, or quarters a year apart, which
// the seasons leave alone. A rhythm within the year, a season or a trend makes some
// of these large; what is left of unevenness without it is the least of them. In
// each the largest differences are passed over, so that one burst or step does not
// make all else look usual.
func (s *series) unevenness() []float64 {
	all := make([]float64, len(s.people))
	var terms [len(differences)]recent
	for m := range all {
		var found [len(differences)]float64
		for i, d := range differences {
			found[i] = math.Inf(1)
			if m+1-d.months-d.lag < 0 {
				continue
			}
			a, b := float64(s.sum(m, d.months)), float64(s.sum(m-d.lag, d.months))
			if a+b > 0 {
				terms[i].add((a - b) / math.Sqrt(a+b))
			}
			if len(terms[i].sorted) >= d.least {
				found[i] = terms[i].spread()
			}
		}
		quarters := min(found[1], found[2])
		switch month := found[0]; {
		case month < quarters && !math.IsInf(quarters, 1):
			all[m] = (month + quarters) / 2
		case !math.IsInf(min(month, quarters), 1):
			all[m] = min(month, quarters)
		default:
			all[m] = doubted
		}
		all[m] = max(1, all[m])
	}
	return all
}

var differences = [...]struct {
	months, lag int
	least       int // differences that there must be
}{{1, 1, 4}, {quarter, quarter, 4}, {quarter, year, year}}

// recent holds the last differences that there were, as they came and in order.
type recent struct{ came, sorted []float64 }

func (r *recent) add(x float64) {
	if len(r.came) == memory {
		i, _ := slices.BinarySearch(r.sorted, r.came[0])
		r.sorted = slices.Delete(r.sorted, i, i+1)
		r.came = r.came[1:]
	}
	i, _ := slices.BinarySearch(r.sorted, x)
	r.sorted = slices.Insert(r.sorted, i, x)
	r.came = append(r.came, x)
}

// spread returns the mean square of the differences from the median one, without
// the largest of them, on the scale on which it is 1 if people come
// independently of each other.
func (r *recent) spread() float64 {
	n := len(r.sorted)
	middle := (r.sorted[(n-1)/2] + r.sorted[n/2]) / 2
	kept := n - n/trimmed
	// The smallest ones lie around the median: they are taken from there outwards.
	below, above, sum := (n-1)/2, (n-1)/2+1, 0.0
	for range kept {
		var d float64
		if above == n || below >= 0 && middle-r.sorted[below] <= r.sorted[above]-middle {
			d = middle - r.sorted[below]
			below--
		} else {
			d = r.sorted[above] - middle
			above++
		}
		sum += d * d
	}
	found := (sum/trimmedFor + doubt*doubted) / float64(kept+doubt)
	return 1 + unsure*(found-1)
}
