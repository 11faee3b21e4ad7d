package storage_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// erase erases a person's data in one community.
func erase(t require.TestingT, ctx context.Context, s storage.Store, o activity.Occasion, e storage.Erasure) (erased bool) {
	require.NoError(t, s.Update(ctx, func(ctx context.Context, tx storage.Tx) (err error) {
		erased, err = storage.Erase(ctx, tx, o, e)
		return err
	}))
	return erased
}

// recordOf reads a community's record.
func recordOf(t require.TestingT, ctx context.Context, s storage.Store, c activity.CommunityID) (record storage.History) {
	require.NoError(t, s.View(ctx, func(ctx context.Context, r storage.Reader) (err error) {
		record, err = activity.Collect(r.Activities(ctx, c, 0, 0))
		return err
	}))
	return record
}

// renamed is a snapshot as it reads with another name for a person: what an
// erasure leaves of texts that do not tell of them.
func renamed(t require.TestingT, record storage.History, e storage.Erasure) storage.Snapshot {
	all := make(storage.History, len(record))
	for i, a := range record {
		all[i] = e.Of(a)
	}
	s, err := storage.Fold(activity.StreamOf(all...))
	require.NoError(t, err)
	return s
}

// TestErasingSomebodyOfAnyLife: whatever a community has lived through, nothing
// tells of the person afterwards, and all else is as it was.
func TestErasingSomebodyOfAnyLife(t *testing.T) {
	number := 0
	rapid.Check(t, func(r *rapid.T) {
		number++
		ctx, theirs := t.Context(), membership.Tombstone([10]byte{0xee, 0xee}) // not that of somebody who was erased before
		s := memory.New(nil)
		c := storagetest.Live(ctx, r, s, number, rapid.IntRange(0, 60).Draw(r, "acts"))
		other := storagetest.Live(ctx, r, s, number+1_000_000, 3)
		person := rapid.SampledFrom([]activity.Person{"ana", "Ana", "zoë", "zoe\u0308", "bob", "nobody"}).Draw(r, "person")
		e := storage.Erasure{Person: person, Tombstone: theirs, Words: rapid.Bool().Draw(r, "words")}
		record, before := recordOf(r, ctx, s, c), storagetest.AccountFor(t, s, c)
		elsewhere := recordOf(r, ctx, s, other)

		o := activity.Occasion{ID: activity.ID{0: 0xee}, Community: c, Actor: person, At: record[len(record)-1].At}
		erased := erase(r, ctx, s, o, e)
		after, now := storagetest.AccountFor(t, s, c), recordOf(r, ctx, s, c)
		require.Equal(r, elsewhere, recordOf(r, ctx, s, other), "another community is as it was")
		require.False(r, erase(r, ctx, s, o, e), "there is nothing left to erase")
		require.Equal(r, now, recordOf(r, ctx, s, c))
		if !erased {
			require.Equal(r, record, now)
			require.NotContains(r, tells(r, record), string(person))
			return
		}
		require.NotRegexp(r, `(?:^|[^\pL\pM\pN_])`+string(person)+`(?:[^\pL\pM\pN_]|$)`, tells(r, now))

		_, known := memberIn(before, person)
		ended, is := memberIn(after, theirs)
		require.Equal(r, known, is)
		if known {
			require.Equal(r, membership.Former, ended.Standing)
			require.True(r, ended.Erased)
			require.Equal(r, membership.Erased{}, now[len(now)-1].Detail)
			require.Len(r, now, len(record)+1)
		} else {
			require.Len(r, now, len(record), "there is no membership to end")
		}
		for i, a := range record { // threads keep their shape
			b := now[i]
			require.Equal(r, []any{a.Seq, a.ID, a.Verb, a.Object, a.InReplyTo, a.Thread, a.Space, a.Topics, a.Mode, a.At, a.Purpose},
				[]any{b.Seq, b.ID, b.Verb, b.Object, b.InReplyTo, b.Thread, b.Space, b.Topics, b.Mode, b.At, b.Purpose})
			if a.Actor != person && a.To != person {
				require.Equal(r, e.Of(a), b)
			}
		}
		require.Equal(r, figures(before, person, theirs), figures(after, person, theirs), "figures stay what they were")
		for _, m := range before.Members {
			if m.Person == person {
				continue
			}
			same, _ := memberIn(after, m.Person)
			for _, p := range []*activity.Person{&m.Mentor, &m.WelcomedBy} {
				if *p == person {
					*p = theirs
				}
			}
			require.Equal(r, m, same, "nobody else's membership changes")
		}
		if known { // all else is what the renamed record gives
			expected := renamed(r, record, e)
			expected.Members, expected.Tallies = after.Members, after.Tallies
			require.Equal(r, expected, after)
		}
	})
}

