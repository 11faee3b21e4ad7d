package simulation

import (
	"fmt"
	"math"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Backtest is how a twin's forecasts of the weeks after its date fared. The twin stays as
// it was fitted; before each week it is told what happened until then, as whoever
// uses it would tell it, and forecasts from there.
type Backtest struct {
	Until time.Time `json:"until"`
	Weeks int       `json:"weeks"` // from the first whole week after the date to the last of the history
	Score
	Ahead     []Ahead    `json:"ahead"` // the same for forecasts of a month, a quarter and a year
	Forecasts []Forecast `json:"-"`     // of each week, one week ahead
}

// Score is how forecasts fared.
type Score struct {
	People     SeriesScore `json:"people"`     // active in a week
	Activities SeriesScore `json:"activities"` // in a week
}

// SeriesScore is how forecasts of one figure fared.
type SeriesScore struct {
	// Coverage80 is the share of weeks in the interval of 80 %, from 0 to 1. As counts
	// are whole, an interval of exactly 80 % has ends that belong to it in part, and a
	// week at such an end counts for that part (Czado, Gneiting & Held 2009).
	Coverage80 float64 `json:"coverage80"`
	// Within is the share of weeks from the lower to the upper end, both included.
	Within float64 `json:"within"`
	// MASE is the mean absolute error of the medians, scaled by the mean difference of
	// successive weeks before the date (Hyndman & Koehler 2006).
	MASE float64 `json:"mase"`
	// NaiveMASE is that of the better of two naive forecasts: that the last value known
	// comes again, and that of the same week a year before.
	NaiveMASE float64 `json:"naive_mase"`
}

// Ahead is how forecasts of some weeks ahead fared.
type Ahead struct {
	Ahead int `json:"ahead"` // weeks
	Weeks int `json:"weeks"` // that were forecast
	Score
}

// Forecast is what was forecast of a week, and what came.
type Forecast struct {
	Week       time.Time // its Monday
	People     Interval
	Activities Interval
}

// Interval is a forecast: the median and an interval of 80 %, and what came.
type Interval struct{ Low, Median, High, Came int }

// Backtest forecasts the weeks of a history from the twin's date on, and holds what came
// against it. The error is Invalid for a history that ends before, or the history's own.
func (t *Twin) Backtest(history activity.Stream) (Backtest, error) {
	whole, err := readLedger(history, time.Time{})
	if err != nil {
		return Backtest{}, err
	}
	return t.backtest(whole)
}

func (t *Twin) backtest(whole *ledger) (Backtest, error) {
	first := t.Weeks
	if !beginOf(t.past.first + first).Equal(t.Until) {
		first++ // the date's own week is not whole
	}
	if len(whole.weeks) <= first || whole.first != t.past.first {
		return Backtest{}, fault.New("simulation.Backtest", fault.Invalid, fmt.Sprintf(
			"the history must be the one that the twin was fitted to, and go on for a week or more after %s; its last week begins on %s",
			t.Until.Format(time.DateOnly), beginOf(whole.first+len(whole.weeks)-1).Format(time.DateOnly)))
	}
	b := backtest{Twin: *t, first: first, scale: [2]float64{t.past.scale(people), t.past.scale(acts)}}
	b.past = whole
	result := Backtest{Until: t.Until, Weeks: len(whole.weeks) - first}
	last := len(whole.weeks) - 1
	var origins []int
	for at := first - 1; at < last; at++ {
		origins = append(origins, at)
	}
	scored := b.score(origins, horizons[:1], &result.Forecasts)
	result.Score = scored[0].Score
	if t.records[horizons[1]].people.lower == nil {
		return result, nil // too little before the date to know how those fare
	}
	for _, ahead := range b.score(spread(first-1, last-1, t.looks(52)), horizons[1:], nil) {
		if ahead.Weeks >= fewest {
			result.Ahead = append(result.Ahead, ahead)
		}
	}
	return result, nil
}

// fewest is how many forecasts of one horizon say something.
const fewest = 10

// scale is the mean difference of successive weeks.
func (l *ledger) scale(count func(weekCount) int) float64 {
	sum := 0
	for i := 1; i < len(l.weeks); i++ {
		d := count(l.weeks[i]) - count(l.weeks[i-1])
		sum += max(d, -d)
	}
	return ratio(sum, len(l.weeks)-1)
}

// backtest is a twin that looks at a whole history.
type backtest struct {
	Twin
	first int
	scale [2]float64
}

// score forecasts from the ends of some weeks.
func (b *backtest) score(origins, weeks []int, forecasts *[]Forecast) []Ahead {
	all := b.ahead(origins, weeks, b.runsFor(weeks))
	scored := make([]Ahead, len(weeks))
	for h, ahead := range weeks {
		var sums [2]scoring
		record := b.records[ahead]
		for i, at := range origins {
			target := at + ahead
			if target >= len(b.past.weeks) {
				continue
			}
			scored[h].Weeks++
			var told [2]Interval
			for k, c := range []*calibration{&record.people, &record.acts} {
				sample, came := all[i][h][k], counts[k](b.past.weeks[target])
				told[k] = Interval{c.quantile(sample, 0.1), c.quantile(sample, 0.5), c.quantile(sample, 0.9), came}
				sums[k].add(told[k], c.within(sample, came, 0.8))
				season := target - 52
				if season < 0 {
					season = at // there is no year before yet
				}
				sums[k].last += math.Abs(float64(came - counts[k](b.past.weeks[at])))
				sums[k].season += math.Abs(float64(came - counts[k](b.past.weeks[season])))
			}
			if forecasts != nil {
				*forecasts = append(*forecasts, Forecast{beginOf(b.past.first + target), told[0], told[1]})
			}
		}
		scored[h].Ahead = ahead
		scored[h].People = sums[0].score(b.scale[0])
		scored[h].Activities = sums[1].score(b.scale[1])
	}
	return scored
}

// scoring sums up how forecasts of one figure fared.
type scoring struct{ n, inside, within, off, last, season float64 }

func (s *scoring) add(told Interval, inside float64) {
	s.n++
	s.inside += inside
	if told.Low <= told.Came && told.Came <= told.High {
		s.within++
	}
	s.off += math.Abs(float64(told.Came - told.Median))
}

func (s *scoring) score(scale float64) SeriesScore {
	if s.n == 0 {
		return SeriesScore{}
	}
	by := s.n * scale
	if by == 0 {
		by = s.n // nothing varied: the error is in people or activities
	}
	return SeriesScore{Coverage80: s.inside / s.n, Within: s.within / s.n, MASE: s.off / by, NaiveMASE: min(s.last, s.season) / by}
}
