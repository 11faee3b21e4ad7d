package sqlite

import (
	"context"
	"errors"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// Store keeps communities in an SQLite database.
type Store struct {
	communities *sqlstore.Store
	engine      *engine
}

var _ interface {
	storage.Store
	storage.Watcher
} = (*Store)(nil)

func newStore(write, read *sessions, patience time.Duration) *Store {
	e := &engine{write: write, read: read, crowd: newCrowd()}
	return &Store{sqlstore.New(e, patience), e}
}

// Tenant implements storage.Store.
func (s *Store) Tenant(t storage.Tenant) storage.Store { return s.communities.Tenant(t) }

// Watch implements storage.Watcher.
func (s *Store) Watch(c ...activity.CommunityID) (news <-chan struct{}, stop func()) {
	return s.communities.Watch(c...)
}

// View implements storage.Store.
func (s *Store) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	return s.communities.View(ctx, fn)
}

// Update implements storage.Store. Updates that meet share one commit.
func (s *Store) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	return s.communities.Update(ctx, fn)
}

// Close waits for the transactions that run and closes the database that Open
// opened; so it must not be called inside of one. From then on the store is
// Unavailable. A store from New has nothing to close.
func (s *Store) Close() error {
	return fault.In("sqlite.Close", errors.Join(s.engine.read.close(), s.engine.write.close()))
}
