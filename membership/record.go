package membership

import (
	"cmp"
	"math/bits"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Week is one person's participation in a community in one week.
type Week struct {
	Week     time.Time           // its Monday, 0:00 UTC
	Did      []Count             // what they did, in order of verbs
	Received []Count             // what others directed at them, in order of verbs
	Days     Days                // on which days they took part
	Threads  []activity.ObjectID // in which they replied to others, in order, each once
}

// Count is how often something was done.
type Count struct {
	Verb activity.Verb
	N    int
}

// Days is a set of days of a week: bit 0 is Monday, bit 6 is Sunday.
type Days uint8

// On returns the set with the day of a time in it.
func (d Days) On(at time.Time) Days { return d | 1<<((int(at.UTC().Weekday())+6)%7) }

// Len returns how many days are in the set.
func (d Days) Len() int { return bits.OnesCount8(uint8(d)) }

// addCount returns counts with n more of a verb, in order.
func addCount(counts []Count, verb activity.Verb, n int) []Count {
	i, found := slices.BinarySearchFunc(counts, verb, func(c Count, v activity.Verb) int { return cmp.Compare(c.Verb, v) })
	if !found {
		return slices.Insert(counts, i, Count{verb, n})
	}
	counts[i].N += n
	return counts
}
