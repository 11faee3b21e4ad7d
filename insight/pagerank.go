package insight

import "math"

// PageRank returns, for each person, how often one comes to them who follows ties
// from person to person, each by its weight, and starts anew anywhere with
// probability 1 - damping (S. Brin and L. Page 1998, who took 0.85): shares that add
// up to 1. From those who turn to nobody one starts anew. It ends when the shares
// change by less than 1e-10 in all.
func (n *Network) PageRank(damping float64) []float64 {
	size := len(n.people)
	if size == 0 {
		return nil
	}
	rank, next := make([]float64, size), make([]float64, size)
	for i := range rank {
		rank[i] = 1 / float64(size)
	}
	each := make([]float64, size) // what a person gives for a weight of 1
	given := make([]float64, size)
	for v := range uint32(size) {
		for e := n.out.start[v]; e < n.out.start[v+1]; e++ {
			given[v] += float64(n.out.weight[e])
		}
	}
	const block = 4096
	moved := make([]float64, (size+block-1)/block)
	for range 1000 {
		lost := 0.0 // with those who turn to nobody
		for v, weight := range given {
			if weight == 0 {
				lost += rank[v]
			} else {
				each[v] = rank[v] / weight
			}
		}
		base := (1 - damping + damping*lost) / float64(size)
		inBlocks(size, block, func(b, from, to int) {
			moved[b] = 0
			for v := from; v < to; v++ {
				sum := 0.0
				for e := n.in.start[v]; e < n.in.start[v+1]; e++ {
					sum += float64(n.in.weight[e]) * each[n.in.row[e]]
				}
				next[v] = base + damping*sum
				moved[b] += math.Abs(next[v] - rank[v])
			}
		})
		rank, next = next, rank
		change := 0.0
		for _, m := range moved {
			change += m
		}
		if change < 1e-10 {
			break
		}
	}
	return rank
}
