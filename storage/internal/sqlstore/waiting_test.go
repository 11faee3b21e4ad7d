package sqlstore

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Who waits for the turn waits as long as the store is patient.
func TestPatience(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		release := p.holdUp()
		start := time.Now()
		patient := p.begin(t.Context(), p.says("bob", 1))
		time.Sleep(patience / 2)
		later := p.begin(t.Context(), p.says("eve", 1))
		err := patient.wait()
		assert.Equal(t, patience, time.Since(start))
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.ErrorContains(t, err, "fake.Update: unavailable: another transaction held the store for 1m0s; try again later, and never begin a transaction inside of another")
		assert.Zero(t, patient.runs.Load())
		release()
		assert.NoError(t, later.wait(), "who came later has some patience left")
		assert.Equal(t, []activity.Person{"eve"}, p.record())
	})
}

// A context ends the waiting for the turn, and nobody is passed over for it.
func TestAContextEndsTheWaiting(t *testing.T) {
	for place := range 3 {
		perform(t, func(t *testing.T, p *play) {
			release := p.holdUp()
			ctx, cancel := context.WithCancelCause(t.Context())
			var leaves *call
			var others []*call
			for i := range 3 {
				if i == place {
					leaves = p.begin(ctx, p.says("bob", 1))
				}
				others = append(others, p.begin(t.Context(), p.says("eve", i)))
			}
			cancel(errThought)
			assert.ErrorIs(t, leaves.wait(), errThought)
			assert.Zero(t, leaves.runs.Load())
			release()
			for _, c := range others {
				assert.NoError(t, c.wait())
			}
			assert.Equal(t, []activity.Person{"eve", "eve", "eve"}, p.record())
			assert.Equal(t, 1, p.commits)
		})
	}
}

// The turn can come at the very moment at which a context, or patience, ends.
// It is passed on, or taken; it is never lost.
func TestTheTurnComesAsTheWaitingEnds(t *testing.T) {
	for name, ends := range map[string]func(context.Context) (context.Context, context.CancelFunc){
		"the context": func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithTimeout(ctx, patience/2)
		},
		"patience": context.WithCancel,
	} {
		t.Run(name, func(t *testing.T) {
			for range 200 { // for who comes first is a matter of chance
				perform(t, func(t *testing.T, p *play) {
					release := p.holdUp()
					ctx, cancel := ends(t.Context())
					defer cancel()
					leaves := p.begin(ctx, p.says("bob", 1))
					until := patience
					if name == "the context" {
						until /= 2
					}
					time.Sleep(until - 1)
					stays := p.begin(t.Context(), p.says("eve", 1))
					time.Sleep(time.Nanosecond)
					release()
					want := []activity.Person{"eve"}
					if leaves.wait() == nil {
						want = []activity.Person{"bob", "eve"}
					}
					assert.NoError(t, stays.wait())
					assert.Equal(t, want, p.record())
					assert.NoError(t, p.begin(t.Context(), p.says("eve", 2)).wait(), "the store goes on")
				})
			}
		})
	}
}

// What is part of a batch is kept, and said to be, even if its context ends
// before the commit.
func TestAContextEndsBeforeTheCommit(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		ctx, cancel := context.WithCancel(t.Context())
		release := p.holdUp()
		first := p.begin(ctx, p.says("bob", 1))
		second := p.begin(t.Context(), func(inner context.Context, tx storage.Tx) error {
			cancel()
			return p.says("eve", 1)(inner, tx)
		})
		release()
		assert.NoError(t, first.wait())
		assert.NoError(t, second.wait())
		assert.Equal(t, []activity.Person{"bob", "eve"}, p.record())
		assert.Equal(t, 1, p.commits)
	})
}

// A connection that cannot be had is the misfortune of the one who asked.
func TestNoConnection(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		release := p.holdUp()
		lost := false
		p.strike = func(_ *session, s step) error {
			if s == stepBegin && !lost {
				lost = true
				return errLost
			}
			return nil
		}
		long := p.begin(storage.Expect(t.Context(), storage.Expectation{Long: true}), p.says("bob", 1)) // in a transaction that it begins
		other := p.begin(t.Context(), p.says("eve", 1))
		release()
		assert.ErrorIs(t, long.wait(), errLost)
		assert.ErrorIs(t, long.err, fault.Unavailable)
		assert.NoError(t, other.wait())
		assert.Equal(t, []activity.Person{"eve"}, p.record())
	})
}
