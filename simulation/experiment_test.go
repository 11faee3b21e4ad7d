package simulation

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/fault"
)

// small are experiments with all models that take no time.
func small() map[string]Experiment {
	n, w := Number, Word
	return map[string]Experiment{
		"march":    {Model: March1991{}, Points: []Values{{"p1": n(0.9)}, {"p1": n(0.5), "n": n(70), "fast": n(0.3)}, {"p3": n(0.1), "p4": n(0.1), "periods": n(9)}, {"p1": n(0.9), "p3": n(0.002), "p4": n(0.1), "periods": n(30)}, {"reading": w(Text), "p1": n(0.9)}, {"reading": w(Basic), "p1": n(0.9), "n": n(65)}}},
		"barkoczi": {Model: Barkoczi2016{}, Points: []Values{{"n": n(6), "k": n(3), "steps": n(9)}, {"strategy": w(Conformity), "network": w("lattice"), "n": n(5), "k": n(0), "steps": n(9)}}},
		"fang":     {Model: Fang2010{}, Points: []Values{{"n": n(28), "m": n(20)}, {"beta": n(1), "n": n(28), "m": n(20)}}},
		"axelrod":  {Model: Axelrod1997{}, Points: []Values{{"side": n(4)}, {"side": n(1)}, {"side": n(3), "traits": n(30)}}},
		"bass":     {Model: Bass1969{}, Points: []Values{{"n": n(50)}, {"n": n(50), "q": n(0)}, {"p": n(0)}}},
		"simon":    {Model: Simon1955{}, Points: []Values{{"acts": n(50)}, {"acts": n(30), "alpha": n(1)}}},
		"living":   {Model: Living{}, Points: []Values{{"weeks": n(16), "members": n(8)}, {"weeks": n(12), "members": n(6), "brokers": n(2), "facilitator": n(1), "loss": n(2), "lossweek": n(6), "drift": n(0.1)}}},
	}
}

func csvOf(t require.TestingT, e Experiment) string {
	var b bytes.Buffer
	require.NoError(t, e.WriteCSV(&b, nil, nil))
	return b.String()
}

// The same bytes come out on any number of cores and with any number of workers.
func TestSameBytesOnAnyCores(t *testing.T) {
	for name, e := range small() {
		e.Runs, e.Seed = 40, 5
		for _, e.Enough = range []float64{0, 0.02} {
			want := csvOf(t, e)
			for _, cores := range []int{1, 2, 7} {
				before := runtime.GOMAXPROCS(cores)
				assert.Equal(t, want, csvOf(t, e), name)
				runtime.GOMAXPROCS(before)
			}
			e.Workers = 5
			assert.Equal(t, want, csvOf(t, e), name)
			e.Workers = 0
		}
		e.Seed++
		rows, other := csvOf(t, e), small()[name]
		other.Runs, other.Seed = 40, 5
		assert.NotEqual(t, rows[strings.Index(rows, "\n"):], csvOf(t, other)[strings.Index(rows, "\n"):], name)
	}
}

// A run that was saved and restored goes on as it would have.
func TestCheckpointAnywhere(t *testing.T) {
	for name, e := range small() {
		rapid.Check(t, func(t *rapid.T) {
			p, err := e.check0(1)
			require.NoError(t, err)
			point := rapid.IntRange(0, len(p.Points)-1).Draw(t, "point")
			start := Start{Values: p.Points[point], Key: p.Key(point, rapid.IntRange(0, 9).Draw(t, "run"))}
			r, err := p.Model.Start(start)
			require.NoError(t, err)
			more := true
			for range rapid.IntRange(0, 12).Draw(t, "steps") {
				if more {
					more = r.Step()
				}
			}
			saved, err := Checkpoint(r)
			require.NoError(t, err)
			other, err := p.Model.Start(start)
			require.NoError(t, err)
			require.NoError(t, Restore(other, saved))
			for range 20 {
				if more {
					more = r.Step()
					require.Equal(t, more, other.Step(), name)
				}
				require.Equal(t, r.Measures(), other.Measures(), name)
			}
		})
	}
	r, err := Bass1969{}.Start(Start{Values: Values{"n": Number(1), "p": Number(1)}})
	require.NoError(t, err)
	assert.ErrorIs(t, Restore(r, []byte("{")), fault.Invalid)
}

func (e Experiment) check0(runs int) (plan, error) {
	e.Runs = runs
	return e.check()
}

