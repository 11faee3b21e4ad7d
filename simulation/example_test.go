package simulation_test

import (
	"fmt"

	"github.com/praxis-cop/praxis/simulation"
)

// Voters is a model of one's own: somebody drawn at random takes over the opinion of
// somebody whom they observe (Holley & Liggett 1975), until all agree.
type Voters struct{}

const draws simulation.Purpose = 1

// About returns what the model declares of itself.
func (Voters) About() simulation.About {
	return simulation.About{
		Name:      "voters",
		Purpose:   "How long it takes until all agree.",
		Sources:   []string{"Holley, R. & Liggett, T. (1975). Ergodic theorems for weakly interacting infinite systems. Annals of Probability 3(4), 643-663."},
		Entities:  "People in a ring, with one of two opinions.",
		Processes: []simulation.Process{{Name: "persuasion", What: "Each in random order takes over a neighbour's opinion.", Source: "Holley & Liggett 1975"}},
		Parameters: []simulation.Parameter{
			{Name: "people", What: "how many there are", Default: simulation.Number(20), Min: 3, Max: 1e6, Whole: true},
		},
		Measures: []simulation.Measure{{Name: "yes", What: "the share of those who say yes", Unit: "0 to 1"}},
	}
}

type voters struct {
	ring  *simulation.Network
	state struct {
		Yes    []bool
		Stream *simulation.Stream
	}
}

// Start starts a run.
func (Voters) Start(s simulation.Start) (simulation.Run, error) {
	ring, err := simulation.Ring(s.Values.Int("people"), 1)
	if err != nil {
		return nil, err
	}
	v := &voters{ring: ring}
	v.state.Stream = s.Key.Stream(draws, 0)
	for range ring.Agents() {
		v.state.Yes = append(v.state.Yes, v.state.Stream.Chance(0.5))
	}
	return v, nil
}

// Step lets all look at a neighbour, one after another.
func (v *voters) Step() (more bool) {
	for _, i := range simulation.Random.Order(v.ring.Agents(), v.state.Stream, nil) {
		neighbours := v.ring.Of(int(i))
		v.state.Yes[i] = v.state.Yes[neighbours[v.state.Stream.IntN(len(neighbours))]]
	}
	share := v.Measures()[0]
	return share > 0 && share < 1
}

// Measures returns the share of those who say yes.
func (v *voters) Measures() []float64 {
	yes := 0
	for _, y := range v.state.Yes {
		if y {
			yes++
		}
	}
	return []float64{float64(yes) / float64(len(v.state.Yes))}
}

// State returns what changes.
func (v *voters) State() any { return &v.state }

// A model of one's own, run a hundred times.
func Example() {
	ended := map[float64]bool{}
	e := simulation.Experiment{Model: Voters{}, Runs: 100, Seed: 1}
	for row, err := range e.Rows() {
		if err != nil {
			fmt.Println(err)
			return
		}
		ended[row.Measures[0]] = true
	}
	fmt.Println(ended)
	// Output: map[0:true 1:true]
}
