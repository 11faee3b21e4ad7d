package storage_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

var somebody = membership.Tombstone([10]byte{7})

// kept is a store that holds a record, and what it folds to.
func kept(t *testing.T, record []activity.Activity) storage.Store {
	store := memory.New(nil)
	require.NoError(t, store.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		var folder storage.Folder
		for _, a := range record {
			change, err := folder.Fold(a)
			require.NoError(t, err)
			require.NoError(t, change.Put(ctx, tx))
			require.NoError(t, storage.Append(ctx, tx, a))
		}
		return nil
	}))
	return store
}

// erase erases a person and returns the record without them, and its state.
func erase(t *testing.T, store storage.Store, e storage.Erasure) (record []activity.Activity, state storage.Snapshot) {
	e.Tombstone = somebody
	require.NoError(t, store.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		erased, err := storage.Erase(ctx, tx, occasion(250, e.Person), e)
		require.NoError(t, err)
		assert.True(t, erased)
		record, err = activity.Collect(tx.Activities(ctx, auditors, 0, 0))
		require.NoError(t, err)
		state, err = storage.Take(ctx, tx, auditors)
		require.NoError(t, err)
		folded, err := storage.Fold(activity.StreamOf(record...))
		require.NoError(t, err)
		assert.Equal(t, folded, state)

		erased, err = storage.Erase(ctx, tx, occasion(251, e.Person), e)
		require.NoError(t, err)
		assert.False(t, erased, "there is nothing left to erase")
		return nil
	}))
	return record, state
}

// Whoever is erased, nothing tells of them, and all else stays.
func TestEraseAnybody(t *testing.T) {
	for _, p := range []activity.Person{"ana", "bob", "eve"} {
		for _, words := range []bool{false, true} {
			record, state := erase(t, kept(t, full()), storage.Erasure{Person: p, Words: words})
			assert.Len(t, record, len(full())+1, "and the erasure itself")
			for _, told := range []any{record, state} {
				text, err := json.Marshal(told)
				require.NoError(t, err)
				assert.NotContains(t, string(text), `"`+string(p)+`"`)
			}
		}
	}
}

func TestEraseNobody(t *testing.T) {
	require.NoError(t, kept(t, full()).Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		erased, err := storage.Erase(ctx, tx, occasion(250, "zoe"), storage.Erasure{Person: "zoe", Tombstone: somebody})
		assert.False(t, erased)
		return err
	}))
}

// What people say about themselves goes; what they wrote for others stays,
// unless they want that to go, too.
func TestWhatGoes(t *testing.T) {
	r := activity.ObjectID(candour)
	wrote := entry(34, "bob", cop.Ruled{RuleText: cop.RuleText{Title: "Candour", Text: "As bob says: say it. Ask bobby."}, Reason: "It helps me."}, r)
	wrote.Seq = 34
	applied := entry(3, "bob", membership.AskedIn{Note: "May I?"})
	removed := to("bob", entry(4, "ana", membership.WasRemoved{Reason: "spam"}))
	other := to("eve", entry(4, "bob", membership.WasRemoved{Reason: "spam"}))
	for _, test := range []struct {
		name  string
		words bool
		a     activity.Activity
		want  activity.Fact
	}{
		{"a note of one's own", false, applied, membership.AskedIn{Note: storage.Gone}},
		{"a reason about them", false, removed, membership.WasRemoved{Reason: storage.Gone}},
		{"their reason about somebody else", false, other, membership.WasRemoved{Reason: storage.Gone}},
		{"their name in a text", false, wrote, cop.Ruled{RuleText: cop.RuleText{Title: "Candour", Text: "As " + string(somebody) + " says: say it. Ask bobby."}, Reason: "It helps me."}},
		{"their words", true, wrote, cop.Ruled{RuleText: cop.RuleText{Title: "[erased 34]", Text: "[erased 34]"}, Reason: storage.Gone}},
	} {
		before := test.a
		got := storage.Erasure{Person: "bob", Tombstone: somebody, Words: test.words}.Of(test.a)
		assert.Equal(t, test.want, got.Detail, test.name)
		assert.Equal(t, before, test.a, test.name)
	}
	bobless := storage.Erasure{Person: "bob", Tombstone: somebody}.Of(removed)
	assert.Equal(t, somebody, bobless.To)
	assert.Equal(t, activity.Person("ana"), bobless.Actor)
}

// Texts that differed still do, and people who were in order still are, or the
// record would no longer fold.
func TestEraseKeepsWhatFollowsFromWhat(t *testing.T) {
	r, s, g, p := activity.ObjectID(candour), activity.ObjectID(room), activity.ObjectID(call), activity.ObjectID(candidly)
	about := func(r cop.Room, about string) cop.Room { r.About = about; return r }
	again := monthly
	again.About = "What we found."
	record := append(history(),
		entry(26, "bob", cop.Ruled{RuleText: say}, r),
		entry(27, "bob", cop.RuleAmended{RuleText: kindly, Reason: "It hurt."}, r),
		entry(28, "bob", cop.SpaceOpened{Room: about(stewards, "For a few.")}, s),
		entry(29, "bob", cop.SpaceRearranged{Room: about(stewards, "For some.")}, s),
		entry(30, "bob", cop.GatheringPlanned{Plan: monthly}, g),
		entry(31, "bob", cop.GatheringReplanned{Plan: again, Reason: "We know."}, g),
		entry(32, "bob", cop.Proposed{Motion: motion}, p),
		entry(33, "ana", cop.Voted{Stance: cop.Yes}, p),
		entry(34, "bob", cop.Voted{Stance: cop.Yes}, p),
		entry(35, "zoe", cop.Voted{Stance: cop.Yes}, p),
		entry(47, "ana", cop.Decided{Outcome: cop.Outcome{
			Result: cop.Lapsed, Entitled: 1, Answered: 1, Discounted: []activity.Person{"bob", "zoe"},
			Tally: []cop.StanceCount{{Stance: cop.Yes, Count: 1}, {Stance: cop.No}, {Stance: cop.Abstain}},
		}}, p),
	)
	_, state := erase(t, kept(t, record), storage.Erasure{Person: "bob", Words: true})
	assert.Equal(t, "[erased 27]", state.Rules[0].Text)
	_, state = erase(t, kept(t, record), storage.Erasure{Person: "zoe", Words: true})
	assert.Equal(t, []activity.Person{"bob", somebody}, state.Proposals[0].Outcome.Discounted)
	assert.Equal(t, say, state.Rules[0].Versions[0].RuleText)
}

// An id that is a word of a vocabulary, or looks like a time, is nobody's there.
func TestEraseReadsNoOneIntoOtherWords(t *testing.T) {
	a := entry(1, "2026", cop.GatheringPlanned{Plan: monthly})
	got := storage.Erasure{Person: "2026", Tombstone: somebody, Words: true}.Of(a).Detail.(cop.GatheringPlanned)
	assert.Equal(t, monthly.Rhythm, got.Rhythm)
	vote := entry(1, "yes", cop.Voted{Stance: cop.Yes})
	vote.Verb = "yes"
	gone := storage.Erasure{Person: "yes", Tombstone: somebody}.Of(vote)
	assert.Equal(t, cop.Voted{Stance: cop.Yes}, gone.Detail)
	assert.Equal(t, somebody, gone.Actor)
	assert.Equal(t, activity.Verb("yes"), gone.Verb)
}
