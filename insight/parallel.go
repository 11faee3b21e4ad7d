package insight

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// inBlocks does work on the numbers below n, block by block, on all cores. Blocks
// are always the same, whatever the cores, so that what is summed within one comes
// out the same.
func inBlocks(n, size int, work func(block, from, to int)) {
	blocks := (n + size - 1) / size
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), blocks) {
		all.Go(func() {
			for {
				b := int(next.Add(1)) - 1
				if b >= blocks {
					return
				}
				work(b, b*size, min(n, (b+1)*size))
			}
		})
	}
	all.Wait()
}

// atOnce does some work, all of it at once and none of which touches what another
// does, and returns when it is done.
func atOnce(work ...func()) {
	var all sync.WaitGroup
	for _, do := range work {
		all.Go(do)
	}
	all.Wait()
}

// sumInBlocks sums vectors of a length that blocks of the numbers below n come to:
// each block by itself, and then block after block, so that the sums are the same on
// any number of cores. New makes what a worker needs again and again.
func sumInBlocks[S any](n, size, length int, fresh func() S, work func(scratch S, from, to int, into []float64)) []float64 {
	blocks := (n + size - 1) / size
	sum := make([]float64, length)
	var (
		next   atomic.Int64
		all    sync.WaitGroup
		turn   = sync.NewCond(new(sync.Mutex))
		summed int
	)
	for range min(runtime.GOMAXPROCS(0), blocks) {
		all.Go(func() {
			scratch, part := fresh(), make([]float64, length)
			for {
				b := int(next.Add(1)) - 1
				if b >= blocks {
					return
				}
				clear(part)
				work(scratch, b*size, min(n, (b+1)*size), part)
				turn.L.Lock()
				for summed != b {
					turn.Wait()
				}
				for i, v := range part {
					sum[i] += v
				}
				summed++
				turn.Broadcast()
				turn.L.Unlock()
			}
		})
	}
	all.Wait()
	return sum
}
