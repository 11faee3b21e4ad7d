package simulation

import (
	"math"
	"math/bits"

	"github.com/praxis-cop/praxis/fault"
)

// March1991 is the model of mutual learning between an organisation's code and its
// members (March, J. G. 1991, "Exploration and exploitation in organizational
// learning", Organization Science 2:71-87). The rules as printed do not give the
// published figures; the reading Christensen has the steps that Rodan (2005) and
// Christensen (2015) found missing.
type March1991 struct{}

// The readings of March 1991.
const (
	// Christensen: members act on their beliefs and flip a coin where they have none;
	// a belief moves by one step towards the code, from -1 over 0 to 1.
	Christensen = "Christensen"
	// Text: as printed. A belief becomes the code's at once; nobody acts on a belief of 0;
	// superiors are the members with more beliefs right than the code, and k is how many
	// of them are on the side of their majority. Knowledge is the share of dimensions on
	// which the code is right.
	Text = "Text"
	// Basic: as Text, but who is superior, and knowledge, go by the sum of belief times
	// reality.
	Basic = "Basic"
)

// What March1991 draws for.
const (
	marchWorld Purpose = iota + 1
	marchPeriods
)

// mostPeriods ends runs in which superiors block each other for ever.
const mostPeriods = 100_000

// About returns what the model declares of itself.
func (March1991) About() About {
	const one = math.MaxInt32
	return About{
		Name:    "march1991",
		Purpose: "How the rates at which an organisation and its members learn from each other decide between exploring and exploiting.",
		Sources: []string{
			"March, J. G. (1991). Exploration and exploitation in organizational learning. Organization Science 2(1), 71-87.",
			"Rodan, S. (2005). Exploration and exploitation revisited. Scandinavian Journal of Management 21(4), 407-428.",
			"Christensen, M. (2015), on the steps that the printed rules leave out.",
		},
		Entities: "A reality of m dimensions, each 1 or -1; an organisational code and n members, who believe 1, 0 or -1 of each dimension. The code begins with 0, the members with beliefs drawn uniformly.",
		Processes: []Process{
			{"turnover", "With p3 a member is replaced by one whose beliefs are drawn uniformly from -1, 0 and 1.", "March 1991"},
			{"turbulence", "With p4 each dimension of reality changes its sign.", "March 1991"},
			{"action", "Each member acts on each dimension: the belief, or a coin flip where it is 0 (Text, Basic: the belief). Performance is the sum of action times reality (Text: the number of beliefs that are right).", "Rodan 2005; Christensen 2015"},
			{"socialisation", "Where the code is not 0 and a belief differs, with p1 (pb for the fast share) the belief moves one step to the code (Text, Basic: becomes it).", "March 1991; Christensen 2015"},
			{"learning by the code", "Members who do better than the code are superior. Where the strict majority of their actions differs from the code, it takes their side with 1 - (1 - p2)^k, k the margin of votes (Text, Basic: the size of the majority among those who are not 0).", "March 1991"},
		},
		Parameters: []Parameter{
			{Name: "p1", What: "chance that a member learns a belief of the code in a period", Default: Number(0.1), Max: 1},
			{Name: "p2", What: "chance that the code learns from one superior in a period", Default: Number(0.5), Max: 1},
			{Name: "p3", What: "chance that a member is replaced in a period", Max: 1},
			{Name: "p4", What: "chance that a dimension of reality changes in a period", Max: 1},
			{Name: "fast", What: "share of members who learn with pb in place of p1", Max: 1},
			{Name: "pb", What: "chance that one of these learns a belief of the code in a period", Default: Number(0.9), Max: 1},
			{Name: "m", What: "dimensions", Default: Number(30), Min: 1, Max: 1 << 20, Whole: true},
			{Name: "n", What: "members", Default: Number(50), Min: 1, Max: 1 << 20, Whole: true},
			{Name: "periods", What: "periods; 0: until neither side can learn, at most 100,000", Max: one, Whole: true},
			{Name: "reading", What: "which reading of the paper", Default: Word(Christensen), Words: []string{Christensen, Text, Basic}},
		},
		Measures: []Measure{
			{"knowledge", "what the code knows: the mean of code times reality (Text: the share of dimensions on which it is right)", "-1 to 1"},
			{"members", "what members know: the mean of belief times reality", "-1 to 1"},
			{"periods", "how long the run took", "periods"},
		},
	}
}

