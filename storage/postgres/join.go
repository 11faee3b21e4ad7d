package postgres

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5"

	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// Join returns a store inside of a transaction that the host has begun with pgx
// in a database in which Migrate has been run. What is written through it
// becomes permanent when the host commits, together with all that the host
// wrote, and is gone if it rolls back. Of the options it heeds the Schema and
// RowSecurity; the tenant that it names stays so in the host's transaction.
//
// An Update runs in a savepoint, so that a failed one leaves the rest of the
// transaction as it was, and runs once: what would be tried again elsewhere is a
// Conflict here, and the host begins its own transaction anew. It locks the
// communities that it reads or writes until the host's transaction ends, so one
// that works in several should do so always in the same order, such as that of
// their ids. How long it waits for others is the host's lock_timeout.
//
// As a transaction serves one caller at a time, so does the store: a second
// View or Update before the first has ended is a Precondition error, and so is
// any after the host's transaction has ended. In READ COMMITTED, which is
// PostgreSQL's default, each statement of a View sees what has been committed
// by then; a host that reads more than one thing is best served by REPEATABLE
// READ.
func Join(tx pgx.Tx, o *Options) storage.Store {
	return join(byPgx{on: tx, prepares: overPgx(tx.Conn()).prepares}, o)
}

// JoinSQL is Join for a transaction that the host has begun with database/sql.
func JoinSQL(tx *sql.Tx, o *Options) storage.Store { return join(bySQL{tx}, o) }

func join(on sender, o *Options) storage.Store {
	opts := o.orDefault()
	return sqlstore.Join(dialect{opts.RowSecurity}, &joined{conn{on: on, texts: textsOf(opts.Schema), secured: opts.RowSecurity}})
}

// joined is a connection inside of a host's transaction.
type joined struct{ conn }

// Commit implements sqlstore.Conn.
func (j *joined) Commit(ctx context.Context, changes []sqlstore.Change) error {
	_, err := j.send(ctx, append(j.writes(changes), statement{sql: "RELEASE SAVEPOINT praxis"}))
	return err
}

// Close implements sqlstore.Conn. The host ends its transaction.
func (*joined) Close() {}
