package praxis

import (
	"context"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Together runs several acts on one community in one transaction: all of them
// happen, or none. The function acts and reads through the constellation that
// it is given. If one act fails, nothing is kept, even if the function returns
// nil; so it should return what failed. Like all of a store's functions, it may
// run more than once.
func (c *Constellation) Together(ctx context.Context, fn func(context.Context, *Constellation) error) error {
	var pending []func()
	err := c.store.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		pending = nil
		one := &within{tx: tx}
		inner := *c
		inner.store, inner.pending = one, &pending
		if err := fn(ctx, &inner); err != nil {
			return err
		}
		return one.failed
	})
	if err != nil {
		return fault.In("praxis.Together", err)
	}
	for _, log := range pending {
		c.kept(log)
	}
	return nil
}

// kept runs what is to be done once an act is kept: now, or with those that it
// goes together with.
func (c *Constellation) kept(log func()) {
	if c.pending != nil {
		*c.pending = append(*c.pending, log)
		return
	}
	log()
}

// within is a store inside of one transaction of another.
type within struct {
	tx     storage.Tx
	failed error // the first act's that failed: what it wrote before cannot be told apart
}

// View implements storage.Store.
func (w *within) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	return fn(ctx, w.tx)
}

// Update implements storage.Store.
func (w *within) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	if w.failed != nil {
		return w.failed
	}
	w.failed = fn(ctx, w.tx)
	return w.failed
}

// Tenant implements storage.Store. A transaction belongs to one tenant.
func (w *within) Tenant(storage.Tenant) storage.Store { return w }
