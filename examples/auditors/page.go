package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/membership"
)

// page is what is printed of the community after its 34th meeting.
type page struct {
	io.Writer
	as        func(activity.Person) praxis.Participant
	convener  praxis.Participant // who may see figures about single people
	community cop.Community
	since     map[activity.Person]time.Time // when people became members
	held      []cop.Meeting
}

func printPage(ctx context.Context, out io.Writer, as func(activity.Person) praxis.Participant) {
	p := page{Writer: out, as: as, convener: as("edina")}
	var err error
	p.community, err = p.convener.Community(ctx)
	check(err)
	p.since, p.held = joined(ctx, p.convener), heldMeetings(ctx, p.convener)
	last := p.held[len(p.held)-1]
	p.say("%s\n%d meetings; the last one in %s, %s", p.community.Charter.Name, len(p.held), last.Place, last.When().Format("January 2006"))
	p.whoTakesPart(ctx)
	p.waysThrough(ctx)
	p.meetings(ctx)
	p.whatCarriesIt(ctx)
	p.theNewest(ctx)
	p.whatTheyAre(ctx)
}

func (p page) say(format string, values ...any) { fmt.Fprintf(p, format+"\n", values...) }

func (p page) whoTakesPart(ctx context.Context) {
	levels, err := p.convener.Levels(ctx, policy())
	check(err)
	p.say("\nWHO TAKES PART\n\n  %8s %8s %6s %8s %12s %12s %10s", "", "members", "core", "active", "occasional", "peripheral", "founders")
	for _, y := range yearsOf(levels, p.community.FoundedAt) {
		p.say("  %s %8d %6d %8d %12d %12d %10d", y.day.Format("Jan 2006"), y.members,
			y.at[membership.Core], y.at[membership.Active], y.at[membership.Occasional], y.at[membership.Peripheral], y.founders)
	}
	var core []string
	for person, level := range levels.All() {
		if level == membership.Core {
			core = append(core, fmt.Sprintf("%s (since %d)", person, p.since[person].Year()))
		}
	}
	p.say("  At the core now: %s.", strings.Join(core, ", "))
}

// waysThrough tells of five people, who are on the five paths that Wenger names.
// Each is asked for their own: which other communities they belong to is not the
// convener's to know.
func (p page) waysThrough(ctx context.Context) {
	p.say("\nFIVE WAYS THROUGH A COMMUNITY\n")
	for _, person := range []activity.Person{"hristo", "nino", "edina", "lela", "ana"} {
		who := p.convener
		if p.belongs(ctx, person) {
			who = p.as(person)
		}
		paths, err := who.Trajectories(ctx, person, policy())
		check(err)
		path := paths[len(paths)-1] // the one across a boundary, if there is one
		p.say("  %-10s %-7s came in %s; %s", path.Path, person, p.since[person].Format("January 2006"), path.Reasons[0].Evidence)
		if path.Path == membership.BoundaryPath {
			other := path.Reasons[1]
			p.say("  %18s and %s among the treasurers", "", other.Level)
		}
	}
}

func (p page) belongs(ctx context.Context, person activity.Person) bool {
	m, err := p.as(person).Membership(ctx)
	check(err)
	return m.Member()
}

func (p page) meetings(ctx context.Context) {
	mix, err := p.convener.Variety(ctx, p.held[0].Start, p.held[len(p.held)-1].Start.AddDate(0, 0, 1))
	check(err)
	t := threadOf(p.held)
	p.say("\n%d MEETINGS IN %d CITIES\n\n  %d familiar, %d the first of their kind:", len(p.held), t.cities, len(mix.Regular), len(mix.First))
	for _, first := range mix.First {
		p.say("    %s  %s", first.Start.Format("Jan 2006"), first.Title)
	}
	p.say("  Never more than %d weeks went by between two of them.", int(t.longest/(7*24*time.Hour)))
	p.say("\n  How many were there, by the year in which they came:\n")
	p.say("         %s", ruler(len(p.held)))
	for _, g := range generationsOf(p.held, p.since) {
		var row strings.Builder
		for _, n := range g.there {
			row.WriteString(strings.Replace(fmt.Sprintf("%2d", n), " 0", " .", 1))
		}
		p.say("    %d %s", g.year, row.String())
	}
}

// ruler numbers every fifth meeting.
func ruler(n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		if i == 1 || i%5 == 0 {
			fmt.Fprintf(&b, "%2d", i)
		} else {
			b.WriteString("  ")
		}
	}
	return strings.TrimRight(b.String(), " ")
}

func (p page) whatCarriesIt(ctx context.Context) {
	t := threadOf(p.held)
	sum := 0
	for _, share := range t.shares {
		sum += share
	}
	p.say("\nWHAT CARRIES IT\n")
	p.say("  People. %d have come at least once. At %d of the %d meetings after the first there was", t.faces, t.followed, len(t.shares))
	p.say("  somebody who had been at an earlier one: %d %% of those present on average, and never\n  fewer than %d %%.", sum/len(t.shares), slices.Min(t.shares))
	m := mentoringOf(ctx, p.convener, p.community.FoundedAt)
	var line []string
	for _, person := range m.line {
		line = append(line, string(person))
	}
	p.say("\n  The family. Of %d newcomers %d were welcomed, and %d were taken by the hand by %d mentors.", m.newcomers, m.welcomed, m.pairs, m.mentors)
	p.say("  %s.", strings.Replace(strings.Join(line, ", who took in "), ", who", "", 1))
	told, people := tellers(ctx, p.convener)
	p.say("\n  Stories. %d war stories, told by %d people.\n\n  Works:", told, people)
	for _, r := range carriedOn(ctx, p.convener, p.since) {
		p.say("\n    %s (%s, %d)", r.Current.Title, r.Author, r.SharedAt.Year())
		p.say("      used %d times by %d people, %d of whom came after it was made", r.uses, r.users, r.later)
		if r.editors > 1 {
			p.say("      version %d, written by %d of them", r.Current.Number, r.editors)
		}
	}
}

// theNewest is what waits for whoever came last.
func (p page) theNewest(ctx context.Context) {
	members, err := p.convener.Members(ctx, "", 0)
	check(err)
	newest := slices.MaxFunc(members, func(a, b membership.Member) int { return p.since[a.Person].Compare(p.since[b.Person]) })
	p.say("\nTHE NEWEST MEMBER\n\n  %s, since %s, was welcomed by %s. What is next, if they like:", newest.Person, newest.Since.Format("January 2006"), newest.WelcomedBy)
	next, err := p.as(newest.Person).NextSteps(ctx)
	check(err)
	for _, step := range next {
		p.say("    %s", step.Title)
	}
}

// whatTheyAre is what the record shows them to be.
func (p page) whatTheyAre(ctx context.Context) {
	d, err := p.convener.Diagnose(ctx)
	check(err)
	p.say("\nWHAT THEY ARE, BY THE RECORD\n\n  %s", d.Verdict)
	for _, e := range d.Elements {
		p.say("    %-10s %s", e.Name, e.Shown)
	}
}
