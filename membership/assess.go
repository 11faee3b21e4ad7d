package membership

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Assessed is everybody's level in a community at a time, and how they came to
// it. It is read-only, and goroutines may share it.
type Assessed struct {
	Community activity.CommunityID
	At        time.Time

	criteria *criteria
	people   []*stand
	cuts     [][]int // by bar and condition, at that time
	through  int     // the last complete week

	wakes   []int  // by person: the first week in which their level can change
	settled []int8 // by person: the rank of the level that a member has and does not fall short of; unsettled for all others
	resting int    // members who wait for that, with nothing to show
	moving  movement
}

// stand is one person's level as time goes on.
type stand struct {
	Belonging
	reading
	held    Held // through the last complete week
	now     Held
	history []stair
	rests   bool // as a member, with nothing to show
}

// Held is a level that somebody has, with what the next week needs to know of
// the past.
type Held struct {
	Person activity.Person `json:"person"`
	Level  Level           `json:"level"`
	Since  time.Time       `json:"since"`          // when it began: a week's Monday, or when the membership began or ended
	Short  time.Time       `json:"short,omitzero"` // the Monday of the first week in which they fell short of it
}

// Snapshot is how everybody stands at the end of a week, in order of people,
// but for those who never had to do with the community. It spares the next assessment from reading the whole past.
type Snapshot struct {
	Through time.Time `json:"through,omitzero"` // the week's Monday; zero if there is no snapshot
	People  []Held    `json:"people,omitempty"`
}

// Step is a level to which somebody came, and when.
type Step struct {
	Level Level     `json:"level"`
	Since time.Time `json:"since"`
}

// stair is a step as it is kept, of which there are many.
type stair struct {
	level Level
	since int64 // in microseconds
}

// AssessAll tells everybody's level at a time. People says when they belonged
// to the community; whoever else is in the ledger never did.
//
// Levels are a fold over the weeks, from the first of the ledger or membership
// to that of the time: a week's levels follow from its windows and the levels
// of the week before. A snapshot of an earlier assessment gives the same
// result with less work, and needs the ledger only for as long back as windows
// reach; the zero Snapshot is none. Of the last week, the ledger should hold
// nothing after the time, since that would count.
//
// It fails with Invalid if the policy is bad, if people names somebody twice,
// or if the snapshot is of the time's own week or a later one.
func AssessAll(p Policy, l *Ledger, people []Belonging, at time.Time, past Snapshot) (*Assessed, error) {
	const op = "membership.AssessAll"
	if err := p.Check(); err != nil {
		return nil, fault.In(op, err)
	}
	at = activity.Moment(at)
	s := &Assessed{Community: l.community, At: at, criteria: p.criteria(), through: weekNumber(at) - 1}
	if !s.enter(l, people) {
		return nil, fault.New(op, fault.Invalid, "people must not name the same person twice")
	}
	week := s.rest()
	if !past.Through.IsZero() {
		if week = weekNumber(past.Through) + 1; week > s.through+1 {
			return nil, fault.New(op, fault.Invalid, "the snapshot is not of an earlier week than the assessment's")
		}
		s.resume(past)
	}
	for week <= s.through {
		week = s.step(weekEnd(week), week)
	}
	for _, who := range s.people {
		who.held = who.now
	}
	for i := range s.wakes { // what explains their levels is to be of that time
		s.wakes[i] = s.through + 1
	}
	s.step(at, s.through+1)
	s.moving = movement{}
	return s, nil
}

// enter makes a stand for everybody, in order.
func (s *Assessed) enter(l *Ledger, people []Belonging) bool {
	all := slices.Clone(people)
	slices.SortFunc(all, func(a, b Belonging) int { return cmp.Compare(a.Person, b.Person) })
	for i := range all[min(1, len(all)):] {
		if all[i].Person == all[i+1].Person {
			return false
		}
	}
	known := len(all)
	for _, person := range l.People() {
		_, found := slices.BinarySearchFunc(all[:known], person, func(b Belonging, p activity.Person) int { return cmp.Compare(b.Person, p) })
		if !found {
			all = append(all, Belonging{Person: person})
		}
	}
	slices.SortFunc(all, func(a, b Belonging) int { return cmp.Compare(a.Person, b.Person) })
	weeks := 0
	for _, page := range l.people {
		weeks += len(page.weeks)
	}
	s.people = make([]*stand, len(all))
	n, stands := len(s.criteria.gauges), make([]stand, len(all))
	// One piece for all of each, as people are gone through in order.
	shown, adds, numbers := make([]int, 2*n*len(all)), make([]int, 0, n*weeks), make([]int32, 0, weeks)
	for i, b := range all {
		who := &stands[i]
		who.Belonging, who.now = b, Held{Person: b.Person, Level: Outside}
		who.values, who.from, shown = shown[:n:n], shown[n:2*n:2*n], shown[2*n:]
		if page := l.people[b.Person]; page != nil {
			who.account = page
			first := len(numbers)
			for k := range page.weeks {
				numbers = append(numbers, page.weeks[k].number)
				for _, g := range s.criteria.gauges {
					adds = append(adds, s.criteria.reads(g, &page.weeks[k]))
				}
			}
			who.number, who.adds = numbers[first:], adds[n*first:]
		}
		s.people[i] = who
	}
	return true
}

// rest lets everybody rest until something about them is recorded, and returns the
// first week in which something is.
func (s *Assessed) rest() int {
	first := s.through + 1
	s.wakes, s.settled = make([]int, len(s.people)), make([]int8, len(s.people))
	for i, who := range s.people {
		s.settled[i] = unsettled
		s.wakes[i] = s.nextOf(who, -1<<40)
		first = min(first, s.wakes[i])
	}
	return first
}

