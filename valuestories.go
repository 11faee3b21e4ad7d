package praxis

import (
	"context"
	"fmt"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/calendar"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// TellStory tells a value story and returns its id: what came of what people did
// together, step by step (see repertoire.ValueStory). What a step points to has to
// be there, and where everybody can see it who sees the story: in the same space,
// or in the common one unless the story is told in public.
// Errors: Invalid, with every bad field; NotFound, with the step, for what is not
// there; Precondition for what not all who see the story may see.
func (p Participant) TellStory(ctx context.Context, told repertoire.Telling) (activity.StoryID, error) {
	id, err := p.make(ctx, "praxis.TellStory", activity.Tell, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		next, a, err := repertoire.TellStory(s.Occasion, activity.StoryID(s.made), told)
		if err == nil {
			err = s.traces(ctx, next.Space, next.Telling)
		}
		return record(ctx, s, s.tx.PutValueStory, next, a, err)
	})
	return activity.StoryID(id), err
}

// RetellStory tells the person's own story anew, for a reason; how it was told
// before is kept with it.
// Errors: as those of TellStory; NotFound; Precondition if nothing would change, or
// the story was retracted.
func (p Participant) RetellStory(ctx context.Context, id activity.StoryID, told repertoire.Telling, reason string) error {
	return p.onStory(ctx, "praxis.RetellStory", activity.Retell, id, func(ctx context.Context, s *scene, story repertoire.ValueStory) (repertoire.ValueStory, activity.Activity, error) {
		next, a, err := story.Retell(s.Occasion, told, reason)
		if err == nil {
			err = s.traces(ctx, next.Space, next.Telling)
		}
		return next, a, err
	})
}

// RetractStory takes a value story back, for a reason. It stays readable, and
// counts no more.
// Errors: Invalid without a reason; NotFound; Exists if that has been done.
func (p Participant) RetractStory(ctx context.Context, id activity.StoryID, reason string) error {
	return p.onStory(ctx, "praxis.RetractStory", activity.Retract, id, func(_ context.Context, s *scene, story repertoire.ValueStory) (repertoire.ValueStory, activity.Activity, error) {
		return story.Retract(s.Occasion, reason)
	})
}

// onStory runs an act on a value story.
func (p Participant) onStory(ctx context.Context, op string, verb activity.Verb, id activity.StoryID,
	act func(context.Context, *scene, repertoire.ValueStory) (repertoire.ValueStory, activity.Activity, error)) error {
	return p.act(ctx, op, verb, func(ctx context.Context, s *scene) error {
		story, err := s.tx.ValueStory(ctx, p.community, id)
		if err := s.mayOn(ctx, story.Teller, story.Space, err); err != nil {
			return err
		}
		next, a, err := act(ctx, s, story)
		return record(ctx, s, s.tx.PutValueStory, next, a, err)
	})
}

// ValueStory returns a value story.
// Errors: NotFound.
func (p Participant) ValueStory(ctx context.Context, id activity.StoryID) (repertoire.ValueStory, error) {
	return readOne(ctx, p, "praxis.ValueStory", func(ctx context.Context, r storage.Reader) (repertoire.ValueStory, error) {
		return r.ValueStory(ctx, p.community, id)
	}, storyIn)
}

func storyIn(s repertoire.ValueStory) activity.SpaceID { return s.Space }

// ValueStories lists the value stories, retracted ones included, by id: behind the
// one given, at most limit of them (0 or less: all).
func (p Participant) ValueStories(ctx context.Context, after activity.StoryID, limit int) ([]repertoire.ValueStory, error) {
	return readList(ctx, p, "praxis.ValueStories", limit, func(ctx context.Context, r storage.Reader, limit int) iter.Seq2[repertoire.ValueStory, error] {
		return r.ValueStories(ctx, p.community, after, limit)
	}, storyIn)
}

// traces reports whether everything that a telling points to is there, and where
// whoever sees a story in the space can see it.
func (s *scene) traces(ctx context.Context, space activity.SpaceID, t repertoire.Telling) error {
	public := false
	if !space.IsZero() {
		at, err := s.room(ctx, space)
		if err != nil {
			return err
		}
		public = at.space.Access == cop.Public
	}
	for i, step := range t.Steps {
		for _, ref := range s.refs(step.Trace) {
			at, err := ref.find(ctx)
			err = s.hides(ctx, at, err)
			where := fmt.Sprintf("steps[%d].trace.%s: ", i, ref.field)
			switch code := fault.CodeOf(err); {
			case code == fault.NotFound, code == fault.Invalid:
				return &fault.Error{Code: fault.NotFound, Problem: where + "there is nothing of that id that you could see"}
			case err != nil:
				return err
			case at != space && (!at.IsZero() || public):
				return &fault.Error{Code: fault.Precondition, Problem: where + "not everybody who sees the story could see this; tell the story in the space where this is"}
			}
		}
	}
	return nil
}

// ref is one thing that a step points to: find tells in which space it is.
type ref struct {
	field string
	find  func(context.Context) (activity.SpaceID, error)
}

// refs are the things that a step points to.
func (s *scene) refs(t repertoire.Trace) (all []ref) {
	add := func(there bool, field string, find func(context.Context) (activity.SpaceID, error)) {
		if there {
			all = append(all, ref{field, find})
		}
	}
	add(!t.Entry.IsZero(), "entry", func(ctx context.Context) (activity.SpaceID, error) {
		a, err := s.tx.Activity(ctx, s.Community, t.Entry)
		return a.Space, err
	})
	add(!t.Question.IsZero(), "question", func(ctx context.Context) (activity.SpaceID, error) {
		q, err := s.tx.Question(ctx, s.Community, t.Question)
		return q.Space, err
	})
	add(!t.Resource.IsZero(), "resource", func(ctx context.Context) (activity.SpaceID, error) {
		r, err := s.tx.Resource(ctx, s.Community, t.Resource)
		return r.Space, err
	})
	add(!t.Use.IsZero(), "use", func(ctx context.Context) (activity.SpaceID, error) {
		a, err := s.tx.Activity(ctx, s.Community, t.Use)
		if err == nil && (a.Verb != activity.Reuse || a.Object != activity.ObjectID(t.Resource)) {
			err = notThere()
		}
		return a.Space, err
	})
	add(!t.Gathering.IsZero(), "meeting", func(ctx context.Context) (activity.SpaceID, error) {
		g, err := s.tx.Gathering(ctx, s.Community, t.Gathering)
		if err != nil {
			return g.Space, err
		}
		m, err := s.tx.Meeting(ctx, s.Community, t.Gathering, t.Meeting)
		if fault.CodeOf(err) == fault.NotFound || err == nil && !m.Held() {
			var meets bool
			if meets, err = calendar.Meets(g, t.Meeting); err == nil && !meets {
				err = notThere()
			}
		}
		return g.Space, err
	})
	return all
}
