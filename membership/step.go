package membership

import (
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// movement is what a step needs and the next step can use again.
type movement struct {
	people  []int    // whose level can change
	spells  []*Spell // of each of them at the time, nil if they are no members
	members []*reading
	sorted  [][]int // by gauge: what those of the members show, in descending order
}

// step moves everybody whose level can change in a week on to a time: its end, or that
// of the assessment. Whoever is at the periphery, or outside, with nothing to show then
// rests until the record goes on about them. It returns the next week in which anybody's
// can change.
func (s *Assessed) step(t time.Time, week int) (next int) {
	now, monday := s.criteria.span(t), activity.WeekOf(t)
	m := &s.moving
	m.people, m.spells, m.members = m.people[:0], m.spells[:0], m.members[:0]
	for i, wakes := range s.wakes {
		if wakes > week {
			continue
		}
		who := s.people[i]
		if who.rests {
			who.rests, s.resting = false, s.resting-1
		}
		who.advance(s.criteria, now)
		spell := who.at(t)
		if spell != nil {
			m.members = append(m.members, &who.reading)
		}
		m.people, m.spells = append(m.people, i), append(m.spells, spell)
	}
	s.cuts = s.criteria.cuts(m, s.resting)
	for k, i := range m.people {
		who := s.people[i]
		level, rank := s.criteria.highest(&who.reading, s.cuts, 100, Core)
		if m.spells[k] == nil || int(s.settled[i]) != rank { // else they keep what they have
			level = s.move(i, m.spells[k], t, monday)
		}
		s.wakes[i] = week + 1
		if (level == Peripheral || level == Outside) && !who.shows() {
			s.wakes[i] = s.nextOf(who, week)
			if who.rests = m.spells[k] != nil; who.rests {
				s.resting++
			}
		}
	}
	next = s.through + 1
	for _, wakes := range s.wakes {
		next = min(next, wakes)
	}
	return next
}

// unsettled is no rank.
const unsettled = -1

// move moves somebody on, and returns the level that they come to.
func (s *Assessed) move(i int, spell *Spell, t, monday time.Time) Level {
	who := s.people[i]
	before := who.now.Level
	who.now = s.criteria.next(who.now, who, spell, s.cuts, t, monday)
	if who.now.Level != before {
		who.history = append(who.history, stair{who.now.Level, who.now.Since.UnixMicro()})
	}
	s.settled[i] = unsettled
	if spell != nil && who.now.Short.IsZero() && who.now.Level.Compare(Peripheral) >= 0 {
		s.settled[i] = int8(who.now.Level.rank())
	}
	return who.now.Level
}

// shows reports whether any gauge shows anything.
func (r *reading) shows() bool {
	return slices.ContainsFunc(r.values, func(n int) bool { return n != 0 })
}
