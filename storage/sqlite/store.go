package sqlite

import (
	"context"
	"errors"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Store keeps communities in an SQLite database.
type Store struct {
	place  *place
	tenant storage.Tenant
}

// place is what the handles of all tenants share.
type place struct {
	turn        *storage.Turn // to Update, in this process
	write, read *sessions     // the same ones if the database is a host's
}

var _ storage.Store = (*Store)(nil)

// Close waits for the transactions that run and closes the database that Open
// opened; so it must not be called inside of one. From then on the store is
// Unavailable. A store from New has nothing to close.
func (s *Store) Close() error {
	return fault.In("sqlite.Close", errors.Join(s.place.read.close(), s.place.write.close()))
}

// Tenant implements storage.Store.
func (s *Store) Tenant(t storage.Tenant) storage.Store { return &Store{s.place, t} }

// View implements storage.Store.
func (s *Store) View(ctx context.Context, fn func(context.Context, storage.Reader) error) error {
	const op = "sqlite.View"
	ctx, err := storage.Enter(ctx, op, s.place)
	if err != nil {
		return err
	}
	return s.transact(ctx, op, s.place.read, reading, func(t *tx) error { return fn(ctx, t) })
}

// Update implements storage.Store.
func (s *Store) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	const op = "sqlite.Update"
	ctx, err := storage.Enter(ctx, op, s.place)
	if err != nil {
		return err
	}
	release, err := s.place.turn.Take(ctx, op)
	if err != nil {
		return err
	}
	defer release()
	return storage.Attempt(ctx, op, func() error {
		return s.transact(ctx, op, s.place.write, writing, func(t *tx) error { return fn(ctx, t) })
	})
}

// transact runs fn between the bounds of a transaction, and rolls it back if
// fn fails or panics.
func (s *Store) transact(ctx context.Context, op string, from *sessions, b bounds, fn func(*tx) error) error {
	session, err := from.take(ctx, op)
	if err != nil {
		return err
	}
	defer from.release(session)
	if err := session.begin(ctx, op, b); err != nil {
		return err
	}
	defer session.rollback()
	t := &tx{tenant: s.tenant, db: session.statements}
	defer t.end()
	if err := fn(t); err != nil {
		return err
	}
	if err := t.ready(ctx, op); err != nil {
		return err
	}
	return session.end(ctx, op, b)
}
