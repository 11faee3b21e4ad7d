// Package postgres keeps communities in a PostgreSQL database, version 13 or
// later.
//
// [Open] connects to a database of Praxis's own. [New] takes a host's own pool,
// and [Join] a transaction that the host has begun, so that its tables and those
// of Praxis change together or not at all. All tables begin with "praxis_", in
// the schema that [Options] name; [Migrate] creates and upgrades them, and is
// safe when several processes do so at once.
//
// # Transactions
//
// A View is a read-only transaction of REPEATABLE READ. An Update is one of READ
// COMMITTED that locks the journal's row of each community that it reads or
// writes, for as long as it lasts: so Updates of one community run one after the
// other, wherever they come from, and those of different communities at once.
// Updates of one process that meet share a transaction and its commit.
//
// There is no session state, so a pooler such as PgBouncer may be in between,
// in its transaction mode. If it does not keep prepared statements, say so to
// pgx, with default_query_exec_mode=exec in the URL.
//
// # Tenants
//
// [SecureRows] lets the server itself keep tenants apart, beside Praxis. Then, with
// [Options].RowSecurity, Updates share a transaction with those of their tenant.
//
// # Durability
//
// An acknowledged write is as safe as the server's synchronous_commit makes it:
// by default it survives the loss of power, and with synchronous standbys that
// of the server.
//
// # Standbys
//
// [Open] finds the primary among several servers if the URL names all of them and
// says target_session_attrs=read-write. When it dies, connections that lead
// nowhere are given up, and others are made to the standby that has taken over.
//
// With [Options.Standby] a View is read from a standby that has replayed all that
// was acknowledged through the store, and all that the View's context asks for:
// by a token of [Store.Position], of this process or another (see [After]). It is
// read from the primary if the standby is not that far, cannot be reached, or has
// been promoted; if the standby fails in the middle of it, its function runs
// again. What other processes have written it may see a moment later, unless it
// asks for the latest state (see [storage.Latest]).
//
// What to look after is in docs/storage.md.
package postgres
