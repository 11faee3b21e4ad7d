package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/praxis-cop/praxis/simulation"
)

type simulateCommand struct {
	March1991    marchCommand    `cmd:"" name:"march1991" help:"Mutual learning of an organisation and its members (March 1991)."`
	Barkoczi2016 barkocziCommand `cmd:"" name:"barkoczi2016" help:"Strategies of social learning on networks (Barkoczi & Galesic 2016)."`
	Fang2010     fangCommand     `cmd:"" name:"fang2010" help:"Learning in semi-isolated subgroups (Fang, Lee & Schilling 2010)."`
	Axelrod1997  axelrodCommand  `cmd:"" name:"axelrod1997" help:"The dissemination of culture (Axelrod 1997)."`
	Bass         bassCommand     `cmd:"" name:"bass" help:"The diffusion of an innovation (Bass 1969)."`
	Simon        simonCommand    `cmd:"" name:"simon" help:"Participation that feeds on itself (Simon 1955)."`
	Community    livingCommand   `cmd:"" name:"community" help:"A community that lives: newcomers arrive, are answered or not, learn, take central roles, tire and leave."`
}

// experiment is what all models have in common on the command line.
type experiment struct {
	Runs     int     `default:"100" help:"How many runs there are at each point, at most."`
	Seed     uint64  `default:"1" help:"The seed: the same gives the same outcome, on any number of cores."`
	Common   bool    `help:"Give all points the same random numbers, to compare them run by run."`
	Enough   float64 `placeholder:"SE" help:"Leave a point, after 30 runs or more, when the standard error of its first measure is at most this."`
	Out      string  `placeholder:"FILE" help:"Write a row for each run to a new file: .csv, .jsonl or .parquet."`
	Resume   bool    `help:"Go on with the file of --out, .csv or .jsonl, where it was interrupted."`
	Plot     string  `placeholder:"FILE" help:"Draw the model's standard figure to a new file, .svg or .png. What is on its horizontal axis is varied if it has no values of its own."`
	JSON     bool    `name:"json" help:"Print JSON instead of text: an object for each point."`
	Protocol bool    `help:"Print the model's ODD protocol, and simulate nothing."`
}

// Validate is called by the parser.
func (c *experiment) Validate() error {
	form := filepath.Ext(c.Out)
	_, text := resumable[form]
	switch {
	case c.Runs < 1:
		return errors.New("--runs must be 1 or more")
	case c.Enough < 0:
		return errors.New("--enough must not be negative")
	case c.Out != "" && !text && form != ".parquet":
		return errors.New("--out must be a file that ends in .csv, .jsonl or .parquet")
	case c.Resume && form == ".parquet":
		return errors.New("--resume goes with a file of lines in --out, .csv or .jsonl: a Parquet file that was interrupted is of no use")
	case c.Resume && !text:
		return errors.New("--resume goes with a file in --out, .csv or .jsonl")
	case c.Plot != "":
		return checkPlot(c.Plot)
	}
	return nil
}

// resumable are the forms of files that can be gone on with, by how their names end.
var resumable = map[string]struct {
	write  func(simulation.Experiment, io.Writer, *simulation.Done, func(simulation.Row) error) error
	resume func(simulation.Experiment, io.Reader, func(simulation.Row) error) (*simulation.Done, error)
}{
	".csv":   {simulation.Experiment.WriteCSV, simulation.Experiment.Resume},
	".jsonl": {simulation.Experiment.WriteJSONLines, simulation.Experiment.ResumeJSONLines},
}

// simulate simulates a model at all combinations of the values of its flags.
func (c *experiment) simulate(ctx context.Context, to console, model simulation.Model, flags any) error {
	about := model.About()
	if c.Protocol {
		_, err := io.WriteString(to.out, simulation.ODD(about))
		return err
	}
	axes, err := axesOf(about, flags)
	if err != nil {
		return err
	}
	standard, drawn := modelFigures[about.Name]
	if c.Plot != "" {
		if !drawn {
			return fmt.Errorf("%s has no standard figure: leave out --plot", about.Name)
		}
		if axes, err = standard.with(about, axes); err != nil {
			return err
		}
	}
	points, err := simulation.Grid(axes...)
	if err != nil {
		return err
	}
	var bar progress
	defer bar.end()
	e := simulation.Experiment{
		Model: model, Points: points, Runs: c.Runs, Seed: c.Seed, Common: c.Common, Enough: c.Enough, Clock: time.Now,
		Progress: func(p simulation.Progress) { bar.reach(to.err, "simulating", int64(p.Done), int64(p.All)) },
	}
	var sum simulation.Summary
	see := func(row simulation.Row) error {
		sum.Add(row)
		return ctx.Err()
	}
	if err := c.write(e, see); err != nil {
		return err
	}
	bar.end()
	if c.Plot != "" {
		if err := writePlot(c.Plot, standard.chart(about, axes, sum)); err != nil {
			return err
		}
	}
	if !c.JSON {
		return writeSummary(to.out, about, axes, sum)
	}
	printed, err := sum.JSON(about)
	if err == nil {
		_, err = fmt.Fprintf(to.out, "%s\n", printed)
	}
	return err
}

// write does the experiment, and writes its rows if that is asked for.
func (c *experiment) write(e simulation.Experiment, see func(simulation.Row) error) (err error) {
	form, text := resumable[filepath.Ext(c.Out)]
	switch {
	case c.Out == "":
		for row, err := range e.Rows() {
			if err == nil {
				err = see(row)
			}
			if err != nil {
				return err
			}
		}
		return nil
	case !text:
		return newFile(c.Out, func(w io.Writer) error { return e.WriteParquet(w, see) })
	}
	how := os.O_RDWR | os.O_CREATE | os.O_EXCL
	if c.Resume {
		how = os.O_RDWR | os.O_CREATE // it may have been interrupted before there was a file
	}
	f, err := os.OpenFile(c.Out, how, 0o600)
	switch {
	case errors.Is(err, os.ErrExist):
		return fmt.Errorf("%s is there already; name a new file, delete it first, or go on with it by --resume", c.Out)
	case err != nil:
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	var done *simulation.Done
	if c.Resume {
		if done, err = form.resume(e, f, see); err != nil {
			return fmt.Errorf("%s: %w", c.Out, err)
		}
		if err := f.Truncate(done.Bytes); err != nil {
			return err
		}
		if _, err := f.Seek(done.Bytes, io.SeekStart); err != nil {
			return err
		}
	}
	err = form.write(e, f, done, see)
	if errors.Is(err, context.Canceled) {
		err = fmt.Errorf("%w; go on with the same command and --resume", err)
	}
	return err
}

// writeSummary prints a line for each point: what was varied, and its measures.
func writeSummary(w io.Writer, about simulation.About, axes []simulation.Axis, sum simulation.Summary) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	var heads []string
	for _, axis := range axes {
		heads = append(heads, axis.Name)
	}
	heads = append(heads, "runs")
	for _, m := range about.Measures {
		heads = append(heads, m.Name)
	}
	fmt.Fprintln(t, strings.Join(heads, "\t"))
	for _, point := range sum.Points {
		var cells []string
		for _, axis := range axes {
			cells = append(cells, point.Values[axis.Name].String())
		}
		cells = append(cells, fmt.Sprint(point.Runs))
		for _, m := range point.Measures {
			cells = append(cells, fmt.Sprintf("%.4f +- %.4f", m.Mean, m.Error()))
		}
		fmt.Fprintln(t, strings.Join(cells, "\t"))
	}
	return t.Flush()
}
