package simulation

import (
	"cmp"
	"math"
	"slices"
)

// memories are the weeks among which the one is chosen after which what people did counts
// half.
var memories = []float64{1, 2, 4, 8, 13, 26, 52, 104}

// bouts are the shares that the last week alone may have.
var bouts = []float64{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7}

const (
	warming   = 8    // weeks from which on the record is forecast
	lookback  = 260  // weeks of the record that a twin is matched to
	silence   = 52   // weeks after which somebody is taken to have left
	regular   = 4    // active weeks that make somebody's departure one
	leastMean = 0.02 // people or activities a week that are never fallen below
)

// count takes from the record what can be counted there.
func (t *Twin) count() {
	l := t.past
	values, err := Living{}.About().Check(nil)
	if err != nil {
		panic(err) // the defaults are in order
	}
	t.Values = values
	set := func(name string, x float64) { t.Values[name] = Number(x) }
	memory, bout := l.memory()
	set("memory", memory)
	set("bout", bout)
	set("members", 0)
	set("arrivals", l.arrivals(t.Weeks-1, memory))
	set("turnover", l.departures())
	set("mentoring", min(1, ratio(l.habits.paired, len(l.people))))
	set("gathering", float64(l.rhythm()))
	set("shelf", 52)
	h := l.habits
	set("asking", min(1, 2*ratio(h.asks, h.acts)))
	set("sharing", min(1, 2*ratio(h.shares, h.acts)))
	set("reusing", min(1, 2*ratio(h.reuses, h.acts)))
	if h.asks == 0 {
		set("answering", 0)
	}
	set("unequal", l.unevenness())
	season, peak := l.season()
	set("season", season)
	set("peak", peak)
	set("mood", 0)
	set("drift", 0)
	set("trend", 0)
}

// memory is how many weeks back half of what counts for the next week lies, and which share
// the last week alone has in it (bout): those with which the people expected in each week by
// the weeks before differ least from those who came, by the deviance of Poisson counts.
func (l *ledger) memory() (memory, bout float64) {
	least := math.Inf(1)
	for _, m := range memories {
		for _, share := range bouts {
			deviance, mean, last := 0.0, fading{halfLife: m}, 0.0
			for i, w := range l.weeks {
				y := float64(w.People)
				if i >= warming {
					expected := max((1-share)*mean.value()+share*last, leastMean)
					deviance += expected - y
					if y > 0 {
						deviance += y * math.Log(y/expected)
					}
				}
				mean.add(y)
				last = y
			}
			if deviance < least {
				memory, bout, least = m, share, deviance
			}
		}
	}
	return memory, bout
}

func people(w weekCount) int { return w.People }
func acts(w weekCount) int   { return w.Acts }

// fading is a mean in which what is older counts less.
type fading struct{ halfLife, sum, weight float64 }

func (f *fading) add(x float64) {
	keep := math.Exp2(-1 / f.halfLife)
	f.sum, f.weight = f.sum*keep+x, f.weight*keep+1
}

func (f *fading) value() float64 {
	if f.weight == 0 {
		return 0
	}
	return f.sum / f.weight
}

// expected is what is expected of the week some weeks after one: the mean of weeks up to
// it, in which what is older counts less, and what is left of a bout.
func (t *Twin) expected(through, ahead int, count func(weekCount) int) float64 {
	f := fading{halfLife: t.Values.Number("memory")}
	for _, w := range t.past.weeks[:through+1] {
		f.add(float64(count(w)))
	}
	mean := f.value()
	return mean + math.Pow(t.Values.Number("bout"), float64(ahead))*(float64(count(t.past.weeks[through]))-mean)
}

// arrivals is how many newcomers came a week. It is not followed faster than by the
// quarter, since they are few.
func (l *ledger) arrivals(through int, memory float64) float64 {
	f := fading{halfLife: max(13, memory)}
	for _, n := range l.came[:through+1] {
		f.add(float64(n))
	}
	return f.value()
}

// departures is the weekly chance that somebody who came regularly does not come again:
// departures by weeks in which somebody might have departed.
func (l *ledger) departures() float64 {
	left, weeks := 0.5, 1.0 // as if half of one had, so that it is neither never nor at once
	for _, p := range l.people {
		if len(p.weeks) < regular || int(p.weeks[0].Week) >= len(l.weeks) {
			continue
		}
		last := int(p.weeks[len(p.weeks)-1].Week)
		weeks += float64(min(last, len(l.weeks)) - int(p.weeks[0].Week))
		if last+silence < len(l.weeks) {
			left++
		}
	}
	return min(left/weeks, 0.2)
}

// rhythm is how many weeks lie between gatherings, mostly; 0 if there were none.
func (l *ledger) rhythm() int {
	var gaps []int
	for i := 1; i < len(l.attends); i++ {
		gaps = append(gaps, l.attends[i]-l.attends[i-1])
	}
	if len(gaps) < 3 {
		return 0
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2]
}

// unevenness is the standard deviation of the logarithm of how often people are active,
// of those whom more than a few weeks are known of.
func (l *ledger) unevenness() float64 {
	var m Moments
	for _, p := range l.people {
		if known := len(l.weeks) - int(p.weeks[0].Week); known >= halfYear {
			m.Add(math.Log(float64(len(p.weeks)) / float64(min(known, 104))))
		}
	}
	if m.N < 5 {
		return 1.5
	}
	return min(max(math.Sqrt(m.sq/float64(m.N-1)), 0.3), 3)
}

// season is how far the logarithm of the rate swings over the year, and the day of the
// year on which it is highest, by least squares on one wave a year. It is 0 unless the
// wave is beyond chance at 1 in 100.
func (l *ledger) season() (swing, peak float64) {
	const years = 3
	if len(l.weeks) < years*52 {
		return 0, 0
	}
	mean := fading{halfLife: 52}
	var cos, sin, sq, n float64
	for i, w := range l.weeks {
		if y := float64(w.People); i >= 26 && mean.value() > leastMean {
			off := min(y/mean.value()-1, 2)
			a := angle(beginOf(l.first + i))
			cos, sin, sq, n = cos+off*math.Cos(a), sin+off*math.Sin(a), sq+off*off, n+1
		}
		mean.add(float64(w.People))
	}
	cos, sin = 2*cos/n, 2*sin/n
	swing = math.Hypot(cos, sin)
	explained := n * swing * swing / 2
	const beyond = 4.61 // the F distribution's at 1 in 100, for 2 and many degrees of freedom
	if rest := (sq - explained) / (n - 3); !(explained/2/rest > beyond) {
		return 0, 0
	}
	day := math.Atan2(sin, cos) / (2 * math.Pi) * year
	if day < 0 {
		day += year
	}
	return min(swing, 1), day
}

// match changes parameters until runs from earlier dates give what was recorded.
func (t *Twin) match() {
	m := newMatching(t)
	for range 6 {
		m.meet(m.simulate())
	}
	t.Fitted = m.told(m.simulate())
	slices.SortFunc(t.Fitted, func(a, b Fitted) int { return cmp.Compare(a.Parameter, b.Parameter) })
	t.unrest()
}
