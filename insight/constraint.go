package insight

// constraint returns Burt's constraint of each node (1992, "Structural
// Holes"): how much its contacts are in contact with each other. With d the
// number of neighbours, it is the sum over the neighbours j of i of
//
//	(1/d(i) + sum over common neighbours q of 1/(d(i) d(q)))²
//
// and 0 for a node without neighbours.
func (c closure) constraint() []float64 {
	// The detours of an edge are the same from either end, but for its own degree.
	sum := make([]float64, c.nodes())
	for v := range uint32(c.nodes()) {
		for e := c.o.start[v]; e < c.o.start[v+1]; e++ {
			for _, end := range [2]uint32{v, c.o.row[e]} {
				p := (1 + c.detour[e]) * (1 / float64(c.degree(end)))
				sum[end] += p * p
			}
		}
	}
	return sum
}
