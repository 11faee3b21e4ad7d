package storage

import (
	"context"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
)

// Record writes what an act of the domain returned: the state it led to, by the
// Put that takes it, and the activity that records it. Every act goes this way.
func Record[T any](ctx context.Context, tx Tx, put func(context.Context, T) error, next T, a activity.Activity) error {
	if err := put(ctx, next); err != nil {
		return err
	}
	return Append(ctx, tx, a)
}

// Append writes an activity that leads to no other state. Exists if it is in the
// record already.
func Append(ctx context.Context, tx JournalWriter, a activity.Activity) error {
	added, err := tx.Append(ctx, a.Community, []activity.Activity{a})
	if err == nil && added == 0 {
		err = fault.New("storage.Append", fault.Exists, "activity "+a.ID.String()+" is in the record already")
	}
	return err
}

// RecordMove is Record for a move between phases, and keeps the passage.
func RecordMove(ctx context.Context, tx Tx, s lifecycle.State, a activity.Activity) error {
	put := func(ctx context.Context, s lifecycle.State) error {
		if err := tx.PutLifecycle(ctx, s); err != nil {
			return err
		}
		if p, ok := lifecycle.PassageOf(a); ok {
			return tx.AddPassage(ctx, p)
		}
		return nil
	}
	return Record(ctx, tx, put, s, a)
}

// RecordCommunity is Record for a change of the community itself, and keeps the
// revision of the charter that it made, if it made one. The end of the community
// ends its life, too.
func RecordCommunity(ctx context.Context, tx Tx, c cop.Community, a activity.Activity) error {
	put := func(ctx context.Context, c cop.Community) error {
		if err := tx.PutCommunity(ctx, c); err != nil {
			return err
		}
		if r, ok := cop.RevisionOf(c, a); ok {
			return tx.AddRevision(ctx, r)
		}
		if _, ok := a.Detail.(cop.WasEnded); !ok {
			return nil
		}
		life, err := tx.Lifecycle(ctx, a.Community)
		if err != nil {
			return err
		}
		if life, err = life.Fold(a); err != nil {
			return err
		}
		return tx.PutLifecycle(ctx, life)
	}
	return Record(ctx, tx, put, c, a)
}

// Found writes all that a founding brings about: the community, the beginning
// of its life, and its first member. The two occasions are of the same founder
// and time; they differ in the ids of the activities.
func Found(ctx context.Context, tx Tx, founding, joining activity.Occasion, charter cop.Charter) (cop.Community, error) {
	c, a, err := cop.Found(founding, charter)
	if err != nil {
		return cop.Community{}, err
	}
	if err := RecordCommunity(ctx, tx, c, a); err != nil {
		return cop.Community{}, err
	}
	life, err := lifecycle.State{}.Fold(a)
	if err != nil {
		return cop.Community{}, err
	}
	if err := tx.PutLifecycle(ctx, life); err != nil {
		return cop.Community{}, err
	}
	first, a, err := membership.Start(joining)
	if err != nil {
		return cop.Community{}, err
	}
	return c, Record(ctx, tx, tx.PutMember, first, a)
}

// Check reports, as an Invalid error, whether the tenant is an id that stores
// can keep: at most 255 bytes of UTF-8 without control characters. Adapters ask
// when a community is founded.
func (t Tenant) Check() error {
	if t == "" || fault.IsPerson(string(t)) {
		return nil
	}
	return fault.New("storage.Tenant", fault.Invalid, "a tenant's id has at most 255 bytes without control characters")
}

// Follows reports whether a value whose Rev is rev may be written: it must
// follow the one stored by one change. Exists if a new value meets one that is
// there, Conflict if somebody else has changed it, Invalid if rev counts
// nothing.
func Follows(op string, rev int, exists bool, stored int) error {
	switch {
	case rev < 1:
		return fault.New(op, fault.Invalid, "a value that is written has a Rev of 1 or more")
	case rev == 1 && exists:
		return fault.New(op, fault.Exists, "it is there already")
	case rev > 1 && stored != rev-1:
		return fault.New(op, fault.Conflict, "somebody else has changed it meanwhile; read it again and decide anew")
	}
	return nil
}
