package insight

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"github.com/praxis-cop/praxis/activity"
)

// Resilience is what a community would lose with those who carry most of it. It is a
// thought experiment on the record: it takes people out of what happened, and does
// not know who would have stepped in.
type Resilience struct {
	AbsenceFactor int    // fewest people who have at least 50 % of all activities (CHAOSS)
	People        []Loss // each of those who did most for others, by themselves
	Together      Strain // without all of them
	Chance        Strain // without as many of those who responded to somebody, drawn at random: the mean of 200 draws
	Now           Strain // as it is
}

// Loss is what would be missing without a person.
type Loss struct {
	Person      activity.Person
	Responses   int      // answers, replies and comments in threads that others opened
	Share       float64  // of all of these
	OnlyThreads int      // threads in which nobody else but who opened it said anything
	OnlyTopics  []string // topics on which nobody else responded
	Newcomers   int      // people whose first thread they were the first to respond to
	Parted      int      // people who are connected with them and would no longer be connected with most of the others who are
}

// Strain is how well a community would hold.
type Strain struct {
	Unanswered float64 // share of the threads to which nobody would have responded
	Connected  float64 // share of the people left who are in the largest part of the network of replies
}

// MeasureResilience reads a record and looks at the loss of the few who responded
// most to others. The same seed draws the same people.
func MeasureResilience(s activity.Stream, few int, seed uint64) (Resilience, error) {
	h, about, err := readAbout(s)
	if err != nil || len(h.events) == 0 {
		return Resilience{}, err
	}
	all, arcs := h.arcs()
	e := experiment{h: h, threads: h.conversations(), people: all, arcs: slices.Compact(arcs)}
	e.collect()
	order := make([]uint32, 0, len(h.people))
	for p, n := range e.responses {
		if n > 0 {
			order = append(order, uint32(p))
		}
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return cmp.Compare(e.responses[b], e.responses[a]) })
	most := order[:min(few, len(order))]

	r := Resilience{AbsenceFactor: participationOf(positive(h.perActor(-1 << 62))).AbsenceFactor, Now: e.without(nil)}
	for _, p := range most {
		r.People = append(r.People, e.loss(p, about))
	}
	r.Together = e.without(most)
	rng := rand.New(rand.NewPCG(seed, 0))
	const draws = 200
	drawn := slices.Clone(order)
	slices.Sort(drawn)
	for range draws {
		rng.Shuffle(len(drawn), func(i, j int) { drawn[i], drawn[j] = drawn[j], drawn[i] })
		s := e.without(drawn[:len(most)])
		r.Chance.Unanswered += s.Unanswered / draws
		r.Chance.Connected += s.Connected / draws
	}
	return r, nil
}

// experiment is a history from which people are taken out.
type experiment struct {
	h       *history
	threads []thread
	people  []activity.Person // of the network
	arcs    []arc

	responses []int      // of each person, in threads of others
	total     int        // of these
	by        [][]uint32 // who responded in each thread, in order of numbers, each once
	firstOf   []uint32   // who responded first in each thread, or none
}

func (e *experiment) collect() {
	e.responses, e.by, e.firstOf = make([]int, len(e.h.people)), make([][]uint32, len(e.threads)), e.h.firstResponders(e.threads)
	for _, v := range e.h.events {
		if v.thread == none {
			continue
		}
		t := e.threads[v.thread]
		if !t.opens || t.opener == v.actor {
			continue
		}
		e.responses[v.actor]++
		e.total++
		if by := e.by[v.thread]; len(by) == 0 || by[len(by)-1] != v.actor { // events come by actor
			e.by[v.thread] = append(by, v.actor)
		}
	}
}

// loss is what would be missing without one person.
func (e *experiment) loss(p uint32, about map[activity.ObjectID][]string) Loss {
	l := Loss{Person: e.h.people[p], Responses: e.responses[p], Share: share(e.responses[p], e.total)}
	others, theirs := make(map[string]bool), make(map[string]bool)
	firstThread := make(map[uint32]int) // of who opened it
	for i, t := range e.threads {
		if !t.opens {
			continue
		}
		if before, ok := firstThread[t.opener]; !ok || t.start < e.threads[before].start {
			firstThread[t.opener] = i
		}
		if len(e.by[i]) == 1 && e.by[i][0] == p {
			l.OnlyThreads++
		}
		for _, topic := range about[e.h.threadIDs[i]] {
			for _, who := range e.by[i] {
				if who == p {
					theirs[topic] = true
				} else {
					others[topic] = true
				}
			}
		}
	}
	for topic := range theirs {
		if !others[topic] {
			l.OnlyTopics = append(l.OnlyTopics, topic)
		}
	}
	slices.Sort(l.OnlyTopics)
	for _, i := range firstThread {
		if e.firstOf[i] == p {
			l.Newcomers++
		}
	}
	if i, in := slices.BinarySearch(e.people, l.Person); in {
		l.Parted = e.parted(uint32(i))
	}
	return l
}

// parted is how many of those with whom somebody of the network is connected would not
// be in the largest part of these without them. How others are connected does not matter.
func (e *experiment) parted(p uint32) int {
	var kept []arc
	for _, a := range e.arcs {
		if from, to := a.ends(); from != p && to != p {
			kept = append(kept, a)
		}
	}
	now, sizes := undirected(len(e.people), e.arcs).componentOf()
	then, parts := undirected(len(e.people), kept).componentOf()
	most := 0
	for v, of := range now {
		if of == now[p] && v != int(p) {
			most = max(most, parts[then[v]])
		}
	}
	return sizes[now[p]] - 1 - most
}

// without is how the community would hold without some people.
func (e *experiment) without(gone []uint32) (s Strain) {
	out := make(map[uint32]bool, len(gone))
	for _, p := range gone {
		out[p] = true
	}
	threads, silent := 0, 0
	for i, t := range e.threads {
		if !t.opens || out[t.opener] {
			continue
		}
		threads++
		if !slices.ContainsFunc(e.by[i], func(p uint32) bool { return !out[p] }) {
			silent++
		}
	}
	most, people := e.largest(gone)
	return Strain{share(silent, threads), share(most, people)}
}

// largest is how many people the largest part of the network has without some, and
// how many are left in all.
func (e *experiment) largest(gone []uint32) (most, left int) {
	out := make([]bool, len(e.people))
	left = len(e.people)
	for _, p := range gone {
		if i, in := slices.BinarySearch(e.people, e.h.people[p]); in {
			out[i] = true
			left--
		}
	}
	var kept []arc
	for _, a := range e.arcs {
		if from, to := a.ends(); !out[from] && !out[to] {
			kept = append(kept, a)
		}
	}
	if left == 0 {
		return 0, 0
	}
	return undirected(len(e.people), kept).components()[0], left
}
