package storagetest

import (
	"context"
	"errors"
	"runtime"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// deed is what somebody does in one transaction: an act, or a look.
type deed struct {
	activity.Occasion
	kind    string
	second  activity.ID // of the founder's joining
	actor   int         // in the crowd
	person  int         // in the crowd: whom it is about
	role    int         // of the parts
	open    bool        // what the charter shall say
	phase   lifecycle.Phase
	hurried bool // the context ends somewhere on the way
}

// The kinds of deeds.
const (
	found   = "found"
	lookAll = "look"    // at the whole community
	lookOne = "look at" // a person
	amend   = "amend"
	move    = "move"
	join    = "join"
	apply   = "apply"
	leave   = "leave"
	invite  = "invite"
	admit   = "admit"
	remove  = "remove"
	appoint = "appoint"
	relieve = "relieve"
)

// report is what somebody is told of their deed.
type report struct {
	code fault.Code   // Unavailable: it has happened, or has not
	head activity.Seq // of the record, when it began
	rev  int          // of what it changed
	seen paper        // by a look
}

// byAnybody reports whether it takes no member to do this.
func (d deed) byAnybody() bool {
	return slices.Contains([]string{found, lookAll, lookOne, join, apply, leave}, d.kind)
}

// on does the deed in a store.
func (d deed) on(ctx context.Context, s storage.Store) (o report) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ctx = storage.Expect(ctx, storage.Expectation{Community: d.Community, Person: d.Actor})
	start := func(ctx context.Context, r storage.Reader) (err error) {
		if d.hurried {
			go cancel()
		}
		o = report{}
		if o.head, err = r.Head(ctx, d.Community); d.kind == found && errors.Is(err, fault.NotFound) {
			err = nil
		}
		return err
	}
	var err error
	switch d.kind {
	case lookAll, lookOne:
		err = s.View(storage.Latest(ctx), func(ctx context.Context, r storage.Reader) error {
			err := start(ctx, r)
			if err == nil {
				o.seen, err = d.look(ctx, r)
			}
			return err
		})
	default:
		err = s.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			err := start(ctx, tx)
			if err == nil {
				o.rev, err = d.act(ctx, tx)
			}
			return err
		})
	}
	if o.code = fault.CodeOf(err); err != nil {
		o.rev, o.seen = 0, paper{}
	}
	return o
}

// act reads, decides and records, as the front door does it.
func (d deed) act(ctx context.Context, tx storage.Tx) (rev int, err error) {
	if d.kind == found {
		joining := d.Occasion
		joining.ID = d.second
		c, err := storage.Found(ctx, tx, d.Occasion, joining, d.charter(true))
		return c.Rev, err
	}
	c, err := tx.Community(ctx, d.Community)
	if err != nil {
		return 0, err
	}
	if err := d.allowed(ctx, tx); err != nil {
		return 0, err
	}
	switch d.kind {
	case amend:
		next, a, err := c.Amend(d.Occasion, d.charter(d.open), "for a change")
		return next.Rev, amended(ctx, tx)(next, a, err)
	case move:
		s, err := tx.Lifecycle(ctx, d.Community)
		if err != nil {
			return 0, err
		}
		next, a, err := s.Move(d.Occasion, d.phase, "for a change")
		if err != nil {
			return 0, err
		}
		return next.Rev, storage.RecordMove(ctx, tx, next, a)
	}
	m, err := memberOf(ctx, tx, d.Community, crowd[d.person])
	if err != nil {
		return 0, err
	}
	next, a, err := changes[d.kind](d, m, c.Charter.Form.Admission == cop.Open)
	return next.Rev, recordAct(ctx, tx, tx.PutMember)(next, a, err)
}

