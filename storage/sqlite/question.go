package sqlite

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
)

const selectQuestion = "SELECT community_id, question_id, space, asker, asked_at, purpose, text, topics, accepted, rev FROM praxis_question WHERE community_id = ?1"

func scanQuestion(s scanner) (q repertoire.Question, err error) {
	return q, s.Scan(intoID(&q.Community), intoID(&q.ID), intoID(&q.Space), &q.Asker, intoTime(&q.AskedAt), &q.Purpose, &q.Text,
		intoJSON(&q.Topics), intoID(&q.Accepted), &q.Rev)
}

func (t *tx) Question(ctx context.Context, c activity.CommunityID, id activity.QuestionID) (repertoire.Question, error) {
	return one(ctx, t, "sqlite.Question", c, scanQuestion, selectQuestion+" AND question_id = ?2", text(id))
}

func (t *tx) Questions(ctx context.Context, c activity.CommunityID, after activity.QuestionID, limit int) iter.Seq2[repertoire.Question, error] {
	const op = "sqlite.Questions"
	key := func(q repertoire.Question) activity.QuestionID { return q.ID }
	return of(ctx, t, op, c, list(ctx, t, op, after, limit, key, scanQuestion,
		selectQuestion+" AND question_id > ?2 ORDER BY question_id LIMIT +?3", text(c)))
}

var questionRows = newRelation("praxis_question", 2,
	"community_id", "question_id", "space", "asker", "asked_at", "purpose", "text", "topics", "accepted", "rev")

func (t *tx) PutQuestion(ctx context.Context, q repertoire.Question) error {
	const op = "sqlite.PutQuestion"
	if err := t.belongs(ctx, op, q.Community); err != nil {
		return err
	}
	return t.put(ctx, op, questionRows, q.Rev, text(q.Community), text(q.ID), text(q.Space), string(q.Asker), micros(q.AskedAt),
		string(q.Purpose), q.Text, listOf(q.Topics), text(q.Accepted), q.Rev)
}

const selectAnswer = "SELECT community_id, question_id, answer_id, author, answered_at, text FROM praxis_answer WHERE community_id = ?1 AND question_id = ?2"

func scanAnswer(s scanner) (a repertoire.Answer, err error) {
	return a, s.Scan(intoID(&a.Community), intoID(&a.Question), intoID(&a.ID), &a.Author, intoTime(&a.AnsweredAt), &a.Text)
}

func (t *tx) Answer(ctx context.Context, c activity.CommunityID, q activity.QuestionID, id activity.AnswerID) (repertoire.Answer, error) {
	return one(ctx, t, "sqlite.Answer", c, scanAnswer, selectAnswer+" AND answer_id = ?3", text(q), text(id))
}

func (t *tx) Answers(ctx context.Context, c activity.CommunityID, q activity.QuestionID, after activity.AnswerID, limit int) iter.Seq2[repertoire.Answer, error] {
	const op = "sqlite.Answers"
	key := func(a repertoire.Answer) activity.AnswerID { return a.ID }
	return of(ctx, t, op, c, list(ctx, t, op, after, limit, key, scanAnswer,
		selectAnswer+" AND answer_id > ?3 ORDER BY answer_id LIMIT +?4", text(c), text(q)))
}

var answerRows = newRelation("praxis_answer", 3, "community_id", "question_id", "answer_id", "author", "answered_at", "text")

func (t *tx) AddAnswer(ctx context.Context, a repertoire.Answer) error {
	if _, err := t.Question(ctx, a.Community, a.Question); err != nil {
		return err
	}
	return t.put(ctx, "sqlite.AddAnswer", answerRows, 1, text(a.Community), text(a.Question), text(a.ID), string(a.Author),
		micros(a.AnsweredAt), a.Text)
}
