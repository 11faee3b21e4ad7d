package simulation_test

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/simulation"
)

// The benchmarks print how many agents act a second, in millions, and beside it what
// should be reached on one core (-cpu 1): half of what a loop made for the purpose
// does, or fifty times Mesa 3.3.

// speed does an experiment with so many runs, of so many agents.
func speed(b *testing.B, e simulation.Experiment, agents, goal float64) {
	b.Helper()
	steps := 0
	for row, err := range e.Rows() {
		require.NoError(b, err)
		steps += row.Steps
	}
	tell(b, float64(steps)*agents, goal)
}

func tell(b *testing.B, agentSteps, goal float64) {
	b.Helper()
	b.ReportMetric(agentSteps/1e6/b.Elapsed().Seconds(), "M-agent-steps/s")
	b.ReportMetric(goal, "goal")
}

func BenchmarkMarch1991(b *testing.B) {
	for _, test := range []struct{ p1, goal float64 }{{0.1, 23}, {0.5, 55}, {0.9, 82}} {
		b.Run(fmt.Sprintf("p1=%v", test.p1), func(b *testing.B) {
			speed(b, simulation.Experiment{Model: simulation.March1991{}, Runs: b.N, Seed: 1,
				Points: []simulation.Values{{"p1": simulation.Number(test.p1)}}}, 50, test.goal)
		})
	}
}

// Learning on a random network with ten ties an agent.
func BenchmarkLearners(b *testing.B) {
	const agents = 1_000_000
	model := learnersOn(b, agents)
	b.Run("unrecorded", func(b *testing.B) {
		speed(b, simulation.Experiment{Model: model, Runs: 1, Seed: 1,
			Points: []simulation.Values{{"steps": simulation.Number(float64(min(1000, b.N)))}}}, agents, 14.5)
	})
	b.Run("recorded", func(b *testing.B) {
		values, err := model.About().Check(nil)
		require.NoError(b, err)
		var told activity.Activity
		events := 0
		r, err := model.Start(simulation.Start{Values: values, Sink: func(a activity.Activity) { told = a; events++ }})
		require.NoError(b, err)
		b.ResetTimer()
		for range b.N {
			r.Step()
		}
		tell(b, float64(b.N)*agents, 10)
		b.ReportMetric(float64(events)/float64(b.N)/agents, "events/agent-step")
		require.NoError(b, told.Check())
	})
}

func BenchmarkSchelling(b *testing.B) {
	n := simulation.Number
	for _, test := range []struct {
		name         string
		values       simulation.Values
		steps        int
		agents, goal float64
	}{
		{"small", simulation.Values{"side": n(40), "density": n(0.625), "homophily": n(3)}, 20, 1000, 12.25},
		{"large", simulation.Values{"side": n(100), "density": n(0.8), "homophily": n(8), "radius": n(2)}, 10, 8000, 3.55},
	} {
		b.Run(test.name, func(b *testing.B) {
			speed(b, simulation.Experiment{Model: Schelling{}, Runs: b.N, Steps: test.steps, Seed: 1, Points: []simulation.Values{test.values}}, test.agents, test.goal)
		})
	}
}

func BenchmarkWealth(b *testing.B) {
	speed(b, simulation.Experiment{Model: Wealth{}, Runs: b.N, Steps: 100, Seed: 1}, 10_000, 6.5)
}

// A community of 100,000 over five years, with all that happens in it recorded: under a
// minute, and less than 1 GB taken from the system.
func BenchmarkLiving(b *testing.B) {
	values := simulation.Values{"members": simulation.Number(1e5), "arrivals": simulation.Number(500)}
	records := 0
	for i := range b.N {
		start := simulation.Start{Values: values, Key: simulation.Key{Seed: uint64(i)}}
		for _, err := range simulation.Recording(simulation.Living{}, start) {
			if err != nil {
				b.Fatal(err)
			}
			records++
		}
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(memory.Sys)/1e6, "MB")
	b.ReportMetric(float64(records)/b.Elapsed().Seconds(), "activities/s")
}
