package lifecycle

import (
	"fmt"
	"math"
)

// MomentumRule is one of the rules by which a month is judged.
type MomentumRule struct {
	State  MomentumState
	Says   string // in a sentence
	Source string // whence the idea; the figures are those of the policy
}

// MomentumRules returns the rules of a policy. The first one that holds decides.
func MomentumRules(policy MomentumPolicy) []MomentumRule {
	all := make([]MomentumRule, len(momentumRules))
	for i, r := range momentumRules {
		all[i] = MomentumRule{r.state, r.says(policy), r.source}
	}
	return all
}

type momentumRule struct {
	state  MomentumState
	falls  bool // a fall must be seen for some months in succession: see MomentumPolicy.InARow
	says   func(MomentumPolicy) string
	source string
	holds  func(*judge) (finding, bool)
}

const (
	wenger = "Wenger, McDermott and Snyder, Cultivating Communities of Practice (2002), chapter 5: how communities end"
	cs     = "Cambridge, Kaplan and Suter, Community of Practice Design Guide (EDUCAUSE, 2005): keep momentum between phases"
	yoy    = "comparison with the same season of the year before, as in seasonal adjustment by differences"
	runs   = "Western Electric (1956): a change is called when it is seen several times in a row"
	ours   = "this project"
)

func says(words string) func(MomentumPolicy) string {
	return func(MomentumPolicy) string { return words }
}

func saysOf(format string, figure func(MomentumPolicy) int) func(MomentumPolicy) string {
	return func(p MomentumPolicy) string { return fmt.Sprintf(format, figure(p)) }
}

// momentumRules are the rules, in the order in which they decide.
var momentumRules = []momentumRule{
	{Ended, false, says("the end is declared, and nobody has taken part since"), wenger, (*judge).declaredEnd},
	{Reviving, false, says("after dormancy, people take part again in several months of a quarter"), ours, (*judge).wakes},
	{Reviving, false, says("after a fall, a half-year still has more participation than the same months of the year before"), yoy, (*judge).goesOnReviving},
	{Dormant, false, saysOf("nobody for %d months or longer, and for half as long again as ever before", func(p MomentumPolicy) int { return p.Silence }), ours, (*judge).silent},
	{Dormant, false, func(p MomentumPolicy) string {
		return fmt.Sprintf("nearly nobody for a year: at most %g people a month and %d %% of the best level, or at most %d %% of it", p.DormantBelow, p.DormantShare, p.DormantLarge)
	}, ours, (*judge).nearlyNobody},
	{Dormant, false, says("after dormancy, only single people or months"), ours, (*judge).goesOnDormant},
	{Starting, false, saysOf("the first %d months, or a first year with people in one or two months, are too short a past to judge by", func(p MomentumPolicy) int { return p.Starting }), ours, (*judge).starts},
	{Reviving, false, func(p MomentumPolicy) string {
		return fmt.Sprintf("after a fall, a half-year has %d %% more participation than a year before, or %d %% more than the lowest since", p.Rise, p.Revival)
	}, yoy, (*judge).revives},
	{Stalled, true, func(p MomentumPolicy) string {
		return fmt.Sprintf("a sudden fall, for its first half-year: a quarter has at least %d %% less participation than a year before, and than is usual; or, in the first year, at least %d %% less than usual", p.Stall, p.youngStall())
	}, yoy + "; " + runs, (*judge).stalls},
	{Stalled, true, saysOf("a sudden fall, for its first half-year: a quarter after a move to another phase has at least %d %% less participation than the one before it, and less than a year before", func(p MomentumPolicy) int { return p.MoveStall }), cs, (*judge).stallsAfterMove},
	{Declining, true, saysOf("a half-year has at least %d %% less participation than the same months of the year before, and so have its last two months", func(p MomentumPolicy) int { return p.HalfYear }), yoy + "; " + runs, (*judge).halfYearFalls},
	{Declining, true, saysOf("a year has at least %d %% less participation than the year before, and the last half-year and two months have less, too", func(p MomentumPolicy) int { return p.Year }), yoy + "; " + runs, (*judge).yearFalls},
	{Declining, true, saysOf("a year has at least %d %% less participation than those before, two or three, on average, and less than the last of them, and this goes on", func(p MomentumPolicy) int { return p.Slow }), yoy + "; " + runs, (*judge).slowlyFalls},
	{Declining, true, says("in a young community, a half-year has less than half the participation of the one before"), ours + "; " + runs, (*judge).youngFalls},
	{Declining, false, says("after a fall, a half-year still has less participation than the same months of the year before"), yoy, (*judge).goesOnDeclining},
	{Growing, false, saysOf("a half-year has at least %d %% more participation than a year before, or, in a young community, than the one before", func(p MomentumPolicy) int { return p.Rise }), yoy, (*judge).grows},
	{Steady, false, says("no rule finds a rise or fall that is more than the usual ups and downs"), ours, (*judge).steady},
}

