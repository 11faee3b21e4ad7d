package activity

import (
	"cmp"
	"time"
)

// Tally counts how often somebody did one thing in one week of a community, in
// one of its spaces; or how often it was done to them (see Activity.Received).
type Tally struct {
	Community CommunityID
	Week      time.Time // its Monday, 0:00 UTC
	Space     SpaceID
	Person    Person
	Verb      Verb
	Count     int
}

// WeekOf returns the beginning of the week (ISO 8601) that a time is in:
// Monday, 0:00 UTC.
func WeekOf(at time.Time) time.Time {
	at = at.UTC()
	sinceMonday := (int(at.Weekday()) + 6) % 7
	return time.Date(at.Year(), at.Month(), at.Day()-sinceMonday, 0, 0, 0, 0, time.UTC)
}

// DayOf returns the beginning of the day that a time is in: 0:00 UTC.
func DayOf(at time.Time) time.Time {
	at = at.UTC()
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
}

// Tally returns what the activity counts for: one in the week of its own time.
func (a Activity) Tally() Tally {
	return Tally{Community: a.Community, Week: WeekOf(a.At), Space: a.Space, Person: a.Actor, Verb: a.Verb, Count: 1}
}

// Received returns what the activity counts for with the person whom it is
// directed at: one thing done to them. It counts for nobody (ok is false) if it
// is directed at nobody else, or is upkeep.
func (a Activity) Received() (t Tally, ok bool) {
	t = a.Tally()
	t.Person = a.To
	return t, a.directed() && !a.Verb.Upkeep()
}

// Compare orders tallies by community, week, space, person and verb: -1, 0 or 1.
func (t Tally) Compare(other Tally) int {
	return cmp.Or(
		t.Community.Compare(other.Community),
		t.Week.Compare(other.Week),
		t.Space.Compare(other.Space),
		cmp.Compare(t.Person, other.Person),
		cmp.Compare(t.Verb, other.Verb),
	)
}

// Key returns the tally without its count.
func (t Tally) Key() Tally {
	t.Count = 0
	return t
}

// Presence counts how often somebody took part in one thread on one day, in one
// space of a community.
type Presence struct {
	Community CommunityID
	Day       time.Time // its beginning, 0:00 UTC
	Space     SpaceID
	Person    Person
	Thread    ObjectID // in which they replied to somebody else; zero for all else that they did
	Count     int
}

// Presence returns where the activity shows its actor to have been. Upkeep shows
// nothing (ok is false). The thread is that of a reply: of something new that
// responds to another person's words, so neither opening a thread nor accepting
// an answer is one. Who opened the thread makes no difference.
func (a Activity) Presence() (p Presence, ok bool) {
	p = Presence{Community: a.Community, Day: DayOf(a.At), Space: a.Space, Person: a.Actor, Count: 1}
	if a.directed() && !a.InReplyTo.IsZero() && a.Object != a.InReplyTo && a.Object != a.Thread {
		p.Thread = a.Thread
	}
	return p, !a.Verb.Upkeep()
}

// directed reports whether the activity is directed at somebody else.
func (a Activity) directed() bool { return a.To != "" && a.To != a.Actor }

// Compare orders presences by community, day, space, thread and person: -1, 0 or 1.
func (p Presence) Compare(other Presence) int {
	return cmp.Or(
		p.Community.Compare(other.Community),
		p.Day.Compare(other.Day),
		p.Space.Compare(other.Space),
		p.Thread.Compare(other.Thread),
		cmp.Compare(p.Person, other.Person),
	)
}

// Key returns the presence without its count.
func (p Presence) Key() Presence {
	p.Count = 0
	return p
}
