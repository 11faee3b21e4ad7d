package sqlite

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/storage"
)

// A session in a state that nobody can be sure of is not given to the next
// transaction, but replaced, with all the statements that were prepared on it.
func TestABrokenSessionIsReplaced(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "praxis.db"), &Options{Readers: 1})
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	put := func(rev int) func(ctx context.Context, tx storage.Tx) error {
		return func(ctx context.Context, tx storage.Tx) error {
			return tx.PutCommunity(ctx, cop.Community{ID: activity.CommunityID{1}, Rev: rev})
		}
	}
	require.NoError(t, s.Update(t.Context(), put(1)))

	for range 3 {
		writer, err := s.engine.Writer(t.Context(), true)
		require.NoError(t, err)
		_, err = writer.(*transaction).exec(t.Context(), "ROLLBACK") // as SQLite does when the disk fails
		require.NoError(t, err)
		require.ErrorContains(t, writer.Commit(t.Context(), nil), "no transaction is active", "it has nothing to commit")
		writer.Close()
		reader, err := s.engine.Reader(t.Context())
		require.NoError(t, err)
		_, err = reader.(*transaction).exec(t.Context(), "COMMIT")
		require.NoError(t, err)
		reader.Close()
		assert.Zero(t, s.engine.write.db.Stats().OpenConnections)
		assert.Zero(t, s.engine.read.db.Stats().OpenConnections)
	}
	require.NoError(t, s.Update(t.Context(), put(2)))
	assert.Equal(t, 1, s.engine.write.db.Stats().OpenConnections)
}

// A statement is prepared once for all transactions of a session.
func TestStatementsAreKept(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "praxis.db"), &Options{Readers: 1})
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	prepared := func() int {
		session, err := s.engine.read.take(t.Context(), "test")
		require.NoError(t, err)
		defer s.engine.read.release(session)
		return len(session.prepared)
	}
	read := func() {
		require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
			_, err := activity.Collect(r.Communities(ctx, activity.CommunityID{}, 0))
			return err
		}))
	}
	read()
	first := prepared()
	assert.Positive(t, first)
	read()
	assert.Equal(t, first, prepared())
}
