package simulation

import (
	"fmt"
	"math"

	"github.com/praxis-cop/praxis/fault"
)

// MostAgents is how many agents a network may have.
const MostAgents = math.MaxInt32

// need is Invalid, and says what must be, unless it is.
func need(op string, holds bool, what string, a ...any) error {
	if holds {
		return nil
	}
	return fault.New(op, fault.Invalid, fmt.Sprintf(what, a...))
}

// Complete returns the network in which everybody observes everybody else. The error
// is Invalid for fewer than one agent or more than 46,340, which have too many ties.
func Complete(agents int) (*Network, error) {
	if err := need("simulation.Complete", agents >= 1 && agents <= 46340, "the agents must be 1 to 46340; they are %d", agents); err != nil {
		return nil, err
	}
	n := &Network{starts: make([]int, agents+1), targets: make([]int32, 0, agents*(agents-1))}
	for i := range agents {
		for j := range agents {
			if i != j {
				n.targets = append(n.targets, int32(j))
			}
		}
		n.starts[i+1] = len(n.targets)
	}
	return n, nil
}

// Ring returns the network in which everybody is tied to the nearest on a ring, so
// many to either side. The error is Invalid unless 1 <= 2*side < agents.
func Ring(agents, side int) (*Network, error) {
	arcs, err := ring("simulation.Ring", agents, side, 2)
	if err != nil {
		return nil, err
	}
	for _, a := range arcs {
		arcs = append(arcs, arc{a.to, a.from})
	}
	return networkOf(agents, arcs), nil
}

// DirectedRing returns the network in which everybody observes so many agents ahead
// on a ring. The error is Invalid unless 1 <= ahead < agents.
func DirectedRing(agents, ahead int) (*Network, error) {
	arcs, err := ring("simulation.DirectedRing", agents, ahead, 1)
	if err != nil {
		return nil, err
	}
	return networkOf(agents, arcs), nil
}

func ring(op string, agents, ahead, sides int) ([]arc, error) {
	if err := need(op, ahead >= 1 && ahead < agents && sides*ahead < agents && agents <= MostAgents,
		"agents on a ring must be more than those whom each is tied to; they are %d, tied to %d a side", agents, ahead); err != nil {
		return nil, err
	}
	arcs := make([]arc, 0, agents*ahead*sides)
	for i := range agents {
		for k := 1; k <= ahead; k++ {
			arcs = append(arcs, arc{int32(i), int32((i + k) % agents)})
		}
	}
	return arcs, nil
}

// ErdosRenyi returns the random network in which each pair is tied with probability p
// (Gilbert 1959; Erdős & Rényi 1959). The error is Invalid for a p outside of 0 to 1
// or fewer than one agent.
func ErdosRenyi(agents int, p float64, s *Stream) (*Network, error) {
	if err := need("simulation.ErdosRenyi", agents >= 1 && agents <= MostAgents && p >= 0 && p <= 1,
		"there must be an agent or more, tied with a probability from 0 to 1; they are %d, tied with %v", agents, p); err != nil {
		return nil, err
	}
	var arcs []arc
	// From pair to pair that is tied, over those that are not (Batagelj & Brandes 2005).
	miss := math.Log1p(-p)
	for i, j := 1, -1; p > 0 && i < agents; {
		skip := 0.0
		if p < 1 {
			skip = math.Floor(math.Log1p(-s.Float64()) / miss)
		}
		if skip > float64(agents)*float64(agents) {
			break
		}
		for j += 1 + int(skip); i < agents && j >= i; i++ {
			j -= i
		}
		if i < agents {
			arcs = both(arcs, i, j)
		}
	}
	return networkOf(agents, arcs), nil
}

