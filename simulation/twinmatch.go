package simulation

import (
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

func newMatching(t *Twin) *matching {
	l, memory := t.past, t.Values.Number("memory")
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
	m.runs = int(min(max(5e3/perRun, 4), 64, max(actsMatched/perRun/float64(len(m.origins)), 1)))
	t.runs = int(min(max(comingsForeseen/float64(1+len(l.crew(t.Weeks-1, memory)))/200, 20), 200))
	m.moments = m.aims()
	return m
}

// simulate runs the twin from all the dates.
func (m *matching) simulate() outcome {
	t := m.t
	found := make([]outcome, len(m.origins)*m.runs)
	memory := t.Values.Number("memory")
	scale := t.newcomers()
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
