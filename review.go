package praxis

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

// Diagnose says which of domain, community and practice are there, from what the
// charter declares and what the record shows the person, names what it is
// instead if it is no community of practice (yet), and what to do next.
func (p Participant) Diagnose(ctx context.Context) (d cop.Diagnosis, err error) {
	err = p.read(ctx, "praxis.Diagnose", Read, func(ctx context.Context, s *sight) error {
		charter, evidence, err := s.evidence(ctx)
		d = cop.Diagnose(charter, evidence)
		return err
	})
	return d, err
}

// Review makes one of the reviews (see cop.Reviews) from what the record shows
// the person, and from members' own answers where the record cannot know. Answers
// of fewer people than Options.MinGroup are not reported, nor how many members there
// are at a level, if that is true of one.
// Errors: NotFound for a name that is no review's.
func (p Participant) Review(ctx context.Context, name string) (review cop.Review, err error) {
	err = p.read(ctx, "praxis.Review", Read, func(ctx context.Context, s *sight) error {
		if s.common != nil {
			return s.common
		}
		subject, err := s.subject(ctx)
		if err != nil {
			return err
		}
		var answers []cop.Answer
		for r, err := range s.r.Ratings(ctx, p.community, cop.RatingKey{Review: name}, 0) {
			if err != nil {
				return err
			}
			if r.Review != name {
				break
			}
			answers = append(answers, cop.Answer{Item: r.Item, Score: r.Score, Reason: r.Reason})
		}
		review, err = cop.Assess(name, subject, answers, s.in.smallest())
		return err
	})
	return review, err
}

// Rate answers an item of a review, from 1 (not at all) to 5 (entirely), with a
// reason or none, in place of the person's earlier answer. Only how many answered
// what is shown, and only if they are enough.
// Errors: Invalid, with every bad field, and for no item of a review.
func (p Participant) Rate(ctx context.Context, review, item string, score int, reason string) error {
	const op = "praxis.Rate"
	return p.act(ctx, op, activity.Rate, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		if !asked(review, item) {
			return fault.New(op, fault.Invalid, "there is no item "+item+" in a review "+review+"; cop.Reviews lists them")
		}
		before, err := s.tx.Rating(ctx, p.community, cop.RatingKey{Review: review, Item: item, Person: s.Actor})
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			return err
		}
		next, a, err := cop.Rate(s.Occasion, before, review, item, score, reason)
		return record(ctx, s, s.tx.PutRating, next, a, err)
	})
}

// asked reports whether a review has an item.
func asked(review, item string) bool {
	for _, q := range cop.Reviews() {
		for _, i := range q.Items {
			if q.Name == review && i.Slug == item {
				return true
			}
		}
	}
	return false
}

// evidence is what the charter declares, and what the record shows the person.
func (s *sight) evidence(ctx context.Context) (cop.Charter, cop.Evidence, error) {
	c, err := s.r.Community(ctx, s.request.Community)
	if err != nil {
		return cop.Charter{}, cop.Evidence{}, err
	}
	shown, err := cop.Gather(s.record(ctx, 0, 0), c.FoundedAt, activity.Moment(s.in.clock()))
	return c.Charter, shown, err
}

// subject is what the person sees of the community that a review rests on.
func (s *sight) subject(ctx context.Context) (subject cop.Subject, err error) {
	if subject.Charter, subject.Evidence, err = s.evidence(ctx); err != nil {
		return subject, err
	}
	if subject.Shown.Spaces, err = s.spacesShown(ctx); err != nil {
		return subject, err
	}
	if subject.Shown.Ties, err = s.tiesShown(ctx); err != nil {
		return subject, err
	}
	if subject.Shown.Gatherings, err = s.gatheringsShown(ctx); err != nil {
		return subject, err
	}
	if s.common == nil { // nobody else knows who the members are
		subject.Shown.Levels, err = s.levelsShown(ctx)
	}
	return subject, err
}

func (s *sight) spacesShown(ctx context.Context) (*cop.SpacesShown, error) {
	shown := new(cop.SpacesShown)
	used := make(map[activity.SpaceID]bool)
	for t, err := range s.r.Tallies(ctx, s.request.Community, activity.Tally{}, 0) {
		if err != nil {
			return nil, err
		}
		used[t.Space] = used[t.Space] || !t.Verb.Upkeep()
	}
	for space, err := range visible(ctx, s, s.r.Spaces(ctx, s.request.Community, activity.SpaceID{}, 0), spaceIn) {
		if err != nil {
			return nil, err
		}
		switch {
		case space.Closed:
		case space.Access == cop.Public:
			shown.Public++
		case space.Access == cop.Members:
			shown.Members++
		default:
			shown.Private++
			if used[space.ID] {
				shown.PrivateUsed++
			}
		}
	}
	return shown, nil
}

func (s *sight) tiesShown(ctx context.Context) (*cop.TiesShown, error) {
	shown := new(cop.TiesShown)
	count := map[cop.TieKind]*int{cop.SponsorTie: &shown.Sponsors, cop.PartnerTie: &shown.Partners, cop.GuestExpertTie: &shown.Guests, cop.CommunityTie: &shown.Communities}
	for t, err := range visible(ctx, s, s.r.Ties(ctx, s.request.Community, activity.TieID{}, 0), tieIn) {
		if err != nil {
			return nil, err
		}
		if n := count[t.Kind]; n != nil && t.Holds(s.in.clock()) {
			*n++
		}
	}
	return shown, nil
}

func (s *sight) gatheringsShown(ctx context.Context) (*cop.GatheringsShown, error) {
	entries, err := s.entries(ctx)
	if err != nil {
		return nil, err
	}
	shown := new(cop.GatheringsShown)
	for _, e := range entries {
		for _, m := range e.Meetings {
			switch {
			case !m.Held():
				continue
			case e.Gathering.Rhythm.Every == cop.Once:
				shown.FirstOfAKind++
			default:
				shown.Regular++
			}
			if len(e.Gathering.Guests)+len(m.Guests) > 0 {
				shown.Guests++
			}
		}
	}
	return shown, nil
}

// levelsShown counts members by their level, and those who changed theirs since
// they came to it; as LevelCounts, it tells no numbers of small groups.
func (s *sight) levelsShown(ctx context.Context) (*cop.LevelsShown, error) {
	assessed, err := s.assess(ctx, membership.Wenger())
	if err != nil {
		return nil, err
	}
	shown := &cop.LevelsShown{Least: s.in.smallest()}
	count := map[membership.Level]*int{membership.Core: &shown.Core, membership.Active: &shown.Active,
		membership.Occasional: &shown.Occasional, membership.Peripheral: &shown.Peripheral}
	for person, level := range assessed.All() {
		if n := count[level]; n != nil {
			*n++
		}
		history := assessed.History(person)
		for i := 1; i < len(history); i++ {
			if history[i].Level.Compare(history[i-1].Level) > 0 {
				shown.Inward++
			} else {
				shown.Outward++
			}
		}
	}
	return shown, nil
}
