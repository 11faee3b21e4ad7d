// Package postgrestest starts real PostgreSQL servers for tests, from the
// programs that are installed on the machine.
//
// Most tests need a database, and share one server:
//
//	pool, err := pgxpool.New(ctx, postgrestest.Database(t))
//
// A test that crashes a server, or replicates it, starts one of its own:
//
//	primary := postgrestest.Start(t, nil)
//	standby := primary.Standby(t)
//	primary.Synchronous(t, standby)
//	// write to primary.URL("postgres")
//	primary.Kill(t)
//	standby.Promote(t)
//	// everything acknowledged is at standby.URL("postgres")
//
// [Bouncer] puts PgBouncer in front of either.
//
// The servers are as durable as PostgreSQL is by default: fsync,
// full_page_writes and synchronous_commit are on. They serve nobody but the
// user who runs the tests, and whoever knows the password in a URL. A server of
// a test's own goes at the end of the test; whatever is left goes when the
// process that runs the tests ends, be it by SIGKILL. TestMain has nothing to
// do.
//
// Where PostgreSQL 13 or later is not installed, a test that asks for it is
// skipped, and fails if CI is set. PATH decides which version is taken, then
// pg_config; then the newest of those in the usual folders (the file places).
package postgrestest
