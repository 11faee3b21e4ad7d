package simulation

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strconv"
	"strings"

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

// cells are a row as text.
func (p *plan) cells(row Row) []string {
	cells := []string{strconv.Itoa(row.Point), strconv.Itoa(row.Run)}
	for _, parameter := range p.about.Parameters {
		cells = append(cells, row.Values[parameter.Name].String())
	}
	cells = append(cells, strconv.Itoa(row.Steps))
	for _, x := range row.Measures {
		cells = append(cells, Number(x).String())
	}
	return cells
}

// WriteCSV does what is left of the experiment, and writes its rows as CSV: a line of
// settings behind "# ", the names of the columns, and a line a run, in the order of
// the plan. Behind rows that are done it writes rows alone. Each row is handed to see,
// if that is not nil. The error is as for [Experiment.Rows], Unavailable if w fails,
// or what see returned.
func (e Experiment) WriteCSV(w io.Writer, done *Done, see func(Row) error) error {
	const op = "simulation.WriteCSV"
	p, err := e.check()
	if err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if done == nil || done.Bytes == 0 {
		if _, err := fmt.Fprintf(w, "# %s\n", p.settings()); err != nil {
			return fault.Wrap(op, fault.Unavailable, err)
		}
		if err := out.Write(p.columns()); err != nil {
			return fault.Wrap(op, fault.Unavailable, err)
		}
	}
	err = p.each(done, see, func(row Row) error {
		return fault.Wrap(op, fault.Unavailable, out.Write(p.cells(row)))
	})
	out.Flush()
	if err == nil {
		err = fault.Wrap(op, fault.Unavailable, out.Error())
	}
	return err
}

// WriteJSONLines does the experiment, and writes its rows as JSON Lines: first an
// object of settings, then one a run with its columns by name; a measure that is no
// number is null. Errors are as for WriteCSV.
func (e Experiment) WriteJSONLines(w io.Writer, see func(Row) error) error {
	const op = "simulation.WriteJSONLines"
	p, err := e.check()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s\n", p.settings())
	names := p.columns()
	err = p.each(nil, see, func(row Row) error {
		values := []any{row.Point, row.Run}
		for _, parameter := range p.about.Parameters {
			values = append(values, row.Values[parameter.Name])
		}
		values = append(values, row.Steps)
		for _, x := range row.Measures {
			values = append(values, finite(x))
		}
		for i, name := range names {
			lead := byte(',')
			if i == 0 {
				lead = '{'
			}
			value, err := json.Marshal(values[i])
			if err != nil {
				return fault.Wrap(op, fault.Invalid, err)
			}
			fmt.Fprintf(out, "%c%q:%s", lead, name, value)
		}
		_, err := out.WriteString("}\n")
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

// Resume reads what WriteCSV wrote of this experiment before it was interrupted,
// wherever that was: in the header, or within a row. Each whole row is handed to see,
// if that is not nil. Cut the file at Done.Bytes, and write behind it with
// WriteCSV. The error is Conflict if the file is of another experiment, Invalid if it
// is none, Unavailable if r fails, or what see returned.
func (e Experiment) Resume(r io.Reader, see func(Row) error) (*Done, error) {
	const op = "simulation.Resume"
	p, err := e.check()
	if err != nil {
		return nil, err
	}
	in, done := bufio.NewReader(r), &Done{}
	header := []string{"# " + p.settings() + "\n", strings.Join(p.columns(), ",") + "\n"}
	var ahead int64
	for number := 0; ; number++ {
		line, err := in.ReadString('\n')
		switch {
		case err == io.EOF && number < len(header) && strings.HasPrefix(header[number], line):
			return &Done{}, nil // nothing was done
		case err == io.EOF && number >= len(header):
			return done, nil
		case err != nil && err != io.EOF:
			return nil, fault.Wrap(op, fault.Unavailable, err)
		case number < len(header) && line != header[number]:
			return nil, fault.New(op, fault.Conflict, "the file is of another experiment: give the same model, points, runs and seed, or name another file")
		}
		ahead += int64(len(line))
		if number < len(header) {
			done.Bytes = ahead
			continue
		}
		row, err := p.parse(line, done)
		if err != nil {
			return nil, fault.New(op, fault.Invalid, fmt.Sprintf("line %d: %v", number+1, err))
		}
		done.add(row)
		done.Bytes = ahead
		if see != nil {
			if err := see(row); err != nil {
				return nil, err
			}
		}
	}
}

// parse reads a row, which must be the next of the plan.
func (p *plan) parse(line string, done *Done) (Row, error) {
	cells, err := csv.NewReader(strings.NewReader(line)).Read()
	if err != nil || len(cells) != len(p.columns()) {
		return Row{}, fmt.Errorf("it is no row of this experiment")
	}
	var numbers [3]int
	measures := len(p.about.Measures)
	for i, cell := range []string{cells[0], cells[1], cells[len(cells)-measures-1]} {
		if numbers[i], err = strconv.Atoi(cell); err != nil {
			return Row{}, fmt.Errorf("%q is no whole number", cell)
		}
	}
	row := Row{Point: numbers[0], Run: numbers[1], Steps: numbers[2]}
	point, run := done.Point, done.Run
	if run == p.Runs || p.enough(done.sum) {
		point, run = point+1, 0
	}
	if row.Point != point || row.Run != run || point >= len(p.Points) {
		return Row{}, fmt.Errorf("it is of run %d at point %d, and not of run %d at point %d", row.Run, row.Point, run, point)
	}
	row.Values = p.Points[point]
	for _, cell := range cells[len(cells)-measures:] {
		x, err := strconv.ParseFloat(cell, 64)
		if err != nil {
			return Row{}, fmt.Errorf("%q is no number", cell)
		}
		row.Measures = append(row.Measures, x)
	}
	if !slices.Equal(p.cells(row), cells) {
		return Row{}, fmt.Errorf("it has other values than this experiment")
	}
	return row, nil
}
