package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/calendar"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

const meetings = 34

// story is the seven years as they go by.
type story struct {
	*praxis.Constellation
	now    time.Time
	chance *rand.Rand

	community  activity.CommunityID // the auditors'
	treasuries activity.CommunityID // their neighbours'
	convener   activity.Person
	works      []activity.ResourceID // what they have written together
	hymn       activity.ResourceID
	asked      []activity.QuestionID // and not answered yet
	hosted     []string              // in which cities they have met
}

func (s *story) as(p activity.Person) praxis.Participant { return s.As(p).In(s.community) }

// live goes from the founding to the 34th meeting.
func (s *story) live(ctx context.Context) {
	s.found(ctx)
	s.foundTreasuries(ctx)
	for n := 1; n <= meetings; n++ {
		s.planBeside(ctx, n)
		next := s.next(ctx)
		s.between(ctx, n, next.Start.AddDate(0, 0, -14))
		s.receive(ctx, n)
		s.meet(ctx, n, next)
		s.partings(ctx, n)
	}
}

// found brings the community into being, with its welcome for newcomers and its
// rhythm: two regional meetings a year, and between them two of those who write.
func (s *story) found(ctx context.Context) {
	founded, err := s.As("ana").Found(ctx, charter())
	check(err)
	s.community, s.convener = founded.ID, "ana"
	for _, a := range members(1) {
		if a.id != "ana" {
			check(s.as(a.id).Join(ctx))
		}
	}
	check(s.as("ana").SetGuide(ctx, membership.GuideSet{
		Welcome: "Welcome to the family. Come and listen first; nobody here was born an auditor.",
		Steps: []membership.FirstStep{
			{Key: "come", Title: "Come to a meeting", Grade: 1, Verb: activity.Attend},
			{Key: "sing", Title: "Sing the hymn with us", Grade: 1, Verb: activity.Reuse},
			{Key: "ask", Title: "Ask us what nobody at home can tell you", Grade: 2, Verb: activity.Ask},
			{Key: "story", Title: "Tell a war story", Grade: 3, Verb: activity.Share},
			{Key: "chapter", Title: "Rewrite a chapter of a manual", Grade: 4, Verb: activity.Revise},
			{Key: "host", Title: "Invite us to your country", Grade: 5},
		},
	}))
	for _, plan := range []cop.Plan{
		{Title: "Regional meeting", Kind: "regional meeting", Rhythm: halfYearly("2008-03-18T09:00", 3)},
		{Title: "Working groups", Kind: "working groups", Rhythm: halfYearly("2008-06-10T09:00", 2)},
	} {
		plan.Mode = activity.InPerson
		_, err := s.as("ana").Plan(ctx, plan)
		check(err)
	}
}

// halfYearly is a rhythm of three days on a Tuesday, twice a year.
func halfYearly(start string, week int) cop.Rhythm {
	return cop.Rhythm{Start: start, Zone: "Europe/Budapest", Minutes: 3 * 24 * 60, Every: cop.Monthly, Interval: 6, Ordinal: week}
}

// beside is what they did beside the rhythm, by the number of the meeting.
var beside = map[int]cop.Plan{
	8:  {Title: "A week in the audit office of Ljubljana", Kind: "study visit", Rhythm: once("2009-10-13T09:00", 4)},
	13: {Title: "Shut in until the training manual is written", Kind: "writing week", Rhythm: once("2010-10-12T09:00", 5)},
	18: {Title: "A week in the audit office of Astana", Kind: "study visit", Rhythm: once("2011-10-11T09:00", 4)},
	23: {Title: "Auditors and treasurers at one table", Kind: "joint meeting", Rhythm: once("2012-10-16T09:00", 2),
		Guests: []cop.Guest{{Person: "tamar", For: "what the treasury needs from an auditor"}}},
	28: {Title: "What financial inspectors think of us", Kind: "open day", Rhythm: once("2013-10-15T09:00", 1),
		Guests: []cop.Guest{{Name: "The chief inspector of a neighbouring country", For: "telling us to our faces"}}},
}

func once(start string, days int) cop.Rhythm {
	return cop.Rhythm{Start: start, Zone: "Europe/Budapest", Minutes: days * 24 * 60, Every: cop.Once}
}

func (s *story) planBeside(ctx context.Context, n int) {
	if plan, ok := beside[n]; ok {
		plan.Mode = activity.InPerson
		_, err := s.as(s.convener).Plan(ctx, plan)
		check(err)
	}
}

