package insight

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
)

// waits are durations in days; those below 0 did not come.
func waits(days ...int) (all []Wait) {
	for _, d := range days {
		all = append(all, Wait{time.Duration(max(d, -d)) * 24 * time.Hour, d > 0})
	}
	return all
}

// TestCurveByHand: five wait; it comes after 1, 3 and 5 days, and two are lost sight
// of after 2 and 4.
func TestCurveByHand(t *testing.T) {
	c := CurveOf(waits(5, -4, 3, -2, 1))
	require.Len(t, c.Steps, 3)
	assert.Equal(t, [2]int{5, 3}, [2]int{c.Waited, c.Came})
	day := 24 * time.Hour
	for i, want := range []struct {
		after   time.Duration
		waiting float64
	}{{day, 4. / 5}, {3 * day, 4. / 5 * 2 / 3}, {5 * day, 0}} {
		assert.Equal(t, want.after, c.Steps[i].After)
		assert.InDelta(t, want.waiting, c.Steps[i].Waiting, 1e-15)
	}
	// Greenwood: 1/(5·4) + 1/(3·2); log(-log) of 8/15.
	spread := 1.959963984540054 * math.Sqrt(1./20+1./6) / math.Abs(math.Log(8./15))
	assert.InDelta(t, math.Pow(8./15, math.Exp(spread)), c.Steps[1].Low, 1e-12)
	assert.InDelta(t, math.Pow(8./15, math.Exp(-spread)), c.Steps[1].High, 1e-12)

	median, ok := c.Quantile(0.5)
	assert.True(t, ok)
	assert.Equal(t, 5*day, median, "after 3 days more than half wait")
	soon, _ := c.Quantile(0.2)
	assert.Equal(t, day, soon)
	assert.InDelta(t, 0.8, c.At(2*day).Waiting, 1e-15)
	assert.InDelta(t, 1, c.At(time.Hour).Waiting, 0)

	_, ok = CurveOf(waits(1, -9, -9)).Quantile(0.5)
	assert.False(t, ok, "for most it has not come")
	assert.Zero(t, CurveOf(nil))
}

// TestCurveWithoutCensoring is simply the share of those who wait longer; and it
// never rises, and lies within its interval.
func TestCurveProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.SliceOfN(rapid.IntRange(1, 20), 1, 40).Draw(t, "days")
		all := waits(days...)
		c := CurveOf(all)
		for d := range 22 {
			longer := 0
			for _, n := range days {
				if n > d {
					longer++
				}
			}
			require.InDelta(t, share(longer, len(days)), c.At(time.Duration(d)*24*time.Hour).Waiting, 1e-12)
		}
		for i := range all {
			all[i].Came = rapid.Bool().Draw(t, "came")
		}
		before := 1.0
		for _, s := range CurveOf(all).Steps {
			require.LessOrEqual(t, s.Waiting, before)
			require.True(t, s.Low <= s.Waiting+1e-12 && s.Waiting <= s.High+1e-12)
			before = s.Waiting
		}
	})
}

func TestResponsiveness(t *testing.T) {
	b := newBoard()
	b.ask("q1", "ana", "payroll")
	b.later(time.Hour)
	b.answer("q1", "bob", true)
	b.later(40 * 24 * time.Hour)
	b.ask("q2", "ana", "payroll", "sampling")
	b.later(3 * time.Hour)
	b.answer("q2", "bob", true)
	b.ask("q3", "cem", "sampling")
	b.later(7 * time.Hour)
	b.ask("q4", "bob") // the end
	r, err := MeasureResponsiveness(activity.StreamOf(b.all...), 2)
	require.NoError(t, err)
	assert.Equal(t, CurveOf([]Wait{{time.Hour, true}, {3 * time.Hour, true}, {7 * time.Hour, false}, {0, false}}), r.All)
	assert.Equal(t, CurveOf([]Wait{{time.Hour, true}, {7 * time.Hour, false}}), r.Newcomers)
	assert.Equal(t, CurveOf([]Wait{{3 * time.Hour, true}, {0, false}}), r.OldHands)
	assert.Equal(t, []TopicCurve{
		{"payroll", CurveOf([]Wait{{time.Hour, true}, {3 * time.Hour, true}})},
		{"sampling", CurveOf([]Wait{{3 * time.Hour, true}, {7 * time.Hour, false}})},
	}, r.Topics)
}
