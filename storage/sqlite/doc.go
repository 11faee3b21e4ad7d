// Package sqlite keeps communities in an SQLite database, in pure Go.
//
// [Open] opens a file of Praxis's own. [New] takes a host's own *sql.DB, and
// [Join] a transaction that the host has begun, so that its tables and those
// of Praxis change together or not at all. All tables begin with "praxis_";
// [Migrate] creates and upgrades them, and is safe when several processes do
// so at once.
//
// # Durability
//
// A file opened by Open is in WAL mode: one writer, and readers beside it that
// never wait for it. By default an acknowledged write survives the loss of
// power (synchronous=FULL). [Options.Relaxed] trades that for speed: a write
// survives the death of the process, but the last ones before a loss of power
// may be gone, and what is there is whole (synchronous=NORMAL). The choice for
// a host's own database is the host's.
//
// # A host's own database
//
// It has to be of the driver modernc.org/sqlite. Foreign keys, WAL mode and a
// busy_timeout are the host's to set; as for any SQLite database, this is wise:
//
//	file:host.db?_txlock=immediate&_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)
//
// # Waiting
//
// A statement runs to its end even if its context ends meanwhile, so that an
// Update is kept if and only if it says so. The context is looked at before
// each statement, between the rows of a list, and wherever one transaction
// waits for another; only a busy_timeout of the host's heeds no context.
package sqlite
