package simulation

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/praxis-cop/praxis/fault"
)

// Resume reads what WriteCSV wrote of this experiment before it was interrupted,
// wherever that was: in the header, or within a row. Each whole row is handed to see,
// if that is not nil. Cut the file at Done.Bytes, and write behind it with
// WriteCSV. The error is Conflict if the file is of another experiment, Invalid if it
// is none, Unavailable if r fails, or what see returned.
func (e Experiment) Resume(r io.Reader, see func(Row) error) (*Done, error) {
	return e.resume("simulation.Resume", (*plan).csv, r, see)
}

// ResumeJSONLines is Resume for what WriteJSONLines wrote.
func (e Experiment) ResumeJSONLines(r io.Reader, see func(Row) error) (*Done, error) {
	return e.resume("simulation.ResumeJSONLines", (*plan).jsonLines, r, see)
}

func (e Experiment) resume(op string, formOf func(*plan) form, r io.Reader, see func(Row) error) (*Done, error) {
	p, err := e.check()
	if err != nil {
		return nil, err
	}
	in, done, f := bufio.NewReader(r), &Done{}, formOf(&p)
	var ahead int64
	for number := 0; ; number++ {
		line, err := in.ReadString('\n')
		switch {
		case err == io.EOF && number < len(f.header) && strings.HasPrefix(f.header[number], line):
			return &Done{}, nil // nothing was done
		case err == io.EOF && number >= len(f.header):
			return done, nil
		case err != nil && err != io.EOF:
			return nil, fault.Wrap(op, fault.Unavailable, err)
		case number < len(f.header) && line != f.header[number]:
			return nil, fault.New(op, fault.Conflict, "the file is of another experiment: give the same model, points, runs and seed, or name another file")
		}
		ahead += int64(len(line))
		if number < len(f.header) {
			done.Bytes = ahead
			continue
		}
		row, err := p.next(f, line, done)
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

// next reads a row, which must be the next of the plan.
func (p *plan) next(f form, line string, done *Done) (Row, error) {
	row, err := f.parse(line)
	if err != nil {
		return Row{}, err
	}
	point, run := done.Point, done.Run
	if run == p.Runs || p.enough(done.sum) {
		point, run = point+1, 0
	}
	if row.Point != point || row.Run != run || point >= len(p.Points) {
		return Row{}, fmt.Errorf("it is of run %d at point %d, and not of run %d at point %d", row.Run, row.Point, run, point)
	}
	row.Values = p.Points[point]
	if same, err := f.line(row); err != nil || string(same) != line {
		return Row{}, errors.New("it has other values than this experiment")
	}
	return row, nil
}
