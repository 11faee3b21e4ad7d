package storagetest

import (
	"context"
	"iter"

	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/storage"
)

// Acts of a life around its spaces.

var access = mostly([]cop.Access{cop.Public, cop.Members, cop.Private, cop.Private}, "secret")

// lookAtSpaces draws a page of the spaces.
func (l *life) lookAtSpaces(r *rapid.T) func(context.Context, storage.Reader) (any, error) {
	return look(r, rapid.Just(pick(r, "after", l.spaces, noSpace)), func(ctx context.Context, r storage.Reader, after activity.SpaceID, limit int) iter.Seq2[cop.Space, error] {
		return r.Spaces(ctx, l.community, after, limit)
	})
}

// around reads the space in which another one lies, if it does.
func around(ctx context.Context, tx storage.Reader, c activity.CommunityID, id activity.SpaceID) (cop.Space, error) {
	if id.IsZero() {
		return cop.Space{}, nil
	}
	return tx.Space(ctx, c, id)
}

func (l *life) open(r *rapid.T, o activity.Occasion) act {
	room := cop.Room{Name: "A room", About: words.Draw(r, "about"), Access: access.Draw(r, "access")}
	if rapid.IntRange(0, 2).Draw(r, "within another") == 0 {
		room.Parent = pick(r, "parent", l.spaces, noSpace)
	}
	id, seen, parent := activity.SpaceID(l.id()), l.lookAtSpaces(r), cop.Space{}
	l.spaces = append(l.spaces, id)
	read := func(ctx context.Context, tx storage.Tx) (s cop.Space, err error) {
		parent, err = around(ctx, tx, l.community, room.Parent)
		return s, err
	}
	return on("open", read, storage.Tx.PutSpace, func(cop.Space) (cop.Space, activity.Activity, error) {
		return cop.OpenSpace(o, id, room, parent)
	}, seen)
}

// ofSpace makes an act that changes a space: mostly one that it fits.
func (l *life) ofSpace(r *rapid.T, name string, fits func(cop.Space) bool, change func(s, parent cop.Space) (cop.Space, activity.Activity, error)) act {
	id, parent, anyOne := pick(r, "space", l.spaces, noSpace), cop.Space{}, rapid.IntRange(0, 3).Draw(r, "any") == 3
	read := func(ctx context.Context, tx storage.Tx) (cop.Space, error) {
		s, err := rather(tx.Spaces(ctx, l.community, activity.SpaceID{}, 0), fits, cop.Space{ID: id})
		if anyOne || s.Rev == 0 {
			s, err = tx.Space(ctx, l.community, id)
		}
		if err == nil {
			parent, err = around(ctx, tx, l.community, s.Parent)
		}
		return s, err
	}
	return on(name, read, storage.Tx.PutSpace, func(s cop.Space) (cop.Space, activity.Activity, error) { return change(s, parent) }, l.lookAtSpaces(r))
}

func open(s cop.Space) bool { return !s.Closed }

func private(s cop.Space) bool { return open(s) && s.Access == cop.Private && s.Parent.IsZero() }

func (l *life) rearrange(r *rapid.T, o activity.Occasion) act {
	about, to := words.Draw(r, "about"), access.Draw(r, "access")
	return l.ofSpace(r, "rearrange", open, func(s, parent cop.Space) (cop.Space, activity.Activity, error) {
		return s.Rearrange(o, cop.Room{Name: "A room", About: about, Access: to, Parent: s.Parent}, parent)
	})
}

func (l *life) letIn(r *rapid.T, o activity.Occasion) act {
	p := person.Draw(r, "person")
	return l.ofSpace(r, "let in", private, func(s, parent cop.Space) (cop.Space, activity.Activity, error) { return s.LetIn(o, p, parent) })
}

func (l *life) letOut(r *rapid.T, o activity.Occasion) act {
	p := person.Draw(r, "person")
	return l.ofSpace(r, "let out", func(s cop.Space) bool { return len(s.People) > 1 }, func(s, _ cop.Space) (cop.Space, activity.Activity, error) {
		if len(s.People) > 1 {
			p = s.People[0]
		}
		return s.LetOut(o, p)
	})
}

func (l *life) close(r *rapid.T, o activity.Occasion) act {
	reason := words.Draw(r, "reason")
	return l.ofSpace(r, "close", open, func(s, _ cop.Space) (cop.Space, activity.Activity, error) { return s.Close(o, reason) })
}
