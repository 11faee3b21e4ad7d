package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/markdown"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/search"
)

// page tells what Marta sees, who convenes the table, but for what somebody asks
// for themselves.
type page struct {
	io.Writer
	*story
	marta praxis.Participant
}

func printPage(ctx context.Context, out io.Writer, s *story) {
	p := page{out, s, s.as("marta")}
	p.say("THE BREAKFAST TABLE, %s", strings.ToUpper(p.now.Format("January 2006")))
	p.aTipIsBorn(ctx)
	p.vettedByPeers(ctx)
	p.inManyHands(ctx)
	p.usedByStrangers(ctx)
	p.askedTimeAndAgain(ctx)
	p.whoFindsWhat(ctx)
	p.whoKnowsWhat(ctx)
	p.whoWaits(ctx)
	p.whatCameOfIt(ctx)
	p.whomToThank(ctx)
	p.whatHasGoneStale(ctx)
	p.howFarTheyAre(ctx)
}

func (p page) say(format string, values ...any) { fmt.Fprintf(p, format+"\n", values...) }

// para tells something in lines that are not too long.
func (p page) para(by int, format string, values ...any) {
	line := strings.Repeat(" ", by-1)
	for word := range strings.FieldsSeq(fmt.Sprintf(format, values...)) {
		if utf8.RuneCountInString(line)+len(word) > 95 {
			p.say("%s", line)
			line = strings.Repeat(" ", by+1)
		}
		line += " " + word
	}
	p.say("%s", line)
}

func (p page) date(t time.Time) string { return t.Format("2 January") }

func (p page) aTipIsBorn(ctx context.Context) {
	thread, err := p.marta.Thread(ctx, p.question)
	check(err)
	q := thread.Question
	p.say("\nA TIP IS BORN")
	p.para(2, "At breakfast on %s %s asks (%s): %s", p.date(p.birth), q.Asker, q.Purpose, q.Text)
	for _, a := range thread.Answers {
		mark := map[bool]string{true: ", and that helps"}[a.ID == q.Accepted]
		p.para(2, "%s answers%s: %s", a.Author, mark, a.Text)
	}
	tip := p.resource(ctx, q.Harvested)
	p.para(2, "%s makes a %s of it, and credits %s: %q", tip.Author, tip.Kind, names(tip.Credits), tip.Current.Title)
}

// vettedByPeers tells who made what of the tip before it was relied on.
func (p page) vettedByPeers(ctx context.Context) {
	p.say("\nVETTED BY PEERS")
	record, err := p.marta.Activities(ctx, activity.ID{}, 0)
	check(err)
	for _, a := range record {
		if a.Object != activity.ObjectID(p.tip) {
			continue
		}
		switch d := a.Detail.(type) {
		case repertoire.WasSubmitted:
			p.para(2, "%s, %s asks for a review: %s", p.date(a.At), a.Actor, d.Note)
		case repertoire.WasSentBack:
			p.para(2, "%s, %s sends it back: %s", p.date(a.At), a.Actor, d.Reason)
		}
	}
	backers, err := p.marta.Endorsements(ctx, p.tip, "", 0)
	check(err)
	for _, e := range backers {
		p.para(2, "%s, %s stands up for version %d", p.date(e.At), e.Person, e.Version)
	}
	decided, err := p.marta.Proposal(ctx, p.proposal)
	check(err)
	var took []string
	for _, count := range decided.Outcome.Tally {
		took = append(took, fmt.Sprintf("%d %s", count.Count, count.Stance))
	}
	tip := p.resource(ctx, p.tip)
	p.para(2, "%s, by %s (%s), so does the community: it is %s", p.date(tip.Endorsed.At), decided.Method, strings.Join(took, ", "), tip.Status)
}

// inManyHands tells what became of the text.
func (p page) inManyHands(ctx context.Context) {
	p.say("\nIN MANY HANDS")
	versions, err := p.marta.Versions(ctx, p.tip, 0, 0)
	check(err)
	for _, v := range versions[1:] {
		how := map[bool]string{true: fmt.Sprintf(", merged with version %d", v.Number-1)}[v.Merged()]
		p.say("  version %d by %s over version %d%s: %s", v.Number, v.Editor, v.Base, how, v.Note)
	}
	changed, err := p.marta.Differences(ctx, p.tip, 2, len(versions))
	check(err)
	for line := range strings.Lines(changed.String()) {
		if line[0] == '-' || line[0] == '+' { // which leaves out what stands around it
			p.say("    %s", strings.TrimRight(line, "\n"))
		}
	}
	for _, c := range p.unmerged().Clashes {
		p.para(2, "what ruth wrote at the same time came back to her: in line %d, %q stands against %q", c.Line, c.Yours[0], c.Theirs[0])
	}
	shown, err := markdown.HTML(strings.Split(versions[len(versions)-1].Body, "\n\n")[1], nil)
	check(err)
	p.para(2, "on a web page: %s", shown)
}

