package simulation

import (
	"fmt"
	"math"

	"github.com/praxis-cop/praxis/fault"
)

// Axis is a parameter and the values it takes.
type Axis struct {
	Name   string
	Values []Value
}

// Range is a number and the bounds between which it is varied.
type Range struct {
	Name     string
	Min, Max float64
}

// Grid returns all combinations of the values of some parameters, the last varying
// fastest. The error is Invalid for an axis without values, one that is named twice,
// or more than two thousand million points.
func Grid(axes ...Axis) ([]Values, error) {
	const op = "simulation.Grid"
	points := []Values{{}}
	named := map[string]bool{}
	for _, axis := range axes {
		if err := need(op, len(axis.Values) > 0 && !named[axis.Name] && len(points) <= math.MaxInt32/len(axis.Values),
			"%s must have a value, be named once and not give too many points", axis.Name); err != nil {
			return nil, err
		}
		named[axis.Name] = true
		more := make([]Values, 0, len(points)*len(axis.Values))
		for _, point := range points {
			for _, v := range axis.Values {
				more = append(more, with(point, axis.Name, v))
			}
		}
		points = more
	}
	return points, nil
}

func with(point Values, name string, v Value) Values {
	all := make(Values, len(point)+1)
	for n, value := range point {
		all[n] = value
	}
	all[name] = v
	return all
}

func checkRanges(op string, ranges []Range, n int) error {
	if n < 1 || len(ranges) == 0 {
		return fault.New(op, fault.Invalid, "give a range or more, and a number of points of 1 or more")
	}
	for _, r := range ranges {
		if !(r.Min < r.Max) || math.IsInf(r.Max-r.Min, 0) {
			return fault.New(op, fault.Invalid, fmt.Sprintf("%s must have a least value below its greatest", r.Name))
		}
	}
	return nil
}

// pointOf returns the values of a point of the unit cube.
func pointOf(ranges []Range, u []float64) Values {
	point := make(Values, len(ranges))
	for i, r := range ranges {
		point[r.Name] = Number(r.Min + u[i]*(r.Max-r.Min))
	}
	return point
}

// What designs draw for; models draw for other purposes, as theirs have a point.
const (
	latinDraws Purpose = 1<<31 + iota
	morrisDraws
	sobolDraws
)

// LatinHypercube returns n points, of which each n-th part of every range has one
// (McKay, Beckman & Conover 1979). The error is Invalid for no range, one without
// width, or no point.
func LatinHypercube(ranges []Range, n int, seed uint64) ([]Values, error) {
	if err := checkRanges("simulation.LatinHypercube", ranges, n); err != nil {
		return nil, err
	}
	cube := latin(len(ranges), n, Key{Seed: seed}.Stream(latinDraws, 0))
	points := make([]Values, n)
	for i := range points {
		points[i] = pointOf(ranges, cube[i])
	}
	return points, nil
}

func latin(width, n int, s *Stream) [][]float64 {
	cube := make([][]float64, n)
	for i := range cube {
		cube[i] = make([]float64, width)
	}
	order := make([]int, n)
	for d := range width {
		for i := range order {
			order[i] = i
		}
		Shuffle(s, order)
		for i, part := range order {
			cube[i][d] = (float64(part) + s.Float64()) / float64(n)
		}
	}
	return cube
}
