package lifecycle

import (
	"slices"

	"github.com/praxis-cop/praxis/activity"
)

// MonthTally is what momentum reads of a month.
type MonthTally struct {
	Month      Month
	People     int // different people who took part
	Activities int // what they did, upkeep aside
}

// Milestone is a turn in the community's life that its record declares: a move
// to another phase, or its end.
type Milestone struct {
	Month Month
	End   bool
	Words string // what it was, as in "from launch to grow", or how the community ended; may be empty
}

// Participation counts, month by month, the different people who took part and
// what they did, and notes the milestones. It is built from a record (Add) or
// from what a store has counted of it (AddPresence, AddMilestone), in any
// order. Upkeep, such as to join or to invite, is no participation.
//
// It needs a few bytes for each person and month, however much happened there.
type Participation struct {
	people     map[activity.Person]uint32
	last       []Month  // by person: the month in which they were last added
	presences  []uint64 // month and person, with few repetitions
	full       int      // presences at which repetitions are looked for
	activities map[Month]int
	milestones []Milestone
}

// NewParticipation returns one that holds nothing.
func NewParticipation() *Participation {
	return &Participation{people: map[activity.Person]uint32{}, full: 1 << 12, activities: map[Month]int{}}
}

// Read adds a whole record, up to its end or first error.
func (p *Participation) Read(record activity.Stream) error {
	for a, err := range record {
		if err != nil {
			return err
		}
		p.Add(a)
	}
	return nil
}

// Add adds an activity.
func (p *Participation) Add(a activity.Activity) {
	if m, ok := MilestoneOf(a); ok {
		p.AddMilestone(m)
	}
	if a.Verb.Upkeep() {
		return
	}
	p.add(a.Actor, MonthOf(a.At), 1)
}

// AddPresence adds what somebody did in a thread on a day.
func (p *Participation) AddPresence(at activity.Presence) {
	p.add(at.Person, MonthOf(at.Day), at.Count)
}

func (p *Participation) add(person activity.Person, month Month, count int) {
	p.activities[month] += count
	who, known := p.people[person]
	if !known {
		who = uint32(len(p.last))
		p.people[person] = who
		p.last = append(p.last, month-1)
	}
	if p.last[who] == month {
		return
	}
	p.last[who] = month
	p.presences = append(p.presences, uint64(month)<<32|uint64(who))
	if len(p.presences) >= p.full {
		p.tidy()
		p.full = max(p.full, 2*len(p.presences))
	}
}

// AddMilestone adds a milestone.
func (p *Participation) AddMilestone(m Milestone) { p.milestones = append(p.milestones, m) }

// tidy puts presences in order of month and drops repetitions.
func (p *Participation) tidy() {
	slices.Sort(p.presences)
	p.presences = slices.Compact(p.presences)
}

// Months returns the tallies of all months from the first in which somebody took
// part to the last, without holes; none if nobody ever did.
func (p *Participation) Months() []MonthTally { return p.MonthsUntil(0) }

// MonthsUntil returns what Months does, and those after it up to a month, in
// which nobody has taken part.
func (p *Participation) MonthsUntil(now Month) []MonthTally {
	p.tidy()
	if len(p.presences) == 0 {
		return nil
	}
	first, last := Month(p.presences[0]>>32), Month(p.presences[len(p.presences)-1]>>32)
	all := make([]MonthTally, max(last, now)-first+1)
	for i := range all {
		all[i] = MonthTally{Month: first + Month(i), Activities: p.activities[first+Month(i)]}
	}
	for _, presence := range p.presences {
		all[Month(presence>>32)-first].People++
	}
	return all
}

// Milestones returns the milestones, in order of their months.
func (p *Participation) Milestones() []Milestone {
	all := slices.Clone(p.milestones)
	slices.SortStableFunc(all, func(a, b Milestone) int { return int(a.Month - b.Month) })
	return all
}

// MilestoneOf returns the milestone that an activity records; ok is false if it
// records none. A record from elsewhere may declare one by its verb alone.
func MilestoneOf(a activity.Activity) (m Milestone, ok bool) {
	m.Month = MonthOf(a.At)
	switch a.Verb {
	case activity.Move:
		if fact, moved := a.Detail.(Moved); moved {
			m.Words = "from " + string(fact.From) + " to " + string(fact.To)
		}
		return m, true
	case activity.End:
		m.End = true
		if fact, how := a.Detail.(interface{ Ends() string }); how {
			m.Words = fact.Ends()
		}
		return m, true
	}
	return m, false
}
