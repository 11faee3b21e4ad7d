package simulation_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/simulation"
)

// Schelling is segregation on a grid without edges (Schelling 1971; as Mesa has it): each
// agent in random order moves to an empty cell if fewer than so many within its reach are
// of its own kind.
type Schelling struct{}

// About returns what the model declares of itself.
func (Schelling) About() simulation.About {
	return simulation.About{
		Name:      "schelling",
		Purpose:   "How mild preferences segregate.",
		Sources:   []string{"Schelling, T. C. (1971). Dynamic models of segregation. Journal of Mathematical Sociology 1(2), 143-186."},
		Entities:  "Agents of two kinds on a square grid without edges, one a cell.",
		Processes: []simulation.Process{{Name: "move", What: "Whoever has fewer than homophily of their own kind within reach moves to an empty cell.", Source: "Schelling 1971; Mesa"}},
		Parameters: []simulation.Parameter{
			{Name: "side", What: "cells along a side", Default: simulation.Number(40), Min: 5, Max: 1e4, Whole: true},
			{Name: "density", What: "share of cells that are taken", Default: simulation.Number(0.625), Max: 0.99},
			{Name: "radius", What: "how far one sees", Default: simulation.Number(1), Min: 1, Max: 2, Whole: true},
			{Name: "homophily", What: "how many alike are enough", Default: simulation.Number(3), Max: 24, Whole: true},
		},
		Measures: []simulation.Measure{
			{Name: "happy", What: "the share of agents who stay", Unit: "0 to 1"},
			{Name: "alike", What: "the share of neighbours who are alike", Unit: "0 to 1"},
		},
	}
}

type schelling struct {
	side, radius, homophily int
	wrap                    []int32 // of a coordinate, from -radius on
	order                   []int32
	state                   struct {
		Kind   []int8 // of each cell: 0 is empty
		Cell   []int32
		Empty  []int32
		Happy  int
		Stream *simulation.Stream
	}
}

// Start starts a run.
func (Schelling) Start(s simulation.Start) (simulation.Run, error) {
	r := &schelling{side: s.Values.Int("side"), radius: s.Values.Int("radius"), homophily: s.Values.Int("homophily")}
	for x := -r.radius; x < r.side+r.radius; x++ {
		r.wrap = append(r.wrap, int32((x+r.side)%r.side))
	}
	st := &r.state
	st.Kind, st.Stream = make([]int8, r.side*r.side), s.Key.Stream(1, 0)
	for cell := range int32(len(st.Kind)) {
		if !st.Stream.Chance(s.Values.Number("density")) {
			st.Empty = append(st.Empty, cell)
			continue
		}
		st.Kind[cell] = int8(1 + st.Stream.IntN(2))
		st.Cell = append(st.Cell, cell)
	}
	return r, nil
}

// around returns how many within reach of a cell are of its kind, and how many there are.
func (r *schelling) around(cell int32) (alike, all int) {
	kinds := r.state.Kind
	own := kinds[cell]
	x, y, reach := int(cell)%r.side, int(cell)/r.side, 2*r.radius+1
	columns := r.wrap[x : x+reach]
	for _, row := range r.wrap[y : y+reach] {
		line := kinds[int(row)*r.side : (int(row)+1)*r.side]
		for _, column := range columns {
			kind := line[column]
			if kind == own {
				alike++
			}
			if kind != 0 {
				all++
			}
		}
	}
	return alike - 1, all - 1 // but itself
}

// Step lets all move who are not happy.
func (r *schelling) Step() bool {
	st := &r.state
	st.Happy = 0
	r.order = simulation.Random.Order(len(st.Cell), st.Stream, r.order)
	for _, who := range r.order {
		cell := st.Cell[who]
		if alike, _ := r.around(cell); alike >= r.homophily {
			st.Happy++
			continue
		}
		if len(st.Empty) == 0 {
			continue
		}
		place := st.Stream.IntN(len(st.Empty))
		to := st.Empty[place]
		st.Kind[to], st.Kind[cell] = st.Kind[cell], 0
		st.Cell[who], st.Empty[place] = to, cell
	}
	return st.Happy < len(st.Cell)
}

// Measures returns how happy and how segregated agents are.
func (r *schelling) Measures() []float64 {
	alike, all := 0, 0
	for _, cell := range r.state.Cell {
		a, n := r.around(cell)
		alike, all = alike+a, all+n
	}
	return []float64{float64(r.state.Happy) / float64(max(1, len(r.state.Cell))), float64(alike) / float64(max(1, all))}
}

// State returns what changes.
func (r *schelling) State() any { return &r.state }

// Nobody is lost, and kinds that began mixed end apart.
func TestSchelling(t *testing.T) {
	values, err := Schelling{}.About().Check(nil)
	require.NoError(t, err)
	run, err := Schelling{}.Start(simulation.Start{Values: values})
	require.NoError(t, err)
	r := run.(*schelling)
	assert.InDelta(t, 0.5, r.Measures()[1], 0.05)
	agents := len(r.state.Cell)
	for range 100 {
		if !r.Step() {
			break
		}
	}
	taken := 0
	for _, kind := range r.state.Kind {
		if kind != 0 {
			taken++
		}
	}
	assert.Equal(t, agents, taken)
	assert.Equal(t, 1600, agents+len(r.state.Empty))
	for _, cell := range r.state.Empty {
		assert.Zero(t, r.state.Kind[cell])
	}
	m := r.Measures()
	assert.Greater(t, m[0], 0.95)
	assert.Greater(t, m[1], 0.7)
}
