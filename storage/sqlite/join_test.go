package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

func TestCommitTogether(t *testing.T) {
	db := hostDB(t)
	outside := sqlite.New(db, nil)
	tx := begin(t, db)
	employ(t, tx, "ana")
	id := newCommunity(t, sqlite.Join(tx))
	require.NoError(t, welcome(t.Context(), sqlite.Join(tx), id, "ana"))
	employ(t, tx, "bob")

	assert.Equal(t, []activity.Person{"ana"}, members(t, sqlite.Join(tx), id), "inside it is there already")
	assert.Zero(t, employees(t, db), "outside it is not")
	assert.ErrorIs(t, view(t, outside, id), fault.NotFound)
	require.NoError(t, tx.Commit())
	assert.Equal(t, 2, employees(t, db))
	assert.Equal(t, []activity.Person{"ana"}, members(t, outside, id))
}

// view reads a community.
func view(t testing.TB, s storage.Store, id activity.CommunityID) error {
	t.Helper()
	return s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		_, err := r.Community(ctx, id)
		return err
	})
}

func TestRollBackTogether(t *testing.T) {
	db := hostDB(t)
	outside := sqlite.New(db, nil)
	id := newCommunity(t, outside)
	tx := begin(t, db)
	employ(t, tx, "ana")
	require.NoError(t, welcome(t.Context(), sqlite.Join(tx), id, "ana"))
	founded := newCommunity(t, sqlite.Join(tx))
	require.NoError(t, tx.Rollback())

	assert.Zero(t, employees(t, db))
	assert.Empty(t, members(t, outside, id))
	assert.ErrorIs(t, view(t, outside, founded), fault.NotFound)
}

// A failed Update takes back what it wrote, and nothing else.
func TestAFailedUpdateInAHostsTransaction(t *testing.T) {
	reason := errors.New("I have thought better of it")
	ended, cancel := context.WithCancel(t.Context())
	for name, fail := range map[string]func(t *testing.T, s storage.Store, id activity.CommunityID){
		"its function fails": func(t *testing.T, s storage.Store, id activity.CommunityID) {
			assert.ErrorIs(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
				return errors.Join(welcoming(id, "eve")(ctx, tx), reason)
			}), reason)
		},
		"its function panics": func(t *testing.T, s storage.Store, id activity.CommunityID) {
			assert.PanicsWithValue(t, "at the disco", func() {
				_ = s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
					require.NoError(t, welcoming(id, "eve")(ctx, tx))
					panic("at the disco")
				})
			})
		},
		"its context ends": func(t *testing.T, s storage.Store, id activity.CommunityID) {
			err := s.Update(ended, func(ctx context.Context, tx storage.Tx) error {
				require.NoError(t, welcoming(id, "eve")(ctx, tx))
				cancel()
				return nil
			})
			assert.ErrorIs(t, err, fault.Unavailable)
			assert.ErrorIs(t, err, context.Canceled)
		},
		"it would have to run again": func(t *testing.T, s storage.Store, id activity.CommunityID) {
			runs := 0
			err := s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
				runs++
				return storage.Again(errors.Join(welcoming(id, "eve")(ctx, tx), reason))
			})
			assert.ErrorIs(t, err, fault.Conflict)
			assert.ErrorIs(t, err, reason)
			assert.ErrorContains(t, err, "roll it back and begin it anew")
			assert.Equal(t, 1, runs)
		},
	} {
		t.Run(name, func(t *testing.T) {
			db := hostDB(t)
			tx := begin(t, db)
			s := sqlite.Join(tx)
			employ(t, tx, "ana")
			id := newCommunity(t, s)
			require.NoError(t, welcome(t.Context(), s, id, "ana"))
			fail(t, s, id)
			employ(t, tx, "bob")
			require.NoError(t, welcome(t.Context(), s, id, "bob"))
			require.NoError(t, tx.Commit())

			assert.Equal(t, 2, employees(t, db))
			assert.Equal(t, []activity.Person{"ana", "bob"}, members(t, sqlite.New(db, nil), id))
		})
	}
}

