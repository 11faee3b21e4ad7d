package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/simulation"
)

type twinCommand struct {
	Fit      fitCommand      `cmd:"" help:"Fit a twin to a history up to a date, and print what it was fitted to and how nearly."`
	Backtest backtestCommand `cmd:"" help:"Fit a twin to a history up to a date, forecast the weeks after it one by one, and print how that went."`
	Compare  compareCommand  `cmd:"" help:"Compare what becomes of a community with interventions and without, in a twin of it, beside how far the twin can be trusted."`
}

// twinned is what a twin is made of.
type twinned struct {
	measured
	Until time.Time `format:"2006-01-02" placeholder:"DATE" help:"The date, as 2024-12-31: what was recorded from it on is not looked at."`
	Seed  uint64    `default:"1" help:"The seed: the same gives the same outcome, on any number of cores."`
}

// with lets do have the history, which may be read more than once.
func (c *twinned) with(ctx context.Context, to console, do func(activity.Stream) error) error {
	if c.DB == "" {
		return c.fromSource(ctx, to, true, func(h *history) error {
			if h.format.Constellation {
				return fmt.Errorf("%s tells who belongs to which group, and not what they do: there is nothing to fit a twin to", c.Path)
			}
			return do(ended(ctx, h.Stream))
		})
	}
	return c.fromDatabase(ctx, func(community praxis.Participant) error {
		return do(community.Stream(ctx, activity.ID{}))
	})
}

type fitCommand struct{ twinned }

// Run fits a twin.
func (c *fitCommand) Run(ctx context.Context, to console) error {
	return c.with(ctx, to, func(s activity.Stream) error {
		twin, err := simulation.Fit(s, c.Until, c.Seed)
		if err != nil {
			return err
		}
		if c.JSON {
			return writeJSON(to.out, twin)
		}
		return writeTwin(to.out, twin)
	})
}

func writeTwin(to io.Writer, twin *simulation.Twin) error {
	var p strings.Builder
	fmt.Fprintf(&p, "A twin as of %s, fitted to %s\n\nHELD AGAINST THE RECORD\n", twin.Until.Format("2 Jan 2006"), plural(int64(twin.Weeks), "week", "weeks"))
	writeFitted(&p, twin.Fitted)
	p.WriteString("\nPARAMETERS\nWhat they mean: praxis simulate community --protocol\n")
	t := tabwriter.NewWriter(&p, 0, 0, 2, ' ', 0)
	for _, parameter := range twin.About().Parameters {
		fmt.Fprintf(t, "  %s\t%.4g\t%s\n", parameter.Name, parameter.Default.Number, parameter.What)
	}
	t.Flush()
	_, err := io.WriteString(to, p.String())
	return err
}

func writeFitted(p *strings.Builder, fitted []simulation.Fitted) {
	fmt.Fprintf(p, "  %9s %9s\n", "recorded", "simulated")
	for _, f := range fitted {
		fmt.Fprintf(p, "  %9.3f %9.3f  %s (%s)\n", f.Recorded, f.Simulated, f.What, f.Parameter)
	}
}

type backtestCommand struct {
	twinned
	Plot string `placeholder:"FILE" help:"Draw forecasts of people beside what came to a new file, .svg or .png."`
}

// Validate is called by the parser.
func (c *backtestCommand) Validate() error {
	if c.Plot != "" {
		if err := checkPlot(c.Plot); err != nil {
			return err
		}
	}
	return c.measured.Validate()
}

// Run backtests a twin.
func (c *backtestCommand) Run(ctx context.Context, to console) error {
	return c.with(ctx, to, func(s activity.Stream) error {
		until := c.Until
		if until.IsZero() {
			var err error
			if until, err = within(s, 0.6); err != nil {
				return err
			}
		}
		twin, err := simulation.Fit(s, until, c.Seed)
		if err != nil {
			return err
		}
		b, err := twin.Backtest(s)
		if err != nil {
			return err
		}
		if c.Plot != "" {
			if err := writePlot(c.Plot, backtestChart(b)); err != nil {
				return err
			}
		}
		if c.JSON {
			return writeJSON(to.out, b)
		}
		return writeBacktest(to.out, twin.Weeks, b)
	})
}

