package insight

import (
	"math/rand/v2"
	"slices"
)

// Communities divides the people into groups that are tied more closely within than
// to others, by modularity (M. Newman and M. Girvan 2004) of the undirected ties with
// their weights, and the method of Leiden (V. Traag, L. Waltman and N. van Eck 2019),
// whose groups are connected. It returns the number of each person's group, the
// largest being 0 and of those of one size the one of the first person, and the
// modularity. The order in which people are tried comes from the seed: the same seed
// gives the same groups.
func (n *Network) Communities(seed uint64) (of []int, modularity float64) {
	g := n.weighted()
	rng := rand.New(rand.NewPCG(seed, 0))
	whole := g
	member := make([]int, len(n.people)) // node of g for each person
	for i := range member {
		member[i] = i
	}
	group := alone(len(n.people))
	for {
		group = g.settle(group, rng)
		groups := renumber(group)
		if groups == g.nodes() {
			break
		}
		// Within the groups parts are found that are connected; they become the nodes
		// of a smaller graph, which begins with the groups.
		part := g.refine(group, rng)
		parts := renumber(part)
		of := make([]int, parts)
		for v, p := range part {
			of[p] = group[v]
		}
		for i, v := range member {
			member[i] = part[v]
		}
		if parts == g.nodes() {
			break // nothing can be put together any more
		}
		g, group = g.collapse(part, parts), of
	}
	of = make([]int, len(n.people))
	for i, v := range member {
		of[i] = group[v]
	}
	bySize(of)
	return of, whole.modularity(of)
}

// weighted is an undirected graph with weights. A node can be tied to itself, with
// what is within it.
type weighted struct {
	start  []int
	row    []uint32
	weight []float64
	own    []float64 // ties within a node, each counted once
	degree []float64 // weights of a node's ties, those within it twice
	total  float64   // of all degrees
}

func (w weighted) nodes() int { return len(w.start) - 1 }

// weighted makes the undirected graph of the ties.
func (n *Network) weighted() weighted {
	g := weighted{start: n.ties.start, row: n.ties.row, weight: make([]float64, len(n.ties.row)), own: make([]float64, len(n.people))}
	for v := range uint32(len(n.people)) {
		for e := n.ties.start[v]; e < n.ties.start[v+1]; e++ {
			g.weight[e] = float64(n.out.between(v, n.ties.row[e]) + n.out.between(n.ties.row[e], v))
		}
	}
	g.count()
	return g
}

// between is the weight of an edge, 0 if there is none.
func (d directed) between(from, to uint32) int {
	row := d.row[d.start[from]:d.start[from+1]]
	if i, found := slices.BinarySearch(row, to); found {
		return d.weight[d.start[from]+i]
	}
	return 0
}

func (w *weighted) count() {
	w.degree, w.total = make([]float64, w.nodes()), 0
	for v := range w.degree {
		w.degree[v] = 2 * w.own[v]
		for e := w.start[v]; e < w.start[v+1]; e++ {
			w.degree[v] += w.weight[e]
		}
		w.total += w.degree[v]
	}
}

// modularity is the share of ties within groups, less what it would be if people
// with as many ties had them at random.
func (w weighted) modularity(group []int) float64 {
	if w.total == 0 {
		return 0
	}
	within, degree := 0.0, make([]float64, slices.Max(group)+1)
	for v, g := range group {
		within += 2 * w.own[v]
		degree[g] += w.degree[v]
		for e := w.start[v]; e < w.start[v+1]; e++ {
			if group[w.row[e]] == g {
				within += w.weight[e]
			}
		}
	}
	q := within / w.total
	for _, d := range degree {
		q -= d / w.total * (d / w.total)
	}
	return q
}

// settle moves nodes to the neighbouring group that gains most, until none gains.
func (w weighted) settle(group []int, rng *rand.Rand) []int {
	group = slices.Clone(group)
	n := w.nodes()
	degree := make([]float64, n) // of groups
	for v, g := range group {
		degree[g] += w.degree[v]
	}
	queue, waiting := make([]uint32, n), make([]bool, n)
	for i, v := range rng.Perm(n) {
		queue[i], waiting[v] = uint32(v), true
	}
	to, near := make([]float64, n), make([]int, 0, 16)
	for head := 0; head < len(queue); head++ {
		v := queue[head]
		waiting[v] = false
		was := group[v]
		near = w.near(v, group, to, near[:0])
		degree[was] -= w.degree[v]
		best, most := was, to[was]-degree[was]*w.degree[v]/w.total
		for _, g := range near {
			if gain := to[g] - degree[g]*w.degree[v]/w.total; gain > most+1e-12 {
				best, most = g, gain
			}
		}
		degree[best] += w.degree[v]
		group[v] = best
		for _, g := range near {
			to[g] = 0
		}
		to[was] = 0
		if best == was {
			continue
		}
		for e := w.start[v]; e < w.start[v+1]; e++ {
			if u := w.row[e]; group[u] != best && !waiting[u] {
				waiting[u] = true
				queue = append(queue, u)
			}
		}
		if head > 4*n { // give back what has been gone through
			queue, head = slices.Clone(queue[head+1:]), -1
		}
	}
	return group
}