// unmerged is why an edit came back to its writer.
func (s *story) unmerged() *repertoire.Unmerged {
	var why *repertoire.Unmerged
	if !errors.As(s.clash, &why) {
		log.Fatalf("it did not come back: %v", s.clash)
	}
	return why
}

// usedByStrangers tells who used the tip, for what and how it went, and whether
// they have ever been at one table with who wrote it.
func (p page) usedByStrangers(ctx context.Context) {
	p.say("\nUSED BY TECHNICIANS WHO NEVER MET ITS AUTHOR")
	uses, err := p.marta.Reuses(ctx, p.tip, activity.ID{}, 0)
	check(err)
	for _, u := range uses {
		p.say("  %-6s for %-24s %-15s %s", u.Person, u.For, u.Outcome, u.Note)
	}
	sum, err := p.marta.Uses(ctx, p.tip)
	check(err)
	p.para(2, "%d uses by %d people: %s; %d of them have been at a breakfast with %s", sum.Count, sum.People, sum.ByOutcome,
		len(p.metWith(ctx, sum, p.resource(ctx, p.tip).Author)), p.resource(ctx, p.tip).Author)
}

// metWith are those who used a resource and took part in a meeting with somebody.
func (s *story) metWith(ctx context.Context, sum repertoire.Uses, author activity.Person) (met []activity.Person) {
	held, err := s.as(author).Meetings(ctx, s.breakfast)
	check(err)
	for _, u := range sum.ByPerson {
		for _, m := range held {
			if slices.Contains(m.Attended, u.Person) && slices.Contains(m.Attended, author) {
				met = append(met, u.Person)
				break
			}
		}
	}
	return met
}

func (p page) askedTimeAndAgain(ctx context.Context) {
	p.say("\nASKED TIME AND AGAIN")
	p.para(2, "%q and the like: %s", p.again.Text, p.again.Evidence)
	task, err := p.marta.Task(ctx, p.task)
	check(err)
	written := p.resource(ctx, task.Resource)
	uses, err := p.marta.Uses(ctx, task.Resource)
	check(err)
	p.para(2, "%s makes a task of it, %s takes it, and it is %s: %q, used by %d since", task.Proposer, task.Taker, task.State, written.Current.Title, uses.People)
}

// whoFindsWhat shows one search by two people.
func (p page) whoFindsWhat(ctx context.Context) {
	const query = "damp paper"
	p.say("\nWHO FINDS WHAT, BY %q", query)
	for _, person := range []activity.Person{"lucia", "sven"} {
		found, err := p.as(person).Search(ctx, query, search.Cursor{}, 0)
		check(err)
		spaces, err := p.as(person).Spaces(ctx, activity.SpaceID{}, 0)
		check(err)
		who := string(person)
		for _, space := range spaces {
			who += ", who may enter " + space.Name
		}
		p.say("  %s:", who)
		for i, r := range found.Results {
			p.say("    %d. %s (%s; %s)", i+1, marked(r.Title), r.Status, r.Tier)
			if line := markedLine(r.Snippet); line != "" {
				p.para(7, "%s", line)
			}
		}
	}
}

// marked shows a text with what was found in it in brackets.
func marked(m search.Marked) string {
	text := m.Text
	for _, mark := range slices.Backward(m.Marks) {
		text = text[:mark.Start] + "[" + text[mark.Start:mark.End] + "]" + text[mark.End:]
	}
	return text
}

// markedLine is the first line of a text in which something was found; empty if
// nothing was.
func markedLine(m search.Marked) string {
	for line := range strings.Lines(marked(m)) {
		if strings.Contains(line, "[") {
			return line
		}
	}
	return ""
}

func (p page) resource(ctx context.Context, id activity.ResourceID) repertoire.Resource {
	r, err := p.marta.Resource(ctx, id)
	check(err)
	return r
}

func names(people []activity.Person) string {
	var words []string
	for _, p := range people {
		words = append(words, string(p))
	}
	return strings.Join(words, ", ")
}
