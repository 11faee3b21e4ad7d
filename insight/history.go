package insight

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"github.com/praxis-cop/praxis/activity"
)

// history is the participation that a stream holds, in compact columns: a
// million events take 24 MB, whatever the activities weighed.
type history struct {
	people  []activity.Person // in order of their names, so that order by index is order by name
	events  []event           // by actor, then by time
	deeds   []deed
	threads int

	threadIDs []activity.ObjectID // by number
}

// event is one activity. Its fields are indices, but for the time.
type event struct {
	at     int64  // microseconds since 1970, UTC
	actor  uint32 // of people
	to     uint32 // of people, or none
	thread uint32 // below threads, or none
	deed   uint32 // of deeds
}

// deed is what an event did. There are few different ones.
type deed struct {
	verb     activity.Verb
	opens    bool // the thread that the event is in
	accepted bool // as its source says
}

const none = math.MaxUint32

// read reads a stream to its end or first error, and skips upkeep.
func read(s activity.Stream) (*history, error) {
	var (
		people  = index[activity.Person]{}
		threads = index[activity.ObjectID]{}
		deeds   deedIndex
		events  pile
	)
	for a, err := range s {
		if err != nil {
			return nil, err
		}
		use := deeds.use(a.Verb)
		if use.upkeep {
			continue
		}
		thread, opens := threadIf(use.opens, a.Object, a.Thread)
		names, _ := a.Detail.(activity.Imported)
		e := event{at: a.At.UnixMicro(), actor: numberOf(people, a.Actor), to: none, thread: none, deed: deeds.of(use, opens, names.Accepted)}
		if a.To != "" {
			e.to = numberOf(people, a.To)
		}
		if !thread.IsZero() {
			e.thread = threads.of(thread)
		}
		events.add(e)
	}
	h := &history{people: people.list(), deeds: deeds.all, threads: len(threads), threadIDs: threads.list()}
	h.arrange(events)
	return h, nil
}

// readAbout is read that keeps which topics each thread was opened on, too.
func readAbout(s activity.Stream) (*history, map[activity.ObjectID][]string, error) {
	about := make(map[activity.ObjectID][]string)
	h, err := read(func(yield func(activity.Activity, error) bool) {
		for a, err := range s {
			if thread, opens := threadOf(a); err == nil && opens && !a.Verb.Upkeep() {
				about[thread] = a.Topics
			}
			if !yield(a, err) {
				return
			}
		}
	})
	return h, about, err
}

// threadOf returns the thread that an activity is in and whether it opens it.
// An opening that names no thread opens its object's.
func threadOf(a activity.Activity) (thread activity.ObjectID, opens bool) {
	return threadIf(a.Verb.Opens(), a.Object, a.Thread)
}

func threadIf(verbOpens bool, object, named activity.ObjectID) (thread activity.ObjectID, opens bool) {
	if named.IsZero() && verbOpens {
		named = object
	}
	return named, verbOpens && named == object && !named.IsZero()
}

// arrange puts people in order of their names and events in order of actor and
// time, so that nothing depends on the order in which they were read.
func (h *history) arrange(events pile) {
	type named struct {
		name activity.Person
		was  uint32
	}
	byName := make([]named, len(h.people))
	for i, name := range h.people {
		byName[i] = named{name, uint32(i)}
	}
	slices.SortFunc(byName, func(a, b named) int { return cmp.Compare(a.name, b.name) })
	place := make([]uint32, len(byName))
	for i, p := range byName {
		place[p.was], h.people[i] = uint32(i), p.name
	}
	next := make([]int, len(h.people)+1) // where the next event of each actor goes
	for _, part := range events {
		for _, e := range part {
			next[place[e.actor]+1]++
		}
	}
	for i := range h.people {
		next[i+1] += next[i]
	}
	h.events = make([]event, next[len(h.people)])
	for i, part := range events {
		for _, e := range part {
			e.actor = place[e.actor]
			if e.to != none {
				e.to = place[e.to]
			}
			h.events[next[e.actor]] = e
			next[e.actor]++
		}
		events[i] = nil // the memory may be had again
	}
	inTime := func(a, b event) int { return cmp.Compare(a.at, b.at) }
	for own := range h.byActor() {
		if !slices.IsSortedFunc(own, inTime) {
			slices.SortStableFunc(own, inTime)
		}
	}
}

// byActor yields each actor's events, in order of time.
func (h *history) byActor() iter.Seq[[]event] {
	return func(yield func([]event) bool) {
		for rest := h.events; len(rest) > 0; {
			n := 1
			for n < len(rest) && rest[n].actor == rest[0].actor {
				n++
			}
			if !yield(rest[:n]) {
				return
			}
			rest = rest[n:]
		}
	}
}

// index numbers distinct values in the order in which they are first seen.
type index[T comparable] map[T]uint32

func (x index[T]) of(v T) uint32 {
	i, ok := x[v]
	if !ok {
		i = uint32(len(x))
		x[v] = i
	}
	return i
}

func (x index[T]) list() []T {
	all := make([]T, len(x))
	for v, i := range x {
		all[i] = v
	}
	return all
}
