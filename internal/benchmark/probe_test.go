package benchmark

import (
	"fmt"
	"os"
	"sync"
	"testing"
	"time"
)

func BenchmarkProbe(b *testing.B) {
	if os.Getenv("PROBE") == "" {
		b.Skip()
	}
	ours, pool := postgresCommunity(b, 1000)
	commits := func() (n int64) {
		_ = pool.QueryRow(b.Context(), "SELECT sum(xact_commit)::bigint FROM pg_stat_database").Scan(&n)
		return n
	}
	rec := ours.record(b)
	for _, callers := range []int{1, 8, 32, 64} {
		before := commits()
		begin := time.Now()
		var g sync.WaitGroup
		const each = 100
		for c := range callers {
			g.Go(func() {
				for i := range each {
					if err := rec(c, c*each+i); err != nil {
						b.Error(err)
					}
				}
			})
		}
		g.Wait()
		took := time.Since(begin)
		time.Sleep(1500 * time.Millisecond)
		n := commits() - before
		fmt.Printf("callers %d: %.0f/s, %d ops in about %d commits: %.1f a batch, %.2f ms a commit\n", callers, float64(callers*each)/took.Seconds(), callers*each, n, float64(callers*each)/float64(n), took.Seconds()*1000/float64(n))
	}
}
