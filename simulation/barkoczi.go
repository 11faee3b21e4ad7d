package simulation

import (
	"maps"
	"math"
	"slices"

	"github.com/praxis-cop/praxis/fault"
)

// Barkoczi2016 is how strategies of social learning and networks decide together how
// well a group solves a problem (Barkoczi, D. & Galesic, M. 2016, "Social learning
// strategies modify the effect of network structure on group performance", Nature
// Communications 7:13109), which generalises Lazer & Friedman (2007).
type Barkoczi2016 struct {
	// Networks are those that can be chosen by name, beside full and lattice. A run has as
	// many agents as its network.
	Networks map[string]*Network
}

// The strategies of Barkoczi2016.
const (
	BestMember    = "best"       // the best of the options sampled
	Conformity    = "conformity" // the most frequent; if all are as frequent, search of one's own
	RandomCopying = "random"     // one of them at random, and never search of one's own
	Individual    = "individual" // none: search of one's own
)

// What Barkoczi2016 draws for.
const (
	nkLandscape Purpose = iota + 1
	nkAgents
	nkSteps
)

// About returns what the model declares of itself.
func (b Barkoczi2016) About() About {
	return About{
		Name:    "barkoczi2016",
		Purpose: "When it helps a group that its members see much of each other, and when not, by how they learn from each other.",
		Sources: []string{
			"Barkoczi, D. & Galesic, M. (2016). Social learning strategies modify the effect of network structure on group performance. Nature Communications 7, 13109.",
			"Lazer, D. & Friedman, A. (2007). The network structure of exploration and exploitation. Administrative Science Quarterly 52(4), 667-694.",
		},
		Entities: "Agents on a network, each with an option: N bits, drawn uniformly at first. An NK landscape gives each option a payoff: the mean of a contribution of each bit, which depends on K other loci drawn from all N (the bit itself may be among them) and is uniform from 0 to 1, rounded to 0.1; the mean is divided by the landscape's greatest and raised to the 8th power.",
		Processes: []Process{
			{"social learning", "Each agent samples some whom it observes, without replacement, and finds a candidate by its strategy: best, the best of their options; conformity, the most frequent, or none if all are as frequent; random, that of one of them; individual, none. It takes a candidate that is strictly better than its own.", "Barkoczi & Galesic 2016"},
			{"individual search", "Otherwise it flips a bit drawn at random and keeps that only if it is strictly better. Those who copy at random do not.", "Barkoczi & Galesic 2016; on random copying their program"},
		},
		Parameters: []Parameter{
			{Name: "network", What: "who observes whom: full, everybody everybody; lattice, each the 19 ahead on a ring", Default: Word("full"),
				Words: append([]string{"full", "lattice"}, slices.Sorted(maps.Keys(b.Networks))...)},
			{Name: "strategy", What: "how they learn", Default: Word(BestMember), Words: []string{BestMember, Conformity, RandomCopying, Individual}},
			{Name: "sample", What: "how many are sampled, or all who are observed if they are fewer", Default: Number(3), Min: 1, Max: 1 << 20, Whole: true},
			{Name: "steps", What: "the step at whose beginning it is measured; the first begins with the start", Default: Number(200), Min: 1, Max: math.MaxInt32, Whole: true},
			{Name: "agents", What: "agents, where the network does not say", Default: Number(100), Min: 2, Max: 46340, Whole: true},
			{Name: "n", What: "bits of an option", Default: Number(15), Min: 1, Max: 20, Whole: true},
			{Name: "k", What: "loci that the contribution of a bit depends on, beside itself", Default: Number(7), Max: 20, Whole: true},
		},
		Measures: []Measure{
			{"payoff", "the mean payoff of the agents", "0 to 1"},
			{"options", "how many options they have between them", "options"},
		},
	}
}

// landscape is the payoff of each option. Contributions are counted in tenths, so that
// options of the same payoff are equal however their sums came about.
func landscape(n, k int, s *Stream) []float64 {
	tenths := make([]int32, 1<<n)
	loci, worth := make([]int, n), make([]int32, 1<<(k+1))
	half := n / 2
	low, high := make([]int32, 1<<half), make([]int32, 1<<(n-half))
	for locus := range n {
		for i := range loci {
			loci[i] = i
		}
		Shuffle(s, loci)
		on := append([]int{locus}, loci[:k]...)
		for i := range worth {
			worth[i] = int32(math.Round(10 * s.Float64()))
		}
		for part := range low {
			low[part] = places(part, 0, on)
		}
		for part := range high {
			high[part] = places(part, half, on)
		}
		for option := range tenths {
			tenths[option] += worth[low[option&(1<<half-1)]|high[option>>half]]
		}
	}
	best := slices.Max(tenths)
	payoffs := make([]float64, best+1)
	for i := range payoffs {
		payoffs[i] = math.Pow(float64(i)/float64(max(1, best)), 8)
	}
	all := make([]float64, len(tenths))
	for option, sum := range tenths {
		all[option] = payoffs[sum]
	}
	return all
}