// within returns the day at which a share of the time of a history is over.
func within(s activity.Stream, share float64) (time.Time, error) {
	var first, last time.Time
	for a, err := range s {
		if err != nil {
			return first, err
		}
		if first.IsZero() || a.At.Before(first) {
			first = a.At
		}
		if a.At.After(last) {
			last = a.At
		}
	}
	return first.Add(time.Duration(share * float64(last.Sub(first)))).Truncate(24 * time.Hour), nil
}

const aboutScores = `Before each week the twin is told what happened until then. In an interval of
80 % should be 80 % of what came: "covered" counts what lies at an end of it in
part, since counts are whole, "within" counts it whole. "error" is the mean error
of the medians, 1 being the mean change from week to week before the date;
"naive" is that of the better of two forecasts: the last value known, and that of
the same week a year before.
`

func writeBacktest(to io.Writer, weeks int, b simulation.Backtest) error {
	var p strings.Builder
	fmt.Fprintf(&p, "A twin fitted to the %s before %s, and the %d weeks after\n\n", plural(int64(weeks), "week", "weeks"), b.Until.Format("2 Jan 2006"), b.Weeks)
	writeScores(&p, b)
	p.WriteString("\n" + aboutScores + "\n")
	writeDoubts(&p, b.Doubts(52), "For forecasts of up to a year")
	_, err := io.WriteString(to, p.String())
	return err
}

func writeScores(p *strings.Builder, b simulation.Backtest) {
	t := tabwriter.NewWriter(p, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "weeks ahead\t\tforecasts\tcovered\twithin\terror\tnaive\t\n")
	for _, a := range append([]simulation.Ahead{{Ahead: 1, Weeks: b.Weeks, Score: b.Score}}, b.Ahead...) {
		for _, s := range []struct {
			what string
			simulation.SeriesScore
		}{{"people", a.People}, {"activities", a.Activities}} {
			fmt.Fprintf(t, "%d\t%s\t%d\t%.0f %%\t%.0f %%\t%.3f\t%.3f\t\n", a.Ahead, s.what, a.Weeks, 100*s.Coverage80, 100*s.Within, s.MASE, s.NaiveMASE)
		}
	}
	t.Flush()
}

func writeDoubts(p *strings.Builder, doubts []string, what string) {
	if len(doubts) == 0 {
		prose(p, 0, what+" nothing speaks against the twin: its intervals covered between 65 and 95 % of weeks, and its medians were nearer than naive forecasts.")
		return
	}
	p.WriteString("DO NOT TRUST THE TWIN\n")
	prose(p, 0, what+" it did not hold:")
	for _, d := range doubts {
		prose(p, 2, d)
	}
}

// backtestChart draws the people of each week: what came, and the forecasts.
func backtestChart(b simulation.Backtest) chart {
	c := chart{title: "Backtest: people active in a week", x: "year", y: "people"}
	came, low, high := chartLine{name: "came"}, chartLine{name: "interval of 80 %", law: true, of: 1}, chartLine{name: "", law: true, of: 1}
	for _, f := range b.Forecasts {
		x := float64(f.Week.Year()) + float64(f.Week.YearDay()-1)/365.25
		came.points = append(came.points, chartPoint{x: x, y: float64(f.People.Came)})
		low.points = append(low.points, chartPoint{x: x, y: float64(f.People.Low)})
		high.points = append(high.points, chartPoint{x: x, y: float64(f.People.High)})
	}
	c.lines = []chartLine{came, low, high}
	return c
}

