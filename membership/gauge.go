package membership

import (
	"cmp"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// gauge is an amount that conditions read: a measure in a window. Conditions
// that read the same share a gauge.
type gauge struct {
	measure Measure
	verbs   []activity.Verb // in order
	days    int
}

func (g gauge) equal(other gauge) bool {
	return g.measure == other.measure && g.days == other.days && slices.Equal(g.verbs, other.verbs)
}

// criteria are a policy made ready for reading: its gauges, and which of them
// each condition of its bars reads. The first gauge is of everything that
// passes between a person and the community.
type criteria struct {
	Policy
	gauges []gauge
	bars   []criterion // from the core outward
}

// criterion is a bar, with the gauges of its conditions.
type criterion struct {
	Bar
	gauges []int
	rank   int // of its level
}

// exchange is the gauge of everything that passes between somebody and the
// community.
const exchange = 0

// anything measures what was done and received, whatever it weighs.
const anything Measure = ""

func (p Policy) criteria() *criteria {
	c := &criteria{Policy: p, gauges: []gauge{{measure: anything, days: p.Days}}}
	for _, bar := range p.Bars {
		b := criterion{Bar: bar, rank: bar.Level.rank()}
		for _, cond := range bar.All {
			g := gauge{cond.Measure, slices.Sorted(slices.Values(cond.Verbs)), cond.Days}
			if g.days == 0 {
				g.days = p.Days
			}
			i := slices.IndexFunc(c.gauges, g.equal)
			if i < 0 {
				i = len(c.gauges)
				c.gauges = append(c.gauges, g)
			}
			b.gauges = append(b.gauges, i)
		}
		c.bars = append(c.bars, b)
	}
	slices.SortStableFunc(c.bars, func(a, b criterion) int { return b.Level.Compare(a.Level) })
	return c
}

// reads returns how much a week adds to a gauge, unless it counts different
// threads, which may be the same from week to week.
func (c *criteria) reads(g gauge, w *week) int {
	sum := 0
	switch g.measure {
	case anything:
		for _, n := range w.did {
			sum += n.N
		}
		for _, n := range w.received {
			sum += n.N
		}
	case Points:
		for _, n := range w.did {
			sum += n.N * c.Did.of(n.Verb)
		}
		for _, n := range w.received {
			sum += n.N * c.Received.of(n.Verb)
		}
	case Present:
		sum = w.days.Len()
	case Regular:
		sum = min(1, w.days.Len())
	case Done:
		sum = g.matching(w.did)
	case Had:
		sum = g.matching(w.received)
	}
	return sum
}

func (g gauge) matching(counts []Count) int {
	sum := 0
	for _, n := range counts {
		if len(g.verbs) == 0 || slices.Contains(g.verbs, n.Verb) {
			sum += n.N
		}
	}
	return sum
}

// reading is what one person's gauges show, as time goes on.
type reading struct {
	*account
	number []int32 // of each week, as weekNumber counts them
	adds   []int   // by week and gauge: how much the week adds
	values []int   // by gauge
	from   []int   // by gauge: the first week in its window
	to     int     // the first week after all windows
}

// index is where the weeks from one on begin.
func (r *reading) index(week int) int {
	i, _ := slices.BinarySearchFunc(r.number, week, func(n int32, week int) int { return cmp.Compare(int(n), week) })
	return i
}

// span is the weeks in which the windows of all gauges lie, at a time.
type span struct {
	first []int // by gauge
	last  int
}

func (c *criteria) span(t time.Time) span {
	s := span{make([]int, len(c.gauges)), weekNumber(t)}
	for i, g := range c.gauges {
		s.first[i] = weekNumber(windowStart(t, g.days))
	}
	return s
}

// advance moves all windows on.
func (r *reading) advance(c *criteria, s span) {
	before := r.to
	for r.to < len(r.number) && int(r.number[r.to]) <= s.last {
		r.to++
	}
	for i := range c.gauges {
		from := r.from[i]
		for r.from[i] < r.to && int(r.number[r.from[i]]) < s.first[i] {
			r.from[i]++
		}
		switch {
		case r.from[i] == from && r.to == before:
			continue
		case c.gauges[i].measure == Threads:
			r.values[i] = r.different(r.from[i], r.to)
			continue
		}
		for k := from; k < min(r.from[i], before); k++ {
			r.values[i] -= r.adds[k*len(c.gauges)+i]
		}
		for k := max(r.from[i], before); k < r.to; k++ {
			r.values[i] += r.adds[k*len(c.gauges)+i]
		}
	}
}

// different counts the different threads of some weeks.
func (r *reading) different(from, to int) int {
	var all []activity.ObjectID
	for _, number := range r.number[from:to] {
		all = append(all, r.threads[number]...)
	}
	slices.SortFunc(all, activity.ObjectID.Compare)
	return len(slices.Compact(all))
}

// cuts returns, by bar and condition, the least amount that meets it, given
// what the gauges of all members show: of some, and of others nothing.
func (c *criteria) cuts(m *movement, others int) [][]int {
	if m.sorted == nil {
		m.sorted = make([][]int, len(c.gauges))
	}
	done := make([]bool, len(c.gauges))
	of := func(g int) []int {
		if !done[g] {
			values := m.sorted[g][:0]
			for _, r := range m.members {
				values = append(values, r.values[g])
			}
			slices.SortFunc(values, func(a, b int) int { return b - a })
			done[g], m.sorted[g] = true, values
		}
		return m.sorted[g]
	}
	cuts := make([][]int, len(c.bars))
	for i, bar := range c.bars {
		for k, cond := range bar.All {
			cut := cond.AtLeast
			switch {
			case cond.TopPercent > 0:
				cut = topCut(of(bar.gauges[k]), others, cond.TopPercent)
			case cond.FirstPercent > 0:
				cut = firstCut(of(bar.gauges[k]), cond.FirstPercent)
			}
			cuts[i] = append(cuts[i], cut)
		}
	}
	return cuts
}

// topCut returns the amount of the last of the top percent of all, others with
// nothing among them; 1 if that is nothing.
func topCut(descending []int, others, percent int) int {
	n := max(1, (len(descending)+others)*percent/100)
	if n > len(descending) {
		return 1
	}
	return max(1, descending[n-1])
}

// firstCut returns the amount of the last of those who make the first percent
// of the sum; 1 if that is nothing.
func firstCut(descending []int, percent int) int {
	total, sum := 0, 0
	for _, n := range descending {
		total += n
	}
	for _, n := range descending {
		sum += n
		if sum*100 >= total*percent {
			return max(1, n)
		}
	}
	return 1
}

// weekNumber numbers weeks; that of 5 January 1970 is 0.
func weekNumber(t time.Time) int {
	const week = 7 * 24 * 60 * 60
	sec := t.Unix() - 4*24*60*60
	n := sec / week
	if sec%week < 0 {
		n--
	}
	return int(n)
}

func mondayOf(number int) time.Time { return time.Unix((int64(number)*7+4)*24*60*60, 0).UTC() }

// windowStart returns the first moment, to the microsecond, of a window of
// some days that ends at a time.
func windowStart(t time.Time, days int) time.Time {
	return t.AddDate(0, 0, -days).Add(time.Microsecond)
}

// weekEnd returns the last moment of a week.
func weekEnd(number int) time.Time { return mondayOf(number + 1).Add(-time.Microsecond) }
