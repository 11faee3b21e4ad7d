package praxis

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// ProposeTask proposes to write something down, and returns the task's id. A task
// is in the space of the questions that it is to answer (see Recurring), and only
// who may enter that sees it; so they are all in the one where the person acts
// (see Within).
// Errors: Invalid, with every bad field, and for a question that is in another
// space; NotFound for one that the person cannot see.
func (p Participant) ProposeTask(ctx context.Context, draft repertoire.TaskDraft) (activity.TaskID, error) {
	const op = "praxis.ProposeTask"
	id, err := p.make(ctx, op, activity.ProposeTask, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		next, a, err := repertoire.ProposeTask(s.Occasion, activity.TaskID(s.made), draft)
		if err != nil {
			return err
		}
		for _, id := range draft.Questions {
			q, err := s.tx.Question(ctx, p.community, id)
			if err := s.hides(ctx, q.Space, err); err != nil {
				return err
			}
			if q.Space != s.Space {
				return fault.New(op, fault.Invalid, "question "+id.String()+" is in another space; propose the task where its questions are")
			}
		}
		return record(ctx, s, s.tx.PutTask, next, a, nil)
	})
	return activity.TaskID(id), err
}

// TakeTask takes a task on.
// Errors: NotFound; Exists if the person has done so; Precondition if somebody
// else has, and for a task that is done or dropped.
func (p Participant) TakeTask(ctx context.Context, id activity.TaskID) error {
	return p.onTask(ctx, "praxis.TakeTask", activity.TakeTask, id, func(_ context.Context, s *scene, t repertoire.Task) (repertoire.Task, activity.Activity, error) {
		return t.Take(s.Occasion)
	})
}

// HandBackTask gives a task up that somebody has taken on, for a reason or none,
// so that others can do it.
// Errors: Invalid for a bad reason; NotFound; Precondition if nobody has taken it
// on, and for a task that is done or dropped.
func (p Participant) HandBackTask(ctx context.Context, id activity.TaskID, reason string) error {
	return p.onTask(ctx, "praxis.HandBackTask", activity.HandBack, id, func(_ context.Context, s *scene, t repertoire.Task) (repertoire.Task, activity.Activity, error) {
		return t.HandBack(s.Occasion, reason)
	})
}

// FinishTask ends a task with the resource that came of it. Whoever sees the task
// has to be able to see that too: it is in the task's own space or, unless that is
// a public one, in the common space.
// Errors: NotFound for the task, and for a resource that the person cannot see;
// Invalid for one that is in another space; Precondition for a task that is done
// or dropped.
func (p Participant) FinishTask(ctx context.Context, id activity.TaskID, resource activity.ResourceID) error {
	const op = "praxis.FinishTask"
	return p.onTask(ctx, op, activity.FinishTask, id, func(ctx context.Context, s *scene, t repertoire.Task) (repertoire.Task, activity.Activity, error) {
		fail := func(err error) (repertoire.Task, activity.Activity, error) { return t, activity.Activity{}, err }
		next, a, err := t.Finish(s.Occasion, resource)
		if err != nil {
			return fail(err)
		}
		r, err := s.tx.Resource(ctx, p.community, resource)
		if err := s.hides(ctx, r.Space, err); err != nil {
			return fail(err)
		}
		shown := r.Space == t.Space || r.Space.IsZero() && s.request.Space.Access != cop.Public
		if !shown {
			return fail(fault.New(op, fault.Invalid, "the resource is in another space, which not all see who see the task; share it where the task is"))
		}
		return next, a, nil
	})
}

// DropTask ends a task without a resource, for a reason. It stays readable.
// Errors: Invalid without a reason; NotFound; Precondition for a task that is done
// or dropped.
func (p Participant) DropTask(ctx context.Context, id activity.TaskID, reason string) error {
	return p.onTask(ctx, "praxis.DropTask", activity.DropTask, id, func(_ context.Context, s *scene, t repertoire.Task) (repertoire.Task, activity.Activity, error) {
		return t.Drop(s.Occasion, reason)
	})
}

// onTask runs an act on a task.
func (p Participant) onTask(ctx context.Context, op string, verb activity.Verb, id activity.TaskID,
	act func(context.Context, *scene, repertoire.Task) (repertoire.Task, activity.Activity, error)) error {
	return p.act(ctx, op, verb, func(ctx context.Context, s *scene) error {
		t, err := s.tx.Task(ctx, p.community, id)
		if err := s.mayOn(ctx, t.Doer(), t.Space, err); err != nil {
			return err
		}
		next, a, err := act(ctx, s, t)
		return record(ctx, s, s.tx.PutTask, next, a, err)
	})
}

// Task returns a task.
// Errors: NotFound.
func (p Participant) Task(ctx context.Context, id activity.TaskID) (repertoire.Task, error) {
	return readOne(ctx, p, "praxis.Task", func(ctx context.Context, r storage.Reader) (repertoire.Task, error) {
		return r.Task(ctx, p.community, id)
	}, taskIn)
}

// Tasks lists the tasks, those that are over included, by id: behind the one
// given, at most limit of them (0 or less: all).
func (p Participant) Tasks(ctx context.Context, after activity.TaskID, limit int) ([]repertoire.Task, error) {
	return readList(ctx, p, "praxis.Tasks", limit, func(ctx context.Context, r storage.Reader, limit int) iter.Seq2[repertoire.Task, error] {
		return r.Tasks(ctx, p.community, after, limit)
	}, taskIn)
}

func taskIn(t repertoire.Task) activity.SpaceID { return t.Space }
