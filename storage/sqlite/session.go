package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// statements runs statements on a connection, or in a host's transaction. It
// prepares each once.
//
// A statement runs to its end even if its context ends meanwhile. Otherwise
// SQLite would answer an interrupted write by rolling back the whole
// transaction, so that what comes next is kept at once and for itself; and a
// COMMIT would be done and yet be reported as interrupted. As each statement is
// short, it is enough to look at the context before each.
type statements struct {
	on       preparer
	prepared map[string]*sql.Stmt
	reading  map[*sqlstore.Query]*sql.Stmt
	writing  map[written]*sql.Stmt
}

// written is a kind of write statement.
type written struct {
	shape *sqlstore.Shape
	op    sqlstore.Op
	rows  int
}

// preparer is a *sql.Conn or a *sql.Tx.
type preparer interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

func statementsOn(on preparer) *statements {
	return &statements{on, make(map[string]*sql.Stmt), make(map[*sqlstore.Query]*sql.Stmt), make(map[written]*sql.Stmt)}
}

// read runs a query.
func (s *statements) read(ctx context.Context, q *sqlstore.Query, args []any) (*sql.Rows, error) {
	prepared, ok := s.reading[q]
	if !ok {
		var err error
		if prepared, err = s.prepare(ctx, q.SQL); err != nil {
			return nil, err
		}
		s.reading[q] = prepared
	}
	return prepared.QueryContext(context.WithoutCancel(ctx), args...)
}

// write makes a change to so many rows.
func (s *statements) write(ctx context.Context, c sqlstore.Change, rows int, args []any) (sql.Result, error) {
	kind := written{c.Shape, c.Op, rows}
	prepared, ok := s.writing[kind]
	if !ok {
		var err error
		if prepared, err = s.prepare(ctx, sqlOf(c.Shape, c.Op, rows)); err != nil {
			return nil, err
		}
		s.writing[kind] = prepared
	}
	return prepared.ExecContext(context.WithoutCancel(ctx), args...)
}

func (s *statements) exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	prepared, err := s.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return prepared.ExecContext(context.WithoutCancel(ctx), args...)
}

func (s *statements) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	prepared, err := s.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return prepared.QueryContext(context.WithoutCancel(ctx), args...)
}

func (s *statements) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if prepared, ok := s.prepared[query]; ok {
		return prepared, nil
	}
	sqlite := strings.ReplaceAll(query, "$", "?") // its way to number parameters
	prepared, err := s.on.PrepareContext(context.WithoutCancel(ctx), sqlite)
	if err == nil {
		s.prepared[query] = prepared
	}
	return prepared, err
}

// session is a connection that one transaction at a time uses.
type session struct {
	*statements
	conn     *sql.Conn
	patience time.Duration
	open     bool // a transaction has begun and not ended
	broken   bool // in a state that no transaction should inherit
}

// bounds are the statements between which a transaction runs.
type bounds struct{ begin, end string }

var (
	// reading takes back what cannot have been written.
	reading = bounds{"BEGIN", "ROLLBACK"}
	// writing takes the place of the one writer before anything is read, so that
	// what is read cannot be outdated when it is written.
	writing = bounds{"BEGIN IMMEDIATE", "COMMIT"}
)

func (s *session) begin(ctx context.Context, op string, b bounds) error {
	if err := s.insist(ctx, op, b.begin); err != nil {
		return err
	}
	s.open = true
	return nil
}

func (s *session) end(ctx context.Context, op, end string) error {
	if err := s.insist(ctx, op, end); err != nil {
		return err
	}
	s.open = false
	return nil
}

// insist runs a statement until nobody else's lock stands in its way, but no
// longer than the store's patience or the context. SQLite's own waiting
// (busy_timeout) heeds no context, and a host's database may have none.
func (s *session) insist(ctx context.Context, op, query string) error {
	for deadline, pause := time.Now().Add(s.patience), time.Millisecond; ; pause = min(2*pause, longestPause) {
		if err := ended(ctx, op); err != nil {
			return err
		}
		_, err := s.exec(ctx, query)
		if !busy(err) || time.Now().After(deadline) {
			return classify(op, err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}

// longestPause is how long to wait at most before a lock is asked for again.
const longestPause = 20 * time.Millisecond

// rollback ends a transaction that has not been committed, whatever became of
// its context.
func (s *session) rollback() {
	if !s.open {
		return
	}
	s.open = false
	_, err := s.conn.ExecContext(context.Background(), "ROLLBACK")
	// SQLite itself has rolled back after some failures, such as a full disk;
	// either way the connection is not worth the doubt.
	s.broken = err != nil
}

// giveUp gives the connection back to the database.
func (s *session) giveUp() error {
	// database/sql does not close statements that were prepared on a Conn, and
	// SQLite does not truly close a connection that still has some.
	for _, prepared := range s.prepared {
		_ = prepared.Close() // the connection is given up in any case
	}
	if s.broken {
		// Nothing but ErrBadConn makes database/sql close a connection.
		_ = s.conn.Raw(func(any) error { return driver.ErrBadConn })
		return nil
	}
	return s.conn.Close()
}
