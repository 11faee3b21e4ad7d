package sqlstore

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Joined is a store inside of a transaction that a host has begun.
type Joined struct {
	host   *host
	tenant storage.Tenant
}

// host is the host's transaction, which the handles of all tenants share.
type host struct {
	dialect Dialect
	conn    Conn
	busy    atomic.Bool
	lost    bool // it cannot be committed any more
}

// Join returns a store inside of a host's transaction. Commit of the connection
// ends what Mark has begun.
func Join(dialect Dialect, conn Conn) *Joined {
	return &Joined{host: &host{dialect: dialect, conn: conn}}
}

// Tenant implements storage.Store.
func (j *Joined) Tenant(t storage.Tenant) storage.Store { return &Joined{j.host, t} }

// View implements storage.Store.
func (j *Joined) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	return j.alone(ctx, "View", func(t *Tx) error {
		if err := fn(ctx, t); err != nil {
			return err
		}
		return t.ready(ctx, "View")
	})
}

// Update implements storage.Store.
func (j *Joined) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	const method = "Update"
	return j.alone(ctx, method, func(t *Tx) (err error) {
		if err := t.fail(method, t.conn.Mark(ctx)); err != nil {
			return err
		}
		kept := false
		defer func() {
			if !kept {
				err = j.host.undo(ctx, err)
			}
		}()
		t.writes, t.alone, t.careful = true, true, true
		if err := fn(ctx, t); err != nil {
			return err
		}
		if err := t.ready(ctx, method); err != nil {
			return err
		}
		if err := t.fail(method, rival(t.dialect, t.op(method), t.conn.Commit(ctx, t.own.changes()))); err != nil {
			return err
		}
		kept = true
		return nil
	})
}

const gone = "the host's whole transaction is gone; roll it back and begin it anew"

// alone runs fn unless the host's transaction is in use already, or over.
func (j *Joined) alone(ctx context.Context, method string, fn func(*Tx) error) error {
	h := j.host
	op := h.dialect.Name() + "." + method
	if !h.busy.CompareAndSwap(false, true) {
		return fault.New(op, fault.Precondition, "the joined transaction is in use; end the View or Update that runs, and use the transaction that its function was given")
	}
	defer h.busy.Store(false)
	if h.lost {
		return fault.New(op, fault.Precondition, gone)
	}
	if err := ctx.Err(); err != nil {
		return fault.In(op, context.Cause(ctx))
	}
	h.conn.For(j.tenant)
	t := &Tx{dialect: h.dialect, conn: h.conn, tenant: j.tenant, visit: visitOf(storage.ExpectedIn(ctx)), own: newLayer()}
	defer t.end()
	err := fn(t)
	if storage.IsAgain(err) {
		return &fault.Error{Op: op, Code: fault.Conflict, Err: err,
			Problem: "others have written since the host's transaction began; roll it back and begin it anew"}
	}
	return err
}

// undo takes back what an Update has written, even if its context has ended,
// because of err.
func (h *host) undo(ctx context.Context, err error) error {
	undo := h.conn.Undo(context.WithoutCancel(ctx))
	if undo == nil || errors.Is(h.dialect.Fault("", undo), fault.Precondition) { // the host has ended it
		return err
	}
	h.lost = true
	return &fault.Error{Op: h.dialect.Name() + ".Update", Code: fault.Unavailable, Problem: gone, Err: err}
}
