package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"

	"github.com/praxis-cop/praxis/fault"
)

// sessions hands out sessions on a database.
type sessions struct {
	db       *sql.DB
	patience time.Duration
	slots    chan *session // of those kept; nil in a slot stands for one to open
	closed   chan struct{}
	closing  sync.Once
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
		return s.connect(wait, op)
	}
	select {
	case <-s.closed:
		return nil, closed(op)
	default:
	}
	select {
	case kept := <-s.slots:
		if kept != nil {
			return kept, nil
		}
		opened, err := s.connect(wait, op)
		if err != nil {
			s.slots <- nil
		}
		return opened, err
	case <-s.closed:
		return nil, closed(op)
	case <-wait.Done():
		return nil, ended(wait, op)
	}
}

func closed(op string) error {
	return fault.New(op, fault.Unavailable, "the store is closed; open it again")
}

func (s *sessions) connect(wait context.Context, op string) (*session, error) {
	conn, err := s.db.Conn(wait)
	if err != nil {
		if err := ended(wait, op); err != nil {
			return nil, err
		}
		return nil, classify(op, err)
	}
	return &session{statements: statementsOn(conn), conn: conn, patience: s.patience}, nil
}

// release takes a session back.
func (s *sessions) release(used *session) {
	if s.slots == nil || used.broken {
		_ = used.giveUp() // its transaction has ended; nothing can be lost
		used = nil
	}
	if s.slots != nil {
		s.slots <- used
	}
}

// close waits for the sessions that are in use, and closes the database. It
// does so once.
func (s *sessions) close() (err error) {
	if s.slots == nil {
		return nil
	}
	s.closing.Do(func() {
		close(s.closed)
		for range cap(s.slots) {
			if kept := <-s.slots; kept != nil {
				err = errors.Join(err, kept.giveUp())
			}
		}
		err = errors.Join(err, s.db.Close())
	})
	return err
}
