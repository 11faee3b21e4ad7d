package insight

// directed is a directed graph in compressed sparse rows: from node i edges lead to
// row[start[i]:start[i+1]], in ascending order, with their weights.
type directed struct {
	start  []int
	row    []uint32
	weight []int
}

// directedOf makes one of arcs that are in order, each of them once.
func directedOf(n int, arcs []arc, weights []int) directed {
	d := directed{make([]int, n+1), make([]uint32, len(arcs)), weights}
	for i, a := range arcs {
		from, to := a.ends()
		d.start[from+1]++
		d.row[i] = to
	}
	for i := range n {
		d.start[i+1] += d.start[i]
	}
	return d
}

func (d directed) nodes() int          { return len(d.start) - 1 }
func (d directed) degree(i uint32) int { return d.start[i+1] - d.start[i] }

// reverse is the graph with all edges turned round.
func (d directed) reverse() directed {
	r := directed{make([]int, len(d.start)), make([]uint32, len(d.row)), make([]int, len(d.row))}
	for _, to := range d.row {
		r.start[to+1]++
	}
	for i := range d.nodes() {
		r.start[i+1] += r.start[i]
	}
	next := make([]int, d.nodes())
	copy(next, r.start)
	for from := range uint32(d.nodes()) {
		for e := d.start[from]; e < d.start[from+1]; e++ {
			at := &next[d.row[e]]
			r.row[*at], r.weight[*at] = from, d.weight[e]
			*at++
		}
	}
	return r
}

// arcs returns the edges in order.
func (d directed) arcs() []arc {
	all := make([]arc, 0, len(d.row))
	for from := range uint32(d.nodes()) {
		for e := d.start[from]; e < d.start[from+1]; e++ {
			all = append(all, arcOf(from, d.row[e]))
		}
	}
	return all
}
