package insight

import "github.com/praxis-cop/praxis/activity"

// Bridges returns the ties, in either direction, whose loss would part people who are
// connected, the lesser name first, and the people whose loss would part others
// (R. Tarjan 1974): both in order of names.
func (n *Network) Bridges() (ties [][2]activity.Person, people []activity.Person) {
	edges, cuts := n.ties.bridges()
	for _, e := range edges {
		from, to := e.ends()
		ties = append(ties, [2]activity.Person{n.people[from], n.people[to]})
	}
	for v, cut := range cuts {
		if cut {
			people = append(people, n.people[v])
		}
	}
	return ties, people
}

// bridges returns the edges whose loss would part the graph, from the lesser node and
// in order, and which nodes' loss would. It goes through the graph in depth, without
// recursion, which a long chain would exhaust.
func (g graph) bridges() (edges []arc, cuts []bool) {
	n := g.nodes()
	cuts = make([]bool, n)
	var (
		met    = make([]int, n) // when, from 1; 0 if not yet
		low    = make([]int, n) // the earliest that is reached from below
		from   = make([]uint32, n)
		next   = make([]int, n) // place in row
		path   []uint32
		clock  int
		bridge = make(map[arc]bool)
	)
	copy(next, g.start)
	for root := range uint32(n) {
		if met[root] > 0 {
			continue
		}
		branches := 0
		clock++
		met[root], low[root], from[root] = clock, clock, root
		path = append(path[:0], root)
		for len(path) > 0 {
			v := path[len(path)-1]
			if next[v] < g.start[v+1] {
				w := g.row[next[v]]
				next[v]++
				switch {
				case met[w] == 0:
					clock++
					met[w], low[w], from[w] = clock, clock, v
					path = append(path, w)
				case w != from[v]:
					low[v] = min(low[v], met[w])
				}
				continue
			}
			path = path[:len(path)-1]
			if v == root {
				break
			}
			u := from[v]
			low[u] = min(low[u], low[v])
			if low[v] > met[u] {
				bridge[arcOf(min(u, v), max(u, v))] = true
			}
			if u == root {
				branches++
			} else if low[v] >= met[u] {
				cuts[u] = true
			}
		}
		cuts[root] = branches > 1
	}
	for v := range uint32(n) {
		for _, w := range g.neighbours(v) {
			if v < w && bridge[arcOf(v, w)] {
				edges = append(edges, arcOf(v, w))
			}
		}
	}
	return edges, cuts
}
