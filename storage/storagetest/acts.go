package storagetest

import (
	"context"
	"iter"

	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// The acts of a life, each as it is done against the contract: read, decide,
// record.

// look draws a page of a list.
func look[K, T any](r *rapid.T, keys *rapid.Generator[K], list func(ctx context.Context, r storage.Reader, after K, limit int) iter.Seq2[T, error]) func(context.Context, storage.Reader) (any, error) {
	after, limit := keys.Draw(r, "after"), rapid.IntRange(0, 4).Draw(r, "limit")
	return func(ctx context.Context, r storage.Reader) (any, error) {
		return activity.Collect(list(ctx, r, after, limit))
	}
}

func (l *life) amend(r *rapid.T, o activity.Occasion) act {
	changed := charter(rapid.SampledFrom([]string{"Random lives", "Other lives", ""}).Draw(r, "name"))
	changed.Domain.Topics = topics.Draw(r, "topics")
	reason := words.Draw(r, "reason")
	return act{"amend", func(ctx context.Context, tx storage.Tx) (any, error) {
		c, err := tx.Community(ctx, o.Community)
		if err != nil {
			return nil, err
		}
		next, a, err := c.Amend(o, changed, reason)
		if err != nil {
			return nil, err
		}
		return next, storage.RecordCommunity(ctx, tx, next, a)
	}, l.lookAtCommunity}
}

func (l *life) move(r *rapid.T, o activity.Occasion) act {
	to, reason, forth := phase.Draw(r, "phase"), words.Draw(r, "reason"), rapid.Bool().Draw(r, "forth")
	lesson := rapid.SampledFrom([]string{"", "", "Ask first."}).Draw(r, "lesson")
	return act{"move", func(ctx context.Context, tx storage.Tx) (any, error) {
		s, err := tx.Lifecycle(ctx, o.Community)
		if err != nil {
			return nil, err
		}
		if on, ok := s.Next(); ok && forth {
			to = on
		}
		next, a, err := s.Move(o, to, reason)
		if lesson != "" {
			next, a, err = s.Return(o, to, reason, lesson)
		}
		if err != nil {
			return nil, err
		}
		return next, storage.RecordMove(ctx, tx, next, a)
	}, look(r, rapid.Just(activity.ID{}), func(ctx context.Context, r storage.Reader, after activity.ID, limit int) iter.Seq2[lifecycle.Passage, error] {
		return r.Passages(ctx, l.community, after, limit)
	})}
}

func (l *life) lookAtCommunity(ctx context.Context, r storage.Reader) (any, error) {
	c, err := r.Community(ctx, l.community)
	if err != nil {
		return nil, err
	}
	s, err := r.Lifecycle(ctx, l.community)
	return []any{c, s}, err
}

// on makes an act that changes a thing.
func on[T any](name string, read func(context.Context, storage.Tx) (T, error), put func(storage.Tx, context.Context, T) error,
	change func(T) (T, activity.Activity, error), look func(context.Context, storage.Reader) (any, error),
) act {
	return act{name, func(ctx context.Context, tx storage.Tx) (any, error) {
		v, err := read(ctx, tx)
		if err != nil {
			return nil, err
		}
		next, a, err := change(v)
		if err != nil {
			return nil, err
		}
		write := func(ctx context.Context, v T) error { return put(tx, ctx, v) }
		return next, storage.Record(ctx, tx, write, next, a)
	}, look}
}

// rather returns the last entry of a list that fits, or the other one.
func rather[T any](list iter.Seq2[T, error], fits func(T) bool, other T) (T, error) {
	for v, err := range list {
		if err != nil {
			return v, err
		}
		if fits(v) {
			other = v
		}
	}
	return other, nil
}

// none reads a thing that is not there yet.
func none[T any](context.Context, storage.Tx) (v T, err error) { return v, nil }

// ofMember makes an act that changes a person's membership.
func (l *life) ofMember(r *rapid.T, name string, p activity.Person, change func(membership.Member) (membership.Member, activity.Activity, error)) act {
	list := func(ctx context.Context, r storage.Reader, after activity.Person, limit int) iter.Seq2[membership.Member, error] {
		return r.Members(ctx, l.community, after, limit)
	}
	return act{name, func(ctx context.Context, tx storage.Tx) (any, error) {
		m, err := tx.Member(ctx, l.community, p)
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			return nil, err
		}
		next, a, err := change(m)
		if err != nil {
			return nil, err
		}
		return next, storage.Record(ctx, tx, tx.PutMember, next, a)
	}, look(r, person, list)}
}

