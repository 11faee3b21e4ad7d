package memory

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/search"
)

func (t *tx) Resource(ctx context.Context, c activity.CommunityID, id activity.ResourceID) (repertoire.Resource, error) {
	return one(ctx, t, "memory.Resource", t.resources, key{community: c, one: id}, cloneResource)
}

func (t *tx) Resources(ctx context.Context, c activity.CommunityID, after activity.ResourceID, limit int) iter.Seq2[repertoire.Resource, error] {
	return list(ctx, t, "memory.Resources", t.resources, key{community: c, one: after}, 0, limit, cloneResource)
}

func (t *tx) PutResource(ctx context.Context, r repertoire.Resource) error {
	err := put(ctx, t, "memory.PutResource", t.resources, key{community: r.Community, one: r.ID}, cloneResource(r),
		func(r repertoire.Resource) int { return r.Rev })
	if err != nil {
		return err
	}
	t.versions.put(key{community: r.Community, one: r.ID, number: int64(r.Current.Number)}, cloneVersion(r.Current))
	t.index.put(search.Of(r))
	return nil
}

func (t *tx) Versions(ctx context.Context, c activity.CommunityID, id activity.ResourceID, after, limit int) iter.Seq2[repertoire.Version, error] {
	return list(ctx, t, "memory.Versions", t.versions, key{community: c, one: id, number: int64(after)}, 1, limit, cloneVersion)
}

func (t *tx) Reuses(ctx context.Context, c activity.CommunityID, id activity.ResourceID, after activity.ID, limit int) iter.Seq2[repertoire.Reuse, error] {
	return list(ctx, t, "memory.Reuses", t.reuses, key{community: c, one: id, two: after}, 1, limit, same)
}

func (t *tx) AddReuse(ctx context.Context, u repertoire.Reuse) error {
	const op = "memory.AddReuse"
	if _, err := t.Resource(ctx, u.Community, u.Resource); err != nil {
		return err
	}
	return add(ctx, t, op, t.reuses, key{community: u.Community, one: u.Resource, two: u.ID}, u)
}

func (t *tx) Endorsement(ctx context.Context, c activity.CommunityID, id activity.ResourceID, p activity.Person) (repertoire.Endorsement, error) {
	return one(ctx, t, "memory.Endorsement", t.endorsements, key{community: c, one: id, text: string(p)}, same)
}

func (t *tx) Endorsements(ctx context.Context, c activity.CommunityID, id activity.ResourceID, after activity.Person, limit int) iter.Seq2[repertoire.Endorsement, error] {
	return list(ctx, t, "memory.Endorsements", t.endorsements, key{community: c, one: id, text: string(after)}, 1, limit, same)
}

func (t *tx) PutEndorsement(ctx context.Context, e repertoire.Endorsement) error {
	if _, err := t.Resource(ctx, e.Community, e.Resource); err != nil {
		return err
	}
	t.endorsements.put(key{community: e.Community, one: e.Resource, text: string(e.Person)}, e)
	return nil
}

func (t *tx) Question(ctx context.Context, c activity.CommunityID, id activity.QuestionID) (repertoire.Question, error) {
	return one(ctx, t, "memory.Question", t.questions, key{community: c, one: id}, cloneQuestion)
}

func (t *tx) Questions(ctx context.Context, c activity.CommunityID, after activity.QuestionID, limit int) iter.Seq2[repertoire.Question, error] {
	return list(ctx, t, "memory.Questions", t.questions, key{community: c, one: after}, 0, limit, cloneQuestion)
}

func (t *tx) PutQuestion(ctx context.Context, q repertoire.Question) error {
	return put(ctx, t, "memory.PutQuestion", t.questions, key{community: q.Community, one: q.ID}, cloneQuestion(q),
		func(q repertoire.Question) int { return q.Rev })
}

func (t *tx) Answer(ctx context.Context, c activity.CommunityID, q activity.QuestionID, id activity.AnswerID) (repertoire.Answer, error) {
	return one(ctx, t, "memory.Answer", t.answers, key{community: c, one: q, two: id}, cloneAnswer)
}

func (t *tx) Answers(ctx context.Context, c activity.CommunityID, q activity.QuestionID, after activity.AnswerID, limit int) iter.Seq2[repertoire.Answer, error] {
	return list(ctx, t, "memory.Answers", t.answers, key{community: c, one: q, two: after}, 1, limit, cloneAnswer)
}

func (t *tx) PutAnswer(ctx context.Context, a repertoire.Answer) error {
	if _, err := t.Question(ctx, a.Community, a.Question); err != nil {
		return err
	}
	return put(ctx, t, "memory.PutAnswer", t.answers, key{community: a.Community, one: a.Question, two: a.ID}, cloneAnswer(a),
		func(a repertoire.Answer) int { return a.Rev })
}
