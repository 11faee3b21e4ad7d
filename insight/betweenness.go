package insight

// betweenness returns, for each node, the sum over all pairs of others of the
// share of their shortest paths that lead through it (Freeman 1977), not
// normalised, each pair once. The algorithm is Brandes's (2001); its time is
// proportional to nodes times edges.
//
// The numbers of paths are floats: they stay finite unless two people are
// linked by more than 10^308 shortest paths.
func (g graph) betweenness() []float64 {
	n := g.nodes()
	var (
		sum   = make([]float64, n)
		paths = make([]float64, n) // shortest paths from the source
		flow  = make([]float64, n) // share of the source's pairs that a node lies between
		depth = make([]int32, n)   // distance from the source, from 1; 0 if not reached
		order = make([]uint32, 0, n)
	)
	for s := range uint32(n) {
		order = append(order[:0], s)
		paths[s], depth[s] = 1, 1
		for head := 0; head < len(order); head++ {
			v := order[head]
			for _, w := range g.neighbours(v) {
				if depth[w] == 0 {
					depth[w] = depth[v] + 1
					order = append(order, w)
				}
				if depth[w] == depth[v]+1 {
					paths[w] += paths[v]
				}
			}
		}
		for i := len(order) - 1; i > 0; i-- {
			w := order[i]
			each := (1 + flow[w]) / paths[w]
			for _, v := range g.neighbours(w) {
				if depth[v] == depth[w]-1 {
					flow[v] += paths[v] * each
				}
			}
			sum[w] += flow[w] / 2 // each pair is met from both ends
		}
		for _, v := range order {
			paths[v], flow[v], depth[v] = 0, 0, 0
		}
	}
	return sum
}
