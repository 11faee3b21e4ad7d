package insight

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Constellation says how people belong to several communities at once: core in
// one and peripheral in another (Wenger, McDermott and Snyder, "Cultivating
// Communities of Practice", 2002). It rests on who became a member or a leader
// and who ceased to be one, not on what they contributed.
//
// A record may begin in the middle: who leaves a community, leads it or ceases to
// lead it without having joined it before has been a member since before the
// record. Members who never did anything of the kind do not show in it, so that
// the figures of a snapshot are the least that there were.
type Constellation struct {
	First, Last time.Time   // of the first and last event, UTC; zero if there is none
	Events      []VerbCount // of joining, leaving, leading, founding and ending, in the order of activity.Verbs
	Snapshots   []Belonging // at the end of every calendar year (UTC), and at the last event
	ToLead      JoinedThenLeads
}

// Belonging is who belongs to what at the end of a month.
type Belonging struct {
	Month       string      // as in "2006-01"
	Communities int         // that there are
	People      int         // who belong to at least one
	InTwo       int         // who belong to at least two
	InFour      int         // who belong to at least four
	Leaders     int         // who lead at least one
	OfOne       int         // communities with a single member
	Most        []Rank[int] // the 10 people in the most communities
}

// JoinedThenLeads is how members come to lead the community that they joined:
// once for each person and community, from when they first joined it to when
// they first led it since.
type JoinedThenLeads struct {
	Pairs       int     // people and communities
	SameMonth   int     // of these, in the same calendar month (UTC)
	MedianLater float64 // calendar months from the one to the other, of the others; 0 if there are none
}

// MeasureConstellation reads the record of several communities: activities that
// name theirs. What happens at the same time is taken in the order given. It stops
// at the stream's first error and returns it.
func MeasureConstellation(s activity.Stream) (Constellation, error) {
	var events []belongingEvent
	counts := map[activity.Verb]int{}
	for a, err := range s {
		if err != nil {
			return Constellation{}, err
		}
		person, counted := whoseBelonging(a)
		if !counted {
			continue
		}
		counts[a.Verb]++
		events = append(events, belongingEvent{a.At, a.Verb, memberIn{a.Community, person}})
	}
	if len(events) == 0 {
		return Constellation{}, nil
	}
	slices.SortStableFunc(events, func(a, b belongingEvent) int { return a.at.Compare(b.at) })
	c := Constellation{
		First: events[0].at, Last: events[len(events)-1].at, ToLead: joinedThenLeads(events),
	}
	for _, v := range activity.Verbs() {
		if n := counts[v.Verb]; n > 0 {
			c.Events = append(c.Events, VerbCount{v.Verb, n})
		}
	}
	now := beforeTheRecord(events)
	for i, e := range events {
		now.happens(e)
		if i == len(events)-1 || events[i+1].at.Year() != e.at.Year() {
			month := e.at.Format("2006") + "-12"
			if i == len(events)-1 {
				month = e.at.Format("2006-01")
			}
			c.Snapshots = append(c.Snapshots, now.snapshot(month))
		}
	}
	return c, nil
}

// whoseBelonging returns whose membership an activity is about; ok is false if
// it changes none.
func whoseBelonging(a activity.Activity) (person activity.Person, ok bool) {
	switch a.Verb {
	case activity.Join, activity.Leave, activity.Found, activity.End:
		return a.Actor, true
	case activity.Admit, activity.Remove, activity.Appoint, activity.Relieve:
		return a.To, true
	}
	return "", false
}

// memberIn is a person in a community.
type memberIn struct {
	community activity.CommunityID
	person    activity.Person
}

type belongingEvent struct {
	at   time.Time
	verb activity.Verb
	of   memberIn
}

func (e belongingEvent) joins() bool { return e.verb == activity.Join || e.verb == activity.Admit }

// belonging is who belongs to what at some time.
type belonging struct {
	communities      map[activity.CommunityID]bool
	members, leaders map[memberIn]bool
}

// beforeTheRecord returns who belonged to what before the first event, as far as
// later events show it.
func beforeTheRecord(events []belongingEvent) belonging {
	b := belonging{map[activity.CommunityID]bool{}, map[memberIn]bool{}, map[memberIn]bool{}}
	known := map[activity.CommunityID]bool{}
	seen, led := map[memberIn]bool{}, map[memberIn]bool{}
	for _, e := range events {
		if !known[e.of.community] {
			known[e.of.community] = true
			b.communities[e.of.community] = e.verb != activity.Found
		}
		switch e.verb {
		case activity.Found, activity.End:
			continue
		case activity.Leave, activity.Remove, activity.Appoint, activity.Relieve:
			b.members[e.of] = b.members[e.of] || !seen[e.of]
		}
		seen[e.of] = true
		switch e.verb {
		case activity.Relieve: // nobody leads before they belong
			b.leaders[e.of] = b.leaders[e.of] || b.members[e.of] && !led[e.of]
			led[e.of] = true
		case activity.Appoint:
			led[e.of] = true
		}
	}
	return b
}

func (b belonging) happens(e belongingEvent) {
	switch e.verb {
	case activity.Join, activity.Admit:
		b.members[e.of] = true
	case activity.Appoint:
		b.members[e.of], b.leaders[e.of] = true, true
	case activity.Relieve:
		b.leaders[e.of] = false
	case activity.Leave, activity.Remove:
		b.members[e.of], b.leaders[e.of] = false, false
	case activity.Found, activity.End:
		b.communities[e.of.community] = e.verb == activity.Found
	}
}

// snapshot counts those who belong to communities that there are.
func (b belonging) snapshot(month string) Belonging {
	s := Belonging{Month: month}
	of, leads, sizes := map[activity.Person]int{}, map[activity.Person]bool{}, map[activity.CommunityID]int{}
	for m, is := range b.members {
		if is && b.communities[m.community] {
			of[m.person]++
			sizes[m.community]++
		}
	}
	for m, is := range b.leaders {
		if is && b.communities[m.community] {
			leads[m.person] = true
		}
	}
	for _, is := range b.communities {
		if is {
			s.Communities++
		}
	}
	for _, n := range sizes {
		if n == 1 {
			s.OfOne++
		}
	}
	people := slices.SortedFunc(maps.Keys(of), cmp.Compare[activity.Person])
	counts := make([]int, len(people))
	for i, p := range people {
		counts[i] = of[p]
		s.People++
		if of[p] >= 2 {
			s.InTwo++
		}
		if of[p] >= 4 {
			s.InFour++
		}
	}
	s.Leaders = len(leads)
	s.Most = highest(ranks(people, counts, func(int) bool { return true }), 10)
	return s
}

func joinedThenLeads(events []belongingEvent) (j JoinedThenLeads) {
	joined, led := map[memberIn]time.Time{}, map[memberIn]bool{}
	var later []int
	for _, e := range events {
		at, before := joined[e.of]
		switch {
		case e.joins() && !before:
			joined[e.of] = e.at
		case e.verb == activity.Appoint && before && !led[e.of]:
			led[e.of] = true
			j.Pairs++
			if months := monthsBetween(at, e.at) - 1; months > 0 {
				later = append(later, months)
			} else {
				j.SameMonth++
			}
		}
	}
	j.MedianLater = median(later)
	return j
}
