package simulation

import (
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

// matching holds runs from earlier dates against the record.
type matching struct {
	t       *Twin
	origins []int // the weeks after which runs begin, as far back as the twin is matched
	span    int   // weeks that a run has
	runs    int   // from each
	moments []moment
}

// moment is a figure of the record, the parameter that moves it, and how.
type moment struct {
	parameter, what string
	recorded        float64
	simulated       func(outcome) float64
	move            func(value, recorded, simulated float64) float64
	least, most     float64
}

// outcome sums up runs.
type outcome struct {
	weeks, people, acts      int // of the first weeks of each
	lateWeeks, late          int // of the last weeks, and how many were active in them
	all, asked, shared, used int // activities in all, and those of some kinds
	settled, missed          int // questions that were answered or could have been; and those that were not
	ran, came                int // weeks in all, and newcomers who did something
	followed, early, once    int // newcomers whose first half a year was seen, weeks in which they were active, and those with one
}

const (
	soon  = 4  // weeks that are the first of a run
	later = 13 // weeks that are its last
	dates = 16 // from how many dates runs are held against the record, at most
	least = 4  // and at least, in a large community

	// How much is simulated: acts for each time that a twin is matched, and comings of
	// members for all its forecasts. Large communities vary less, so that fewer runs do.
	actsMatched     = 4e6
	comingsForeseen = 2e7
)

const grows = "people active in a week after about a year, beside those at first"

func newMatching(t *Twin) *matching {
	l, v := t.past, t.Values
	memory := v.Number("memory")
	span := min(52, (t.Weeks-warming)/2)
	m := &matching{t: t, span: span}
	from, to := max(warming, t.Weeks-lookback-span), t.Weeks-1
	perRun := (t.expected(t.Weeks-1, soon, acts) + 1) * float64(span)
	n := int(min(max(actsMatched/perRun, least), dates))
	for i := range n {
		if at := from + (to-from)*(i+1)/n; len(m.origins) == 0 || at > m.origins[len(m.origins)-1] {
			m.origins = append(m.origins, at)
		}
	}
	var levels struct{ people, acts, newcomers float64 }
	for _, at := range m.origins {
		n := float64(len(m.origins))
		for ahead := 1; ahead <= soon; ahead++ {
			levels.people += t.expected(at, ahead, people) / n / soon
			levels.acts += t.expected(at, ahead, acts) / n / soon
		}
		levels.newcomers += l.arrivals(at, memory) / n
	}
	m.runs = int(min(max(5e3/perRun, 4), 64, max(actsMatched/perRun/float64(len(m.origins)), 1)))
	t.runs = int(min(max(comingsForeseen/float64(1+len(l.crew(t.Weeks-1, memory)))/200, 20), 200))

	h := l.habits
	share := func(n int) float64 { return ratio(n, h.acts) }
	multiply := func(value, recorded, simulated float64) float64 {
		return value * min(max(recorded/max(simulated, 1e-9), 0.5), 2)
	}
	early, once := l.early(span)
	growth, departures := t.growth(m.origins, span), v.Number("turnover")
	grown := func(o outcome) float64 {
		return ratio(o.late, o.lateWeeks) / max(ratio(o.people, o.weeks), leastMean)
	}
	m.moments = []moment{
		{"pace", "people active in a week, at first", levels.people, func(o outcome) float64 { return ratio(o.people, o.weeks) }, multiply, 0.05, 20},
		{"acts", "activities in a week, at first", levels.acts, func(o outcome) float64 { return ratio(o.acts, o.weeks) }, multiply, 1, 50},
		{"arrivals", "newcomers who do something, a week", levels.newcomers, func(o outcome) float64 { return ratio(o.came, o.ran) }, multiply, 0, 1e5},
		{"visits", "weeks in which newcomers are active, in their first half a year", early, func(o outcome) float64 { return ratio(o.early, o.followed) },
			func(value, recorded, simulated float64) float64 { // they are all active in one
				return multiply(value, max(recorded-1, 0.01), max(simulated-1, 0.01))
			}, 0.001, 20},
		{"leaving", "share of newcomers who are active in one week only", once, func(o outcome) float64 { return ratio(o.once, o.followed) }, multiply, 0.001, 0.9},
		{"turnover", grows, growth, grown, func(value, recorded, simulated float64) float64 { return multiply(value, simulated, recorded) }, departures / 8, departures},
		{"trend", grows, growth, grown, func(value, recorded, simulated float64) float64 {
			reach := halfTrend / math.Ln2 * (1 - math.Exp2(-float64(span)/halfTrend))
			return value + 0.5*math.Log(min(max(recorded/max(simulated, 1e-3), 0.5), 2))/reach
		}, -0.05, 0.05},
	}
	if h.asks > 0 {
		m.moments = append(m.moments,
			moment{"asking", "share of questions among activities", share(h.asks), func(o outcome) float64 { return ratio(o.asked, o.all) }, multiply, 0.001, 1},
			moment{"answering", "share of questions that were answered within four weeks", 1 - ratio(h.unanswered, h.waited), func(o outcome) float64 { return 1 - ratio(o.missed, o.settled) }, multiply, 0.01, 1})
	}
	if h.shares > 0 {
		m.moments = append(m.moments, moment{"sharing", "share of resources among activities", share(h.shares), func(o outcome) float64 { return ratio(o.shared, o.all) }, multiply, 0.001, 1})
	}
	if h.reuses > 0 {
		m.moments = append(m.moments, moment{"reusing", "share of uses of resources among activities", share(h.reuses), func(o outcome) float64 { return ratio(o.used, o.all) }, multiply, 0.001, 1})
	}
	return m
}

// early is in how many weeks newcomers were active in their first half a year, or half of
// a span if that is shorter, and which share of them was in one only.
func (l *ledger) early(span int) (mean, once float64) {
	within, all, ones, n := followed(span), 0, 0, 0
	for _, p := range l.people {
		first := p.weeks[0].Week
		if int(first)+within > len(l.weeks) || int(first) < len(l.weeks)-lookback-within {
			continue
		}
		weeks := 0
		for weeks < len(p.weeks) && p.weeks[weeks].Week < first+int32(within) {
			weeks++
		}
		if n, all = n+1, all+weeks; weeks == 1 {
			ones++
		}
	}
	if n == 0 {
		return 1, 1
	}
	return ratio(all, n), ratio(ones, n)
}

func followed(span int) int { return min(halfYear, span/2) }

// growth is how many were active some time after a date, beside what was usual at the
// date; drawn halfway towards 1, since what goes on for ever is rarer than what went on.
func (t *Twin) growth(origins []int, span int) float64 {
	l := t.past
	before, after := 0.0, 0.0
	for _, at := range origins {
		if at+span >= len(l.weeks) {
			break
		}
		before += t.expected(at, soon, people)
		for _, w := range l.weeks[at+1+span-later : at+1+span] {
			after += float64(w.People) / later
		}
	}
	return min(max(math.Sqrt((after+leastMean)/(before+leastMean)), 0.5), 1.5)
}

// simulate runs the twin from all the dates.
func (m *matching) simulate() outcome {
	t := m.t
	found := make([]outcome, len(m.origins)*m.runs)
	memory := t.Values.Number("memory")
	scale := t.Values.Number("arrivals") / max(t.past.arrivals(t.Weeks-1, memory), 1e-9)
	crews := make([][]hand, len(m.origins))
	inParallel(len(crews), func(i int) { crews[i] = t.past.crew(m.origins[i], memory) })
	inParallel(len(found), func(i int) {
		origin, run := i/m.runs, i%m.runs
		key := Key{Seed: t.seed, Point: uint32(origin), Run: uint64(run)}
		values := t.with(Values{"arrivals": Number(scale * t.past.arrivals(m.origins[origin], memory)), "weeks": Number(float64(m.span))})
		l := t.start(Start{Values: values, Key: key}, crews[origin], m.origins[origin]+1)
		for l.Step() {
		}
		found[i] = l.outcome()
	})
	var sum outcome
	for _, o := range found {
		sum.add(o)
	}
	return sum
}

func (o *outcome) add(p outcome) {
	o.weeks, o.people, o.acts = o.weeks+p.weeks, o.people+p.people, o.acts+p.acts
	o.lateWeeks, o.late = o.lateWeeks+p.lateWeeks, o.late+p.late
	o.all, o.asked, o.shared, o.used = o.all+p.all, o.asked+p.asked, o.shared+p.shared, o.used+p.used
	o.settled, o.missed = o.settled+p.settled, o.missed+p.missed
	o.ran, o.came = o.ran+p.ran, o.came+p.came
	o.followed, o.early, o.once = o.followed+p.followed, o.early+p.early, o.once+p.once
}

// outcome sums up a run that is over.
func (l *living) outcome() outcome {
	st := &l.state
	o := outcome{
		asked: st.Asked, shared: len(st.Library), used: st.Reused,
		settled: st.Asked - len(st.Waiting), missed: st.Missed, ran: len(st.Weeks),
	}
	for i, w := range st.Weeks {
		o.all += w.Acts
		if i < soon {
			o.weeks, o.people, o.acts = o.weeks+1, o.people+w.People, o.acts+w.Acts
		}
		if i >= len(st.Weeks)-later {
			o.lateWeeks, o.late = o.lateWeeks+1, o.late+w.People
		}
	}
	within := float64(followed(len(st.Weeks)))
	for i := range st.Members {
		m := &st.Members[i]
		if m.Since < 0 || m.First < 0 {
			continue
		}
		o.came++
		if m.First+within <= float64(len(st.Weeks)) {
			o.followed++
			o.early += int(m.Early)
			if m.Early == 1 {
				o.once++
			}
		}
	}
	return o
}

// meet moves the parameters towards what the record asks for.
func (m *matching) meet(o outcome) {
	for _, f := range m.moments {
		x := f.move(m.t.Values.Number(f.parameter), f.recorded, f.simulated(o))
		m.t.Values[f.parameter] = Number(min(max(x, f.least), f.most))
	}
}

func (m *matching) told(o outcome) []Fitted {
	var all []Fitted
	for i, f := range m.moments {
		if i > 0 && f.what == m.moments[i-1].what { // two parameters meet it
			all[len(all)-1].Parameter += ", " + f.parameter
			continue
		}
		all = append(all, Fitted{f.parameter, f.what, f.recorded, f.simulated(o)})
	}
	return all
}

// inParallel does n things on all cores; each does its own, so that the order is the same
// to all who look at them after.
func inParallel(n int, do func(int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	all.Wait()
}
