package simulation

import (
	"encoding/json"
	"math"
	"math/bits"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// The first words of two keys, as rand.NewChaCha8 gives them for their 32 bytes: all 0,
// and 1, 2, 4, 3 and 5 in the first bytes of the seed, the point, the purpose, the run and
// the block.
func TestKnownAnswers(t *testing.T) {
	for _, test := range []struct {
		key     Key
		purpose Purpose
		block   uint64
		want    [2]uint64
	}{
		{want: [2]uint64{0xac8a366dce7e87d9, 0x6bc727c69e416f1a}},
		{key: Key{Seed: 1, Point: 2, Run: 3}, purpose: 4, block: 5, want: [2]uint64{0xd319a16c9e306ee5, 0xec4157b7284d8f1a}},
	} {
		s := test.key.Stream(test.purpose, test.block)
		assert.Equal(t, test.want, [2]uint64{s.Uint64(), s.Uint64()})
	}
}

// Streams of keys that differ in one bit of any part agree in half of their bits.
func TestStreamsOfOtherKeysAreIndependent(t *testing.T) {
	const words = 1000
	key, purpose, block := Key{Seed: 7, Point: 1, Run: 9}, Purpose(3), uint64(11)
	compare := func(other *Stream) {
		same, own := 0, key.Stream(purpose, block)
		for range words {
			same += bits.OnesCount64(^(own.Uint64() ^ other.Uint64()))
		}
		assert.InDelta(t, 32*words, same, 5*math.Sqrt(16*words))
	}
	for bit := range 64 {
		compare(Key{key.Seed ^ 1<<bit, key.Point, key.Run}.Stream(purpose, block))
		compare(Key{key.Seed, key.Point, key.Run ^ 1<<bit}.Stream(purpose, block))
		compare(key.Stream(purpose, block^1<<bit))
		compare(Key{key.Seed, key.Point ^ 1<<(bit%32), key.Run}.Stream(purpose, block))
		compare(key.Stream(purpose^1<<(bit%32), block))
	}
}

// Numbers fall evenly into cells, alone and in pairs: chi squared within five standard
// deviations of its mean.
func TestEquidistribution(t *testing.T) {
	s := Key{Seed: 3}.Stream(1, 0)
	for name, cell := range map[string]func() int{
		"IntN":        func() int { return s.IntN(100) },
		"Float64":     func() int { return int(s.Float64() * 100) },
		"pairs":       func() int { return s.IntN(10)*10 + s.IntN(10) },
		"first words": func() int { return int(Key{Run: uint64(s.IntN(1 << 30))}.Stream(1, 0).Uint64() % 100) },
		"waits":       func() int { return int(100 * math.Exp(-2*s.Wait(2)) * (1 - 1e-12)) },
	} {
		const draws = 100_000
		var counts [100]int
		for range draws {
			counts[cell()]++
		}
		chi := 0.0
		for _, n := range counts {
			chi += math.Pow(float64(n)-draws/100, 2) / (draws / 100)
		}
		assert.InDelta(t, 99, chi, 5*math.Sqrt(2*99), name)
	}
}

// Each bit of a mask has the probability, and none depends on its neighbour.
func TestMask(t *testing.T) {
	s := Key{Seed: 4}.Stream(1, 0)
	for _, p := range []float64{0, 0.1, 0.25, 0.5, 1.0 / 3, 0.9, 1 - 0x1p-53, 1} {
		const draws = 20_000
		ones, pairs := 0, 0
		within := uint64(0xffff_0000_ffff_0001)
		for range draws {
			m := s.Mask(p)
			ones += bits.OnesCount64(m)
			pairs += bits.OnesCount64(m & bits.RotateLeft64(m, 1))
			assert.Zero(t, s.mask(oddsOf(p), within)&^within)
		}
		n := 64.0 * draws
		assert.InDelta(t, n*p, ones, 5*math.Sqrt(n*p*(1-p))+1e-9, p)
		assert.InDelta(t, n*p*p, pairs, 8*math.Sqrt(n*p*p*(1-p*p))+1e-9, p)
	}
}

func TestAStreamGoesOnWhereItWasSaved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Key{Seed: rapid.Uint64().Draw(t, "seed")}.Stream(1, 0)
		for range rapid.IntRange(0, 100).Draw(t, "drawn") {
			s.Uint64()
		}
		saved, err := json.Marshal(s)
		require.NoError(t, err)
		var restored Stream
		require.NoError(t, json.Unmarshal(saved, &restored))
		for range 100 {
			require.Equal(t, s.Uint64(), restored.Uint64())
		}
	})
	assert.Error(t, new(Stream).UnmarshalText([]byte("no place")))
	assert.Panics(t, func() { Key{}.Stream(1, 0).IntN(0) })
}