func (l *life) join(r *rapid.T, o activity.Occasion) act {
	open := rapid.Bool().Draw(r, "open")
	return l.ofMember(r, "join", o.Actor, func(m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Join(o, m, open)
	})
}

func (l *life) apply(r *rapid.T, o activity.Occasion) act {
	note := words.Draw(r, "note")
	return l.ofMember(r, "apply", o.Actor, func(m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Apply(o, m, note)
	})
}

func (l *life) invite(r *rapid.T, o activity.Occasion) act {
	p, note := person.Draw(r, "person"), words.Draw(r, "note")
	return l.ofMember(r, "invite", p, func(m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Invite(o, m, p, note)
	})
}

func (l *life) admit(r *rapid.T, o activity.Occasion) act {
	p := person.Draw(r, "person")
	return l.ofMember(r, "admit", p, func(m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Admit(o, m, p)
	})
}

func (l *life) leave(r *rapid.T, o activity.Occasion) act {
	reason := words.Draw(r, "reason")
	return l.ofMember(r, "leave", o.Actor, func(m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Leave(o, m, reason)
	})
}

func (l *life) remove(r *rapid.T, o activity.Occasion) act {
	p, reason := person.Draw(r, "person"), words.Draw(r, "reason")
	return l.ofMember(r, "remove", p, func(m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Remove(o, m, reason)
	})
}

func (l *life) appoint(r *rapid.T, o activity.Occasion) act {
	p, to := person.Draw(r, "person"), membership.Appointed{Role: role.Draw(r, "role")}
	if term := terms.Draw(r, "term"); term != 0 {
		to.Until = o.At.Add(term)
	}
	return l.ofMember(r, "appoint", p, func(m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.AppointWith(o, m, to)
	})
}

func (l *life) relieve(r *rapid.T, o activity.Occasion) act {
	p, of := person.Draw(r, "person"), role.Draw(r, "role")
	fits := func(m membership.Member) bool { return m.Has(of) }
	return l.ofFitting(r, "relieve", p, fits, func(_ context.Context, _ storage.Tx, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Relieve(o, m, of)
	})
}

// lookAtResources draws a page of the resources.
func (l *life) lookAtResources(r *rapid.T) func(context.Context, storage.Reader) (any, error) {
	return look(r, rapid.Just(pick(r, "after", l.resources, noResource)), func(ctx context.Context, r storage.Reader, after activity.ResourceID, limit int) iter.Seq2[repertoire.Resource, error] {
		return r.Resources(ctx, l.community, after, limit)
	})
}

func (l *life) share(r *rapid.T, o activity.Occasion) act {
	id := activity.ResourceID(l.id())
	draft := repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "A payroll", Body: words.Draw(r, "body"), Topics: topics.Draw(r, "topics")}}
	if rapid.Bool().Draw(r, "carried") {
		draft.Origin = repertoire.Origin{Community: activity.CommunityID{1}, Resource: activity.ResourceID{2}, Version: 3}
	}
	seen := l.lookAtResources(r)
	if resource, _, err := repertoire.Share(o, id, draft); err == nil {
		l.resources = append(l.resources, resource.ID)
	}
	return act{"share", func(ctx context.Context, tx storage.Tx) (any, error) {
		next, a, err := repertoire.Share(o, id, draft)
		if err != nil {
			return nil, err
		}
		return next, storage.Record(ctx, tx, tx.PutResource, next, a)
	}, seen}
}

