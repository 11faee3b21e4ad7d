package sqlite

import (
	"context"
	"database/sql"
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
// transaction as it was. It runs once: what would be tried again elsewhere is a
// Conflict here, and the host begins its own transaction anew. As a
// transaction serves one caller at a time, so does the store: a second View or
// Update before the first has ended is a Precondition error.
func Join(tx *sql.Tx) storage.Store {
	return &joined{host: &host{tx: tx}}
}

type joined struct {
	host   *host
	tenant storage.Tenant
}

type host struct {
	tx   *sql.Tx
	busy atomic.Bool
}

// Tenant implements storage.Store.
func (j *joined) Tenant(t storage.Tenant) storage.Store { return &joined{j.host, t} }

// View implements storage.Store.
func (j *joined) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	return j.alone("sqlite.View", func(t *tx) error { return fn(ctx, t) })
}

// Update implements storage.Store.
func (j *joined) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	const op = "sqlite.Update"
	return j.alone(op, func(t *tx) (err error) {
		savepoint := func(ctx context.Context, verb string) error {
			_, err := t.db.exec(ctx, verb+" praxis")
			return classify(op, err)
		}
		if err := savepoint(ctx, "SAVEPOINT"); err != nil {
			return err
		}
		kept := false
		defer func() {
			if kept {
				return
			}
			// The savepoint has to go even if the context has ended.
			ctx := context.WithoutCancel(ctx)
			if undo := savepoint(ctx, "ROLLBACK TO"); undo == nil {
				undo = savepoint(ctx, "RELEASE")
				_ = undo // the failure that led here says more
			}
		}()
		if err := fn(ctx, t); err != nil {
			return err
		}
		if err := savepoint(ctx, "RELEASE"); err != nil {
			return err
		}
		kept = true
		return nil
	})
}

// alone runs fn unless the host's transaction is in use already.
func (j *joined) alone(op string, fn func(*tx) error) error {
	if !j.host.busy.CompareAndSwap(false, true) {
		return fault.New(op, fault.Precondition, "the joined transaction is in use; end the View or Update that runs, and use the transaction that its function was given")
	}
	defer j.host.busy.Store(false)
	return fn(&tx{tenant: j.tenant, db: plain{j.host.tx}})
}
