package insight

import (
	"cmp"
	"slices"
	"strings"

	"github.com/praxis-cop/praxis/activity"
)

// subjects are what threads are about, by what was said when they were opened. It is the
// first opening that counts; of several at one time that of the first by name.
type subjects struct {
	names  []string  // of the topics
	opened []opening // by thread of a history
	row    []uint32  // topics
}

// opening is when a thread was opened, by whom, and on which topics.
type opening struct {
	at       int64  // never if it was not
	by       uint32 // of people
	from, to uint32 // of row
}

// of are the topics of a thread, each once.
func (on *subjects) of(thread int) []uint32 {
	return on.row[on.opened[thread].from:on.opened[thread].to]
}

// subjectReader hears of subjects while a record is read.
type subjectReader struct {
	number index[string] // of topics
	names  []string      // by number
	row    []uint32
	opened map[activity.ObjectID]claim
}

// claim is an opening, by a name that may stand anywhere in the order yet.
type claim struct {
	opening
	who activity.Person
}

func (r *subjectReader) hear(a activity.Activity) {
	thread, opens := threadOf(a)
	if !opens || a.Verb.Upkeep() {
		return
	}
	one := claim{opening{at: a.At.UnixMicro(), from: uint32(len(r.row))}, a.Actor}
	before, known := r.opened[thread]
	if known && cmp.Or(cmp.Compare(before.at, one.at), byName(before.who, one.who)) < 0 {
		return
	}
	for _, name := range a.Topics {
		t, known := r.number[name]
		if !known {
			name = strings.Clone(name)
			t, r.names = r.number.of(name), append(r.names, name)
		}
		if !slices.Contains(r.row[one.from:], t) {
			r.row = append(r.row, t)
		}
	}
	if one.to = uint32(len(r.row)); known && before.at == one.at && before.who == one.who && !r.lesser(one, before) {
		return
	}
	r.opened[thread] = one
}

// lesser decides between two openings by one person at one time, so that it does not
// matter which is read first.
func (r *subjectReader) lesser(a, b claim) bool {
	names := func(c claim) (all []string) {
		for _, t := range r.row[c.from:c.to] {
			all = append(all, r.names[t])
		}
		slices.Sort(all)
		return all
	}
	return slices.Compare(names(a), names(b)) < 0
}

// of are the subjects of a history that was read at the same time.
func (r *subjectReader) of(h *history) *subjects {
	on := &subjects{names: r.names, row: r.row, opened: make([]opening, h.threads)}
	for i, id := range h.threadIDs {
		one, opened := r.opened[id]
		if !opened {
			one.at = never
		} else {
			place, _ := slices.BinarySearch(h.people, one.who)
			one.by = uint32(place)
		}
		on.opened[i] = one.opening
	}
	return on
}

func newSubjectReader() *subjectReader {
	return &subjectReader{number: index[string]{}, opened: make(map[activity.ObjectID]claim)}
}

// readSubjects is read that keeps what threads are about, too.
func readSubjects(s activity.Stream) (*history, *subjects, error) {
	r := newSubjectReader()
	h, err := read(func(yield func(activity.Activity, error) bool) {
		for a, err := range s {
			if err == nil {
				r.hear(a)
			}
			if !yield(a, err) {
				return
			}
		}
	})
	if err != nil {
		return nil, nil, err
	}
	return h, r.of(h), nil
}
