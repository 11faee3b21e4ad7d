package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"sync/atomic"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Join returns a store inside of a transaction that the host has begun on a
// database in which Migrate has been run. What is written through it becomes
// permanent when the host commits, together with all that the host wrote, and
// is gone if it rolls back.
//
// An Update runs in a savepoint, so that a failed one leaves the rest of the
// transaction as it was. (After a full or failing disk SQLite may give up the
// whole of it; the error says so, and all that the host can do then is to roll
// back.) It runs once: what would be tried again elsewhere is a Conflict here,
// and the host begins its own transaction anew. A host that writes is best
// served by _txlock=immediate in its DSN, which rules out such conflicts.
//
// As a transaction serves one caller at a time, so does the store: a second
// View or Update before the first has ended is a Precondition error, and so is
// any after the host's transaction has ended.
func Join(tx *sql.Tx) storage.Store {
	return &joined{host: &host{statements: statementsOn(tx)}}
}

type joined struct {
	host   *host
	tenant storage.Tenant
}

// host is the host's transaction, which the handles of all tenants share.
type host struct {
	*statements // which database/sql closes when it ends
	busy        atomic.Bool
	lost        bool // it cannot be committed any more
}

// Tenant implements storage.Store.
func (j *joined) Tenant(t storage.Tenant) storage.Store { return &joined{j.host, t} }

// View implements storage.Store.
func (j *joined) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	const op = "sqlite.View"
	return j.alone(ctx, op, func(t *tx) error {
		if err := fn(ctx, t); err != nil {
			return err
		}
		return t.ready(ctx, op)
	})
}

// Update implements storage.Store.
func (j *joined) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	const op = "sqlite.Update"
	return j.alone(ctx, op, func(t *tx) (err error) {
		if _, err := t.exec(ctx, op, "SAVEPOINT praxis"); err != nil {
			return err
		}
		kept := false
		defer func() {
			if !kept {
				err = j.host.undo(ctx, op, err)
			}
		}()
		if err := fn(ctx, t); err != nil {
			return err
		}
		if _, err := t.exec(ctx, op, "RELEASE praxis"); err != nil {
			return err
		}
		kept = true
		return nil
	})
}

const gone = "the host's whole transaction is gone; roll it back and begin it anew"

// alone runs fn unless the host's transaction is in use already, or over.
func (j *joined) alone(ctx context.Context, op string, fn func(*tx) error) error {
	if !j.host.busy.CompareAndSwap(false, true) {
		return fault.New(op, fault.Precondition, "the joined transaction is in use; end the View or Update that runs, and use the transaction that its function was given")
	}
	defer j.host.busy.Store(false)
	if j.host.lost {
		return fault.New(op, fault.Precondition, gone)
	}
	if err := ended(ctx, op); err != nil {
		return err
	}
	t := &tx{tenant: j.tenant, db: j.host.statements}
	defer t.end()
	err := fn(t)
	if storage.IsAgain(err) {
		return &fault.Error{Op: op, Code: outrun.code, Problem: outrun.what, Err: err}
	}
	return err
}

// undo takes back what has been written since the savepoint, even if the
// context has ended, because of err.
func (h *host) undo(ctx context.Context, op string, err error) error {
	for _, statement := range []string{"ROLLBACK TO praxis", "RELEASE praxis"} {
		if _, undo := h.exec(ctx, statement); undo != nil && !errors.Is(undo, sql.ErrTxDone) {
			h.lost = true
			return &fault.Error{Op: op, Code: fault.Unavailable, Problem: gone, Err: err}
		}
	}
	return err
}
