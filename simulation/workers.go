package simulation

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// batch is some runs of a point, done together so that handing them on costs little.
type batch struct {
	point, from, to int
	rows            []Row
	err             error
	done            chan struct{}
}

// inOrder does all runs that are not done, on several workers, and yields them in
// order. A batch is handed to those who yield as it begins, and waited for there. A
// point that has enough is left: batches of it that were under way are let drop.
func (p *plan) inOrder(done Done, yield func(Row, error) bool) {
	workers := p.Workers
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	size := max(1, min(64, p.Runs*len(p.Points)/(8*workers)))
	var (
		todo   = make(chan *batch)            // to be done by any worker
		begun  = make(chan *batch, 2*workers) // in order; its length bounds what is held
		stop   = make(chan struct{})
		passed atomic.Int64 // points below this have enough
		all    sync.WaitGroup
	)
	passed.Store(int64(done.Point))
	all.Go(func() {
		defer close(todo)
		defer close(begun)
		for point := done.Point; point < len(p.Points); point++ {
			from := 0
			if point == done.Point {
				from = done.Run
			}
			for ; from < p.Runs && point >= int(passed.Load()); from += size {
				b := &batch{point: point, from: from, to: min(p.Runs, from+size), done: make(chan struct{})}
				select {
				case begun <- b:
				case <-stop:
					return
				}
				select {
				case todo <- b:
				case <-stop:
					return
				}
			}
		}
	})
	for range workers {
		all.Go(func() {
			for b := range todo {
				p.fill(b, &passed, stop)
				close(b.done)
			}
		})
	}
	defer all.Wait()
	defer close(stop)
	p.yield(done, begun, &passed, yield)
}

// fill does the runs of a batch, as long as anybody wants them.
func (p *plan) fill(b *batch, passed *atomic.Int64, stop chan struct{}) {
	b.rows = make([]Row, 0, b.to-b.from)
	var row Row
	var r Run
	for run := b.from; run < b.to && b.point >= int(passed.Load()); run++ {
		select {
		case <-stop:
			return
		default:
		}
		if row, r, b.err = p.run(b.point, run, r); b.err != nil {
			return
		}
		b.rows = append(b.rows, row)
	}
}

// yield yields the rows of the batches in order, and decides when a point has enough.
func (p *plan) yield(done Done, begun chan *batch, passed *atomic.Int64, yield func(Row, error) bool) {
	var began time.Time
	if p.Clock != nil {
		began = p.Clock()
	}
	first, sum := done.Rows, done.sum
	if p.enough(sum) {
		passed.Store(int64(done.Point) + 1)
	}
	// A point that had enough when it was interrupted has no more runs.
	point, all := done.Point, first+(len(p.Points)-done.Point)*p.Runs-done.Run
	if p.enough(sum) {
		all -= p.Runs - done.Run
	}
	for b := range begun {
		if b.point < int(passed.Load()) {
			continue
		}
		<-b.done
		if b.point != point {
			point, sum = b.point, Moments{}
		}
		for _, row := range b.rows {
			if !yield(row, nil) {
				return
			}
			done.Rows++
			sum.Add(row.Measures[0])
			enough := p.enough(sum)
			if enough {
				all -= p.Runs - row.Run - 1
			}
			p.tell(done.Rows, first, all, began)
			if enough {
				passed.Store(int64(b.point) + 1)
				break
			}
		}
		if b.err != nil && b.point >= int(passed.Load()) {
			yield(Row{}, b.err)
			return
		}
	}
}

func (p *plan) enough(sum Moments) bool {
	return p.Enough > 0 && sum.N >= leastRuns && sum.Error() <= p.Enough
}

// tell tells the progress, and how long the rest takes if it goes on like this.
func (p *plan) tell(done, first, all int, began time.Time) {
	if p.Progress == nil {
		return
	}
	told := Progress{Done: done, All: all}
	if p.Clock != nil && done > first {
		told.Left = time.Duration(float64(p.Clock().Sub(began)) * float64(all-done) / float64(done-first))
	}
	p.Progress(told)
}
