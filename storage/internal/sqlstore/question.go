package sqlstore

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
)

// Question implements storage.QuestionReader.
func (t *Tx) Question(ctx context.Context, c activity.CommunityID, question activity.QuestionID) (repertoire.Question, error) {
	return one(ctx, t, "Question", questions, c, id(question))
}

var questionsQuery = pages(questions.about("WHERE community_id = $1 AND question_id > $2 ORDER BY question_id"))

// Questions implements storage.QuestionReader.
func (t *Tx) Questions(ctx context.Context, c activity.CommunityID, after activity.QuestionID, limit int) iter.Seq2[repertoire.Question, error] {
	const method = "Questions"
	behind := func(q repertoire.Question) []Value { return []Value{start(q.ID)} }
	return in(ctx, t, method, c, page(ctx, t, method, questionsQuery, limit, []Value{id(c)}, []Value{start(after)}, behind, questions.read))
}

// PutQuestion implements storage.QuestionWriter.
func (t *Tx) PutQuestion(ctx context.Context, q repertoire.Question) error {
	return t.put(ctx, "PutQuestion", questions.Shape, q.Community, questions.columns(q))
}

// Answer implements storage.QuestionReader.
func (t *Tx) Answer(ctx context.Context, c activity.CommunityID, question activity.QuestionID, answer activity.AnswerID) (repertoire.Answer, error) {
	return one(ctx, t, "Answer", answers, c, id(question), id(answer))
}

var answersQuery = pages(answers.about("WHERE community_id = $1 AND question_id = $2 AND answer_id > $3 ORDER BY answer_id"))

// Answers implements storage.QuestionReader.
func (t *Tx) Answers(ctx context.Context, c activity.CommunityID, question activity.QuestionID, after activity.AnswerID, limit int) iter.Seq2[repertoire.Answer, error] {
	const method = "Answers"
	behind := func(a repertoire.Answer) []Value { return []Value{start(a.ID)} }
	return in(ctx, t, method, c, page(ctx, t, method, answersQuery, limit, []Value{id(c), start(question)}, []Value{start(after)}, behind, answers.read))
}

// PutAnswer implements storage.QuestionWriter.
func (t *Tx) PutAnswer(ctx context.Context, a repertoire.Answer) error {
	const method = "PutAnswer"
	if _, err := one(ctx, t, method, questions, a.Community, id(a.Question)); err != nil {
		return err
	}
	return t.put(ctx, method, answers.Shape, a.Community, answers.columns(a))
}
