package main

import (
	"context"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/repertoire"
)

// works are what they felt was missing from their profession, by the number of
// the meeting at which it was finished.
var works = map[int]repertoire.Draft{
	3:  write(repertoire.Template, "An internal audit manual, to be adapted", "manuals"),
	6:  write(repertoire.Template, "The charter of an audit unit", "independence"),
	13: write(repertoire.Guideline, "Training and certifying auditors: a manual", "training"),
	17: write(repertoire.Guideline, "Assessing risk when planning audits", "risk"),
	21: write(repertoire.Guideline, "Quality assurance, written by its victims", "quality"),
	26: write(repertoire.Guideline, "Auditors and inspectors: who does what", "independence"),
	31: write(repertoire.Tool, "A glossary in fourteen languages", "reporting"),
}

func write(kind repertoire.Kind, title, topic string) repertoire.Draft {
	return repertoire.Draft{Kind: kind, Text: repertoire.Text{Title: title, Body: "Written together.", Topics: []string{topic}}}
}

// questions are what they ask each other between meetings.
var questions = []struct {
	purpose     activity.Purpose
	text, topic string
}{
	{activity.SeekExperience, "Has anyone audited a ministry's payroll with nothing but a spreadsheet?", "risk"},
	{activity.BuildArgument, "In which countries does the audit unit report to the minister? Mine does not believe me.", "independence"},
	{activity.SeekInformation, "Where is the checklist for procurement that we talked about?", "manuals"},
	{activity.GrowConfidence, "I am to present to parliament. Would you read my report first?", "reporting"},
	{activity.SolveProblem, "The auditee signs nothing. What now?", "reporting"},
	{activity.SeekExperience, "Who has had an external quality assessment, and survived?", "quality"},
	{activity.Coordinate, "Could we share one trainer for sampling?", "training"},
	{activity.Visit, "May two of us come and watch you plan an audit year?", "risk"},
	{activity.MapKnowledge, "Who of us knows about auditing municipalities?", "training"},
	{activity.Discuss, "What do you think of the new international standards?", "quality"},
}

// stories are told at table.
var stories = []string{
	"The keys to the archive", "A minister's cousin", "Forty tractors, one of them real", "The report that came back uncut",
	"How we found the second cash book", "The inspector who wanted a fine", "Audited by our own auditee", "What the accountant's mother knew",
}

// foundTreasuries brings the neighbours' community into being.
func (s *story) foundTreasuries(ctx context.Context) {
	founded, err := s.As("tamar").Found(ctx, cop.Charter{
		Name: "Public-sector treasuries", Domain: cop.Domain{Concern: "paying what the state owes, on time", Topics: []string{"cash management"}},
	})
	check(err)
	s.treasuries = founded.ID
	for _, p := range treasurers[1:] {
		check(s.treasurer(p).Join(ctx))
	}
}

func (s *story) treasurer(p activity.Person) praxis.Participant { return s.As(p).In(s.treasuries) }

// neighbours is a week among the treasurers, in which one of them asks another;
// those of the auditors who belong there have learned who can answer.
func (s *story) neighbours(ctx context.Context) {
	_, week := s.now.ISOWeek()
	if week%4 != 0 {
		return
	}
	asks := s.treasurer(treasurers[week/4%len(treasurers)])
	q, err := asks.Ask(ctx, "How do you forecast the balance of the single account?", "cash management")
	check(err)
	answers := treasurers[(week/4+1)%len(treasurers)]
	for _, a := range auditors {
		if a.treasurer && s.belongs(ctx, s.as(a.id)) {
			if !s.belongs(ctx, s.treasurer(a.id)) {
				check(s.treasurer(a.id).Join(ctx))
			}
			answers = a.id
		}
	}
	_, err = s.treasurer(answers).Answer(ctx, q, "By the audit of last year's forecast. I can show you.")
	check(err)
}

func (s *story) belongs(ctx context.Context, p praxis.Participant) bool {
	m, err := p.Membership(ctx)
	check(err)
	return m.Member()
}
