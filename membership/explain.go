package membership

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Assessment is one person's level in a community, and why.
type Assessment struct {
	Community activity.CommunityID
	Person    activity.Person
	At        time.Time
	Level     Level
	Since     time.Time // when the level began; zero for whoever never had to do with the community
	Reasons   []Reason  // what the level rests on
	Next      []Reason  // what would change it, up and down
}

// Reason is a rule that bears on a judgement, and what the record shows of it.
type Reason struct {
	Level    Level  // to which level the rule belongs
	Rule     string // what is asked, in words
	Evidence string // what there is, in words
	Met      bool   // whether the rule holds
	Have     int    // the amount that there is, if the rule is about one
	Need     int    // the amount that is asked
	Window   Window // where the evidence lies; zero if the rule is not about a time

	Community activity.CommunityID // where, if the judgement is about several communities
}

// Window is a time from a moment on, until before another one.
type Window struct {
	From time.Time `json:"from,omitzero"`
	To   time.Time `json:"to,omitzero"`
}

// Assess tells one person's level at a time, and why: see [AssessAll], which is
// the way to tell everybody's. It reads the whole community, since levels may
// be relative to the others'.
func Assess(p Policy, l *Ledger, people []Belonging, person activity.Person, at time.Time) (Assessment, error) {
	all, err := AssessAll(p, l, people, at, Snapshot{})
	if err != nil {
		return Assessment{}, err
	}
	return all.Of(person), nil
}

// Of explains a person's level.
func (s *Assessed) Of(person activity.Person) Assessment {
	a := Assessment{Community: s.Community, Person: person, At: s.At, Level: Outside}
	who := s.find(person)
	if who == nil {
		who = &stand{Belonging: Belonging{Person: person}, reading: reading{values: make([]int, len(s.criteria.gauges))}}
		who.now.Level = Outside
	}
	a.Level, a.Since = who.now.Level, who.now.Since
	if who.Belonging.at(s.At) == nil {
		a.Reasons = []Reason{s.exchange(who)}
		a.Next = []Reason{{Level: Peripheral, Rule: "joins the community", Evidence: "is no member"}}
		return a
	}
	a.Reasons = append(a.Reasons, Reason{
		Level: Peripheral, Rule: "belongs to the community", Met: true,
		Evidence: "is a member, which is a legitimate place to learn from, however little they take part",
	})
	a.Reasons = append(a.Reasons, s.grounds(who)...)
	a.Next = append(s.above(who), s.below(who)...)
	return a
}

// exchange tells whether somebody who is no member exchanges anything with the
// community.
func (s *Assessed) exchange(who *stand) Reason {
	n := who.values[exchange]
	return Reason{
		Level: Transactional, Rule: "is no member, but exchanges something with the community", Met: n > 0,
		Evidence: fmt.Sprintf("activities by or for them: %d", n), Have: n, Need: 1, Window: s.window(s.criteria.Days),
	}
}

// grounds tells why a member's level is no lower.
func (s *Assessed) grounds(who *stand) []Reason {
	level := who.now.Level
	if level == Peripheral {
		return nil
	}
	for _, percent := range []int{100, s.criteria.Keep} {
		for i, bar := range s.criteria.bars {
			if bar.Level == level && bar.metBy(&who.reading, s.cuts[i], percent) {
				return s.conditions(who, i, percent)
			}
		}
	}
	until := s.criteria.until(who.now)
	kept := Reason{
		Level: level, Rule: fmt.Sprintf("a level lasts at least %d days, and is lost only after falling short of it for %d", s.criteria.Hold, s.criteria.Grace),
		Evidence: fmt.Sprintf("since %s; falls short of it since %s", day(who.now.Since), day(who.now.Short)),
		Met:      true, Window: Window{From: who.now.Short, To: until},
	}
	if !until.After(s.At) {
		kept.Rule = fmt.Sprintf("a level is lost only as every %s month begins", ordinals[s.criteria.Review])
		kept.Window.To = time.Time{}
	}
	return []Reason{kept}
}

var ordinals = map[int]string{1: "single", 2: "second", 3: "third", 4: "fourth", 6: "sixth", 12: "twelfth"}

func day(t time.Time) string { return t.Format(time.DateOnly) }

