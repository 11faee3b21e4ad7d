package praxis

import (
	"context"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

// Contribution tells what a resource has contributed, by the uses that others made
// of it, the communities that brought it home, as far as the person belongs to
// them, and the value stories that point to it.
// Errors: NotFound.
func (p Participant) Contribution(ctx context.Context, id activity.ResourceID) (c repertoire.Contribution, err error) {
	err = p.read(ctx, "praxis.Contribution", Read, func(ctx context.Context, s *sight) error {
		r, err := s.r.Resource(ctx, p.community, id)
		if err := s.hides(ctx, r.Space, err); err != nil {
			return err
		}
		works, err := p.works(ctx, s, []repertoire.Resource{r})
		if err == nil {
			c = works[0].Contribution()
		}
		return err
	})
	return c, err
}

// MemberContribution tells what came of a person's part in the repertoire (what
// they shared, edited, answered or are credited with), by the uses that others made
// of it. Whoever asks for another person's needs to be allowed to Measure. It reads
// the whole repertoire.
// Errors: Precondition for another person's where recognition is switched off.
func (p Participant) MemberContribution(ctx context.Context, person activity.Person) (c repertoire.MemberContribution, err error) {
	const op = "praxis.MemberContribution"
	action := Measure
	if person == p.person.id {
		action = Read
	}
	err = p.read(ctx, op, action, func(ctx context.Context, s *sight) error {
		if s.in.plain && action == Measure {
			return recognitionIsOff(op)
		}
		works, err := p.repertoire(ctx, s)
		c = repertoire.ContributionOf(person, works)
		return err
	})
	if err != nil {
		return repertoire.MemberContribution{}, err
	}
	return c, nil
}

// Contributions are what came of members' parts in the repertoire.
type Contributions struct {
	Members  []repertoire.MemberContribution // those of whose work others made use, by person
	Withheld bool                            // there are some, but fewer than Options.MinGroup
}

// Contributions tells what came of every member's part in the repertoire, by the
// uses that others made of it. They stand by name and in no other order: they say
// who can be thanked for what, and not who is better. It reads the whole
// repertoire.
// Errors: Precondition where recognition is switched off.
func (p Participant) Contributions(ctx context.Context) (told Contributions, err error) {
	const op = "praxis.Contributions"
	err = p.read(ctx, op, Measure, func(ctx context.Context, s *sight) error {
		told = Contributions{}
		if s.in.plain {
			return recognitionIsOff(op)
		}
		works, err := p.repertoire(ctx, s)
		if err != nil {
			return err
		}
		for m, err := range s.r.Members(ctx, p.community, "", 0) {
			if err != nil {
				return err
			}
			if !m.Member() {
				continue
			}
			if c := repertoire.ContributionOf(m.Person, works); c.Works != nil {
				told.Members = append(told.Members, c)
			}
		}
		if n := len(told.Members); n > 0 && n < s.in.smallest() {
			told = Contributions{Withheld: true}
		}
		return nil
	})
	if err != nil {
		return Contributions{}, err
	}
	return told, nil
}

func recognitionIsOff(op string) error {
	return fault.New(op, fault.Precondition, "recognition is switched off here")
}

// repertoire is all of it that the person may see, with what came of it.
func (p Participant) repertoire(ctx context.Context, s *sight) ([]repertoire.Work, error) {
	resources, err := all(ctx, s, s.r.Resources(ctx, p.community, activity.ResourceID{}, 0), 0, resourceIn)
	if err != nil {
		return nil, err
	}
	return p.works(ctx, s, resources)
}

// works reads what came of resources that the person may see.
func (p Participant) works(ctx context.Context, s *sight, resources []repertoire.Resource) (works []repertoire.Work, err error) {
	stories, err := s.stories(ctx)
	if err != nil {
		return nil, err
	}
	carried, err := p.carried(ctx, s)
	if err != nil {
		return nil, err
	}
	for _, r := range resources {
		w := repertoire.Work{Resource: r, Carried: carried[r.ID]}
		if w.Versions, err = activity.Collect(s.r.Versions(ctx, p.community, r.ID, 0, 0)); err != nil {
			return nil, err
		}
		if w.Reuses, err = activity.Collect(s.r.Reuses(ctx, p.community, r.ID, activity.ID{}, 0)); err != nil {
			return nil, err
		}
		if !r.Thread.IsZero() {
			if w.Answers, err = activity.Collect(s.r.Answers(ctx, p.community, r.Thread, activity.AnswerID{}, 0)); err != nil {
				return nil, err
			}
		}
		for _, story := range stories {
			if story.Uses(r.ID) {
				w.Stories = append(w.Stories, story)
			}
		}
		works = append(works, w)
	}
	return works, nil
}

// carried tells which of the person's other communities brought which resources of
// this one home, where they may see it.
func (p Participant) carried(ctx context.Context, s *sight) (map[activity.ResourceID][]activity.CommunityID, error) {
	to := make(map[activity.ResourceID][]activity.CommunityID)
	for m, err := range s.r.Memberships(ctx, p.person.id, activity.CommunityID{}, 0) {
		if err != nil {
			return nil, err
		}
		if m.Community == p.community || !m.Member() {
			continue
		}
		other, err := p.person.In(m.Community).look(ctx, s.r, Read)
		if fault.CodeOf(err) == fault.Denied {
			continue
		}
		if err != nil {
			return nil, err
		}
		for r, err := range visible(ctx, other, s.r.Resources(ctx, m.Community, activity.ResourceID{}, 0), resourceIn) {
			if err != nil {
				return nil, err
			}
			if of := r.Origin; of.Community == p.community && !slices.Contains(to[of.Resource], m.Community) {
				to[of.Resource] = append(to[of.Resource], m.Community)
			}
		}
	}
	return to, nil
}
