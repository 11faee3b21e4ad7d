package simulation_test

import (
	"encoding/binary"
	"math/bits"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/simulation"
)

// Learners is learning on a network: each agent looks at somebody it is tied to, and
// with the chance learn takes over one thing that they know and it does not. It records
// who learned from whom.
type Learners struct{ network *simulation.Network }

const learnerBlock = 1 << 10

// About returns what the model declares of itself.
func (Learners) About() simulation.About {
	return simulation.About{
		Name:     "learners",
		Purpose:  "How fast knowledge spreads, and how fast it is simulated.",
		Entities: "Agents on a network, who know some of 64 things.",
		Processes: []simulation.Process{
			{Name: "learning", What: "Each takes over one thing, with the chance learn, from somebody it is tied to.", Source: "this test"},
		},
		Parameters: []simulation.Parameter{
			{Name: "learn", What: "the chance to learn", Default: simulation.Number(0.3), Max: 1},
			{Name: "steps", What: "steps", Default: simulation.Number(10), Min: 1, Max: 1000, Whole: true},
		},
		Measures: []simulation.Measure{{Name: "known", What: "the share of what is known", Unit: "0 to 1"}},
	}
}

type learners struct {
	network *simulation.Network
	learn   float64
	steps   int
	key     simulation.Key
	names   []activity.Person
	sink    func(activity.Activity)
	next    []uint64
	state   struct {
		Knows []uint64
		Step  int
	}
}

// Start starts a run.
func (m Learners) Start(s simulation.Start) (simulation.Run, error) {
	n := m.network.Agents()
	r := &learners{network: m.network, learn: s.Values.Number("learn"), steps: s.Values.Int("steps"), key: s.Key, sink: s.Sink, next: make([]uint64, n)}
	first := s.Key.Stream(1, 0)
	for range n {
		r.state.Knows = append(r.state.Knows, first.Mask(1.0/8))
	}
	if s.Sink != nil {
		for i := range n {
			r.names = append(r.names, activity.Person("agent-"+strconv.Itoa(i)))
		}
	}
	return r, nil
}

// State returns what changes.
func (r *learners) State() any { return &r.state }

// Step lets all learn from what was known at the step before. Each block of agents
// has a stream of its own.
func (r *learners) Step() bool {
	knows := r.state.Knows
	var drawn [learnerBlock]int32
	var seen [learnerBlock]uint64
	learned := make([]lesson, 0, learnerBlock)
	for from := 0; from < len(knows); from += learnerBlock {
		s := r.key.Stream(simulation.Purpose(2+r.state.Step), uint64(from/learnerBlock))
		block := knows[from:min(len(knows), from+learnerBlock)]
		r.network.Draw(s, from, drawn[:len(block)])
		for i := range block {
			seen[i] = knows[drawn[i]]
		}
		var learn uint64
		for i, own := range block {
			if i%64 == 0 {
				learn = s.Mask(r.learn)
			}
			lacks := seen[i] &^ own & -(learn >> (i % 64) & 1)
			r.next[from+i] = own | lacks&-lacks
			if lacks != 0 && r.sink != nil {
				learned = append(learned, lesson{who: r.names[from+i], from: drawn[i], thing: bits.TrailingZeros64(lacks)})
			}
		}
		r.record(s, from, learned)
		learned = learned[:0]
	}
	r.state.Knows, r.next = r.next, knows
	r.state.Step++
	return r.state.Step < r.steps
}

var (
	began  = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	things = func() (all [64]activity.ObjectID) {
		for i := range all {
			all[i] = activity.Foreign("learners", strconv.Itoa(i))
		}
		return all
	}()
)

// lesson is what somebody learned, and from whom.
type lesson struct {
	who, to activity.Person
	from    int32
	thing   int
}

// record records what was learned in a block, whose first agent is number first.
func (r *learners) record(s *simulation.Stream, first int, all []lesson) {
	for i := range all {
		all[i].to = r.names[all[i].from]
	}
	for i, l := range all {
		at := began.Add(time.Duration(r.state.Step)*24*time.Hour + time.Duration(first+i)*time.Millisecond)
		var random [10]byte
		binary.LittleEndian.PutUint64(random[:], s.Uint64())
		r.sink(activity.Activity{ID: activity.ID(activity.V7(at, random)), Actor: l.who, To: l.to, Verb: activity.Reuse, Object: things[l.thing], At: at})
	}
}

// Measures returns how much is known.
func (r *learners) Measures() []float64 {
	known := 0
	for _, k := range r.state.Knows {
		known += bits.OnesCount64(k)
	}
	return []float64{float64(known) / 64 / float64(len(r.state.Knows))}
}

func learnersOn(t testing.TB, agents int) Learners {
	network, err := simulation.ErdosRenyi(agents, 10/float64(agents), simulation.Key{Seed: 1}.Stream(1, 0))
	require.NoError(t, err)
	return Learners{network}
}

// What is recorded is what was learned: one thing, by somebody who is tied to whom they
// learned it from.
func TestLearners(t *testing.T) {
	model := learnersOn(t, 3000)
	values, err := model.About().Check(nil)
	require.NoError(t, err)
	learned := map[activity.Person]int{}
	r, err := model.Start(simulation.Start{Values: values, Sink: func(a activity.Activity) {
		require.NoError(t, a.Check())
		who, _ := strconv.Atoi(string(a.Actor)[len("agent-"):])
		from, _ := strconv.Atoi(string(a.To)[len("agent-"):])
		require.True(t, model.network.Observes(who, from))
		learned[a.Actor]++
	}})
	require.NoError(t, err)
	before := append([]uint64(nil), r.(*learners).state.Knows...)
	for r.Step() {
	}
	for i, now := range r.(*learners).state.Knows {
		assert.Zero(t, before[i]&^now, "nobody forgets")
		assert.Equal(t, learned[activity.Person("agent-"+strconv.Itoa(i))], bits.OnesCount64(now&^before[i]))
	}
	assert.Greater(t, len(learned), 2000)
}
