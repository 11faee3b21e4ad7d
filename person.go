package praxis

import (
	"context"
	"iter"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// Person is somebody in the constellation, as the host knows them.
type Person struct {
	in   *Constellation
	id   activity.Person
	key  string // under which to act
	once bool   // act under a key
}

// In returns what the person can do in a community, as a member or on the way
// to become one.
func (p Person) In(community activity.CommunityID) Participant {
	return Participant{person: p, community: community}
}

// check reports, as an Invalid error, whether there can be such a person.
func (p Person) check() error {
	if !fault.IsPerson(string(p.id)) {
		return fault.New("praxis.As", fault.Invalid, "a person's id has 1 to 255 bytes without control characters")
	}
	if membership.IsTombstone(p.id) {
		return fault.New("praxis.As", fault.Invalid, "this is the tombstone of somebody whose data was erased; nobody acts as it")
	}
	return nil
}

// Found brings a community into being. The person becomes its first member and
// its convener, and its life begins with the Inquire phase.
// Errors: Invalid, with every bad field of the charter; Denied.
func (p Person) Found(ctx context.Context, charter cop.Charter) (cop.Community, error) {
	const op = "praxis.Found"
	c := p.in
	o := c.occasion(activity.CommunityID{}, p.id)
	first := o
	first.ID = activity.ID(c.ids(o.At))
	id := activity.CommunityID(c.ids(o.At))

	var founded cop.Community
	repeated := false
	err := c.store.Update(ctx, func(ctx context.Context, tx storage.Tx) (err error) {
		if err := c.allow(ctx, Request{Person: p.id, Action: Action(activity.Found)}); err != nil {
			return err
		}
		o.Community, repeated = id, false
		if p.once {
			if err := (storage.Operation{Key: p.key}).Check(); err != nil {
				return err
			}
			o.Community = p.keyedCommunity(tx.Tenant())
			founded, err = tx.Community(ctx, o.Community)
			if repeated = err == nil; repeated || fault.CodeOf(err) != fault.NotFound {
				return err
			}
		}
		first.Community = o.Community
		if founded, err = storage.Found(ctx, tx, o, first, charter); err != nil {
			return err
		}
		return c.adoptFirst(ctx, tx, o)
	})
	if err != nil {
		return cop.Community{}, fault.In(op, err)
	}
	if !repeated {
		c.recorded(ctx, o, activity.Found)
	}
	return founded, nil
}

// Communities lists the communities that the person may see, by id: behind the
// one given, at most limit of them (0 or less: all).
func (p Person) Communities(ctx context.Context, after activity.CommunityID, limit int) (seen []cop.Community, err error) {
	const op = "praxis.Communities"
	if err := p.check(); err != nil {
		return nil, fault.In(op, err)
	}
	err = p.in.store.View(ctx, func(ctx context.Context, r storage.Reader) error {
		seen = nil
		for c, err := range r.Communities(ctx, after, 0) {
			if err != nil {
				return err
			}
			m, err := p.in.member(ctx, r, c.ID, p.id)
			if err != nil {
				return err
			}
			err = p.in.authority.Allow(ctx, Request{Person: p.id, Action: See, Community: c.ID, Member: m})
			switch fault.CodeOf(err) {
			case fault.Denied:
				continue
			case "":
				seen = append(seen, c)
			default:
				return err
			}
			if len(seen) == limit {
				return nil
			}
		}
		return nil
	})
	if err != nil {
		return nil, fault.In(op, err)
	}
	return seen, nil
}

// Memberships lists how the person stands to each community they have had to
// do with, by the community's id: behind the one given, at most limit of them
// (0 or less: all).
func (p Person) Memberships(ctx context.Context, after activity.CommunityID, limit int) ([]membership.Member, error) {
	if err := p.check(); err != nil {
		return nil, fault.In("praxis.Memberships", err)
	}
	all, err := readAll(ctx, p.in, "praxis.Memberships", func(ctx context.Context, r storage.Reader) iter.Seq2[membership.Member, error] {
		return r.Memberships(ctx, p.id, after, limit)
	})
	return p.in.asOfNow(all), err
}
