package storagetest

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// BenchmarkRecord measures how many activities a second a store records, one
// in a transaction: an answer to a question, with its row, its entry in the
// record and the head of the sequence. Beside it stands the floor: the same
// rows written by hand on the same driver. It is given the community and the
// question, both of which the store holds, and returns what writes one answer.
//
// The two sides take turns. The figures are medians over the turns, and their
// ratio, the store's by the floor's.
func BenchmarkRecord(b *testing.B, s storage.Store, floor func(activity.CommunityID, repertoire.Question) func(repertoire.Answer, activity.Activity)) {
	w := newWorld()
	id := w.newCommunity(b, s)
	q, a, err := repertoire.Ask(w.occasion(id, "ana"), activity.QuestionID(w.id()), "How do other countries sample payroll?", []string{"sampling"})
	require.NoError(b, err)
	require.NoError(b, s.Update(b.Context(), func(ctx context.Context, tx storage.Tx) error {
		return storage.Record(ctx, tx, tx.PutQuestion, q, a)
	}))
	byHand := floor(id, q)

	const turn = 100
	type given struct {
		repertoire.Answer
		activity.Activity
	}
	answers := make([]given, turn)
	var ours, theirs []time.Duration
	for b.Loop() {
		for i := range answers {
			answers[i].Answer, answers[i].Activity, err = q.Answer(w.occasion(id, "bob"), activity.AnswerID(w.id()), "Stratify by pay grade first.")
			require.NoError(b, err)
		}
		begin := time.Now()
		for _, g := range answers {
			if err := s.Update(b.Context(), func(ctx context.Context, tx storage.Tx) error {
				return storage.Record(ctx, tx, tx.AddAnswer, g.Answer, g.Activity)
			}); err != nil {
				b.Fatal(err)
			}
		}
		ours = append(ours, time.Since(begin))

		for i := range answers { // the same, under ids of their own
			answers[i].Answer.ID, answers[i].Activity.ID = w.id(), w.id()
			answers[i].Activity.Object = activity.ObjectID(answers[i].Answer.ID)
		}
		begin = time.Now()
		for _, g := range answers {
			byHand(g.Answer, g.Activity)
		}
		theirs = append(theirs, time.Since(begin))
	}
	store, hand := median(ours), median(theirs)
	b.ReportMetric(0, "ns/op") // a turn of both sides means nothing
	b.ReportMetric(turn/store.Seconds(), "activities/s")
	b.ReportMetric(turn/hand.Seconds(), "floor/s")
	b.ReportMetric(hand.Seconds()/store.Seconds(), "ratio")
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}
