package sqlite

import (
	"database/sql"

	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
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
	return sqlstore.Join(dialect{}, joined{&conn{statementsOn(tx), nil}})
}
