package insight

import (
	"math"
	"math/bits"
	"math/rand/v2"
)

// SampledBetweenness estimates Betweenness from shortest paths drawn at random, for
// networks that are too large for the exact one (M. Riondato and E. Kornaropoulos
// 2014). With probability 1 - risk no person's value is off by more than the bound,
// which is a share, error, of the number of pairs. It draws as many paths as that
// takes; the bound holds whatever the network. The same seed gives the same estimate.
func (n *Network) SampledBetweenness(share, risk float64, seed uint64) (estimate []float64, bound float64) {
	g := n.ties
	size := g.nodes()
	pairs := float64(size) * float64(size-1) / 2
	if size < 3 {
		return make([]float64, size), 0
	}
	draws := drawsFor(g.longest(), share, risk)
	const block = 64
	sum := sumInBlocks(draws, block, size, g.newWalk, func(w *walk, from, to int, sum []float64) {
		rng := rand.New(rand.NewPCG(seed, uint64(from)))
		for range to - from {
			source, target := uint32(rng.IntN(size)), uint32(rng.IntN(size-1))
			if target >= source {
				target++
			}
			w.draw(source, target, rng, sum)
		}
	})
	for i := range sum {
		sum[i] *= pairs / float64(draws)
	}
	return sum, share * pairs
}

// drawsFor is how many paths are enough if none has more than so many people on it.
func drawsFor(longest int, share, risk float64) int {
	dimension := 1
	if longest > 3 {
		dimension = bits.Len(uint(longest - 2)) // 1 + floor(log2(longest - 2))
	}
	return int(math.Ceil(0.5 / (share * share) * (float64(dimension) + math.Log(1/risk))))
}

// longest is at least as many as the nodes on any shortest path: in each component
// those on the two longest ones from its first node.
func (g graph) longest() int {
	w := g.newWalk()
	seen := make([]bool, g.nodes())
	most := 0
	for v := range uint32(g.nodes()) {
		if seen[v] {
			continue
		}
		w.reach(v)
		for _, u := range w.order {
			seen[u] = true
		}
		depth := func(back int) int {
			if back > len(w.order) {
				return 0
			}
			return int(w.node[w.order[len(w.order)-back]].depth) - 1
		}
		most = max(most, depth(1)+depth(2)+1)
		w.forget()
	}
	return most
}

// draw draws one of the shortest paths between two nodes, each with the same
// probability, and adds 1 to all between its ends.
func (w *walk) draw(source, target uint32, rng *rand.Rand, sum []float64) {
	defer w.forget()
	w.reach(source)
	if w.node[target].depth == 0 {
		return // there is none
	}
	for v := target; ; {
		at := w.node[v]
		left := rng.Float64() * at.paths
		next := v
		for _, u := range w.neighbours(v) {
			if before := w.node[u]; before.depth == at.depth-1 {
				next = u
				if left -= before.paths; left < 0 {
					break
				}
			}
		}
		if next == source {
			return
		}
		sum[next]++
		v = next
	}
}
