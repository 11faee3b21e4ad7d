package simulation

import (
	"fmt"
	"math"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/internal/recorded"
	"github.com/praxis-cop/praxis/lifecycle"
)

// lived is what a community records.
func lived(t require.TestingT, seed uint64, values Values) []activity.Activity {
	all, err := activity.Collect(Recording(Living{}, Start{Values: values, Key: Key{Seed: seed}}))
	require.NoError(t, err)
	return all
}

func measured(t require.TestingT, all []activity.Activity) insight.Measures {
	m, err := insight.Measure(activity.StreamOf(all...))
	require.NoError(t, err)
	return m
}

// means are the means of the measures of runs, by name.
func means(t require.TestingT, runs int, values Values) map[string]float64 {
	e := Experiment{Model: Living{}, Points: []Values{values}, Runs: runs, Seed: 3}
	var sum Summary
	for row, err := range e.Rows() {
		require.NoError(t, err)
		sum.Add(row)
	}
	found := map[string]float64{}
	for i, m := range (Living{}).About().Measures {
		found[m.Name] = sum.Points[0].Measures[i].Mean
	}
	return found
}

// Whatever its parameters, a community records what can stand in a record, in order of
// time, each activity once; answers come after their questions, and who has left is gone.
func TestLivingRecords(t *testing.T) {
	about := Living{}.About()
	rapid.Check(t, func(t *rapid.T) {
		values := Values{"weeks": Number(float64(rapid.IntRange(1, 40).Draw(t, "weeks")))}
		for _, p := range about.Parameters {
			switch p.Name {
			case "weeks":
			case "members", "brokers", "loss", "lossweek", "gathering":
				values[p.Name] = Number(float64(rapid.IntRange(0, 12).Draw(t, p.Name)))
			case "trend":
				values[p.Name] = Number(rapid.Float64Range(-0.1, 0.1).Draw(t, p.Name))
			case "drift":
				values[p.Name] = Number(rapid.Float64Range(0, 0.3).Draw(t, p.Name))
			default:
				values[p.Name] = Number(rapid.Float64Range(p.Min, math.Min(p.Max, 2)).Draw(t, p.Name))
			}
		}
		ids, asked, left := map[activity.ID]bool{}, map[activity.ObjectID]bool{}, map[activity.Person]bool{}
		var last time.Time
		for i, a := range lived(t, 1, values) {
			require.NoError(t, a.Check())
			require.False(t, ids[a.ID], "the id of %v", a)
			require.False(t, a.At.Before(last), "%d: %v at %v, after %v", i, a.Verb, a.At, last)
			require.False(t, left[a.Actor], "%v has left", a.Actor)
			require.NotEqual(t, a.Actor, a.To)
			switch a.Verb {
			case activity.Ask:
				asked[a.Object] = true
			case activity.Answer:
				require.True(t, asked[a.InReplyTo])
			case activity.Leave:
				left[a.Actor] = true
			}
			ids[a.ID], last = true, a.At
		}
	})
}

// Participation is as unequal as in communities that met: by Gini's index, and by the
// share of the most active tenth.
func TestLivingIsUnequalAsRealCommunities(t *testing.T) {
	var least, most [2]float64
	least = [2]float64{1, 1}
	for _, name := range []string{"stackexchange-bicycles-meta.csv", "git-bower.csv"} {
		m := measured(t, history(t, name))
		for i, x := range []float64{m.Gini, m.Top10Share} {
			least[i], most[i] = math.Min(least[i], x), math.Max(most[i], x)
		}
	}
	var sum [2]float64
	const runs = 12
	for seed := range uint64(runs) {
		m := measured(t, lived(t, seed, nil))
		sum[0] += m.Gini / runs
		sum[1] += m.Top10Share / runs
	}
	for i, name := range []string{"Gini", "share of the most active tenth"} {
		assert.GreaterOrEqual(t, sum[i], least[i]-0.05, name)
		assert.LessOrEqual(t, sum[i], most[i]+0.05, name)
	}
}

