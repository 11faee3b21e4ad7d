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

// sight is what a person may see of a community: its common space, and those of
// its spaces that they may enter, looked up as they are asked for. Whatever is
// read for somebody goes through it, so that nothing of what they may not enter
// reaches them, not even as a count.
type sight struct {
	in      *Constellation
	r       storage.Reader
	request Request // of the one who looks
	common  error   // why they may not see the common space
	rooms   map[activity.SpaceID]room
}

// room is a space as somebody finds it.
type room struct {
	space, parent cop.Space
	enters        bool
}

func (c *Constellation) sight(r storage.Reader, q Request) *sight {
	return &sight{in: c, r: r, request: q, rooms: make(map[activity.SpaceID]room)}
}

// look is the sight of one who takes an action that reads. Outsiders, who may
// not see the common space, may look around in public ones, if there are any.
func (p Participant) look(ctx context.Context, r storage.Reader, action Action) (*sight, error) {
	s, err := p.glimpse(ctx, r, action)
	if s != nil && err != nil {
		s.in.denied(ctx, s.request, err)
		return nil, err
	}
	return s, err
}

// glimpse is look for one who was not asked to: the log is not told. Who may see
// nothing gets the sight of nothing, and why.
func (p Participant) glimpse(ctx context.Context, r storage.Reader, action Action) (*sight, error) {
	request, err := p.request(ctx, r, action)
	if err != nil {
		return nil, err
	}
	s := p.person.in.sight(r, request)
	if s.common = s.in.authority.Allow(ctx, request); s.common == nil {
		return s, nil
	}
	if action == Read && fault.CodeOf(s.common) == fault.Denied {
		for space, err := range r.Spaces(ctx, p.community, activity.SpaceID{}, 0) {
			if err != nil {
				return nil, err
			}
			switch sees, err := s.sees(ctx, space.ID); {
			case err != nil:
				return nil, err
			case sees:
				return s, nil
			}
		}
	}
	return s, s.common
}

// sees reports whether the person may see what is in a space. A record from
// elsewhere can name spaces that nobody has opened here; those are common.
func (s *sight) sees(ctx context.Context, id activity.SpaceID) (bool, error) {
	if id.IsZero() {
		return s.common == nil, nil
	}
	at, err := s.room(ctx, id)
	if fault.CodeOf(err) == fault.NotFound {
		return s.common == nil, nil
	}
	return at.enters, err
}

// room looks a space up.
func (s *sight) room(ctx context.Context, id activity.SpaceID) (at room, err error) {
	if at, ok := s.rooms[id]; ok {
		return at, nil
	}
	if at.space, err = s.r.Space(ctx, s.request.Community, id); err != nil {
		return at, err
	}
	if !at.space.Parent.IsZero() {
		if at.parent, err = s.r.Space(ctx, s.request.Community, at.space.Parent); err != nil {
			return at, err
		}
	}
	if at.enters, err = s.admits(ctx, s.request, at); err != nil {
		return at, err
	}
	s.rooms[id] = at
	return at, nil
}

// admits asks whether one whose request this is may enter a space.
func (s *sight) admits(ctx context.Context, q Request, at room) (bool, error) {
	q.Action, q.Space, q.Owner = Enter, at.space, at.space.OpenedBy
	q.Admitted = cop.Enters(at.space, at.parent, q.Person, q.Member.Member())
	err := s.in.authority.Allow(ctx, q)
	if err != nil && fault.CodeOf(err) != fault.Denied {
		return false, err
	}
	return err == nil, nil
}

// lets reports whether another member, too, sees what is in a space that the
// person sees.
func (s *sight) lets(ctx context.Context, m membership.Member, id activity.SpaceID) (bool, error) {
	at, err := s.room(ctx, id)
	if fault.CodeOf(err) == fault.NotFound {
		return true, nil // nobody has opened it here, so what is there is common
	}
	if err != nil {
		return false, err
	}
	return s.admits(ctx, Request{Person: m.Person, Community: s.request.Community, Member: m}, at)
}

// enter returns a space for somebody who does something in it. NotFound for
// one that they may not enter, as for one that is not there; Precondition for
// one that is closed.
func (s *sight) enter(ctx context.Context, id activity.SpaceID) (cop.Space, error) {
	if id.IsZero() {
		return cop.Space{}, nil
	}
	at, err := s.room(ctx, id)
	switch {
	case err == nil && !at.enters, fault.CodeOf(err) == fault.NotFound:
		return cop.Space{}, notThere()
	case err != nil:
		return cop.Space{}, err
	case at.space.Closed || at.parent.Closed:
		return cop.Space{}, fault.New("praxis.Within", fault.Precondition, "the space is closed: what is in it can be read, but nothing more happens there")
	}
	return at.space, nil
}

// notThere is what is said of what is not there, and of what somebody may not
// see: there is no telling the two apart.
func notThere() error {
	return &fault.Error{Code: fault.NotFound, Problem: "there is nothing of that id that you could see"}
}

// hides makes of an error, or of a thing that is in a space, what the person is
// told of it.
func (s *sight) hides(ctx context.Context, space activity.SpaceID, err error) error {
	if err == nil {
		var sees bool
		if sees, err = s.sees(ctx, space); err == nil && !sees {
			return notThere()
		}
	}
	if fault.CodeOf(err) == fault.NotFound {
		return notThere()
	}
	return err
}

// all returns, of a list, what the person may see: at most limit of it (0 or
// less: all).
func all[T any](ctx context.Context, s *sight, list iter.Seq2[T, error], limit int, space func(T) activity.SpaceID) (seen []T, err error) {
	for v, err := range visible(ctx, s, list, space) {
		if err != nil {
			return nil, err
		}
		if seen = append(seen, v); len(seen) == limit {
			break
		}
	}
	return seen, nil
}

// visible is the part of a list that the person may see.
func visible[T any](ctx context.Context, s *sight, list iter.Seq2[T, error], space func(T) activity.SpaceID) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for v, err := range list {
			sees := true
			if err == nil {
				sees, err = s.sees(ctx, space(v))
			}
			if (sees || err != nil) && !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// record is the part of the community's record that the person may see, behind
// an entry. What it shows has no sequence, which would tell how much there is
// between.
func (s *sight) record(ctx context.Context, after activity.Seq, limit int) activity.Stream {
	return func(yield func(activity.Activity, error) bool) {
		for a, err := range visible(ctx, s, s.r.Activities(ctx, s.request.Community, after, limit), activity.Activity.In) {
			a.Seq = 0
			if !yield(a, err) {
				return
			}
		}
	}
}

// member reads how a person stands to a community now; zero for somebody who
// never had to do with it.
func (c *Constellation) member(ctx context.Context, r storage.MemberReader, community activity.CommunityID, p activity.Person) (membership.Member, error) {
	m, err := memberOf(ctx, r, community, p)
	return m.On(c.clock()), err
}
