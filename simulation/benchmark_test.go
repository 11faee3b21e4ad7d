package simulation_test

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/praxis-cop/praxis/simulation"
)

// How many agents act a second, through an experiment on all cores: members of March
// 1991 times periods.
func BenchmarkMarch1991(b *testing.B) {
	for _, p1 := range []float64{0.1, 0.5, 0.9} {
		b.Run(fmt.Sprintf("p1=%v", p1), func(b *testing.B) {
			e := simulation.Experiment{Model: simulation.March1991{}, Runs: b.N, Seed: 1,
				Points: []simulation.Values{{"p1": simulation.Number(p1)}}}
			steps := 0
			for row, err := range e.Rows() {
				if err != nil {
					b.Fatal(err)
				}
				steps += row.Steps
			}
			b.ReportMetric(float64(steps)*50/b.Elapsed().Seconds(), "agent-steps/s")
		})
	}
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
