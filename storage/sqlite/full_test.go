package sqlite_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/internal/crashtest"
	"github.com/praxis-cop/praxis/internal/smalldisk"
	"github.com/praxis-cop/praxis/internal/soak"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// A full disk, which a limit of the database's size stands for.

// filling writes until there is no space left, hears of it, and goes on as if
// it had not.
func filling(t testing.TB, id activity.CommunityID) func(context.Context, storage.Tx) error {
	return func(ctx context.Context, tx storage.Tx) error {
		var err error
		for i := 0; err == nil; i++ {
			require.Less(t, i, 1000, "the disk is never full")
			err = tx.PutResource(ctx, repertoire.Resource{Community: id, ID: activity.ResourceID{byte(i), byte(i >> 8), 1}, SharedAt: someday,
				Current: repertoire.Version{Number: 1, Text: repertoire.Text{Title: "A payroll", Body: strings.Repeat("It was May. ", 1000)}, At: someday}, Rev: 1})
			if err == nil { // a list wants it written
				_, err = activity.Collect(tx.Resources(ctx, id, activity.ResourceID{}, 1))
			}
		}
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.ErrorContains(t, err, "there is no space left; make room and try again")
		assert.Error(t, welcoming(id, "eve")(ctx, tx), "nothing is kept after it")
		return nil
	}
}

// resources counts what filling wrote.
func resources(t testing.TB, s storage.Store, id activity.CommunityID) (n int) {
	t.Helper()
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		all, err := activity.Collect(r.Resources(ctx, id, activity.ResourceID{}, 0))
		n = len(all)
		return err
	}))
	return n
}

func TestAFullDisk(t *testing.T) {
	path := newFile(t)
	roomy := openFile(t, path, nil)
	id := newCommunity(t, roomy)
	require.NoError(t, welcome(t.Context(), roomy, id, "bob"))

	db := database(t, path, append(wise, "max_page_count(100)")...)
	db.SetMaxOpenConns(1)
	tight := sqlite.New(db, nil)
	for range 2 {
		err := tight.Update(t.Context(), filling(t, id))
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.ErrorContains(t, err, "there is no space left; make room and try again")
	}
	assert.Zero(t, resources(t, tight, id), "nothing is half-written")
	assert.Equal(t, []activity.Person{"bob"}, members(t, tight, id))
	assert.Equal(t, "ok", ask[string](t, db, "PRAGMA integrity_check"))

	execute(t, db, "PRAGMA max_page_count(1000000)")
	for i := range 5 {
		require.NoError(t, welcome(t.Context(), tight, id, activity.Person(fmt.Sprint("person ", i))), "and it goes on")
	}
	assert.Len(t, members(t, roomy, id), 6)
	assert.Equal(t, "ok", ask[string](t, db, "PRAGMA integrity_check"))
}

// SQLite gives up the host's whole transaction; the host is told, and cannot
// commit half of it.
func TestAFullDiskInAHostsTransaction(t *testing.T) {
	path := newFile(t)
	id := newCommunity(t, openFile(t, path, nil))
	db := database(t, path, append(wise, "max_page_count(100)")...)
	execute(t, db, "CREATE TABLE employee (id TEXT PRIMARY KEY)")

	tx := begin(t, db)
	employ(t, tx, "ana")
	s := sqlite.Join(tx)
	err := s.Update(t.Context(), filling(t, id))
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorContains(t, err, "the host's whole transaction is gone; roll it back and begin it anew")
	assert.ErrorContains(t, err, "there is no space left")
	assert.ErrorIs(t, welcome(t.Context(), s, id, "bob"), fault.Precondition)
	assert.Error(t, tx.Commit())

	assert.Zero(t, employees(t, db))
	assert.Empty(t, members(t, sqlite.New(db, nil), id))
}

// On a full disk many callers, who share commits, each hear the same: what was
// not acknowledged is not there. When there is room again the same store goes
// on.
func TestSoakFullDisk(t *testing.T) {
	seed := soak.Seed(t)
	var total crashtest.Figures
	rounds := soak.Pick(t, 1, 5, 20)
	for round := range rounds {
		disk := smalldisk.New(t, 64)
		total = total.Add(crashtest.Full{
			Store: openFile(t, filepath.Join(disk.Path, "praxis.db"), nil),
			Fill:  func(leave int64) { disk.Fill(t, leave) },
			Clear: func() { disk.Clear(t) },
		}.Survive(t, seed+uint64(round)))
	}
	t.Logf("%d disks, each full twice: %v", rounds, total)
}

// The same for a limit of the database's size, for which nothing has to be
// mounted. SQLite keeps it for a connection, and a new one begins with 2500.
func TestSoakFullDatabase(t *testing.T) {
	seed := soak.Seed(t)
	var total crashtest.Figures
	rounds := soak.Pick(t, 1, 5, 20)
	for round := range rounds {
		db := database(t, newFile(t), append(wise, "synchronous(OFF)", "max_page_count(2500)")...)
		db.SetMaxOpenConns(1)
		require.NoError(t, sqlite.Migrate(t.Context(), db))
		total = total.Add(crashtest.Full{
			Store: sqlite.New(db, &sqlite.Options{Patience: long}),
			Fill: func(leave int64) {
				pages := leave/ask[int64](t, db, "PRAGMA page_size") + ask[int64](t, db, "PRAGMA page_count")
				execute(t, db, fmt.Sprintf("PRAGMA max_page_count(%d)", min(pages, 2500)))
			},
			Clear: func() { execute(t, db, "PRAGMA max_page_count(1000000)") },
		}.Survive(t, seed+uint64(round)))
		assert.Equal(t, "ok", ask[string](t, db, "PRAGMA integrity_check"))
	}
	t.Logf("%d databases, each full twice: %v", rounds, total)
}
