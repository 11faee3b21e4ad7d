package postgres

import (
	"context"
	"sync"
)

// mark is up to where a store has written. It is in doubt after a commit that
// may have been made, or whose position is unknown, until a position is read
// that lies behind it.
type mark struct {
	mu      sync.Mutex
	at      position
	doubts  int // how often it has been in doubt
	settled int // how many of these doubts are settled
}

// get returns the mark, and whether it can be relied on.
func (m *mark) get() (at position, known bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.at, m.doubts == m.settled
}

// follow makes a trip that ends with the question where the primary's log is, and
// moves the mark there. The trip may commit something.
func (m *mark) follow(trip func(question statement) error) (at position, err error) {
	m.mu.Lock()
	before := m.doubts
	m.mu.Unlock()
	err = trip(ask(current, func(p position) error {
		at = p
		return nil
	}))
	doubt := dialect{}.InDoubt(err)
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case at != position{}:
		m.settled = max(m.settled, before)
		if at.beyond(m.at) {
			m.at = at
		}
	case doubt || err == nil:
		m.doubts++
	}
	return at, err
}

// position asks the primary where its log is.
func (e *engine) position(ctx context.Context) (at position, err error) {
	t, err := e.take(ctx, false)
	if err != nil {
		return at, err
	}
	defer t.Close()
	return e.mark.follow(func(question statement) error {
		_, err := t.send(ctx, []statement{question})
		return err
	})
}
