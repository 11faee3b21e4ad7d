package insight

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestClassicNetworks compares two networks that every textbook measures, and
// one that is directed, with published figures.
func TestClassicNetworks(t *testing.T) {
	for file, name := range map[string]string{
		"net-karate.csv":     "karate (ids 0-33 = published 1-34)",
		"net-florentine.csv": "florentine marriages (Padgett)",
	} {
		t.Run(file, func(t *testing.T) {
			var want struct {
				Nodes, Edges int
				Density      float64
				Transitivity float64
				Clustering   float64  `json:"avg_clustering"`
				Core         int      `json:"kcore_max"`
				Members      []string `json:"kcore_members"`
				Betweenness  map[string]float64
				Constraint   map[string]float64
			}
			classic(t, name, &want)
			names, arcs := edgeList(t, file, "a", "b")
			g := undirected(len(names), arcs)

			assert.Equal(t, want.Nodes, g.nodes())
			assert.Equal(t, want.Edges, g.edges())
			assert.InDelta(t, want.Density, share(2*g.edges(), g.nodes()*(g.nodes()-1)), 1e-6)
			average, transitivity := g.closure().clustering()
			assert.InDelta(t, want.Clustering, average, 1e-6)
			assert.InDelta(t, want.Transitivity, transitivity, 1e-6)
			cores := g.cores()
			assert.Equal(t, want.Core, slices.Max(cores))
			betweenness, constraint := g.betweenness(), g.closure().constraint()
			for i, name := range names {
				assert.InDelta(t, want.Betweenness[name], betweenness[i], 1e-6, name)
				assert.InDelta(t, want.Constraint[name], constraint[i], 1e-6, name)
				assert.Equal(t, slices.Contains(want.Members, name), cores[i] == want.Core, name)
			}
		})
	}
}

func TestFreemansMessages(t *testing.T) {
	var want struct {
		Nodes, Edges int
		Reciprocity  float64
		Density      float64
		Core         [2]int `json:"kcore_undirected"` // k, and how many are in it
	}
	classic(t, "Freeman EIES messages (32 researchers, 1978)", &want)
	names, arcs := edgeList(t, "net-Freemans.EIES.net.3.n32.csv", "i", "j")
	arcs = slices.DeleteFunc(arcs, func(a arc) bool { return a == a.reverse() })
	slices.Sort(arcs)

	assert.Len(t, names, want.Nodes)
	assert.Len(t, arcs, want.Edges)
	assert.InDelta(t, want.Reciprocity, share(mutual(arcs), len(arcs)), 1e-6)
	assert.InDelta(t, want.Density, share(len(arcs), len(names)*(len(names)-1)), 1e-6)
	in := 0
	for _, k := range undirected(len(names), arcs).cores() {
		if k == want.Core[0] {
			in++
		}
	}
	assert.Equal(t, want.Core[1], in)
}

// classic reads the published figures of a network.
func classic(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(data(t, "reference", "classic-networks.json"))
	require.NoError(t, err)
	var all map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(text, &all))
	require.Contains(t, all, name)
	require.NoError(t, json.Unmarshal(all[name], into))
}

// edgeList reads an edge list, with its nodes in the order in which they occur.
func edgeList(t *testing.T, file, from, to string) (names []string, arcs []arc) {
	t.Helper()
	nodes := index[string]{}
	for _, row := range rows(t, file) {
		arcs = append(arcs, arcOf(nodes.of(row[from]), nodes.of(row[to])))
	}
	return nodes.list(), arcs
}
