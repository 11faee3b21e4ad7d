package memory

import (
	"context"
	"sync"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Store is a store in memory. It is gone with the process.
type Store struct {
	place  *place
	tenant storage.Tenant
}

// place is what the handles of all tenants share.
type place struct {
	turn    *storage.Turn // to Update
	watches storage.Watches

	mu      sync.Mutex
	current *tables
}

// Options are the choices of a store. Nil means the defaults.
type Options struct {
	// Patience is how long an Update waits for its turn,
	// storage.DefaultPatience by default.
	Patience time.Duration
}

// New returns an empty store.
func New(o *Options) *Store {
	if o == nil {
		o = new(Options)
	}
	return &Store{place: &place{turn: storage.NewTurn(o.Patience), current: newTables()}}
}

var _ interface {
	storage.Store
	storage.Watcher
} = (*Store)(nil)

// Tenant implements storage.Store.
func (s *Store) Tenant(t storage.Tenant) storage.Store { return &Store{s.place, t} }

// Watch implements storage.Watcher.
func (s *Store) Watch(communities ...activity.CommunityID) (news <-chan struct{}, stop func()) {
	return s.place.watches.Watch(communities...)
}

// View implements storage.Store.
func (s *Store) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	const op = "memory.View"
	ctx, err := s.enter(ctx, op)
	if err != nil {
		return err
	}
	t := &tx{tenant: s.tenant, tables: s.place.snapshot()}
	defer t.end()
	if err := fn(ctx, t); err != nil {
		return err
	}
	return t.ready(ctx, op)
}

// Update implements storage.Store.
func (s *Store) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	const op = "memory.Update"
	ctx, err := s.enter(ctx, op)
	if err != nil {
		return err
	}
	release, err := s.place.turn.Take(ctx, op)
	if err != nil {
		return err
	}
	defer release()
	return storage.Attempt(ctx, op, func() error {
		t := &tx{tenant: s.tenant, tables: s.place.snapshot(), writes: true}
		defer t.end()
		if err := fn(ctx, t); err != nil {
			return err
		}
		if err := t.ready(ctx, op); err != nil {
			return err
		}
		s.place.commit(t.tables)
		s.place.watches.Tell(t.grown...)
		return nil
	})
}

func (s *Store) enter(ctx context.Context, op string) (context.Context, error) {
	if err := ctx.Err(); err != nil {
		return nil, fault.In(op, context.Cause(ctx))
	}
	return storage.Enter(ctx, op, s.place)
}

func (p *place) snapshot() *tables {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.current.copy()
}

func (p *place) commit(next *tables) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.current = next
}
