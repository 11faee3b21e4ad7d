package simulation

import (
	"math"
	"slices"
)

// Fang2010 is learning in semi-isolated subgroups (Fang, C., Lee, J. & Schilling, M. A.
// 2010, "Balancing exploration and exploitation through structural design: the isolation
// of subgroups and organizational learning", Organization Science 21:625-642).
type Fang2010 struct{}

// What Fang2010 draws for.
const (
	fangNetwork Purpose = iota + 1
	fangWorld
	fangSteps
)

// About returns what the model declares of itself.
func (Fang2010) About() About {
	return About{
		Name:     "fang2010",
		Purpose:  "How far subgroups should be linked so that an organisation neither settles too early nor learns too little.",
		Sources:  []string{"Fang, C., Lee, J. & Schilling, M. A. (2010). Balancing exploration and exploitation through structural design: the isolation of subgroups and organizational learning. Organization Science 21(3), 625-642."},
		Entities: "A reality of m dimensions, each 1 or -1; n agents in groups, who believe 1, 0 or -1 of each dimension, drawn uniformly at first. Within a group all are tied; each tie is rewired with beta to somebody of another group. The payoff is the number of bundles of s dimensions all of which are right, times s.",
		Processes: []Process{
			{"learning", "Each agent takes, dimension by dimension and with the chance learn, the belief of the majority of those it is tied to who have a higher payoff. All do so at once.", "Fang, Lee & Schilling 2010"},
			{"end", "A run ends when nobody could learn.", "Fang, Lee & Schilling 2010"},
		},
		Parameters: []Parameter{
			{Name: "beta", What: "chance that a tie is rewired to another group", Default: Number(0.1), Max: 1},
			{Name: "learn", What: "chance to learn a dimension in a step", Default: Number(0.3), Max: 1},
			{Name: "m", What: "dimensions", Default: Number(100), Min: 1, Max: 1 << 16, Whole: true},
			{Name: "n", What: "agents; a multiple of size", Default: Number(280), Min: 1, Max: 1 << 20, Whole: true},
			{Name: "size", What: "agents of a group", Default: Number(7), Min: 1, Max: 1 << 12, Whole: true},
			{Name: "s", What: "dimensions of a bundle; a divisor of m", Default: Number(5), Min: 1, Max: 1 << 16, Whole: true},
			{Name: "steps", What: "steps at most; 0: until nobody could learn, at most 100,000", Max: math.MaxInt32, Whole: true},
		},
		Measures: []Measure{
			{"payoff", "the mean payoff, as a share of the greatest", "0 to 1"},
			{"steps", "how long the run took", "steps"},
		},
	}
}

type fang struct {
	m, bundle, most int
	learn           float64
	network         *Network
	reality         []int8
	payoff          []int
	before          []int8  // the beliefs of the step before
	sums            []int16 // scratch: of the beliefs of those who are better
	state           fangState
}

type fangState struct {
	Beliefs []int8 // of agent 0, then of agent 1, ...
	Step    int
	Stream  *Stream
}

// Start starts a run. The error is Invalid for groups or bundles that do not come out
// even.
func (Fang2010) Start(s Start) (Run, error) {
	v := s.Values
	r := &fang{m: v.Int("m"), bundle: v.Int("s"), most: v.Int("steps"), learn: v.Number("learn")}
	agents, size := v.Int("n"), v.Int("size")
	if err := need("simulation.Fang2010", agents%size == 0 && r.m%r.bundle == 0,
		"n must be a multiple of size, and m of s; they are %d of %d, and %d of %d", agents, size, r.m, r.bundle); err != nil {
		return nil, err
	}
	if r.most == 0 {
		r.most = mostPeriods
	}
	var err error
	if r.network, err = Caves(agents/size, size, v.Number("beta"), s.Key.Stream(fangNetwork, 0)); err != nil {
		return nil, err
	}
	world := s.Key.Stream(fangWorld, 0)
	r.reality = make([]int8, r.m)
	for d := range r.reality {
		r.reality[d] = int8(1 - 2*int(world.Uint64()&1))
	}
	r.state = fangState{Beliefs: make([]int8, agents*r.m), Stream: s.Key.Stream(fangSteps, 0)}
	for i := range r.state.Beliefs {
		r.state.Beliefs[i] = int8(world.IntN(3) - 1)
	}
	r.before = make([]int8, len(r.state.Beliefs))
	r.payoff, r.sums = make([]int, agents), make([]int16, r.m)
	return r, nil
}

// reward works out what each agent has right, in bundles.
func (r *fang) reward() {
	for i := range r.payoff {
		beliefs := r.state.Beliefs[i*r.m : (i+1)*r.m]
		r.payoff[i] = 0
		for from := 0; from < r.m; from += r.bundle {
			if slices.Equal(beliefs[from:from+r.bundle], r.reality[from:from+r.bundle]) {
				r.payoff[i]++
			}
		}
	}
}

// Step lets all agents learn, each from the beliefs of the step before.
func (r *fang) Step() bool {
	st := &r.state
	r.reward()
	copy(r.before, st.Beliefs)
	could := false
	for i := range r.payoff {
		better := 0
		clear(r.sums)
		for _, other := range r.network.Of(i) {
			if r.payoff[other] <= r.payoff[i] {
				continue
			}
			better++
			for d, belief := range r.before[int(other)*r.m : (int(other)+1)*r.m] {
				r.sums[d] += int16(belief)
			}
		}
		if better == 0 {
			continue
		}
		own := st.Beliefs[i*r.m : (i+1)*r.m]
		for d, sum := range r.sums {
			side := int8(min(1, max(-1, sum)))
			if side == 0 || side == own[d] {
				continue
			}
			could = r.learn > 0
			if st.Stream.Chance(r.learn) {
				own[d] = side
			}
		}
	}
	st.Step++
	return could && st.Step < r.most
}

// Measures returns the mean payoff.
func (r *fang) Measures() []float64 {
	r.reward()
	sum := 0
	for _, p := range r.payoff {
		sum += p * r.bundle
	}
	return []float64{float64(sum) / float64(len(r.payoff)*r.m), float64(r.state.Step)}
}

// State returns what changes.
func (r *fang) State() any { return &r.state }
