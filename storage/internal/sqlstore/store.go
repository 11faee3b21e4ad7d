package sqlstore

import (
	"context"
	"runtime"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Store keeps communities in a database. It is a storage.Store.
type Store struct {
	place  *place
	tenant storage.Tenant
}

// place is what the handles of all tenants share.
type place struct {
	engine   Engine
	patience time.Duration
	lanes    []*group
	tenants  tenants
	watches  storage.Watches
}

// New returns a store in an engine's database. Patience is how long an Update
// waits for its turn.
func New(engine Engine, patience time.Duration) *Store {
	p := &place{engine: engine, patience: patience}
	for range engine.Lanes() {
		p.lanes = append(p.lanes, p.group())
	}
	return &Store{place: p}
}

// Tenant implements storage.Store.
func (s *Store) Tenant(t storage.Tenant) storage.Store { return &Store{s.place, t} }

// View implements storage.Store. One that is expected to make a single read
// does so outside of a transaction; if it turns out to make more, it is run
// again in one. One that a copy fails is run again in the database itself.
func (s *Store) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	op := s.place.engine.Name() + ".View"
	inner, err := storage.Enter(ctx, op, s.place)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return fault.In(op, context.Cause(ctx))
	}
	expected := storage.ExpectedIn(ctx)
	once := expected.Rows > 0 && s.place.engine.Once(expected.Rows)
	for {
		failed, err := s.view(inner, op, once, expected, fn)
		switch {
		case failed == errAnew:
			once = false
		case isElsewhere(failed) && ctx.Err() == nil:
			inner = storage.Latest(inner)
		default:
			return err
		}
	}
}

// view runs a View once. Whatever its function makes of it, it may have failed
// in a way after which its outcome does not count.
func (s *Store) view(ctx context.Context, op string, once bool, e storage.Expectation, fn func(context.Context, storage.Reader) error) (failed, err error) {
	begin := s.place.engine.Reader
	if once {
		begin = s.place.engine.Direct
	}
	conn, err := begin(ctx)
	if err != nil {
		return err, s.place.engine.Fault(op, err)
	}
	defer runtime.Gosched() // readers who never wait would let writers wait for whole time slices
	defer conn.Close()
	conn.For(s.tenant)
	t := &Tx{dialect: s.place.engine, conn: conn, tenant: s.tenant, visit: visitOf(e), tenants: &s.place.tenants, own: newLayer(), single: once}
	defer t.end()
	err = fn(ctx, t)
	if err == nil {
		err = t.ready(ctx, "View")
	}
	if t.anew != nil {
		return t.anew, err
	}
	return t.failed, err
}

func visitOf(e storage.Expectation) Visit {
	if !storable(string(e.Person)) {
		e.Person = ""
	}
	return Visit{e.Community, e.Person}
}

// end keeps whoever has held on to the transaction out of the next one.
func (t *Tx) end() { t.over = true }

// Watch implements storage.Watcher.
func (s *Store) Watch(c ...activity.CommunityID) (news <-chan struct{}, stop func()) {
	return s.place.watches.Watch(c...)
}

// Update implements storage.Store.
func (s *Store) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	op := s.place.engine.Name() + ".Update"
	inner, err := storage.Enter(ctx, op, s.place)
	if err != nil {
		return err
	}
	expected, hidden := storage.ExpectedIn(ctx), make(hidden)
	return storage.Attempt(ctx, op, func() error {
		c := &caller{tenant: s.tenant, expected: expected, fn: fn}
		err := s.place.lane(expected, expected.Long).update(inner, op, c)
		if err != errAnew {
			return err
		}
		c = &caller{tenant: s.tenant, expected: expected, fn: fn, alone: true, hidden: hidden}
		return s.place.lane(expected, true).update(inner, op, c)
	})
}

func (p *place) group() *group {
	return &group{engine: p.engine, patience: p.patience, tell: p.watches.Tell}
}

// lane is the group that an Update belongs to: that of its community, so that
// those who would wait for each other anyhow share a commit, and nobody else
// waits for them. Whoever is to be alone has a lane to themselves, if there can
// be more than one.
func (p *place) lane(e storage.Expectation, alone bool) *group {
	if alone && len(p.lanes) > 1 {
		return p.group()
	}
	return p.lanes[int(e.Community[len(e.Community)-1])%len(p.lanes)]
}
