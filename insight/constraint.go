package insight

// constraint returns Burt's constraint of each node (1992, "Structural
// Holes"): how much its contacts are in contact with each other. With d the
// number of neighbours, it is the sum over the neighbours j of i of
//
//	(1/d(i) + sum over common neighbours q of 1/(d(i) d(q)))²
//
// and 0 for a node without neighbours.
func (g graph) constraint() []float64 {
	inverse := func(v uint32) float64 { return 1 / float64(g.degree(v)) }
	o := g.orient()
	// The sum over q of 1/d(q) is the same from either end of an edge.
	detour := make([]float64, len(o.row))
	o.triangles(func(t triangle) {
		for k, v := range t.node {
			detour[t.edge[k]] += inverse(v)
		}
	})
	c := make([]float64, g.nodes())
	for v := range uint32(g.nodes()) {
		for e := o.start[v]; e < o.start[v+1]; e++ {
			for _, end := range [2]uint32{v, o.row[e]} {
				p := (1 + detour[e]) * inverse(end)
				c[end] += p * p
			}
		}
	}
	return c
}