// conditions holds a bar, at so many percent, against what there is.
func (s *Assessed) conditions(who *stand, bar, percent int) []Reason {
	b := s.criteria.bars[bar]
	reasons := make([]Reason, len(b.All))
	for k, cond := range b.All {
		g := s.criteria.gauges[b.gauges[k]]
		have, need := who.values[b.gauges[k]], (s.cuts[bar][k]*percent+99)/100
		rule := cond.String()
		if percent < 100 {
			rule += fmt.Sprintf("; %d %% of that is enough to stay", percent)
		}
		reasons[k] = Reason{
			Level: b.Level, Rule: rule, Evidence: fmt.Sprintf("%s: %d, of %d that are asked", cond.what(), have, need),
			Met: have >= need, Have: have, Need: need, Window: s.window(g.days),
		}
	}
	return reasons
}

// above tells what is asked of a member for the next level that has a bar, by
// the bar of which they meet most.
func (s *Assessed) above(who *stand) []Reason {
	var best []Reason
	missing := func(reasons []Reason) (n int) {
		for _, r := range reasons {
			if !r.Met {
				n++
			}
		}
		return n
	}
	var next Level
	for i := len(s.criteria.bars) - 1; i >= 0; i-- {
		bar := s.criteria.bars[i]
		if bar.Level.Compare(who.now.Level) <= 0 || next != "" && bar.Level != next {
			continue
		}
		next = bar.Level
		if reasons := s.conditions(who, i, 100); best == nil || missing(reasons) < missing(best) {
			best = reasons
		}
	}
	return best
}

// below tells what a member must not fall short of to stay at a level.
func (s *Assessed) below(who *stand) []Reason {
	if who.now.Level == Peripheral {
		return nil
	}
	falls := func(r Reason) Reason {
		r.Rule = "to stay " + string(r.Level) + ", " + r.Rule
		return r
	}
	for i, bar := range s.criteria.bars {
		if bar.Level == who.now.Level && (bar.metBy(&who.reading, s.cuts[i], s.criteria.Keep) || s.last(i)) {
			reasons := s.conditions(who, i, s.criteria.Keep)
			for k := range reasons {
				reasons[k] = falls(reasons[k])
			}
			return reasons
		}
	}
	return nil
}

// last reports whether a bar is the last one of its level.
func (s *Assessed) last(bar int) bool {
	bars := s.criteria.bars
	return bar == len(bars)-1 || bars[bar+1].Level != bars[bar].Level
}

// window returns the whole weeks of a window that ends at the assessment.
func (s *Assessed) window(days int) Window {
	return Window{activity.WeekOf(windowStart(s.At, days)), mondayOf(weekNumber(s.At) + 1)}
}

// Marginal is somebody whom the community leaves at its margin: they asked, and
// nobody responded. Lave and Wenger (1991) tell it from the periphery, which is
// enabled, not kept out. It says nothing about the person and something about
// the community, which can mend it: by answering.
type Marginal struct {
	Person   activity.Person
	Asked    int // how often they opened a thread
	Answered int // how often anybody directed anything at them
	Window   Window
}

// String says it of the community.
func (m Marginal) String() string {
	return fmt.Sprintf("%s asked %d times, and nobody in the community responded", m.Person, m.Asked)
}

// Marginal returns whom the community leaves unanswered: who opened threads as
// often as the policy's Asked, in weeks of its window that were over for at
// least Patience days, and had nothing directed at them in all of the window.
// Those who asked most often come first.
func (s *Assessed) Marginal() []Marginal {
	if s.criteria.Asked == 0 {
		return nil
	}
	window := s.window(s.criteria.Days)
	patient := s.At.AddDate(0, 0, -s.criteria.Patience)
	var all []Marginal
	for _, who := range s.people {
		m := Marginal{Person: who.Person, Window: window}
		from := who.index(weekNumber(window.From))
		for k := from; k < len(who.number) && mondayOf(int(who.number[k])).Before(window.To); k++ {
			for _, c := range who.weeks[k].did {
				if c.Verb.Opens() && !weekEnd(int(who.number[k])).After(patient) {
					m.Asked += c.N
				}
			}
			for _, c := range who.weeks[k].received {
				m.Answered += c.N
			}
		}
		if m.Asked >= s.criteria.Asked && m.Answered == 0 {
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b Marginal) int { return cmp.Compare(b.Asked, a.Asked) })
	return all
}
