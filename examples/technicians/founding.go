package main

import (
	"context"
	"fmt"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// inquire finds out whether there is a community in those who have breakfast
// together, and who else it could be for.
func (s *story) inquire(ctx context.Context) {
	founded, err := s.As("marta").Found(ctx, charter())
	check(err)
	s.table = founded.ID
	for _, p := range atTheTable[1:] {
		check(s.as(p).Join(ctx))
	}
	survey, err := s.as("marta").DraftSurvey(ctx, lifecycle.SurveyText{
		Title: "What do you do when the manual does not help?", About: "For everybody with a tool case; names are not told.",
		Items: []lifecycle.SurveyItem{{Key: "turn-to", Asks: "Whom or what do you turn to?", Kind: lifecycle.TextItem}},
	})
	check(err)
	check(s.as("marta").OpenSurvey(ctx, survey))
	for _, p := range append(atTheTable[1:], inTheSouth[:2]...) {
		check(s.as(p).Respond(ctx, survey, []lifecycle.ItemAnswer{{Item: "turn-to", Text: "A colleague, if I know one."}}))
	}
	s.wait(4 * day)
	check(s.as("marta").CloseSurvey(ctx, survey))
	check(s.as("marta").Advance(ctx, ""))
}

// design gives the breakfasts a place in the calendar, and people roles in which
// they can look after what is written down.
func (s *story) design(ctx context.Context) {
	check(s.as("marta").Appoint(ctx, "ruth", membership.Facilitator))
	check(s.as("marta").Appoint(ctx, "pia", membership.KnowledgeSteward))
	check(s.as("marta").Appoint(ctx, "sven", membership.Expert))
	_, err := s.as("ruth").SetRule(ctx, cop.RuleText{Title: "Nobody is laughed at for a machine", Text: "At mistakes we laugh together, our own first."}, "it is how it has always been")
	check(err)
	s.breakfast, err = s.as("ruth").Plan(ctx, cop.Plan{
		Title: "Breakfast", Kind: "breakfast", Mode: activity.InPerson, Place: "the harbour canteen", Hosts: []activity.Person{"ruth"},
		Rhythm: cop.Rhythm{Start: "2024-01-16T07:15", Zone: "Europe/Lisbon", Minutes: 60, Every: cop.Weekly},
	})
	check(err)
	s.wait(3 * day)
	check(s.as("ruth").Attest(ctx, "scenarios", membership.Facilitator, "What a week with and without us looks like: told at breakfast, noted by Ruth."))
	check(s.as("marta").Advance(ctx, ""))
}

// pilot looks back on the first breakfasts with the six who were there.
func (s *story) pilot(ctx context.Context) {
	_, err := s.as("iggy").Share(ctx, repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{
		Title: "The fuser that I did not change", Topics: []string{"paper"},
		Body: "I had the new one under my arm. Then I put my hand on the paper.",
	}})
	check(err)
	for _, p := range atTheTable {
		check(s.as(p).Rate(ctx, "seven-principles", "rhythm", 5, ""))
	}
	check(s.as("marta").Advance(ctx, ""))
}

// launch opens the table to those who cannot come to breakfast.
func (s *story) launch(ctx context.Context) {
	check(s.as("marta").SetGuide(ctx, membership.GuideSet{
		Welcome: "You need not come to breakfast to be at the table.",
		Steps: []membership.FirstStep{
			{Key: "use", Title: "Try a tip, and say how it went", Grade: 1, Verb: activity.Reuse},
			{Key: "ask", Title: "Ask about a machine that you gave up on", Grade: 2, Verb: activity.Ask},
		},
	}))
	check(s.as("marta").Attest(ctx, "launch-plan", membership.Convener, "The south first, then the islands."))
	for _, p := range inTheSouth {
		s.wait(2 * day)
		check(s.as(p).Join(ctx))
		check(s.as("ruth").Welcome(ctx, p, fmt.Sprintf("Welcome, %s. What are you stuck with?", p)))
	}
}

// grow goes on though nobody outside stands up for them yet, and says why.
func (s *story) grow(ctx context.Context) {
	check(s.as("marta").Advance(ctx, "the south asks now, and the head of service has promised to decide by spring"))
}
