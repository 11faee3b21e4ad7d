package simulation

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

const (
	heartLost   = 4   // weeks after which nobody hopes for an answer any more
	halfTrend   = 26  // weeks in which a trend halves
	pulse       = 1.5 // how much more often all come in the week of a gathering
	lively      = 8   // weeks over which liveliness is felt
	firstWeeks  = 12  // weeks that later ones are held against
	latelyWeeks = 4   // weeks for which somebody has come lately
	postsKept   = 512
	busiest     = 20 // how much more often all come at most, in a week
)

// Step lives a week.
func (l *living) Step() bool {
	st := &l.state
	l.weather()
	if l.v.loss > 0 && st.Week == l.v.lossweek {
		l.lose()
	}
	l.arrive()
	if l.gathers() {
		st.Due.push(due{At: st.Clock + l.factor*(2+18.0/24)*day, Who: allWho})
	}
	for {
		t := float64(st.Week + 1)
		visit := len(st.Due) > 0 && st.Due[0].At < l.until
		if visit {
			t = min(t, float64(st.Week)+(st.Due[0].At-st.Clock)/l.factor)
		}
		switch {
		case l.facilitate(t): // which may let somebody come earlier
		case !visit:
			l.close()
			return st.Week < l.v.weeks
		default:
			l.come(st.Due.pop(), t)
		}
	}
}

// weather sets how often all come in this week.
func (l *living) weather() {
	st := &l.state
	v := l.v
	st.Level += v.trend*math.Exp2(-float64(st.Week)/halfTrend) + v.drift*st.Climate.normal() - v.drift*v.drift/2
	l.factor = l.v.pace * math.Exp(st.Level)
	if v.mood > 0 {
		l.factor *= st.Climate.gamma(1 / (v.mood * v.mood))
	}
	if l.gathers() {
		l.factor *= pulse
	}
	if v.season > 0 {
		l.factor *= math.Exp(v.season * math.Cos(angle(l.started.Add(time.Duration(st.Week)*week))-2*math.Pi*v.peak/year))
	}
	l.factor = min(max(l.factor, 1e-9), busiest)
	l.until = st.Clock + l.factor
}

const year = 365.25 // days

// angle is how far the year has gone in the middle of a week, as an angle.
func angle(begin time.Time) float64 {
	return 2 * math.Pi * (float64(begin.YearDay()) + 2.5) / year
}

// gathers reports whether there is a gathering this week.
func (l *living) gathers() bool {
	return l.v.gathering > 0 && (l.state.Week+l.since)%l.v.gathering == 0
}

// arrive has newcomers come for the first time at some moment of the week.
func (l *living) arrive() {
	st := &l.state
	rate := l.v.arrivals
	if l.v.benefits > 0 && st.Base > 0 && st.Week >= firstWeeks {
		rate *= math.Pow(min(max(st.Lively/st.Base, 0.01), 3), l.v.benefits)
	}
	s := l.key.Stream(livingArrivals, uint64(st.Week))
	for i := range s.poisson(rate) {
		m := l.person("newcomer-", st.Newest+1, uint64(st.Week+1)<<20|uint64(i))
		l.welcome(m, st.Clock+l.factor*s.Float64())
	}
}

// welcome lets somebody come for the first time.
func (l *living) welcome(m member, at float64) {
	st := &l.state
	st.Newest++
	m.Since = int32(st.Week)
	st.Members = append(st.Members, m)
	st.Due.push(due{At: at, Who: int32(len(st.Members) - 1)})
}

// lose has those leave who did most.
func (l *living) lose() {
	st := &l.state
	var there []int32
	for i := range st.Members {
		m := &st.Members[i]
		if !m.Gone && !m.Broker && int32(i)+1 != st.Helper && (m.Since < 0 || m.First >= 0) {
			there = append(there, int32(i))
		}
	}
	slices.SortStableFunc(there, func(a, b int32) int { return cmp.Compare(st.Members[b].Done, st.Members[a].Done) })
	for _, i := range there[:min(len(there), l.v.loss)] {
		l.leave(i, float64(st.Week))
	}
}

func (l *living) leave(i int32, t float64) {
	l.state.Members[i].Gone = true
	l.record(t, i, activity.Leave, act{})
}

// gather has those attend who came lately.
func (l *living) gather(t float64) {
	st := &l.state
	mark := int32(st.Week + 1)
	for _, i := range st.Lately {
		m := &st.Members[i]
		if m.Gathered == mark || m.Gone {
			continue
		}
		m.Gathered = mark
		if !st.Gather.Chance(0.1 + 0.5*m.Bond) {
			continue
		}
		m.Bond += 0.2 * l.v.response * (1 - m.Bond)
		l.learn(m)
		l.record(t, i, activity.Attend, act{name: gathering, mode: activity.InPerson})
	}
}

// close ends the week: what waited too long is given up, and what was is summed up.
func (l *living) close() {
	st := &l.state
	now := float64(st.Week + 1)
	waiting := st.Waiting[:0]
	for _, q := range st.Waiting {
		if now-q.At < heartLost {
			waiting = append(waiting, q)
			continue
		}
		m := &st.Members[q.By]
		m.Bond *= 1 - l.v.response
		m.Open = 0
		st.Missed++
	}
	st.Waiting = waiting
	came := len(st.Lately)
	for _, n := range st.Here {
		came -= int(n)
	}
	st.Here = append(st.Here, int32(came))
	if len(st.Here) > latelyWeeks {
		st.Lately = append(st.Lately[:0], st.Lately[st.Here[0]:]...)
		st.Here = append(st.Here[:0], st.Here[1:]...)
	}
	past := st.Now
	st.Now = weekCount{}
	st.Weeks = append(st.Weeks, past)
	st.Lively += (float64(past.Acts) - st.Lively) / min(float64(st.Week+1), lively)
	if st.Week < firstWeeks {
		st.Base += (float64(past.Acts) - st.Base) / float64(st.Week+1)
	}
	st.Clock = l.until
	st.Week++
}

// Measures returns what has become of the community.
func (l *living) Measures() []float64 {
	st := &l.state
	var active, core, came, stayed int
	for i := range st.Members {
		m := &st.Members[i]
		if m.Met > 0 && int(m.Met)+13 > st.Week {
			active++
		}
		if m.Core && !m.Gone {
			core++
		}
		if m.Since >= 0 && m.First >= 0 && m.First+month <= float64(st.Week) {
			came++
			if m.Later {
				stayed++
			}
		}
	}
	var all, last weekCount
	for i, w := range st.Weeks {
		all.People += w.People
		all.Acts += w.Acts
		if i+13 >= len(st.Weeks) {
			last.Acts += w.Acts
		}
	}
	weeks := len(st.Weeks)
	return []float64{
		float64(active), float64(last.Acts), ratio(all.People, weeks), ratio(all.Acts, weeks),
		ratio(st.Missed, st.Asked-len(st.Waiting)), ratio(stayed, came), float64(core),
	}
}

const (
	month    = 30.0 / 7 // weeks
	halfYear = 26       // weeks
)

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
