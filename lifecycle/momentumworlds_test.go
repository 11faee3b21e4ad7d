package lifecycle_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/lifecycle"
)

func judged(t require.TestingT, months []lifecycle.MonthTally, milestones ...lifecycle.Milestone) []lifecycle.Momentum {
	all, err := lifecycle.Judge(lifecycle.DefaultMomentum(), months, milestones)
	require.NoError(t, err)
	return all
}

// alarm reports whether a state says that something is wrong.
func alarm(s lifecycle.MomentumState) bool {
	return s == lifecycle.Stalled || s == lifecycle.Declining || s == lifecycle.Dormant
}

// verdict is what the judgements of one made-up history came to.
type verdict struct {
	wrong, dead   bool // an alarm, or dormancy, where there was no reason for any
	called        int  // months from the fall to the first alarm; a great number for none
	dormant, back int  // the same, from death to dormancy and from the rise to a revival
}

func (c course) verdict(all []lifecycle.Momentum) verdict {
	const never = 1000
	v := verdict{called: never, dormant: never, back: never}
	for m, x := range all {
		v.wrong = v.wrong || m >= c.alarm[0] && m < c.alarm[1] && alarm(x.State)
		v.dead = v.dead || m < c.alarm[1] && x.State == lifecycle.Dormant
		if c.falls > 0 && m >= c.falls && alarm(x.State) {
			v.called = min(v.called, m-c.falls)
		}
		if c.dies > 0 && m >= c.dies && x.State == lifecycle.Dormant {
			v.dormant = min(v.dormant, m-c.dies)
		}
		if c.rises > 0 && m >= c.rises && x.State == lifecycle.Reviving {
			v.back = min(v.back, m-c.rises)
		}
	}
	return v
}

// TestMadeUpHistories: on hundreds of histories of known course, for communities
// from 5 people a month to 100,000, alarms are rarely wrong, and falls are called
// while something can be done.
func TestMadeUpHistories(t *testing.T) {
	const seeds = 20
	for _, c := range courses {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var wrong, dead, histories int
			var called, of [2]int // of larger communities within a year, of small ones within two
			for _, size := range []float64{5, 20, 1000, 100_000} {
				for _, uneven := range []float64{0, 0.3} {
					for seed := range seeds {
						v := c.verdict(judged(t, c.live(uint64(seed), size, uneven)))
						histories++
						wrong, dead = wrong+count(v.wrong), dead+count(v.dead)
						small := count(size == 5)
						of[small]++
						called[small] += count(v.called <= 12*(1+small))
						if c.dies > 0 {
							assert.LessOrEqual(t, v.dormant, 6, "death is called after half a year of silence")
						}
						if c.rises > 0 && size > 5 {
							assert.LessOrEqual(t, v.back, 15, "and revival within a year or so: size %g, seed %d", size, seed)
						}
					}
				}
			}
			limit := max(c.wrong, 3)
			t.Logf("wrong alarms %.1f %%; called: %d %% and %d %%", share(wrong, histories), int(share(called[0], of[0])), int(share(called[1], of[1])))
			assert.LessOrEqual(t, share(wrong, histories), limit, "histories with a wrong alarm, in percent")
			assert.LessOrEqual(t, share(dead, histories), 1.0, "histories that are called dormant and live, in percent")
			if c.falls > 0 {
				for small, least := range c.called {
					assert.GreaterOrEqual(t, share(called[small], of[small]), float64(least), "falls that are called in time, in percent (small communities: %d)", small)
				}
			}
		})
	}
}

func count(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

func share(n, of int) float64 { return 100 * float64(n) / float64(of) }

// TestGrowthIsSeen: while a community grows it is said to, mostly.
func TestGrowthIsSeen(t *testing.T) {
	grow := course{months: 48, at: func(m int) float64 { return 0.2 + 0.8*float64(m)/48 }}
	for seed := range 40 {
		growing := 0
		for _, x := range judged(t, grow.live(uint64(seed), 100, 0.1))[6:] {
			growing += count(x.State == lifecycle.Growing)
		}
		assert.Greater(t, growing, 20, "seed %d", seed)
	}
}
