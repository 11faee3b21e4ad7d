package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Those who meet share a commit, in the order in which they came, and are told
// when it is done, and not before.
func TestCallersShareACommit(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		reached, proceed := make(chan struct{}), make(chan struct{})
		p.strike = func(_ *session, s step) error {
			if s == stepCommit {
				close(reached)
				<-proceed
			}
			return nil
		}
		release := p.holdUp()
		people := []activity.Person{"ana", "bob", "eve", "bob"}
		var calls []*call
		for i, who := range people {
			calls = append(calls, p.begin(t.Context(), p.says(who, i)))
		}
		go release()
		<-reached
		synctest.Wait()
		for _, c := range calls {
			assert.EqualValues(t, 1, c.runs.Load())
			assert.False(t, c.answered(), "before the commit")
		}
		close(proceed)
		for _, c := range calls {
			assert.NoError(t, c.wait())
		}
		assert.Equal(t, 1, p.commits)
		assert.Equal(t, people, p.record())
	})
}

// Where the database keeps tenants apart, those of each share a commit, and
// nobody waits for more than one of another's.
func TestTenantsApart(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		p.apart = true
		var order []string
		release := p.holdUp()
		var calls []*call
		for i, tenant := range []storage.Tenant{"b", "a", "c", "b", "a"} {
			at := map[storage.Tenant]activity.CommunityID{"a": p.id, "b": p.other, "c": p.id}[tenant]
			ctx := storage.Expect(t.Context(), storage.Expectation{Community: at, Person: "ana"})
			calls = append(calls, p.beginAs(tenant, ctx, func(ctx context.Context, tx storage.Tx) error {
				order = append(order, fmt.Sprint(tenant, p.commits))
				a := activity.Activity{Community: at, ID: p.newID(), Actor: "ana", Verb: activity.Comment, At: someday.Add(time.Duration(i) * time.Hour)}
				return storage.Append(ctx, tx, a)
			}))
		}
		release()
		for i, c := range calls {
			<-c.done
			if i == 2 {
				assert.ErrorIs(t, c.err, fault.NotFound)
			} else {
				assert.NoError(t, c.err)
			}
		}
		assert.Equal(t, []string{"a0", "a0", "b1", "b1", "c2"}, order[:5], "who holds things up is of tenant a")
		assert.Equal(t, []activity.Person{"ana", "ana"}, p.record())
	})
}

// Those who come while a batch is committed are the next one.
func TestWhoComesTooLateIsTheNextBatch(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		reached, proceed := make(chan struct{}), make(chan struct{})
		p.strike = func(_ *session, s step) error {
			if s == stepCommit && p.commits == 0 {
				close(reached)
				<-proceed
			}
			return nil
		}
		first := p.begin(t.Context(), p.says("ana", 1))
		<-reached
		second, third := p.begin(t.Context(), p.says("bob", 2)), p.begin(t.Context(), p.says("eve", 3))
		assert.Zero(t, second.runs.Load())
		close(proceed)
		for _, c := range []*call{first, second, third} {
			assert.NoError(t, c.wait())
		}
		assert.Equal(t, 2, p.commits)
		assert.Equal(t, []activity.Person{"ana", "bob", "eve"}, p.record())
	})
}

var errThought = errors.New("thought better of it")

// How an Update can end without being kept: with an error, or without ever
// returning.
var endings = map[string]struct {
	do  part
	err error
}{
	"an error":       {func(context.Context, storage.Tx) error { return errThought }, errThought},
	"a panic":        {func(context.Context, storage.Tx) error { panic("at the disco") }, errNever},
	"runtime.Goexit": {func(context.Context, storage.Tx) error { runtime.Goexit(); return nil }, errNever},
	"its context":    {func(context.Context, storage.Tx) error { return nil }, context.Canceled},
	"its own conflict": {func(ctx context.Context, tx storage.Tx) error {
		return tx.PutMember(ctx, person(activity.CommunityID{1}, "", 7))
	}, fault.NotFound},
}

// Whoever fails in a batch takes nobody along, wherever they stand in it, and
// whether or not what they wrote has been in the database.
func TestOneWhoFailsTakesNobodyAlong(t *testing.T) {
	for how, ending := range endings {
		for _, flushed := range []bool{false, true} {
			for place := range 3 {
				t.Run(how, func(t *testing.T) {
					perform(t, func(t *testing.T, p *play) {
						ctx, cancel := context.WithCancel(t.Context())
						defer cancel()
						fails := func(ctx context.Context, tx storage.Tx) error {
							if err := each(p.comes("eve"), p.says("eve", 1), p.says("ana", 9))(ctx, tx); err != nil {
								return err
							}
							if flushed {
								require.NoError(p, p.lists(ctx, tx))
							}
							if errors.Is(ending.err, context.Canceled) {
								cancel()
							}
							return ending.do(ctx, tx)
						}
						release := p.holdUp()
						var others []*call
						var failing *call
						for i := range 3 {
							if i == place {
								failing = p.begin(ctx, fails)
							}
							others = append(others, p.begin(t.Context(), p.says("ana", 2+i)))
						}
						release()
						assert.ErrorIs(t, failing.wait(), ending.err)
						for _, c := range others {
							assert.NoError(t, c.wait())
						}
						assert.Equal(t, []activity.Person{"ana", "ana", "ana"}, p.record())
						assert.Equal(t, []activity.Person{"ana"}, p.members())
						assert.Equal(t, someday.Add(4*time.Hour), p.lastActive("ana"))
					})
				})
			}
		}
	}
}