// nextOf returns the first week after a week in which somebody's participation is
// recorded, or in which they become a member or cease to be one; the week after the
// last complete one if there is none.
func (s *Assessed) nextOf(who *stand, week int) int {
	next := s.through + 1
	if i := who.index(week + 1); i < len(who.number) {
		next = min(next, int(who.number[i]))
	}
	for _, spell := range who.Spells {
		for _, t := range []time.Time{spell.From, spell.To} {
			if n := weekNumber(t); !t.IsZero() && n > week {
				next = min(next, n)
			}
		}
	}
	return next
}

func (s *Assessed) resume(past Snapshot) {
	for i := range s.wakes {
		s.wakes[i] = weekNumber(past.Through) + 1
	}
	for _, h := range past.People {
		if who := s.find(h.Person); who != nil {
			who.now = h
			who.history = []stair{{h.Level, h.Since.UnixMicro()}}
		}
	}
}

func (s *Assessed) find(person activity.Person) *stand {
	i, found := slices.BinarySearchFunc(s.people, person, func(who *stand, p activity.Person) int { return cmp.Compare(who.Person, p) })
	if !found {
		return nil
	}
	return s.people[i]
}

// next returns what follows from a level at a time in the week of a Monday. Spell is
// nil for whoever is no member then.
func (c *criteria) next(h Held, who *stand, spell *Spell, cuts [][]int, t, monday time.Time) Held {
	to := func(level Level, since time.Time) Held {
		if since.Before(monday) {
			since = monday
		}
		return Held{Person: h.Person, Level: level, Since: since}
	}
	if spell == nil {
		level := Outside
		if who.values[exchange] > 0 {
			level = Transactional
		}
		if level == h.Level {
			return h
		}
		return to(level, who.left(t))
	}
	earned, _ := c.highest(&who.reading, cuts, 100, Core)
	if h.Level.Compare(Peripheral) < 0 {
		return to(earned, spell.From)
	}
	switch {
	case earned == h.Level, c.meets(&who.reading, cuts, c.Keep, h.Level) && earned.Compare(h.Level) < 0:
		h.Short = time.Time{}
		return h
	case earned.Compare(h.Level) > 0:
		return to(earned, monday)
	case h.Short.IsZero():
		h.Short = monday
	}
	if until := c.until(h); !until.Before(t) || !c.reviews(monday, t) {
		return h
	}
	kept, _ := c.highest(&who.reading, cuts, c.Keep, h.Level)
	return to(kept, monday)
}

// left returns when the last spell before a time ended.
func (b Belonging) left(t time.Time) (at time.Time) {
	for _, s := range b.Spells {
		if !s.To.IsZero() && !s.To.After(t) {
			at = s.To
		}
	}
	return at
}

// meets reports whether what somebody's gauges show is enough, at so many
// percent, for one of a level's bars. Being a member is enough for peripheral.
func (c *criteria) meets(r *reading, cuts [][]int, percent int, level Level) bool {
	if level == Peripheral {
		return true
	}
	for i := range c.bars {
		if bar := &c.bars[i]; bar.Level == level && bar.metBy(r, cuts[i], percent) {
			return true
		}
	}
	return false
}

func (b *criterion) metBy(r *reading, cuts []int, percent int) bool {
	for k, g := range b.gauges {
		if r.values[g]*100 < cuts[k]*percent {
			return false
		}
	}
	return true
}

// highest returns the highest level, up to one, that somebody's gauges bear
// out at so many percent, and its rank.
func (c *criteria) highest(r *reading, cuts [][]int, percent int, most Level) (Level, int) {
	rank := most.rank()
	for i := range c.bars {
		if bar := &c.bars[i]; bar.rank <= rank && bar.metBy(r, cuts[i], percent) {
			return bar.Level, bar.rank
		}
	}
	return Peripheral, Peripheral.rank()
}

// until returns the time until which a level that somebody falls short of is
// kept at least.
func (c *criteria) until(h Held) time.Time {
	grace, hold := h.Short.AddDate(0, 0, c.Grace), h.Since.AddDate(0, 0, c.Hold)
	if hold.After(grace) {
		return hold
	}
	return grace
}

// reviews reports whether levels can be lost in the part of a week from its
// Monday to a time.
func (c *criteria) reviews(monday, t time.Time) bool {
	begins := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	return c.Review == 0 || !begins.Before(monday) && int(t.Month()-1)%c.Review == 0
}

// All yields everybody and their level, in order of people. Outsiders are
// those who had to do with the community earlier.
func (s *Assessed) All() iter.Seq2[activity.Person, Level] {
	return func(yield func(activity.Person, Level) bool) {
		for _, who := range s.people {
			if !yield(who.Person, who.now.Level) {
				return
			}
		}
	}
}

// Level returns a person's level.
func (s *Assessed) Level(person activity.Person) Level {
	if who := s.find(person); who != nil {
		return who.now.Level
	}
	return Outside
}

// History returns the levels to which a person came, from the first on, or
// from that of the snapshot.
func (s *Assessed) History(person activity.Person) []Step {
	who := s.find(person)
	if who == nil || who.history == nil {
		return nil
	}
	steps := make([]Step, len(who.history))
	for i, at := range who.history {
		steps[i] = Step{at.level, time.UnixMicro(at.since).UTC()}
	}
	return steps
}

// Snapshot returns how everybody stood at the end of the last week that was
// over at the time of the assessment.
func (s *Assessed) Snapshot() Snapshot {
	past := Snapshot{Through: mondayOf(s.through)}
	for _, who := range s.people {
		if !who.held.Since.IsZero() {
			past.People = append(past.People, who.held)
		}
	}
	return past
}
