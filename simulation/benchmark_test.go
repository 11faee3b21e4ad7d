package simulation_test

import (
	"fmt"
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
