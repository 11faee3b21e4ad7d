package insight

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
)

// recordedNetwork is one that is read from a file.
func recordedNetwork(t *testing.T, file, from, to string) *Network {
	names, arcs := edgeList(t, file, from, to)
	ties := make([]Tie, len(arcs))
	for i, a := range arcs {
		v, w := a.ends()
		ties[i] = Tie{activity.Person(fmt.Sprintf("%06s", names[v])), activity.Person(fmt.Sprintf("%06s", names[w])), 1}
	}
	return NewNetwork(ties)
}

// randomNetwork has people with names that order as their numbers do.
func randomNetwork(people, ties int, seed uint64) *Network {
	rng := rand.New(rand.NewPCG(seed, 0))
	all := make([]Tie, ties)
	name := func(i int) activity.Person { return activity.Person(fmt.Sprintf("p%06d", i)) }
	for i := range all {
		from := rng.IntN(people)
		all[i] = Tie{name(from), name((from + 1 + int(float64(people-1)*math.Pow(rng.Float64(), 3))) % people), 1 + rng.IntN(3)}
	}
	return NewNetwork(all)
}

// drawNetwork draws a small network.
func drawNetwork(t *rapid.T) *Network {
	people := []activity.Person{"ana", "bob", "cem", "dee", "eva", "fay", "gus", "hal"}[:rapid.IntRange(1, 8).Draw(t, "people")]
	ties := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Tie {
		return Tie{rapid.SampledFrom(people).Draw(t, "from"), rapid.SampledFrom(people).Draw(t, "to"), rapid.IntRange(1, 3).Draw(t, "weight")}
	}), 0, 20).Draw(t, "ties")
	return NewNetwork(ties, people...)
}

func TestNetworkOfTies(t *testing.T) {
	n := NewNetwork([]Tie{{"bob", "ana", 1}, {"ana", "bob", 2}, {"bob", "ana", 3}, {"cem", "cem", 1}, {"", "ana", 1}, {"dee", "ana", 0}}, "eva", "")
	assert.Equal(t, []activity.Person{"ana", "bob", "eva"}, n.People())
	assert.Equal(t, []Tie{{"ana", "bob", 2}, {"bob", "ana", 4}}, n.Ties())
	people, ties, pairs := n.Size()
	assert.Equal(t, [3]int{3, 2, 1}, [3]int{people, ties, pairs})
	out, in, either := n.Degrees()
	assert.Equal(t, [][]int{{1, 1, 0}, {1, 1, 0}, {1, 1, 0}}, [][]int{out, in, either})
	assert.InDelta(t, 1, n.Reciprocity(), 0)
	assert.InDelta(t, 2./6, n.Density(), 1e-15)
	of, sizes := n.Components()
	assert.Equal(t, []int{0, 0, 1}, of)
	assert.Equal(t, []int{2, 1}, sizes)

	none := NewNetwork(nil)
	assert.Empty(t, none.PageRank(0.85))
	assert.Zero(t, none.CorePeriphery().Fit)
	groups, q := none.Communities(1)
	assert.Empty(t, groups)
	assert.Zero(t, q)
}

func TestCoParticipation(t *testing.T) {
	b := newBoard()
	b.ask("q1", "ana")
	b.answer("q1", "bob", false)
	b.answer("q1", "bob", false)
	b.ask("q2", "ana")
	b.answer("q2", "bob", false)
	b.answer("q2", "cem", false)
	b.ask("q3", "dee")
	n, err := CoParticipation(activity.StreamOf(b.all...), 0)
	require.NoError(t, err)
	assert.Equal(t, []Tie{{"ana", "bob", 2}, {"ana", "cem", 1}, {"bob", "ana", 2}, {"bob", "cem", 1}, {"cem", "ana", 1}, {"cem", "bob", 1}}, n.Ties())
	n, err = CoParticipation(activity.StreamOf(b.all...), 2)
	require.NoError(t, err)
	assert.Equal(t, []activity.Person{"ana", "bob"}, n.People(), "in q2 there were too many to say who met whom")

	replies, err := ReplyNetwork(activity.StreamOf(b.all...))
	require.NoError(t, err)
	assert.Equal(t, []Tie{{"bob", "ana", 3}, {"cem", "ana", 1}}, replies.Ties())
}

