package main

import (
	"context"
	"slices"
	"time"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// story is what happens in three communities, and between them.
type story struct {
	*praxis.Constellation
	now   time.Time
	week  int
	crops map[string]*crop
	names map[activity.CommunityID]string
	brought
}

// crop is one community.
type crop struct {
	name     string
	id       activity.CommunityID
	convener activity.Person
	talking  []activity.Person // who keeps the conversation going
	quiet    []activity.Person // who belongs, and is hardly ever heard
	topic    string
	asks     string
	says     string
}

// brought are the elements of practice that cross a boundary.
type brought struct {
	fieldBook, fieldBookHere activity.ResourceID
	labels, labelsHere       activity.ResourceID
}

// grace speaks for all of them in the programme.
const grace activity.Person = "grace"

var crops = []crop{
	{
		name: "cassava", convener: "chidi", topic: "cassava mosaic",
		talking: []activity.Person{"chidi", "amina", "kofi", "ngozi", "peter", "wanjiru"}, quiet: []activity.Person{"joao", "fatou"},
		asks: "Who has seen mosaic on the improved clones?", says: "We have, on two of them. Photographs follow.",
	},
	{
		name: "rice", convener: "bao", topic: "salt tolerance",
		talking: []activity.Person{"bao", "linh", "amina", "putri", "rahim", "suresh"}, quiet: []activity.Person{"thuy"},
		asks: "How much salt does the new cross take?", says: "Six weeks of it, at our station.",
	},
	{
		name: "sorghum", convener: "salif", topic: "field trials",
		talking: []activity.Person{"salif", "kofi", "fatou", "moussa", "ibrahim", "hawa"}, quiet: []activity.Person{"linh"},
		asks: "How many plots can one person score in a morning?", says: "Sixty, if nobody has to look for the pencil.",
	},
}

// in is what somebody can do in one of the communities.
func (s *story) in(crop string, p activity.Person) praxis.Participant {
	return s.As(p).In(s.crops[crop].id)
}

func (s *story) found(ctx context.Context) {
	for _, c := range crops {
		founded, err := s.As(c.convener).Found(ctx, cop.Charter{
			Name:   "Breeders of " + c.name,
			Domain: cop.Domain{Concern: "breeding " + c.name + " that farmers want to grow", Topics: []string{c.topic}},
			Kind:   cop.BestPractice,
			Form:   cop.Form{Reach: cop.Global, Medium: cop.Online, Boundary: cop.Across, Formality: cop.Supported, Origin: cop.Cultivated},
		})
		check(err)
		c.id = founded.ID
		s.crops[c.name], s.names[c.id] = &c, c.name
		for _, p := range append(slices.Concat(c.talking, c.quiet), grace) {
			if p != c.convener {
				check(s.in(c.name, p).Join(ctx))
			}
		}
		check(s.in(c.name, c.convener).Appoint(ctx, grace, membership.Sponsor))
	}
}

// weeks are ordinary ones, in which somebody asks and two others answer.
func (s *story) weeks(ctx context.Context, n int) {
	for range n {
		s.week++
		s.now = s.now.AddDate(0, 0, 7)
		for _, c := range crops {
			talking := s.crops[c.name].talking
			who := func(i int) praxis.Participant { return s.in(c.name, talking[(s.week+i)%len(talking)]) }
			q, err := who(0).For(activity.SeekExperience).Ask(ctx, c.asks, c.topic)
			check(err)
			for i := 1; i <= 2; i++ {
				_, err := who(i).Answer(ctx, q, c.says)
				check(err)
			}
		}
	}
}

// carry is what goes from one community to another, and who carries it.
func (s *story) carry(ctx context.Context) {
	share := func(crop string, by activity.Person, kind repertoire.Kind, title, body string) activity.ResourceID {
		id, err := s.in(crop, by).For(activity.Document).Share(ctx, repertoire.Draft{Kind: kind, Text: repertoire.Text{Title: title, Body: body, Topics: []string{s.crops[crop].topic}}})
		check(err)
		return id
	}
	take := func(to string, by activity.Person, from string, id activity.ResourceID) activity.ResourceID {
		here, err := s.in(to, by).For(activity.ReuseAssets).Carry(ctx, s.crops[from].id, id)
		check(err)
		return here
	}
	use := func(crop string, id activity.ResourceID, note string, people ...activity.Person) {
		for _, p := range people {
			_, err := s.in(crop, p).Reuse(ctx, id, repertoire.Worked, note)
			check(err)
		}
	}

	// Kofi works on both crops. What he brings is used by those who know him.
	s.fieldBook = share("sorghum", "moussa", repertoire.Tool, "A field book that a tablet understands", "One row a plot, one column a trait.")
	use("sorghum", s.fieldBook, "A whole season without a typing error.", "hawa", "ibrahim", "salif")
	s.fieldBookHere = take("cassava", "kofi", "sorghum", s.fieldBook)
	use("cassava", s.fieldBookHere, "With a column for the mosaic score.", "chidi", "ngozi", "peter", "wanjiru")
	check(s.in("cassava", "ngozi").Commend(ctx, "kofi", membership.Commended{Topic: "field trials"}))
	check(s.in("cassava", "chidi").Thank(ctx, "kofi", membership.Thanked{Topic: "field trials", Note: "You walked the first plots with us."}))

	// Between rice and cassava there are two.
	markers := share("rice", "bao", repertoire.Guideline, "Choosing parents by their markers", "First the field, then the laboratory.")
	here := take("cassava", "amina", "rice", markers)
	use("cassava", here, "Saved us one cycle.", "peter", "chidi")
	check(s.in("cassava", "peter").Commend(ctx, "amina", membership.Commended{Topic: "markers"}))
	tasting := share("cassava", "wanjiru", repertoire.Story, "Ask those who cook it", "The best clone of the year was bitter.")
	here = take("rice", "amina", "cassava", tasting)
	use("rice", here, "We cook before we cross now.", "putri")
	seed := share("rice", "rahim", repertoire.Case, "Seed that got lost at customs", "Four months, three letters, one phone call.")
	check(s.in("rice", "ngozi").Join(ctx))
	take("cassava", "ngozi", "rice", seed)

	// Linh is well known among those who breed rice, and hardly among the others.
	s.labels = share("rice", "linh", repertoire.Tool, "Labels that survive the rain", "Print them on polyester, twice.")
	use("rice", s.labels, "They did.", "bao", "suresh")
	s.labelsHere = take("sorghum", "linh", "rice", s.labels)
}

// vouch: Linh's labels get somebody who stands up for them.
func (s *story) vouch(ctx context.Context) {
	check(s.in("sorghum", "salif").Endorse(ctx, s.labelsHere))
	for _, p := range []activity.Person{"salif", "fatou", "hawa"} {
		s.now = s.now.AddDate(0, 0, 3)
		_, err := s.in("sorghum", p).Reuse(ctx, s.labelsHere, repertoire.Worked, "Still readable after the rains.")
		check(err)
	}
	check(s.in("sorghum", "hawa").Thank(ctx, "linh", membership.Thanked{Topic: "labels", Note: "Why did we not listen sooner?"}))
	s.crops["sorghum"].talking = append(s.crops["sorghum"].talking, "linh") // who is asked now
}

// lose: somebody takes another post and leaves all communities.
func (s *story) lose(ctx context.Context, person activity.Person) {
	for _, c := range crops {
		here := s.crops[c.name]
		if !slices.Contains(here.talking, person) {
			continue
		}
		check(s.in(c.name, person).Leave(ctx, "a post in a seed company"))
		here.talking = slices.DeleteFunc(slices.Clone(here.talking), func(p activity.Person) bool { return p == person })
	}
	s.now = s.now.AddDate(0, 0, 7)
	_, err := s.in("cassava", "peter").Reuse(ctx, s.fieldBookHere, repertoire.WorkedInPart, "The new tablets read it no more; Kofi would have known.")
	check(err)
	_, err = s.in("cassava", "peter").For(activity.SolveProblem).Ask(ctx, "Has sorghum a newer field book?", "field trials")
	check(err)
}
