package benchmark

import (
	"slices"
	"sync"
	"testing"
	"time"
)

// side is one of the two that are measured against each other: what it does for
// the n-th time, in one of several callers at once.
type side func(caller, n int) error

// compare lets both sides take turns, since machines are noisy, and reports how
// often a second each did its work, as medians over the turns, and their ratio.
// Work is how much one call counts for.
func compare(b *testing.B, callers, calls, work int, ours, floor side) {
	b.Helper()
	var mine, theirs []time.Duration
	turn := 0
	take := func(s side) time.Duration {
		var group sync.WaitGroup
		start := make(chan struct{})
		for caller := range callers {
			group.Go(func() {
				<-start
				for i := range calls / callers {
					if err := s(caller, turn*calls+caller*(calls/callers)+i); err != nil {
						b.Error(err)
						return
					}
				}
			})
		}
		begin := time.Now()
		close(start)
		group.Wait()
		return time.Since(begin)
	}
	for b.Loop() {
		mine = append(mine, take(ours))
		theirs = append(theirs, take(floor))
		turn++
	}
	one, other := median(mine), median(theirs)
	done := float64(calls / callers * callers * work)
	b.ReportMetric(0, "ns/op") // a turn of both sides means nothing
	b.ReportMetric(done/one.Seconds(), "ours/s")
	b.ReportMetric(done/other.Seconds(), "floor/s")
	b.ReportMetric(other.Seconds()/one.Seconds(), "ratio")
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}
