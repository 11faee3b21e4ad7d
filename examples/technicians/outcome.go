package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/repertoire"
)

// whoKnowsWhat is the knowledge map, and what is missing on it.
func (p page) whoKnowsWhat(ctx context.Context) {
	p.say("\nWHO KNOWS WHAT\n  %-12s %5s %7s %9s   who knows", "", "asked", "answers", "resources")
	m, err := p.marta.KnowledgeMap(ctx, repertoire.Mapping())
	check(err)
	for _, t := range m.Topics {
		var know []activity.Person
		for _, k := range t.People {
			if k.Knows() && len(know) < 3 {
				know = append(know, k.Person)
			}
		}
		p.say("%s", strings.TrimRight(fmt.Sprintf("  %-12s %5d %7d %9d   %s", t.Topic, t.Asked, t.Answers, len(t.Resources), names(know)), " "))
	}
	gaps, err := p.marta.Gaps(ctx, repertoire.Mapping())
	check(err)
	for _, g := range gaps {
		p.para(2, "%s", g)
	}
}

// whoWaits are the questions that nobody has answered, and whom to ask.
func (p page) whoWaits(ctx context.Context) {
	p.say("\nWHO WAITS FOR AN ANSWER")
	waiting, err := p.as("ruth").Unanswered(ctx, repertoire.Mapping())
	check(err)
	for _, w := range waiting {
		q, err := p.marta.Question(ctx, w.Question)
		check(err)
		var ask []string
		for _, s := range w.Suggested {
			ask = append(ask, string(s.Person))
		}
		for _, c := range w.Elsewhere {
			ask = append(ask, fmt.Sprintf("in %q", c.Name))
		}
		p.para(2, "%s, for %d days: %s Ask %s.", w.Asker, w.Days, q.Text, strings.Join(ask, ", "))
	}
}

// whatCameOfIt is a value story, and what it and the record show of each cycle.
func (p page) whatCameOfIt(ctx context.Context) {
	told, err := p.marta.ValueStory(ctx, p.told)
	check(err)
	p.say("\nWHAT CAME OF IT\n  %q, told by %s:", told.Title, told.Teller)
	for _, step := range told.Steps {
		p.para(4, "%s: %s%s", step.Cycle, step.Text, figure(step.Indicator))
	}
	report, err := p.marta.Value(ctx, time.Time{}, time.Time{})
	check(err)
	p.para(2, "%d of %d stories lead from what people did together to the difference it made.", len(report.Traced), report.Stories)
	var both []string
	for _, c := range report.Cycles {
		if c.Shown == repertoire.BothHalves {
			both = append(both, string(c.Cycle))
		}
	}
	p.para(2, "Figures beside stories: %s. What is missing:", strings.Join(both, ", "))
	for _, c := range report.Cycles {
		if c.Shown != repertoire.BothHalves {
			p.para(4, "%s (%s): %s", c.Cycle, c.Shown, c.Next)
		}
	}
}

// figure tells an indicator, if there is one.
func figure(i repertoire.Indicator) string {
	if i == (repertoire.Indicator{}) {
		return ""
	}
	return fmt.Sprintf(" (%s %s: %s before, %s now)", i.Title, i.Unit, i.Before, i.Value)
}

// whomToThank tells what came of members' parts in the repertoire, by use and not
// by volume.
func (p page) whomToThank(ctx context.Context) {
	p.say("\nWHOM TO THANK FOR WHAT")
	all, err := p.marta.Contributions(ctx)
	check(err)
	for _, c := range all.Members {
		for _, w := range c.Works {
			p.say("  %-5s as %-17s of %q: used %d times by %d others", c.Person, join(w.As), w.Title, w.Uses, w.Users)
		}
	}
	own, err := p.as("omar").MemberContribution(ctx, "omar")
	check(err)
	p.para(2, "omar, not on this list, sees for himself that nobody has told of using one of his %d links yet", own.Unused)
}

func join(parts []repertoire.PartKind) string {
	var words []string
	for _, part := range parts {
		words = append(words, string(part))
	}
	return strings.Join(words, " and ")
}

func (p page) whatHasGoneStale(ctx context.Context) {
	p.say("\nWHAT HAS GONE STALE")
	stale, err := p.marta.Stale(ctx, repertoire.DefaultStalePolicy())
	check(err)
	for _, s := range stale {
		for _, why := range s.Reasons {
			p.para(2, "%q: %s. Next, for %s, who looks after it: %s.", s.Title, why.Text, names(s.Stewards), s.Next)
		}
	}
}

// howFarTheyAre tells of the community's life: the phases that it has been through,
// what this one has yet to leave behind, how participation goes, and the stage.
func (p page) howFarTheyAre(ctx context.Context) {
	p.say("\nHOW FAR THEY ARE")
	moves, err := p.marta.Passages(ctx, activity.ID{}, 0)
	check(err)
	var steps []string
	for _, m := range moves {
		step := p.date(m.At) + " to " + string(m.To)
		if m.Unmet != nil {
			step += fmt.Sprintf(" without %v, since %s", m.Unmet, m.Reason)
		}
		steps = append(steps, step)
	}
	p.para(2, "Phases: %s.", strings.Join(steps, ", "))
	gate, err := p.marta.Gate(ctx)
	check(err)
	p.say("  Of %s, before %s:", gate.Phase, gate.Next)
	for _, c := range gate.Criteria {
		next := ""
		if !c.Met {
			next = ". Next: " + c.Next
		}
		p.para(4, "%s: %s; %s%s", map[bool]string{true: "met", false: "not met"}[c.Met], c.Title, c.Evidence, next)
	}

	momentum, err := p.marta.Momentum(ctx, lifecycle.DefaultMomentum())
	check(err)
	last := momentum[len(momentum)-1]
	var people []string
	for _, m := range momentum {
		people = append(people, fmt.Sprint(m.People))
	}
	p.para(2, "People by month: %s. It is %s: %s.", strings.Join(people, " "), last.State, last.Reasons[0].Evidence)
	stage, err := p.marta.Stage(ctx)
	check(err)
	p.para(2, "Stage: %s, between %s and %s; %s", stage.Stage, stage.Tension.One, stage.Tension.Other,
		map[bool]string{true: "which goes with the phase", false: stage.Note}[stage.Agrees])
}
