package storagetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// testHistories lets a community live a random life in the store and in
// memory. Both must agree after every act, in its outcome, in the state it
// left and in the record; and in the end the record must fold to the tables.
func testHistories(t *testing.T, s storage.Store) { lives(t, s) }

func lives(t testing.TB, s storage.Store) {
	wanted := checks()
	lived, happened := 0, make(map[string]int)
	rapid.Check(t, func(r *rapid.T) {
		lived++
		name := storage.Tenant(fmt.Sprint("history ", lived))
		store, oracle := s.Tenant(name), memory.New(nil).Tenant(name)
		l := newLife(t.Context(), lived, store, oracle)
		for range rapid.IntRange(50, 160).Draw(r, "acts") {
			act := l.draw(r)
			got, want := l.try(store, act), l.try(oracle, act)
			require.Equal(r, want, got, act.name)
			if got.Code == "" && got.State != false {
				happened[act.name]++
			}
			require.False(r, act.name == "erase" && got.Code != "", "whoever wants to can be erased")
		}
		for _, s := range []storage.Store{store, oracle} {
			accountFor(r, l.ctx, s, l.community)
		}
	})
	require.GreaterOrEqual(t, lived, wanted)
	for _, name := range acts {
		if lived < histories {
			break // too few to tell
		}
		require.NotZero(t, happened[name], "%s never happened: %v", name, happened)
	}
}

// acts are the names of all that happens in a life.
var acts = []string{
	"amend", "move", "join", "apply", "invite", "admit", "leave", "remove", "appoint", "relieve",
	"share", "revise", "retire", "reuse", "endorse", "ask", "answer", "accept", "import", "rewrite",
	"open", "rearrange", "let in", "let out", "close",
	"plan", "replan", "shift", "call off", "call off a meeting", "attend", "take attendance", "minute",
	"set a rule", "amend a rule", "repeal", "tie", "untie", "rate", "hand on", "end",
	"propose", "vote", "decide", "withdraw",
	"adopt", "attest", "retract", "draft a survey", "rewrite a survey", "open a survey", "respond", "close a survey",
	"guide", "complete", "pair", "unpair", "welcome", "thank", "commend", "enrol", "delist", "erase",
}

// outcome is all that can be seen of an act.
type outcome struct {
	Code  fault.Code
	State any
	Head  activity.Seq
	Last  []activity.Activity
	Page  any
}

// try does one act in one transaction, and then looks around.
func (l *life) try(s storage.Store, act act) outcome {
	var o outcome
	err := s.Update(l.ctx, func(ctx context.Context, tx storage.Tx) (err error) {
		o.State, err = act.do(ctx, tx)
		return err
	})
	if o.Code = fault.CodeOf(err); err != nil {
		o.State = nil
	}
	err = s.View(l.ctx, func(ctx context.Context, r storage.Reader) (err error) {
		if o.Head, err = r.Head(ctx, l.community); err != nil {
			return err
		}
		if o.Last, err = activity.Collect(r.Activities(ctx, l.community, o.Head-3, 0)); err != nil {
			return err
		}
		o.Page, err = act.look(ctx, r)
		return err
	})
	if err != nil {
		panic(err) // nothing that is looked at can be missing
	}
	return o
}

// pause keeps times apart by a drawn number of microseconds.
func (w *world) pause(r *rapid.T) {
	w.now = w.now.Add(time.Duration(rapid.IntRange(0, 1e9).Draw(r, "pause")) * time.Microsecond)
}
