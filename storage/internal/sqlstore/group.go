package sqlstore

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// group lets the Updates of one place run one after the other, and lets those
// that meet share a transaction and its commit.
//
// Whoever comes while nobody is at work begins a batch. Its turn is handed from
// caller to caller, each of whom runs its own function; the last, who finds
// nobody waiting, commits for all. Those who come meanwhile wait, and are the
// next batch.
type group struct {
	engine   Engine
	patience time.Duration
	tell     func(...activity.CommunityID) // of communities with something new in their records

	mu      sync.Mutex
	busy    bool // somebody has the turn
	waiting []*caller

	before int // how many the last batch was of; for whoever has the turn
}

// caller is somebody who has called Update.
type caller struct {
	tenant   storage.Tenant
	expected storage.Expectation
	fn       func(context.Context, storage.Tx) error
	alone    bool        // in a transaction of its own
	hidden   hidden      // in all its runs
	refusal  error       // of its function, which rests on what others have not kept yet
	turn     chan *batch // to run
	outcome  chan error  // of the commit
}

// batch is a transaction that callers share.
type batch struct {
	conn    Conn
	tenant  storage.Tenant // of the one who began it
	shared  *layer
	kept    []*caller // whose work is in it
	refused []*caller // because of that, perhaps
}

// lastCalls is how often others are let run before a batch is committed, unless
// the last one was a single caller's: those whom it has answered may be about to
// call again.
const lastCalls = 3

// manyCallers is how many callers share a transaction at most.
const manyCallers = 256

// update runs a caller's function in a transaction, and returns when that has
// ended: nil if all that it wrote is kept, and errAnew if it has to run again
// alone.
func (g *group) update(ctx context.Context, op string, c *caller) error {
	if err := ctx.Err(); err != nil {
		return fault.In(op, context.Cause(ctx))
	}
	c.turn, c.outcome = make(chan *batch, 1), make(chan error, 1)
	b, err := g.wait(ctx, op, c)
	if err != nil {
		return err
	}
	if err := g.run(ctx, op, c, b); err != nil {
		return err
	}
	return <-c.outcome
}

// wait waits for the turn, no longer than the store's patience or the context.
func (g *group) wait(ctx context.Context, op string, c *caller) (*batch, error) {
	g.mu.Lock()
	if !g.busy {
		g.busy = true
		g.mu.Unlock()
		return new(batch), nil
	}
	g.waiting = append(g.waiting, c)
	g.mu.Unlock()

	patience := time.NewTimer(g.patience)
	defer patience.Stop()
	select {
	case b := <-c.turn:
		return b, nil
	case <-ctx.Done():
	case <-patience.C:
	}
	if !g.withdraw(c) {
		b := <-c.turn // which came at the same time
		if ctx.Err() == nil {
			return b, nil
		}
		g.pass(b)
	}
	if ctx.Err() != nil {
		return nil, fault.In(op, context.Cause(ctx))
	}
	return nil, fault.New(op, fault.Unavailable, "another transaction held the store for "+g.patience.String()+
		"; try again later, and never begin a transaction inside of another")
}

// withdraw takes a caller out of those who wait; false if the turn is its own.
func (g *group) withdraw(c *caller) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	for i, other := range g.waiting {
		if other == c {
			g.waiting = append(g.waiting[:i], g.waiting[i+1:]...)
			return true
		}
	}
	return false
}

// run runs a caller's function in a batch, and passes the turn on, even if the
// function panics. It returns nil if the outcome of the batch has to be waited
// for: because what was written is part of it, or because the function has
// failed after what is, and that must not be told before it is kept.
func (g *group) run(ctx context.Context, op string, c *caller, b *batch) (err error) {
	kept := false
	defer func() {
		switch {
		case kept:
			b.kept = append(b.kept, c)
		case c.refusal != nil && b.conn == nil: // the batch has been given up
			err = errAnew
		case c.refusal != nil:
			b.refused = append(b.refused, c)
		}
		g.pass(b)
	}()
	if b.conn == nil {
		if err := g.begin(ctx, b, c); err != nil {
			if !c.alone && g.engine.Held(err) {
				return errAnew // to wait without keeping others
			}
			return g.engine.Fault(op, err)
		}
	} else if err := g.gather(ctx, b, c); err != nil {
		b.give(errAnew)
		return errAnew
	}
	t := &Tx{
		dialect: g.engine, conn: b.conn, tenant: c.tenant, visit: visitOf(c.expected), own: newLayer(), group: b.shared,
		after: len(b.kept) > 0, writes: true, alone: c.alone, careful: c.alone, hidden: c.hidden,
	}
	defer func() {
		t.end()
		if !kept {
			g.takeBack(ctx, b, t)
		}
	}()
	err = c.fn(ctx, t)
	switch {
	case t.anew != nil:
		return errAnew
	case t.failed != nil && !c.alone:
		return errAnew // to fail, if it does, without others
	case storage.IsAgain(t.failed):
		return t.failed // whatever the function has made of it
	case err != nil && t.guessed:
		return errAnew // to fail, if it does, on what is there
	case err != nil && t.after:
		c.refusal = err
		return nil
	case err != nil:
		return err
	}
	if err := t.ready(ctx, "Update"); err != nil {
		return err
	}
	b.shared.merge(t.own)
	kept = true
	return nil
}