// next is the meeting that comes next, as the calendar has it.
func (s *story) next(ctx context.Context) calendar.Occurrence {
	coming, err := s.as(s.convener).Upcoming(ctx, s.now, s.now.AddDate(1, 0, 0), "", 1)
	check(err)
	return coming[0]
}

// between is how they keep in touch from one meeting to the next: by questions
// and answers, and by trying out at home what they have written together.
func (s *story) between(ctx context.Context, n int, until time.Time) {
	for s.now.Before(until) {
		s.now = s.now.AddDate(0, 0, 7)
		for _, a := range members(n) {
			if a.first == n && n > 1 || s.chance.IntN(100) >= []int{0, 1, 3, 14, 30, 50}[a.drive(n)] {
				continue // not here yet, or busy at home
			}
			s.now = s.now.Add(7 * time.Minute)
			s.contribute(ctx, a)
		}
		s.neighbours(ctx)
	}
}

// contribute is one thing that somebody does on an ordinary day.
func (s *story) contribute(ctx context.Context, a auditor) {
	me := s.as(a.id)
	switch s.chance.IntN(6) {
	case 0, 1:
		if len(s.works) > 0 {
			outcome := []repertoire.Outcome{repertoire.Worked, repertoire.Worked, repertoire.WorkedInPart, repertoire.DidNotWork}[s.chance.IntN(4)]
			_, err := me.For(activity.ReuseAssets).Reuse(ctx, s.works[s.chance.IntN(len(s.works))], outcome, "Tried in "+a.city+".")
			check(err)
			return
		}
	case 2:
		if a.zeal > 2 && len(s.works) > 0 {
			s.rewrite(ctx, a)
			return
		}
	case 3, 4:
		if len(s.asked) > 0 {
			_, err := me.Answer(ctx, s.asked[0], "In "+a.city+" we had that too. Call me, it takes a while to tell.")
			check(err)
			s.asked = s.asked[1:]
			return
		}
	}
	q := questions[s.chance.IntN(len(questions))]
	id, err := me.For(q.purpose).Ask(ctx, q.text, q.topic)
	check(err)
	s.asked = append(s.asked, id)
}

// rewrite is a new version of something that they use.
func (s *story) rewrite(ctx context.Context, a auditor) {
	me, id := s.as(a.id), s.works[s.chance.IntN(len(s.works))]
	now, err := me.Resource(ctx, id)
	check(err)
	text := now.Current.Text
	text.Body += "\n\nFrom " + a.city + ", " + s.now.Format("January 2006") + ": how it went with us."
	err = me.For(activity.Document).Revise(ctx, id, repertoire.Edit{Base: now.Current.Number, Text: text, Note: "what we learned in " + a.city})
	if fault.CodeOf(err) != fault.Denied { // those who run the community edit what others wrote
		check(err)
	}
}

// receive takes newcomers in: they join, somebody greets them, and a mentor
// takes them by the hand.
func (s *story) receive(ctx context.Context, n int) {
	for _, a := range members(n) {
		if a.first != n || n == 1 {
			continue
		}
		s.now = s.now.Add(time.Hour)
		check(s.as(a.id).Join(ctx))
		mentors, err := s.as(s.convener).Mentors(ctx, a.id, []string{"training"}, 2)
		check(err)
		mentor := mentors[0].Mentor
		check(s.as(s.convener).Pair(ctx, a.id, mentor))
		check(s.as(mentor).Welcome(ctx, a.id, "Welcome to the family!"))
	}
}

// meet is one meeting: work by day, stories at table, and in the evening
// singing and dancing, which the host country arranges.
func (s *story) meet(ctx context.Context, n int, next calendar.Occurrence) {
	host := s.host(n)
	check(s.as(s.convener).Shift(ctx, next.Gathering, next.Original, cop.Change{
		Place: host.city, Reason: "we are invited to " + host.city,
		Agenda: []cop.Item{{Title: "Around the table: what happened to us"}, {Title: "Evening: songs, dances and the hymn", Lead: host.id}},
	}))
	s.now = next.Start.Add(2 * time.Hour)
	var there []auditor
	var people []activity.Person
	for _, a := range members(n) {
		likely := []int{0, 20, 50, 85, 98, 100}[a.drive(n)]
		if a.first == n || a.id == host.id || a.id == s.convener || s.chance.IntN(100) < likely {
			there, people = append(there, a), append(people, a.id)
		}
	}
	check(s.as(s.convener).TakeAttendance(ctx, next.Gathering, next.Original, people...))
	s.produce(ctx, n, there)
	s.now = s.now.Add(10 * time.Hour)
	s.evening(ctx, n, host, there)
	s.now = next.End.Add(time.Hour)
	_, err := s.as(host.id).Minute(ctx, next.Gathering, next.Original, repertoire.Draft{Kind: repertoire.Case, Text: repertoire.Text{
		Title: fmt.Sprintf("Meeting %d, %s", n, host.city), Body: fmt.Sprintf("%d of us were there.", len(people)),
	}})
	check(err)
}