// places returns the bits of part of an option, which begins at a locus, in the places
// that those loci have which a contribution depends on.
func places(part, from int, on []int) (which int32) {
	for place, locus := range on {
		if locus >= from {
			which |= int32(part>>(locus-from)&1) << place
		}
	}
	return which
}

type barkoczi struct {
	payoff   []float64
	network  *Network
	strategy string
	sample   int
	bits     int
	steps    int
	drawn    []int32 // scratch: those sampled
	next     []int32
	state    barkocziState
}

type barkocziState struct {
	Options []int32
	Step    int
	Stream  *Stream
}

// Start starts a run. The error is Invalid for a k greater than n.
func (b Barkoczi2016) Start(s Start) (Run, error) {
	v := s.Values
	r := &barkoczi{strategy: v.Word("strategy"), sample: v.Int("sample"), bits: v.Int("n"), steps: v.Int("steps")}
	if v.Int("k") > r.bits {
		return nil, &fault.Error{Op: "simulation.Barkoczi2016", Code: fault.Invalid,
			Fields: []fault.Field{{Name: "k", Problem: "must not be greater than n"}}}
	}
	var err error
	switch name := v.Word("network"); name {
	case "full":
		r.network, err = Complete(v.Int("agents"))
	case "lattice":
		r.network, err = DirectedRing(v.Int("agents"), min(19, v.Int("agents")-1))
	default:
		r.network = b.Networks[name]
	}
	if err != nil {
		return nil, err
	}
	r.payoff = landscape(r.bits, v.Int("k"), s.Key.Stream(nkLandscape, 0))
	agents := s.Key.Stream(nkAgents, 0)
	r.state = barkocziState{Options: make([]int32, r.network.Agents()), Stream: s.Key.Stream(nkSteps, 0)}
	for i := range r.state.Options {
		r.state.Options[i] = int32(agents.IntN(len(r.payoff)))
	}
	r.next = make([]int32, len(r.state.Options))
	return r, nil
}

// Step lets all agents learn, each from the options of the step before.
func (r *barkoczi) Step() bool {
	st := &r.state
	if st.Step+1 >= r.steps {
		return false
	}
	for i, own := range st.Options {
		r.next[i] = own
		if candidate, ok := r.candidate(i); ok && r.payoff[candidate] > r.payoff[own] {
			r.next[i] = candidate
			continue
		}
		if r.strategy == RandomCopying {
			continue
		}
		if flipped := own ^ 1<<st.Stream.IntN(r.bits); r.payoff[flipped] > r.payoff[own] {
			r.next[i] = flipped
		}
	}
	copy(st.Options, r.next)
	st.Step++
	return st.Step+1 < r.steps
}

// candidate returns the option that an agent finds with others.
func (r *barkoczi) candidate(agent int) (option int32, ok bool) {
	observed := r.network.Of(agent)
	if r.strategy == Individual || len(observed) == 0 {
		return 0, false
	}
	st := &r.state
	if r.strategy == RandomCopying {
		return st.Options[observed[st.Stream.IntN(len(observed))]], true
	}
	r.drawn = r.draw(observed, r.drawn[:0])
	if r.strategy == Conformity {
		return modal(r.drawn, st.Stream)
	}
	option = r.drawn[0]
	for _, other := range r.drawn {
		if r.payoff[other] > r.payoff[option] {
			option = other
		}
	}
	return option, true
}

// draw returns the options of a sample without replacement (Floyd's algorithm).
func (r *barkoczi) draw(observed, into []int32) []int32 {
	st := &r.state
	size := min(r.sample, len(observed))
	for last := len(observed) - size; last < len(observed); last++ {
		place := int32(st.Stream.IntN(last + 1))
		if slices.Contains(into, place) {
			place = int32(last)
		}
		into = append(into, place)
	}
	for i, place := range into {
		into[i] = st.Options[observed[place]]
	}
	return into
}

// modal returns the most frequent option, of several one at random. There is none if
// all options are as frequent and there are several.
func modal(options []int32, s *Stream) (option int32, ok bool) {
	slices.Sort(options)
	most, least, kinds, ties := 0, len(options), 0, 0
	for from := 0; from < len(options); {
		to := from
		for to < len(options) && options[to] == options[from] {
			to++
		}
		kinds++
		count := to - from
		switch {
		case count > most:
			most, ties, option = count, 1, options[from]
		case count == most:
			ties++
			if s.IntN(ties) == 0 {
				option = options[from]
			}
		}
		least = min(least, count)
		from = to
	}
	return option, kinds == 1 || most > least
}

// Measures returns the mean payoff.
func (r *barkoczi) Measures() []float64 {
	sum := 0.0
	for _, option := range r.state.Options {
		sum += r.payoff[option]
	}
	options := slices.Clone(r.state.Options)
	slices.Sort(options)
	return []float64{sum / float64(len(options)), float64(len(slices.Compact(options)))}
}

// State returns what changes.
func (r *barkoczi) State() any { return &r.state }