// Points that have enough end at the first run after which that is so.
func TestEnough(t *testing.T) {
	e := Experiment{Model: Bass1969{}, Points: []Values{{"n": Number(20)}, {"n": Number(2000)}}, Runs: 500, Enough: 0.006}
	var sum Moments
	counts := map[int]int{}
	var told []Progress
	now := time.Unix(0, 0)
	e.Clock = func() time.Time { now = now.Add(time.Second); return now }
	e.Progress = func(p Progress) { told = append(told, p) }
	for row, err := range e.Rows() {
		require.NoError(t, err)
		if row.Run == 0 {
			sum = Moments{}
		} else if sum.N >= leastRuns {
			require.Greater(t, sum.Error(), e.Enough, row.Run)
		}
		sum.Add(row.Measures[0])
		counts[row.Point]++
	}
	assert.LessOrEqual(t, sum.Error(), e.Enough)
	assert.Equal(t, leastRuns, counts[1])
	assert.Greater(t, counts[0], leastRuns)
	last := told[len(told)-1]
	assert.Equal(t, Progress{Done: counts[0] + counts[1], All: counts[0] + counts[1]}, last)
	assert.Positive(t, told[5].Left)
}

func TestStepsAndUntil(t *testing.T) {
	e := Experiment{Model: Bass1969{}, Runs: 2, Steps: 7}
	for row, err := range e.Rows() {
		require.NoError(t, err)
		assert.Equal(t, 7, row.Steps)
	}
	e.Until = func(step int, m []float64) bool { return step == 3 && m[0] == 3e-4 }
	for row, err := range e.Rows() {
		require.NoError(t, err)
		assert.Equal(t, 3, row.Steps)
	}
}

// With common random numbers points differ by their values alone.
func TestCommonRandomNumbers(t *testing.T) {
	e := Experiment{Model: Simon1955{}, Points: []Values{nil, nil}, Runs: 1}
	outcomes := func() (all [][]float64) {
		for row, err := range e.Rows() {
			require.NoError(t, err)
			all = append(all, row.Measures)
		}
		return all
	}
	apart := outcomes()
	assert.NotEqual(t, apart[0], apart[1])
	e.Common = true
	together := outcomes()
	assert.Equal(t, together[0], together[1])
	assert.Equal(t, apart[0], together[0])
}

// Whoever stops early is left with no goroutine, and errors stop an experiment.
func TestStopping(t *testing.T) {
	before := goleak.IgnoreCurrent()
	e := small()["simon"]
	e.Runs = 1000
	for row := range e.Rows() {
		if row.Run == 3 {
			break
		}
	}
	goleak.VerifyNone(t, before)
	enough := errors.New("enough")
	assert.Equal(t, enough, e.WriteCSV(new(bytes.Buffer), nil, func(Row) error { return enough }))
	assert.ErrorIs(t, e.WriteCSV(broken{}, nil, nil), fault.Unavailable)
	assert.ErrorIs(t, e.WriteJSONLines(broken{}, nil, nil), fault.Unavailable)

	e = Experiment{Model: March1991{}, Points: []Values{{"p1": Number(0.9)}, {"p3": Number(0.5)}}, Runs: 5}
	rows := 0
	for _, err := range e.Rows() {
		if err != nil {
			assert.ErrorIs(t, err, fault.Invalid)
			assert.ErrorContains(t, err, "periods")
			break
		}
		rows++
	}
	assert.Equal(t, 5, rows, "what comes before a mistake in the plan is done")
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestMistakesInExperiments(t *testing.T) {
	for says, e := range map[string]Experiment{
		"name a model":                      {Runs: 1},
		"one run or more":                   {Model: Bass1969{}},
		"a point or more":                   {Model: Bass1969{}, Runs: 1, Points: []Values{}},
		"x: is no parameter of bass":        {Model: Bass1969{}, Runs: 1, Points: []Values{{"x": {}}}},
		"p must be a number from 0 to 1e":   {Model: Bass1969{}, Runs: 1, Points: []Values{{"p": Number(-1)}}},
		"n must be a whole number":          {Model: Bass1969{}, Runs: 1, Points: []Values{{"n": Number(1.5)}}},
		"reading must be one of":            {Model: March1991{}, Runs: 1, Points: []Values{{"reading": Word("x")}}},
		"k must not be greater than n":      {Model: Barkoczi2016{}, Runs: 1, Points: []Values{{"n": Number(5)}}},
		"n must be a multiple of size":      {Model: Fang2010{}, Runs: 1, Points: []Values{{"n": Number(5)}}},
		"p must be a number from 0 to 1e+0": {Model: Bass1969{}, Runs: 1, Points: []Values{{"p": Word("x")}}},
	} {
		failed := false
		for _, err := range e.Rows() {
			failed = true
			assert.ErrorIs(t, err, fault.Invalid, says)
			assert.Contains(t, strings.ReplaceAll(fmt.Sprint(err), "x is no", "x: is no"), says)
		}
		assert.True(t, failed, says)
	}
}

// No two runs have the same random numbers, whatever the point.
func TestRunsHaveNumbersOfTheirOwn(t *testing.T) {
	e := Experiment{Seed: 8}
	seen := map[uint64]bool{}
	for point := range 20 {
		for run := range 50 {
			first := e.Key(point, run).Stream(1, 0).Uint64()
			assert.False(t, seen[first], "point %d, run %d", point, run)
			seen[first] = true
		}
	}
}