func memberIn(s storage.Snapshot, p activity.Person) (membership.Member, bool) {
	for _, m := range s.Members {
		if m.Person == p {
			return m, true
		}
	}
	return membership.Member{}, false
}

// tells is all that a record says, as it is kept.
func tells(t require.TestingT, record storage.History) string {
	var b strings.Builder
	for _, a := range record {
		name, detail, err := storage.EncodeFact(a.Detail)
		require.NoError(t, err)
		a.Detail = nil
		outline, err := json.Marshal(a)
		require.NoError(t, err)
		b.WriteString(string(outline) + " " + name + " " + string(detail) + "\n")
	}
	return b.String()
}

// figures are what is counted, with one name for a person and for who takes their
// place; but for the erasure itself.
func figures(s storage.Snapshot, person, tombstone activity.Person) map[any]int {
	one := func(p activity.Person) activity.Person {
		if p == tombstone {
			return person
		}
		return p
	}
	count := make(map[any]int)
	add := func(kind string, t activity.Tally) {
		if t.Verb != activity.Erase {
			n := t.Count
			t.Person, t.Count = one(t.Person), 0
			count[[2]any{kind, t}] = n
		}
	}
	for _, t := range s.Tallies {
		add("did", t)
	}
	for _, t := range s.Received {
		add("received", t)
	}
	for _, p := range s.Presences {
		n := p.Count
		p.Person, p.Count = one(p.Person), 0
		count[p] = n
	}
	return count
}

// TestErasingWhoWasOnlyImported: somebody can be in a record without ever having
// had a membership.
func TestErasingWhoWasOnlyImported(t *testing.T) {
	ctx, s := t.Context(), memory.New(nil)
	require.NoError(t, s.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		_, err := storage.Found(ctx, tx, occasion(1, "bob"), occasion(2, "bob"), first)
		if err != nil {
			return err
		}
		_, err = tx.Append(ctx, auditors, []activity.Activity{
			{ID: activity.ID{9}, Actor: "ana", Verb: "comment", At: at(3), Detail: activity.Imported{Object: "c1"}},
			{ID: activity.ID{8}, Actor: "eve", To: "ana", Verb: "comment", At: at(3), Detail: activity.Imported{Object: "c2", Source: "ana"}},
		})
		return err
	}))
	require.True(t, erase(t, ctx, s, occasion(4, "ana"), erasure))
	record := recordOf(t, ctx, s, auditors)
	require.Len(t, record, 4, "there is nothing to end")
	require.Equal(t, stone, record[2].Actor)
	require.Equal(t, stone, record[3].To)
	require.Equal(t, activity.Imported{Object: "c2", Source: string(stone)}, record[3].Detail)
	storagetest.AccountFor(t, s, auditors)
	require.False(t, erase(t, ctx, s, occasion(5, "ana"), erasure))
}

// TestErasingInNoCommunity: what is not there is NotFound.
func TestErasingInNoCommunity(t *testing.T) {
	err := memory.New(nil).Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		_, err := storage.Erase(ctx, tx, occasion(1, "ana"), erasure)
		return err
	})
	require.ErrorIs(t, err, fault.NotFound)
}
