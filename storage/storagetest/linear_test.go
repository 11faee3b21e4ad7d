package storagetest

import (
	"math"
	"testing"

	"github.com/anishathalye/porcupine"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestFoundOut: stores that break a promise, each in its way, live through
// histories that could not have happened one deed after another.
func TestFoundOut(t *testing.T) {
	for name, wrap := range map[string]func(storage.Store) storage.Store{
		"acknowledges what is lost":          func(s storage.Store) storage.Store { return &forgetful{Store: s} },
		"acknowledges what is not kept yet":  func(s storage.Store) storage.Store { return early{s} },
		"shows several states in one view":   func(s storage.Store) storage.Store { return torn{s} },
		"decides on a state that has passed": func(s storage.Store) storage.Store { return skewed{s} },
		"loses a change to a later one":      func(s storage.Store) storage.Store { return overwriting{s} },
	} {
		t.Run(name, func(t *testing.T) {
			s := wrap(memory.New(nil))
			for seed := range uint64(1000) {
				if !porcupine.CheckOperations(onPaper, live(t.Context(), s, seed)) {
					t.Log("found out after histories:", seed+1)
					return
				}
			}
			t.Error("nothing was found")
		})
	}
}

// TestUncertain: a store that often does not say what came of an act, and
// still does it or not, breaks no promise.
func TestUncertain(t *testing.T) {
	s := &uncertain{Store: memory.New(nil)}
	for seed := range uint64(100) {
		history := live(t.Context(), s, seed)
		require.True(t, porcupine.CheckOperations(onPaper, history), tell(history))
	}
	assert.Greater(t, s.happened.Load(), int64(50))
	assert.Greater(t, s.failed.Load(), int64(50))
}

// TestOnPaper: what could have happened one deed after another, and what not.
func TestOnPaper(t *testing.T) {
	c := activity.CommunityID{1}
	by := func(id byte, actor, person int, kind string) deed {
		return deed{Occasion: activity.Occasion{ID: activity.ID{id}, Community: c, Actor: crowd[actor]}, kind: kind, actor: actor, person: person, second: activity.ID{id, 1}}
	}
	op := func(from, to int64, d deed, told report) porcupine.Operation {
		return porcupine.Operation{Input: d, Output: told, Call: from, Return: to}
	}
	member := func(rev int) paper {
		var p paper
		if rev > 0 {
			p.members[1] = stance{standing: membership.Belongs, rev: rev}
		}
		return p
	}
	founding := op(1, 2, by(1, 0, 0, found), report{rev: 1})
	for name, test := range map[string]struct {
		possible bool
		history  []porcupine.Operation
	}{
		"nothing is there yet":    {true, []porcupine.Operation{op(1, 2, by(2, 1, 1, join), report{code: fault.NotFound}), op(3, 4, by(1, 0, 0, found), report{rev: 1})}},
		"nothing was there still": {false, []porcupine.Operation{founding, op(3, 4, by(2, 1, 1, join), report{code: fault.NotFound})}},
		"seen at once": {true, []porcupine.Operation{founding,
			op(3, 6, by(2, 1, 1, join), report{head: 2, rev: 1}), op(4, 5, by(3, 2, 1, lookOne), report{head: 3, seen: member(1)})}},
		"not seen yet": {true, []porcupine.Operation{founding,
			op(3, 6, by(2, 1, 1, join), report{head: 2, rev: 1}), op(4, 5, by(3, 2, 1, lookOne), report{head: 2})}},
		"seen, and then no more": {false, []porcupine.Operation{founding,
			op(3, 8, by(2, 1, 1, join), report{head: 2, rev: 1}),
			op(4, 5, by(3, 2, 1, lookOne), report{head: 3, seen: member(1)}), op(6, 7, by(4, 2, 1, lookOne), report{head: 2})}},
		"not seen in time": {false, []porcupine.Operation{founding,
			op(3, 4, by(2, 1, 1, join), report{head: 2, rev: 1}), op(5, 6, by(3, 2, 1, lookOne), report{head: 2})}},
		"half of it seen": {false, []porcupine.Operation{founding,
			op(3, 6, by(2, 1, 1, join), report{head: 2, rev: 1}), op(4, 5, by(3, 2, 1, lookOne), report{head: 3})}},
		"both of two rivals": {false, []porcupine.Operation{founding,
			op(3, 6, by(2, 1, 1, join), report{head: 2, rev: 1}), op(4, 5, by(3, 0, 1, admit), report{head: 3, rev: 2})}},
		"one of two rivals": {true, []porcupine.Operation{founding,
			op(3, 6, by(2, 1, 1, join), report{head: 3, code: fault.Exists}), op(4, 5, by(3, 0, 1, admit), report{head: 2, rev: 1})}},
		"a conflict reaches the caller": {false, []porcupine.Operation{founding,
			op(3, 6, by(2, 1, 1, join), report{head: 2, code: fault.Conflict})}},
		"unknown, and happened": {true, []porcupine.Operation{founding,
			op(3, math.MaxInt64, by(2, 1, 1, join), report{code: fault.Unavailable}),
			op(5, 6, by(3, 2, 1, lookOne), report{head: 2}), op(7, 8, by(4, 2, 1, lookOne), report{head: 3, seen: member(1)})}},
		"unknown, and did not happen": {true, []porcupine.Operation{founding,
			op(3, math.MaxInt64, by(2, 1, 1, join), report{code: fault.Unavailable}), op(5, 6, by(3, 2, 1, lookOne), report{head: 2})}},
		"unknown, and undone": {false, []porcupine.Operation{founding,
			op(3, math.MaxInt64, by(2, 1, 1, join), report{code: fault.Unavailable}),
			op(5, 6, by(3, 2, 1, lookOne), report{head: 3, seen: member(1)}), op(7, 8, by(4, 2, 1, lookOne), report{head: 2})}},
	} {
		assert.Equal(t, test.possible, porcupine.CheckOperations(onPaper, test.history), name)
	}
}
