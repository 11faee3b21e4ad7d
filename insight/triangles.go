package insight

import "cmp"

// oriented holds every edge of a graph once, from the end with fewer
// neighbours to the one with more. No node has many edges going out then, even
// in a graph with hubs, so that all triangles of m edges are found in time
// m^1.5 at worst. An edge is known by its index in row.
type oriented graph

func (g graph) orient() oriented {
	o := oriented{make([]int, 0, len(g.start)), make([]uint32, 0, g.edges())}
	for v := range uint32(g.nodes()) {
		o.start = append(o.start, len(o.row))
		for _, w := range g.neighbours(v) {
			if cmp.Or(cmp.Compare(g.degree(v), g.degree(w)), cmp.Compare(v, w)) < 0 {
				o.row = append(o.row, w)
			}
		}
	}
	o.start = append(o.start, len(o.row))
	return o
}

// triangle is three nodes that are neighbours of each other, with the edge
// that lies opposite of each.
type triangle struct {
	node [3]uint32
	edge [3]int
}

// triangles calls visit for every triangle, once, always in the same order.
func (o oriented) triangles(visit func(triangle)) {
	n := len(o.start) - 1
	edge := make([]uint32, n) // 1 + the edge from u, or 0
	for u := range n {
		from, to := o.start[u], o.start[u+1]
		for uv := from; uv < to; uv++ {
			edge[o.row[uv]] = uint32(uv + 1)
		}
		for uv := from; uv < to; uv++ {
			v := o.row[uv]
			for vw := o.start[v]; vw < o.start[v+1]; vw++ {
				w := o.row[vw]
				if uw := int(edge[w]) - 1; uw >= 0 {
					visit(triangle{[3]uint32{uint32(u), v, w}, [3]int{vw, uw, uv}})
				}
			}
		}
		for uv := from; uv < to; uv++ {
			edge[o.row[uv]] = 0
		}
	}
}

// closure is what triangles tell of a graph. They are gone through once for all of it.
type closure struct {
	graph
	o      oriented
	closed []int     // how many pairs of each node's neighbours are neighbours
	detour []float64 // of each edge: the sum, over the neighbours that its ends share, of 1 / their number of neighbours
}

func (g graph) closure() closure {
	o := g.orient()
	c := closure{g, o, make([]int, g.nodes()), make([]float64, len(o.row))}
	o.triangles(func(t triangle) {
		for k, v := range t.node {
			c.closed[v]++
			c.detour[t.edge[k]] += 1 / float64(g.degree(v))
		}
	})
	return c
}

// clustering returns the mean, over all nodes, of the share of a node's pairs
// of neighbours who are neighbours themselves, 0 for nodes with fewer than two
// (Watts and Strogatz 1998), and the transitivity: the share of all those
// pairs, over the whole graph (Newman, Watts and Strogatz 2002).
func (c closure) clustering() (average, transitivity float64) {
	allClosed, allPairs, sum := 0, 0, 0.0
	for v, closed := range c.closed {
		d := c.degree(uint32(v))
		pairs := d * (d - 1) / 2
		allClosed += closed
		allPairs += pairs
		sum += share(closed, pairs)
	}
	if len(c.closed) > 0 {
		average = sum / float64(len(c.closed))
	}
	return average, share(allClosed, allPairs)
}
