package simulation

import (
	"math"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/internal/racing"
)

// target is what others got for the first measure of a model, or another.
type target struct {
	values  Values
	measure int
	mean    float64
	se      float64
}

// meets tests that means are as close to targets as chance allows: within four standard
// errors of the difference.
func meets(t *testing.T, model Model, runs int, targets []target) {
	t.Helper()
	if os.Getenv("PRAXIS_REPRODUCE") != "" {
		runs *= 40 // about as many as the targets come from, or more
	}
	e := Experiment{Model: model, Runs: runs, Seed: 11}
	for _, target := range targets {
		e.Points = append(e.Points, target.values)
	}
	var sum Summary
	for row, err := range e.Rows() {
		require.NoError(t, err)
		sum.Add(row)
	}
	for i, target := range targets {
		m := sum.Points[i].Measures[target.measure]
		assert.InDelta(t, target.mean, m.Mean, 4*math.Hypot(m.Error(), target.se), "%v", target.values)
		t.Logf("%v: %.4f +- %.4f for %.4f +- %.4f", target.values, m.Mean, m.Error(), target.mean, target.se)
	}
}

func numbers(pairs ...any) Values {
	v := Values{}
	for i := 0; i < len(pairs); i += 2 {
		switch x := pairs[i+1].(type) {
		case string:
			v[pairs[i].(string)] = Word(x)
		case float64:
			v[pairs[i].(string)] = Number(x)
		}
	}
	return v
}

// Figures 1, 2, 4 and 5 of March 1991 as recomputed by two implementations.
func TestMarch1991(t *testing.T) {
	racing.Skip(t)
	var figure1 []target
	for i, row := range [][]float64{{.8629, .8029, .8002, .8122}, {.9730, .9071, .8404, .7282}} {
		for j, want := range row {
			figure1 = append(figure1, target{numbers("p1", []float64{.1, .3, .5, .9}[j], "p2", []float64{.1, .9}[i]), 0, want, .00035})
		}
	}
	meets(t, March1991{}, 1500, figure1)
	meets(t, March1991{}, 1500, []target{
		{numbers("p1", .1, "pb", .9, "fast", .5, "p2", .5), 0, .9026, .0010},
		{numbers("p1", .5, "p2", .5), 0, .8087, .0015},
		{numbers("p1", .1, "p2", .5, "reading", Text), 0, .826, .0005},
		{numbers("p1", .9, "p2", .9, "reading", Basic), 0, .644, .0005},
		{numbers("p1", .9, "p2", .5, "p3", .0, "periods", 20.), 0, .742, .0016},
		{numbers("p1", .9, "p2", .5, "p3", .1, "periods", 20.), 0, .837, .0016},
		{numbers("p1", .1, "p2", .5, "p3", .0, "periods", 20.), 0, .789, .0016},
		{numbers("p1", .1, "p2", .5, "p3", .1, "periods", 20.), 0, .740, .0016},
		{numbers("p1", .5, "p2", .5, "p4", .02, "periods", 10.), 0, .628, .002},
		{numbers("p1", .5, "p2", .5, "p4", .02, "periods", 100.), 0, .023, .002},
		{numbers("p1", .5, "p2", .5, "p4", .02, "p3", .1, "periods", 100.), 0, .579, .002},
	})
}

// Figure 6: N competitors are matched by the quantile whose N-th power is 1/(N+1) if
// one's own performance does not vary.
func TestPrimacyMean(t *testing.T) {
	for spread, want := range map[float64]float64{0: .7953, .5: .5316, 1: 0} {
		got, err := PrimacyMean(10, spread)
		require.NoError(t, err)
		assert.InDelta(t, want, got, 1e-4)
	}
	_, err := PrimacyMean(0, 1)
	assert.Error(t, err)
	_, err = PrimacyMean(1, math.NaN())
	assert.Error(t, err)
}

