package storagetest

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"sync/atomic"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
)

// Stores that break a promise of the contract, to show that the suite notices.

var errLost = errors.New("lost")

// forgetful keeps nothing of every 50th Update, and does not say so.
type forgetful struct {
	storage.Store
	updates atomic.Int64
}

func (s *forgetful) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	lose := s.updates.Add(1)%50 == 0
	err := s.Store.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		if err := fn(ctx, tx); err != nil || !lose {
			return err
		}
		return errLost
	})
	if err == errLost {
		return nil
	}
	return err
}

// uncertain says of every fifth Update that it is Unavailable, whether it was
// kept or, every other time, not.
type uncertain struct {
	storage.Store
	updates, happened, failed atomic.Int64
}

func (s *uncertain) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	n := s.updates.Add(1)
	err := s.Store.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		if err := fn(ctx, tx); err != nil || n%10 != 0 {
			return err
		}
		s.failed.Add(1)
		return fault.Unavailable
	})
	if err == nil && n%10 == 5 {
		s.happened.Add(1)
		return fault.Unavailable
	}
	return err
}

// early acknowledges an Update before it is kept.
type early struct{ storage.Store }

func (s early) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	told := make(chan error, 2)
	go func() {
		told <- s.Store.Update(context.WithoutCancel(ctx), func(ctx context.Context, tx storage.Tx) error {
			err := fn(ctx, tx)
			told <- err
			runtime.Gosched()
			return err
		})
	}()
	return <-told
}

// torn reads in a View each thing from the state at that moment.
type torn struct{ storage.Store }

func (s torn) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	return fn(ctx, tornReader{store: s.Store})
}

type tornReader struct {
	storage.Reader
	store storage.Store
}

func now[T any](ctx context.Context, s storage.Store, read func(context.Context, storage.Reader) (T, error)) (v T, err error) {
	err = s.View(ctx, func(ctx context.Context, r storage.Reader) (err error) {
		v, err = read(ctx, r)
		return err
	})
	return v, err
}

func (r tornReader) Community(ctx context.Context, c activity.CommunityID) (cop.Community, error) {
	return now(ctx, r.store, func(ctx context.Context, r storage.Reader) (cop.Community, error) { return r.Community(ctx, c) })
}

func (r tornReader) Lifecycle(ctx context.Context, c activity.CommunityID) (lifecycle.State, error) {
	return now(ctx, r.store, func(ctx context.Context, r storage.Reader) (lifecycle.State, error) { return r.Lifecycle(ctx, c) })
}

func (r tornReader) Head(ctx context.Context, c activity.CommunityID) (activity.Seq, error) {
	return now(ctx, r.store, func(ctx context.Context, r storage.Reader) (activity.Seq, error) { return r.Head(ctx, c) })
}

func (r tornReader) Member(ctx context.Context, c activity.CommunityID, p activity.Person) (membership.Member, error) {
	return now(ctx, r.store, func(ctx context.Context, r storage.Reader) (membership.Member, error) { return r.Member(ctx, c, p) })
}

func listNow[T any](ctx context.Context, s storage.Store, list func(context.Context, storage.Reader) iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		all, err := now(ctx, s, func(ctx context.Context, r storage.Reader) ([]T, error) { return activity.Collect(list(ctx, r)) })
		for _, v := range all {
			if !yield(v, nil) {
				return
			}
		}
		if err != nil {
			yield(*new(T), err)
		}
	}
}

func (r tornReader) Members(ctx context.Context, c activity.CommunityID, after activity.Person, limit int) iter.Seq2[membership.Member, error] {
	return listNow(ctx, r.store, func(ctx context.Context, r storage.Reader) iter.Seq2[membership.Member, error] {
		return r.Members(ctx, c, after, limit)
	})
}

func (r tornReader) Activities(ctx context.Context, c activity.CommunityID, after activity.Seq, limit int) activity.Stream {
	return listNow(ctx, r.store, func(ctx context.Context, r storage.Reader) activity.Stream { return r.Activities(ctx, c, after, limit) })
}

// rival lets an Update read people and the charter as they were before it had
// its turn. If it writes what somebody else has changed meanwhile, the caller
// gets the Conflict.
type rival struct{ storage.Store }

func (s rival) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	return s.Store.View(ctx, func(_ context.Context, before storage.Reader) error {
		return s.Store.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return fn(ctx, pastTx{tx, before}) })
	})
}

// skewed is a rival that runs the function again after a Conflict.
type skewed struct{ storage.Store }

func (s skewed) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	for {
		if err := rival(s).Update(ctx, fn); !errors.Is(err, fault.Conflict) {
			return err
		}
	}
}

// pastTx reads some things from before.
type pastTx struct {
	storage.Tx
	before storage.Reader
}

func (t pastTx) Community(ctx context.Context, c activity.CommunityID) (cop.Community, error) {
	return t.before.Community(ctx, c)
}

func (t pastTx) Member(ctx context.Context, c activity.CommunityID, p activity.Person) (membership.Member, error) {
	return t.before.Member(ctx, c, p)
}

// overwriting writes a membership over whatever is there, as if its author had
// read it: what was changed meanwhile is lost.
type overwriting struct{ storage.Store }

func (s overwriting) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	return s.Store.View(ctx, func(_ context.Context, before storage.Reader) error {
		return s.Store.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			return fn(ctx, overwritingTx{pastTx{tx, before}})
		})
	})
}

type overwritingTx struct{ pastTx }

func (t overwritingTx) Community(ctx context.Context, c activity.CommunityID) (cop.Community, error) {
	return t.Tx.Community(ctx, c)
}

func (t overwritingTx) PutMember(ctx context.Context, m membership.Member) error {
	there, err := memberOf(ctx, t.Tx, m.Community, m.Person)
	if err != nil {
		return err
	}
	m.Rev = there.Rev + 1
	return t.Tx.PutMember(ctx, m)
}
