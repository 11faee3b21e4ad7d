// Command whatif fits a twin to the history that the quickstart imports, a community of
// school gardeners, and compares two interventions: a facilitator who answers newcomers
// within a day, and the loss of the three who did most. It draws what they would change,
// and says how far the twin is to be trusted. Run it in the folder of the module, or name
// another history:
//
//	go run ./examples/whatif
//	go run ./examples/whatif path/to/history
package main

import (
	"fmt"
	"image/color"
	"io"
	"log"
	"os"
	"path/filepath"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/simulation"
)

func main() {
	history := "examples/quickstart/gardens"
	if len(os.Args) > 1 {
		history = os.Args[1]
	}
	dir, err := os.MkdirTemp("", "praxis-")
	check(err)
	picture := filepath.Join(dir, "whatif.svg")
	run(os.Stdout, history, picture)
	fmt.Printf("\nThe plot is in %s.\n", picture)
}

// weeks is how far the comparison looks ahead.
const weeks = 26

func run(out io.Writer, path, picture string) {
	gardens, err := open(path)
	check(err)
	var tried []simulation.Intervention
	for _, i := range simulation.Interventions() {
		if i.Name == "facilitator" || i.Name == "loss" {
			tried = append(tried, i)
		}
	}
	c, err := simulation.Compare(gardens, time.Time{}, tried, simulation.CompareOptions{Weeks: weeks, Runs: 200, Seed: 1})
	check(err)

	fmt.Fprintf(out, "The %d weeks after %s, by %d runs of a twin of the community\n", c.Weeks, c.Until.Format("2 January 2006"), c.Runs)
	for _, m := range c.Baseline {
		if m.Measure != "activities" {
			continue
		}
		fmt.Fprintf(out, "\nAs it goes on, %.2f activities a week.\n", m.Mean)
	}
	for _, change := range c.Changes {
		d := effect(change)
		fmt.Fprintf(out, "If %s: %+.2f a week (95 %% interval %+.2f to %+.2f).\n", change.What, d.Mean, d.Low, d.High)
	}
	switch {
	case len(c.Doubts) == 0:
		fmt.Fprintln(out, "\nNothing in its backtest speaks against the twin.")
	default:
		fmt.Fprintln(out, "\nThe twin is not to be trusted:")
		for _, doubt := range c.Doubts {
			fmt.Fprintln(out, "-", doubt)
		}
	}
	if b := c.Backtest; b != nil {
		fmt.Fprintf(out, "\nIn the backtest, intervals of 80 %% covered %.0f %% of %d weeks for people and %.0f %% for activities.\n",
			100*b.People.Coverage80, b.Weeks, 100*b.Activities.Coverage80)
	}
	check(draw(c, picture))
}

// open returns the history in a folder or a file, whatever its format.
func open(path string) (activity.Stream, error) {
	files, name := os.DirFS(filepath.Dir(path)), filepath.Base(path)
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		files, name = os.DirFS(path), "."
	}
	format, err := exchange.Detect(files, name)
	if err != nil {
		return nil, err
	}
	return format.Open(files, name, nil), nil
}

// effect is what an intervention changes in the activities of a week.
func effect(change simulation.Change) simulation.Difference {
	for _, d := range change.Differences {
		if d.Measure == "activities" {
			return d
		}
	}
	return simulation.Difference{}
}

// draw draws the differences with their intervals.
func draw(c simulation.Comparison, picture string) error {
	p := plot.New()
	p.Title.Text = "What would change"
	p.Y.Label.Text = "activities a week, beside as it goes on"
	var names []string
	var points plotter.XYs
	var bars plotter.YErrors
	for i, change := range c.Changes {
		d := effect(change)
		names = append(names, change.Intervention)
		points = append(points, plotter.XY{X: float64(i), Y: d.Mean})
		bars = append(bars, struct{ Low, High float64 }{d.Mean - d.Low, d.High - d.Mean})
	}
	dots, err := plotter.NewScatter(points)
	if err != nil {
		return err
	}
	intervals, err := plotter.NewYErrorBars(struct {
		plotter.XYs
		plotter.YErrors
	}{points, bars})
	if err != nil {
		return err
	}
	nothing := plotter.NewFunction(func(float64) float64 { return 0 })
	nothing.Color = color.Gray{Y: 160}
	p.Add(nothing, dots, intervals)
	p.NominalX(names...)
	p.X.Min, p.X.Max = -0.5, float64(len(names))-0.5
	return p.Save(12*vg.Centimeter, 9*vg.Centimeter, picture)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
