package simulation

import (
	"math"

	"github.com/praxis-cop/praxis/activity"
)

const (
	gone    = 0.002                     // active weeks a week below which somebody is taken to have left
	often   = 100                       // visits a week that nobody exceeds
	nearly  = 0.99                      // share of weeks that counts as every week
	goingOn = "community-after-history" // the source of what goes on from a history
)

// hand is somebody of a recorded history who may still come.
type hand struct {
	name  activity.Person
	rate  float64 // share of weeks in which they are active
	last  bool    // whether they were in the last week
	acts  float64 // acts in an active week
	done  int     // acts so far
	weeks int     // in which they were active, so far
	ties  int     // how many people they have replied to
}

// crew returns who takes part as of the end of a week, in the order of their first
// activities. What somebody did counts half after so many weeks.
func (l *ledger) crew(through int, halfLife float64) []hand {
	weight, all := make([]float64, through+1), 0.0 // by age
	for age := range weight {
		weight[age] = math.Exp2(-float64(age) / halfLife)
		all += weight[age]
	}
	var crew []hand
	for i := range l.people {
		p := &l.people[i]
		if p.weeks[0].Week > int32(through) {
			break // and all after them
		}
		h := hand{name: p.name}
		var acts float64
		for _, w := range p.weeks {
			if w.Week > int32(through) {
				break
			}
			h.rate += weight[through-int(w.Week)]
			acts += weight[through-int(w.Week)] * float64(w.Acts)
			h.done += int(w.Acts)
			h.weeks++
			h.last = w.Week == int32(through)
		}
		h.acts = acts / h.rate
		if h.rate /= all; h.rate < gone {
			continue
		}
		for h.ties < len(p.ties) && p.ties[h.ties] <= int32(through) {
			h.ties++
		}
		crew = append(crew, h)
	}
	return crew
}

// settle begins with people of a history, who come as often as they did.
func (l *living) settle(crew []hand) {
	l.source = goingOn
	for i, h := range crew {
		m := l.person("", i, uint64(i))
		m.Name, m.Since, m.First, m.Later = h.name, -1, 0, true
		// What somebody did taught them, and whoever was of help to many is practised.
		m.Skill = 1 - math.Pow(1-max(l.v.learning, 0.01), float64(h.done))/float64(1+h.ties)
		m.Bond = 1 - 1/math.Sqrt(float64(1+h.weeks+h.ties))
		m.Done = int32(min(h.done, math.MaxInt32))
		m.Tired = l.v.tiring / 4 * h.acts * h.rate * rest // what doing so much wearies
		visits := visitsFor(h.rate)
		if per := l.eagerness(&m) * l.acting(&m) / m.Pull; per > 0 {
			m.Pull = visits / per
		}
		m.Wordy = max(1, h.acts*min(h.rate, nearly)/visits) / l.v.acts
		now := (1 - l.v.bout) * h.rate
		if h.last {
			now += l.v.bout
		}
		m.Bout = visitsFor(now)/visits - 1
		l.state.Members = append(l.state.Members, m)
	}
	l.begin()
}

// visitsFor is how many visits a week make somebody active in a share of weeks.
func visitsFor(share float64) float64 { return -math.Log1p(-min(share, nearly)) }

// wait is how long it is to somebody's next visit. A bout fades, and with it how often
// they come.
func (l *living) wait(m *member, at float64) float64 {
	wait := m.Stream.Wait(l.eagerness(m))
	if m.Bout == 0 || math.IsInf(wait, 1) {
		return wait
	}
	bout := m.Bout * math.Pow(l.v.bout, at)
	if math.Abs(bout) < 0.01 {
		m.Bout = 0
		return wait
	}
	// When as many visits are due at the rate that changes as until then at the usual one.
	fade := -1 / math.Log(l.v.bout)
	low, high := 0.0, wait+max(0, -bout*fade)
	for range 40 {
		if mid := (low + high) / 2; mid-bout*fade*math.Expm1(-mid/fade) < wait {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}

// eagerness is how often somebody comes, in visits a week of the usual rate.
func (l *living) eagerness(m *member) float64 {
	return min(l.v.visits*m.Pull*(0.25+m.Bond)*(1+l.v.central*m.Skill*m.Bond), often) * math.Exp(-m.Tired)
}

// acting is the chance that somebody does more than watch at a visit.
func (l *living) acting(m *member) float64 {
	unskilled := 1 - m.Skill
	return 1 - l.v.watching*unskilled*unskilled
}
