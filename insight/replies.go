package insight

import (
	"slices"

	"github.com/praxis-cop/praxis/activity"
)

// BetweennessLimit is the size of a network, people times ties, up to which
// [Measure] computes betweenness, which takes some 8 seconds on two processors. Of a
// larger one [ReplyGraph.Betweenness] is nil; the other measures take no notice.
const BetweennessLimit = 1_000_000_000

// replies measures the network of replies, or returns nil if nobody replied to
// anybody else.
func (h *history) replies(limit int) *ReplyGraph {
	people, arcs := h.arcs()
	if len(arcs) == 0 {
		return nil
	}
	r := &ReplyGraph{Nodes: len(people), Weight: len(arcs)}
	received := make([]int, len(people))
	for _, a := range arcs {
		_, to := a.ends()
		received[to]++
	}
	r.MostRepliedTo = highest(ranks(people, received, func(i int) bool { return received[i] > 0 }), 5)

	edges := slices.Compact(arcs)
	r.Edges = len(edges)
	r.Density = share(len(edges), len(people)*(len(people)-1))

	g := undirected(len(people), edges)
	r.Ties = g.edges()
	atOnce(
		func() {
			c := g.closure()
			r.Clustering, r.Transitivity = c.clustering()
			r.Constraint = lowest(ranks(people, c.constraint(), func(i int) bool { return g.degree(uint32(i)) >= 3 }), 10)
		},
		func() { r.Reciprocity = share(mutual(edges), len(edges)) },
		func() {
			sizes := g.components()
			r.Components, r.LargestComponent = len(sizes), sizes[0]
			cores := g.cores()
			r.Core = slices.Max(cores)
			for _, k := range cores {
				if k == r.Core {
					r.CoreSize++
				}
			}
		},
	)
	if g.nodes()*g.edges() <= limit {
		r.Betweenness = highest(ranks(people, g.betweenness(), func(int) bool { return true }), 10)
	}
	return r
}

// arcs returns an arc from actor to addressee for every reply to somebody
// else, in order, and the people in them, numbered in order of their names.
func (h *history) arcs() ([]activity.Person, []arc) {
	number := make([]uint32, len(h.people))
	reply := func(e event) bool { return e.to != none && e.to != e.actor }
	replies := 0
	for _, e := range h.events {
		if reply(e) {
			replies++
			number[e.actor], number[e.to] = 1, 1
		}
	}
	var people []activity.Person
	for i, in := range number {
		if in == 1 {
			number[i] = uint32(len(people))
			people = append(people, h.people[i])
		}
	}
	arcs := make([]arc, 0, replies)
	for _, e := range h.events {
		if reply(e) {
			arcs = append(arcs, arcOf(number[e.actor], number[e.to]))
		}
	}
	// Events, and so arcs, are in order of who replied already.
	for rest := arcs; len(rest) > 0; {
		from, _ := rest[0].ends()
		n := 1
		for n < len(rest) && rest[n] < arcOf(from+1, 0) {
			n++
		}
		slices.Sort(rest[:n])
		rest = rest[n:]
	}
	return people, arcs
}

// mutual counts the arcs whose reverse is among them. They are in order.
func mutual(arcs []arc) int {
	nodes := 0
	for _, a := range arcs {
		_, to := a.ends()
		nodes = max(nodes, int(to)+1)
	}
	n, rest := 0, arcs
	for _, a := range flipped(nodes, arcs) {
		for len(rest) > 0 && rest[0] < a {
			rest = rest[1:]
		}
		if len(rest) > 0 && rest[0] == a {
			n++
		}
	}
	return n
}