func TestPageRank(t *testing.T) {
	// ana and bob turn to each other, cem to ana: by hand, with d = 0.85.
	n := NewNetwork([]Tie{{"ana", "bob", 1}, {"bob", "ana", 5}, {"cem", "ana", 1}})
	rank := n.PageRank(0.85)
	c := 0.05
	a := (c + 0.85*c + 0.85*c) / (1 - 0.85*0.85) // a = .05 + .85 (b + c), b = .05 + .85 a
	assert.InDelta(t, a, rank[0], 1e-9)
	assert.InDelta(t, c+0.85*a, rank[1], 1e-9)
	assert.InDelta(t, c, rank[2], 1e-9)

	n = recordedNetwork(t, "net-Freemans.EIES.net.3.n32.csv", "i", "j")
	other := simple.NewDirectedGraph()
	for _, tie := range n.Ties() {
		from, to := slices.Index(n.people, tie.From), slices.Index(n.people, tie.To)
		other.SetEdge(other.NewEdge(simple.Node(from), simple.Node(to)))
	}
	want := network.PageRank(other, 0.85, 1e-10)
	for i, got := range n.PageRank(0.85) {
		assert.InDelta(t, want[int64(i)], got, 1e-7)
	}
	rapid.Check(t, func(t *rapid.T) {
		sum := 0.0
		for _, r := range drawNetwork(t).PageRank(0.85) {
			sum += r
		}
		require.InDelta(t, 1, sum, 1e-9)
	})
}

func TestBridges(t *testing.T) {
	var want struct{ Articulation []string }
	classic(t, "karate (ids 0-33 = published 1-34)", &want)
	_, people := recordedNetwork(t, "net-karate.csv", "a", "b").Bridges()
	var cuts []activity.Person
	for _, name := range want.Articulation {
		cuts = append(cuts, activity.Person(fmt.Sprintf("%06s", name)))
	}
	assert.Equal(t, cuts, people)

	// By definition: without it there are more components.
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t)
		parts := len(n.ties.components())
		gotTies, gotPeople := n.Bridges()
		var wantTies [][2]activity.Person
		var wantPeople []activity.Person
		for i, p := range n.people {
			for _, w := range n.ties.neighbours(uint32(i)) {
				other := n.people[w]
				if p > other {
					continue
				}
				without := NewNetwork(slices.DeleteFunc(n.Ties(), func(t Tie) bool { return min(t.From, t.To) == p && max(t.From, t.To) == other }), n.people...)
				if len(without.ties.components()) > parts {
					wantTies = append(wantTies, [2]activity.Person{p, other})
				}
			}
			rest := slices.DeleteFunc(slices.Clone(n.people), func(q activity.Person) bool { return q == p })
			without := NewNetwork(slices.DeleteFunc(n.Ties(), func(t Tie) bool { return t.From == p || t.To == p }), rest...)
			if len(rest) > 0 && len(without.ties.components()) > parts {
				wantPeople = append(wantPeople, p)
			}
		}
		require.Equal(t, wantTies, gotTies)
		require.Equal(t, wantPeople, gotPeople)
	})
	long := make([]Tie, 200_000) // a chain that recursion would not survive
	for i := range long {
		long[i] = Tie{activity.Person(fmt.Sprintf("p%06d", i)), activity.Person(fmt.Sprintf("p%06d", i+1)), 1}
	}
	ties, cut := NewNetwork(long).Bridges()
	assert.Len(t, ties, len(long))
	assert.Len(t, cut, len(long)-1)
}

func TestCorePeriphery(t *testing.T) {
	// ana, bob and cem are tied to each other, and each to one of the others.
	star := NewNetwork([]Tie{{"ana", "bob", 1}, {"bob", "cem", 1}, {"cem", "ana", 1}, {"dee", "ana", 1}, {"eva", "bob", 1}, {"fay", "cem", 1}})
	got := star.CorePeriphery()
	assert.Equal(t, CorePeriphery{Core: []bool{true, true, true, false, false, false}, Size: 3, Fit: 1}, got)
	ring := NewNetwork([]Tie{{"ana", "bob", 1}, {"bob", "cem", 1}, {"cem", "dee", 1}, {"dee", "ana", 1}}).CorePeriphery()
	// Two neighbours as the core leave the tie between the others; by hand, of the 2
	// pairs within core or periphery both are tied and one should be.
	assert.Equal(t, [4]int{2, 0, 1, 0}, [4]int{ring.Size, ring.Missing, ring.Stray, int(ring.Fit)})

	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t)
		got := n.CorePeriphery()
		size := len(n.people)
		least, smallest := math.MaxInt, size
		for set := range 1 << size {
			wrong, core := 0, 0
			for i := range size {
				core += set >> i & 1
				for j := range i {
					_, tied := slices.BinarySearch(n.ties.neighbours(uint32(i)), uint32(j))
					both, neither := set>>i&1 == 1 && set>>j&1 == 1, set>>i&1 == 0 && set>>j&1 == 0
					if both && !tied || neither && tied {
						wrong++
					}
				}
			}
			if wrong < least || wrong == least && core < smallest {
				least, smallest = wrong, core
			}
		}
		require.Equal(t, least, got.Missing+got.Stray, "no division has fewer errors")
		require.Equal(t, smallest, got.Size)
		require.LessOrEqual(t, math.Abs(got.Fit), 1+1e-12)
	})
}

