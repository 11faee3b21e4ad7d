package insight

import (
	"math/rand/v2"
	"slices"
	"testing"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"
)

// ofSize is a random network as Praxis and as gonum keep it.
func ofSize(people, ties int) (*Network, *simple.DirectedGraph, *simple.UndirectedGraph) {
	rng := rand.New(rand.NewPCG(1, 0))
	n := randomNetwork(people, ties+ties/50, rng.Uint64())
	directed, undirected := simple.NewDirectedGraph(), simple.NewUndirectedGraph()
	for v := range uint32(len(n.people)) {
		for e := n.out.start[v]; e < n.out.start[v+1]; e++ {
			from, to := simple.Node(v), simple.Node(n.out.row[e])
			directed.SetEdge(directed.NewEdge(from, to))
			undirected.SetEdge(undirected.NewEdge(from, to))
		}
	}
	return n, directed, undirected
}

// BenchmarkNetworks times measures beside gonum's, which is the floor: the same
// measure of the same network in the same run.
func BenchmarkNetworks(b *testing.B) {
	n, _, other := ofSize(10_000, 100_000)
	b.Run("betweenness of 10k people, 100k ties/praxis", func(b *testing.B) {
		for b.Loop() {
			n.Betweenness()
		}
	})
	b.Run("betweenness of 10k people, 100k ties/gonum", func(b *testing.B) {
		for b.Loop() {
			network.Betweenness(other)
		}
	})
	n, directed, other := ofSize(200_000, 1_000_000)
	for _, measure := range []struct {
		name          string
		praxis, gonum func()
	}{
		{"cores", func() { n.Cores() }, func() { topo.KCore(2, other) }},
		{"components", func() { n.Components() }, func() { topo.ConnectedComponents(other) }},
		{"PageRank", func() { n.PageRank(0.85) }, func() { network.PageRankSparse(directed, 0.85, 1e-6) }},
		{"communities", func() { n.Communities(1) }, nil},
		{"bridges", func() { n.Bridges() }, nil},
		{"core and periphery", func() { n.CorePeriphery() }, nil},
	} {
		b.Run(measure.name+" of 1M ties/praxis", func(b *testing.B) {
			for b.Loop() {
				measure.praxis()
			}
		})
		if measure.gonum == nil {
			continue
		}
		b.Run(measure.name+" of 1M ties/gonum", func(b *testing.B) {
			for b.Loop() {
				measure.gonum()
			}
		})
	}
	ties := n.Ties()
	b.Run("building of 1M ties/praxis", func(b *testing.B) {
		for b.Loop() {
			NewNetwork(ties)
		}
	})
	b.Run("building of 1M ties/gonum", func(b *testing.B) {
		for b.Loop() {
			g := simple.NewDirectedGraph()
			for v := range uint32(len(n.people)) {
				for e := n.out.start[v]; e < n.out.start[v+1]; e++ {
					g.SetEdge(g.NewEdge(simple.Node(v), simple.Node(n.out.row[e])))
				}
			}
		}
	})
}

// TestGonumAgrees: on a larger network than can be worked out by hand.
func TestGonumAgrees(t *testing.T) {
	n, _, other := ofSize(300, 1500)
	want := network.Betweenness(other)
	for i, got := range n.Betweenness() {
		if d := want[int64(i)]/2 - got; d > 1e-6 || d < -1e-6 {
			t.Errorf("betweenness of %d: %v, not %v", i, got, want[int64(i)]/2)
		}
	}
	cores := n.Cores()
	for k := 1; k <= slices.Max(cores); k++ {
		in := 0
		for _, c := range cores {
			if c >= k {
				in++
			}
		}
		if all := topo.KCore(k, other); len(all) != in {
			t.Errorf("the %d-core has %d people, not %d", k, in, len(all))
		}
	}
	parts := topo.ConnectedComponents(other)
	slices.SortFunc(parts, func(a, b []gonum.Node) int { return len(b) - len(a) })
	_, sizes := n.Components()
	for i, part := range parts {
		if sizes[i] != len(part) {
			t.Errorf("component %d has %d people, not %d", i, sizes[i], len(part))
		}
	}
}
