package insight

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
)

// TestPathsByHand: eve asks, is answered within the hour, answers herself and stays;
// fay asks, is not answered and is gone; gus came too late to tell.
func TestPathsByHand(t *testing.T) {
	b := newBoard()
	b.ask("q1", "eve")
	b.later(time.Hour)
	b.answer("q1", "ana", true)
	b.ask("q2", "fay")
	b.later(10 * 24 * time.Hour)
	b.ask("q3", "ana")
	b.answer("q3", "eve", true)
	b.later(100 * 24 * time.Hour)
	b.ask("q4", "gus")
	b.answer("q4", "eve", false)
	p, err := MeasurePaths(activity.StreamOf(b.all...))
	require.NoError(t, err)
	assert.Equal(t, 3, p.Newcomers, "eve, ana and fay")
	step := func(reached int, median time.Duration) [2]any { return [2]any{reached, median} }
	hours := func(n float64) time.Duration { return time.Duration(n * float64(time.Hour)) }
	var got [][2]any
	for _, s := range p.Steps {
		got = append(got, step(s.Reached, s.Median))
		assert.InDelta(t, float64(s.Reached)/3, s.Share, 1e-12)
	}
	assert.Equal(t, [][2]any{
		step(3, 0),
		step(3, 0),            // eve and fay at once, ana after ten days
		step(2, hours(120.5)), // eve after an hour, ana after ten days, at once
		step(2, hours(120.5)), // ana at once, eve after ten days and an hour
		step(2, hours(120.5)),
		step(0, 0),
		step(0, 0),
	}, got)
	assert.Equal(t, 1, p.Marginal, "fay")
	assert.Equal(t, []Rank[int]{{"ana", 1}, {"eve", 1}}, p.Welcomed)
	within := p.Before[0]
	assert.Equal(t, [4]int{2, 1, 1, 0}, [4]int{within.With, within.WithStayed, within.Without, within.WithoutStayed})
	assert.InDelta(t, 0.5, within.Difference, 1e-12)
	assert.Contains(t, within.String(), "within a day 1 of 2 stayed, of the others 0 of 1")
}

// TestNewcombe has his own example: 56 of 70 against 48 of 80.
func TestNewcombe(t *testing.T) {
	low, high := newcombe(56, 70, 48, 80)
	assert.InDelta(t, 0.0524, low, 5e-5)
	assert.InDelta(t, 0.3339, high, 5e-5)
	low, high = newcombe(0, 0, 1, 2)
	assert.Equal(t, [2]float64{-1, 1}, [2]float64{low, high})
}

func TestPathsDoNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		history := participating(t)
		p, err := MeasurePaths(activity.StreamOf(history...))
		require.NoError(t, err)
		again, err := MeasurePaths(activity.StreamOf(rapid.Permutation(history).Draw(t, "shuffled")...))
		require.NoError(t, err)
		require.Equal(t, p, again)
		for _, a := range p.Before {
			require.LessOrEqual(t, a.WithStayed, a.With)
			require.True(t, a.Low <= a.Difference+1e-9 && a.Difference <= a.High+1e-9)
		}
	})
}