// changes are the acts of the domain on a membership.
var changes = map[string]func(d deed, m membership.Member, open bool) (membership.Member, activity.Activity, error){
	join: func(d deed, m membership.Member, open bool) (membership.Member, activity.Activity, error) {
		return membership.Join(d.Occasion, m, open)
	},
	apply: func(d deed, m membership.Member, _ bool) (membership.Member, activity.Activity, error) {
		return membership.Apply(d.Occasion, m, "")
	},
	leave: func(d deed, m membership.Member, _ bool) (membership.Member, activity.Activity, error) {
		return membership.Leave(d.Occasion, m, "")
	},
	invite: func(d deed, m membership.Member, _ bool) (membership.Member, activity.Activity, error) {
		return membership.Invite(d.Occasion, m, crowd[d.person], "")
	},
	admit: func(d deed, m membership.Member, _ bool) (membership.Member, activity.Activity, error) {
		return membership.Admit(d.Occasion, m, crowd[d.person])
	},
	remove: func(d deed, m membership.Member, _ bool) (membership.Member, activity.Activity, error) {
		return membership.Remove(d.Occasion, m, "for a change")
	},
	appoint: func(d deed, m membership.Member, _ bool) (membership.Member, activity.Activity, error) {
		return membership.Appoint(d.Occasion, m, parts[d.role])
	},
	relieve: func(d deed, m membership.Member, _ bool) (membership.Member, activity.Activity, error) {
		return membership.Relieve(d.Occasion, m, parts[d.role])
	},
}

// allowed is Denied if the actor may not; see paper.allows.
func (d deed) allowed(ctx context.Context, tx storage.Tx) error {
	if d.byAnybody() {
		return nil
	}
	actor, err := memberOf(ctx, tx, d.Community, d.Actor)
	if err != nil {
		return err
	}
	if !actor.Member() {
		return fault.Denied
	}
	if d.kind != appoint || parts[d.role] != membership.Convener || actor.Has(membership.Convener) {
		return nil
	}
	for m, err := range tx.Members(ctx, d.Community, "", 0) {
		if err != nil {
			return err
		}
		if m.Has(membership.Convener) {
			return fault.Denied
		}
	}
	return nil
}

// look copies the community, or one person's part of it, to paper.
func (d deed) look(ctx context.Context, r storage.Reader) (p paper, err error) {
	write := func(m membership.Member) {
		s := stance{standing: m.Standing, rev: m.Rev}
		for i, role := range parts {
			s.roles[i] = m.Has(role)
		}
		p.members[slices.Index(crowd[:], m.Person)] = s
	}
	if d.kind == lookOne {
		m, err := memberOf(ctx, r, d.Community, crowd[d.person])
		if m.Rev > 0 {
			write(m)
		}
		return p, err
	}
	c, err := r.Community(ctx, d.Community)
	if err != nil {
		return p, err
	}
	p.charter, p.open = c.Rev, c.Charter.Form.Admission == cop.Open
	runtime.Gosched()
	s, err := r.Lifecycle(ctx, d.Community)
	if err != nil {
		return p, err
	}
	p.phase, p.life = s.Phase, s.Rev
	runtime.Gosched()
	for m, err := range r.Members(ctx, d.Community, "", 0) {
		if err != nil {
			return p, err
		}
		write(m)
	}
	runtime.Gosched()
	if p.head, err = r.Head(ctx, d.Community); err != nil {
		return p, err
	}
	for a, err := range r.Activities(ctx, d.Community, p.head-1, 0) {
		if err != nil {
			return p, err
		}
		p.last = a.ID
	}
	return p, nil
}

// charter is one that lets in whoever wants to come, or not.
func (d deed) charter(open bool) cop.Charter {
	c := charter("Deeds at once")
	if !open {
		c.Form.Admission = cop.ByInvitation
	}
	return c
}

// memberOf returns a person's membership, zero for somebody who never had any.
func memberOf(ctx context.Context, r storage.MemberReader, c activity.CommunityID, p activity.Person) (membership.Member, error) {
	m, err := r.Member(ctx, c, p)
	if fault.CodeOf(err) == fault.NotFound {
		return membership.Member{}, nil
	}
	return m, err
}
