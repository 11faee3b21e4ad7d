package praxis

import (
	"context"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

// Uses sums up the uses of a resource: by outcome, by version and by person. See
// Reuses for the single ones.
// Errors: NotFound.
func (p Participant) Uses(ctx context.Context, id activity.ResourceID) (sum repertoire.Uses, err error) {
	uses, err := p.Reuses(ctx, id, activity.ID{}, 0)
	if err != nil {
		return repertoire.Uses{}, fault.In("praxis.Uses", err)
	}
	return repertoire.SumUses(uses), nil
}

// Value shows what the community is worth to its members, cycle by cycle: figures
// from the record beside the value stories, and what is missing, as far as the
// person may see it. What is counted happened in a window: from one time, before
// the other; a zero time leaves it open on that side. It reads the whole record.
// Errors: Invalid for a window that ends before it begins.
func (p Participant) Value(ctx context.Context, from, to time.Time) (report repertoire.ValueReport, err error) {
	const op = "praxis.Value"
	if !to.IsZero() && !to.After(from) {
		return report, fault.New(op, fault.Invalid, "the window must end after it begins")
	}
	err = p.read(ctx, op, Read, func(ctx context.Context, s *sight) error {
		shown := repertoire.NewValueBuilder(activity.Moment(from), activity.Moment(to))
		for a, err := range s.record(ctx, 0, 0) {
			if err != nil {
				return err
			}
			shown.Add(a)
		}
		stories, err := s.stories(ctx)
		report = shown.Report(stories)
		return err
	})
	if err != nil {
		return repertoire.ValueReport{}, err
	}
	return report, nil
}

func (s *sight) stories(ctx context.Context) ([]repertoire.ValueStory, error) {
	return all(ctx, s, s.r.ValueStories(ctx, s.request.Community, activity.StoryID{}, 0), 0, storyIn)
}
