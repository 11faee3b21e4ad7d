package simulation

import (
	"math"

	"github.com/praxis-cop/praxis/fault"
)

// Screening is a plan for Morris's elementary effects: which parameters matter, at
// little cost (Morris 1991; Campolongo, Cariboni & Saltelli 2007).
type Screening struct {
	Points []Values // run these, in their order
	ranges []Range
	cube   [][]float64
}

// levels is how many values a parameter has in a screening.
const levels = 4

// Morris returns a plan of trajectories through a grid of four levels, on each of
// which one parameter after another changes by two thirds of its range: with k
// parameters k+1 points a trajectory. Errors are as for [LatinHypercube].
func Morris(ranges []Range, trajectories int, seed uint64) (Screening, error) {
	if err := checkRanges("simulation.Morris", ranges, trajectories); err != nil {
		return Screening{}, err
	}
	m := Screening{ranges: ranges}
	s := Key{Seed: seed}.Stream(morrisDraws, 0)
	const jump = float64(levels) / 2 / (levels - 1)
	for range trajectories {
		u, order := make([]float64, len(ranges)), make([]int, len(ranges))
		for d := range u {
			order[d] = d
			u[d] = float64(s.IntN(levels)) / (levels - 1)
		}
		Shuffle(s, order)
		for step := range len(ranges) + 1 {
			at := append([]float64(nil), u...)
			m.cube = append(m.cube, at)
			m.Points = append(m.Points, pointOf(ranges, at))
			if step < len(ranges) {
				d := order[step]
				if u[d] < 0.5 {
					u[d] += jump
				} else {
					u[d] -= jump
				}
			}
		}
	}
	return m, nil
}

// Effect is what a parameter does to a measure over its whole range.
type Effect struct {
	Name   string
	Mean   float64 // of the elementary effects
	Strong float64 // the mean of their sizes (mu*): how much it matters
	Spread float64 // their standard deviation: how far that depends on other parameters
}

// Effects returns what each parameter does, from the outcome at each point. The error
// is Invalid if there are not as many.
func (m Screening) Effects(outcomes []float64) ([]Effect, error) {
	if err := need("simulation.Effects", len(outcomes) == len(m.Points), "there must be an outcome for each of %d points; there are %d", len(m.Points), len(outcomes)); err != nil {
		return nil, err
	}
	width := len(m.ranges)
	sums, sizes := make([]Moments, width), make([]Moments, width)
	for i := 1; i < len(outcomes); i++ {
		if i%(width+1) == 0 {
			continue // another trajectory begins
		}
		for d := range width {
			if moved := m.cube[i][d] - m.cube[i-1][d]; moved != 0 {
				effect := (outcomes[i] - outcomes[i-1]) / moved
				sums[d].Add(effect)
				sizes[d].Add(math.Abs(effect))
			}
		}
	}
	effects := make([]Effect, width)
	for d, r := range m.ranges {
		effects[d] = Effect{r.Name, sums[d].Mean, sizes[d].Mean, sums[d].Error() * math.Sqrt(float64(sums[d].N))}
	}
	return effects, nil
}

// Variance is a plan for Sobol's indices: which share of the variance of a measure each
// parameter accounts for (Sobol 1993; Saltelli et al. 2010).
type Variance struct {
	Points []Values // run these, in their order
	ranges []Range
	n      int
}

// Sobol returns a plan of n*(k+2) points for k parameters: two Latin hypercubes, and
// the first with one column after another from the second. Errors are as for
// [LatinHypercube].
func Sobol(ranges []Range, n int, seed uint64) (Variance, error) {
	if err := checkRanges("simulation.Sobol", ranges, n); err != nil {
		return Variance{}, err
	}
	v := Variance{ranges: ranges, n: n}
	a := latin(len(ranges), n, Key{Seed: seed}.Stream(sobolDraws, 0))
	b := latin(len(ranges), n, Key{Seed: seed}.Stream(sobolDraws, 1))
	for i := range n {
		v.Points = append(v.Points, pointOf(ranges, a[i]), pointOf(ranges, b[i]))
		for d := range ranges {
			mixed := append([]float64(nil), a[i]...)
			mixed[d] = b[i][d]
			v.Points = append(v.Points, pointOf(ranges, mixed))
		}
	}
	return v, nil
}

// Index is the share of a measure's variance that a parameter accounts for.
type Index struct {
	Name  string
	First float64 // by itself
	Total float64 // by itself and with others
}

// Indices returns the share of each parameter, from the outcome at each point: First
// by the estimator of Saltelli et al. (2010), Total by Jansen's (1999). Both are
// estimates, and may lie a little outside of 0 to 1. The error is Invalid if there are
// not as many outcomes as points, or Precondition if they do not vary.
func (v Variance) Indices(outcomes []float64) ([]Index, error) {
	const op = "simulation.Indices"
	if err := need(op, len(outcomes) == len(v.Points), "there must be an outcome for each of %d points; there are %d", len(v.Points), len(outcomes)); err != nil {
		return nil, err
	}
	stride := len(v.ranges) + 2
	var all Moments
	for i := range v.n {
		all.Add(outcomes[i*stride])
		all.Add(outcomes[i*stride+1])
	}
	variance := all.sq / float64(all.N)
	if variance == 0 {
		return nil, fault.New(op, fault.Precondition, "the outcome is the same at all points, so there is no variance to share out")
	}
	indices := make([]Index, len(v.ranges))
	for d, r := range v.ranges {
		first, total := 0.0, 0.0
		for i := range v.n {
			at := outcomes[i*stride : (i+1)*stride]
			first += (at[1] - all.Mean) * (at[2+d] - at[0])
			total += (at[0] - at[2+d]) * (at[0] - at[2+d])
		}
		indices[d] = Index{r.Name, first / float64(v.n) / variance, total / 2 / float64(v.n) / variance}
	}
	return indices, nil
}
