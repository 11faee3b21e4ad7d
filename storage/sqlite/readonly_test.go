package sqlite_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// TestReadOnly: what is there can be read, and nothing is written.
func TestReadOnly(t *testing.T) {
	ctx, path := t.Context(), filepath.Join(t.TempDir(), "praxis.db")
	s, err := sqlite.Open(ctx, path, nil)
	require.NoError(t, err)
	founded, err := praxis.New(s, nil).As("ana").Found(ctx, cop.Charter{Name: "N", Domain: cop.Domain{Concern: "C"}})
	require.NoError(t, err)
	require.NoError(t, s.Close())
	before, err := os.ReadFile(path)
	require.NoError(t, err)

	s, err = sqlite.Open(ctx, path, &sqlite.Options{ReadOnly: true})
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	record, err := praxis.New(s, nil).As("ana").In(founded.ID).Activities(ctx, activity.ID{}, 0)
	require.NoError(t, err)
	assert.Len(t, record, 2)
	err = s.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		_, err := tx.Append(ctx, founded.ID, []activity.Activity{{ID: activity.ID{1}}})
		return err
	})
	assert.ErrorIs(t, err, fault.Unavailable)
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, before, after)
}

// TestReadOnlyKnowsItsOwn: other databases are left alone.
func TestReadOnlyKnowsItsOwn(t *testing.T) {
	ctx := t.Context()
	foreign := filepath.Join(t.TempDir(), "foreign.db")
	db, err := sql.Open("sqlite", foreign)
	require.NoError(t, err)
	_, err = db.Exec("CREATE TABLE account (id TEXT)")
	require.NoError(t, err)
	require.NoError(t, db.Close())
	before, err := os.ReadFile(foreign)
	require.NoError(t, err)
	_, err = sqlite.Open(ctx, foreign, &sqlite.Options{ReadOnly: true})
	assert.ErrorIs(t, err, fault.Precondition)
	assert.ErrorContains(t, err, "holds no communities of Praxis")
	after, err := os.ReadFile(foreign)
	require.NoError(t, err)
	assert.Equal(t, before, after)

	missing := filepath.Join(t.TempDir(), "missing.db")
	_, err = sqlite.Open(ctx, missing, &sqlite.Options{ReadOnly: true})
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.NoFileExists(t, missing)

	for version, says := range map[int]string{99: "use a newer one", 0: "open it for writing once"} {
		path := filepath.Join(t.TempDir(), "other.db")
		s, err := sqlite.Open(ctx, path, nil)
		require.NoError(t, err)
		require.NoError(t, s.Close())
		db, err := sql.Open("sqlite", path)
		require.NoError(t, err)
		_, err = db.Exec("DELETE FROM praxis_schema; INSERT INTO praxis_schema (version_id, is_applied) VALUES (?, 1)", version)
		require.NoError(t, err)
		require.NoError(t, db.Close())
		_, err = sqlite.Open(ctx, path, &sqlite.Options{ReadOnly: true})
		assert.ErrorIs(t, err, fault.Precondition)
		assert.ErrorContains(t, err, says)
	}
}
