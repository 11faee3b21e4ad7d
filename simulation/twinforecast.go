package simulation

import (
	"math"
	"slices"
)

// trackRecord says how forecasts of the weeks before a twin's date fared: for people and
// for activities, how probable up to there what came had been.
type trackRecord struct{ people, acts calibration }

// horizons are for how many weeks ahead a twin knows how its forecasts fare.
var horizons = []int{1, 4, 13, 52}

// unrest sets how far the rate varies from week to week (mood) and wanders (drift), so
// that the weeks of runs lie as far from what was expected as those of the record did.
func (t *Twin) unrest() {
	l := t.past
	memory := t.Values.Number("memory")
	from := max(warming, t.Weeks-lookback)
	origins := spread(from, t.Weeks-2, 52)
	all := t.ahead(origins, horizons[:1], min(t.runs, 40))
	var off, own, level [2]float64
	for i, at := range origins {
		for k, count := range counts {
			expected := t.expected(at, 1, count)
			d := float64(count(l.weeks[at+1])) - expected
			var m Moments
			for _, x := range all[i][0][k] {
				m.Add(float64(x))
			}
			off[k] += d * d
			own[k] += m.sq / float64(m.N-1)
			level[k] += expected * expected
		}
	}
	mood, noise := 0.0, 0.0
	for k := range counts {
		if level[k] > 0 {
			mood += max(0, off[k]-own[k]) / level[k] / 2
			noise += off[k] / level[k] / 2
		}
	}
	keep := math.Exp2(-1 / memory)
	t.Values["mood"] = Number(min(math.Sqrt(mood), 3))
	t.Values["drift"] = Number(min((1-keep)/math.Sqrt(keep)*math.Sqrt(noise), 0.1))
}

var counts = [2]func(weekCount) int{people, acts}

// spread returns at most n weeks from one to another, evenly apart and with the last.
func spread(from, to, n int) []int {
	var all []int
	step := max(1, (to-from+n)/n)
	for at := to; at >= from; at -= step {
		all = append(all, at)
	}
	slices.Reverse(all)
	return all
}

// ensemble is what runs gave for a week: people and activities, ascending.
type ensemble [2][]int32

// ahead forecasts from the ends of some weeks, for some numbers of weeks ahead.
func (t *Twin) ahead(origins, weeks []int, runs int) [][]ensemble {
	memory, span := t.Values.Number("memory"), slices.Max(weeks)
	scale := t.newcomers()
	found := make([][]ensemble, len(origins))
	inParallel(len(origins), func(i int) {
		at := origins[i]
		crew := t.past.crew(at, memory)
		values := t.with(Values{"arrivals": Number(scale * t.past.arrivals(at, memory)), "weeks": Number(float64(span))})
		found[i] = make([]ensemble, len(weeks))
		for run := range runs {
			l := t.start(Start{Values: values, Key: Key{Seed: t.seed, Point: uint32(at), Run: uint64(run)}}, crew, at+1)
			for l.Step() {
			}
			for h, ahead := range weeks {
				for k, count := range counts {
					found[i][h][k] = append(found[i][h][k], int32(count(l.state.Weeks[ahead-1])))
				}
			}
		}
		for h := range weeks {
			for k := range counts {
				slices.Sort(found[i][h][k])
			}
		}
	})
	return found
}

// newcomers is how many must arrive for one to be seen to do something.
func (t *Twin) newcomers() float64 {
	seen := t.past.arrivals(t.Weeks-1, t.Values.Number("memory"))
	if seen < 1e-9 {
		return 1
	}
	return t.Values.Number("arrivals") / seen
}

// remember forecasts the weeks before the date and keeps how that went.
func (t *Twin) remember() {
	t.records = map[int]trackRecord{}
	keep := func(origins, weeks []int) {
		for len(origins) > 0 && origins[0] < warming {
			origins = origins[1:]
		}
		all := t.ahead(origins, weeks, t.runsFor(weeks))
		for h, ahead := range weeks {
			var r trackRecord
			for i, at := range origins {
				if at+ahead < t.Weeks {
					w := t.past.weeks[at+ahead]
					r.people.add(all[i][h][0], w.People)
					r.acts.add(all[i][h][1], w.Acts)
				}
			}
			t.records[ahead] = r
		}
	}
	keep(spread(max(warming, t.Weeks-lookback), t.Weeks-2, 4*t.looks(39)), horizons[:1])
	if from := max(warming, t.Weeks-lookback-52); t.Weeks-2-52 > from {
		keep(spread(from, t.Weeks-2, t.looks(26)), horizons[1:])
	}
}

// runsFor is how many runs forecasts have. Those that go far ahead are dear, and wide.
func (t *Twin) runsFor(weeks []int) int {
	if slices.Max(weeks) > 1 {
		return max(20, t.runs/2)
	}
	return t.runs
}

// looks is from how many dates of so many a twin forecasts: fewer in a large community,
// of which one date tells as much as several of a small one.
func (t *Twin) looks(most int) int { return max(12, most*min(t.runs, 160)/160) }
