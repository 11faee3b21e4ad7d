package storagetest

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// testRewriteInACrowd: while a record is rewritten again and again, as it is when
// people are erased, others write to it, write to another community, and read.
// Nothing of theirs is lost, none of it is refused, and nobody sees half of it.
func testRewriteInACrowd(t *testing.T, s storage.Store) {
	const writers, each, rounds = 6, 12, 6
	w := newWorld()
	homes := []home{w.newHome(t, s), w.newHome(t, s)}
	here, there := homes[0].community, homes[1].community
	before := []int{head(t, s, here), head(t, s, there)}

	written := map[activity.CommunityID]map[activity.ID]bool{here: {}, there: {}}
	var all, theirs sync.WaitGroup
	for n := range writers {
		var turns []turn
		for i := range each {
			h := homes[(n+i)%2]
			o := w.occasion(h.community, crowd[(n+i)%len(crowd)]) // bob, too, who is being erased
			written[h.community][o.ID] = true
			turns = append(turns, turn{home: h, first: o})
		}
		theirs.Go(func() {
			for i, turn := range turns {
				assert.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error { return turn.answerOrReuse(ctx, tx, i) }))
			}
		})
	}
	erasures := make([]activity.Occasion, rounds)
	for i := range erasures {
		erasures[i] = w.occasion(here, "bob")
	}
	erase := func(i int) (erased bool) {
		assert.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) (err error) {
			erased, err = storage.Erase(ctx, tx, erasures[i], storage.Erasure{Person: "bob", Tombstone: membership.Tombstone([10]byte{9: byte(i)})})
			return err
		}))
		return erased
	}
	done := make(chan struct{})
	all.Go(func() {
		for i := range rounds - 1 {
			erase(i)
		}
	})
	all.Go(func() { // who reads sees one state
		for {
			select {
			case <-done:
				return
			default:
				accountFor(t, t.Context(), s, here)
			}
		}
	})
	theirs.Wait()
	close(done)
	all.Wait()
	erase(rounds - 1)
	require.False(t, erase(rounds-1), "bob has gone")

	for i, c := range []activity.CommunityID{here, there} {
		AccountFor(t, s, c)
		record := view(t, s, func(ctx context.Context, r storage.Reader) ([]activity.Activity, error) {
			return activity.Collect(r.Activities(ctx, c, 0, 0))
		})
		bobs := 0
		for _, a := range record {
			delete(written[c], a.ID)
			if a.Actor == "bob" || a.To == "bob" {
				bobs++
			}
		}
		assert.Empty(t, written[c], "lost")
		if c == here {
			assert.Len(t, record, before[i]+writers*each/2+1, "and that bob was erased")
			assert.Zero(t, bobs)
		} else {
			assert.Len(t, record, before[i]+writers*each/2)
			assert.NotZero(t, bobs, "bob of another community")
		}
	}
}

// answerOrReuse adds to what everybody sees: to a thread, or to a resource.
func (t turn) answerOrReuse(ctx context.Context, tx storage.Tx, n int) error {
	if n%4 > 1 {
		r, err := tx.Resource(ctx, t.community, t.resource)
		if err != nil {
			return err
		}
		return recordAct(ctx, tx, tx.AddReuse)(r.Reuse(t.first, repertoire.Worked, "as bob did"))
	}
	q, err := tx.Question(ctx, t.community, t.question)
	if err != nil {
		return err
	}
	if q.Asker == "" {
		return fault.New("storagetest", fault.Invalid, fmt.Sprint("nobody asks ", q.ID))
	}
	return recordAct(ctx, tx, tx.PutAnswer)(q.Answer(t.first, activity.AnswerID(t.first.ID), "ask bob"))
}
