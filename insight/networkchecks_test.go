package insight

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
)

// ties adds who is tied to whom, and each person's degrees.
func ties(t trying, s sheet, n *Network) {
	for _, tie := range n.Ties() {
		if from, to := t.who(tie.From), t.who(tie.To); from != "" {
			s[fmt.Sprint(from, " to ", to)] = float64(tie.Weight)
		}
	}
	people, ties, pairs := n.Size()
	s.put("size", []int{people - t.strangers, ties - t.strangers/2, pairs - t.strangers/2})
	out, in, either := n.Degrees()
	each(t, s, "out", n.People(), out)
	each(t, s, "in", n.People(), in)
	each(t, s, "either", n.People(), either)
}

func replying(t trying, s sheet) { ties(t, s, must(t, ReplyNetwork)) }

// replyFigures adds the figures of the reply network in Measures. Its lists have room for
// fewer than all, and of equals those first by name are in them.
func replyFigures(t trying, s sheet) {
	replying(t, s)
	g := must(t, Measure).Replies
	if g == nil {
		return
	}
	lists(s, "between", g.Betweenness)
	lists(s, "constraint", g.Constraint)
	lists(s, "replied to", g.MostRepliedTo)
	g.Betweenness, g.Constraint, g.MostRepliedTo = nil, nil, nil
	s.put("graph", g)
}

func lists[N int | float64](s sheet, what string, list []Rank[N]) {
	for i, r := range list {
		s.put(fmt.Sprint(what, " ", i), r.Value)
	}
}

func meeting(t trying, s sheet) {
	n := must(t, coParticipation)
	before := t.strangers
	t.strangers = 0 // whose tie goes both ways
	ties(t, s, n)
	people, arcs, pairs := n.Size()
	s.put("size", []int{people - before, arcs - before, pairs - before/2})
}

func cores(t trying, s sheet) {
	n := must(t, ReplyNetwork)
	s["people"] = float64(len(n.People()) - t.strangers)
	each(t, s, "core", n.People(), n.Cores())
}

func constraint(t trying, s sheet) {
	n := must(t, ReplyNetwork)
	s["people"] = float64(len(n.People()) - t.strangers)
	each(t, s, "constraint", n.People(), n.Constraint())
}

func betweenness(t trying, s sheet) {
	n := must(t, ReplyNetwork)
	s["people"] = float64(len(n.People()) - t.strangers)
	exact := n.Betweenness()
	each(t, s, "betweenness", n.People(), exact)
	estimate, bound := n.SampledBetweenness(0.2, 1e-9, 1)
	require.InDeltaSlice(t, exact, estimate, bound+1e-9) // whatever is drawn, and whoever it is
}

func bothBetweenness(n *Network) {
	n.Betweenness()
	n.SampledBetweenness(0.05, 0.1, 1)
}

var reciprocityCheck = check{
	byHand: []string{"TestNetworkOfTies", "TestMutual"},
	names: func(t trying, s sheet) {
		n := must(t, ReplyNetwork)
		s.put("all", []float64{n.Reciprocity(), n.Density()})
	},
	strangers: func(t trying, s sheet) { // who have one tie, one way
		n := must(t, ReplyNetwork)
		people, ties, _ := n.Size()
		s["mutual"] = n.Reciprocity() * float64(ties)
		s["ties"] = n.Density()*float64(people)*float64(people-1) - float64(t.strangers/2)
	},
	bench: on(func(n *Network) { n.Reciprocity(); n.Density() }),
}

var componentsCheck = check{
	byHand: []string{"TestComponents", "TestBridgesByHand"},
	names:  parts, strangers: parts,
	bench: on(func(n *Network) { n.Components(); n.Bridges() }),
}

func parts(t trying, s sheet) {
	n := must(t, ReplyNetwork)
	of, sizes := n.Components()
	s["components"] = float64(len(sizes) - t.strangers/2)
	for i, p := range n.People() {
		for j, q := range n.People()[:i] {
			if of[i] == of[j] && t.who(p) != "" && t.who(q) != "" {
				s[fmt.Sprint(min(t.who(p), t.who(q)), " with ", max(t.who(p), t.who(q)))]++
			}
		}
	}
	size := make([]int, len(of))
	for i, c := range of {
		size[i] = sizes[c]
	}
	each(t, s, "size", n.People(), size)
	bridges, cuts := n.Bridges()
	for _, b := range bridges {
		if p, q := t.who(b[0]), t.who(b[1]); p != "" {
			s[fmt.Sprint("bridge ", min(p, q), " ", max(p, q))]++
		}
	}
	for _, p := range cuts {
		s["cut "+string(t.who(p))]++
	}
}

var clusteringCheck = check{
	byHand: []string{"TestClustering"},
	names: func(t trying, s sheet) {
		average, transitivity := must(t, ReplyNetwork).Clustering()
		s.put("all", []float64{average, transitivity})
	},
	strangers: func(t trying, s sheet) { // who have one contact each
		n := must(t, ReplyNetwork)
		average, transitivity := n.Clustering()
		s["sum"], s["transitivity"] = average*float64(len(n.People())), transitivity
	},
	bench: on(func(n *Network) { n.Clustering() }),
}

