package membership

import (
	"cmp"
	"math/bits"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Presence is a day on which somebody took part in a community's practice and,
// if Thread is not zero, a thread in which they replied to somebody else that
// day. Presences are equal if they say the same, so a store keeps each once,
// however much somebody did that day.
type Presence struct {
	Community activity.CommunityID
	Day       time.Time // its beginning, 0:00 UTC
	Person    activity.Person
	Thread    activity.ObjectID
}

// Compare orders presences by community, day, person and thread: -1, 0 or 1.
func (p Presence) Compare(other Presence) int {
	return cmp.Or(
		p.Community.Compare(other.Community),
		p.Day.Compare(other.Day),
		cmp.Compare(p.Person, other.Person),
		p.Thread.Compare(other.Thread),
	)
}

// Did returns what the activity counts for with its actor; ok is false for
// upkeep, which is no participation.
func Did(a activity.Activity) (t activity.Tally, ok bool) {
	if a.Verb.Upkeep() {
		return activity.Tally{}, false
	}
	return a.Tally(), true
}

// Received returns what the activity counts for with the person whom it is
// directed at; ok is false for upkeep, and if it is directed at nobody else.
func Received(a activity.Activity) (t activity.Tally, ok bool) {
	if a.Verb.Upkeep() || !directed(a) {
		return activity.Tally{}, false
	}
	t = a.Tally()
	t.Person = a.To
	return t, true
}

// PresenceOf returns the presence that the activity shows of its actor; ok is
// false for upkeep. The thread is that of a reply: of something new that
// responds to another person's words, so neither opening a thread nor
// accepting an answer is one. Who opened the thread makes no difference.
func PresenceOf(a activity.Activity) (p Presence, ok bool) {
	if a.Verb.Upkeep() {
		return Presence{}, false
	}
	p = Presence{Community: a.Community, Day: DayOf(a.At), Person: a.Actor}
	if directed(a) && !a.InReplyTo.IsZero() && a.Object != a.InReplyTo && a.Object != a.Thread {
		p.Thread = a.Thread
	}
	return p, true
}

func directed(a activity.Activity) bool { return a.To != "" && a.To != a.Actor }

// DayOf returns the beginning of the day that a time is in: 0:00 UTC.
func DayOf(at time.Time) time.Time {
	at = at.UTC()
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
}

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
