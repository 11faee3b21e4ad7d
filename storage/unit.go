package storage

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/praxis-cop/praxis/fault"
)

// What adapters share about units of work.

type inside struct{ place any }

// Enter returns the context for the function of a transaction, or a
// Precondition error if ctx belongs to one at the same place already. The
// place is a comparable value that an adapter's handles have in common.
func Enter(ctx context.Context, op string, place any) (context.Context, error) {
	if ctx.Value(inside{place}) != nil {
		return nil, fault.New(op, fault.Precondition, "this is inside of a transaction of the same store; use the transaction that the function was given")
	}
	return context.WithValue(ctx, inside{place}, true), nil
}

// Turn lets one Update at a time run, and bounds how long another one waits.
// Without the bound, a transaction begun inside of another would wait forever.
type Turn struct {
	token    chan struct{}
	patience time.Duration
}

// NewTurn returns a turn that is free. A patience of 0 or less means 5 s.
func NewTurn(patience time.Duration) *Turn {
	if patience <= 0 {
		patience = DefaultPatience
	}
	return &Turn{make(chan struct{}, 1), patience}
}

// DefaultPatience is how long adapters wait for a busy store unless told
// otherwise.
const DefaultPatience = 5 * time.Second

// Take waits for the turn and returns the function that gives it back.
// Unavailable when the context or the patience ends first.
func (t *Turn) Take(ctx context.Context, op string) (release func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, fault.In(op, context.Cause(ctx))
	}
	wait := time.NewTimer(t.patience)
	defer wait.Stop()
	select {
	case t.token <- struct{}{}:
		return func() { <-t.token }, nil
	case <-ctx.Done():
		return nil, fault.In(op, context.Cause(ctx))
	case <-wait.C:
		return nil, fault.New(op, fault.Unavailable, "another transaction held the store for "+t.patience.String()+
			"; try again later, and never begin a transaction inside of another")
	}
}

// Attempts is how often an Update runs its function at most.
const Attempts = 10

type again struct{ error }

func (a again) Unwrap() error { return a.error }

// Again marks an error after which the same transaction, run from its start,
// may succeed, such as an engine's serialization failure. A function that
// returns such an error is run again.
func Again(err error) error { return again{err} }

// Attempt runs a transaction until its error is not marked by Again, at most
// Attempts times with short random pauses, which keep rivals from meeting again.
// After the last it is Unavailable.
func Attempt(ctx context.Context, op string, once func() error) error {
	var err error
	for n := range Attempts {
		if n > 0 {
			select {
			case <-ctx.Done():
				return fault.In(op, context.Cause(ctx))
			case <-time.After(rand.N(time.Millisecond << (n - 1))):
			}
		}
		if err = once(); !IsAgain(err) {
			return err
		}
	}
	rival, _ := errors.AsType[again](err) // without the mark: nobody should go on from here
	return fault.Wrap(op, fault.Unavailable, fmt.Errorf("%d attempts met other changes; try again later: %w", Attempts, rival.error))
}

// IsAgain reports whether an error is marked by Again.
func IsAgain(err error) bool {
	_, ok := errors.AsType[again](err)
	return ok
}
