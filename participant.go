package praxis

import (
	"context"
	"iter"
	"log/slog"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// Participant is a person in one community. Every act is one transaction: the
// rules are checked, the new state and the activity that records it are
// written, or nothing is. Beside the errors that an act names, all of them can
// be Invalid (a bad person, purpose or mode), NotFound (no such community),
// Denied, Conflict and Unavailable.
type Participant struct {
	person    Person
	community activity.CommunityID
	purpose   activity.Purpose
	mode      activity.Mode
}

// For returns the participant acting for one of Wenger's purposes, which is
// recorded with each act:
//
//	bob.For(activity.BuildArgument).Ask(ctx, "How do other countries do this?")
func (p Participant) For(purpose activity.Purpose) Participant {
	p.purpose = purpose
	return p
}

// Meeting returns the participant acting where people met in a way, which is
// recorded with each act.
func (p Participant) Meeting(mode activity.Mode) Participant {
	p.mode = mode
	return p
}

// scene is one act: what surrounds it, and what it begins from.
type scene struct {
	activity.Occasion
	made      activity.ObjectID // the id of what the act makes, if it makes something
	tx        storage.Tx
	request   Request // what the authority is asked; its Member is the actor's
	authority func(context.Context, Request) error
}

// act runs one act in one transaction, or finds that it has taken effect
// already (see Person.Once).
func (p Participant) act(ctx context.Context, op string, verb activity.Verb, fn func(context.Context, *scene) error) error {
	_, err := p.make(ctx, op, verb, fn)
	return err
}

// make is act for one that makes something, and returns the id of that.
func (p Participant) make(ctx context.Context, op string, verb activity.Verb, fn func(context.Context, *scene) error) (made activity.ObjectID, err error) {
	c := p.person.in
	o := c.occasion(p.community, p.person.id)
	o.Purpose, o.Mode = p.purpose, p.mode
	id := activity.ObjectID(c.ids(o.At))
	repeated := false
	err = c.store.Update(p.expect(ctx, storage.Expectation{}), func(ctx context.Context, tx storage.Tx) error {
		var err error
		if made, repeated, err = p.person.before(ctx, tx, p.community, verb); repeated || err != nil {
			return err
		}
		request, err := p.request(ctx, tx, Action(verb))
		if err != nil {
			return err
		}
		made = id
		if err := fn(ctx, &scene{Occasion: o, made: id, tx: tx, request: request, authority: c.allow}); err != nil {
			return err
		}
		return p.person.after(ctx, tx, o, verb, made)
	})
	if err != nil {
		return activity.ObjectID{}, fault.In(op, err)
	}
	if !repeated {
		c.recorded(ctx, o, verb)
	}
	return made, nil
}

// expect tells the store what a transaction is about.
func (p Participant) expect(ctx context.Context, e storage.Expectation) context.Context {
	e.Community, e.Person = p.community, p.person.id
	return storage.Expect(ctx, e)
}

// read runs a function on one state, if the person may read the community.
func (p Participant) read(ctx context.Context, op string, action Action, fn func(context.Context, storage.Reader) error) error {
	return fault.In(op, p.person.in.store.View(p.expect(ctx, storage.Expectation{}), func(ctx context.Context, r storage.Reader) error {
		if err := p.may(ctx, r, action); err != nil {
			return err
		}
		return fn(ctx, r)
	}))
}

// look reads one thing, or one page of a list, if the person may. It looks
// first and then asks, because a store can answer both at once (see
// storage.Expectation); whoever may not learns nothing of what was found.
func look[T any](ctx context.Context, p Participant, op string, action Action, rows int, get func(context.Context, storage.Reader) (T, error)) (v T, err error) {
	var none T
	if err := p.person.check(); err != nil {
		return none, fault.In(op, err)
	}
	err = p.person.in.store.View(p.expect(ctx, storage.Expectation{Rows: rows}), func(ctx context.Context, r storage.Reader) error {
		found, err := get(ctx, r)
		if err := p.may(ctx, r, action); err != nil {
			return err
		}
		v = found
		return err
	})
	if err != nil {
		return none, fault.In(op, err)
	}
	return v, nil
}

// may asks the authority whether the person may do something that leaves no
// record.
func (p Participant) may(ctx context.Context, r storage.Reader, action Action) error {
	request, err := p.request(ctx, r, action)
	if err != nil {
		return err
	}
	return p.person.in.allow(ctx, request)
}

// request is what the authority is asked about an action of the person's.
func (p Participant) request(ctx context.Context, r storage.Reader, action Action) (Request, error) {
	if err := p.person.check(); err != nil {
		return Request{}, err
	}
	m, err := memberOf(ctx, r, p.community, p.person.id)
	if err == nil && m.Rev == 0 {
		_, err = r.Community(ctx, p.community) // which may not be there
	}
	return Request{Person: p.person.id, Action: action, Community: p.community, Member: m}, err
}

// memberOf returns a person's membership, zero for somebody who never had any.
func memberOf(ctx context.Context, r storage.MemberReader, c activity.CommunityID, p activity.Person) (membership.Member, error) {
	m, err := r.Member(ctx, c, p)
	if fault.CodeOf(err) == fault.NotFound {
		return membership.Member{}, nil
	}
	return m, err
}

// allow asks the authority, and tells the log of a denial.
func (c *Constellation) allow(ctx context.Context, r Request) error {
	err := c.authority.Allow(ctx, r)
	if err != nil {
		c.log.LogAttrs(ctx, slog.LevelInfo, "denied", slog.String("community", r.Community.String()),
			slog.String("person", string(r.Person)), slog.String("action", string(r.Action)), slog.Any("reason", err))
	}
	return err
}

// recorded tells the log of an act.
func (c *Constellation) recorded(ctx context.Context, o activity.Occasion, verb activity.Verb) {
	c.kept(func() {
		c.log.LogAttrs(ctx, slog.LevelDebug, "recorded", slog.String("community", o.Community.String()),
			slog.String("person", string(o.Actor)), slog.String("verb", string(verb)), slog.String("activity", o.ID.String()))
	})
}

// may asks the authority about the act itself.
func (s *scene) may(ctx context.Context) error { return s.authority(ctx, s.request) }

// mayAs asks about an act on something that somebody made, or that is theirs.
func (s *scene) mayAs(ctx context.Context, owner activity.Person) error {
	s.request.Owner = owner
	return s.authority(ctx, s.request)
}

// record writes the state that an act led to and the activity that records it,
// unless the act failed.
func record[T any](ctx context.Context, s *scene, put func(context.Context, T) error, next T, a activity.Activity, err error) error {
	if err != nil {
		return err
	}
	return storage.Record(ctx, s.tx, put, next, a)
}

// mayOn asks about an act on something that was looked up, and whose it is. If
// it is not there, only whoever could act on their own learns so.
func (s *scene) mayOn(ctx context.Context, owner activity.Person, lookup error) error {
	if lookup == nil {
		return s.mayAs(ctx, owner)
	}
	if fault.CodeOf(lookup) == fault.NotFound {
		if err := s.mayAs(ctx, s.Actor); err != nil {
			return err
		}
	}
	return lookup
}

// readOne reads a value, if the person may.
func readOne[T any](ctx context.Context, p Participant, op string, get func(context.Context, storage.Reader) (T, error)) (T, error) {
	return look(ctx, p, op, Read, 1, get)
}

// readList reads a list, if the person may; limit as the list has it.
func readList[T any](ctx context.Context, p Participant, op string, limit int, list func(context.Context, storage.Reader) iter.Seq2[T, error]) (all []T, err error) {
	get := func(ctx context.Context, r storage.Reader) ([]T, error) { return activity.Collect(list(ctx, r)) }
	if limit > 0 && limit <= storage.PageSize {
		return look(ctx, p, op, Read, limit, get)
	}
	err = p.read(ctx, op, Read, func(ctx context.Context, r storage.Reader) (err error) {
		all, err = get(ctx, r)
		return err
	})
	return all, err
}
