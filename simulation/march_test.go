package simulation

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// started starts a run of March 1991 at a point and a key that are drawn.
func started(t *rapid.T) (*march, Start) {
	e := small()["march"]
	p, err := e.check0(1)
	require.NoError(t, err)
	point := rapid.IntRange(0, len(p.Points)-1).Draw(t, "point")
	start := Start{Values: p.Points[point], Key: Key{Seed: rapid.Uint64().Draw(t, "seed")}}
	r, err := p.Model.Start(start)
	require.NoError(t, err)
	return r.(*march), start
}

// To pass over what is settled changes nothing: a run that takes all dimensions to be
// open in each period goes the same way.
func TestSettledDimensions(t *testing.T) {
	most := 0
	rapid.Check(t, func(t *rapid.T) {
		r, start := started(t)
		again, err := March1991{}.Start(start)
		require.NoError(t, err)
		whole := again.(*march)
		for more := true; more; {
			whole.reopen()
			more = r.Step()
			require.Equal(t, more, whole.Step())
			require.Equal(t, whole.state.Beliefs, r.state.Beliefs)
			require.Equal(t, whole.state.Code, r.state.Code)
			require.Equal(t, whole.state.Random, r.state.Random)
			most = max(most, r.m-len(r.state.Open))
		}
	})
	assert.Equal(t, 30, most, "all dimensions are settled in some run")
}

// A run that starts anew is as one that starts.
func TestRestart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, start := started(t)
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			if !r.Step() {
				break
			}
		}
		start.Key.Run = rapid.Uint64().Draw(t, "run")
		r.Restart(start.Key)
		other, err := March1991{}.Start(start)
		require.NoError(t, err)
		for more := true; more; {
			require.Equal(t, other.(*march).state, r.state)
			more = other.Step()
			require.Equal(t, more, r.Step())
		}
	})
}
