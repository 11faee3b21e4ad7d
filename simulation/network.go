package simulation

import (
	"slices"
)

// Network says who observes whom: for each agent the agents it observes, one list
// behind another (compressed sparse rows). A tie is an arc each way.
type Network struct {
	starts  []int   // where an agent's list starts, and behind it the next one's
	targets []int32 // in ascending order within a list
}

// Agents returns how many agents there are.
func (n *Network) Agents() int { return len(n.starts) - 1 }

// Arcs returns how many arcs there are: twice the ties, if all are mutual.
func (n *Network) Arcs() int { return len(n.targets) }

// Of returns whom an agent observes. The list is the network's own.
func (n *Network) Of(agent int) []int32 { return n.targets[n.starts[agent]:n.starts[agent+1]] }

// Observes reports whether one agent observes another.
func (n *Network) Observes(agent, other int) bool {
	_, found := slices.BinarySearch(n.Of(agent), int32(other))
	return found
}

// Draw draws for each agent, from one on, somebody it observes, each as likely, or the
// agent itself if it observes nobody. To draw for many before looking at those drawn is
// a good deal faster on a large network.
func (n *Network) Draw(s *Stream, from int, into []int32) {
	for i := range into {
		if of := n.Of(from + i); len(of) > 0 {
			into[i] = of[s.IntN(len(of))]
		} else {
			into[i] = int32(from + i)
		}
	}
}

// arc is from who observes to who is observed.
type arc struct{ from, to int32 }

// networkOf returns the network of arcs; those that are given twice count once.
func networkOf(agents int, arcs []arc) *Network {
	lists := make([]int, agents+1)
	for _, a := range arcs {
		lists[a.from+1]++
	}
	for i := range agents {
		lists[i+1] += lists[i]
	}
	targets, next := make([]int32, len(arcs)), slices.Clone(lists)
	for _, a := range arcs {
		targets[next[a.from]] = a.to
		next[a.from]++
	}
	n := &Network{starts: make([]int, agents+1), targets: targets[:0]}
	for i := range agents {
		list := targets[lists[i]:lists[i+1]]
		slices.Sort(list)
		n.targets = append(n.targets, slices.Compact(list)...) // never beyond the list itself
		n.starts[i+1] = len(n.targets)
	}
	return n
}

// both returns the arcs with a tie more.
func both(arcs []arc, a, b int) []arc {
	return append(arcs, arc{int32(a), int32(b)}, arc{int32(b), int32(a)})
}
