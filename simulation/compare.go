package simulation

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Intervention is a change to a living community: values in place of its own.
type Intervention struct {
	Name, What string
	Values     Values
}

// Interventions returns those of common interest. Whoever comes with one counts among the
// people, and what they do among the activities.
func Interventions() []Intervention {
	return []Intervention{
		{"facilitator", "somebody answers newcomers within a day", Values{"facilitator": Number(1)}},
		{"brokers", "two more people take part elsewhere, too, and bring what they find there", Values{"brokers": Number(2)}},
		{"gathering", "people gather once a month", Values{"gathering": Number(4)}},
		{"loss", "the three who did most leave at once", Values{"loss": Number(3), "lossweek": Number(0)}},
	}
}

// CompareOptions are how interventions are compared; zero values stand for the defaults.
type CompareOptions struct {
	Weeks int // how far ahead; 52
	Runs  int // of each; 200
	Seed  uint64
	// Clock and Progress are those of an [Experiment].
	Clock    func() time.Time
	Progress func(Progress)
}

// Comparison is what interventions change in a twin.
type Comparison struct {
	Until    time.Time `json:"until"`
	Weeks    int       `json:"weeks"`
	Runs     int       `json:"runs"`
	Baseline []Mean    `json:"baseline"` // of what is measured without any of them
	Changes  []Change  `json:"changes"`
	Backtest *Backtest `json:"backtest"` // of a twin fitted to the first 60 % of the weeks; nil if they are too few
	Doubts   []string  `json:"doubts"`   // why the twin is not to be trusted; empty if it may be
	Fitted   []Fitted  `json:"fitted"`
}

// Mean is a mean of runs with its standard error.
type Mean struct {
	Measure string  `json:"measure"`
	Unit    string  `json:"unit"`
	Mean    float64 `json:"mean"`
	SE      float64 `json:"se"`
}

// Change is what an intervention changes.
type Change struct {
	Intervention string       `json:"intervention"`
	What         string       `json:"what"`
	Differences  []Difference `json:"differences"`
}

// Difference is the mean difference to the baseline of runs with the same random numbers,
// with an interval of 95 %. The interval is of the mean over what may happen in the
// twin; it says nothing of how far the twin is from the community.
type Difference struct {
	Measure string  `json:"measure"`
	Mean    float64 `json:"mean"`
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
}

// fitShare is the share of the weeks that a twin is fitted to for its backtest.
const fitShare = 0.6

// Compare fits a twin to a history up to a date, and compares what becomes of it with
// interventions and without, run by run with the same random numbers. Beside it stands how
// far such a twin can be trusted here: the backtest of one that is fitted to the first 60 %
// of the weeks. The error is Invalid for a history that is too short, for values that a
// living community does not take and for no interventions, or the history's own.
func Compare(history activity.Stream, until time.Time, interventions []Intervention, o CompareOptions) (Comparison, error) {
	o.Weeks, o.Runs = cmp.Or(o.Weeks, 52), cmp.Or(o.Runs, 200)
	if len(interventions) == 0 || o.Weeks < 1 || o.Runs < 2 {
		return Comparison{}, fault.New("simulation.Compare", fault.Invalid, "name one intervention or more, a week or more, and two runs or more")
	}
	twin, err := Fit(history, until, o.Seed)
	if err != nil {
		return Comparison{}, err
	}
	c := Comparison{Until: twin.Until, Weeks: o.Weeks, Runs: o.Runs, Fitted: twin.Fitted, Doubts: []string{}}
	points := []Values{{"weeks": Number(float64(o.Weeks))}}
	for _, i := range interventions {
		v := maps.Clone(points[0])
		maps.Copy(v, i.Values)
		points = append(points, v)
		c.Changes = append(c.Changes, Change{Intervention: i.Name, What: i.What})
	}
	if err := c.run(Experiment{Model: twin, Points: points, Runs: o.Runs, Seed: o.Seed, Common: true, Clock: o.Clock, Progress: o.Progress}); err != nil {
		return Comparison{}, err
	}
	c.question(twin, points[1:])
	return c, c.rehearse(history, twin, o.Seed)
}

