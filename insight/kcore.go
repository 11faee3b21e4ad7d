package insight

import "slices"

// cores returns each node's core number: the largest k such that the node is
// in a subgraph in which everybody has at least k neighbours (Seidman 1983).
// It takes nodes away in order of the neighbours they have left, in linear
// time (Batagelj and Zaveršnik 2003).
func (g graph) cores() []int {
	n := g.nodes()
	left := make([]int, n) // neighbours not yet taken away; in the end, the core numbers
	for i := range left {
		left[i] = g.degree(uint32(i))
	}
	most := 0
	if n > 0 {
		most = slices.Max(left)
	}
	// Order holds the nodes by left, bucket[d] is where those with left == d
	// begin, and place[i] is where node i is.
	bucket := make([]int, most+2)
	for _, d := range left {
		bucket[d+1]++
	}
	for d := range most {
		bucket[d+1] += bucket[d]
	}
	order, place := make([]uint32, n), make([]int, n)
	next := slices.Clone(bucket)
	for i, d := range left {
		place[i] = next[d]
		order[next[d]] = uint32(i)
		next[d]++
	}
	for i := range order {
		v := order[i] // the loop changes what comes later in the order
		for _, w := range g.neighbours(v) {
			d := left[w]
			if d <= left[v] {
				continue
			}
			// Swap w with the first of its bucket and move the bucket's begin
			// past it: w is now the last of the bucket below.
			first := bucket[d]
			u := order[first]
			order[place[w]], order[first] = u, w
			place[u], place[w] = place[w], first
			bucket[d]++
			left[w]--
		}
	}
	return left
}
