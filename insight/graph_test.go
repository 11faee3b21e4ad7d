package insight

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

// Hand-worked networks, as arcs of nodes 0, 1, 2, …
var (
	// kite is a triangle 0 1 2 with a tail 0 - 3.
	kite = undirected(4, []arc{arcOf(0, 1), arcOf(1, 2), arcOf(2, 0), arcOf(3, 0)})
	// path is 0 - 1 - 2 - 3, and 4 - 5 apart from it.
	path = undirected(6, []arc{arcOf(1, 0), arcOf(1, 2), arcOf(2, 3), arcOf(5, 4)})
	// diamond is a square 0 1 2 3: two shortest paths between opposite corners.
	diamond = undirected(4, []arc{arcOf(0, 1), arcOf(1, 2), arcOf(2, 3), arcOf(3, 0)})
)

func TestUndirected(t *testing.T) {
	g := undirected(4, []arc{arcOf(2, 0), arcOf(0, 2), arcOf(0, 1)}) // 3 stands alone
	assert.Equal(t, 4, g.nodes())
	assert.Equal(t, 2, g.edges())
	assert.Equal(t, []uint32{1, 2}, g.neighbours(0))
	assert.Equal(t, []uint32{0}, g.neighbours(2))
	assert.Equal(t, 0, g.degree(3))
}

func TestMutual(t *testing.T) {
	assert.Equal(t, 2, mutual([]arc{arcOf(0, 1), arcOf(0, 2), arcOf(1, 0)}))
}

func TestComponents(t *testing.T) {
	assert.Equal(t, []int{4}, kite.components())
	assert.Equal(t, []int{4, 2}, path.components())
	assert.Equal(t, []int{2, 1, 1}, undirected(4, []arc{arcOf(2, 3)}).components())
}

func TestCores(t *testing.T) {
	assert.Equal(t, []int{2, 2, 2, 1}, kite.cores(), "the triangle is a 2-core, the tail is not in it")
	assert.Equal(t, []int{1, 1, 1, 1, 1, 1}, path.cores())
	assert.Equal(t, []int{1, 1, 0}, undirected(3, []arc{arcOf(0, 1)}).cores())
	assert.Empty(t, undirected(0, nil).cores())
}

func TestClustering(t *testing.T) {
	average, transitivity := kite.closure().clustering()
	// Node 0: 1 of its 3 pairs of neighbours; nodes 1 and 2: 1 of 1; node 3 has none.
	assert.InDelta(t, (1.0/3+1+1+0)/4, average, 1e-15)
	// 3 closed pairs of 3 + 1 + 1.
	assert.InDelta(t, 3.0/5, transitivity, 1e-15)

	average, transitivity = diamond.closure().clustering()
	assert.Zero(t, average)
	assert.Zero(t, transitivity)
}

func TestConstraint(t *testing.T) {
	c := kite.closure().constraint()
	// From 0 (3 neighbours): to 1 directly 1/3, through 2 1/3·1/2; to 2
	// likewise; to 3 1/3. (1/2)² + (1/2)² + (1/3)² = 11/18.
	assert.InDelta(t, 11.0/18, c[0], 1e-15)
	// From 1 (2 neighbours): to 0 1/2 + 1/2·1/2, to 2 1/2 + 1/2·1/3.
	// (3/4)² + (2/3)² = 145/144.
	assert.InDelta(t, 145.0/144, c[1], 1e-15)
	assert.InDelta(t, c[1], c[2], 1e-15)
	assert.InDelta(t, 1, c[3], 1e-15)
	assert.Equal(t, []float64{0}, undirected(1, nil).closure().constraint())
}

func TestBetweenness(t *testing.T) {
	assert.Equal(t, []float64{2, 0, 0, 0}, kite.betweenness(), "0 lies between 3 and 1, 3 and 2")
	assert.Equal(t, []float64{0, 2, 2, 0, 0, 0}, path.betweenness(), "1: 0-2, 0-3; 2: 0-3, 1-3")
	assert.Equal(t, []float64{.5, .5, .5, .5}, diamond.betweenness(), "half of the paths between its neighbours")
}

