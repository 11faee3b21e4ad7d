package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// TestManyAreAsOneAfterTheOther lets callers meet in batches, some of whom fail,
// some of whom do what is done already, while statements fail now and then. What
// each has seen and been told, and what is left in the end, must be as in a
// store that buffers nothing, where they come one after the other.
func TestManyAreAsOneAfterTheOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		outcomes := make(map[string]int)
		rapid.Check(struct{ testing.TB }{t}, func(r *rapid.T) { liveTogether(r, outcomes) }) // a *testing.T has a deadline, which is of no time in here
		for _, outcome := range []string{"kept", "exists", "conflict", "not found", "lost", "unsure", "thought better"} {
			assert.NotZero(t, outcomes[outcome], "%s hardly ever happened: %v", outcome, outcomes)
		}
	})
}

func liveTogether(r *rapid.T, outcomes map[string]int) {
	d := newDatabase(r)
	d.apart = rapid.Bool().Draw(r, "apart")
	store, oracle := New(d, patience), memory.New(nil)
	w := newWorld(r)
	for i, tenant := range tenancy {
		for _, s := range []storage.Store{store, oracle} {
			require.NoError(r, s.Tenant(tenant).Update(r.Context(), func(ctx context.Context, tx storage.Tx) error {
				return tx.PutCommunity(ctx, cop.Community{ID: here[i], Founder: "ana", FoundedAt: someday, Rev: 1})
			}))
		}
	}
	for range rapid.IntRange(1, 4).Draw(r, "batches") {
		callers := make([]*actor, rapid.IntRange(1, 6).Draw(r, "callers"))
		for i := range callers {
			callers[i] = w.actor()
		}
		d.strike = w.misfortunes()
		meet(r, store, callers, rapid.Bool().Draw(r, "as one batch"))
		d.strike = nil
		slices.SortFunc(callers, func(a, b *actor) int { return a.turn - b.turn })
		for _, one := range callers {
			outcomes[one.outcome()]++
			one.compare(r, oracle)
		}
	}
	for _, tenant := range tenancy {
		require.Equal(r, everything(r, oracle.Tenant(tenant)), everything(r, store.Tenant(tenant)))
	}
}

// tenancy are the tenants whose the first communities are.
var tenancy = []storage.Tenant{"a", "b"}

// actor calls Update.
type actor struct {
	tenant storage.Tenant
	expect storage.Expectation
	acts   []act
	strict bool  // does not go on after an error
	then   error // why it fails in the end
	turns  *int

	turn int      // its last run's, counted over all
	seen []string // in its last run
	lost bool     // a statement has failed in it
	err  error
}

func (w *world) actor() *actor {
	a := &actor{turns: &w.turns, tenant: tenancy[max(0, w.number(9, "tenant")-8)], strict: rapid.Bool().Draw(w.T, "strict")}
	if w.number(1, "expected") == 1 {
		a.expect = storage.Expectation{Community: draw(w, here, "expected"), Person: draw(w, folk, "person"), Long: w.number(9, "long") == 0}
	}
	for range w.number(6, "acts") {
		a.acts = append(a.acts, w.act())
	}
	if w.number(4, "fails") == 0 {
		a.then = errThought
	}
	return a
}

func (a *actor) run(ctx context.Context, tx storage.Tx) error {
	*a.turns++
	a.turn, a.seen, a.lost = *a.turns, nil, false
	for _, act := range a.acts {
		seen, err := act.do(ctx, tx)
		a.seen = append(a.seen, fmt.Sprint(act.name, " ", fault.CodeOf(err), " ", seen))
		a.lost = a.lost || errors.Is(err, errLost)
		if err != nil && a.strict {
			return err
		}
	}
	return a.then
}

// outcome is what came of it, in a word.
func (a *actor) outcome() string {
	switch {
	case errors.As(a.err, new(unsure)):
		return "unsure"
	case a.lost || errors.Is(a.err, errLost):
		return "lost"
	case errors.Is(a.err, errThought):
		return "thought better"
	case a.err != nil:
		return string(fault.CodeOf(a.err))
	}
	return "kept"
}

// compare does the same in another store.
func (a *actor) compare(t *rapid.T, s storage.Store) {
	if a.outcome() == "lost" {
		return // which nothing foresees
	}
	again := *a
	again.err = s.Tenant(a.tenant).Update(t.Context(), again.run)
	require.Equal(t, again.seen, a.seen)
	if a.outcome() == "unsure" { // it was done, as it happens
		require.NoError(t, again.err)
		return
	}
	require.Equal(t, fault.CodeOf(again.err), fault.CodeOf(a.err))
}

// meet lets all call while one has the turn; whose batch they then join, or not.
func meet(t *rapid.T, s storage.Store, callers []*actor, join bool) {
	gate, done := make(chan struct{}), make(chan struct{})
	go func() {
		ctx := storage.Expect(t.Context(), storage.Expectation{Long: !join})
		_ = s.Update(ctx, func(context.Context, storage.Tx) error {
			<-gate
			return nil
		})
		done <- struct{}{}
	}()
	synctest.Wait()
	for _, a := range callers {
		go func() {
			a.err = s.Tenant(a.tenant).Update(storage.Expect(t.Context(), a.expect), a.run)
			done <- struct{}{}
		}()
		synctest.Wait()
	}
	close(gate)
	for range len(callers) + 1 {
		<-done
	}
}

// misfortunes draws which steps fail.
func (w *world) misfortunes() func(*session, step) error {
	fails := make(map[step]int)
	for range w.number(2, "misfortunes") {
		at := draw(w, []step{stepBegin, stepEnter, stepRead, stepWrite, stepMark, stepUndo, stepCommit, stepAnswer, stepRecorded}, "step")
		fails[at] = w.number(3, "which") + 1
	}
	return func(_ *session, s step) error {
		if fails[s]--; fails[s] == 0 {
			return errLost
		}
		return nil
	}
}

// everything is all that a tenant has.
func everything(t *rapid.T, s storage.Store) (all []string) {
	note := func(name string, seen any, err error) {
		all = append(all, fmt.Sprint(name, " ", fault.CodeOf(err), " ", seen))
	}
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r storage.Reader) error {
		communities, err := activity.Collect(r.Communities(ctx, activity.CommunityID{}, 0))
		note("communities", communities, err)
		for _, c := range here {
			life, err := r.Lifecycle(ctx, c)
			note("lifecycle", life, err)
			state, err := storage.Take(ctx, r, c)
			if life.Community.IsZero() { // Take stops there
				state.Members, err = activity.Collect(r.Members(ctx, c, "", 0))
			}
			note("state", state, err)
			record, err := activity.Collect(r.Activities(ctx, c, 0, 0))
			note("record", record, err)
			tallies, err := activity.Collect(r.Tallies(ctx, c, activity.Tally{}, 0))
			note("tallies", tallies, err)
			received, err := activity.Collect(r.Received(ctx, c, activity.Tally{}, 0))
			note("received", received, err)
			presences, err := activity.Collect(r.Presences(ctx, c, activity.Presence{}, 0))
			note("presences", presences, err)
			for _, key := range []string{"one", "two"} {
				o, err := r.Operation(ctx, c, key)
				note(key, o, err)
			}
			for _, subscriber := range []string{"relay", "mail"} {
				seen, err := r.Cursor(ctx, c, subscriber)
				note(subscriber, seen, err)
			}
		}
		return nil
	}))
	return all
}
