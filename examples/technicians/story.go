package main

import (
	"context"
	"fmt"
	"time"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/repertoire"
)

// story is what happens at the table, and away from it.
type story struct {
	*praxis.Constellation
	now       time.Time
	table     activity.CommunityID
	breakfast activity.GatheringID
	met       int // how many breakfasts there were

	question activity.QuestionID // of which the tip was born
	birth    time.Time           // the breakfast at which it was asked
	tip      activity.ResourceID
	uses     []activity.ID // of the tip
	clash    error         // what came back of an edit that could not be merged
	proposal activity.ProposalID
	again    repertoire.Recurrence // what was asked time and again
	task     activity.TaskID
	told     activity.StoryID
}

const (
	minute = time.Minute
	hour   = time.Hour
	day    = 24 * time.Hour
)

func (s *story) wait(d time.Duration) { s.now = s.now.Add(d) }

// as is what somebody can do at the table.
func (s *story) as(p activity.Person) praxis.Participant { return s.As(p).In(s.table) }

// meet has the next breakfast, with all who work at the harbour, and returns when
// it began.
func (s *story) meet(ctx context.Context) time.Time {
	coming, err := s.as("ruth").Upcoming(ctx, s.now, s.now.Add(14*day), "", 1)
	check(err)
	next := coming[0]
	s.met++
	s.now = next.Start.Add(time.Hour)
	check(s.as("ruth").TakeAttendance(ctx, next.Gathering, next.Original, atTheTable...))
	return next.Original
}

// breakfasts are ordinary ones: every other time somebody is stuck with something,
// and Omar brings a clipping now and then.
func (s *story) breakfasts(ctx context.Context, n int) {
	for range n {
		s.meet(ctx)
		if s.met%2 == 0 {
			t := smallTalk[s.met/2%len(smallTalk)]
			q, err := s.as(t.asker).For(t.purpose).Meeting(activity.InPerson).Ask(ctx, t.text, t.topic)
			check(err)
			s.wait(minute)
			s.answer(ctx, t.by, q, t.says)
		}
		if s.met%3 == 0 {
			_, err := s.as("omar").Share(ctx, repertoire.Draft{Kind: repertoire.Link, Text: repertoire.Text{
				Title: fmt.Sprintf("Clipping %d: the maker's bulletin", s.met/3), Topics: []string{"error codes"},
				Extras: repertoire.Extras{URL: fmt.Sprintf("https://maker.example/bulletin/%d", s.met/3)},
			}})
			check(err)
		}
	}
}

func (s *story) answer(ctx context.Context, p activity.Person, q activity.QuestionID, says string) {
	a, err := s.as(p).Answer(ctx, q, says)
	check(err)
	asked, err := s.as(p).Question(ctx, q)
	check(err)
	s.wait(hour)
	check(s.as(asked.Asker).Accept(ctx, q, a))
}

// used is what becomes of the tip a day's drive away, some of it.
func (s *story) used(ctx context.Context, from, to int) {
	for _, u := range uses[from:to] {
		s.wait(5 * day)
		use, err := s.as(u.by).For(activity.ReuseAssets).ReuseFor(ctx, s.tip, u.where, u.outcome, u.note)
		check(err)
		s.uses = append(s.uses, use)
	}
}

// askedAgain is what the south asks time and again, and Sven answers each time.
func (s *story) askedAgain(ctx context.Context) {
	for i, text := range []string{
		"After a new drum the service light stays on. How do I clear it?",
		"How does one clear the service light after changing the drum?",
		"New drum in, and the service light stays on. Who knows how to clear it?",
		"The service light will not clear after a new drum. What do I press?",
		"How do you clear a service light that stays on with a new drum?",
	} {
		s.wait(4 * day)
		q, err := s.as(inTheSouth[i]).For(activity.SeekInformation).Ask(ctx, text, "error codes")
		check(err)
		s.wait(5 * hour)
		s.answer(ctx, "sven", q, "Hold stop and the two arrows, count to five, and let go of stop first.")
	}
}

// writtenDown: what was faced five times becomes a task, and the task a tip.
func (s *story) writtenDown(ctx context.Context) {
	found, err := s.as("pia").Recurring(ctx, repertoire.Mapping())
	check(err)
	s.again = found[0]
	s.task, err = s.as("pia").ProposeTask(ctx, s.again.Draft())
	check(err)
	check(s.as("teo").TakeTask(ctx, s.task))
	s.wait(3 * day)
	id, err := s.as("teo").For(activity.Document).Share(ctx, repertoire.Draft{Kind: repertoire.Solution, Credits: []activity.Person{"sven"}, Text: repertoire.Text{
		Title: "Clearing the service light after a new drum", Topics: []string{"error codes"},
		Body: "Hold *stop* and both arrows, count to five, and let go of *stop* first. It has to blink.",
	}})
	check(err)
	check(s.as("teo").FinishTask(ctx, s.task, id))
	check(s.as("pia").Vet(ctx, id, 1, "tried on three machines"))
	check(s.as("hamid").Endorse(ctx, id))
	for _, p := range []activity.Person{"noor", "jo"} {
		s.wait(6 * day)
		_, err := s.as(p).For(activity.ReuseAssets).ReuseFor(ctx, id, "a new drum", repertoire.Worked, "")
		check(err)
	}
}

// whatCameOfIt is the tip's value as Lucia tells it, who had it from a page.
func (s *story) whatCameOfIt(ctx context.Context) {
	var err error
	s.told, err = s.as("lucia").TellStory(ctx, repertoire.Telling{Title: "From a breakfast that I was not at", Topics: []string{"paper"}, Steps: []repertoire.Step{
		{Cycle: repertoire.Immediate, Text: "Six people talked about crumpled paper over coffee.", Trace: repertoire.Trace{Gathering: s.breakfast, Meeting: s.birth, Question: s.question}},
		{Cycle: repertoire.Potential, Capital: repertoire.TangibleCapital, Text: "Iggy wrote it down, and they stood up for it.", Trace: repertoire.Trace{Resource: s.tip}},
		{Cycle: repertoire.Applied, Text: "I felt the paper before I took the machine apart.", Trace: repertoire.Trace{Resource: s.tip, Use: s.uses[0]}},
		{Cycle: repertoire.Realised, Text: "No fuser, and nobody had to come a second time.", Indicator: repertoire.Indicator{Title: "second visits to the bank", Unit: "a quarter", Before: "4", Value: "0"}},
	}})
	check(err)
}

// waiting are questions that nobody has answered yet, and others who might know.
func (s *story) waiting(ctx context.Context) {
	for _, text := range []string{"The scanner sees a line that is not on the glass. Where is it?", "Who has aligned the scanner of the tall machine?"} {
		_, err := s.as("noor").For(activity.SolveProblem).Ask(ctx, text, "scanners")
		check(err)
	}
	_, err := s.as("jo").For(activity.SeekExperience).Ask(ctx, "Does damp paper also explain pale copies?", "paper")
	check(err)
	_, err = s.As("zita").Found(ctx, cop.Charter{Name: "The scanning room", Domain: cop.Domain{Concern: "scanning archives", Topics: []string{"scanners"}}})
	check(err)
}
