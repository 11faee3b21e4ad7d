package praxis

import (
	"context"
	"iter"
	"log/slog"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
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
	space     activity.SpaceID
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

// Within returns the participant acting in one of the community's spaces: what
// they make there (a question, a resource, a gathering, a proposal) stays there,
// and only those who may enter the space see it. What is done to something that
// is in a space is done there anyhow; what concerns the community as a whole (its
// charter, its phase, who its members are) is recorded in the common space all the
// same, where everybody sees what came of it.
//
//	ana.Within(stewards).Ask(ctx, "Who takes over the template?")
func (p Participant) Within(space activity.SpaceID) Participant {
	p.space = space
	return p
}

// scene is one act: what surrounds it, and what it begins from.
type scene struct {
	activity.Occasion
	*sight
	made      activity.ObjectID // the id of what the act makes, if it makes something; the act may name another
	tx        storage.Tx
	community cop.Community
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
	o.Space, o.Purpose, o.Mode = p.space, p.purpose, p.mode
	id := activity.ObjectID(c.ids(o.At))
	repeated := false
	err = c.store.Update(p.expect(ctx, storage.Expectation{}), func(ctx context.Context, tx storage.Tx) error {
		var err error
		if made, repeated, err = p.person.before(ctx, tx, p.community, verb); repeated || err != nil {
			return err
		}
		made = id
		s, err := p.scene(ctx, tx, o, verb)
		if err != nil {
			return err
		}
		s.made = made
		if err := fn(ctx, s); err != nil {
			return err
		}
		made = s.made
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

// scene is what an act begins from: the person as they stand, in the space where
// they act, which they may enter, of a community that has not ended.
func (p Participant) scene(ctx context.Context, tx storage.Tx, o activity.Occasion, verb activity.Verb) (*scene, error) {
	request, err := p.request(ctx, tx, Action(verb))
	if err != nil {
		return nil, err
	}
	s := &scene{Occasion: o, sight: p.person.in.sight(tx, request), tx: tx}
	if s.community, err = tx.Community(ctx, p.community); err != nil {
		return nil, err
	}
	if verb != activity.Leave && verb != activity.Erase {
		if err := s.community.Live(); err != nil {
			return nil, err
		}
	}
	s.request.Space, err = s.enter(ctx, o.Space)
	if concernsAll(verb) {
		s.Space, s.request.Space = activity.SpaceID{}, cop.Space{}
	}
	return s, err
}

// concernsAll reports whether what somebody does changes the community as a whole,
// or a membership, which is in no space, or asks around it, as a survey does.
func concernsAll(verb activity.Verb) bool {
	m, _ := verb.Meaning()
	return m.Object == "survey" || m.Object == "community" && verb != activity.Thank && verb != activity.Commend
}

// expect tells the store what a transaction is about.
func (p Participant) expect(ctx context.Context, e storage.Expectation) context.Context {
	e.Community, e.Person = p.community, p.person.id
	return storage.Expect(ctx, e)
}

// read runs a function on one state, if the person may take an action that
// reads.
func (p Participant) read(ctx context.Context, op string, action Action, fn func(context.Context, *sight) error) error {
	return fault.In(op, p.person.in.store.View(p.expect(ctx, storage.Expectation{}), func(ctx context.Context, r storage.Reader) error {
		s, err := p.look(ctx, r, action)
		if err != nil {
			return err
		}
		return fn(ctx, s)
	}))
}

// glance reads one thing, or one page of a list, and then what of it the person
// may see. It reads first and then asks, because a store can answer both at once
// (see storage.Expectation); whoever may not learns nothing of what was found.
func glance[T any](ctx context.Context, p Participant, op string, action Action, rows int,
	get func(context.Context, storage.Reader) (T, error), see func(context.Context, *sight, T, error) (T, error)) (v T, err error) {
	var none T
	if err := p.person.check(); err != nil {
		return none, fault.In(op, err)
	}
	err = p.person.in.store.View(p.expect(ctx, storage.Expectation{Rows: rows}), func(ctx context.Context, r storage.Reader) error {
		found, lookup := get(ctx, r)
		s, err := p.look(ctx, r, action)
		if err != nil {
			return err
		}
		v, err = see(ctx, s, found, lookup)
		return err
	})
	if err != nil {
		return none, fault.In(op, err)
	}
	return v, nil
}

// readPart reads what is part of the community as a whole and shows nothing of
// what happens in its spaces.
func readPart[T any](ctx context.Context, p Participant, op string, action Action, get func(context.Context, storage.Reader) (T, error)) (T, error) {
	return glance(ctx, p, op, action, 1, get, func(_ context.Context, s *sight, v T, err error) (T, error) {
		if s.common != nil {
			return v, s.common
		}
		return v, err
	})
}

// readOne reads a thing that is in a space, if the person may see it.
func readOne[T any](ctx context.Context, p Participant, op string, get func(context.Context, storage.Reader) (T, error), space func(T) activity.SpaceID) (T, error) {
	return glance(ctx, p, op, Read, 1, get, func(ctx context.Context, s *sight, v T, err error) (T, error) {
		return v, s.hides(ctx, space(v), err)
	})
}

// readList reads, of a list, what the person may see; limit as the list has it.
// Space tells where something is; nil for a list of what is the community's as a
// whole. It asks for a page first, and for more only if there was something in it that
// they may not see.
func readList[T any](ctx context.Context, p Participant, op string, limit int,
	list func(ctx context.Context, r storage.Reader, limit int) iter.Seq2[T, error], space func(T) activity.SpaceID) ([]T, error) {
	rows := 0
	if limit > 0 && limit <= storage.PageSize {
		rows = limit
	}
	get := func(ctx context.Context, r storage.Reader) ([]T, error) {
		if rows == 0 {
			return nil, nil
		}
		return activity.Collect(list(ctx, r, rows))
	}
	return glance(ctx, p, op, Read, rows, get, func(ctx context.Context, s *sight, page []T, err error) ([]T, error) {
		if space == nil {
			if s.common != nil {
				return nil, s.common
			}
			space = func(T) activity.SpaceID { return activity.SpaceID{} }
		}
		if rows == 0 {
			return all(ctx, s, list(ctx, s.r, 0), limit, space)
		}
		if err != nil {
			return nil, err
		}
		for _, v := range page {
			switch sees, err := s.sees(ctx, space(v)); {
			case err != nil:
				return nil, err
			case !sees:
				return all(ctx, s, list(ctx, s.r, 0), limit, space)
			}
		}
		return page, nil
	})
}

// readBelow reads a list of what belongs to a thing, if the person may see that.
func readBelow[O, T any](ctx context.Context, p Participant, op string, of func(context.Context, storage.Reader) (O, error), space func(O) activity.SpaceID,
	list func(context.Context, storage.Reader) iter.Seq2[T, error]) (below []T, err error) {
	err = p.read(ctx, op, Read, func(ctx context.Context, s *sight) error {
		owner, err := of(ctx, s.r)
		if err := s.hides(ctx, space(owner), err); err != nil {
			return err
		}
		below, err = activity.Collect(list(ctx, s.r))
		return err
	})
	return below, err
}

// memberOf returns a person's membership, zero for somebody who never had any.
func memberOf(ctx context.Context, r storage.MemberReader, c activity.CommunityID, p activity.Person) (membership.Member, error) {
	m, err := r.Member(ctx, c, p)
	if fault.CodeOf(err) == fault.NotFound {
		return membership.Member{}, nil
	}
	return m, err
}

// request is what the authority is asked about an action of the person's.
func (p Participant) request(ctx context.Context, r storage.Reader, action Action) (Request, error) {
	if err := p.person.check(); err != nil {
		return Request{}, err
	}
	m, err := p.person.in.member(ctx, r, p.community, p.person.id)
	if err == nil && m.Rev == 0 {
		_, err = r.Community(ctx, p.community) // which may not be there
	}
	return Request{Person: p.person.id, Action: action, Community: p.community, Member: m}, err
}

// allow asks the authority, and tells the log of a denial.
func (c *Constellation) allow(ctx context.Context, r Request) error {
	err := c.authority.Allow(ctx, r)
	if err != nil {
		c.denied(ctx, r, err)
	}
	return err
}

// denied tells the log of a denial.
func (c *Constellation) denied(ctx context.Context, r Request, err error) {
	c.log.LogAttrs(ctx, slog.LevelInfo, "denied", slog.String("community", r.Community.String()),
		slog.String("person", string(r.Person)), slog.String("action", string(r.Action)), slog.Any("reason", err))
}

// recorded tells the log of an act.
func (c *Constellation) recorded(ctx context.Context, o activity.Occasion, verb activity.Verb) {
	c.kept(func() {
		c.log.LogAttrs(ctx, slog.LevelDebug, "recorded", slog.String("community", o.Community.String()),
			slog.String("person", string(o.Actor)), slog.String("verb", string(verb)), slog.String("activity", o.ID.String()))
	})
}

// may asks the authority about the act itself.
func (s *scene) may(ctx context.Context) error { return s.in.allow(ctx, s.request) }

// mayAs asks about an act on something that somebody made, or that is theirs.
func (s *scene) mayAs(ctx context.Context, owner activity.Person) error {
	s.request.Owner = owner
	return s.in.allow(ctx, s.request)
}

// mayOn asks about an act on something that was looked up, whose it is, and in
// which space. If it is not there, or the person may not see it, only whoever
// could act on their own learns so.
func (s *scene) mayOn(ctx context.Context, owner activity.Person, space activity.SpaceID, lookup error) error {
	if lookup == nil {
		var at cop.Space
		if at, lookup = s.enter(ctx, space); lookup == nil {
			s.request.Space = at
		}
	}
	switch fault.CodeOf(lookup) {
	case "":
		return s.mayAs(ctx, owner)
	case fault.NotFound:
		if err := s.mayAs(ctx, s.Actor); err != nil {
			return err
		}
		return notThere()
	}
	return lookup
}

// record writes the state that an act led to and the activity that records it,
// unless the act failed.
func record[T any](ctx context.Context, s *scene, put func(context.Context, T) error, next T, a activity.Activity, err error) error {
	if err != nil {
		return err
	}
	return storage.Record(ctx, s.tx, put, next, a)
}
