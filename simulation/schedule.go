package simulation

import "container/heap"

// Activation is the order in which agents act within a tick.
type Activation string

// The orders of activation.
const (
	// Synchronous: all act on what was at the end of the last tick; the model keeps
	// that until all have acted. The order is that of their numbers.
	Synchronous Activation = "synchronous"
	// Random: one after another in random order, a new one each tick.
	Random Activation = "random"
	// RandomBlocks: the agents are divided by number into blocks of 64; the blocks
	// come in random order, and the agents of a block in random order.
	RandomBlocks Activation = "random-blocks"
)

const activationBlock = 64

// Order returns the order in which n agents act in a tick. It uses the space of into,
// if that is enough.
func (a Activation) Order(n int, s *Stream, into []int32) []int32 {
	into = into[:0]
	if a != RandomBlocks {
		for i := range n {
			into = append(into, int32(i))
		}
		if a == Random {
			Shuffle(s, into)
		}
		return into
	}
	blocks := make([]int32, (n+activationBlock-1)/activationBlock)
	for b := range blocks {
		blocks[b] = int32(b)
	}
	Shuffle(s, blocks)
	for _, b := range blocks {
		from := len(into)
		for i := int(b) * activationBlock; i < min(n, (int(b)+1)*activationBlock); i++ {
			into = append(into, int32(i))
		}
		Shuffle(s, into[from:])
	}
	return into
}

// Event is something that will happen at a time.
type Event struct {
	At    float64
	Order uint64 // its place among those of the same time: as they were planned
	Kind  int    // as the model likes
	Agent int32
}

// Queue holds what will happen. Its zero value is empty; encoding/json keeps it whole.
type Queue struct {
	Events  eventHeap
	Planned uint64
}

// Plan adds an event.
func (q *Queue) Plan(at float64, kind int, agent int32) {
	heap.Push(&q.Events, Event{at, q.Planned, kind, agent})
	q.Planned++
}

// Next takes out the earliest event, of several the one that was planned first.
func (q *Queue) Next() (e Event, ok bool) {
	if len(q.Events) == 0 {
		return Event{}, false
	}
	return heap.Pop(&q.Events).(Event), true
}

// Len returns how many events are to come.
func (q *Queue) Len() int { return len(q.Events) }

type eventHeap []Event

func (h eventHeap) Len() int      { return len(h) }
func (h eventHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h eventHeap) Less(i, j int) bool {
	return h[i].At < h[j].At || h[i].At == h[j].At && h[i].Order < h[j].Order
}
func (h *eventHeap) Push(e any) { *h = append(*h, e.(Event)) }
func (h *eventHeap) Pop() any {
	last := len(*h) - 1
	e := (*h)[last]
	*h = (*h)[:last]
	return e
}
