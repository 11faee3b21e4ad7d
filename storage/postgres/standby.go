package postgres

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// standby is where Views are read for which it is far enough. If it is not, or is
// not there, they lose no more than a moment.
type standby struct {
	*pool
	rests atomic.Int64 // until when, in nanoseconds since 1970
}

const (
	// hurry is how long a View waits for a connection to a standby at most.
	hurry = 50 * time.Millisecond
	// rest is how long nobody asks a standby that has failed.
	rest = time.Second
	// pause is how long nobody asks a standby that is behind.
	pause = 10 * time.Millisecond
)

func newStandby(connections *pgxpool.Pool) *standby {
	if connections == nil {
		return nil
	}
	return &standby{pool: &pool{Pool: connections}}
}

// leave leaves the standby alone for a time.
func (s *standby) leave(alone time.Duration) { s.rests.Store(time.Now().Add(alone).UnixNano()) }

func (s *standby) alone() bool { return time.Now().UnixNano() < s.rests.Load() }

// take takes a connection if there is one before long.
func (s *standby) take(ctx context.Context) (from *pgxpool.Conn, on pooled, ok bool) {
	if s.alone() {
		return nil, on, false
	}
	renewals := s.renewals.Load()
	most, less := share(ctx, hurry)
	wait, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	from, err := s.Acquire(wait)
	if err == nil {
		return from, s.over(from, renewals), true
	}
	short := less && wait.Err() != nil // for this caller
	if ctx.Err() == nil && !short && !s.exhausted() {
		s.leave(rest)
	}
	return nil, on, false
}

// share is how long something may take that is tried first: so long, or half the
// time that its caller has, if that is less.
func share(ctx context.Context, most time.Duration) (d time.Duration, less bool) {
	if deadline, ok := ctx.Deadline(); ok {
		if half := time.Until(deadline) / 2; half < most {
			return half, true
		}
	}
	return most, false
}

// read begins to read: from the standby, if it may be far enough.
func (e *engine) read(ctx context.Context, first ...string) (sqlstore.Conn, error) {
	if e.standby != nil && !storage.IsLatest(ctx) {
		if own, known := e.mark.get(); known {
			if from, on, ok := e.standby.take(ctx); ok {
				at := &transaction{conn: conn{on: on, texts: e.texts, silence: e.patience, shares: true}, from: from}
				f := &follower{engine: e, on: on, at: at, own: own, needed: needed(ctx)}
				return &reading{conn{on: f, texts: e.texts, first: first, secured: e.secured}, f}, nil
			}
		}
	}
	t, err := e.take(ctx, false, first...)
	if err != nil {
		return nil, err
	}
	return t, nil
}

// reading is a View that begins at a standby.
type reading struct {
	conn
	by *follower
}

// Commit implements sqlstore.Conn.
func (r *reading) Commit(ctx context.Context, changes []sqlstore.Change) error {
	return r.by.at.Commit(ctx, changes)
}

// Close implements sqlstore.Conn.
func (r *reading) Close() { r.by.at.Close() }

// follower sends a View's statements to a standby, the first of them together
// with the question how far it is. If it is not far enough, or does not say, they
// are sent to the primary instead. What fails after that has to be run again,
// since a state has been seen.
type follower struct {
	engine      *engine
	on          pooled       // the standby
	at          *transaction // at the standby, and perhaps at the primary later
	own, needed position     // up to where the View has to see
	there       bool         // it does
	moved       bool         // to the primary
}

func (f *follower) send(ctx context.Context, trip []statement) (done int, err error) {
	all := trip
	if !f.there && !f.moved {
		all = append(f.question(), trip...)
	}
	done, err = f.at.send(ctx, all)
	if err == nil || f.moved || ctx.Err() != nil {
		return done, err
	}
	if !errors.Is(err, errBehind) && !errors.Is(err, errShare) {
		f.engine.standby.leave(rest)
	}
	if f.there {
		return done, sqlstore.Elsewhere(err)
	}
	primary, err := f.engine.take(ctx, false)
	if err != nil {
		return 0, err
	}
	f.at.Close()
	f.at, f.moved = primary, true
	return primary.send(ctx, trip)
}

var (
	errBehind   = errors.New("the standby has not replayed what the View has to see")
	errPromoted = errors.New("the standby has been promoted")
)

// replayed reads how far a standby is, and a timeline of 0 for a server that is
// none. The timeline is that of its last restart point: it may follow another
// one since.
const replayed = `SELECT CASE WHEN pg_is_in_recovery() THEN timeline_id ELSE 0 END::bigint,
	coalesce(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0'), 0)::bigint FROM pg_control_checkpoint()`

// question asks how far the standby is, in a transaction that ends before the
// View's own sees a state, which would else be older than the answer.
func (f *follower) question() []statement {
	return []statement{
		{sql: "BEGIN ISOLATION LEVEL READ COMMITTED, READ ONLY"}, ask(replayed, f.judge), {sql: "COMMIT"},
	}
}

// judge fails if the View cannot be read from a standby that is here.
func (f *follower) judge(at position) error {
	switch {
	case at.timeline == 0:
		f.on.pool.renew(f.on.renewals)
		return errPromoted
	case !at.covers(f.own):
		f.engine.standby.leave(pause)
		return errBehind
	case !at.covers(f.needed): // perhaps made up, so that nobody else is to pay for it
		return errBehind
	}
	f.there = true
	return nil
}
