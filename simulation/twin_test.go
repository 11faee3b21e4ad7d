package simulation

import (
	"encoding/json"
	"math"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/internal/racing"
)

// sixty returns the day by which 60 % of a history's time is over.
func sixty(all []activity.Activity) time.Time {
	first, last := all[0].At, all[len(all)-1].At
	return first.Add(last.Sub(first) * 6 / 10).Truncate(24 * time.Hour)
}

// On real histories, fitted to the first 60 % of them, intervals of 80 % cover between 65
// and 95 % of weeks, and medians are nearer than the better of two naive forecasts.
func TestBacktestsOfRealCommunities(t *testing.T) {
	racing.Skip(t)
	for _, name := range []string{"stackexchange-bicycles-meta.csv", "git-bower.csv"} {
		all := history(t, name)
		twin, err := Fit(activity.StreamOf(all...), sixty(all), 1)
		require.NoError(t, err)
		b, err := twin.Backtest(activity.StreamOf(all...))
		require.NoError(t, err)
		require.Len(t, b.Forecasts, b.Weeks)
		require.Greater(t, b.Weeks, 250)
		for what, s := range map[string]SeriesScore{"people": b.People, "activities": b.Activities} {
			t.Logf("%s, %s: %+v", name, what, s)
			assert.GreaterOrEqual(t, s.Coverage80, 0.65, "%s of %s", what, name)
			assert.LessOrEqual(t, s.Coverage80, 0.95, "%s of %s", what, name)
			assert.Less(t, s.MASE, s.NaiveMASE, "%s of %s", what, name)
		}
	}
}

// The scores are those of the forecasts, computed here once more.
func TestScoresOfBacktest(t *testing.T) {
	all := lived(t, 3, Values{"weeks": Number(120), "members": Number(15), "arrivals": Number(0.5)})
	until := beginOf(weekOf(all[0].At) + 80)
	twin, err := Fit(activity.StreamOf(all...), until, 1)
	require.NoError(t, err)
	require.Equal(t, 80, twin.Weeks)
	b, err := twin.Backtest(activity.StreamOf(all...))
	require.NoError(t, err)
	whole := ledgerOf(t, time.Time{}, all...)
	require.Equal(t, len(whole.weeks)-80, b.Weeks)
	var off, last, season, within, change float64
	for i := 1; i < 80; i++ {
		change += math.Abs(float64(whole.weeks[i].People-whole.weeks[i-1].People)) / 79
	}
	for i, f := range b.Forecasts {
		came := whole.weeks[80+i].People
		require.Equal(t, came, f.People.Came)
		require.Equal(t, beginOf(whole.first+80+i), f.Week)
		off += math.Abs(float64(came - f.People.Median))
		last += math.Abs(float64(came - whole.weeks[79+i].People))
		season += math.Abs(float64(came - whole.weeks[28+i].People))
		if f.People.Low <= came && came <= f.People.High {
			within++
		}
	}
	n := float64(b.Weeks)
	assert.InDelta(t, off/n/change, b.People.MASE, 1e-9)
	assert.InDelta(t, min(last, season)/n/change, b.People.NaiveMASE, 1e-9)
	assert.InDelta(t, within/n, b.People.Within, 1e-9)
}

// A forecast knows nothing of what comes after the week in which it is made, and the twin
// nothing of what comes after its date.
func TestForecastsDoNotLookAhead(t *testing.T) {
	all := lived(t, 3, Values{"weeks": Number(90), "members": Number(15)})
	first := weekOf(all[0].At)
	until, change := beginOf(first+60), beginOf(first+75)
	other := all[:0:0]
	for _, a := range all {
		if a.At.Before(change) {
			other = append(other, a)
		}
	}
	for i := range 200 {
		other = append(other, activity.Activity{Actor: "stranger", Verb: activity.Start, At: change.Add(time.Duration(i) * 10 * time.Hour)})
	}
	backtests := make([]Backtest, 2)
	for i, h := range [][]activity.Activity{all, other} {
		twin, err := Fit(activity.StreamOf(h...), until, 1)
		require.NoError(t, err)
		backtests[i], err = twin.Backtest(activity.StreamOf(h...))
		require.NoError(t, err)
	}
	const same = 15
	assert.Equal(t, backtests[0].Forecasts[:same], backtests[1].Forecasts[:same])
	a, b := backtests[0].Forecasts[same].People, backtests[1].Forecasts[same].People
	assert.Equal(t, []int{a.Low, a.Median, a.High}, []int{b.Low, b.Median, b.High})
	assert.NotEqual(t, backtests[0].Forecasts[same+2:][:5], backtests[1].Forecasts[same+2:][:5], "or the test tells nothing")
}

// The same twin, backtest and comparison come out on any number of cores.
func TestTwinOnAnyCores(t *testing.T) {
	racing.Skip(t)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	all := lived(t, 5, Values{"weeks": Number(60), "members": Number(10)})
	var first string
	for _, cores := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(cores)
		c, err := Compare(activity.StreamOf(all...), time.Time{}, Interventions(), CompareOptions{Weeks: 10, Runs: 6, Seed: 4})
		require.NoError(t, err)
		text, err := json.Marshal(c)
		require.NoError(t, err)
		if first == "" {
			first = string(text)
		}
		assert.Equal(t, first, string(text), "on %d cores", cores)
	}
}