// march is a run. Beliefs are sliced by dimension: a word holds those of 64 members.
//
// A dimension of which all believe what the code does is settled: until somebody comes
// anew nothing changes in it, and it adds the same to what everybody is compared by. So
// a period goes through those alone that are open.
type march struct {
	m, n, words int
	periods     int
	plain       bool // Text or Basic
	text        bool
	learn       [2]odds // of slow and fast members
	turnover    odds
	turbulence  float64
	takes       []float64  // chance that the code takes the side of a majority, by its margin
	groups      [][]uint64 // who is slow, and who is fast
	all         []uint64   // everybody
	act, best   []uint64   // who acts as 1, by dimension, and who is superior
	against     []uint64   // who is against, by dimension, if some take no side: plain
	right       []uint64   // scratch: who is right, by open dimension
	count       []uint64   // of right actions: a word for each binary place
	state       marchState
}

type marchState struct {
	Reality, Code []int8
	Beliefs       [][2]uint64 // who believes 1, and who -1, of each dimension
	Open          []int32     // dimensions that are not settled, ascending; a few may be that are
	Period        int
	Random        xoshiro
}

// Start starts a run. The error is Invalid if it would never end.
func (March1991) Start(s Start) (Run, error) {
	v := s.Values
	r := &march{
		m: v.Int("m"), n: v.Int("n"), periods: v.Int("periods"), text: v.Word("reading") == Text, plain: v.Word("reading") != Christensen,
		learn:    [2]odds{oddsOf(v.Number("p1")), oddsOf(v.Number("pb"))},
		turnover: oddsOf(v.Number("p3")), turbulence: v.Number("p4"),
	}
	if r.periods == 0 && (v.Number("p3") > 0 || v.Number("p4") > 0) {
		return nil, &fault.Error{Op: "simulation.March1991", Code: fault.Invalid,
			Fields: []fault.Field{{Name: "periods", Problem: "must be given where p3 or p4 is not 0: learning never ends then"}}}
	}
	r.words = (r.n + 63) / 64
	r.takes = make([]float64, r.n+1)
	for k, missed := 0, 1.0; k <= r.n; k++ {
		r.takes[k] = 1 - missed
		missed *= 1 - v.Number("p2")
	}
	fast := int(math.Round(v.Number("fast") * float64(r.n)))
	slow, quick := make([]uint64, r.words), make([]uint64, r.words)
	r.all = make([]uint64, r.words)
	for i := range r.n {
		r.all[i/64] |= 1 << (i % 64)
		if i < r.n-fast {
			slow[i/64] |= 1 << (i % 64)
		} else {
			quick[i/64] |= 1 << (i % 64)
		}
	}
	r.groups = [][]uint64{slow, quick}[:1+min(1, fast)]
	beliefs, counted := r.m*r.words, r.m
	r.act, r.best = make([]uint64, beliefs), make([]uint64, r.words)
	if r.plain {
		r.against = make([]uint64, beliefs)
		counted = 2 * r.m
	}
	r.right, r.count = make([]uint64, (counted+7)/8*8), make([]uint64, max(3, bits.Len(uint(counted))))
	r.state = marchState{
		Reality: make([]int8, r.m), Code: make([]int8, r.m), Beliefs: make([][2]uint64, beliefs), Open: make([]int32, 0, r.m),
	}
	r.Restart(s.Key)
	return r, nil
}

// Restart starts anew.
func (r *march) Restart(key Key) {
	st, world := &r.state, key.quick(marchWorld, 0)
	clear(st.Code)
	var reality uint64
	for d := range r.m {
		if d%64 == 0 {
			reality, world = world.next()
		}
		st.Reality[d] = int8(1 - 2*int(reality>>(d%64)&1))
		for w, who := range r.all {
			world = r.redraw(world, d*r.words+w, who)
		}
	}
	st.Period, st.Random = 0, key.quick(marchPeriods, 0)
	r.reopen()
}

// reopen takes all dimensions to be open.
func (r *march) reopen() {
	r.state.Open = r.state.Open[:0]
	for d := range r.m {
		r.state.Open = append(r.state.Open, int32(d))
	}
}

// State returns what changes.
func (r *march) State() any { return &r.state }
