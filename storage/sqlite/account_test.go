package sqlite_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// accountFor checks that everything acknowledged is in the file, in a record
// without a gap that accounts for the tables.
func accountFor(t *testing.T, path string, acknowledged map[string]bool) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, nil)
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	there := make(map[string]bool)
	for _, tables := range accounts(t, s) {
		for _, thread := range tables.Questions {
			there[thread.Question.ID.String()] = true
			for _, answer := range thread.Answers {
				there[answer.ID.String()] = true
			}
		}
	}
	for id := range acknowledged {
		require.True(t, there[id], "%s was acknowledged and is lost", id)
	}
	assert.Equal(t, "ok", ask[string](t, database(t, path), "PRAGMA integrity_check"))
}

// accounts is what is in the tables of a tenant's communities, for which their
// records account.
func accounts(t *testing.T, s storage.Store) (all []storage.Snapshot) {
	t.Helper()
	communities, err := praxis.New(s, nil).Communities(t.Context(), activity.CommunityID{}, 0)
	require.NoError(t, err)
	for _, c := range communities {
		all = append(all, storagetest.AccountFor(t, s, c.ID))
	}
	return all
}