// host is a member from a city where they have not met for the longest time.
func (s *story) host(n int) auditor {
	eligible := slices.DeleteFunc(members(n), func(a auditor) bool { return a.first == n && n > 1 || a.last == n })
	host := slices.MinFunc(eligible, func(a, b auditor) int {
		last := func(city string) int {
			for i := len(s.hosted) - 1; i >= 0; i-- {
				if s.hosted[i] == city {
					return i
				}
			}
			return -1
		}
		return last(a.city) - last(b.city)
	})
	s.hosted = append(s.hosted, host.city)
	return host
}

// produce is what a meeting brings forth: every now and then a publication, and
// always somebody's war story.
func (s *story) produce(ctx context.Context, n int, there []auditor) {
	slices.SortStableFunc(there, func(a, b auditor) int { return b.drive(n) - a.drive(n) })
	if work, ok := works[n]; ok {
		author := there[s.chance.IntN(4)]
		id, err := s.as(author.id).For(activity.Document).Share(ctx, work)
		check(err)
		s.works = append(s.works, id)
	}
	for range 2 {
		teller := there[s.chance.IntN(len(there))]
		s.now = s.now.Add(20 * time.Minute)
		told := stories[s.chance.IntN(len(stories))]
		_, err := s.as(teller.id).For(activity.Discuss).Share(ctx, repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{
			Title: told + " (" + teller.city + ")", Body: "Those who were there know it; the others ask " + string(teller.id) + ".", Topics: []string{"independence"},
		}})
		check(err)
		if listener := there[0]; listener.id != teller.id {
			check(s.as(listener.id).Thank(ctx, teller.id, membership.Thanked{Note: "We laughed, and then we did not."}))
		}
	}
}

// evening: at the fifth meeting they write a hymn, and sing it ever since; the
// newest of those who are there sings it for the first time.
func (s *story) evening(ctx context.Context, n int, host auditor, there []auditor) {
	if n < 5 {
		return
	}
	if n == 5 {
		var err error
		s.hymn, err = s.as("gordana").Share(ctx, repertoire.Draft{Kind: repertoire.Tool, Text: repertoire.Text{
			Title: "The hymn of the internal auditors", Body: "Three verses and a refrain, to be sung standing.",
		}})
		check(err)
	}
	singer := slices.MaxFunc(there, func(a, b auditor) int { return a.first - b.first })
	_, err := s.as(singer.id).Reuse(ctx, s.hymn, repertoire.Worked, "Sung in "+host.city+".")
	check(err)
}

// partings: who has a new office at home takes leave, and the first convener
// hands over before she does.
func (s *story) partings(ctx context.Context, n int) {
	s.now = s.now.AddDate(0, 0, 1)
	for _, a := range members(n) {
		if a.last != n {
			continue
		}
		if a.id == s.convener {
			check(s.as(a.id).Appoint(ctx, "edina", membership.Convener))
			s.convener = "edina"
		}
		check(s.as(a.id).Leave(ctx, "a new post at home"))
	}
	if role, ok := roles[n]; ok {
		check(s.as(s.convener).Appoint(ctx, role.person, role.role))
	}
}

// roles are given as people grow into them.
var roles = map[int]struct {
	person activity.Person
	role   membership.Role
}{
	1:  {"ion", membership.KnowledgeSteward},
	2:  {"edina", membership.Facilitator},
	3:  {"cvetka", membership.Mentor},
	9:  {"marat", membership.KnowledgeSteward},
	12: {"olena", membership.Facilitator},
	15: {"gordana", membership.Mentor},
	18: {"vesna", membership.KnowledgeSteward},
	22: {"rusudan", membership.Mentor},
	30: {"arman", membership.KnowledgeSteward},
	33: {"nino", membership.Facilitator},
}