func TestCommunities(t *testing.T) {
	karate := recordedNetwork(t, "net-karate.csv", "a", "b")
	other := simple.NewUndirectedGraph()
	for _, tie := range karate.Ties() {
		other.SetEdge(other.NewEdge(simple.Node(slices.Index(karate.people, tie.From)), simple.Node(slices.Index(karate.people, tie.To))))
	}
	for seed := range uint64(20) {
		of, q := karate.Communities(seed)
		groups := make([][]int64, slices.Max(of)+1)
		for i, g := range of {
			groups[g] = append(groups[g], int64(i))
		}
		nodes := make([][]gonum.Node, len(groups))
		for g, all := range groups {
			for _, i := range all {
				nodes[g] = append(nodes[g], simple.Node(i))
			}
		}
		assert.InDelta(t, community.Q(other, nodes, 1), q, 1e-12)
		assert.Greater(t, q, 0.4, "the best there is has 0.4198")
		again, _ := karate.Communities(seed)
		assert.Equal(t, of, again)
	}
	// Two triangles with one tie between them.
	n := NewNetwork([]Tie{{"a", "b", 1}, {"b", "c", 1}, {"c", "a", 1}, {"x", "y", 1}, {"y", "z", 1}, {"z", "x", 1}, {"c", "x", 1}})
	of, q := n.Communities(7)
	assert.Equal(t, []int{0, 0, 0, 1, 1, 1}, of)
	assert.InDelta(t, 6./7-0.5, q, 1e-12)

	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t)
		of, q := n.Communities(rapid.Uint64().Draw(t, "seed"))
		one := make([]int, len(of))
		require.GreaterOrEqual(t, q, n.weighted().modularity(one)-1e-12, "at least as good as all in one")
		for g := range slices.Max(of) + 1 {
			var ties []Tie
			var members []activity.Person
			for i, p := range n.people {
				if of[i] == g {
					members = append(members, p)
				}
			}
			for _, tie := range n.Ties() {
				if slices.Contains(members, tie.From) && slices.Contains(members, tie.To) {
					ties = append(ties, tie)
				}
			}
			require.Len(t, NewNetwork(ties, members...).ties.components(), 1, "a group is connected")
		}
	})
}

func TestSampledBetweenness(t *testing.T) {
	n := randomNetwork(300, 900, 1)
	exact := n.Betweenness()
	estimate, bound := n.SampledBetweenness(0.01, 0.01, 5)
	assert.InDelta(t, 0.01*300*299/2, bound, 1e-9)
	off := 0.0
	for i := range exact {
		off = max(off, math.Abs(exact[i]-estimate[i]))
	}
	assert.Less(t, off, bound)
	assert.Positive(t, off)
	assert.Equal(t, 38026, drawsFor(8, 0.01, 0.01), "0.5 / 0.0001 (1 + 2 + ln 100), rounded up")
	few, bound := NewNetwork([]Tie{{"a", "b", 1}}).SampledBetweenness(0.1, 0.1, 1)
	assert.Equal(t, []float64{0, 0}, few)
	assert.Zero(t, bound)
}

// TestSameOnAnyNumberOfCores: to the last bit.
func TestSameOnAnyNumberOfCores(t *testing.T) {
	n := randomNetwork(10_000, 20_000, 2)
	small := randomNetwork(500, 1500, 3)
	measure := func(cores int) [][]float64 {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		sampled, _ := small.SampledBetweenness(0.05, 0.1, 9)
		return [][]float64{n.PageRank(0.85), small.Betweenness(), sampled}
	}
	one := measure(1)
	for _, cores := range []int{2, 7} {
		assert.Equal(t, one, measure(cores), "%d cores", cores)
	}
}
