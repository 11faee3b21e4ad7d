package sqlite

import (
	"context"
	"errors"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// engine is what sqlstore asks of an SQLite database.
type engine struct {
	dialect
	write, read *sessions // the same ones if the database is a host's
	crowd       *crowd
}

var _ sqlstore.Engine = (*engine)(nil)

// Once implements sqlstore.Engine. A transaction costs little here, a column
// more in each of many rows costs more.
func (e *engine) Once(rows int) bool { return rows == 1 }

// Direct implements sqlstore.Engine.
func (e *engine) Direct(ctx context.Context) (sqlstore.Conn, error) {
	return e.begin(ctx, e.read, bounds{})
}

// Reader implements sqlstore.Engine.
func (e *engine) Reader(ctx context.Context) (sqlstore.Conn, error) {
	return e.begin(ctx, e.read, reading)
}

// Lanes implements sqlstore.Engine.
func (e *engine) Lanes() int { return 1 }

// Writer implements sqlstore.Engine.
func (e *engine) Writer(ctx context.Context, _ bool) (sqlstore.Conn, error) {
	return e.begin(ctx, e.write, writing)
}

// transaction is a session between the bounds of a transaction.
type transaction struct {
	*conn
	session *session
	from    *sessions
	end     string
	done    func() // if it writes
}

func (e *engine) begin(ctx context.Context, from *sessions, b bounds) (sqlstore.Conn, error) {
	s, err := from.take(ctx, "sqlite.Begin")
	if err != nil {
		return nil, err
	}
	if b.begin != "" {
		if err := s.begin(ctx, "sqlite.Begin", b); err != nil {
			from.release(s)
			return nil, err
		}
	}
	t := &transaction{&conn{s.statements, e.crowd}, s, from, b.end, func() {}}
	if b == writing {
		t.conn.among, t.done = nil, e.crowd.write()
	}
	return t, nil
}

// Commit implements sqlstore.Conn.
func (t *transaction) Commit(ctx context.Context, changes []sqlstore.Change) error {
	if err := t.Write(ctx, changes); err != nil {
		return err
	}
	return t.session.end(ctx, "sqlite.Commit", t.end)
}

// Close implements sqlstore.Conn.
func (t *transaction) Close() {
	t.done()
	t.session.rollback()
	t.from.release(t.session)
}

// dialect is what all of SQLite's databases have in common.
type dialect struct{}

// Name implements sqlstore.Engine.
func (dialect) Name() string { return "sqlite" }

// Apart implements sqlstore.Dialect.
func (dialect) Apart() bool { return false }

// Fault implements sqlstore.Engine.
func (dialect) Fault(op string, err error) error { return classify(op, err) }

// Taken implements sqlstore.Engine.
func (dialect) Taken(err error) bool {
	e, ok := errors.AsType[*driver.Error](err)
	return ok && (e.Code() == lib.SQLITE_CONSTRAINT_PRIMARYKEY || e.Code() == lib.SQLITE_CONSTRAINT_UNIQUE)
}

// Held implements sqlstore.Dialect. Nobody is kept out.
func (dialect) Held(error) bool { return false }

// InDoubt implements sqlstore.Engine. A commit in SQLite runs to its end.
func (dialect) InDoubt(error) bool { return false }
