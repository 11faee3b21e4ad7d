package praxis

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

// Thread is a question with all that has come of it.
type Thread struct {
	Question   repertoire.Question
	Answers    []repertoire.Answer   // by id
	FollowUps  []repertoire.Question // that carry it on, in the order of asking
	Duplicates []repertoire.Question // that were closed in its favour, in the order of closing
}

// Thread returns a question with its answers and with the questions that have to
// do with it.
// Errors: NotFound.
func (p Participant) Thread(ctx context.Context, question activity.QuestionID) (t Thread, err error) {
	err = p.read(ctx, "praxis.Thread", Read, func(ctx context.Context, s *sight) (err error) {
		t = Thread{}
		t.Question, err = s.r.Question(ctx, p.community, question)
		if err := s.hides(ctx, t.Question.Space, err); err != nil {
			t = Thread{}
			return err
		}
		if t.Answers, err = activity.Collect(s.r.Answers(ctx, p.community, question, activity.AnswerID{}, 0)); err != nil {
			return err
		}
		if t.FollowUps, err = s.questions(ctx, t.Question.FollowUps); err != nil {
			return err
		}
		t.Duplicates, err = s.questions(ctx, t.Question.Duplicates)
		return err
	})
	return t, err
}

// questions reads questions of one space, which the person may see.
func (s *sight) questions(ctx context.Context, ids []activity.QuestionID) (all []repertoire.Question, err error) {
	for _, id := range ids {
		q, err := s.r.Question(ctx, s.request.Community, id)
		if err != nil {
			return nil, err
		}
		all = append(all, q)
	}
	return all, nil
}

// FollowUp asks a question that carries on another one, or an answer to it (zero
// for the question as a whole), in the same space, and returns its id.
// Errors: Invalid for bad words or topics; NotFound; Precondition if the other one
// is closed as a duplicate.
func (p Participant) FollowUp(ctx context.Context, question activity.QuestionID, answer activity.AnswerID, text string, topics ...string) (activity.QuestionID, error) {
	id, err := p.make(ctx, "praxis.FollowUp", activity.Ask, func(ctx context.Context, s *scene) error {
		q, err := s.question(ctx, question)
		if err != nil {
			return err
		}
		var to repertoire.Answer
		if !answer.IsZero() {
			if to, err = s.tx.Answer(ctx, p.community, question, answer); err != nil {
				return s.hides(ctx, q.Space, err)
			}
		}
		asked, followed, a, err := q.FollowUp(s.Occasion, activity.QuestionID(s.made), to, text, topics)
		return recordBeside(ctx, s, s.tx.PutQuestion, followed, asked, a, err)
	})
	return activity.QuestionID(id), err
}

// Reword puts the person's own question in other words, and about other topics.
// How it read before is kept with it. The note, why, may be empty.
// Errors: Invalid for bad words or topics; NotFound; Precondition if it reads so.
func (p Participant) Reword(ctx context.Context, question activity.QuestionID, text string, topics []string, note string) error {
	return p.act(ctx, "praxis.Reword", activity.Reword, func(ctx context.Context, s *scene) error {
		q, err := s.question(ctx, question)
		if err != nil {
			return err
		}
		next, a, err := q.Reword(s.Occasion, text, topics, note)
		return record(ctx, s, s.tx.PutQuestion, next, a, err)
	})
}

// Correct puts the person's own answer in other words. How it read before is kept
// with it. The note, why, may be empty.
// Errors: Invalid for bad words; NotFound; Precondition if it reads so.
func (p Participant) Correct(ctx context.Context, question activity.QuestionID, answer activity.AnswerID, text, note string) error {
	return p.act(ctx, "praxis.Correct", activity.Correct, func(ctx context.Context, s *scene) error {
		q, err := s.tx.Question(ctx, p.community, question)
		var given repertoire.Answer
		if err == nil {
			given, err = s.tx.Answer(ctx, p.community, question, answer)
		}
		if err := s.mayOn(ctx, given.Author, q.Space, err); err != nil {
			return err
		}
		next, a, err := given.Correct(s.Occasion, q, text, note)
		return record(ctx, s, s.tx.PutAnswer, next, a, err)
	})
}

