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
	const sources = 64 // a block
	return sumInBlocks(n, sources, n, g.newWalk, func(w *walk, from, to int, sum []float64) {
		for s := from; s < to; s++ {
			w.through(uint32(s), sum)
		}
	})
}

// walk is what it takes to go through a graph from one node.
type walk struct {
	graph
	node  []step
	order []uint32
}

// step is a node as it is met from a source.
type step struct {
	paths float64 // shortest paths from the source
	flow  float64 // share of the source's pairs that the node lies between
	depth int32   // distance from the source, from 1; 0 if not reached
}

func (g graph) newWalk() *walk {
	return &walk{graph: g, node: make([]step, g.nodes()), order: make([]uint32, 0, g.nodes())}
}

// through adds, for the pairs of a source, which share lies behind each node.
func (w *walk) through(source uint32, sum []float64) {
	w.reach(source)
	for i := len(w.order) - 1; i > 0; i-- {
		v := w.order[i]
		at := w.node[v]
		each := (1 + at.flow) / at.paths
		for _, u := range w.neighbours(v) {
			if before := &w.node[u]; before.depth == at.depth-1 {
				before.flow += before.paths * each
			}
		}
		sum[v] += at.flow / 2 // each pair is met from both ends
	}
	w.forget()
}

// reach meets all that can be reached from a source, in order of distance.
func (w *walk) reach(source uint32) {
	w.order = append(w.order[:0], source)
	w.node[source] = step{paths: 1, depth: 1}
	for head := 0; head < len(w.order); head++ {
		v := w.order[head]
		at := w.node[v]
		for _, u := range w.neighbours(v) {
			next := &w.node[u]
			if next.depth == 0 {
				next.depth = at.depth + 1
				w.order = append(w.order, u)
			}
			if next.depth == at.depth+1 {
				next.paths += at.paths
			}
		}
	}
}

func (w *walk) forget() {
	for _, v := range w.order {
		w.node[v] = step{}
	}
}
