package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"time"

	"github.com/praxis-cop/praxis/fault"
)

// querier runs statements in a transaction.
type querier interface {
	exec(ctx context.Context, query string, args ...any) (sql.Result, error)
	query(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// plain runs them as they are, in a host's transaction.
type plain struct{ tx *sql.Tx }

func (p plain) exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return p.tx.ExecContext(ctx, query, args...)
}

func (p plain) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return p.tx.QueryContext(ctx, query, args...)
}

// session is a connection that one transaction at a time uses. It prepares
// each statement once if it is kept from one transaction to the next.
type session struct {
	conn       *sql.Conn
	statements map[string]*sql.Stmt // nil if the session is not kept
	open       bool                 // a transaction has begun and not ended
	broken     bool                 // in a state that no transaction should inherit
}

func (s *session) exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if s.statements == nil {
		return s.conn.ExecContext(ctx, query, args...)
	}
	prepared, err := s.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return prepared.ExecContext(ctx, args...)
}

func (s *session) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if s.statements == nil {
		return s.conn.QueryContext(ctx, query, args...)
	}
	prepared, err := s.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return prepared.QueryContext(ctx, args...)
}

func (s *session) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if prepared, ok := s.statements[query]; ok {
		return prepared, nil
	}
	prepared, err := s.conn.PrepareContext(ctx, query)
	if err == nil {
		s.statements[query] = prepared
	}
	return prepared, err
}

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

// end gives the connection up.
func (s *session) end() error {
	// database/sql does not close statements that were prepared on a Conn, and
	// SQLite does not truly close a connection that still has some.
	for _, prepared := range s.statements {
		_ = prepared.Close() // the connection is given up in any case
	}
	if s.broken {
		// Nothing but ErrBadConn makes database/sql close a connection.
		_ = s.conn.Raw(func(any) error { return driver.ErrBadConn })
		return nil
	}
	return s.conn.Close()
}

// sessions hands out sessions on a database.
type sessions struct {
	db       *sql.DB
	patience time.Duration
	slots    chan *session // of those kept; nil in a slot stands for one to open
	closed   chan struct{}
}

// keep returns n sessions that are kept until they are closed.
func keep(db *sql.DB, n int, patience time.Duration) *sessions {
	s := &sessions{db: db, patience: patience, slots: make(chan *session, n), closed: make(chan struct{})}
	for range n {
		s.slots <- nil
	}
	return s
}

// borrow returns sessions that each last for one transaction, on a host's
// database.
func borrow(db *sql.DB, patience time.Duration) *sessions {
	return &sessions{db: db, patience: patience}
}

// take waits for a session no longer than the store's patience: there may be
// few, and the caller may hold one already.
func (s *sessions) take(ctx context.Context, op string) (*session, error) {
	wait, cancel := context.WithTimeoutCause(ctx, s.patience, fault.New(op, fault.Unavailable,
		"no connection was free for "+s.patience.String()+"; allow more of them, and never begin a transaction inside of another"))
	defer cancel()
	if s.slots == nil {
		conn, err := s.db.Conn(wait)
		if err != nil {
			return nil, s.refused(wait, op, err)
		}
		return &session{conn: conn}, nil
	}
	select {
	case <-s.closed:
		return nil, fault.New(op, fault.Unavailable, "the store is closed")
	default:
	}
	select {
	case kept := <-s.slots:
		if kept != nil {
			return kept, nil
		}
		conn, err := s.db.Conn(wait)
		if err != nil {
			s.slots <- nil
			return nil, s.refused(wait, op, err)
		}
		return &session{conn: conn, statements: make(map[string]*sql.Stmt)}, nil
	case <-s.closed:
		return nil, fault.New(op, fault.Unavailable, "the store is closed")
	case <-wait.Done():
		return nil, fault.In(op, context.Cause(wait))
	}
}

func (s *sessions) refused(wait context.Context, op string, err error) error {
	if wait.Err() != nil {
		return fault.In(op, context.Cause(wait))
	}
	return classify(op, err)
}

// release takes a session back.
func (s *sessions) release(used *session) {
	if s.slots == nil || used.broken {
		_ = used.end() // its transaction has ended; nothing can be lost
		used = nil
	}
	if s.slots != nil {
		s.slots <- used
	}
}

// close waits for the sessions that are in use, and closes the database.
func (s *sessions) close() error {
	if s.slots == nil {
		return nil
	}
	select {
	case <-s.closed:
		return nil
	default:
		close(s.closed)
	}
	var err error
	for range cap(s.slots) {
		if kept := <-s.slots; kept != nil {
			err = errors.Join(err, kept.end())
		}
	}
	return errors.Join(err, s.db.Close())
}
