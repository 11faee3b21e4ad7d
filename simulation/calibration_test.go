package simulation

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// A case by hand: of nine runs five gave 0, three 1 and one 2.
func TestCalibrationByHand(t *testing.T) {
	sample := []int32{0, 0, 0, 0, 0, 1, 1, 1, 2}
	lower, upper := below(sample, 1)
	assert.InDelta(t, 0.55, lower, 1e-12)
	assert.InDelta(t, 0.85, upper, 1e-12)
	_, upper = below(sample, 7)
	assert.InDelta(t, 0.95, upper, 1e-12)
	var none calibration
	assert.InDelta(t, 0.3, none.of(0.3), 1e-12, "without a record probabilities stay as they are")
	assert.Equal(t, []int{0, 0, 1, 2}, []int{none.quantile(sample, 0.1), none.quantile(sample, 0.5), none.quantile(sample, 0.8), none.quantile(sample, 0.94)})
	// 0 lies from 0 to .55, of which .1 to .55 is in the interval of 80 %.
	assert.InDelta(t, 0.45/0.55, none.within(sample, 0, 0.8), 1e-12)
	assert.InDelta(t, 1.0, none.within(sample, 1, 0.8), 1e-12)
	assert.InDelta(t, 0.05/0.1, none.within(sample, 2, 0.8), 1e-12)
}

// Whatever the record, probabilities rise from 0 to 1, quantiles rise with them, and
// recalibrated forecasts of what was recorded are right on average.
func TestCalibration(t *testing.T) {
	const forecasts = 200
	rapid.Check(t, func(t *rapid.T) {
		shift := rapid.IntRange(-2, 2).Draw(t, "shift")
		s := Key{Seed: rapid.Uint64().Draw(t, "seed")}.Stream(1, 0)
		var c calibration
		var samples [][]int32
		var came []int
		for range forecasts {
			mean := 8 * s.Float64()
			sample := make([]int32, 49)
			for i := range sample {
				sample[i] = int32(s.poisson(mean))
			}
			slices.Sort(sample)
			samples, came = append(samples, sample), append(came, max(0, s.poisson(mean)+shift))
			c.add(sample, came[len(came)-1])
		}
		last := 0.0
		for p := 0.0; p <= 1; p += 0.01 {
			require.GreaterOrEqual(t, c.of(p), last)
			last = c.of(p)
		}
		require.InDelta(t, 1, c.of(1), 1e-9)
		inside := 0.0
		for i, sample := range samples {
			low, median, high := c.quantile(sample, 0.1), c.quantile(sample, 0.5), c.quantile(sample, 0.9)
			require.LessOrEqual(t, low, median)
			require.LessOrEqual(t, median, high)
			w := c.within(sample, came[i], 0.8)
			require.GreaterOrEqual(t, w, 0.0)
			require.LessOrEqual(t, w, 1.0)
			inside += w / forecasts
		}
		require.InDelta(t, 0.8, inside, 0.08)
	})
}