// begin begins the transaction of a batch, and asks at once for what its
// callers are going to ask for.
func (g *group) begin(ctx context.Context, b *batch, first *caller) error {
	conn, err := g.engine.Writer(ctx, first.alone)
	if err != nil {
		return err
	}
	conn.For(first.tenant)
	b.conn, b.tenant, b.shared = conn, first.tenant, newLayer()
	visits := g.visits(first)
	if len(visits) == 0 {
		return nil
	}
	entrances, err := conn.Enter(ctx, visits, Waiting)
	if err != nil {
		b.give(errAnew)
		return err
	}
	b.shared.arrive(entrances, func(k rowKey, row []Value) { b.shared.rows[k] = known{row: row} })
	return nil
}

// takeBack undoes what a caller has written. If that cannot be done, the whole
// batch is given up.
func (g *group) takeBack(ctx context.Context, b *batch, t *Tx) {
	switch {
	case t.failed == nil && t.own.clean():
	case t.failed == nil && t.marked && t.conn.Undo(context.WithoutCancel(ctx)) == nil:
	default:
		b.give(errAnew)
	}
}

// give gives up a batch, and answers those whose work is in it.
func (b *batch) give(outcome error) {
	if b.conn != nil {
		b.conn.Close()
	}
	for _, c := range append(b.kept, b.refused...) {
		c.outcome <- outcome
	}
	*b = batch{}
}

// pass gives the turn to the next caller, in the same batch if it can join,
// and otherwise in a new one after this one has been committed.
func (g *group) pass(b *batch) {
	for calls := 0; ; calls++ {
		if next := g.next(b); next != nil {
			next.turn <- b
			return
		}
		if calls == lastCalls || g.before <= 1 {
			break
		}
		runtime.Gosched()
	}
	conn, kept, refused := b.conn, b.kept, b.refused
	g.before = len(kept) + len(refused)
	var outcome error
	if conn != nil {
		if len(kept) > 0 {
			outcome = conn.Commit(context.Background(), b.shared.changes())
		}
		conn.Close()
		if outcome == nil || g.engine.InDoubt(outcome) {
			g.tell(b.shared.grown()...)
		}
	}
	g.mu.Lock()
	if len(g.waiting) > 0 {
		g.waiting[0].turn <- new(batch)
		g.waiting = g.waiting[1:]
	} else {
		g.busy = false
	}
	g.mu.Unlock()
	for _, c := range kept {
		c.outcome <- g.verdict(outcome, c)
	}
	for _, c := range refused {
		if outcome == nil {
			c.outcome <- c.refusal
		} else {
			c.outcome <- errAnew
		}
	}
}

// next takes the caller who can join a batch out of those who wait.
func (g *group) next(b *batch) *caller {
	if b.conn == nil || len(b.kept)+len(b.refused) >= manyCallers || b.shared.full() {
		return nil
	}
	for _, c := range b.kept {
		if c.alone || c.expected.Long {
			return nil
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	i := slices.IndexFunc(g.waiting, func(c *caller) bool { return g.together(c, b.tenant) })
	if i < 0 || g.waiting[i].alone || g.waiting[i].expected.Long {
		return nil
	}
	c := g.waiting[i]
	g.waiting = slices.Delete(g.waiting, i, i+1)
	return c
}

// together reports whether a caller can share a transaction that is for a tenant.
func (g *group) together(c *caller, t storage.Tenant) bool { return c.tenant == t || !g.engine.Apart() }

// verdict is what the outcome of a commit means for a caller.
func (g *group) verdict(outcome error, c *caller) error {
	if outcome == nil {
		return nil
	}
	if !c.alone && !g.engine.InDoubt(outcome) {
		return errAnew
	}
	op := g.engine.Name() + ".Update"
	return g.engine.Fault(op, rival(g.engine, op, outcome))
}
