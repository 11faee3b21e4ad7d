package simulation

import (
	"iter"
	"math"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Experiment is a plan: a model, run so often at each of some points.
type Experiment struct {
	Model  Model
	Points []Values // what is not given of a point has its default; nil: one point of defaults
	Runs   int      // at each point, at most
	Seed   uint64

	// Common gives all points the same random numbers, run by run, so that they differ
	// by their values alone and can be compared in pairs.
	Common bool

	// Steps is how many steps a run takes at most, or 0 for as many as it has.
	Steps int
	// Until ends a run when it returns true for the step, from 1 on, and the measures.
	Until func(step int, measures []float64) bool
	// Enough ends a point before it has Runs when the standard error of its first
	// measure is at most this, after 30 runs or more. 0: never.
	Enough float64

	History activity.Stream // what runs start from, or nil

	// Workers is how many runs are under way at once; 0: as many as there are cores. It
	// changes nothing in what comes out.
	Workers int
	// Clock tells the time for Progress; nil: no time left is told.
	Clock func() time.Time
	// Progress is told after each run, in the goroutine that ranges over the rows.
	Progress func(Progress)
}

// Progress says how far an experiment has come.
type Progress struct {
	Done, All int           // runs; All falls when a point has enough
	Left      time.Duration // as long as the rest takes at the pace so far; 0 if unknown
}

// Row is the outcome of a run.
type Row struct {
	Point, Run int // both from 0
	Values     Values
	Steps      int
	Measures   []float64
}

// leastRuns is how many runs a point has before its standard error is believed.
const leastRuns = 30

// plan is an experiment that has been checked.
type plan struct {
	Experiment
	about About
}

func (e Experiment) check() (plan, error) {
	const op = "simulation.Rows"
	if e.Model == nil || e.Runs < 1 || e.Steps < 0 || !(e.Enough >= 0) {
		return plan{}, fault.New(op, fault.Invalid, "name a model and one run or more; steps and enough must not be negative")
	}
	p := plan{Experiment: e, about: e.Model.About()}
	given := e.Points
	if given == nil {
		given = []Values{nil}
	}
	if err := need(op, len(given) > 0 && len(given) <= math.MaxInt32 && e.Runs <= math.MaxInt64/len(given),
		"there must be a point or more, and not too many"); err != nil {
		return plan{}, err
	}
	p.Points = make([]Values, len(given))
	for i, point := range given {
		values, err := p.about.Check(point)
		if err != nil {
			return plan{}, fault.In(op, err)
		}
		p.Points[i] = values
	}
	return p, nil
}

// Key returns the random numbers of a run of the experiment.
func (e Experiment) Key(point, run int) Key {
	if e.Common {
		point = 0
	}
	return Key{Seed: e.Seed, Point: uint32(point), Run: uint64(run)}
}

// Rows does the experiment, and yields its rows in the order of the plan: point by
// point, run by run. Rows are the same for any number of workers. It holds a few runs
// a worker, never all; whoever stops ranging stops the experiment. The error is
// Invalid for an experiment that cannot be done, or the model's own.
func (e Experiment) Rows() iter.Seq2[Row, error] { return e.RowsAfter(nil) }

// RowsAfter does what is left of the experiment, after the rows that are done.
func (e Experiment) RowsAfter(done *Done) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		p, err := e.check()
		if err != nil {
			yield(Row{}, err)
			return
		}
		from := Done{}
		if done != nil {
			from = *done
		}
		p.inOrder(from, yield)
	}
}

// run does one run. It uses the run before of the same point, if that can start anew.
func (p *plan) run(point, run int, before Run) (Row, Run, error) {
	row, r := Row{Point: point, Run: run, Values: p.Points[point]}, before
	if again, ok := before.(Restarter); ok {
		again.Restart(p.Key(point, run))
	} else {
		var err error
		if r, err = p.Model.Start(Start{Values: row.Values, Key: p.Key(point, run), History: p.History}); err != nil {
			return row, nil, err
		}
	}
	for more := true; more && (p.Steps == 0 || row.Steps < p.Steps); {
		more = r.Step()
		row.Steps++
		if p.Until != nil && p.Until(row.Steps, r.Measures()) {
			break
		}
	}
	row.Measures = r.Measures()
	return row, r, nil
}
