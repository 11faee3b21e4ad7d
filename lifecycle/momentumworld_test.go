package lifecycle_test

import (
	"math"
	"math/rand/v2"

	"github.com/praxis-cop/praxis/lifecycle"
)

// course is a made-up history of known course: the number of people expected in
// each month, from 0 to 1 of the community's size, and what is true of it.
type course struct {
	name    string
	months  int
	at      func(m int) float64
	alarm   [2]int  // months in which an alarm would be wrong; the second is not one of them
	falls   int     // the month from which on participation falls; 0 if it never does
	rises   int     // the month from which on it rises again; 0 if it never does
	dies    int     // the month from which on there is nobody; 0 if there always is somebody
	wanders float64 // by which share good and bad times differ that last for about a quarter
	wrong   float64 // in percent, of how many histories an alarm may be wrong; 0 is 3
	called  [2]int  // in percent, how many falls are called within a year by communities of 20 and more, and within two years by those of 5
	burst   int     // the month in which a burst of many people adds four times the size; 0 for none
}

// courses are the family of made-up histories, each after ten years or less.
var courses = []course{
	{name: "steady", months: 120, at: flat, alarm: [2]int{0, 120}},
	{name: "logistic growth", months: 84, at: logistic(36, 8), alarm: [2]int{0, 84}},
	{name: "slow growth", months: 120, at: func(m int) float64 { return math.Min(1, 0.3+0.7*float64(m)/100) }, alarm: [2]int{0, 120}},
	{name: "seasons", months: 120, at: func(m int) float64 { return 1 + 0.5*math.Sin(2*math.Pi*float64(m)/12) }, alarm: [2]int{0, 120}},
	{name: "holidays in August and December", months: 120, at: holidays, alarm: [2]int{0, 120}},
	{name: "summer break", months: 120, at: summerBreak, alarm: [2]int{0, 120}},
	{name: "meeting every third month", wrong: 6, months: 120, at: everyThird, alarm: [2]int{0, 120}},
	{name: "meeting every other month", months: 120, at: func(m int) float64 { return float64(m%2)*1.8 + 0.1 }, alarm: [2]int{0, 120}},
	{name: "yearly gathering", months: 120, at: gathering, alarm: [2]int{0, 120}},
	{name: "nothing but a yearly gathering", months: 121, at: onlyGathering, alarm: [2]int{0, 121}},
	{name: "a burst", wrong: 5, months: 120, at: flat, burst: 50, alarm: [2]int{0, 120}},
	{name: "launch burst", months: 60, at: func(m int) float64 { return 1 + 4*math.Exp(-float64(m)) }, alarm: [2]int{0, 60}},
	{name: "one empty month", months: 120, at: func(m int) float64 { return present(m != 60) }, alarm: [2]int{0, 120}},

	{name: "good and bad quarters", wrong: 14, months: 120, at: flat, wanders: 0.15, alarm: [2]int{0, 120}},

	{name: "step to half", called: [2]int{75, 55}, months: 120, at: step(60, 0.5), alarm: [2]int{0, 60}, falls: 60},
	{name: "step to a quarter", called: [2]int{95, 95}, months: 120, at: step(60, 0.25), alarm: [2]int{0, 60}, falls: 60},
	{name: "step to half, after holidays", called: [2]int{70, 50}, months: 120, at: func(m int) float64 { return holidays(m) * step(60, 0.5)(m) }, alarm: [2]int{0, 60}, falls: 60},
	{name: "step to half, meetings every third month", called: [2]int{70, 50}, months: 120, at: func(m int) float64 { return everyThird(m) * step(60, 0.5)(m) }, alarm: [2]int{0, 60}, falls: 60},
	{name: "growth, then a step to a quarter", called: [2]int{95, 95}, months: 96, at: func(m int) float64 { return logistic(24, 8)(m) * step(60, 0.25)(m) }, alarm: [2]int{0, 60}, falls: 60},
	{name: "sudden death", called: [2]int{100, 100}, months: 96, at: step(60, 0), alarm: [2]int{0, 60}, falls: 60, dies: 60},
	{name: "sudden death in the first year", called: [2]int{100, 100}, months: 48, at: step(10, 0), alarm: [2]int{0, 10}, falls: 10, dies: 10},
	{name: "fading by a third a year", called: [2]int{0, 15}, months: 132, at: fade(48, 0.66), alarm: [2]int{0, 48}, falls: 48},
	{name: "fading by a half a year", called: [2]int{20, 60}, months: 120, at: fade(48, 0.5), alarm: [2]int{0, 48}, falls: 48},
	{name: "growth, then fading", called: [2]int{0, 40}, months: 120, at: func(m int) float64 { return logistic(20, 6)(m) * fade(48, 0.5)(m) }, alarm: [2]int{0, 48}, falls: 48},
	{name: "fall and revival", called: [2]int{50, 90}, months: 120, at: func(m int) float64 {
		return fade(36, 0.3)(min(m, 60)) + 0.9/(1+math.Exp((80-float64(m))/4))*present(m > 60)
	}, alarm: [2]int{0, 36}, falls: 36, rises: 72},
	{name: "death and resurrection", called: [2]int{100, 100}, months: 132, at: func(m int) float64 { return present(m < 48 || m >= 84) }, alarm: [2]int{0, 48}, falls: 48, dies: 48, rises: 84},
}