// ofResource makes an act that changes a resource.
func (l *life) ofResource(r *rapid.T, name string, change func(repertoire.Resource) (repertoire.Resource, activity.Activity, error)) act {
	id := pick(r, "resource", l.resources, noResource)
	return act{name, func(ctx context.Context, tx storage.Tx) (any, error) {
		resource, err := tx.Resource(ctx, l.community, id)
		if err != nil {
			return nil, err
		}
		next, a, err := change(resource)
		if err != nil {
			return nil, err
		}
		return next, storage.Record(ctx, tx, tx.PutResource, next, a)
	}, look(r, rapid.IntRange(0, 3), func(ctx context.Context, r storage.Reader, after, limit int) iter.Seq2[repertoire.Version, error] {
		return r.Versions(ctx, l.community, id, after, limit)
	})}
}

func (l *life) revise(r *rapid.T, o activity.Occasion) act {
	base := rapid.IntRange(0, 3).Draw(r, "base")
	edit := repertoire.Edit{Base: base, Text: repertoire.Text{Title: "Two payrolls", Body: words.Draw(r, "body"), Topics: topics.Draw(r, "topics")}, Note: words.Draw(r, "note")}
	current := rapid.IntRange(0, 3).Draw(r, "stale") > 0
	return l.ofResource(r, "revise", func(resource repertoire.Resource) (repertoire.Resource, activity.Activity, error) {
		if current {
			edit.Base = resource.Current.Number
		}
		return resource.Revise(o, edit)
	})
}

func (l *life) retire(r *rapid.T, o activity.Occasion) act {
	reason := words.Draw(r, "reason")
	return l.ofResource(r, "retire", func(resource repertoire.Resource) (repertoire.Resource, activity.Activity, error) {
		return resource.Retire(o, reason)
	})
}

func (l *life) reuse(r *rapid.T, o activity.Occasion) act {
	id, what, note := pick(r, "resource", l.resources, noResource), outcomes.Draw(r, "outcome"), words.Draw(r, "note")
	return act{"reuse", func(ctx context.Context, tx storage.Tx) (any, error) {
		resource, err := tx.Resource(ctx, l.community, id)
		if err != nil {
			return nil, err
		}
		next, a, err := resource.Reuse(o, what, note)
		if err != nil {
			return nil, err
		}
		return next, storage.Record(ctx, tx, tx.AddReuse, next, a)
	}, look(r, rapid.Just(activity.ID{}), func(ctx context.Context, r storage.Reader, after activity.ID, limit int) iter.Seq2[repertoire.Reuse, error] {
		return r.Reuses(ctx, l.community, id, after, limit)
	})}
}

func (l *life) endorse(r *rapid.T, o activity.Occasion) act {
	id := pick(r, "resource", l.resources, noResource)
	return act{"endorse", func(ctx context.Context, tx storage.Tx) (any, error) {
		resource, err := tx.Resource(ctx, l.community, id)
		if err != nil {
			return nil, err
		}
		before, err := tx.Endorsement(ctx, l.community, id, o.Actor)
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			return nil, err
		}
		next, a, err := resource.Endorse(o, before)
		if err != nil {
			return nil, err
		}
		return next, storage.Record(ctx, tx, tx.PutEndorsement, next, a)
	}, look(r, person, func(ctx context.Context, r storage.Reader, after activity.Person, limit int) iter.Seq2[repertoire.Endorsement, error] {
		return r.Endorsements(ctx, l.community, id, after, limit)
	})}
}

