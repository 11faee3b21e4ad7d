package benchmark

import (
	"fmt"
	"os"
	"sync"
	"syscall"
	"testing"
	"time"
)

func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func BenchmarkProbeSQLite(b *testing.B) {
	if os.Getenv("PROBE") == "" {
		b.Skip()
	}
	ours, theirs := bothSQLite(b, true, 1000)
	go theirs.serve(b.Context())
	for name, rec := range map[string]side{"ours": ours.record(b), "floor": func(_, n int) error { return theirs.together(commentOf(n)) }} {
		if w := os.Getenv("PROBE"); w != "1" && w != name {
			continue
		}
		for _, callers := range []int{1, 8, 32, 64, 64} {
			begin, c := time.Now(), cpu()
			var g sync.WaitGroup
			const each = 200
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
			ops := float64(callers * each)
			fmt.Printf("%s callers %d: %.0f/s, CPU %.1f µs an op\n", name, callers, ops/took.Seconds(), float64((cpu()-c).Microseconds())/ops)
		}
	}
}