// fell reports whether a change is a fall by so many percent, surely.
func (j *judge) fell(c change, percent int) bool {
	return c.known && c.ratio <= 1-float64(percent)/100 && c.times <= -j.Surely
}

// halved reports whether little more than half is left. So great a fall over a
// year is believed from 2.2 times the usual change on.
func (j *judge) halved(c change) bool { return c.known && c.ratio <= 0.55 && c.times <= -2.2 }

// rose reports whether a change is a rise by so many percent, likely.
func (j *judge) rose(c change, percent int) bool {
	return c.known && c.ratio >= 1+float64(percent)/100 && c.times >= j.Likely
}

func (j *judge) declaredEnd() (finding, bool) {
	if j.end == nil {
		return finding{}, false
	}
	since := int(j.end.Month - j.months[0].Month)
	before := j.before
	if j.state != Ended {
		before = j.state
	}
	words := "declared in " + j.end.Month.String()
	if j.end.Words != "" {
		words += " (" + j.end.Words + ")"
	}
	if before != "" && before != Ended {
		words += ", from " + string(before)
	}
	return finding{words, min(max(since, 0), j.at)}, true
}

// limit is how many people a month are nearly nobody.
func (j *judge) limit() float64 {
	best := float64(j.best) / year
	return math.Max(math.Min(j.DormantBelow, best*float64(j.DormantShare)/100), best*float64(j.DormantLarge)/100)
}

func (j *judge) silent() (finding, bool) {
	long := j.silence >= j.Silence && 2*j.silence > 3*j.gap && j.active > 2 || j.silence > year && 2*j.silence > 3*j.gap
	return j.found(j.silence, "nobody for %s; the longest silence before was of %s", monthsOf(j.silence), monthsOf(j.gap)), long
}

func (j *judge) nearlyNobody() (finding, bool) {
	now := float64(j.sum(j.at, year)) / year
	return j.found(year, "%.1f people a month on average, and %.1f in the best year", now, float64(j.best)/year),
		j.at+1 >= year+halfYear && j.best > 0 && now <= j.limit()
}

func (j *judge) wakes() (finding, bool) {
	if j.state != Dormant {
		return finding{}, false
	}
	months := 0
	for _, n := range j.people[max(j.at+1-quarter, 0) : j.at+1] {
		if n > 0 {
			months++
		}
	}
	now, then := j.sum(j.at, quarter), j.sum(j.at-quarter, year)/4
	_, times := weigh(now, then, 1, 1)
	c := change{now: now, then: then, times: times}
	if months > 1 && times >= j.Surely && float64(now)/quarter > 2*j.limit() {
		return j.compared(quarter, c, "in a quarter of the year before"), true
	}
	c = j.compare(j.at, halfYear, year)
	return j.compared(halfYear, c, "a year before"), months == quarter && float64(c.now)/halfYear > 2*j.limit()
}

func (j *judge) goesOnDormant() (finding, bool) {
	now := j.sum(j.at, halfYear)
	return j.found(halfYear, "%d participations in half a year", now), j.state == Dormant
}

func (j *judge) starts() (finding, bool) {
	age := j.at + 1
	return j.found(age, "month %d of the record", age), age <= j.Starting || age <= year+1 && j.active <= 2
}

func (j *judge) goesOnReviving() (finding, bool) {
	c := j.compare(j.at, halfYear, year)
	if !c.known {
		c = j.compare(j.at, quarter, quarter)
	}
	return j.compared(halfYear, c, "a year before"),
		j.state == Reviving && j.fallen && 20*c.now >= 21*c.then && j.silence < quarter
}

func (j *judge) revives() (finding, bool) {
	if !j.fallen {
		return finding{}, false
	}
	if c := j.compare(j.at, halfYear, year); j.rose(c, j.Rise) {
		return j.compared(halfYear, c, "a year before"), true
	}
	lag := j.at - j.lowest
	if lag < halfYear {
		return finding{}, false
	}
	c, season := j.compare(j.at, halfYear, lag), j.compare(j.at, quarter, year)
	return j.compared(halfYear, c, "in the lowest half-year since the fall"),
		j.rose(c, j.Revival) && 10*season.now >= 9*season.then
}

func (j *judge) halfYearFalls() (finding, bool) {
	c := j.compare(j.at, halfYear, year)
	return j.compared(halfYear, c, "a year before"), j.fell(c, j.HalfYear) && j.lately()
}

