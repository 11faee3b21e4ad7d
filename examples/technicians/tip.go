package main

import (
	"context"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/repertoire"
)

// born is how a tip is born: somebody is stuck, others have seen the like of it,
// and together they find out what no manual says.
func (s *story) born(ctx context.Context) {
	s.birth = s.meet(ctx)
	var err error
	s.question, err = s.as("iggy").For(activity.SolveProblem).Meeting(activity.InPerson).Ask(ctx,
		"Crumpled copies until ten o'clock, and then not one all day. I have changed the fuser twice. What else?", "paper")
	check(err)
	s.wait(minute)
	_, err = s.as("ruth").Meeting(activity.InPerson).Answer(ctx, s.question, "I had that in a bakery. It went away by itself in June.")
	check(err)
	s.wait(minute)
	damp, err := s.as("sven").Meeting(activity.InPerson).Answer(ctx, s.question,
		"It is the paper and not the fuser. Overnight it draws damp; by ten the machine has dried it. Where does your customer keep it?")
	check(err)
	s.wait(day)
	check(s.as("iggy").Accept(ctx, s.question, damp))
	s.tip, err = s.as("iggy").For(activity.Document).Harvest(ctx, s.question, repertoire.Draft{
		Kind: repertoire.Solution, Status: repertoire.Drafted, Text: repertoire.Text{Title: "Crumpled copies until ten o'clock"}, ReviewDays: 250,
	})
	check(err)
}

// review is what peers make of the draft: it goes back once, with a reason.
func (s *story) review(ctx context.Context) {
	check(s.as("iggy").Submit(ctx, s.tip, "Is it clear to somebody who was not there?"))
	s.wait(2 * day)
	check(s.as("sven").SendBack(ctx, s.tip, "Those who were not there want to know what to do first, and on which machines it holds."))
	s.wait(day)
	s.revise(ctx, "iggy", 1, "as Sven asked", text())
	check(s.as("iggy").Submit(ctx, s.tip, "What to do now stands in order."))
}

// text is the tip as Iggy writes it after it was sent back.
func text() repertoire.Text {
	return repertoire.Text{
		Title: "Crumpled copies until ten o'clock", Topics: []string{"paper", "fuser"},
		Body: `Copies crumple in the first hours of the day, and none do later.

The manual says: change the fuser. **Do not, yet.** The paper has drawn damp.

1. Put your hand on the sheets on top: damp paper is cool.
2. Load a fresh ream and run fifty copies.
3. If they come out flat, the fuser is fine.

It holds for the two big machines.

Ask where the paper is kept, and look for a kettle.`,
	}
}

// edited is how two edit the tip at once. What they changed in different lines is
// brought together; what they changed alike comes back to who was later, with what
// stands against what.
func (s *story) edited(ctx context.Context) {
	models, warm, other := text(), text(), text()
	models.Body = strings.Replace(models.Body, "the two big machines.", "the two big machines, and for the small one without a heated tray.", 1)
	warm.Body = strings.Replace(warm.Body, "fresh ream and", "fresh ream, warm from the van, and", 1)
	other.Body = strings.Replace(other.Body, "the two big machines.", "all machines.", 1)
	s.revise(ctx, "iggy", 2, "the small one, too", models)
	s.revise(ctx, "pia", 2, "a ream from the same cupboard is as damp", warm)
	s.clash = s.as("ruth").Revise(ctx, s.tip, repertoire.Edit{Base: 2, Text: other, Note: "I think it is all of them"})
}

func (s *story) revise(ctx context.Context, p activity.Person, base int, note string, t repertoire.Text) {
	s.wait(2 * hour)
	check(s.as(p).For(activity.Document).Revise(ctx, s.tip, repertoire.Edit{Base: base, Text: t, Note: note}))
}

// vetted is how peers stand up for the tip, each for themselves, and then decide
// that the community does.
func (s *story) vetted(ctx context.Context) {
	for _, p := range []activity.Person{"sven", "ruth"} {
		check(s.as(p).Endorse(ctx, s.tip))
	}
	tip, err := s.as("pia").Resource(ctx, s.tip)
	check(err)
	s.proposal, err = s.as("pia").Propose(ctx, cop.Motion{
		Title: "Stand up for the tip about damp paper", Text: "Sven and Ruth have tried it. I would like the south to be able to rely on it.",
		Method: cop.ByConsent, Quorum: 4, Deadline: s.now.Add(7 * day),
		Action: cop.Action{Endorse: cop.Endorsement{Resource: s.tip, Version: tip.Current.Number}},
	})
	check(err)
	s.meet(ctx)
	for _, p := range []activity.Person{"sven", "ruth", "marta", "pia"} {
		check(s.as(p).Vote(ctx, s.proposal, cop.Consent, ""))
	}
	check(s.as("omar").Vote(ctx, s.proposal, cop.StandAside, "I never saw it on mine."))
	s.wait(7 * day)
	_, err = s.as("ruth").Decide(ctx, s.proposal)
	check(err)
	check(s.as("iggy").Steward(ctx, s.tip, "pia", "You drive past that canteen every week."))

	// What only a few may know yet is in a space of theirs.
	bench, err := s.as("pia").OpenSpace(ctx, cop.Room{Name: "The bench", About: "What is not sure yet", Access: cop.Private})
	check(err)
	check(s.as("pia").LetIn(ctx, bench, "sven"))
	_, err = s.as("sven").Within(bench).Share(ctx, repertoire.Draft{Kind: repertoire.Case, Text: repertoire.Text{
		Title: "Damp paper, or a recall?", Topics: []string{"paper"}, Body: "Three fusers of one lot. I want to see a fourth before I say so.",
	}})
	check(err)
}
