package storagetest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// home is a community with something in every table: ana convenes it and bob
// is a member; bob has reused and endorsed what ana shared, and has accepted
// the first of ana's answers to his question.
type home struct {
	community activity.CommunityID
	resource  activity.ResourceID
	question  activity.QuestionID
	answers   [2]activity.AnswerID
}

// atHome is the key of an operation there, and the name of a subscriber.
const atHome = "at home"

// newHome makes one.
func (w *world) newHome(t testing.TB, s storage.Store) home {
	t.Helper()
	h := home{community: w.id(), resource: w.id(), question: w.id(), answers: [2]activity.AnswerID{w.id(), w.id()}}
	by := func(p activity.Person) activity.Occasion { return w.occasion(h.community, p) }
	require.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		_, err := storage.Found(ctx, tx, by("ana"), by("ana"), charter("Internal audit"))
		require.NoError(t, err)
		settle(t, ctx, tx, tx.PutMember)(membership.Join(by("bob"), membership.Member{}, true))
		draft := repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "A payroll", Body: "It was May.", Topics: []string{"payroll"}}}
		r := settle(t, ctx, tx, tx.PutResource)(repertoire.Share(by("ana"), h.resource, draft))
		settle(t, ctx, tx, tx.AddReuse)(r.Reuse(by("bob"), repertoire.Worked, ""))
		settle(t, ctx, tx, tx.PutEndorsement)(r.Endorse(by("bob"), repertoire.Endorsement{}))
		q := settle(t, ctx, tx, tx.PutQuestion)(repertoire.Ask(by("bob"), h.question, "Why?", []string{"payroll"}))
		first := settle(t, ctx, tx, tx.AddAnswer)(q.Answer(by("ana"), h.answers[0], "Because."))
		settle(t, ctx, tx, tx.AddAnswer)(q.Answer(by("ana"), h.answers[1], "So."))
		settle(t, ctx, tx, tx.PutQuestion)(q.Accept(by("bob"), first))
		require.NoError(t, tx.AddOperation(ctx, storage.Operation{Community: h.community, Key: atHome, Actor: "ana", Verb: activity.Share, Activity: w.id(), At: w.now}))
		return tx.PutCursor(ctx, h.community, atHome, 3)
	}))
	return h
}

// settle records what an act returned, and returns the state it led to.
func settle[T any](t testing.TB, ctx context.Context, tx storage.Tx, put func(context.Context, T) error) func(T, activity.Activity, error) T {
	return func(next T, a activity.Activity, err error) T {
		require.NoError(t, recordAct(ctx, tx, put)(next, a, err))
		return next
	}
}