func TestBarkoczi2016(t *testing.T) {
	racing.Skip(t)
	meets(t, Barkoczi2016{}, 80, []target{
		{numbers("strategy", "best"), 0, .6140, .0065},
		{numbers("strategy", "best", "sample", 9.), 0, .5434, .0064},
		{numbers("strategy", "conformity"), 0, .8287, .0055},
		{numbers("strategy", "conformity", "sample", 9.), 0, .5415, .0064},
		{numbers("strategy", "individual"), 0, .3827, .0020},
		{numbers("strategy", "random"), 0, .3364, .0045},
		{numbers("network", "lattice", "strategy", "random"), 0, .3332, .0044},
		{numbers("network", "lattice", "strategy", "individual"), 0, .3825, .0020},
		{numbers("network", "lattice", "strategy", "best"), 0, .6451, .0064},
		{numbers("network", "lattice", "strategy", "best", "sample", 9.), 0, .6125, .0067},
		{numbers("network", "lattice", "strategy", "conformity"), 0, .7045, .0061},
		{numbers("network", "lattice", "strategy", "conformity", "sample", 9.), 0, .5665, .0064},
	})
	meets(t, Barkoczi2016{}, 400, []target{
		{numbers("steps", 5., "sample", 9.), 0, .4379, .0065},
		{numbers("steps", 5., "sample", 9., "network", "lattice"), 0, .3963, .0065},
	})
	meets(t, Barkoczi2016{}, 5, []target{{numbers("k", 0., "strategy", "individual"), 0, 1, 0}})
}

// A network of a file is used as it is: two who see only each other share an option in
// the end, and somebody who sees nobody searches alone.
func TestBarkocziOnANetworkOfOnesOwn(t *testing.T) {
	pair, err := Complete(2)
	require.NoError(t, err)
	alone := &Network{starts: []int{0, 0, 0}}
	model := Barkoczi2016{Networks: map[string]*Network{"pair": pair, "alone": alone}}
	e := Experiment{Model: model, Runs: 20, Common: true, Points: []Values{
		numbers("network", "pair"), numbers("network", "alone"), numbers("network", "alone", "strategy", "conformity"),
	}}
	var sum Summary
	for row, err := range e.Rows() {
		require.NoError(t, err)
		sum.Add(row)
	}
	assert.Equal(t, 1.0, sum.Points[0].Measures[1].Mean)
	assert.Greater(t, sum.Points[1].Measures[1].Mean, 1.5)
	assert.Equal(t, sum.Points[1].Measures, sum.Points[2].Measures)
}

func TestModal(t *testing.T) {
	s := Key{}.Stream(1, 0)
	for _, test := range []struct {
		options []int32
		want    int32
		ok      bool
	}{
		{[]int32{4, 2, 4}, 4, true}, {[]int32{1, 2, 3}, 0, false}, {[]int32{5, 5, 5}, 5, true},
		{[]int32{1, 1, 2, 2}, 0, false}, {[]int32{7}, 7, true}, {[]int32{3, 9, 9, 9, 3}, 9, true},
	} {
		got, ok := modal(slices.Clone(test.options), s)
		assert.Equal(t, test.ok, ok, test.options)
		if ok {
			assert.Equal(t, test.want, got, test.options)
		}
	}
	seen := map[int32]bool{}
	for range 50 {
		got, ok := modal([]int32{1, 1, 2, 2, 3}, s)
		assert.True(t, ok)
		seen[got] = true
	}
	assert.Equal(t, map[int32]bool{1: true, 2: true}, seen)
}

// Moderate linking is best.
func TestFang2010(t *testing.T) {
	racing.Skip(t)
	meets(t, Fang2010{}, 25, []target{
		{numbers("beta", .0), 0, .033, .001},
		{numbers("beta", .1), 0, .857, .004},
		{numbers("beta", .15), 0, .884, .004},
		{numbers("beta", 1.), 0, .737, .004},
	})
}

func TestAxelrod1997(t *testing.T) {
	meets(t, Axelrod1997{}, 60, []target{
		{numbers("traits", 5.), 0, 1.070, .009},
		{numbers("traits", 15.), 0, 19.95, .29},
	})
}

// Event time has no bias beyond that of finitely many people.
func TestBass1969(t *testing.T) {
	assert.InDelta(t, 6.1926, BassPeak(.03, .38), 1e-4)
	assert.InDelta(t, .4605, BassShare(.03, .38, 6.1926), 1e-4)
	assert.InDelta(t, .8128, BassShare(.03, .38, 10), 1e-4)
	assert.Zero(t, BassPeak(.3, .1))
	assert.Zero(t, BassShare(.3, .1, 0))
	meets(t, Bass1969{}, 50, []target{
		{numbers(), 0, .8128, .0001},
		{numbers("time", 6.1926), 0, .4605, .0001},
		{numbers("q", .0, "time", 5.), 0, 1 - math.Exp(-.15), .0001},
	})
}

