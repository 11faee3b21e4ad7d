package praxis

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// Ask puts a question to the community, about some topics or none, and returns
// its id. See For to say what it is for.
// Errors: Invalid for bad words or topics.
func (p Participant) Ask(ctx context.Context, text string, topics ...string) (activity.QuestionID, error) {
	id, err := p.make(ctx, "praxis.Ask", activity.Ask, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		next, a, err := repertoire.Ask(s.Occasion, activity.QuestionID(s.made), text, topics)
		return record(ctx, s, s.tx.PutQuestion, next, a, err)
	})
	return activity.QuestionID(id), err
}

// Answer answers a question and returns the answer's id.
// Errors: Invalid for bad words; NotFound.
func (p Participant) Answer(ctx context.Context, question activity.QuestionID, text string) (activity.AnswerID, error) {
	id, err := p.make(ctx, "praxis.Answer", activity.Answer, func(ctx context.Context, s *scene) error {
		q, err := s.tx.Question(ctx, p.community, question)
		if err := s.mayOn(ctx, q.Asker, q.Space, err); err != nil {
			return err
		}
		next, a, err := q.Answer(s.Occasion, activity.AnswerID(s.made), text)
		return record(ctx, s, s.tx.PutAnswer, next, a, err)
	})
	return activity.AnswerID(id), err
}

// Accept marks an answer as the one that helped; accepting another one later
// replaces it.
// Errors: NotFound; Exists if it is accepted.
func (p Participant) Accept(ctx context.Context, question activity.QuestionID, answer activity.AnswerID) error {
	return p.act(ctx, "praxis.Accept", activity.Accept, func(ctx context.Context, s *scene) error {
		q, err := s.tx.Question(ctx, p.community, question)
		if err := s.mayOn(ctx, q.Asker, q.Space, err); err != nil {
			return err
		}
		given, err := s.tx.Answer(ctx, p.community, question, answer)
		if err != nil {
			return err
		}
		next, a, err := q.Accept(s.Occasion, given)
		return record(ctx, s, s.tx.PutQuestion, next, a, err)
	})
}

// Question returns a question.
// Errors: NotFound.
func (p Participant) Question(ctx context.Context, id activity.QuestionID) (repertoire.Question, error) {
	return readOne(ctx, p, "praxis.Question", p.question(id), questionIn)
}

func (p Participant) question(id activity.QuestionID) func(context.Context, storage.Reader) (repertoire.Question, error) {
	return func(ctx context.Context, r storage.Reader) (repertoire.Question, error) {
		return r.Question(ctx, p.community, id)
	}
}

func questionIn(q repertoire.Question) activity.SpaceID { return q.Space }

// Questions lists the questions by id: behind the one given, at most limit of
// them (0 or less: all).
func (p Participant) Questions(ctx context.Context, after activity.QuestionID, limit int) ([]repertoire.Question, error) {
	return readList(ctx, p, "praxis.Questions", limit, func(ctx context.Context, r storage.Reader, limit int) iter.Seq2[repertoire.Question, error] {
		return r.Questions(ctx, p.community, after, limit)
	}, questionIn)
}

// Answers lists the answers to a question by id: behind the one given, at most
// limit of them (0 or less: all).
// Errors: NotFound.
func (p Participant) Answers(ctx context.Context, question activity.QuestionID, after activity.AnswerID, limit int) ([]repertoire.Answer, error) {
	return readBelow(ctx, p, "praxis.Answers", p.question(question), questionIn, func(ctx context.Context, r storage.Reader) iter.Seq2[repertoire.Answer, error] {
		return r.Answers(ctx, p.community, question, after, limit)
	})
}
