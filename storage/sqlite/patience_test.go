package sqlite_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// long is a patience that no test outlives: what waits so long is told to stop.
const long = time.Hour

// lock takes the place of the one writer, as another process does, and returns
// how to give it back.
func lock(t testing.TB, path string) (release func()) {
	t.Helper()
	db := database(t, path)
	db.SetMaxOpenConns(1)
	execute(t, db, "BEGIN IMMEDIATE")
	return func() { execute(t, db, "ROLLBACK") }
}

// stores are both kinds of store at the same file.
func stores(t testing.TB, path string, o *sqlite.Options) map[string]storage.Store {
	return map[string]storage.Store{
		"own":  openFile(t, path, o),
		"host": sqlite.New(database(t, path, "journal_mode(WAL)"), o), // without busy_timeout
	}
}

func TestPatienceEnds(t *testing.T) {
	path := newFile(t)
	for name, s := range stores(t, path, &sqlite.Options{Patience: impatient}) {
		t.Run(name, func(t *testing.T) {
			id := newCommunity(t, s)
			release := lock(t, path)

			start := time.Now()
			err := welcome(t.Context(), s, id, "bob")
			assert.ErrorIs(t, err, fault.Unavailable)
			assert.ErrorContains(t, err, "somebody else is at work in the database; try again later")
			assert.GreaterOrEqual(t, time.Since(start), impatient)
			assert.Empty(t, members(t, s, id), "reading waits for nobody")

			release()
			require.NoError(t, welcome(t.Context(), s, id, "bob"))
			assert.Equal(t, []activity.Person{"bob"}, members(t, s, id))
		})
	}
}

func TestPatienceIsRewarded(t *testing.T) {
	path := newFile(t)
	for name, s := range stores(t, path, &sqlite.Options{Patience: long}) {
		t.Run(name, func(t *testing.T) {
			id := newCommunity(t, s)
			release := lock(t, path)
			done := make(chan error)
			go func() { done <- welcome(t.Context(), s, id, "bob") }()
			release()
			require.NoError(t, <-done)
			assert.Equal(t, []activity.Person{"bob"}, members(t, s, id))
		})
	}
}

// Without WAL mode a reader is in the way of a writer, but only at the end.
func TestACommitWaitsForReaders(t *testing.T) {
	path := newFile(t)
	db := database(t, path)
	require.NoError(t, sqlite.Migrate(t.Context(), db))
	s := sqlite.New(db, &sqlite.Options{Patience: impatient})
	id := newCommunity(t, s)

	reader := begin(t, database(t, path))
	require.Equal(t, 1, ask[int](t, reader, "SELECT count(*) FROM praxis_community"))
	inside := false
	err := s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		inside = true
		return welcoming(id, "bob")(ctx, tx)
	})
	assert.True(t, inside)
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorContains(t, err, "somebody else is at work in the database; try again later")
	assert.Empty(t, members(t, s, id))

	require.NoError(t, reader.Rollback())
	require.NoError(t, welcome(t.Context(), s, id, "bob"))
	assert.Equal(t, []activity.Person{"bob"}, members(t, s, id))
}

// A context ends the waiting, however patient the store is.
func TestAContextEndsTheWaiting(t *testing.T) {
	path := newFile(t)
	for name, s := range stores(t, path, &sqlite.Options{Patience: long}) {
		t.Run(name, func(t *testing.T) {
			id := newCommunity(t, s)
			defer lock(t, path)()
			ctx, cancel := context.WithTimeout(t.Context(), impatient)
			defer cancel()

			err := welcome(ctx, s, id, "bob")
			assert.ErrorIs(t, err, fault.Unavailable)
			assert.ErrorIs(t, err, context.DeadlineExceeded)
		})
	}
}

func TestMigratingBehindALock(t *testing.T) {
	t.Run("nothing to do", func(t *testing.T) {
		path := newFile(t)
		id := newCommunity(t, openFile(t, path, nil))
		defer lock(t, path)()
		s := openFile(t, path, &sqlite.Options{Patience: long})
		assert.Empty(t, members(t, s, id), "it waits for nobody")
	})
	t.Run("patience ends", func(t *testing.T) {
		path := newFile(t)
		release := lock(t, path)
		_, err := sqlite.Open(t.Context(), path, &sqlite.Options{Patience: impatient})
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.ErrorContains(t, err, "somebody else is at work in the database; try again later")
		release()
		newCommunity(t, openFile(t, path, nil))
	})
	t.Run("the context ends", func(t *testing.T) {
		path := newFile(t)
		defer lock(t, path)()
		ctx, cancel := context.WithTimeout(t.Context(), impatient)
		defer cancel()
		_, err := sqlite.Open(ctx, path, &sqlite.Options{Patience: long})
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.ErrorIs(t, err, context.DeadlineExceeded)
	})
}

// With the outer context a transaction inside of another cannot be told from
// somebody else's. When all readers wait for each other, patience ends it.
func TestReadersWithinReaders(t *testing.T) {
	outer := t.Context()
	s := open(t, &sqlite.Options{Readers: 2, Patience: impatient})
	var view func(depth int) error
	view = func(depth int) error {
		return s.View(outer, func(context.Context, storage.Reader) error {
			if depth == 1 {
				return nil
			}
			return view(depth - 1)
		})
	}
	assert.NoError(t, view(2))
	err := view(3)
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorContains(t, err, "no connection was free for 50ms; allow more of them, and never begin a transaction inside of another")
	assert.NoError(t, view(2), "the store goes on")
}
