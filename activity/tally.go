package activity

import (
	"cmp"
	"time"
)

// Tally counts how often somebody did one thing in one week of a community.
type Tally struct {
	Community CommunityID
	Week      time.Time // its Monday, 0:00 UTC
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

// Tally returns what the activity counts for: one in the week of its own time.
func (a Activity) Tally() Tally {
	return Tally{Community: a.Community, Week: WeekOf(a.At), Person: a.Actor, Verb: a.Verb, Count: 1}
}

// Compare orders tallies by community, week, person and verb: -1, 0 or 1.
func (t Tally) Compare(other Tally) int {
	return cmp.Or(
		t.Community.Compare(other.Community),
		t.Week.Compare(other.Week),
		cmp.Compare(t.Person, other.Person),
		cmp.Compare(t.Verb, other.Verb),
	)
}

// Key returns the tally without its count.
func (t Tally) Key() Tally {
	t.Count = 0
	return t
}