// A transaction serves one caller at a time, also in the name of another
// tenant.
func TestAJoinedStoreInsideOfItself(t *testing.T) {
	s := sqlite.Join(begin(t, hostDB(t)))
	id := newCommunity(t, s)
	outer := t.Context()
	for _, inner := range []storage.Store{s, s.Tenant("other")} {
		check := func(ctx context.Context) {
			for _, err := range []error{welcome(ctx, inner, id, "eve"), view(t, inner, id)} {
				assert.ErrorIs(t, err, fault.Precondition)
				assert.ErrorContains(t, err, "the joined transaction is in use")
			}
		}
		require.NoError(t, s.Update(outer, func(ctx context.Context, tx storage.Tx) error {
			check(ctx)
			check(outer)
			return nil
		}))
		require.NoError(t, s.View(outer, func(ctx context.Context, _ storage.Reader) error {
			check(ctx)
			check(outer)
			return nil
		}))
	}
	assert.NoError(t, welcome(outer, s, id, "bob"))
}

func TestAHostsTransactionHasEnded(t *testing.T) {
	db := hostDB(t)
	for name, end := range map[string]func(*sql.Tx) error{"committed": (*sql.Tx).Commit, "rolled back": (*sql.Tx).Rollback} {
		t.Run(name, func(t *testing.T) {
			tx := begin(t, db)
			s := sqlite.Join(tx)
			require.NoError(t, end(tx))
			for _, err := range []error{welcome(t.Context(), s, activity.CommunityID{1}, "bob"), view(t, s, activity.CommunityID{1})} {
				assert.ErrorIs(t, err, fault.Precondition)
				assert.ErrorContains(t, err, "the host's transaction has ended; begin another, and join that")
			}
		})
	}
	t.Run("inside", func(t *testing.T) {
		tx := begin(t, db)
		err := sqlite.Join(tx).Update(t.Context(), func(context.Context, storage.Tx) error { return tx.Rollback() })
		assert.ErrorIs(t, err, fault.Precondition)
	})
	t.Run("by its context", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		tx, err := db.BeginTx(ctx, nil)
		require.NoError(t, err)
		s := sqlite.Join(tx)
		id := newCommunity(t, s)
		cancel()
		assert.ErrorIs(t, welcome(ctx, s, id, "bob"), context.Canceled)
		assert.Error(t, tx.Commit())
		assert.ErrorIs(t, view(t, sqlite.New(db, nil), id), fault.NotFound)
	})
}

// A host that has read before it writes may find that others have written in
// between.
func TestAHostsTransactionIsOutrun(t *testing.T) {
	db := hostDB(t)
	outside := sqlite.New(db, nil)
	id := newCommunity(t, outside)
	tx := begin(t, db)
	employees(t, tx) // it reads, and from now on sees one state
	require.NoError(t, welcome(t.Context(), outside, id, "ana"))

	s := sqlite.Join(tx)
	assert.Empty(t, members(t, s, id))
	err := welcome(t.Context(), s, id, "bob")
	assert.ErrorIs(t, err, fault.Conflict)
	assert.ErrorContains(t, err, "others have written since the host's transaction began; roll it back and begin it anew")
	assert.Empty(t, members(t, s, id), "what it has read is still there")
	require.NoError(t, tx.Rollback())

	tx = begin(t, db)
	require.NoError(t, welcome(t.Context(), sqlite.Join(tx), id, "bob"))
	require.NoError(t, tx.Commit())
	assert.Equal(t, []activity.Person{"ana", "bob"}, members(t, outside, id))
}

// With _txlock=immediate nobody can come in between.
func TestAHostsTransactionIsImmediate(t *testing.T) {
	path := newFile(t)
	outside := openFile(t, path, &sqlite.Options{Patience: impatient})
	id := newCommunity(t, outside)
	db, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate")
	require.NoError(t, err)
	defer db.Close()

	tx := begin(t, db)
	s := sqlite.Join(tx)
	assert.Empty(t, members(t, s, id))
	assert.ErrorIs(t, welcome(t.Context(), outside, id, "ana"), fault.Unavailable)
	require.NoError(t, welcome(t.Context(), s, id, "bob"))
	require.NoError(t, tx.Commit())
	assert.NoError(t, welcome(t.Context(), outside, id, "ana"))
}