// lookAtQuestions draws a page of the questions.
func (l *life) lookAtQuestions(r *rapid.T) func(context.Context, storage.Reader) (any, error) {
	return look(r, rapid.Just(pick(r, "after", l.questions, noQuestion)), func(ctx context.Context, r storage.Reader, after activity.QuestionID, limit int) iter.Seq2[repertoire.Question, error] {
		return r.Questions(ctx, l.community, after, limit)
	})
}

func (l *life) ask(r *rapid.T, o activity.Occasion) act {
	id, text, about := activity.QuestionID(l.id()), words.Draw(r, "text"), topics.Draw(r, "topics")
	seen := l.lookAtQuestions(r)
	if q, _, err := repertoire.Ask(o, id, text, about); err == nil {
		l.questions = append(l.questions, q.ID)
	}
	return act{"ask", func(ctx context.Context, tx storage.Tx) (any, error) {
		next, a, err := repertoire.Ask(o, id, text, about)
		if err != nil {
			return nil, err
		}
		return next, storage.Record(ctx, tx, tx.PutQuestion, next, a)
	}, seen}
}

func (l *life) answer(r *rapid.T, o activity.Occasion) act {
	id, to, text := activity.AnswerID(l.id()), pick(r, "question", l.questions, noQuestion), words.Draw(r, "text")
	if to != noQuestion {
		l.replies = append(l.replies, reply{to, id})
	}
	return act{"answer", func(ctx context.Context, tx storage.Tx) (any, error) {
		q, err := tx.Question(ctx, l.community, to)
		if err != nil {
			return nil, err
		}
		next, a, err := q.Answer(o, id, text)
		if err != nil {
			return nil, err
		}
		return next, storage.Record(ctx, tx, tx.PutAnswer, next, a)
	}, look(r, rapid.Just(activity.AnswerID{}), func(ctx context.Context, r storage.Reader, after activity.AnswerID, limit int) iter.Seq2[repertoire.Answer, error] {
		return r.Answers(ctx, l.community, to, after, limit)
	})}
}

func (l *life) accept(r *rapid.T, o activity.Occasion) act {
	given := pick(r, "reply", l.replies, noReply)
	to, id := given.question, given.answer
	if rapid.IntRange(0, 9).Draw(r, "elsewhere") == 9 {
		to = pick(r, "question", l.questions, noQuestion)
	}
	return act{"accept", func(ctx context.Context, tx storage.Tx) (any, error) {
		q, err := tx.Question(ctx, l.community, to)
		if err != nil {
			return nil, err
		}
		answer, err := tx.Answer(ctx, l.community, to, id)
		if err != nil {
			return nil, err
		}
		next, a, err := q.Accept(o, answer)
		if err != nil {
			return nil, err
		}
		return next, storage.Record(ctx, tx, tx.PutQuestion, next, a)
	}, l.lookAtQuestions(r)}
}

// rewrite puts the record in its own place.
func (l *life) rewrite(*rapid.T, activity.Occasion) act {
	return act{"rewrite", func(ctx context.Context, tx storage.Tx) (any, error) {
		record, err := activity.Collect(tx.Activities(ctx, l.community, 0, 0))
		if err != nil {
			return nil, err
		}
		return nil, tx.Rewrite(ctx, l.community, record, "nobody")
	}, l.lookAtCommunity}
}

// importing appends outlines of activities, some of them once more.
func (l *life) importing(r *rapid.T, o activity.Occasion) act {
	for range rapid.IntRange(0, 3).Draw(r, "new") {
		a := l.comment(o.Actor)
		a.Thread = activity.Foreign("", "p1")
		a.Detail = activity.Imported{Object: "c1", Thread: "p1"}
		l.comments = append(l.comments, a)
	}
	from := rapid.IntRange(0, len(l.comments)).Draw(r, "from")
	return act{"import", func(ctx context.Context, tx storage.Tx) (any, error) {
		return tx.Append(ctx, l.community, append([]activity.Activity(nil), l.comments[from:]...))
	}, l.lookAtCommunity}
}
