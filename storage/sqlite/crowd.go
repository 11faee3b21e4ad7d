package sqlite

import (
	"runtime"
	"sync/atomic"
)

// crowd is who reads and writes at once. SQLite works in the caller's own
// goroutine and hardly ever waits, so many readers would let the one writer wait
// for a processor after each of its writes to the disk, and all who share its
// commit with it. While somebody writes, statements read on all processors but
// one.
type crowd struct {
	writers atomic.Int32
	places  chan struct{}
}

func newCrowd() *crowd { return &crowd{places: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)-1))} }

// write begins to write, until the function that it returns is called.
func (c *crowd) write() (done func()) {
	c.writers.Add(1)
	return func() { c.writers.Add(-1) }
}

// read waits until a statement may read, until the function that it returns is
// called. A nil crowd is that of whoever writes.
func (c *crowd) read() (done func()) {
	if c == nil || c.writers.Load() == 0 {
		return func() {}
	}
	c.places <- struct{}{}
	return func() { <-c.places }
}
