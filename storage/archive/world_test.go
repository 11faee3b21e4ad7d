package archive_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
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

// world gives out times and identifiers, the same ones in every run.
func world(store storage.Store) *praxis.Constellation {
	now, counter := time.Date(2026, time.March, 2, 9, 0, 0, 1000, time.UTC), uint64(0)
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

// live lets two communities live: one in which everything happens that can, and
// one that has just begun.
func live(t testing.TB, store storage.Store) (auditors, gardeners activity.CommunityID) {
	t.Helper()
	ctx, communities := t.Context(), world(store)
	ok := func(err error) {
		t.Helper()
		require.NoError(t, err)
	}
	charter := cop.Charter{
		Name: "Internal <audit> & “money”", Kind: cop.BestPractice, Purpose: "Learn from each other's audits.\nWrite it down.",
		Domain: cop.Domain{Concern: "auditing public money well", Topics: []string{"sampling", "payroll"}},
		Form:   cop.Form{Reach: cop.Global, Medium: cop.Hybrid, Boundary: cop.Across, Formality: cop.Supported, Origin: cop.Emerged, Admission: cop.Open},
	}
	c, err := communities.As("ana").Found(ctx, charter)
	ok(err)
	in := func(p activity.Person) praxis.Participant { return communities.As(p).In(c.ID) }
	charter.Form.Admission = cop.ByRequest
	_, err = in("ana").Amend(ctx, charter, "we want to know who comes")
	ok(err)
	ok(in("ana").Move(ctx, lifecycle.Design, "we know whom it is for"))
	ok(in("bob").Apply(ctx, "I audit schools,\tmostly \U0001f600"))
	ok(in("ana").Admit(ctx, "bob"))
	ok(in("bob").Invite(ctx, "zoë", "come, too"))
	ok(in("zoë").Join(ctx))
	ok(in("ana").Admit(ctx, "eve"))
	ok(in("eve").Leave(ctx, "new job"))
	ok(in("ana").Admit(ctx, "mallory"))
	ok(in("ana").Remove(ctx, "mallory", "advertising"))
	ok(in("ana").Appoint(ctx, "bob", membership.Mentor))
	ok(in("ana").Appoint(ctx, "bob", membership.Expert))
	ok(in("ana").Relieve(ctx, "bob", membership.Mentor))

	text := repertoire.Text{Title: "Sampling payroll", Body: "Stratify\\\" by \u2028 grade.", Topics: []string{"sampling"}}
	resource, err := in("ana").Share(ctx, repertoire.Draft{Kind: repertoire.Guideline, Text: text})
	ok(err)
	text.Body, text.Topics = "Stratify.\r\nDraw.", nil
	ok(in("ana").Revise(ctx, resource, repertoire.Edit{Base: 1, Text: text, Note: "the second step"}))
	ok(in("bob").Reuse(ctx, resource, repertoire.Worked, "two ghosts found"))
	ok(in("bob").Endorse(ctx, resource))
	ok(in("ana").Retire(ctx, resource, "the law has changed"))

	question, err := in("bob").For(activity.BuildArgument).Meeting(activity.InPerson).Ask(ctx, "How do others sample?", "sampling", "payroll")
	ok(err)
	answer, err := in("zoë").Answer(ctx, question, "Stratify first.")
	ok(err)
	ok(in("bob").Accept(ctx, question, answer))

	at := time.Date(9999, time.December, 31, 23, 59, 59, 999_999_000, time.UTC)
	foreign := activity.Activity{
		ID: activity.ForeignRecord("forum", "u1", "applaud", "p1", at, 0), Actor: "u1", Verb: "applaud", Object: activity.Foreign("forum", "p1"),
		InReplyTo: activity.Foreign("forum", "p0"), Thread: activity.Foreign("forum", "p0"), To: "u0", Space: activity.SpaceID{15: 7},
		Topics: []string{"a", "A"}, Mode: activity.Online, At: at, Purpose: activity.Discuss,
		Detail: activity.Imported{Source: "forum", Object: "p1", InReplyTo: "p0", Thread: "p0", Accepted: true},
	}
	bare := activity.Activity{ID: activity.ID{15: 1}, Actor: "u0", Verb: "commit", At: time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Microsecond)}
	_, err = in("ana").Import(ctx, activity.StreamOf(foreign, bare))
	ok(err)

	other, err := communities.As("gus").Found(ctx, cop.Charter{Name: "School gardens", Domain: cop.Domain{Concern: "growing"}})
	ok(err)
	return c.ID, other.ID
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