func history(t *testing.T, name string) []activity.Activity {
	all, err := activity.Collect(exchange.CSVFile(os.DirFS(recorded.Dir(t)), name, nil))
	require.NoError(t, err)
	return all
}

// There are a core and a periphery: a few have most ties to each other.
func TestLivingHasCoreAndPeriphery(t *testing.T) {
	m := measured(t, lived(t, 2, nil))
	assert.Less(t, float64(m.Core80), 0.3*float64(m.Actors), "few do most of it")
	assert.Greater(t, float64(m.OneTimersShare), 0.1, "many come once")
	network, err := insight.ReplyNetwork(activity.StreamOf(lived(t, 2, nil)...))
	require.NoError(t, err)
	fit := network.CorePeriphery()
	t.Logf("%d of %d, fit %.2f", fit.Size, len(fit.Core), fit.Fit)
	assert.Less(t, float64(fit.Size), 0.3*float64(len(fit.Core)))
	assert.Greater(t, fit.Fit, 0.3)
}

// Newcomers stay the less, the slower answers are.
func TestNewcomersLeaveWhenAnswersAreSlow(t *testing.T) {
	stayed, unanswered := 1.0, 0.0
	for _, answering := range []float64{0.7, 0.3, 0.05} {
		m := means(t, 40, Values{"answering": Number(answering), "weeks": Number(130)})
		t.Logf("answering %v: %.3f stayed, %.3f unanswered", answering, m["stayed"], m["unanswered"])
		assert.Less(t, m["stayed"], stayed-0.03, answering)
		assert.Greater(t, m["unanswered"], unanswered, answering)
		stayed, unanswered = m["stayed"], m["unanswered"]
	}
	// Where answers mean nothing to anybody, their speed changes little.
	fast := means(t, 40, Values{"response": Number(0), "weeks": Number(130)})
	slow := means(t, 40, Values{"response": Number(0), "weeks": Number(130), "answering": Number(0.02)})
	assert.InDelta(t, fast["stayed"], slow["stayed"], 0.06)
}

// Without its core a community collapses, but not if brokers bring what the core brought.
func TestCollapseWithoutCoreAndBrokers(t *testing.T) {
	base := Values{"weeks": Number(208), "lossweek": Number(104)}
	with := func(pairs ...any) Values {
		v := numbers(pairs...)
		for name, x := range base {
			v[name] = x
		}
		return v
	}
	whole := means(t, 40, with())
	lost := means(t, 40, with("loss", 60.))
	brokers := means(t, 40, with("brokers", 3.))
	saved := means(t, 40, with("loss", 60., "brokers", 3.))
	assert.Less(t, lost["lately"], 0.05*whole["lately"], "two years later")
	t.Logf("whole %v, lost %v, brokers %v, saved %v", whole, lost, brokers, saved)
	assert.Greater(t, saved["lately"], 5*lost["lately"])
	assert.Greater(t, saved["active"], 2*lost["active"])
	assert.Greater(t, saved["stayed"], lost["stayed"])
}

// Gatherings give a rhythm, and facilitators bring answers within the time they say.
func TestRhythmAndFacilitator(t *testing.T) {
	attended := map[int]int{}
	for _, a := range lived(t, 1, Values{"gathering": Number(4), "weeks": Number(40)}) {
		if a.Verb == activity.Attend {
			attended[int(a.At.Sub(time.Date(2000, 1, 3, 0, 0, 0, 0, time.UTC))/week)%4]++
			assert.Equal(t, activity.InPerson, a.Mode)
		}
	}
	assert.Len(t, attended, 1, "in one of four weeks")
	assert.Greater(t, attended[0], 20)

	asked, answers := map[activity.ObjectID]time.Time{}, 0
	all := lived(t, 1, Values{"facilitator": Number(1), "answering": Number(0.02)})
	for _, a := range all {
		if a.Verb == activity.Ask {
			asked[a.Object] = a.At
		}
		if a.Verb == activity.Answer && a.Actor == "facilitator-0" {
			answers++
			assert.LessOrEqual(t, a.At.Sub(asked[a.InReplyTo]), 24*time.Hour)
		}
	}
	assert.Greater(t, answers, 30)
}