func TestSimon1955(t *testing.T) {
	assert.InDelta(t, .52632, SimonShare(.1, 1), 1e-5)
	assert.InDelta(t, .16917, SimonShare(.1, 2), 1e-5)
	// The law is what shares come to: that of those who did one act falls short of it by
	// about its (1-alpha)/(alpha*acts)th part, as the first member comes without chance.
	meets(t, Simon1955{}, 20, []target{
		{numbers("acts", 1e5), 1, SimonShare(.1, 1), 0},
		{numbers("acts", 1e5, "k", 2.), 1, SimonShare(.1, 2), 0},
		{numbers("acts", 1e5, "alpha", .5, "k", 3.), 1, SimonShare(.5, 3), 0},
		{numbers("alpha", 1.), 0, 0, 0},
	})
}

// A simulated community records what it does as a live one, and goes on from what was
// recorded of one.
func TestSimonFromAHistory(t *testing.T) {
	record := func(history activity.Stream, acts float64) (all []activity.Activity) {
		values, err := Simon1955{}.About().Check(numbers("acts", acts, "alpha", .2))
		require.NoError(t, err)
		r, err := Simon1955{}.Start(Start{Values: values, History: history, Sink: func(a activity.Activity) { all = append(all, a) }})
		require.NoError(t, err)
		for r.Step() {
		}
		return all
	}
	first := record(nil, 50)
	require.Len(t, first, 50)
	more := record(activity.StreamOf(first...), 30)
	require.Len(t, more, 30)
	ids := map[activity.ID]bool{}
	old := map[activity.Person]bool{}
	for _, a := range first {
		old[a.Actor] = true
	}
	known := 0
	for _, a := range append(first, more...) {
		require.NoError(t, a.Check())
		assert.False(t, ids[a.ID])
		ids[a.ID] = true
	}
	for _, a := range more {
		assert.True(t, a.At.After(first[49].At))
		if old[a.Actor] {
			known++
		}
	}
	assert.Greater(t, known, 10)
}

// What a model declares is complete, and its protocol says it.
func TestProtocols(t *testing.T) {
	for name, e := range small() {
		about := e.Model.About()
		_, err := about.Check(nil)
		require.NoError(t, err, "defaults are allowed")
		protocol := ODD(about)
		for _, p := range about.Parameters {
			assert.NotEmpty(t, p.What)
			assert.Contains(t, protocol, "| "+p.Name+" | "+p.What+" |", name)
			v, err := p.Parse(p.Default.String())
			require.NoError(t, err)
			assert.Equal(t, p.Default, v)
		}
		for _, p := range about.Processes {
			assert.Contains(t, protocol, "**"+p.Name+".** "+p.What)
		}
		for _, s := range append(about.Sources, about.Purpose, about.Entities) {
			assert.Contains(t, protocol, s)
		}
	}
}

func TestActivation(t *testing.T) {
	s := Key{Seed: 2}.Stream(1, 0)
	for _, a := range []Activation{Synchronous, Random, RandomBlocks} {
		order := a.Order(200, s, nil)
		assert.Equal(t, a == Synchronous, slices.IsSorted(order))
		if a == RandomBlocks {
			for i := 1; i < len(order); i++ {
				if order[i]/activationBlock != order[i-1]/activationBlock {
					assert.NotContains(t, order[i:], order[i-1]/activationBlock*activationBlock, "a block is done before the next")
				}
			}
		}
		slices.Sort(order)
		assert.Equal(t, Synchronous.Order(200, s, nil), order)
	}
}

// Events come by time, and those of a time as they were planned.
func TestQueue(t *testing.T) {
	var q Queue
	s := Key{Seed: 2}.Stream(1, 0)
	for i := range 200 {
		q.Plan(float64(s.IntN(20)), 1, int32(i))
	}
	last := Event{At: -1}
	for range 200 {
		e, ok := q.Next()
		require.True(t, ok)
		require.True(t, e.At > last.At || e.At == last.At && e.Agent > last.Agent)
		last = e
	}
	_, ok := q.Next()
	assert.False(t, ok)
	assert.Zero(t, q.Len())
}
