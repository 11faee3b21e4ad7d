package insight

import (
	"cmp"
	"slices"

	"github.com/praxis-cop/praxis/activity"
)

// Network is who is connected to whom, and how often: people and directed ties
// between them, in the order of their names. It is built once and never changes.
// Its measures come in the order of People, are the same on any number of cores,
// and do not depend on the order in which the record came.
type Network struct {
	people []activity.Person
	out    directed
	in     directed
	ties   graph // in either direction
}

// Tie is that one person turned to another, how often.
type Tie struct {
	From, To activity.Person
	Weight   int
}

// NewNetwork makes a network of ties. Ties of nobody, of somebody to themselves or
// without weight are passed over; several between the same two add up. Others
// names people who are in it even without a tie.
func NewNetwork(ties []Tie, others ...activity.Person) *Network {
	var people []activity.Person
	holds := func(t Tie) bool { return t.From != t.To && t.From != "" && t.To != "" && t.Weight > 0 }
	for _, t := range ties {
		if holds(t) {
			people = append(people, t.From, t.To)
		}
	}
	people = append(people, slices.DeleteFunc(slices.Clone(others), func(p activity.Person) bool { return p == "" })...)
	slices.Sort(people)
	people = slices.Compact(people)
	place := make(map[activity.Person]uint32, len(people))
	for i, p := range people {
		place[p] = uint32(i)
	}
	weighted := make([]weightedArc, 0, len(ties))
	for _, t := range ties {
		if holds(t) {
			weighted = append(weighted, weightedArc{arcOf(place[t.From], place[t.To]), t.Weight})
		}
	}
	return networkOf(people, weighted)
}

// ReplyNetwork is who replied to whom in a record: a tie for each pair, with as many
// as its weight. People who neither replied nor were replied to are not in it.
func ReplyNetwork(s activity.Stream) (*Network, error) {
	h, err := read(s)
	if err != nil {
		return nil, err
	}
	people, arcs := h.arcs()
	weighted := make([]weightedArc, len(arcs))
	for i, a := range arcs {
		weighted[i] = weightedArc{a, 1}
	}
	return networkOf(people, weighted), nil
}

// CoParticipation is who took part in the same threads: a tie both ways for each pair
// that met in at least one, with the number of threads as its weight. In a thread of
// many everybody would be tied to everybody, which says little and grows with the
// square; threads of more than atMost people are left out (0: 50).
func CoParticipation(s activity.Stream, atMost int) (*Network, error) {
	h, err := read(s)
	if err != nil {
		return nil, err
	}
	if atMost <= 0 {
		atMost = 50
	}
	met := make([]arc, 0, len(h.events)) // threads with those who were there
	for _, e := range h.events {
		if e.thread != none {
			met = append(met, arcOf(e.thread, e.actor))
		}
	}
	slices.Sort(met)
	met = slices.Compact(met)
	var weighted []weightedArc
	for len(met) > 0 {
		thread, _ := met[0].ends()
		n := 1
		for n < len(met) {
			if next, _ := met[n].ends(); next != thread {
				break
			}
			n++
		}
		if n <= atMost {
			for i := range n {
				_, one := met[i].ends()
				for j := range i {
					_, other := met[j].ends()
					weighted = append(weighted, weightedArc{arcOf(one, other), 1}, weightedArc{arcOf(other, one), 1})
				}
			}
		}
		met = met[n:]
	}
	return networkOf(h.people, weighted).connected(), nil
}

// networkOf makes a network of people in order of their names.
func networkOf(people []activity.Person, weighted []weightedArc) *Network {
	n := len(people)
	slices.SortFunc(weighted, func(a, b weightedArc) int { return cmp.Compare(a.arc, b.arc) })
	arcs, weights := make([]arc, 0, len(weighted)), make([]int, 0, len(weighted))
	for _, w := range weighted {
		if last := len(arcs) - 1; last >= 0 && arcs[last] == w.arc {
			weights[last] += w.weight
			continue
		}
		arcs, weights = append(arcs, w.arc), append(weights, w.weight)
	}
	return &Network{people: people, out: directedOf(n, arcs, weights), in: directedOf(n, arcs, weights).reverse(), ties: undirected(n, arcs)}
}

// connected is the network without those who are tied to nobody.
func (n *Network) connected() *Network {
	place := make([]uint32, len(n.people))
	var people []activity.Person
	for i, p := range n.people {
		place[i] = uint32(len(people))
		if n.ties.degree(uint32(i)) > 0 {
			people = append(people, p)
		}
	}
	var weighted []weightedArc
	for v := range uint32(len(n.people)) {
		for e := n.out.start[v]; e < n.out.start[v+1]; e++ {
			weighted = append(weighted, weightedArc{arcOf(place[v], place[n.out.row[e]]), n.out.weight[e]})
		}
	}
	return networkOf(people, weighted)
}

// People returns who is in it, in the order of their names, which is that of all
// figures about them.
func (n *Network) People() []activity.Person { return slices.Clone(n.people) }

// Ties returns the directed ties, by those whom they come from and lead to.
func (n *Network) Ties() []Tie {
	all := make([]Tie, 0, len(n.out.row))
	for v := range uint32(len(n.people)) {
		for e := n.out.start[v]; e < n.out.start[v+1]; e++ {
			all = append(all, Tie{n.people[v], n.people[n.out.row[e]], n.out.weight[e]})
		}
	}
	return all
}

// Size returns how many people there are, how many directed ties, and how many
// pairs that are tied in either direction.
func (n *Network) Size() (people, ties, pairs int) {
	return len(n.people), len(n.out.row), n.ties.edges()
}

// Degrees returns, for each person, to how many others they turned, how many turned
// to them, and with how many they are tied either way.
func (n *Network) Degrees() (out, in, either []int) {
	count := func(degree func(uint32) int) []int {
		all := make([]int, len(n.people))
		for i := range all {
			all[i] = degree(uint32(i))
		}
		return all
	}
	return count(n.out.degree), count(n.in.degree), count(n.ties.degree)
}

// Reciprocity is the share of the directed ties whose reverse exists.
func (n *Network) Reciprocity() float64 {
	arcs := n.out.arcs()
	return share(mutual(arcs), len(arcs))
}

// Density is the share of all directed ties that there could be.
func (n *Network) Density() float64 {
	return share(len(n.out.row), len(n.people)*(len(n.people)-1))
}

// Components returns the number of each person's connected component, the largest
// component being 0, and how large they are. Of those of one size the one of the
// first person comes first.
func (n *Network) Components() (of []int, sizes []int) { return n.ties.componentOf() }

// Cores returns each person's core number: the largest k such that they belong to a
// set in which everybody is tied to at least k others of it (S. Seidman 1983).
func (n *Network) Cores() []int { return n.ties.cores() }

// Clustering returns the mean over people of the share of their pairs of contacts
// who are tied themselves, 0 for fewer than two contacts (Watts and Strogatz 1998),
// and the share of all such pairs at once (transitivity).
func (n *Network) Clustering() (average, transitivity float64) { return n.ties.closure().clustering() }

// Constraint returns how much each person's contacts are in contact with each other
// (R. Burt 1992, unweighted, undirected): low for whoever bridges structural holes,
// 0 for those without contacts.
func (n *Network) Constraint() []float64 { return n.ties.closure().constraint() }

// Betweenness returns, for each person, the sum over all pairs of others of the
// share of their shortest paths that lead through them (L. Freeman 1977), undirected,
// not normalised, each pair once. Time: people times ties.
func (n *Network) Betweenness() []float64 { return n.ties.betweenness() }

type weightedArc struct {
	arc
	weight int
}
