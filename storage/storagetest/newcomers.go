package storagetest

import (
	"context"
	"errors"
	"iter"

	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// Acts of a life around those who are new in it.

var steps = mostly([]string{"hello", "ask"}, "Hello")

// guideOf reads the guide, the zero one if there is none.
func (l *life) guideOf(ctx context.Context, tx storage.Tx) (membership.Guide, error) {
	g, err := tx.Guide(ctx, l.community)
	if errors.Is(err, fault.NotFound) {
		err = nil
	}
	return g, err
}

func (l *life) guide(r *rapid.T, o activity.Occasion) act {
	set := membership.GuideSet{Welcome: words.Draw(r, "welcome")}
	for _, key := range rapid.SliceOfN(steps, 1, 3).Draw(r, "steps") {
		set.Steps = append(set.Steps, membership.FirstStep{Key: key, Title: "Do it", Grade: 1})
	}
	return on("guide", l.guideOf, storage.Tx.PutGuide, func(g membership.Guide) (membership.Guide, activity.Activity, error) {
		return membership.SetGuide(o, g, set)
	}, func(ctx context.Context, r storage.Reader) (any, error) {
		g, err := r.Guide(ctx, l.community)
		if errors.Is(err, fault.NotFound) {
			err = nil
		}
		return g, err
	})
}

// choice is an act on a membership that it may choose, for which it reads more.
type choice func(ctx context.Context, tx storage.Tx, m membership.Member) (membership.Member, activity.Activity, error)

// ofFitting makes an act that changes a membership, mostly one that it fits.
func (l *life) ofFitting(r *rapid.T, name string, p activity.Person, fits func(membership.Member) bool, change choice) act {
	a, anybody := l.ofMember(r, name, p, nil), rapid.IntRange(0, 3).Draw(r, "any") == 3
	a.do = func(ctx context.Context, tx storage.Tx) (any, error) {
		m, err := memberOf(ctx, tx, l.community, p)
		if err == nil && !anybody {
			m, err = rather(tx.Members(ctx, l.community, "", 0), fits, m)
		}
		if err != nil {
			return nil, err
		}
		next, a, err := change(ctx, tx, m)
		return next, recordAct(ctx, tx, tx.PutMember)(next, a, err)
	}
	return a
}

func (l *life) complete(r *rapid.T, o activity.Occasion) act {
	step := steps.Draw(r, "step")
	fits := func(m membership.Member) bool { return m.Member() && len(m.Steps) < 2 }
	return l.ofFitting(r, "complete", o.Actor, fits, func(ctx context.Context, tx storage.Tx, m membership.Member) (membership.Member, activity.Activity, error) {
		g, err := l.guideOf(ctx, tx)
		if err != nil {
			return m, activity.Activity{}, err
		}
		return membership.Complete(by(m, o), m, g, step)
	})
}

// by is an occasion for somebody who has to do with the community, if they do.
func by(m membership.Member, o activity.Occasion) activity.Occasion {
	if m.Rev > 0 {
		o.Actor = m.Person
	}
	return o
}

func (l *life) pair(r *rapid.T, o activity.Occasion) act {
	p, by := person.Draw(r, "person"), person.Draw(r, "mentor")
	return l.ofFitting(r, "pair", p, membership.Member.Member, func(ctx context.Context, tx storage.Tx, m membership.Member) (membership.Member, activity.Activity, error) {
		mentor, err := memberOf(ctx, tx, l.community, by)
		if err != nil {
			return m, activity.Activity{}, err
		}
		return membership.Pair(o, m, mentor)
	})
}

func (l *life) unpair(r *rapid.T, o activity.Occasion) act {
	p := person.Draw(r, "person")
	fits := func(m membership.Member) bool { return m.Mentor != "" }
	return l.ofFitting(r, "unpair", p, fits, func(_ context.Context, _ storage.Tx, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Unpair(o, m)
	})
}

func (l *life) delist(r *rapid.T, o activity.Occasion) act {
	p := person.Draw(r, "person")
	fits := func(m membership.Member) bool { return m.Member() && m.Roster != "" }
	return l.ofFitting(r, "delist", p, fits, func(_ context.Context, _ storage.Tx, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Delist(o, m)
	})
}

func (l *life) welcome(r *rapid.T, o activity.Occasion) act {
	p, note := person.Draw(r, "person"), words.Draw(r, "note")
	return l.ofMember(r, "welcome", p, func(m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Welcome(o, m, note)
	})
}

func (l *life) enrol(r *rapid.T, o activity.Occasion) act {
	p, roster := person.Draw(r, "person"), rapid.SampledFrom([]string{"course-42", "staff"}).Draw(r, "roster")
	return l.ofMember(r, "enrol", p, func(m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Enrol(o, m, p, roster)
	})
}

// erase erases what is held about a person, who may come back as somebody new.
func (l *life) erase(r *rapid.T, o activity.Occasion) act {
	e := storage.Erasure{Person: person.Draw(r, "person"), Words: rapid.Bool().Draw(r, "words")}
	e.Tombstone = membership.Tombstone([10]byte(o.ID[6:]))
	return act{"erase", func(ctx context.Context, tx storage.Tx) (any, error) { return storage.Erase(ctx, tx, o, e) }, l.lookAtCommunity}
}

// recognition makes an act by which one member recognises another.
func (l *life) recognition(r *rapid.T, name string, o activity.Occasion,
	recognise func(o activity.Occasion, from, to membership.Member, given []membership.Recognition) (membership.Recognition, activity.Activity, error),
) act {
	p, anybody := person.Draw(r, "person"), rapid.IntRange(0, 3).Draw(r, "any") == 3
	return act{name, func(ctx context.Context, tx storage.Tx) (any, error) {
		from, err := memberOf(ctx, tx, l.community, o.Actor)
		if err == nil && !anybody {
			from, err = rather(tx.Members(ctx, l.community, "", 0), membership.Member.Member, from)
		}
		if err != nil {
			return nil, err
		}
		to, err := memberOf(ctx, tx, l.community, p)
		if err != nil {
			return nil, err
		}
		given, err := activity.Collect(tx.Recognitions(ctx, l.community, activity.ID{}, 0))
		if err != nil {
			return nil, err
		}
		next, a, err := recognise(by(from, o), from, to, given)
		if err != nil {
			return nil, err
		}
		return next, storage.Record(ctx, tx, tx.AddRecognition, next, a)
	}, look(r, rapid.Just(activity.ID{}), func(ctx context.Context, r storage.Reader, after activity.ID, limit int) iter.Seq2[membership.Recognition, error] {
		return r.Recognitions(ctx, l.community, after, limit)
	})}
}

func (l *life) thank(r *rapid.T, o activity.Occasion) act {
	fact := membership.Thanked{For: activity.ObjectID(pick(r, "resource", l.resources, noResource)), Note: words.Draw(r, "note")}
	return l.recognition(r, "thank", o, func(o activity.Occasion, from, to membership.Member, _ []membership.Recognition) (membership.Recognition, activity.Activity, error) {
		return membership.Thank(o, from, to, fact)
	})
}

func (l *life) commend(r *rapid.T, o activity.Occasion) act {
	fact := membership.Commended{Topic: rapid.SampledFrom([]string{"payroll", "sampling"}).Draw(r, "topic"), Note: words.Draw(r, "note")}
	return l.recognition(r, "commend", o, func(o activity.Occasion, from, to membership.Member, given []membership.Recognition) (membership.Recognition, activity.Activity, error) {
		return membership.Commend(o, from, to, fact, given)
	})
}