// The fast algorithms agree with the definitions, followed to the letter.
func TestGraphDefinitions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 9).Draw(t, "nodes")
		tied := make([][]bool, n)
		for i := range tied {
			tied[i] = make([]bool, n)
		}
		var arcs []arc
		for i := range n {
			for j := range i {
				if rapid.Bool().Draw(t, "tied") {
					tied[i][j], tied[j][i] = true, true
					arcs = append(arcs, arcOf(uint32(i), uint32(j)))
				}
			}
		}
		g := undirected(n, arcs)

		assert.Equal(t, coresByDefinition(tied), g.cores())
		assert.InDeltaSlice(t, constraintByDefinition(tied), g.closure().constraint(), 1e-12)
		assert.InDeltaSlice(t, betweennessByDefinition(tied), g.betweenness(), 1e-12)
		average, transitivity := clusteringByDefinition(tied)
		gotAverage, gotTransitivity := g.closure().clustering()
		assert.InDelta(t, average, gotAverage, 1e-12)
		assert.InDelta(t, transitivity, gotTransitivity, 1e-12)
	})
}

func degrees(tied [][]bool) []int {
	d := make([]int, len(tied))
	for i := range tied {
		for j := range tied {
			if tied[i][j] {
				d[i]++
			}
		}
	}
	return d
}

func coresByDefinition(tied [][]bool) []int {
	core := make([]int, len(tied))
	for k := 1; k < len(tied); k++ {
		in := make([]bool, len(tied))
		for i := range in {
			in[i] = true
		}
		for changed := true; changed; { // until each has k neighbours within
			changed = false
			for i := range tied {
				within := 0
				for j := range tied {
					if tied[i][j] && in[j] {
						within++
					}
				}
				if in[i] && within < k {
					in[i], changed = false, true
				}
			}
		}
		for i := range in {
			if in[i] {
				core[i] = k
			}
		}
	}
	return core
}

func constraintByDefinition(tied [][]bool) []float64 {
	d, c := degrees(tied), make([]float64, len(tied))
	for i := range tied {
		for j := range tied {
			if !tied[i][j] {
				continue
			}
			p := 1 / float64(d[i])
			for q := range tied {
				if tied[i][q] && tied[q][j] {
					p += 1 / float64(d[i]*d[q])
				}
			}
			c[i] += p * p
		}
	}
	return c
}

func clusteringByDefinition(tied [][]bool) (average, transitivity float64) {
	allClosed, allPairs := 0, 0
	for i := range tied {
		closed, pairs := 0, 0
		for j := range tied {
			for k := range j {
				if tied[i][j] && tied[i][k] {
					pairs++
					if tied[j][k] {
						closed++
					}
				}
			}
		}
		average += share(closed, pairs) / float64(len(tied))
		allClosed, allPairs = allClosed+closed, allPairs+pairs
	}
	return average, share(allClosed, allPairs)
}

func betweennessByDefinition(tied [][]bool) []float64 {
	const far = 1000
	n := len(tied)
	distance, paths := make([][]int, n), make([][]float64, n)
	for s := range n {
		distance[s], paths[s] = make([]int, n), make([]float64, n)
		for i := range n {
			distance[s][i] = far
		}
		distance[s][s], paths[s][s] = 0, 1
		for d := range n { // one step further at a time
			for v := range n {
				for w := range n {
					if distance[s][v] == d && tied[v][w] && distance[s][w] > d {
						distance[s][w] = d + 1
						paths[s][w] += paths[s][v]
					}
				}
			}
		}
	}
	b := make([]float64, n)
	for v := range n {
		for s := range n {
			for e := range s {
				if v != s && v != e && distance[s][e] < far && distance[s][v]+distance[v][e] == distance[s][e] {
					b[v] += paths[s][v] * paths[v][e] / paths[s][e]
				}
			}
		}
	}
	return b
}