// Each mechanism can be switched off, and then what it does is missing.
func TestMechanismsCanBeSwitchedOff(t *testing.T) {
	for name, verbs := range map[string][]activity.Verb{
		"arrivals":  {},
		"mentoring": {activity.Welcome, activity.Pair},
		"gathering": {activity.Plan, activity.Attend},
		"asking":    {activity.Ask, activity.Answer, activity.Accept},
		"sharing":   {activity.Share, activity.Revise, activity.Reuse, activity.Retire},
		"reusing":   {activity.Reuse},
		"central":   {activity.Appoint},
	} {
		found := func(v Values) map[activity.Verb]bool {
			found := map[activity.Verb]bool{}
			for _, a := range lived(t, 4, v) {
				found[a.Verb] = true
			}
			return found
		}
		on, off := found(nil), found(Values{name: Number(0)})
		for _, verb := range verbs {
			assert.True(t, on[verb], verb)
			assert.False(t, off[verb], "%s without %s", verb, name)
		}
	}
	people := map[activity.Person]bool{}
	for _, a := range lived(t, 1, Values{"arrivals": Number(0)}) {
		people[a.Actor] = true
	}
	assert.LessOrEqual(t, len(people), 60)
	stay := Values{"leaving": Number(0), "turnover": Number(0)}
	for _, a := range lived(t, 1, stay) {
		require.NotEqual(t, activity.Leave, a.Verb)
	}
	same := means(t, 10, Values{"unequal": Number(0), "mood": Number(0), "tiring": Number(0), "central": Number(0), "gathering": Number(0), "response": Number(0)})
	assert.Positive(t, same["people"])
}

// The instruments of a live community measure this one, too.
func TestLivingIsMeasured(t *testing.T) {
	all := lived(t, 1, nil)
	health, err := insight.MeasureHealth(activity.StreamOf(all...), insight.DefaultMinGroup)
	require.NoError(t, err)
	assert.Contains(t, fmt.Sprint(health), "WHO TAKES PART")
	months, err := lifecycle.MomentumOf(lifecycle.DefaultMomentum(), activity.StreamOf(all...))
	require.NoError(t, err)
	assert.Greater(t, len(months), 50, "of five years")
}

// From a history it goes on with those who took part, behind its end.
func TestLivingGoesOnFromHistory(t *testing.T) {
	before := lived(t, 1, Values{"weeks": Number(60)})
	end := before[len(before)-1].At
	known := map[activity.Person]bool{}
	for _, a := range before {
		known[a.Actor] = true
	}
	v := Values{"weeks": Number(10), "arrivals": Number(0)}
	again := 0
	for a, err := range Recording(Living{}, Start{Values: v, Key: Key{Seed: 9}, History: activity.StreamOf(before...)}) {
		require.NoError(t, err)
		assert.False(t, a.At.Before(end.Truncate(time.Microsecond)))
		assert.True(t, known[a.Actor], a.Actor)
		if !a.Verb.Upkeep() {
			again++
		}
	}
	assert.Greater(t, again, 30)
	broken := func(yield func(activity.Activity, error) bool) {
		yield(activity.Activity{}, fault.New("test", fault.Unavailable, "broken"))
	}
	_, err := activity.Collect(Recording(Living{}, Start{History: broken}))
	assert.ErrorIs(t, err, fault.Unavailable)
	_, err = activity.Collect(Recording(Living{}, Start{Values: Values{"weeks": Number(0)}}))
	assert.ErrorIs(t, err, fault.Invalid)
}