func flat(int) float64 { return 1 }

func present(ok bool) float64 {
	if ok {
		return 1
	}
	return 0
}

func logistic(middle, width float64) func(int) float64 {
	return func(m int) float64 { return 0.15 + 0.85/(1+math.Exp(-(float64(m)-middle)/width)) }
}

func holidays(m int) float64 {
	if m%12 == 7 || m%12 == 11 {
		return 0.2
	}
	return 1
}

func summerBreak(m int) float64 { return present(m%12 < 9) }

func everyThird(m int) float64 {
	if m%3 == 0 {
		return 2.5
	}
	return 0.25
}

func gathering(m int) float64 {
	if m%12 == 5 {
		return 6
	}
	return 0.5
}

func onlyGathering(m int) float64 { return 5 * present(m%12 == 0) }

func step(at int, to float64) func(int) float64 {
	return func(m int) float64 {
		if m < at {
			return 1
		}
		return to
	}
}

func fade(from int, yearly float64) func(int) float64 {
	return func(m int) float64 { return math.Pow(yearly, math.Max(0, float64(m-from))/12) }
}

// live draws the course of a community of a size: people come independently of
// each other (Poisson), while good and bad months differ by a share (gamma).
func (c course) live(seed uint64, size, uneven float64) []lifecycle.MonthTally {
	rng := rand.New(rand.NewPCG(seed, 5))
	months := make([]lifecycle.MonthTally, c.months)
	mood := 0.0
	for m := range months {
		mood = 0.6*mood + 0.8*rng.NormFloat64()
		mean := size * c.at(m) * math.Exp(c.wanders*mood)
		if c.burst > 0 && m == c.burst {
			mean += 4 * size
		}
		if uneven > 0 {
			mean *= gamma(rng, 1/(uneven*uneven)) * uneven * uneven
		}
		n := poisson(rng, mean)
		months[m] = lifecycle.MonthTally{Month: lifecycle.Month(2000*12 + m), People: n, Activities: 3 * n}
	}
	return months
}

func poisson(rng *rand.Rand, mean float64) int {
	if mean > 200 {
		return int(math.Max(0, math.Round(mean+math.Sqrt(mean)*rng.NormFloat64())))
	}
	n, p := 0, rng.Float64()
	for limit := math.Exp(-mean); p > limit; p *= rng.Float64() {
		n++
	}
	return n
}

// gamma draws from a gamma distribution of a shape of 1 or more and scale 1
// (G. Marsaglia and W. W. Tsang, 2000).
func gamma(rng *rand.Rand, shape float64) float64 {
	d := shape - 1.0/3
	for {
		x := rng.NormFloat64()
		v := math.Pow(1+x/math.Sqrt(9*d), 3)
		if v > 0 && math.Log(1-rng.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}