var pageRankCheck = check{
	byHand: []string{"TestPageRank"},
	names: func(t trying, s sheet) {
		n := must(t, ReplyNetwork)
		s["people"] = float64(len(n.People()))
		rank := n.PageRank(0.85)
		for i := range rank {
			rank[i] /= 100 // it is exact to seven digits
		}
		each(t, s, "rank", n.People(), rank)
	},
	strangers: func(t trying, s sheet) { // who take their part of each share alike
		n := must(t, ReplyNetwork)
		rank, sum := n.PageRank(0.85), 0.0
		for i, p := range n.People() {
			if t.who(p) != "" {
				sum += rank[i]
			}
		}
		s["people"] = float64(len(n.People()) - t.strangers)
		for i := range rank {
			rank[i] /= 100 * sum // it is exact to seven digits
		}
		each(t, s, "rank", n.People(), rank)
	},
	bench: on(func(n *Network) { n.PageRank(0.85) }),
}

var corePeripheryCheck = check{
	byHand: []string{"TestCorePeriphery"},
	names: func(t trying, s sheet) { // which of several as good ones it is may depend on names
		c := must(t, ReplyNetwork).CorePeriphery()
		s.put("all", []int{c.Size, c.Missing + c.Stray})
	},
	strangers: func(t trying, s sheet) { // who have one tie, so that they are of the periphery where anybody has two
		n := must(t, ReplyNetwork)
		if _, _, either := n.Degrees(); len(either) > 0 && slices.Max(either) > 1 {
			c := n.CorePeriphery()
			s.put("core", []int{c.Size, c.Missing, c.Stray - t.strangers/2})
			in := make([]int, len(c.Core))
			for i, core := range c.Core {
				in[i] = count(core)
			}
			each(t, s, "in the core", n.People(), in)
		}
	},
	bench: on(func(n *Network) { n.CorePeriphery() }),
}

var communitiesCheck = check{
	byHand:  []string{"TestCommunities"},
	namesIn: "TestNamesChangeNoClearCommunities",
	strangers: func(t trying, s sheet) { // who are a group of their own
		n := must(t, ReplyNetwork)
		of, _ := n.Communities(5)
		groups := make(map[int]map[bool]int)
		for i, p := range n.People() {
			if groups[of[i]] == nil {
				groups[of[i]] = make(map[bool]int)
			}
			groups[of[i]][t.who(p) == ""]++
		}
		s["mixed"], s["parted"] = 0, 0
		for _, g := range groups {
			s["mixed"] += float64(count(g[true] > 0 && g[false] > 0))
			s["parted"] += float64(count(g[true] == 1))
		}
	},
	bench: on(func(n *Network) { n.Communities(1) }),
}

// Groups in which all are tied to each other, and one to the next group, are found
// whatever people are called and whatever is tried first.
func TestNamesChangeNoClearCommunities(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.Permutation([]string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"}).Draw(t, "names")
		want := make(map[activity.Person]int)
		var all []Tie
		for group, size := 0, 0; len(names) > 0; group, names = group+1, names[size:] {
			size = rapid.SampledFrom([]int{4, 4, 5, 12}).Draw(t, "size")
			if size = min(size, len(names)); len(names)-size < 4 {
				size = len(names)
			}
			for i, p := range names[:size] {
				want[activity.Person(p)] = group
				for _, q := range names[:i] {
					all = append(all, Tie{activity.Person(p), activity.Person(q), 1})
				}
			}
			if size < len(names) {
				all = append(all, Tie{activity.Person(names[0]), activity.Person(names[size]), 1})
			}
		}
		n := NewNetwork(all)
		of, _ := n.Communities(rapid.Uint64().Draw(t, "seed"))
		for i, p := range n.People() {
			for j, q := range n.People()[:i] {
				require.Equal(t, want[p] == want[q], of[i] == of[j], "%s and %s", p, q)
			}
		}
	})
}

// Two triangles that one tie connects: it is the bridge, and its ends hold them together.
func TestBridgesByHand(t *testing.T) {
	n := NewNetwork([]Tie{{"a", "b", 1}, {"b", "c", 1}, {"c", "a", 1}, {"x", "y", 1}, {"y", "z", 1}, {"z", "x", 1}, {"x", "c", 1}})
	ties, people := n.Bridges()
	assert.Equal(t, [][2]activity.Person{{"c", "x"}}, ties)
	assert.Equal(t, []activity.Person{"c", "x"}, people)
}

// Ana answered four people, who have to do with nobody else, and a pair apart from them
// answer each other: without her each of the four is alone, and three of them are not
// with the fourth. Who else is in the network has no part in it.
func TestPartedByHand(t *testing.T) {
	b := newBoard()
	for _, p := range []activity.Person{"bob", "cem", "dee", "eva"} {
		b.ask("of "+string(p), p)
		b.answer("of "+string(p), "ana", false)
	}
	parted := func() (all []int) {
		r, err := MeasureResilience(activity.StreamOf(b.all...), 2, 1)
		require.NoError(t, err)
		for _, l := range r.People {
			all = append(all, l.Parted)
		}
		return all
	}
	assert.Equal(t, []int{3}, parted())
	b.ask("apart", "yan")
	b.answer("apart", "zoe", false)
	assert.Equal(t, []int{3, 0}, parted())
}