type compareCommand struct {
	twinned
	Weeks int      `default:"52" help:"How many weeks ahead."`
	Runs  int      `default:"200" help:"How many runs there are with each intervention, and without."`
	Try   []string `default:"facilitator,brokers,gathering,loss" help:"Interventions: facilitator (answers newcomers within a day), brokers (two), gathering (monthly), loss (of the three who did most), or values of parameters as gathering=2+brokers=1, which praxis simulate community --protocol lists."`

	interventions []simulation.Intervention
}

// Validate is called by the parser.
func (c *compareCommand) Validate() error {
	switch {
	case c.Weeks < 1:
		return errors.New("--weeks must be 1 or more")
	case c.Runs < 2:
		return errors.New("--runs must be 2 or more")
	}
	for _, name := range c.Try {
		i, err := interventionOf(name)
		if err != nil {
			return fmt.Errorf("--try: %w", err)
		}
		c.interventions = append(c.interventions, i)
	}
	return c.measured.Validate()
}

// interventionOf returns an intervention by its name or its values.
func interventionOf(name string) (simulation.Intervention, error) {
	for _, i := range simulation.Interventions() {
		if i.Name == name {
			return i, nil
		}
	}
	i := simulation.Intervention{Name: name, What: name, Values: simulation.Values{}}
	for part := range strings.SplitSeq(name, "+") {
		parameter, value, ok := strings.Cut(part, "=")
		if !ok {
			return i, fmt.Errorf("%q is no intervention", name)
		}
		found := false
		for _, p := range (simulation.Living{}).About().Parameters {
			if p.Name == parameter {
				v, err := p.Parse(value)
				if err != nil {
					return i, err
				}
				i.Values[parameter], found = v, true
			}
		}
		if !found {
			return i, fmt.Errorf("a community has no parameter %q", parameter)
		}
	}
	return i, nil
}

// Run compares interventions.
func (c *compareCommand) Run(ctx context.Context, to console) error {
	return c.with(ctx, to, func(s activity.Stream) error {
		var bar progress
		defer bar.end()
		compared, err := simulation.Compare(s, c.Until, c.interventions, simulation.CompareOptions{
			Weeks: c.Weeks, Runs: c.Runs, Seed: c.Seed, Clock: time.Now,
			Progress: func(p simulation.Progress) { bar.reach(to.err, "simulating", int64(p.Done), int64(p.All)) },
		})
		bar.end()
		if err != nil {
			return err
		}
		if c.JSON {
			return writeJSON(to.out, compared)
		}
		return writeComparison(to.out, compared)
	})
}

func writeComparison(to io.Writer, c simulation.Comparison) error {
	var p strings.Builder
	fmt.Fprintf(&p, "What may become of the community in the %d weeks after %s, by %d runs of a twin\n\n", c.Weeks, c.Until.Format("2 Jan 2006"), c.Runs)
	t := tabwriter.NewWriter(&p, 0, 0, 2, ' ', 0)
	fmt.Fprint(t, "AS IT GOES ON\tmean\t\n")
	for _, m := range c.Baseline {
		fmt.Fprintf(t, "  %s\t%.3f\t%s\n", m.Measure, m.Mean, m.Unit)
	}
	t.Flush()
	for _, change := range c.Changes {
		fmt.Fprintf(&p, "\n%s: %s\n", strings.ToUpper(change.Intervention), change.What)
		for _, d := range change.Differences {
			fmt.Fprintf(t, "  %s\t%+.3f\t%+.3f to %+.3f\n", d.Measure, d.Mean, d.Low, d.High)
		}
		t.Flush()
	}
	p.WriteString("\nDifferences are means of pairs of runs with the same random numbers, with intervals\nof 95 % of the mean in the twin. How far the twin is from the community, this tells:\n\n")
	if c.Backtest != nil {
		fmt.Fprintf(&p, "BACKTEST of a twin as of %s\n", c.Backtest.Until.Format("2 Jan 2006"))
		writeScores(&p, *c.Backtest)
		p.WriteString("\n" + aboutScores + "\n")
	}
	writeDoubts(&p, c.Doubts, "For this comparison")
	_, err := io.WriteString(to, p.String())
	return err
}
