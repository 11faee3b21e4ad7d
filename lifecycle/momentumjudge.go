package lifecycle

import (
	"fmt"

	"github.com/praxis-cop/praxis/fault"
)

// judge goes through the months in order and keeps what it has seen.
type judge struct {
	MomentumPolicy
	*series
	months []MonthTally
	life   []Milestone // those to come

	state   MomentumState
	reasons []MomentumReason

	at      int           // the month that is judged
	falling int           // for how many months in a row a fall has been seen
	active  int           // months in which somebody took part
	silence int           // months without anybody, up to now
	gap     int           // the longest silence before that
	best    int           // the highest level of a year so far (see series.level)
	bestAt  int           // the month in which that year ended
	fallen  bool          // there was a fall that has not been made up for
	lowest  int           // the month in which the half-year with the least participation since then ended
	move    int           // the month of the latest move to another phase; below 0 for none
	moved   string        // which it was
	end     *Milestone    // the declared end, if nobody has taken part since
	before  MomentumState // the state before that
}

func newJudge(policy MomentumPolicy, months []MonthTally, milestones []Milestone) *judge {
	return &judge{MomentumPolicy: policy, series: newSeries(months), months: months, life: milestones, move: -1}
}

func checkMonths(months []MonthTally) error {
	for i, m := range months {
		if i > 0 && m.Month != months[i-1].Month+1 {
			return fault.New("lifecycle.Judge", fault.Invalid,
				fmt.Sprintf("%s follows %s: give every month from the first to the last, with nobody in those in which nothing happened", m.Month, months[i-1].Month))
		}
		if m.People < 0 || m.Activities < 0 {
			return fault.New("lifecycle.Judge", fault.Invalid, fmt.Sprintf("%s has fewer than no people or activities", m.Month))
		}
	}
	return nil
}

// month judges a month, the one after that which it judged last.
func (j *judge) month(m int) {
	j.look(m)
	var (
		first *momentumRule // the first that holds
		falls bool
		found finding
	)
	for i := range momentumRules {
		rule := &momentumRules[i]
		what, holds := rule.holds(j)
		if !holds {
			continue
		}
		if rule.falls && !falls {
			falls = true
			j.falling++
		}
		long := j.falling >= j.InARow || rule.state == Stalled && j.falling >= j.InARow-1
		if first == nil && (!rule.falls || long) {
			first, found = rule, what
		}
	}
	if !falls {
		j.falling = 0
	}
	j.settle(first, found)
}

// look takes in a month.
func (j *judge) look(m int) {
	j.at = m
	for ; len(j.life) > 0 && j.life[0].Month <= j.months[m].Month; j.life = j.life[1:] {
		next := j.life[0]
		if next.End {
			j.end = &next
		} else {
			j.move, j.moved = int(next.Month-j.months[0].Month), next.Words
		}
	}
	if j.people[m] > 0 {
		if j.end != nil && j.end.Month < j.months[m].Month { // it goes on all the same
			j.end = nil
			if j.state == Ended {
				j.state = j.before
			}
		}
		j.active++
		j.gap, j.silence = max(j.gap, j.silence), 0
	} else {
		j.silence++
	}
	if level := j.level(m); m+1 >= year && level > j.best {
		j.best, j.bestAt = level, m
	}
	switch {
	case !j.fallen:
	case 4*j.level(m) >= 3*j.best:
		j.fallen = false
	case j.sum(m, halfYear) <= j.sum(j.lowest, halfYear):
		j.lowest = m
	}
}

// settle takes a state, for a reason.
func (j *judge) settle(rule *momentumRule, found finding) {
	if rule.state == Ended && j.state != Ended {
		j.before = j.state
	}
	switch j.state = rule.state; j.state {
	case Stalled, Declining, Dormant:
		if !j.fallen {
			j.fallen, j.lowest = true, j.at
		}
	}
	j.reasons = append(j.reasons[:0], j.reason(rule.says(j.MomentumPolicy), found))
	if f, ok := j.afterMove(); ok {
		j.reasons = append(j.reasons, j.reason("momentum must not be lost between phases, and the fall follows a move", f))
	}
	if f, ok := j.belowBest(); ok {
		j.reasons = append(j.reasons, j.reason("beside its own best", f))
	}
}

func (j *judge) reason(rule string, f finding) MomentumReason {
	first := j.months[0].Month
	return MomentumReason{rule, f.words, first + Month(max(f.from, 0)), first + Month(j.at)}
}

// finding is what a rule has found, in the months from one on up to now.
type finding struct {
	words string
	from  int
}

// found words what the last k months hold.
func (j *judge) found(k int, format string, a ...any) finding {
	return finding{fmt.Sprintf(format, a...), j.at + 1 - k}
}

// compared words a comparison of the last k months with earlier ones.
func (j *judge) compared(k int, c change, earlier string) finding {
	difference := "as many"
	switch {
	case c.now < c.then:
		difference = fmt.Sprintf("%d %% fewer", (100*(c.then-c.now)+c.then/2)/c.then)
	case c.now > c.then && c.then > 0:
		difference = fmt.Sprintf("%d %% more", (100*(c.now-c.then)+c.then/2)/c.then)
	case c.now > c.then:
		difference = "more"
	}
	return j.found(k, "%d participations, and %d %s: %s, %.1f times the usual change", c.now, c.then, earlier, difference, abs(c.times))
}

func abs(x float64) float64 { return max(x, -x) }

// afterMove tells of a fall in the months since a move to another phase.
func (j *judge) afterMove() (f finding, ok bool) {
	since := j.at - j.move
	if j.state != Stalled && j.state != Declining || j.move < 0 || since < 1 || since > year {
		return f, false
	}
	k := min(since, quarter)
	c := j.compare(j.at, k, since+1)
	if !c.known || 10*c.now > 7*c.then {
		return f, false
	}
	words := fmt.Sprintf("since the move%s in %s", space(j.moved), j.months[0].Month+Month(j.move))
	return j.found(k, "%s, %d participations in %s, and %d in as many before it", words, c.now, monthsOf(k), c.then), true
}

// belowBest tells how far the last year is below the best one.
func (j *judge) belowBest() (f finding, ok bool) {
	level := j.level(j.at)
	if j.state == Growing || j.state == Starting || j.best == 0 || 4*level >= 3*j.best {
		return f, false
	}
	return j.found(year, "the last year has %d %% of the participation of the year up to %s",
		100*level/j.best, j.months[0].Month+Month(j.bestAt)), true
}

func space(words string) string {
	if words == "" {
		return ""
	}
	return " " + words
}

func monthsOf(n int) string {
	if n == 1 {
		return "1 month"
	}
	return fmt.Sprintf("%d months", n)
}