// near returns the groups of a node's neighbours, in the order in which they are met,
// and adds to each the weight of the ties that lead there.
func (w weighted) near(v uint32, group []int, to []float64, groups []int) []int {
	for e := w.start[v]; e < w.start[v+1]; e++ {
		g := group[w.row[e]]
		if to[g] == 0 {
			groups = append(groups, g)
		}
		to[g] += w.weight[e]
	}
	return groups
}

// refine parts each group into connected parts: nodes, each alone at first, join the
// part of their group that gains most, if they are still alone and well tied to the
// group, and the part is, too.
func (w weighted) refine(group []int, rng *rand.Rand) []int {
	n := w.nodes()
	part := alone(n)
	groupDegree := make([]float64, n)
	for v, g := range group {
		groupDegree[g] += w.degree[v]
	}
	degree, outside, size := slices.Clone(w.degree), make([]float64, n), make([]int, n) // of parts
	for v := range uint32(n) {
		size[v] = 1
		for e := w.start[v]; e < w.start[v+1]; e++ {
			if group[w.row[e]] == group[v] {
				outside[v] += w.weight[e] // to the rest of the group
			}
		}
	}
	well := func(ties, degree, all float64) bool { return ties >= degree*(all-degree)/w.total }
	to, near := make([]float64, n), make([]int, 0, 16)
	for _, i := range rng.Perm(n) {
		v := uint32(i)
		all := groupDegree[group[v]]
		if size[part[v]] != 1 || !well(outside[v], w.degree[v], all) {
			continue
		}
		near = near[:0]
		for e := w.start[v]; e < w.start[v+1]; e++ {
			if u := w.row[e]; group[u] == group[v] {
				if to[part[u]] == 0 {
					near = append(near, part[u])
				}
				to[part[u]] += w.weight[e]
			}
		}
		best, most := part[v], 0.0
		for _, p := range near {
			if gain := to[p] - degree[p]*w.degree[v]/w.total; gain > most+1e-12 && well(outside[p], degree[p], all) {
				best, most = p, gain
			}
		}
		if best != part[v] {
			outside[best] += outside[v] - 2*to[best]
			degree[best] += w.degree[v]
			size[best]++
			size[part[v]]--
			part[v] = best
		}
		for _, p := range near {
			to[p] = 0
		}
	}
	return part
}

// collapse makes each part a node.
func (w weighted) collapse(part []int, parts int) weighted {
	of := make([][]uint32, parts)
	for v, p := range part {
		of[p] = append(of[p], uint32(v))
	}
	small := weighted{start: make([]int, 1, parts+1), own: make([]float64, parts)}
	to := make([]float64, parts)
	var near []int
	for p, nodes := range of {
		near = near[:0]
		for _, v := range nodes {
			small.own[p] += w.own[v]
			for e := w.start[v]; e < w.start[v+1]; e++ {
				q := part[w.row[e]]
				if q == p {
					small.own[p] += w.weight[e] / 2 // it is met from both ends
					continue
				}
				if to[q] == 0 {
					near = append(near, q)
				}
				to[q] += w.weight[e]
			}
		}
		slices.Sort(near)
		for _, q := range near {
			small.row, small.weight = append(small.row, uint32(q)), append(small.weight, to[q])
			to[q] = 0
		}
		small.start = append(small.start, len(small.row))
	}
	small.count()
	return small
}

func alone(n int) []int {
	group := make([]int, n)
	for i := range group {
		group[i] = i
	}
	return group
}

// renumber numbers groups anew, in the order in which they are met, and returns how
// many there are.
func renumber(group []int) int {
	number := make(map[int]int)
	for i, g := range group {
		n, ok := number[g]
		if !ok {
			n = len(number)
			number[g] = n
		}
		group[i] = n
	}
	return len(number)
}

// bySize numbers groups by size, the largest first.
func bySize(group []int) {
	groups := renumber(group)
	size, order := make([]int, groups), alone(groups)
	for _, g := range group {
		size[g]++
	}
	slices.SortStableFunc(order, func(a, b int) int { return size[b] - size[a] })
	place := make([]int, groups)
	for i, g := range order {
		place[g] = i
	}
	for i, g := range group {
		group[i] = place[g]
	}
}
