package praxis

import (
	"context"
	"iter"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// Join makes the person a member: of an open community at once, of another one
// if they are invited.
// Errors: Exists for a member; Precondition for a community that is not open
// to them, which says what else to do; Denied for somebody who was removed.
func (p Participant) Join(ctx context.Context) error {
	return p.act(ctx, "praxis.Join", activity.Join, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		admission := s.community.Charter.Form.Admission
		next, a, err := membership.Join(s.Occasion, s.request.Member, admission == "" || admission == cop.Open)
		return record(ctx, s, s.tx.PutMember, next, a, err)
	})
}

// Apply asks for the person to be let in, with a note for those who decide, or
// none.
// Errors: Exists for a member or an applicant; Precondition for somebody who
// is invited and can join; Denied for somebody who was removed.
func (p Participant) Apply(ctx context.Context, note string) error {
	return p.act(ctx, "praxis.Apply", activity.Apply, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		next, a, err := membership.Apply(s.Occasion, s.request.Member, note)
		return record(ctx, s, s.tx.PutMember, next, a, err)
	})
}

// Leave ends the person's membership, application or invitation; a reason is
// welcome, but nobody has to give one.
// Errors: Precondition for somebody who is none of these.
func (p Participant) Leave(ctx context.Context, reason string) error {
	return p.act(ctx, "praxis.Leave", activity.Leave, func(ctx context.Context, s *scene) error {
		if err := s.may(ctx); err != nil {
			return err
		}
		next, a, err := membership.Leave(s.Occasion, s.request.Member, reason)
		return record(ctx, s, s.tx.PutMember, next, a, err)
	})
}

// Invite invites somebody to join, with a note for them, or none.
// Errors: Exists for a member or somebody who is invited; Precondition for an
// applicant and for somebody who was removed, who can be admitted.
func (p Participant) Invite(ctx context.Context, person activity.Person, note string) error {
	return p.actOn(ctx, "praxis.Invite", activity.Invite, person, "", func(s *scene, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Invite(s.Occasion, m, person, note)
	})
}

// Admit makes somebody a member, whether or not they have applied, and even if
// they were removed.
// Errors: Exists for a member.
func (p Participant) Admit(ctx context.Context, person activity.Person) error {
	return p.actOn(ctx, "praxis.Admit", activity.Admit, person, "", func(s *scene, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Admit(s.Occasion, m, person)
	})
}

// Remove ends somebody's membership, application or invitation, for a reason.
// Errors: Invalid without a reason; Precondition for somebody who is none of
// these.
func (p Participant) Remove(ctx context.Context, person activity.Person, reason string) error {
	return p.actOn(ctx, "praxis.Remove", activity.Remove, person, "", func(s *scene, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Remove(s.Occasion, m, reason)
	})
}

// Appoint gives a member a role. While nobody convenes a community, any member
// may take that role, or give it to another.
// Errors: Invalid for a word that is no role; Precondition for somebody who is
// not a member; Exists if they have the role.
func (p Participant) Appoint(ctx context.Context, person activity.Person, role membership.Role) error {
	return p.actOn(ctx, "praxis.Appoint", activity.Appoint, person, role, func(s *scene, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Appoint(s.Occasion, m, role)
	})
}

// AppointUntil gives a member a role for a term: it ends by itself at that time,
// which a zero time never does. A term can be prolonged by appointing again.
// Errors: those of Appoint; Invalid for a term that has ended already; Exists if
// they have the role for as long.
func (p Participant) AppointUntil(ctx context.Context, person activity.Person, role membership.Role, until time.Time) error {
	return p.actOn(ctx, "praxis.AppointUntil", activity.Appoint, person, role, func(s *scene, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.AppointWith(s.Occasion, m, membership.Appointed{Role: role, Until: until})
	})
}

// Relieve takes a role from a member, or from oneself.
// Errors: Precondition if the person does not have it.
func (p Participant) Relieve(ctx context.Context, person activity.Person, role membership.Role) error {
	return p.actOn(ctx, "praxis.Relieve", activity.Relieve, person, role, func(s *scene, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Relieve(s.Occasion, m, role)
	})
}

// actOn runs an act that changes another person's membership.
func (p Participant) actOn(ctx context.Context, op string, verb activity.Verb, person activity.Person, role membership.Role,
	change func(*scene, membership.Member) (membership.Member, activity.Activity, error)) error {
	return p.act(ctx, op, verb, func(ctx context.Context, s *scene) (err error) {
		s.request.Role = role
		if s.request.Vacant, err = vacant(ctx, s); err != nil {
			return err
		}
		if err := s.mayAs(ctx, person); err != nil {
			return err
		}
		m, err := memberOf(ctx, s.tx, p.community, person)
		if err != nil {
			return err
		}
		next, a, err := change(s, m)
		return record(ctx, s, s.tx.PutMember, next, a, err)
	})
}

// vacant reports whether nobody convenes the community. It looks only where
// that matters: when a member who does not convene appoints somebody to do so.
func vacant(ctx context.Context, s *scene) (bool, error) {
	q := s.request
	if q.Action != Action(activity.Appoint) || q.Role != membership.Convener || !q.Member.Member() || q.Member.Has(membership.Convener) {
		return false, nil
	}
	for m, err := range s.tx.Members(ctx, s.Community, "", 0) {
		if err != nil || m.On(s.At).Has(membership.Convener) {
			return false, err
		}
	}
	return true, nil
}

// Membership returns how the person stands to the community; the zero Member
// for an outsider. Everybody may see their own.
func (p Participant) Membership(ctx context.Context) (m membership.Member, err error) {
	err = p.person.in.store.View(p.expect(ctx, storage.Expectation{}), func(ctx context.Context, r storage.Reader) error {
		request, err := p.request(ctx, r, Read)
		m = request.Member
		return err
	})
	return m, fault.In("praxis.Membership", err)
}

// Members lists how people stand to the community now, by their ids: behind the
// one given, at most limit of them (0 or less: all). Roles whose term has ended
// are left out.
func (p Participant) Members(ctx context.Context, after activity.Person, limit int) ([]membership.Member, error) {
	all, err := readList(ctx, p, "praxis.Members", limit, func(ctx context.Context, r storage.Reader, limit int) iter.Seq2[membership.Member, error] {
		return r.Members(ctx, p.community, after, limit)
	}, nil)
	return p.person.in.asOfNow(all), err
}

// asOfNow leaves out roles whose term has ended.
func (c *Constellation) asOfNow(all []membership.Member) []membership.Member {
	now := c.clock()
	for i, m := range all {
		all[i] = m.On(now)
	}
	return all
}
