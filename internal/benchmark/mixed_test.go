package benchmark

import (
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/storage/sqlite"
)

// BenchmarkMixed lets 8 people write and 4 read feeds at once, and reports how
// long the slowest hundredth of each waits, as a multiple of the median of one
// who is alone.
func BenchmarkMixed(b *testing.B) {
	for engine, open := range map[string]func(*testing.B) community{
		"SQLite": func(b *testing.B) community {
			s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "praxis.db"), nil)
			require.NoError(b, err)
			b.Cleanup(func() { require.NoError(b, s.Close()) })
			c := found(b, s)
			c.fill(b, 10_000)
			return c
		},
		"PostgreSQL": func(b *testing.B) community {
			c, _ := postgresCommunity(b, 10_000)
			return c
		},
	} {
		b.Run(engine, func(b *testing.B) {
			c := open(b)
			write, entries := c.record(b), c.entries(b, 0, 9000)
			read := func(_, n int) error {
				page, err := c.As(person(n)).In(c.id).Activities(b.Context(), entries[n%9000], 50)
				return fifty(len(page), err)
			}
			var aloneWriting, aloneReading, writing, reading []time.Duration
			n := 0
			for b.Loop() {
				n += 10_000
				aloneWriting = append(aloneWriting, atOnce(b, 1, 500, n, write)...)
				aloneReading = append(aloneReading, atOnce(b, 1, 500, n, read)...)
				var group sync.WaitGroup
				group.Go(func() { writing = append(writing, atOnce(b, 8, 500, n+1000, write)...) })
				group.Go(func() { reading = append(reading, atOnce(b, 4, 1000, n, read)...) })
				group.Wait()
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(p99(writing)/float64(median(aloneWriting)), "writers-p99/median")
			b.ReportMetric(p99(reading)/float64(median(aloneReading)), "readers-p99/median")
		})
	}
}

// atOnce lets several callers do something so often each, and returns how long
// each time took.
func atOnce(b *testing.B, callers, calls, first int, s side) (all []time.Duration) {
	var group sync.WaitGroup
	var mu sync.Mutex
	for caller := range callers {
		group.Go(func() {
			own := make([]time.Duration, 0, calls)
			for i := range calls {
				begin := time.Now()
				if err := s(caller, first+caller*calls+i); err != nil {
					b.Error(err)
					return
				}
				own = append(own, time.Since(begin))
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, own...)
		})
	}
	group.Wait()
	return all
}

func p99(d []time.Duration) float64 {
	slices.Sort(d)
	return float64(d[len(d)*99/100])
}
