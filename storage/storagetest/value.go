package storagetest

import (
	"context"
	"iter"

	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// Acts of a life around what its questions and resources come to.

// thread reads a question, or one that is likely to fit.
func (l *life) question(ctx context.Context, tx storage.Tx, id activity.QuestionID, fits func(repertoire.Question) bool) (repertoire.Question, error) {
	q, err := tx.Question(ctx, l.community, id)
	if err != nil || fits(q) {
		return q, err
	}
	return rather(tx.Questions(ctx, l.community, activity.QuestionID{}, 0), fits, q)
}

// recordBoth records an act on a question that changes something else, too.
func recordBoth[T any](ctx context.Context, tx storage.Tx, put func(context.Context, T) error, other T, q repertoire.Question, a activity.Activity, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	if err := put(ctx, other); err != nil {
		return nil, err
	}
	return []any{other, q}, storage.Record(ctx, tx, tx.PutQuestion, q, a)
}

func (l *life) followUp(r *rapid.T, o activity.Occasion) act {
	id, on, text, about := activity.QuestionID(l.id()), pick(r, "reply", l.replies, noReply), words.Draw(r, "text"), topics.Draw(r, "topics")
	seen := l.lookAtQuestions(r)
	whole := rapid.Bool().Draw(r, "whole")
	l.questions = append(l.questions, id)
	return act{"follow up", func(ctx context.Context, tx storage.Tx) (any, error) {
		q, err := tx.Question(ctx, l.community, on.question)
		if err != nil {
			return nil, err
		}
		var to repertoire.Answer
		if !whole {
			if to, err = tx.Answer(ctx, l.community, on.question, on.answer); err != nil {
				return nil, err
			}
		}
		asked, followed, a, err := q.FollowUp(o, id, to, text, about)
		return recordBoth(ctx, tx, tx.PutQuestion, followed, asked, a, err)
	}, seen}
}

func (l *life) reword(r *rapid.T, o activity.Occasion) act {
	id, text, about, note := pick(r, "question", l.questions, noQuestion), words.Draw(r, "text"), topics.Draw(r, "topics"), words.Draw(r, "note")
	read := func(ctx context.Context, tx storage.Tx) (repertoire.Question, error) {
		return tx.Question(ctx, l.community, id)
	}
	return on("reword", read, storage.Tx.PutQuestion, func(q repertoire.Question) (repertoire.Question, activity.Activity, error) {
		return q.Reword(o, text, about, note)
	}, l.lookAtQuestions(r))
}

func (l *life) correct(r *rapid.T, o activity.Occasion) act {
	on, text, note := pick(r, "reply", l.replies, noReply), words.Draw(r, "text"), words.Draw(r, "note")
	return act{"correct", func(ctx context.Context, tx storage.Tx) (any, error) {
		q, err := tx.Question(ctx, l.community, on.question)
		if err != nil {
			return nil, err
		}
		answer, err := tx.Answer(ctx, l.community, on.question, on.answer)
		if err != nil {
			return nil, err
		}
		next, a, err := answer.Correct(o, q, text, note)
		if err != nil {
			return nil, err
		}
		return next, storage.Record(ctx, tx, tx.PutAnswer, next, a)
	}, look(r, rapid.Just(activity.AnswerID{}), func(ctx context.Context, r storage.Reader, after activity.AnswerID, limit int) iter.Seq2[repertoire.Answer, error] {
		return r.Answers(ctx, l.community, on.question, after, limit)
	})}
}

func (l *life) closeQuestion(r *rapid.T, o activity.Occasion) act {
	id, other := pick(r, "question", l.questions, noQuestion), pick(r, "other", l.questions, noQuestion)
	return act{"duplicate", func(ctx context.Context, tx storage.Tx) (any, error) {
		q, err := tx.Question(ctx, l.community, id)
		if err != nil {
			return nil, err
		}
		of, err := l.question(ctx, tx, other, func(of repertoire.Question) bool { return of.Space == q.Space && of.ID != q.ID })
		if err != nil {
			return nil, err
		}
		closed, kept, a, err := q.CloseAsDuplicate(o, of)
		return recordBoth(ctx, tx, tx.PutQuestion, kept, closed, a, err)
	}, l.lookAtQuestions(r)}
}

func (l *life) reopen(r *rapid.T, o activity.Occasion) act {
	id := pick(r, "question", l.questions, noQuestion)
	return act{"reopen", func(ctx context.Context, tx storage.Tx) (any, error) {
		q, err := l.question(ctx, tx, id, func(q repertoire.Question) bool { return !q.DuplicateOf.IsZero() })
		if err != nil {
			return nil, err
		}
		of := q
		if !q.DuplicateOf.IsZero() {
			if of, err = tx.Question(ctx, l.community, q.DuplicateOf); err != nil {
				return nil, err
			}
		}
		opened, kept, a, err := q.Reopen(o, of)
		return recordBoth(ctx, tx, tx.PutQuestion, kept, opened, a, err)
	}, l.lookAtQuestions(r)}
}

func (l *life) harvest(r *rapid.T, o activity.Occasion) act {
	id, on := activity.ResourceID(l.id()), pick(r, "reply", l.replies, noReply)
	draft := repertoire.Draft{Text: repertoire.Text{Title: rapid.SampledFrom([]string{"", "What we found"}).Draw(r, "title")}}
	if rapid.Bool().Draw(r, "credits") {
		draft.Credits = []activity.Person{"zoë", person.Draw(r, "credited")}
	}
	seen := l.lookAtResources(r)
	l.resources = append(l.resources, id)
	return act{"harvest", func(ctx context.Context, tx storage.Tx) (any, error) {
		q, err := l.question(ctx, tx, on.question, func(q repertoire.Question) bool { return q.Harvested.IsZero() })
		if err != nil {
			return nil, err
		}
		answers, err := activity.Collect(tx.Answers(ctx, l.community, q.ID, activity.AnswerID{}, 0))
		if err != nil {
			return nil, err
		}
		resource, next, a, err := q.Harvest(o, id, answers, draft)
		return recordBoth(ctx, tx, tx.PutResource, resource, next, a, err)
	}, seen}
}

func (l *life) reuseFor(r *rapid.T, o activity.Occasion) act {
	id, what, purpose := pick(r, "resource", l.resources, noResource), outcomes.Draw(r, "outcome"), words.Draw(r, "purpose")
	read := func(ctx context.Context, tx storage.Tx) (repertoire.Reuse, error) {
		resource, err := tx.Resource(ctx, l.community, id)
		return repertoire.Reuse{Community: resource.Community, Resource: id, Reused: repertoire.Reused{Version: resource.Current.Number}}, err
	}
	return on("reuse for", read, storage.Tx.AddReuse, func(u repertoire.Reuse) (repertoire.Reuse, activity.Activity, error) {
		resource := repertoire.Resource{Community: u.Community, ID: u.Resource, Current: repertoire.Version{Number: u.Version}}
		return resource.ReuseFor(o, purpose, what, "")
	}, look(r, rapid.Just(activity.ID{}), func(ctx context.Context, r storage.Reader, after activity.ID, limit int) iter.Seq2[repertoire.Reuse, error] {
		return r.Reuses(ctx, l.community, id, after, limit)
	}))
}

func (l *life) lookAtStories(r *rapid.T) func(context.Context, storage.Reader) (any, error) {
	return look(r, rapid.Just(pick(r, "after", l.stories, noStory)), func(ctx context.Context, r storage.Reader, after activity.StoryID, limit int) iter.Seq2[repertoire.ValueStory, error] {
		return r.ValueStories(ctx, l.community, after, limit)
	})
}

// telling draws what a value story says.
func (l *life) telling(r *rapid.T, o activity.Occasion) repertoire.Telling {
	t := repertoire.Telling{Title: "Ghosts", Topics: topics.Draw(r, "topics")}
	for _, m := range repertoire.Cycles()[:rapid.IntRange(0, 7).Draw(r, "cycles")] {
		step := repertoire.Step{Cycle: m.Cycle, Text: words.Draw(r, "text")}
		switch rapid.IntRange(0, 3).Draw(r, "trace") {
		case 0:
			step.Trace = repertoire.Trace{Resource: pick(r, "resource", l.resources, noResource), Use: o.ID}
		case 1:
			step.Trace = repertoire.Trace{Gathering: pick(r, "gathering", l.gatherings, noGathering), Meeting: o.At}
		case 2:
			step.Indicator = repertoire.Indicator{Title: "ghosts", Value: mostly([]repertoire.Decimal{"2", "-0.50", "0"}, "two").Draw(r, "value"), Unit: "people", Before: "7"}
		}
		t.Steps = append(t.Steps, step)
	}
	return t
}

func (l *life) tellStory(r *rapid.T, o activity.Occasion) act {
	id, telling, seen := activity.StoryID(l.id()), l.telling(r, o), l.lookAtStories(r)
	if s, _, err := repertoire.TellStory(o, id, telling); err == nil {
		l.stories = append(l.stories, s.ID)
	}
	return on("tell", none[repertoire.ValueStory], storage.Tx.PutValueStory, func(repertoire.ValueStory) (repertoire.ValueStory, activity.Activity, error) {
		return repertoire.TellStory(o, id, telling)
	}, seen)
}

// ofStory makes an act that changes a value story.
func (l *life) ofStory(r *rapid.T, name string, change func(repertoire.ValueStory) (repertoire.ValueStory, activity.Activity, error)) act {
	id := pick(r, "story", l.stories, noStory)
	read := func(ctx context.Context, tx storage.Tx) (repertoire.ValueStory, error) {
		return tx.ValueStory(ctx, l.community, id)
	}
	return on(name, read, storage.Tx.PutValueStory, change, l.lookAtStories(r))
}

func (l *life) retell(r *rapid.T, o activity.Occasion) act {
	telling, reason := l.telling(r, o), words.Draw(r, "reason")
	return l.ofStory(r, "retell", func(s repertoire.ValueStory) (repertoire.ValueStory, activity.Activity, error) {
		return s.Retell(o, telling, reason)
	})
}

func (l *life) retractStory(r *rapid.T, o activity.Occasion) act {
	reason := words.Draw(r, "reason")
	return l.ofStory(r, "retract", func(s repertoire.ValueStory) (repertoire.ValueStory, activity.Activity, error) {
		return s.Retract(o, reason)
	})
}
