package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/internal/racing"
)

// lived writes the history of a community that lives for some weeks.
func lived(t *testing.T, weeks string) string {
	file := filepath.Join(t.TempDir(), "history.csv")
	ok(t, "simulate", "community", "--weeks", weeks, "--members", "12", "--out", file)
	return file
}

func TestTwinFit(t *testing.T) {
	file := lived(t, "60")
	page := ok(t, "twin", "fit", file)
	assert.Contains(t, page, "people active in a week, at first (pace)")
	assert.Contains(t, page, "turnover")
	var twin struct {
		Weeks  int
		Values map[string]float64
		Fitted []map[string]any
	}
	require.NoError(t, json.Unmarshal([]byte(ok(t, "twin", "fit", file, "--until", "2000-12-04", "--json")), &twin))
	assert.Equal(t, 48, twin.Weeks, "3 January to 3 December 2000")
	assert.Contains(t, twin.Values, "arrivals")
	assert.NotEmpty(t, twin.Fitted)
}

func TestTwinBacktest(t *testing.T) {
	racing.Skip(t)
	file := lived(t, "100")
	var b map[string]json.RawMessage
	printed := ok(t, "twin", "backtest", file, "--until", "2001-03-05", "--json")
	require.NoError(t, json.Unmarshal([]byte(printed), &b))
	var weeks int
	require.NoError(t, json.Unmarshal(b["weeks"], &weeks))
	assert.Greater(t, weeks, 30)
	assert.LessOrEqual(t, weeks, 39, "the last may have been quiet")
	for _, figure := range []string{"people", "activities"} {
		var all map[string]float64
		require.NoError(t, json.Unmarshal(b[figure], &all))
		for _, name := range []string{"coverage80", "mase", "naive_mase"} {
			assert.Positive(t, all[name], "%s of %s", name, figure)
		}
	}
	assert.Equal(t, printed, ok(t, "twin", "backtest", file, "--until", "2001-03-05", "--json"))

	plot := filepath.Join(t.TempDir(), "b.svg")
	page := ok(t, "twin", "backtest", file, "--plot", plot)
	assert.Contains(t, page, "A twin fitted to the 59 weeks before")
	assert.Contains(t, page, "naive")
	drawn, err := os.ReadFile(plot)
	require.NoError(t, err)
	assert.Contains(t, string(drawn), "<svg")
}

// A community in a database has the same twin as its history in a file.
func TestTwinCompare(t *testing.T) {
	racing.Skip(t)
	file, db := lived(t, "60"), filepath.Join(t.TempDir(), "praxis.db")
	ok(t, "import", file, "--db", db, "--community", "Twinned")
	args := []string{"--try", "loss,gathering=2+brokers=1", "--weeks", "8", "--runs", "10"}
	page := ok(t, append([]string{"twin", "compare", file}, args...)...)
	assert.Contains(t, page, "LOSS: the three who did most leave at once")
	assert.Contains(t, page, "GATHERING=2+BROKERS=1")
	assert.Contains(t, page, "BACKTEST")
	assert.Equal(t, page, ok(t, append([]string{"twin", "compare", "--db", db, "--community", "Twinned"}, args...)...))
	var c struct {
		Changes []struct{ Differences []struct{ Low, High float64 } }
		Doubts  []string
	}
	require.NoError(t, json.Unmarshal([]byte(ok(t, append([]string{"twin", "compare", file, "--json"}, args...)...)), &c))
	require.Len(t, c.Changes, 2)
	assert.NotNil(t, c.Doubts)
}

func TestTwinRefuses(t *testing.T) {
	short := write(t, "h.csv", table)
	for _, args := range [][]string{
		{"fit", short}, {"fit"}, {"fit", "nowhere.csv"}, {"backtest", short, "--until", "soon"}, {"backtest", short, "--plot", "x.txt"},
		{"compare", short, "--try", "foo"}, {"compare", short, "--try", "answering=7"}, {"compare", short, "--try", "foo=1"},
		{"compare", short, "--weeks", "0"}, {"compare", short, "--runs", "1"},
		{"compare", short, "--try", ""},
	} {
		code, out, err := command(t, append([]string{"twin"}, args...)...)
		assert.NotZero(t, code, args)
		assert.Empty(t, out, args)
		assert.NotEmpty(t, err, args)
	}
	_, _, err := command(t, "twin", "fit", short)
	assert.Contains(t, err, "a twin needs 20 whole weeks and 30 activities")
}