// run does the experiment, whose first point is the baseline.
func (c *Comparison) run(e Experiment) error {
	measures := e.Model.About().Measures
	base := make([][]float64, 0, e.Runs)
	means := make([]Moments, len(measures))
	differences := make([][]Moments, len(c.Changes))
	for i := range differences {
		differences[i] = make([]Moments, len(measures))
	}
	for row, err := range e.Rows() {
		if err != nil {
			return fault.In("simulation.Compare", err)
		}
		for k, x := range row.Measures {
			if row.Point == 0 {
				means[k].Add(x)
			} else {
				differences[row.Point-1][k].Add(x - base[row.Run][k])
			}
		}
		if row.Point == 0 {
			base = append(base, row.Measures)
		}
	}
	for k, m := range measures {
		c.Baseline = append(c.Baseline, Mean{m.Name, m.Unit, means[k].Mean, means[k].Error()})
		for i := range c.Changes {
			d := differences[i][k]
			give := 1.96 * d.Error()
			c.Changes[i].Differences = append(c.Changes[i].Differences, Difference{m.Name, d.Mean, d.Mean - give, d.Mean + give})
		}
	}
	return nil
}

// question says what cannot be compared.
func (c *Comparison) question(twin *Twin, points []Values) {
	if twin.past.habits.asks == 0 && slices.ContainsFunc(points, func(v Values) bool { return v.Number("facilitator") > 0 }) {
		c.Doubts = append(c.Doubts, "the history has no questions, so that there is nothing for a facilitator to answer")
	}
	for _, m := range c.Baseline {
		if m.Measure == "people" && m.Mean == 0 {
			c.Doubts = append(c.Doubts, "nobody came in any run: there is no community left to change")
		}
	}
}

// rehearse backtests a twin of an earlier date, and says what is in doubt.
func (c *Comparison) rehearse(history activity.Stream, twin *Twin, seed uint64) error {
	past := twin.past
	earlier := beginOf(past.first + int(math.Round(fitShare*float64(twin.Weeks))))
	before, err := Fit(history, earlier, seed)
	if fault.CodeOf(err) == fault.Invalid {
		c.Doubts = append(c.Doubts, "the history is too short for a backtest")
		return nil
	}
	if err != nil {
		return err
	}
	b, err := before.backtest(past)
	if err != nil {
		return err
	}
	c.Backtest = &b
	c.Doubts = append(c.Doubts, b.Doubts(c.Weeks)...)
	return nil
}

// Doubts says why forecasts of some weeks ahead are not to be trusted, by how those of the
// backtest fared, from a week ahead to as far as is asked for. It is empty if intervals of 80 % covered between 65 and 95 % of weeks and the medians were
// nearer than naive forecasts, both for people and for activities.
func (b Backtest) Doubts(weeks int) []string {
	var doubts []string
	tried := []Ahead{{1, b.Weeks, b.Score}}
	for _, a := range b.Ahead {
		if a.Ahead <= weeks {
			tried = append(tried, a)
		}
	}
	far := tried[len(tried)-1].Ahead
	if next := slices.IndexFunc(horizons, func(h int) bool { return h > far }); weeks > horizons[len(horizons)-1] || next >= 0 && horizons[next] <= weeks {
		doubts = append(doubts, fmt.Sprintf("forecasts of more than %s ahead were not tried", inWeeks(far)))
	}
	for _, a := range tried {
		for _, s := range []struct {
			what string
			SeriesScore
		}{{"people", a.People}, {"activities", a.Activities}} {
			if s.Coverage80 < 0.65 || s.Coverage80 > 0.95 {
				doubts = append(doubts, fmt.Sprintf("%s %s ahead: intervals of 80 %% covered %.1f %% of %s", s.what, inWeeks(a.Ahead), 100*s.Coverage80, inWeeks(a.Weeks)))
			}
			if s.MASE >= s.NaiveMASE {
				doubts = append(doubts, fmt.Sprintf("%s %s ahead: forecasts were no nearer than naive ones (scaled error %.2f against %.2f)", s.what, inWeeks(a.Ahead), s.MASE, s.NaiveMASE))
			}
		}
	}
	return doubts
}

func inWeeks(n int) string {
	if n == 1 {
		return "a week"
	}
	return fmt.Sprintf("%d weeks", n)
}