// WattsStrogatz returns a small world: a ring with so many ties to either side, of
// which each is moved with probability beta to somebody at random (Watts & Strogatz
// 1998). The error is Invalid as for [Ring], or for a beta outside of 0 to 1.
func WattsStrogatz(agents, side int, beta float64, s *Stream) (*Network, error) {
	const op = "simulation.WattsStrogatz"
	ties, err := ring(op, agents, side, 2)
	if err == nil {
		err = need(op, beta >= 0 && beta <= 1, "beta must be from 0 to 1; it is %v", beta)
	}
	if err != nil {
		return nil, err
	}
	return rewire(agents, ties, beta, s, func(from int) int { return s.IntN(agents) }), nil
}

// rewire moves the further end of each tie with probability beta to one that draw
// gives, not to the agent itself nor to one it is tied to. It leaves a tie for which
// it finds none.
func rewire(agents int, ties []arc, beta float64, s *Stream, draw func(from int) int) *Network {
	tied := make(map[arc]bool, len(ties))
	pair := func(a, b int32) arc { return arc{min(a, b), max(a, b)} }
	for _, t := range ties {
		tied[pair(t.from, t.to)] = true
	}
	for i, t := range ties {
		if !s.Chance(beta) {
			continue
		}
		for range 100 {
			to := int32(draw(int(t.from)))
			if to == t.from || tied[pair(t.from, to)] {
				continue
			}
			delete(tied, pair(t.from, t.to))
			tied[pair(t.from, to)] = true
			ties[i].to = to
			break
		}
	}
	arcs := make([]arc, 0, 2*len(ties))
	for _, t := range ties {
		arcs = both(arcs, int(t.from), int(t.to))
	}
	return networkOf(agents, arcs)
}

// PreferentialAttachment returns a network that has grown: each agent who comes ties
// itself to so many of those who are there, chosen in proportion to their ties
// (Barabási & Albert 1999); the first are all tied to each other. The error is Invalid
// unless 1 <= ties < agents.
func PreferentialAttachment(agents, ties int, s *Stream) (*Network, error) {
	if err := need("simulation.PreferentialAttachment", ties >= 1 && ties < agents && agents <= MostAgents,
		"agents must be more than the ties each comes with; they are %d, with %d", agents, ties); err != nil {
		return nil, err
	}
	var arcs []arc
	for i := range ties + 1 {
		for j := range i {
			arcs = both(arcs, i, j)
		}
	}
	chosen := make([]int, 0, ties)
	for i := ties + 1; i < agents; i++ {
		chosen = chosen[:0]
		for ends := len(arcs); len(chosen) < ties; {
			to := int(arcs[s.IntN(ends)].to) // as often as it has ties
			if !contains(chosen, to) {
				chosen = append(chosen, to)
			}
		}
		for _, to := range chosen {
			arcs = both(arcs, i, to)
		}
	}
	return networkOf(agents, arcs), nil
}

func contains(all []int, x int) bool {
	for _, y := range all {
		if x == y {
			return true
		}
	}
	return false
}

// Caves returns groups within which everybody is tied to everybody, of whose ties each
// is moved with probability beta to somebody of another group: a bridge (Fang, Lee &
// Schilling 2010; the caveman graph is Watts's, 1999). Agents of a group have numbers
// next to each other. The error is Invalid for fewer than one group, fewer than one
// agent in each, or a beta outside of 0 to 1.
func Caves(groups, size int, beta float64, s *Stream) (*Network, error) {
	if err := need("simulation.Caves", groups >= 1 && size >= 1 && groups <= MostAgents/size && beta >= 0 && beta <= 1,
		"there must be a group or more of an agent or more, and beta from 0 to 1; they are %d of %d, with %v", groups, size, beta); err != nil {
		return nil, err
	}
	agents := groups * size
	var ties []arc
	for first := 0; first < agents; first += size {
		for i := range size {
			for j := range i {
				tie := arc{int32(first + j), int32(first + i)}
				if s.Chance(0.5) { // either end may be moved
					tie = arc{tie.to, tie.from}
				}
				ties = append(ties, tie)
			}
		}
	}
	if groups == 1 {
		beta = 0
	}
	return rewire(agents, ties, beta, s, func(from int) int {
		to := s.IntN(agents - size)
		if to >= from/size*size {
			to += size
		}
		return to
	}), nil
}
