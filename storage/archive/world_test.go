package archive_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/archive"
	"github.com/praxis-cop/praxis/storage/memory"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// inFile is an empty store in a file.
func inFile(t testing.TB) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "praxis.db"), nil)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// world gives out times and identifiers, the same ones in every run, for life to
// go on.
func world(store storage.Store) *praxis.Constellation {
	now, counter := time.Date(2027, time.March, 2, 9, 0, 0, 1000, time.UTC), uint64(0)
	return praxis.New(store, &praxis.Options{
		Authority: praxis.Trusted,
		Clock: func() time.Time {
			now = now.Add(time.Hour + time.Microsecond)
			return now
		},
		IDs: func(at time.Time) [16]byte {
			counter++
			var random [10]byte
			binary.BigEndian.PutUint64(random[2:], counter)
			return activity.V7(at, random)
		},
	})
}

// auditors and gardeners are two communities: one in which everything has
// happened that can, and one that has just begun.
var (
	auditors  = must(activity.ParseID[activity.CommunityID]("019cadfd-8900-7000-8000-000000000002"))
	gardeners = must(activity.ParseID[activity.CommunityID]("019cb2b6-0800-7000-8000-00000000002f"))
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// recorded is an archive of the two communities.
func recorded(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/version1.jsonl")
	require.NoError(t, err)
	return b
}

// recordedInFull is an archive of a community in which everything has happened
// that can happen by now.
func recordedInFull(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/version1_in_full.jsonl")
	require.NoError(t, err)
	return b
}

// recordedOf is an archive of a community in which all was done that there is to do
// about a subject: resources, what they are worth, what is to be written down, or the
// life of the community.
func recordedOf(t testing.TB, subject string) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/version1_of_" + subject + ".jsonl")
	require.NoError(t, err)
	return b
}

// live brings the two communities into a store.
func live(t testing.TB, store storage.Store) {
	t.Helper()
	_, err := imported(t, store, recorded(t))
	require.NoError(t, err)
}

// outlines appends so many outlines of activities to a community's record.
func outlines(t testing.TB, s storage.Store, community activity.CommunityID, n int) {
	t.Helper()
	batch := make([]activity.Activity, n)
	for i := range batch {
		batch[i] = activity.Activity{ID: activity.ID{1, byte(i >> 8), byte(i)}, Actor: "u1", Verb: "comment", At: time.UnixMicro(int64(i)).UTC()}
	}
	require.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		_, err := tx.Append(ctx, community, batch)
		return err
	}))
}

// exported is an archive of communities, of all if none is named.
func exported(t testing.TB, s storage.Store, communities ...activity.CommunityID) []byte {
	t.Helper()
	var b bytes.Buffer
	_, err := archive.Export(t.Context(), s, &b, &archive.Options{Communities: communities})
	require.NoError(t, err)
	return b.Bytes()
}

// imported imports an archive.
func imported(t testing.TB, s storage.Store, archived []byte) (archive.Summary, error) {
	t.Helper()
	return archive.Import(t.Context(), s, bytes.NewReader(archived))
}

// holding is all that a store holds of its tenant's communities.
func holding(t testing.TB, s storage.Store) (snapshots []storage.Snapshot, records [][]activity.Activity) {
	t.Helper()
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		snapshots, records = nil, nil
		for c, err := range r.Communities(ctx, activity.CommunityID{}, 0) {
			require.NoError(t, err)
			snapshot, err := storage.Take(ctx, r, c.ID)
			require.NoError(t, err)
			record, err := activity.Collect(r.Activities(ctx, c.ID, 0, 0))
			require.NoError(t, err)
			snapshots, records = append(snapshots, snapshot), append(records, record)
		}
		return nil
	}))
	return snapshots, records
}

// empty checks that nothing is in a store.
func empty(t testing.TB, s storage.Store, because string) {
	t.Helper()
	snapshots, _ := holding(t, s)
	require.Empty(t, snapshots, because)
}

// lived is a store with the two communities.
func lived(t testing.TB) storage.Store {
	t.Helper()
	s := memory.New(nil)
	live(t, s)
	return s
}

// young is a store with two communities that have just begun, so small that
// each byte of their archive can be looked at.
func young(t testing.TB) storage.Store {
	t.Helper()
	s := memory.New(nil)
	for i := range 2 {
		outlines(t, s, newcomers(t, s, i), 2)
	}
	return s
}

// newcomers founds a community of a number of its own.
func newcomers(t testing.TB, s storage.Store, number int) activity.CommunityID {
	t.Helper()
	id := activity.CommunityID{15: byte(number + 1)}
	by := func(n byte) activity.Occasion {
		return activity.Occasion{ID: activity.ID{15: n}, Community: id, Actor: "ana", At: time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)}
	}
	require.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		_, err := storage.Found(ctx, tx, by(1), by(2), cop.Charter{Name: "Newcomers", Domain: cop.Domain{Concern: "finding their way"}})
		return err
	}))
	return id
}

// lines are the lines of an archive, each with its line feed.
func lines(archived []byte) []string { return slices.Collect(strings.Lines(string(archived))) }
