package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// pool is a pool of connections that are all given up when one of them shows
// that it leads nowhere: those beside it lead there as well, and new ones find
// the server that has taken over.
type pool struct {
	*pgxpool.Pool
	renewals atomic.Int64
}

// take takes a connection, and waits for one no longer than the store's
// patience: there may be few, and the caller may hold one already.
func (p *pool) take(ctx context.Context, op string, patience time.Duration) (*pgxpool.Conn, pooled, error) {
	renewals := p.renewals.Load()
	wait, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	c, err := p.Acquire(wait)
	switch {
	case err == nil:
		return c, p.over(c, renewals), nil
	case ctx.Err() != nil:
		err = fault.In(op, context.Cause(ctx))
	case wait.Err() != nil && p.exhausted():
		err = fault.New(op, fault.Unavailable, "no connection was free for "+patience.String()+
			"; allow more of them, and never begin a transaction inside of another")
	case wait.Err() != nil:
		p.renew(renewals) // it has waited for one that was being tested, or made
		err = fault.New(op, fault.Unavailable, "the server has not answered for "+patience.String()+"; try again")
	}
	return nil, pooled{}, err
}

// over sends statements over a connection that was taken after so many renewals.
func (p *pool) over(c *pgxpool.Conn, renewals int64) pooled {
	return pooled{overPgx(c.Conn()), c.Conn(), p, renewals}
}

// exhausted reports whether all connections that there may be are in use.
func (p *pool) exhausted() bool {
	now := p.Stat()
	return now.AcquiredConns() >= now.MaxConns()
}

// renew gives all connections up, unless that has been done since there had
// been so many renewals.
func (p *pool) renew(renewals int64) {
	if p.renewals.CompareAndSwap(renewals, renewals+1) {
		p.Reset()
	}
}

// pooled sends statements over a connection of a pool's.
type pooled struct {
	byPgx
	conn     *pgx.Conn
	pool     *pool
	renewals int64 // of the pool, when the connection was taken from it
}

func (p pooled) send(ctx context.Context, trip []statement) (done int, err error) {
	done, err = p.byPgx.send(ctx, trip)
	if done == 0 && strings.HasPrefix(trip[0].sql, "BEGIN") && sqlState(err) == "0A000" {
		err = readOnly{err}
	}
	p.heed(ctx, err)
	return done, err
}

func (p pooled) copy(ctx context.Context, into pgx.Identifier, c sqlstore.Change) error {
	err := p.byPgx.copy(ctx, into, c)
	p.heed(ctx, err)
	return err
}

// heed gives up all connections if an error shows that they lead nowhere: to a
// server that is gone, or takes no writes. That the caller has given up shows
// nothing.
func (p pooled) heed(ctx context.Context, err error) {
	if err == nil {
		return
	}
	lost := p.conn.IsClosed() && (ctx.Err() == nil || context.Cause(ctx) == errSilent)
	if lost || sqlState(err) == "25006" {
		p.pool.renew(p.renewals)
	}
}

// readOnly is how a standby refuses to begin a transaction that writes.
type readOnly struct{ error }

// SQLState is that of a statement that cannot run in a read-only transaction.
func (readOnly) SQLState() string { return "25006" }

func (r readOnly) Unwrap() error { return r.error }

// Why a statement ends that the server leaves unanswered.
var (
	errSilent = errors.New("the server is silent")
	errShare  = errors.New("the other server is to have the rest of the time")
)

// bound is the context in which statements run.
func (c *conn) bound(ctx context.Context) (context.Context, context.CancelFunc) {
	if c.whole {
		ctx = context.WithoutCancel(ctx)
	}
	if c.silence == 0 {
		return ctx, func() {}
	}
	if c.shares {
		if half, less := share(ctx, c.silence); less {
			return context.WithTimeoutCause(ctx, half, errShare)
		}
	}
	return context.WithTimeoutCause(ctx, c.silence, errSilent)
}

// explain says of an error in such a context that the server was silent.
func (c *conn) explain(ctx context.Context, err error) error {
	switch cause := context.Cause(ctx); {
	case err != nil && cause == errSilent:
		return fmt.Errorf("no answer within %v: %w", c.silence, err)
	case err != nil && cause == errShare:
		return fmt.Errorf("%w: %w", errShare, err)
	}
	return err
}

// connectTimeout is how long each of the servers that a URL names may take to
// let somebody in: so long that the last of them can still be reached while one
// waits for a connection, be all others mute.
func connectTimeout(config *pgxpool.Config, patience time.Duration) time.Duration {
	servers := map[string]bool{}
	name := func(host string, port uint16) { servers[fmt.Sprint(host, " ", port)] = true }
	name(config.ConnConfig.Host, config.ConnConfig.Port)
	for _, other := range config.ConnConfig.Fallbacks {
		name(other.Host, other.Port)
	}
	return max(patience/time.Duration(len(servers)), time.Second)
}
