package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
)

// page tells what Grace sees, whom the communities have made their sponsor.
type page struct {
	io.Writer
	*story
}

func (p page) say(format string, values ...any) { fmt.Fprintf(p, format+"\n", values...) }

// brokers tells who carries practice, what becomes of it, what voice they have,
// and what would be lost with them.
func (p page) brokers(ctx context.Context) {
	p.say("THREE COMMUNITIES OF PLANT BREEDERS, %s\n\nWHO CARRIES PRACTICE BETWEEN THEM", strings.ToUpper(p.now.Format("January 2006")))
	all, err := p.As(grace).Brokers(ctx, membership.Wenger())
	check(err)
	for _, b := range all {
		p.say("\n  %s", b.Person)
		for _, c := range b.Carried {
			p.say("    from %s to %s: %q, %s", p.names[c.From], p.names[c.To], p.title(ctx, c.From, c.Resource), p.takenUp(ctx, c))
		}
		p.say("    is %s", strings.Join(p.voice(b), ", "))
		if known := p.recognised(ctx, b.Person); known != nil {
			p.say("    is known for %s", strings.Join(known, ", "))
		}
		for _, l := range b.Risk.Links {
			p.say("    without %s, nobody who carries practice would be left between %s", b.Person, p.between(l))
		}
		if b.Risk.Links == nil {
			p.say("    without %s, somebody else would still be there; %d of the above came by nobody else", b.Person, len(b.Risk.Practice))
		}
	}
}

// voice tells how central a broker is where they carry something, and so whether
// they are heard.
func (p page) voice(b membership.Brokerage) (voice []string) {
	for _, has := range b.Legitimacy {
		words := fmt.Sprintf("%s in %s", has.Level, p.names[has.Community])
		if !has.Met {
			words += " (and needs somebody there to vouch for what they bring)"
		}
		voice = append(voice, words)
	}
	return voice
}

func (p page) between(l membership.Link) string {
	names := []string{p.names[l.A], p.names[l.B]}
	slices.Sort(names)
	return strings.Join(names, " and ")
}

func (p page) title(ctx context.Context, in activity.CommunityID, id activity.ResourceID) string {
	r, err := p.As(grace).In(in).Resource(ctx, id)
	check(err)
	return r.Current.Title
}

// takenUp tells what became of something after it was carried.
func (p page) takenUp(ctx context.Context, c membership.Carried) string {
	there := p.As(grace).In(c.To)
	resources, err := there.Resources(ctx, activity.ResourceID{}, 0)
	check(err)
	for _, r := range resources {
		if r.Origin.Resource == c.Resource && r.Author == c.Person {
			return p.uses(ctx, there, r.ID)
		}
	}
	return "gone from there"
}

func (p page) uses(ctx context.Context, there praxis.Participant, id activity.ResourceID) string {
	uses, err := there.Reuses(ctx, id, activity.ID{}, 0)
	check(err)
	people := map[activity.Person]bool{}
	for _, u := range uses {
		people[u.Person] = true
	}
	if len(people) == 0 {
		return "used by nobody yet"
	}
	return fmt.Sprintf("used by %d", len(people))
}

// recognised is for what, and by how many, somebody is recognised anywhere.
func (p page) recognised(ctx context.Context, person activity.Person) (words []string) {
	for _, c := range crops {
		topics, err := p.in(c.name, grace).Recognised(ctx)
		check(err)
		for _, topic := range topics {
			for _, who := range topic.People {
				if who.Person == person {
					words = append(words, fmt.Sprintf("%s in %s (by %d)", topic.Topic, c.name, len(who.By)))
				}
			}
		}
	}
	return words
}

// heard tells whether what Linh brought is taken up.
func (p page) heard(ctx context.Context, when string) {
	all, err := p.As(grace).Brokers(ctx, membership.Wenger())
	check(err)
	i := slices.IndexFunc(all, func(b membership.Brokerage) bool { return b.Person == "linh" })
	p.say("  %s:\n    linh is %s; the labels are %s among the sorghum breeders",
		when, strings.Join(p.voice(all[i]), ", "), p.uses(ctx, p.in("sorghum", grace), p.labelsHere))
}

// held is who can still carry something between two communities: those who did,
// and have a voice on both sides.
type held map[membership.Link][]activity.Person

func (s *story) links(ctx context.Context) held {
	all, err := s.As(grace).Brokers(ctx, membership.Wenger())
	check(err)
	links := held{}
	for _, b := range all {
		heard := map[activity.CommunityID]bool{}
		for _, voice := range b.Legitimacy {
			heard[voice.Community] = voice.Met
		}
		for _, l := range b.Links {
			if links[l] == nil {
				links[l] = []activity.Person{} // maybe nobody is heard
			}
			if heard[l.A] && heard[l.B] {
				links[l] = append(links[l], b.Person)
			}
		}
	}
	return links
}

// lost tells what the communities have lost with somebody, what stays, and who
// could go on.
func (p page) lost(ctx context.Context, person activity.Person, before held) {
	p.say("\nAFTER %s LEFT, %s\n\n  Who has carried practice, and is heard on both sides:\n", strings.ToUpper(string(person)), strings.ToUpper(p.now.Format("January 2006")))
	after := p.links(ctx)
	var rows []string
	for link := range before {
		rows = append(rows, fmt.Sprintf("    %-20s before: %-14s now: %s", p.between(link), names(before[link]), names(after[link])))
	}
	slices.Sort(rows)
	p.say("%s", strings.Join(rows, "\n"))

	p.say("\n  What stays: %q is %s in cassava, and %s in sorghum.",
		p.title(ctx, p.crops["sorghum"].id, p.fieldBook),
		p.uses(ctx, p.in("cassava", grace), p.fieldBookHere), p.uses(ctx, p.in("sorghum", grace), p.fieldBook))
	var waiting []string
	questions, err := p.in("cassava", grace).Questions(ctx, activity.QuestionID{}, 0)
	check(err)
	for _, q := range questions {
		answers, err := p.in("cassava", grace).Answers(ctx, q.ID, activity.AnswerID{}, 0)
		check(err)
		if len(answers) == 0 {
			waiting = append(waiting, fmt.Sprintf("%q (%s)", q.Text, q.Asker))
		}
	}
	p.say("  What waits for an answer in cassava: %s", strings.Join(waiting, ", "))
	p.say("  Who belongs to both, and could go on: %s.", strings.Join(p.couldGoOn(ctx, "sorghum", "cassava"), "; "))
}

// couldGoOn are those who belong to two communities.
func (p page) couldGoOn(ctx context.Context, one, other string) (people []string) {
	here, err := p.in(one, grace).Levels(ctx, membership.Wenger())
	check(err)
	there, err := p.in(other, grace).Levels(ctx, membership.Wenger())
	check(err)
	for person, level := range here.All() {
		if also := there.Level(person); person != grace && level.Compare(membership.Peripheral) >= 0 && also.Compare(membership.Peripheral) >= 0 {
			people = append(people, fmt.Sprintf("%s (%s in %s, %s in %s)", person, level, one, also, other))
		}
	}
	return people
}

func names(people []activity.Person) string {
	if len(people) == 0 {
		return "nobody"
	}
	var words []string
	for _, p := range people {
		words = append(words, string(p))
	}
	return strings.Join(words, ", ")
}
