package simulation

import (
	"encoding/json"
	"math"
	"math/bits"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The first words from the state 1, 2, 3, 4, as the authors' program gives them.
func TestXoshiroKnownAnswers(t *testing.T) {
	x := xoshiro{1, 2, 3, 4}
	for _, want := range []uint64{
		41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205,
		9973669472204895162, 14011001112246962877, 12406186145184390807, 15849039046786891736, 10450023813501588000,
	} {
		var got uint64
		got, x = x.next()
		assert.Equal(t, want, got)
	}
}

// It begins with four words of its stream, and goes on where it was saved.
func TestXoshiroIsKeyed(t *testing.T) {
	key := Key{Seed: 1, Point: 2, Run: 3}
	s := key.Stream(4, 5)
	x := key.quick(4, 5)
	assert.Equal(t, xoshiro{s.Uint64(), s.Uint64(), s.Uint64(), s.Uint64()}, x)
	assert.NotEqual(t, x, key.quick(4, 6))
	for range 50 {
		saved, err := json.Marshal(x)
		require.NoError(t, err)
		var restored xoshiro
		require.NoError(t, json.Unmarshal(saved, &restored))
		require.Equal(t, x, restored)
		_, x = x.next()
	}
}

// Each bit of a mask has the probability, and none depends on its neighbour.
func TestXoshiroMask(t *testing.T) {
	x := Key{Seed: 4}.quick(1, 0)
	for _, p := range []float64{0, 0.1, 0.25, 0.5, 1.0 / 3, 0.9, 1 - 0x1p-53, 1} {
		const draws, within = 20_000, uint64(0xffff_0000_ffff_0001)
		ones, pairs, chances := 0, 0, 0
		for range draws {
			var m uint64
			m, x = x.mask(oddsOf(p), within)
			require.Zero(t, m&^within)
			ones += bits.OnesCount64(m)
			pairs += bits.OnesCount64(m & bits.RotateLeft64(m, 1))
			var is bool
			if is, x = x.chance(p); is {
				chances++
			}
		}
		n := draws * float64(bits.OnesCount64(within))
		assert.InDelta(t, n*p, ones, 5*math.Sqrt(n*p*(1-p))+1e-9, p)
		n = draws * float64(bits.OnesCount64(within&bits.RotateLeft64(within, 1)))
		assert.InDelta(t, n*p*p, pairs, 8*math.Sqrt(n*p*p*(1-p*p))+1e-9, p)
		assert.InDelta(t, draws*p, chances, 5*math.Sqrt(draws*p*(1-p))+1e-9, p)
	}
}
