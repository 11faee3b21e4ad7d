package exchange

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// ledger keeps what is read of a history, in numbers, until all of it can be
// told in the order of time.
type ledger struct {
	words   []string // people, and all else that is known by a word; the first is nobody
	places  map[string]int32
	topics  [][]string // the sets of topics that occur; the first is empty
	sets    map[string]int32
	entries []entry
}

// thing is an object, from which its name can be made.
type thing struct {
	kind int32 // 0 is nothing
	id   int64
}

// entry is what becomes an activity.
type entry struct {
	at                int64 // microseconds since 1970
	verb              activity.Verb
	actor, to         int32 // places of words
	topics            int32 // the place of a set
	object, on, under thing // what was made, what it replies to, what opened the thread
	accepted          bool
}

func newLedger() *ledger {
	return &ledger{
		words: []string{""}, places: map[string]int32{"": 0},
		topics: [][]string{nil}, sets: map[string]int32{"": 0},
	}
}

// word returns the place of a word.
func (l *ledger) word(s string) int32 {
	if place, known := l.places[s]; known {
		return place
	}
	s = strings.Clone(s)
	place := int32(len(l.words))
	l.words = append(l.words, s)
	l.places[s] = place
	return place
}

// set returns the place of a set of topics. Few sets occur, and most of them
// often.
func (l *ledger) set(topics []string) int32 {
	key := strings.Join(topics, "|")
	if place, known := l.sets[key]; known {
		return place
	}
	place := int32(len(l.topics))
	l.topics = append(l.topics, slices.Clone(topics))
	l.sets[strings.Clone(key)] = place
	return place
}

func (l *ledger) add(e entry) { l.entries = append(l.entries, e) }

// tell emits all entries in the order of time; those of one time stay in the
// order in which they were read.
func (l *ledger) tell(source string, name func(thing) string, emit func(activity.Activity) bool) {
	slices.SortStableFunc(l.entries, func(a, b entry) int { return cmp.Compare(a.at, b.at) })
	for _, e := range l.entries {
		a := activity.Activity{
			Actor:  activity.Person(l.words[e.actor]),
			Verb:   e.verb,
			To:     activity.Person(l.words[e.to]),
			Topics: slices.Clone(l.topics[e.topics]),
			At:     time.UnixMicro(e.at).UTC(),
		}
		names := activity.Imported{
			Source: source, Object: name(e.object), InReplyTo: name(e.on), Thread: name(e.under), Accepted: e.accepted,
		}
		if !emit(imported(a, names, 0)) {
			return
		}
	}
}
