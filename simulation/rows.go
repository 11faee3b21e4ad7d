package simulation

import (
	"bufio"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"slices"

	"github.com/praxis-cop/praxis/fault"
)

// Done is what of an experiment is done: the rows that a file has of it.
type Done struct {
	Rows  int
	Bytes int64 // of the file: what is behind them is to be cut off
	Point int   // of the next row, as is Run; a point that is over counts as one with no more runs
	Run   int
	sum   Moments
}

func (d *Done) add(row Row) {
	if row.Point != d.Point {
		d.sum = Moments{}
	}
	d.Rows++
	d.Point, d.Run = row.Point, row.Run+1
	d.sum.Add(row.Measures[0])
}

// settings are what rows depend on, in the header of a file. It tells the points by
// a checksum, as they may be many.
func (p *plan) settings() string {
	sum := fnv.New64a()
	for _, point := range p.Points {
		for _, parameter := range p.about.Parameters {
			fmt.Fprintf(sum, "%s=%s\n", parameter.Name, point[parameter.Name])
		}
	}
	settings, err := json.Marshal(struct {
		Model  string  `json:"model"`
		Seed   uint64  `json:"seed"`
		Points int     `json:"points"`
		Sum    string  `json:"sum"`
		Runs   int     `json:"runs"`
		Steps  int     `json:"steps,omitempty"`
		Enough float64 `json:"enough,omitempty"`
		Common bool    `json:"common,omitempty"`
	}{p.about.Name, p.Seed, len(p.Points), fmt.Sprintf("%016x", sum.Sum64()), p.Runs, p.Steps, p.Enough, p.Common})
	if err != nil {
		panic(err) // numbers and text that have been checked
	}
	return string(settings)
}

// columns are the names of what is in a row.
func (p *plan) columns() []string {
	names := []string{"point", "run"}
	for _, parameter := range p.about.Parameters {
		names = append(names, parameter.Name)
	}
	names = append(names, "steps_taken")
	for _, m := range p.about.Measures {
		name := m.Name
		if slices.Contains(names, name) {
			name = "measured_" + name
		}
		names = append(names, name)
	}
	return names
}

// WriteCSV does what is left of the experiment, and writes its rows as CSV: a line of
// settings behind "# ", the names of the columns, and a line a run, in the order of
// the plan. Behind rows that are done it writes rows alone. Each row is handed to see,
// if that is not nil. The error is as for [Experiment.Rows], Unavailable if w fails,
// or what see returned.
func (e Experiment) WriteCSV(w io.Writer, done *Done, see func(Row) error) error {
	return e.write("simulation.WriteCSV", (*plan).csv, w, done, see)
}

// WriteJSONLines is as WriteCSV, but writes JSON Lines: first an object of settings, then
// one a run with its columns by name; a measure that is no number is null.
func (e Experiment) WriteJSONLines(w io.Writer, done *Done, see func(Row) error) error {
	return e.write("simulation.WriteJSONLines", (*plan).jsonLines, w, done, see)
}

func (e Experiment) write(op string, formOf func(*plan) form, w io.Writer, done *Done, see func(Row) error) error {
	p, err := e.check()
	if err != nil {
		return err
	}
	out, f := bufio.NewWriter(w), formOf(&p)
	if done == nil || done.Bytes == 0 {
		for _, line := range f.header {
			if _, err := out.WriteString(line); err != nil {
				return fault.Wrap(op, fault.Unavailable, err)
			}
		}
	}
	err = p.each(done, see, func(row Row) error {
		line, err := f.line(row)
		if err != nil {
			return fault.Wrap(op, fault.Invalid, err)
		}
		_, err = out.Write(line)
		return fault.Wrap(op, fault.Unavailable, err)
	})
	if flushed := out.Flush(); err == nil {
		err = fault.Wrap(op, fault.Unavailable, flushed)
	}
	return err
}

func (p *plan) each(done *Done, see, write func(Row) error) error {
	for row, err := range p.RowsAfter(done) {
		if err == nil {
			err = write(row)
		}
		if err == nil && see != nil {
			err = see(row)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