// What a twin is fitted to it meets, in communities of several kinds.
func TestFitMeetsTheRecord(t *testing.T) {
	racing.Skip(t)
	for name, v := range map[string]Values{
		"usual":  {"weeks": Number(80), "members": Number(12)},
		"small":  {"weeks": Number(80), "members": Number(12), "arrivals": Number(0.3)},
		"commit": {"weeks": Number(80), "members": Number(12)},
	} {
		all := lived(t, 8, v)
		if name == "commit" {
			all = committed(all)
		}
		twin, err := Fit(activity.StreamOf(all...), time.Time{}, 1)
		require.NoError(t, err)
		require.NoError(t, checkValues(twin))
		for _, f := range twin.Fitted {
			switch f.Parameter {
			case "asking", "answering", "turnover, trend": // met as far as the rest lets them
				continue
			}
			assert.InDelta(t, f.Recorded, f.Simulated, 0.05+0.25*f.Recorded, "%s: %s", name, f.What)
		}
		asks := fitted(twin.Fitted, "asking")
		assert.Equal(t, name != "commit", asks, name)
	}
}

// committed makes all that was done commits.
func committed(all []activity.Activity) []activity.Activity {
	for i := range all {
		if a := &all[i]; !a.Verb.Upkeep() {
			a.Verb, a.Thread, a.To = activity.Commit, activity.ObjectID{}, ""
		}
	}
	return all
}

func checkValues(t *Twin) error {
	_, err := Living{}.About().Check(t.Values)
	return err
}

func fitted(all []Fitted, parameter string) bool {
	for _, f := range all {
		if f.Parameter == parameter {
			return true
		}
	}
	return false
}

// A yearly swing is found with its height and its day, and none where there is only chance.
func TestSeason(t *testing.T) {
	with := func(swing float64) *ledger {
		s := Key{Seed: 5}.Stream(1, 0)
		l := &ledger{first: weekOf(time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC))}
		for i := range 52 * 6 {
			mean := 20 * math.Exp(swing*math.Cos(angle(beginOf(l.first+i))-2*math.Pi*100/year))
			l.weeks = append(l.weeks, weekCount{People: s.poisson(mean)})
		}
		return l
	}
	swing, peak := with(0.4).season()
	assert.InDelta(t, 0.4, swing, 0.1)
	assert.InDelta(t, 100, peak, 15)
	swing, _ = with(0).season()
	assert.Zero(t, swing)
}

// What went on last week goes on for a while, and then as usual.
func TestBout(t *testing.T) {
	count := func(bout float64, at int) float64 {
		sum := 0
		for run := range uint64(400) {
			values, err := Living{}.About().Check(Values{"weeks": Number(12), "members": Number(0), "arrivals": Number(0), "bout": Number(bout),
				"mood": Number(0), "gathering": Number(0), "tiring": Number(0), "central": Number(0), "leaving": Number(0), "turnover": Number(0)})
			require.NoError(t, err)
			l := newLiving(Start{Values: values, Key: Key{Run: run}})
			l.settle([]hand{{name: "ana", rate: 0.1, last: true, acts: 1, done: 500, weeks: 500, ties: 50}})
			for l.Step() {
			}
			sum += l.state.Weeks[at].People
		}
		return float64(sum) / 400
	}
	assert.InDelta(t, 0.1, count(0, 0), 0.04)
	assert.Greater(t, count(0.6, 0), 0.4)
	assert.InDelta(t, 0.1, count(0.6, 11), 0.05)
}

func TestFitRefuses(t *testing.T) {
	short := lived(t, 1, Values{"weeks": Number(10)})
	long := lived(t, 1, Values{"weeks": Number(60)})
	broken := func(yield func(activity.Activity, error) bool) {
		yield(activity.Activity{}, fault.New("test", fault.Unavailable, "broken"))
	}
	for _, test := range []struct {
		history activity.Stream
		until   time.Time
		want    fault.Code
	}{
		{activity.StreamOf(), time.Time{}, fault.Invalid},
		{activity.StreamOf(short...), time.Time{}, fault.Invalid},
		{activity.StreamOf(long...), long[0].At.AddDate(-1, 0, 0), fault.Invalid},
		{activity.StreamOf(long...), long[0].At.AddDate(0, 0, 30), fault.Invalid},
		{broken, time.Time{}, fault.Unavailable},
	} {
		_, err := Fit(test.history, test.until, 1)
		assert.ErrorIs(t, err, test.want)
		_, err = Compare(test.history, test.until, Interventions(), CompareOptions{})
		assert.ErrorIs(t, err, test.want)
	}
	twin, err := Fit(activity.StreamOf(long...), time.Time{}, 1)
	require.NoError(t, err)
	_, err = twin.Backtest(activity.StreamOf(long...))
	assert.ErrorIs(t, err, fault.Invalid, "nothing comes after")
	_, err = twin.Backtest(activity.StreamOf())
	assert.ErrorIs(t, err, fault.Invalid)
}
