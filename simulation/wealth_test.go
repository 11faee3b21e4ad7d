package simulation_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/simulation"
)

// Wealth is the exchange of money on a grid without edges (Drăgulescu & Yakovenko 2000;
// as the Boltzmann wealth model of Mesa has it): each agent in random order moves to one
// of the eight cells around it, and gives one unit, if it has any, to somebody there.
type Wealth struct{}

// About returns what the model declares of itself.
func (Wealth) About() simulation.About {
	return simulation.About{
		Name:     "wealth",
		Purpose:  "How unequal people become who exchange at random.",
		Sources:  []string{"Drăgulescu, A. & Yakovenko, V. (2000). Statistical mechanics of money. European Physical Journal B 17, 723-729."},
		Entities: "Agents on a square grid without edges, each with one unit of money at first.",
		Processes: []simulation.Process{
			{Name: "move", What: "to one of the eight cells around", Source: "Mesa"},
			{Name: "give", What: "one unit to another in the same cell", Source: "Drăgulescu & Yakovenko 2000"},
		},
		Parameters: []simulation.Parameter{
			{Name: "agents", What: "agents", Default: simulation.Number(10000), Min: 1, Max: 1e6, Whole: true},
			{Name: "side", What: "cells along a side", Default: simulation.Number(100), Min: 3, Max: 1e4, Whole: true},
		},
		Measures: []simulation.Measure{{Name: "gini", What: "the inequality of wealth", Unit: "0 to 1"}},
	}
}

// wealth holds who is where as a ring of agents for each cell.
type wealth struct {
	side  int
	order []int32
	state struct {
		Wealth, Cell, Next, Before []int32
		First, Count               []int32 // of each cell: somebody in it, and how many there are
		Stream                     *simulation.Stream
	}
}

// Start starts a run.
func (Wealth) Start(s simulation.Start) (simulation.Run, error) {
	n, side := s.Values.Int("agents"), s.Values.Int("side")
	r := &wealth{side: side}
	st := &r.state
	st.Wealth, st.Cell, st.Next, st.Before = make([]int32, n), make([]int32, n), make([]int32, n), make([]int32, n)
	st.First, st.Count = make([]int32, side*side), make([]int32, side*side)
	st.Stream = s.Key.Stream(1, 0)
	for i := range n {
		st.Wealth[i] = 1
		r.enter(int32(i), int32(st.Stream.IntN(side*side)))
	}
	return r, nil
}

func (r *wealth) enter(who, cell int32) {
	st := &r.state
	st.Cell[who] = cell
	if st.Count[cell]++; st.Count[cell] == 1 {
		st.First[cell], st.Next[who], st.Before[who] = who, who, who
		return
	}
	first := st.First[cell]
	last := st.Before[first]
	st.Next[last], st.Before[who] = who, last
	st.Next[who], st.Before[first] = first, who
}

func (r *wealth) leave(who int32) {
	st := &r.state
	cell := st.Cell[who]
	st.Count[cell]--
	st.Next[st.Before[who]], st.Before[st.Next[who]] = st.Next[who], st.Before[who]
	if st.First[cell] == who {
		st.First[cell] = st.Next[who]
	}
}

// Step lets all move and give.
func (r *wealth) Step() bool {
	st := &r.state
	r.order = simulation.Random.Order(len(st.Wealth), st.Stream, r.order)
	for _, who := range r.order {
		to := st.Stream.IntN(8)
		if to >= 4 {
			to++ // the cell in the middle is where it is
		}
		x, y := int(st.Cell[who])%r.side+to%3-1, int(st.Cell[who])/r.side+to/3-1
		x, y = (x+r.side)%r.side, (y+r.side)%r.side
		r.leave(who)
		r.enter(who, int32(y*r.side+x))
		others := int(st.Count[st.Cell[who]]) - 1
		if st.Wealth[who] == 0 || others == 0 {
			continue
		}
		mate := st.Next[who]
		for range st.Stream.IntN(others) {
			mate = st.Next[mate]
		}
		st.Wealth[who]--
		st.Wealth[mate]++
	}
	return true
}

// Measures returns the inequality of wealth.
func (r *wealth) Measures() []float64 {
	sorted := slices.Sorted(slices.Values(r.state.Wealth))
	n, weighted, sum := float64(len(sorted)), 0.0, 0.0
	for i, w := range sorted {
		weighted += (2*float64(i+1) - n - 1) * float64(w)
		sum += float64(w)
	}
	return []float64{weighted / n / sum}
}

// State returns what changes.
func (r *wealth) State() any { return &r.state }

// Money is neither made nor lost, and comes to be spread nearly as the geometric
// distribution that chance alone would give (with a mean of 1 its Gini coefficient is
// 2/3), a little less so as nobody gives twice in a step.
func TestWealth(t *testing.T) {
	values, err := Wealth{}.About().Check(simulation.Values{"agents": simulation.Number(4000), "side": simulation.Number(20)})
	require.NoError(t, err)
	r, err := Wealth{}.Start(simulation.Start{Values: values})
	require.NoError(t, err)
	for range 300 {
		r.Step()
	}
	sum, inside := int32(0), int32(0)
	for _, w := range r.(*wealth).state.Wealth {
		assert.GreaterOrEqual(t, w, int32(0))
		sum += w
	}
	for _, n := range r.(*wealth).state.Count {
		inside += n
	}
	assert.EqualValues(t, 4000, sum)
	assert.EqualValues(t, 4000, inside)
	assert.InDelta(t, 0.63, r.Measures()[0], 0.02)
}
