package simulation

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

func compared(t *testing.T, all []activity.Activity, interventions ...Intervention) Comparison {
	c, err := Compare(activity.StreamOf(all...), time.Time{}, interventions, CompareOptions{Weeks: 26, Runs: 60, Seed: 2})
	require.NoError(t, err)
	return c
}

func difference(t *testing.T, c Comparison, intervention, measure string) Difference {
	for _, change := range c.Changes {
		for _, d := range change.Differences {
			if change.Intervention == intervention && d.Measure == measure {
				return d
			}
		}
	}
	require.Fail(t, "not compared", "%s of %s", measure, intervention)
	return Difference{}
}

// What changes nothing differs in nothing, run by run; what changes much does so in its
// direction, beyond chance.
func TestCompare(t *testing.T) {
	all := lived(t, 8, Values{"weeks": Number(120), "members": Number(30), "answering": Number(0.15), "gathering": Number(0)})
	c := compared(t, all, append(Interventions(), Intervention{Name: "nothing", Values: Values{"lossweek": Number(3)}})...)
	require.NotNil(t, c.Backtest)
	assert.Greater(t, c.Backtest.Weeks, 40)
	for _, m := range c.Baseline {
		assert.Equal(t, Difference{Measure: m.Measure}, difference(t, c, "nothing", m.Measure))
	}
	assert.Less(t, difference(t, c, "loss", "people").High, 0.0)
	assert.Less(t, difference(t, c, "loss", "activities").High, 0.0)
	assert.Less(t, difference(t, c, "facilitator", "unanswered").High, 0.0)
	assert.Greater(t, difference(t, c, "brokers", "people").Low, 0.0)
	assert.Greater(t, difference(t, c, "gathering", "activities").Low, 0.0)
	d := difference(t, c, "loss", "people")
	assert.Less(t, d.Low, d.Mean)
	assert.Less(t, d.Mean, d.High)
}

// The same random numbers make differences smaller than those of runs on their own.
func TestCompareInPairs(t *testing.T) {
	all := lived(t, 8, Values{"weeks": Number(60), "members": Number(30)})
	c := compared(t, all, Interventions()[3])
	d := difference(t, c, "loss", "people")
	for _, m := range c.Baseline {
		if m.Measure == "people" {
			apart := 2 * 1.96 * m.SE * 1.4142 // of the difference of two means of as many runs
			assert.Less(t, d.High-d.Low, apart)
		}
	}
}

func TestDoubts(t *testing.T) {
	good := SeriesScore{Coverage80: 0.8, Within: 0.85, MASE: 0.5, NaiveMASE: 0.7}
	narrow, far := good, good
	narrow.Coverage80, far.MASE = 0.5, 0.7
	b := Backtest{Weeks: 100, Score: Score{good, good}, Ahead: []Ahead{{4, 30, Score{good, good}}, {13, 30, Score{narrow, good}}, {52, 20, Score{good, far}}}}
	assert.Empty(t, b.Doubts(1))
	assert.Empty(t, b.Doubts(12))
	assert.Equal(t, []string{"people 13 weeks ahead: intervals of 80 % covered 50.0 % of 30 weeks"}, b.Doubts(20))
	assert.Len(t, b.Doubts(52), 2)
	assert.Contains(t, b.Doubts(53), "forecasts of more than 52 weeks ahead were not tried")
	b.Ahead = nil
	assert.Equal(t, []string{"forecasts of more than a week ahead were not tried"}, b.Doubts(8))
	assert.Empty(t, b.Doubts(3))

	// What is too short for a backtest, and what has no questions, is told.
	all := committed(lived(t, 8, Values{"weeks": Number(30)}))
	c := compared(t, all, Interventions()[0])
	assert.Nil(t, c.Backtest)
	assert.Contains(t, c.Doubts, "the history is too short for a backtest")
	assert.Contains(t, c.Doubts[0], "no questions")
	assert.Equal(t, Difference{Measure: "people"}, difference(t, c, "facilitator", "people"))
}

func TestCompareRefuses(t *testing.T) {
	all := activity.StreamOf(lived(t, 8, Values{"weeks": Number(60)})...)
	for _, try := range []struct {
		interventions []Intervention
		o             CompareOptions
	}{
		{nil, CompareOptions{}},
		{Interventions(), CompareOptions{Weeks: -1}},
		{Interventions(), CompareOptions{Runs: 1}},
		{[]Intervention{{Name: "x", Values: Values{"answering": Number(2)}}}, CompareOptions{Runs: 2}},
		{[]Intervention{{Name: "x", Values: Values{"nothing": Number(2)}}}, CompareOptions{Runs: 2}},
	} {
		_, err := Compare(all, time.Time{}, try.interventions, try.o)
		assert.ErrorIs(t, err, fault.Invalid)
	}
}