func (j *judge) yearFalls() (finding, bool) {
	c, half := j.compare(j.at, year, year), j.compare(j.at, halfYear, year)
	return j.compared(year, c, "in the year before"), j.fell(c, j.Year) && 10*half.now <= 9*half.then && j.lately()
}

// lately reports whether the last two months, too, have less than a year before.
func (j *judge) lately() bool {
	c := j.compare(j.at, 2, year)
	return c.known && 10*c.now <= 9*c.then
}

func (j *judge) slowlyFalls() (finding, bool) {
	c, last, half := j.compare(j.at, year, year, 2*year, 3*year), j.compare(j.at, year, year), j.compare(j.at, halfYear, year)
	if !c.known {
		c = j.compare(j.at, year, year, 2*year)
	}
	return j.compared(year, c, "in a year of those before"), (j.fell(c, j.Slow) || j.halved(c)) && 100*last.now <= 92*last.then && 20*half.now <= 23*half.then && j.lately()
}

func (j *judge) youngFalls() (finding, bool) {
	c, late := j.compare(j.at, halfYear, halfYear), j.compare(j.at, quarter, halfYear)
	return j.compared(halfYear, c, "in the half-year before"),
		j.at+1 < year+halfYear && j.fell(c, 50) && 2*late.now <= late.then
}

func (j *judge) goesOnDeclining() (finding, bool) {
	c := j.compare(j.at, halfYear, year)
	earlier := "a year before"
	if !c.known {
		c, earlier = j.compare(j.at, halfYear, halfYear), "in the half-year before"
	}
	return j.compared(halfYear, c, earlier), j.state == Declining && 10*c.now < 9*c.then
}

// youngStall is by how much a quarter of a community's first year must fall
// short of what is usual, while nothing is known of its seasons.
func (p MomentumPolicy) youngStall() int { return (100 + p.Stall) / 2 }

// sudden reports whether a fall is new: one that lasts is a decline.
func (j *judge) sudden() bool { return j.state != Declining && j.falling < halfYear }

func (j *judge) stalls() (finding, bool) {
	if !j.sudden() {
		return finding{}, false
	}
	c := j.compare(j.at, quarter, year)
	if c.known {
		usual := j.level(j.at-quarter) / 4
		still := j.state == Stalled && 10*c.now <= 7*c.then && 10*c.now <= 7*usual
		return j.compared(quarter, c, "a year before"),
			still || j.fell(c, j.Stall) && 100*c.now <= (100-j.Stall)*usual
	}
	// What is usual in a first year leaves its fullest month out: that is often
	// the one of the launch.
	before := j.people[:max(j.at+1-quarter, 0)]
	if len(before) < quarter {
		return finding{}, false
	}
	sum, top := 0, 0
	for _, n := range before {
		sum, top = sum+n, max(top, n)
	}
	c.now, c.then, c.known = j.sum(j.at, quarter), quarter*(sum-top)/(len(before)-1), true
	c.ratio, c.times = weigh(c.now, c.then, 1, j.usual[j.at])
	still := j.state == Stalled && 2*c.now <= c.then
	return j.compared(quarter, c, "in a usual quarter before"), still || j.fell(c, j.youngStall())
}

func (j *judge) stallsAfterMove() (finding, bool) {
	since := j.at - j.move
	if !j.sudden() || j.move < 0 || since < quarter || since > halfYear {
		return finding{}, false
	}
	c, season := j.compare(j.at, quarter, since+1), j.compare(j.at, quarter, year)
	return j.compared(quarter, c, "in the quarter before the move"+space(j.moved)),
		j.fell(c, j.MoveStall) && 10*season.now <= 7*max(season.then, 1)
}

func (j *judge) grows() (finding, bool) {
	if c := j.compare(j.at, halfYear, year); c.known {
		// A year after a gap, all is more than then, and yet no more than before it.
		earlier := j.compare(j.at, halfYear, 2*year)
		still := j.state == Growing && 20*c.now >= 21*c.then
		return j.compared(halfYear, c, "a year before"),
			(still || j.rose(c, j.Rise)) && 20*earlier.now >= 21*earlier.then
	}
	c := j.compare(j.at, quarter, quarter)
	still := j.state == Growing && 20*c.now >= 21*c.then
	if half := j.compare(j.at, halfYear, halfYear); half.known && j.rose(half, j.Rise) {
		return j.compared(halfYear, half, "in the half-year before"), true
	}
	return j.compared(quarter, c, "in the quarter before"), still || j.rose(c, j.Rise)
}

func (j *judge) steady() (finding, bool) {
	k, lag, earlier := halfYear, year, "a year before"
	if j.at+1 < halfYear+year {
		k, lag, earlier = quarter, quarter, "in the quarter before"
	}
	return j.compared(k, j.compare(j.at, k, lag), earlier), true
}