// CloseAsDuplicate closes a question that had been asked before, as another one in
// the same space. What was answered stays readable; whoever wants to go on does so
// there.
// Errors: Invalid; NotFound; Exists if it is closed; Precondition if the other one
// is closed itself, or is in another space.
func (p Participant) CloseAsDuplicate(ctx context.Context, question, of activity.QuestionID) error {
	return p.onBoth(ctx, "praxis.CloseAsDuplicate", activity.Duplicate, question, func(repertoire.Question) activity.QuestionID { return of },
		repertoire.Question.CloseAsDuplicate)
}

// Reopen opens a question that was closed as a duplicate, since it asks for
// something else after all.
// Errors: NotFound; Precondition if it is open.
func (p Participant) Reopen(ctx context.Context, question activity.QuestionID) error {
	return p.onBoth(ctx, "praxis.Reopen", activity.Reopen, question, func(q repertoire.Question) activity.QuestionID {
		if q.DuplicateOf.IsZero() {
			return q.ID // which says that it is open
		}
		return q.DuplicateOf
	}, repertoire.Question.Reopen)
}

// onBoth runs an act on a question and another one.
func (p Participant) onBoth(ctx context.Context, op string, verb activity.Verb, question activity.QuestionID, which func(repertoire.Question) activity.QuestionID,
	act func(q repertoire.Question, o activity.Occasion, other repertoire.Question) (repertoire.Question, repertoire.Question, activity.Activity, error)) error {
	return p.act(ctx, op, verb, func(ctx context.Context, s *scene) error {
		q, err := s.question(ctx, question)
		if err != nil {
			return err
		}
		other, err := s.tx.Question(ctx, p.community, which(q))
		if err := s.hides(ctx, other.Space, err); err != nil {
			return err
		}
		next, kept, a, err := act(q, s.Occasion, other)
		return recordBeside(ctx, s, s.tx.PutQuestion, kept, next, a, err)
	})
}

// question looks a question up for an act on it.
func (s *scene) question(ctx context.Context, id activity.QuestionID) (repertoire.Question, error) {
	q, err := s.tx.Question(ctx, s.Community, id)
	return q, s.mayOn(ctx, q.Asker, q.Space, err)
}

// recordBeside is record for an act on a question that changes something else,
// too.
func recordBeside[T any](ctx context.Context, s *scene, put func(context.Context, T) error, other T, q repertoire.Question, a activity.Activity, err error) error {
	if err == nil {
		err = put(ctx, other)
	}
	return record(ctx, s, s.tx.PutQuestion, q, a, err)
}

// Harvest makes a resource of a question and the answers to it, in the question's
// space, and returns its id. All who asked or answered are credited. What the
// draft leaves out is filled in from the thread (see repertoire.Question.DraftOf);
// an empty draft will do.
// Errors: Invalid, with every bad field; NotFound; Exists, with the resource's id,
// if that has been done; Precondition if nobody has answered.
func (p Participant) Harvest(ctx context.Context, question activity.QuestionID, draft repertoire.Draft) (activity.ResourceID, error) {
	id, err := p.make(ctx, "praxis.Harvest", activity.Share, func(ctx context.Context, s *scene) error {
		q, err := s.question(ctx, question)
		if err != nil {
			return err
		}
		return s.harvest(ctx, s.Occasion, activity.ResourceID(s.made), q, draft)
	})
	return activity.ResourceID(id), err
}

// harvest makes a resource of a thread.
func (s *scene) harvest(ctx context.Context, o activity.Occasion, id activity.ResourceID, q repertoire.Question, draft repertoire.Draft) error {
	answers, err := activity.Collect(s.tx.Answers(ctx, s.Community, q.ID, activity.AnswerID{}, 0))
	if err != nil {
		return err
	}
	made, next, a, err := q.Harvest(o, id, answers, draft)
	return recordBeside(ctx, s, s.tx.PutResource, made, next, a, err)
}

// shareThread is share for a draft that says of which thread it is made.
func (s *scene) shareThread(ctx context.Context, o activity.Occasion, id activity.ResourceID, draft repertoire.Draft) error {
	q, err := s.question(ctx, draft.Thread)
	if err != nil {
		return err
	}
	if q.Space != o.Space {
		return fault.New("praxis.Share", fault.Precondition, "what is made of a thread stays in its space; act within that, or use Harvest")
	}
	return s.harvest(ctx, o, id, q, draft)
}
