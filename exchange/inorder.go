package exchange

import "runtime"

// inOrder works on what next returns, on all processors, and hands it to emit in
// its order, until there is nothing left or emit returns false. Next and emit are
// called by the caller's goroutine alone, and when inOrder returns no other is at
// work.
func inOrder[T any](next func() (T, bool), work func(T), emit func(T) bool) {
	type task struct {
		of   T
		done chan struct{}
	}
	var queue []task
	more := true
	for {
		for more && len(queue) <= 2*runtime.GOMAXPROCS(0) {
			var of T
			if of, more = next(); more {
				t := task{of, make(chan struct{})}
				go func() {
					defer close(t.done)
					work(t.of)
				}()
				queue = append(queue, t)
			}
		}
		if len(queue) == 0 {
			return
		}
		<-queue[0].done
		if !emit(queue[0].of) {
			break
		}
		queue = queue[1:]
	}
	for _, t := range queue {
		<-t.done
	}
}
