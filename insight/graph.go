package insight

import (
	"math"
	"slices"
)

// graph is a simple undirected graph in compressed sparse rows: the
// neighbours of node i are row[start[i]:start[i+1]], in ascending order.
type graph struct {
	start []int
	row   []uint32
}

// arc is an ordered pair of nodes, packed so that arcs order by their first
// node, then by their second.
type arc uint64

func arcOf(from, to uint32) arc       { return arc(from)<<32 | arc(to) }
func (a arc) ends() (from, to uint32) { return uint32(a >> 32), uint32(a) }
func (a arc) reverse() arc            { return a<<32 | a>>32 }

// undirected returns the graph of n nodes in which those of each arc are
// neighbours.
func undirected(n int, arcs []arc) graph {
	if !slices.IsSorted(arcs) {
		arcs = slices.Sorted(slices.Values(arcs))
	}
	g := graph{make([]int, n+1), make([]uint32, 0, 2*len(arcs))}
	there, back := arcs, flipped(n, arcs)
	for before := arc(math.MaxUint64); len(there)+len(back) > 0; { // no arc is so large
		from := &there
		if len(there) == 0 || len(back) > 0 && back[0] < there[0] {
			from = &back
		}
		a := (*from)[0]
		*from = (*from)[1:]
		if a != before {
			node, neighbour := a.ends()
			g.start[node+1]++
			g.row = append(g.row, neighbour)
		}
		before = a
	}
	for i := range n {
		g.start[i+1] += g.start[i]
	}
	return g
}

// flipped returns the reverse of each arc between n nodes, in order. The arcs are in
// order themselves, so that it is enough to put each where those of its end go.
func flipped(n int, arcs []arc) []arc {
	next := make([]int, n+1)
	for _, a := range arcs {
		_, to := a.ends()
		next[to+1]++
	}
	for i := range n {
		next[i+1] += next[i]
	}
	back := make([]arc, len(arcs))
	for _, a := range arcs {
		_, to := a.ends()
		back[next[to]] = a.reverse()
		next[to]++
	}
	return back
}

func (g graph) nodes() int                   { return len(g.start) - 1 }
func (g graph) edges() int                   { return len(g.row) / 2 }
func (g graph) degree(i uint32) int          { return g.start[i+1] - g.start[i] }
func (g graph) neighbours(i uint32) []uint32 { return g.row[g.start[i]:g.start[i+1]] }

// components returns the sizes of the connected components, the largest first.
func (g graph) components() []int {
	_, sizes := g.componentOf()
	return sizes
}

// componentOf returns the number of each node's connected component, and their
// sizes: the largest first, of those of one size the one with the first node.
func (g graph) componentOf() (of, sizes []int) {
	of = make([]int, g.nodes())
	var open []uint32
	for i := range of {
		if of[i] > 0 {
			continue
		}
		sizes = append(sizes, 0)
		number := len(sizes)
		of[i] = number
		open = append(open[:0], uint32(i))
		for len(open) > 0 {
			v := open[len(open)-1]
			open = open[:len(open)-1]
			sizes[number-1]++
			for _, w := range g.neighbours(v) {
				if of[w] == 0 {
					of[w] = number
					open = append(open, w)
				}
			}
		}
	}
	order := make([]int, len(sizes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return sizes[b] - sizes[a] })
	place, sorted := make([]int, len(sizes)), make([]int, len(sizes))
	for i, was := range order {
		place[was], sorted[i] = i, sizes[was]
	}
	for i, number := range of {
		of[i] = place[number-1]
	}
	return of, sorted
}
