package simulation

import "math"

// moment is a figure of the record, the parameter that moves it, and how.
type moment struct {
	parameter, what string
	recorded        float64
	simulated       func(outcome) float64
	move            func(value, recorded, simulated float64) float64
	least, most     float64
}

const grows = "people active in a week after about a year, beside those at first"

// aims are what the twin is to meet: how often and how much people come at first, how
// newcomers come and stay, where all tends, and habits, if the record has them.
func (m *matching) aims() []moment {
	t, h := m.t, m.t.past.habits
	var people4, acts4, newcomers float64
	for _, at := range m.origins {
		n := float64(len(m.origins))
		for ahead := 1; ahead <= soon; ahead++ {
			people4 += t.expected(at, ahead, people) / n / soon
			acts4 += t.expected(at, ahead, acts) / n / soon
		}
		newcomers += t.past.arrivals(at, t.Values.Number("memory")) / n
	}
	early, once := t.past.early(m.span)
	growth, departures := t.growth(m.origins, m.span), t.Values.Number("turnover")
	grown := func(o outcome) float64 {
		return ratio(o.late, o.lateWeeks) / max(ratio(o.people, o.weeks), leastMean)
	}
	more := func(value, recorded, simulated float64) float64 { // they are all active in one week
		return multiply(value, max(recorded-1, 0.01), max(simulated-1, 0.01))
	}
	fewer := func(value, recorded, simulated float64) float64 { return multiply(value, simulated, recorded) }
	steeper := func(value, recorded, simulated float64) float64 {
		reach := halfTrend / math.Ln2 * (1 - math.Exp2(-float64(m.span)/halfTrend))
		return value + 0.5*math.Log(min(max(recorded/max(simulated, 1e-3), 0.5), 2))/reach
	}
	all := []moment{
		{"pace", "people active in a week, at first", people4, func(o outcome) float64 { return ratio(o.people, o.weeks) }, multiply, 0.05, 20},
		{"acts", "activities in a week, at first", acts4, func(o outcome) float64 { return ratio(o.acts, o.weeks) }, multiply, 1, 50},
		{"arrivals", "newcomers who do something, a week", newcomers, func(o outcome) float64 { return ratio(o.came, o.ran) }, multiply, 0, 1e5},
		{"visits", "weeks in which newcomers are active, in their first half a year", early, func(o outcome) float64 { return ratio(o.early, o.followed) }, more, 0.001, 20},
		{"leaving", "share of newcomers who are active in one week only", once, func(o outcome) float64 { return ratio(o.once, o.followed) }, multiply, 0.001, 0.9},
		{"turnover", grows, growth, grown, fewer, departures / 8, departures},
		{"trend", grows, growth, grown, steeper, -0.05, 0.05},
	}
	for _, habit := range []struct {
		of int // what there must be of it
		moment
	}{
		{h.asks, moment{"asking", "share of questions among activities", ratio(h.asks, h.acts), func(o outcome) float64 { return ratio(o.asked, o.all) }, multiply, 0.001, 1}},
		{h.asks, moment{"answering", "share of questions that were answered within four weeks", 1 - ratio(h.unanswered, h.waited), func(o outcome) float64 { return 1 - ratio(o.missed, o.settled) }, multiply, 0.01, 1}},
		{h.shares, moment{"sharing", "share of resources among activities", ratio(h.shares, h.acts), func(o outcome) float64 { return ratio(o.shared, o.all) }, multiply, 0.001, 1}},
		{h.reuses, moment{"reusing", "share of uses of resources among activities", ratio(h.reuses, h.acts), func(o outcome) float64 { return ratio(o.used, o.all) }, multiply, 0.001, 1}},
	} {
		if habit.of > 0 {
			all = append(all, habit.moment)
		}
	}
	return all
}

// multiply moves a value by as much as what it moves is too low or too high, at most to
// twice or half.
func multiply(value, recorded, simulated float64) float64 {
	return value * min(max(recorded/max(simulated, 1e-9), 0.5), 2)
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
