package main

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// policy tells the levels of a community that meets five times a year. It looks
// back on a year, where Wenger's looks back on a quarter; the shares are the
// same.
func policy() membership.Policy {
	p := membership.Wenger()
	p.Name, p.Days, p.Grace = "Wenger, over a year", 364, 91
	p.Bars = []membership.Bar{
		{Level: membership.Core, All: []membership.Condition{{Measure: membership.Points, TopPercent: 15}, {Measure: membership.Regular, AtLeast: 12}}},
		{Level: membership.Active, All: []membership.Condition{{Measure: membership.Points, TopPercent: 35}, {Measure: membership.Regular, AtLeast: 6}}},
		{Level: membership.Occasional, All: []membership.Condition{{Measure: membership.Regular, AtLeast: 3}}},
	}
	return p
}

// year is how many people were at which level on a day.
type year struct {
	day      time.Time
	at       map[membership.Level]int
	members  int
	founders int
}

// yearsOf reads, from the history of everybody's levels, how the community was
// a year after its founding, two years after it, and so on, and now.
func yearsOf(levels *membership.Assessed, founded time.Time) (all []year) {
	var days []time.Time
	for day := founded.AddDate(1, 0, 0); day.Before(levels.At.AddDate(0, -6, 0)); day = day.AddDate(1, 0, 0) {
		days = append(days, day)
	}
	for _, day := range append(days, levels.At) {
		y := year{day: day, at: map[membership.Level]int{}}
		for person := range levels.All() {
			history := levels.History(person)
			now := membership.Outside
			for _, step := range history {
				if !step.Since.After(day) {
					now = step.Level
				}
			}
			if now.Compare(membership.Peripheral) < 0 {
				continue
			}
			y.at[now]++
			y.members++
			if history[0].Since.Before(founded.AddDate(0, 1, 0)) {
				y.founders++
			}
		}
		all = append(all, y)
	}
	return all
}

// heldMeetings are the meetings that took place, in their order.
func heldMeetings(ctx context.Context, who praxis.Participant) (held []cop.Meeting) {
	gatherings, err := who.Gatherings(ctx, activity.GatheringID{}, 0)
	check(err)
	for _, g := range gatherings {
		all, err := who.Meetings(ctx, g.ID)
		check(err)
		held = append(held, slices.DeleteFunc(all, func(m cop.Meeting) bool { return !m.Held() })...)
	}
	slices.SortFunc(held, func(a, b cop.Meeting) int { return a.When().Compare(b.When()) })
	return held
}

// thread is how the meetings hang together.
type thread struct {
	followed int           // meetings at which there was somebody who had been at an earlier one
	shares   []int         // how many of those present had, in percent, by meeting from the second on
	longest  time.Duration // between two meetings
	cities   int           // in which they met
	faces    int           // different people who ever came
}

func threadOf(held []cop.Meeting) (t thread) {
	seen, cities := map[activity.Person]bool{}, map[string]bool{}
	for i, m := range held {
		known := 0
		for _, p := range m.Attended {
			if seen[p] {
				known++
			}
		}
		if i > 0 {
			t.shares = append(t.shares, 100*known/len(m.Attended))
			t.longest = max(t.longest, m.When().Sub(held[i-1].When()))
			if known > 0 {
				t.followed++
			}
		}
		for _, p := range m.Attended {
			seen[p] = true
		}
		cities[m.Place] = true
	}
	t.cities, t.faces = len(cities), len(seen)
	return t
}

// generation is those who came in the same year, and how many of them were at
// each meeting.
type generation struct {
	year  int
	there []int
}

func generationsOf(held []cop.Meeting, since map[activity.Person]time.Time) (all []generation) {
	for year := since[held[0].Attended[0]].Year(); year <= held[len(held)-1].When().Year(); year++ {
		g := generation{year: year, there: make([]int, len(held))}
		for i, m := range held {
			for _, p := range m.Attended {
				if since[p].Year() == year {
					g.there[i]++
				}
			}
		}
		all = append(all, g)
	}
	return all
}

// carried is a resource that goes from hand to hand.
type carried struct {
	repertoire.Resource
	uses    int // all of them
	users   int // different people who used it
	later   int // of them, those who were no members yet when it was made
	editors int // different people who wrote a version of it
}

// carriedOn are the resources that were used, most used first.
func carriedOn(ctx context.Context, who praxis.Participant, since map[activity.Person]time.Time) (all []carried) {
	resources, err := who.Resources(ctx, activity.ResourceID{}, 0)
	check(err)
	for _, r := range resources {
		uses, err := who.Reuses(ctx, r.ID, activity.ID{}, 0)
		check(err)
		versions, err := who.Versions(ctx, r.ID, 0, 0)
		check(err)
		c := carried{Resource: r, uses: len(uses)}
		users, editors := map[activity.Person]bool{}, map[activity.Person]bool{}
		for _, u := range uses {
			if !users[u.Person] && since[u.Person].After(r.SharedAt) {
				c.later++
			}
			users[u.Person] = true
		}
		for _, v := range versions {
			editors[v.Editor] = true
		}
		if c.users, c.editors = len(users), len(editors); c.uses > 0 {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b carried) int { return cmp.Compare(b.uses, a.uses) })
	return all
}

// joined tells when people became members.
func joined(ctx context.Context, who praxis.Participant) map[activity.Person]time.Time {
	arrivals, err := who.Arrivals(ctx)
	check(err)
	since := map[activity.Person]time.Time{}
	for _, a := range arrivals {
		since[a.Person] = a.JoinedAt
	}
	return since
}

// tellers counts the war stories that were told, and by how many people.
func tellers(ctx context.Context, who praxis.Participant) (told, people int) {
	resources, err := who.Resources(ctx, activity.ResourceID{}, 0)
	check(err)
	by := map[activity.Person]bool{}
	for _, r := range resources {
		if r.Kind == repertoire.Story {
			told++
			by[r.Author] = true
		}
	}
	return told, len(by)
}

// mentoring is what the record tells of newcomers and those who took them in.
type mentoring struct {
	newcomers, welcomed int
	pairs, mentors      int
	line                []activity.Person // the longest from mentor to newcomer, who became a mentor, and so on
}

func mentoringOf(ctx context.Context, who praxis.Participant, founded time.Time) (m mentoring) {
	record, err := activity.Collect(who.Stream(ctx, activity.ID{}))
	check(err)
	line := map[activity.Person][]activity.Person{}
	mentors := map[activity.Person]bool{}
	for _, a := range record {
		switch fact := a.Detail.(type) {
		case membership.Joined:
			if a.At.After(founded) {
				m.newcomers++
			}
		case membership.Welcomed:
			m.welcomed++
		case membership.Paired:
			m.pairs++
			mentors[fact.Mentor] = true
			if line[fact.Mentor] == nil {
				line[fact.Mentor] = []activity.Person{fact.Mentor}
			}
			line[a.To] = append(slices.Clone(line[fact.Mentor]), a.To)
			if len(line[a.To]) > len(m.line) {
				m.line = line[a.To]
			}
		}
	}
	m.mentors = len(mentors)
	return m
}
