package simulation

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

const (
	week    = 7 * 24 * time.Hour
	fading  = 26                        // weeks in which what somebody did counts half
	gone    = 0.002                     // active weeks a week below which somebody is taken to have left
	often   = 100                       // visits a week that nobody exceeds
	goingOn = "community-after-history" // the source of what goes on from a history
)

// hand is somebody of a recorded history: how often they are active, and what they did.
type hand struct {
	name  activity.Person
	rate  float64 // weeks in which they are active, a week
	acts  int
	first time.Time
}

// crewOf returns who took part in a history, in the order of their first activities, and
// when it ended. Recent weeks count more. The error is the history's own.
func crewOf(history activity.Stream) (crew []hand, end time.Time, err error) {
	type weekOf struct {
		who  activity.Person
		week int64
	}
	people := map[activity.Person]*hand{}
	weeks := map[weekOf]bool{}
	for a, err := range history {
		if err != nil {
			return nil, end, err
		}
		if a.Verb.Upkeep() {
			continue
		}
		h := people[a.Actor]
		if h == nil {
			h = &hand{name: a.Actor, first: a.At}
			people[a.Actor] = h
		}
		h.acts++
		if a.At.Before(h.first) {
			h.first = a.At
		}
		if a.At.After(end) {
			end = a.At
		}
		weeks[weekOf{a.Actor, a.At.Unix() / int64(week/time.Second)}] = true
	}
	last := end.Unix() / int64(week/time.Second)
	ages := map[activity.Person][]int64{}
	for w := range weeks {
		ages[w.who] = append(ages[w.who], last-w.week)
	}
	for name, h := range people {
		slices.Sort(ages[name])
		for _, age := range ages[name] {
			h.rate += math.Exp2(-float64(age) / fading)
		}
		h.rate *= math.Ln2 / fading
		if h.rate >= gone {
			crew = append(crew, *h)
		}
	}
	slices.SortFunc(crew, func(a, b hand) int {
		return cmp.Or(a.first.Compare(b.first), cmp.Compare(a.name, b.name))
	})
	return crew, end, nil
}

// settle begins with people of a history, who come as often as they did.
func (l *living) settle(crew []hand) {
	l.source = goingOn
	for i, h := range crew {
		m := l.person("", i, uint64(i))
		m.Name, m.Since, m.First, m.Later = h.name, -1, 0, true
		m.Skill = 1 - math.Pow(1-max(l.v.learning, 0.01), float64(h.acts))
		m.Bond = 0.3 + 0.5*m.Skill
		m.Done = int32(min(h.acts, math.MaxInt32))
		if per := l.eagerness(&m) / m.Pull; per > 0 {
			m.Pull = h.rate / per
		}
		l.state.Members = append(l.state.Members, m)
	}
	l.begin()
}

// eagerness is how often somebody comes, in visits a week of the usual rate.
func (l *living) eagerness(m *member) float64 {
	return min(l.v.visits*m.Pull*(0.25+m.Bond)*(1+l.v.central*m.Skill*m.Bond), often) * math.Exp(-m.Tired)
}
