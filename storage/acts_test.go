package storage_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// occasion is the n-th hour of the community's life.
func occasion(n int, actor activity.Person) activity.Occasion {
	return activity.Occasion{ID: activity.ID{15: byte(n)}, Community: auditors, Actor: actor, At: at(n)}
}

// recorder does every act of the domain in one transaction.
type recorder struct {
	t   *testing.T
	ctx context.Context
	tx  storage.Tx
}

// do records what an act returned, and returns the state it led to.
func do[T any](r recorder, put func(context.Context, T) error) func(T, activity.Activity, error) T {
	return func(next T, a activity.Activity, err error) T {
		require.NoError(r.t, err)
		require.NoError(r.t, storage.Record(r.ctx, r.tx, put, next, a))
		return next
	}
}

func everything(t *testing.T, ctx context.Context, tx storage.Tx) {
	r := recorder{t, ctx, tx}
	c := do(r, tx.PutCommunity)(cop.Found(occasion(1, "ana"), first))
	for founding, err := range tx.Activities(ctx, auditors, 0, 1) {
		require.NoError(t, err)
		life, err := lifecycle.State{}.Fold(founding)
		require.NoError(t, err)
		require.NoError(t, tx.PutLifecycle(ctx, life))
		do(r, tx.PutLifecycle)(life.Move(occasion(2, "ana"), lifecycle.Design, "we know our needs"))
	}
	do(r, tx.PutCommunity)(c.Amend(occasion(3, "ana"), second, "we know our topics"))

	do(r, tx.PutMember)(membership.Start(occasion(4, "ana")))
	bob := do(r, tx.PutMember)(membership.Apply(occasion(5, "bob"), membership.Member{}, ""))
	bob = do(r, tx.PutMember)(membership.Admit(occasion(6, "ana"), bob, "bob"))
	bob = do(r, tx.PutMember)(membership.Appoint(occasion(7, "ana"), bob, membership.Mentor))
	bob = do(r, tx.PutMember)(membership.Relieve(occasion(8, "ana"), bob, membership.Mentor))
	eve := do(r, tx.PutMember)(membership.Invite(occasion(9, "ana"), membership.Member{}, "eve", ""))
	eve = do(r, tx.PutMember)(membership.Join(occasion(10, "eve"), eve, false))
	do(r, tx.PutMember)(membership.Remove(occasion(11, "ana"), eve, "spam"))

	res := do(r, tx.PutResource)(repertoire.Share(occasion(12, "bob"), template, repertoire.Draft{Kind: repertoire.Tool, Text: draft}))
	res = do(r, tx.PutResource)(res.Revise(occasion(13, "ana"), repertoire.Edit{Base: 1, Text: better, Note: "by grade"}))
	do(r, tx.AddReuse)(res.Reuse(occasion(14, "ana"), repertoire.Worked, ""))
	do(r, tx.PutEndorsement)(res.Endorse(occasion(15, "ana"), repertoire.Endorsement{}))
	do(r, tx.PutResource)(res.Retire(occasion(16, "bob"), "went digital"))

	q := do(r, tx.PutQuestion)(repertoire.Ask(occasion(17, "bob"), howTo, "How?", []string{"payroll"}))
	answer := do(r, tx.AddAnswer)(q.Answer(occasion(18, "ana"), stratify, "Stratify."))
	do(r, tx.PutQuestion)(q.Accept(occasion(19, "bob"), answer))

	do(r, tx.PutMember)(membership.Leave(occasion(20, "bob"), bob, ""))
}

// lived is a store in which every act of the domain was done once.
func lived(t *testing.T) storage.Store {
	store := memory.New(nil)
	require.NoError(t, store.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		everything(t, ctx, tx)
		return nil
	}))
	return store
}

// Every word of the vocabulary is somebody's act, every kind of detail is
// recorded, and each is about what the vocabulary says.
func TestActsSpeakTheVocabulary(t *testing.T) {
	objects := map[string]activity.ObjectID{
		"community": activity.ObjectID(auditors), "resource": activity.ObjectID(template),
		"question": activity.ObjectID(howTo), "answer": activity.ObjectID(stratify),
	}
	verbs, facts := make(map[activity.Verb]bool), map[string]bool{activity.Imported{}.FactName(): true}
	require.NoError(t, lived(t).View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		for a, err := range r.Activities(ctx, auditors, 0, 0) {
			require.NoError(t, err)
			require.NoError(t, a.Check())
			verbs[a.Verb], facts[a.Detail.FactName()] = true, true
			m, ok := a.Verb.Meaning()
			require.True(t, ok, a.Verb)
			assert.False(t, m.Imported, a.Verb)
			assert.Equal(t, objects[m.Object], a.Object, a.Verb)
			assert.Equal(t, m.Opens, a.Verb == activity.Ask, a.Verb)
		}
		return nil
	}))
	for _, m := range activity.Verbs() {
		assert.Equal(t, !m.Imported, verbs[m.Verb], "%s: only imported, or somebody's act", m.Verb)
	}
	for name := range storage.Facts {
		assert.True(t, facts[name], "%s is recorded", name)
	}
}

func TestRecord(t *testing.T) {
	store := lived(t)
	record := func(put func(storage.Tx) func(context.Context, membership.Member) error, n int) error {
		return store.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
			dan, a, err := membership.Join(occasion(n, "dan"), membership.Member{}, true)
			require.NoError(t, err)
			return storage.Record(ctx, tx, put(tx), dan, a)
		})
	}
	write := func(tx storage.Tx) func(context.Context, membership.Member) error { return tx.PutMember }
	fail := func(storage.Tx) func(context.Context, membership.Member) error {
		return func(context.Context, membership.Member) error { return fault.Conflict }
	}
	assert.ErrorIs(t, record(fail, 21), fault.Conflict, "without the state no activity")
	assert.ErrorIs(t, record(write, 20), fault.Exists, "an act is recorded once")
	assert.NoError(t, record(write, 21), "neither of them left anything")
}
