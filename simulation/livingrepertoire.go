package simulation

import "github.com/praxis-cop/praxis/activity"

// write mends what grows old, or else writes something new.
func (l *living) write(i int32, t float64) {
	st := &l.state
	s := st.Members[i].Stream
	if l.v.shelf > 0 && len(st.Fresh) > 0 {
		n := s.IntN(len(st.Fresh))
		r := &st.Library[st.Fresh[n]]
		switch age := t - r.Mended; {
		case age > l.v.shelf:
			l.record(t, i, activity.Retire, act{object: r.Object, to: r.By + 1})
			l.outdated(n)
			return
		case age > l.v.shelf/2:
			r.Mended = t
			l.record(t, i, activity.Revise, act{object: r.Object, to: r.By + 1})
			return
		}
	}
	l.share(i, t)
}

// share writes something new.
func (l *living) share(i int32, t float64) {
	st := &l.state
	r := resource{Object: l.object(), By: i, Mended: t}
	st.Fresh = append(st.Fresh, int32(len(st.Library)))
	st.Library = append(st.Library, r)
	l.record(t, i, activity.Share, act{object: r.Object, thread: r.Object})
}

// reuse uses a resource of the repertoire and learns by it; what is stale helps nobody.
func (l *living) reuse(i int32, t float64) bool {
	st := &l.state
	m := &st.Members[i]
	r := &st.Library[st.Fresh[m.Stream.IntN(len(st.Fresh))]]
	if r.By == i || l.v.shelf > 0 && t-r.Mended > l.v.shelf {
		return false
	}
	l.learn(m)
	l.learn(m)
	st.Reused++
	l.record(t, i, activity.Reuse, act{object: r.Object, thread: r.Object, to: r.By + 1})
	return true
}

func (l *living) outdated(n int) {
	st := &l.state
	st.Fresh[n] = st.Fresh[len(st.Fresh)-1]
	st.Fresh = st.Fresh[:len(st.Fresh)-1]
}

// task is a question that the facilitator will answer, and when.
type task struct {
	At     float64
	Object int32
}

// facilitate has the facilitator answer the first question that they meant to until now,
// if nobody else has, and reports whether there was one.
func (l *living) facilitate(until float64) bool {
	st := &l.state
	if len(st.Tasks) == 0 {
		return false
	}
	first := 0
	for n, other := range st.Tasks {
		if other.At < st.Tasks[first].At {
			first = n
		}
	}
	next := st.Tasks[first]
	if next.At > until {
		return false
	}
	st.Tasks = append(st.Tasks[:first], st.Tasks[first+1:]...)
	for n := len(st.Waiting) - 1; n >= 0; n-- {
		if st.Waiting[n].Object == next.Object {
			l.answer(st.Helper-1, n, next.At, st.Clock+l.factor*(next.At-float64(st.Week)))
			break
		}
	}
	return true
}
