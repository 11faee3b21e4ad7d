package insight

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
)

func marshalled(t require.TestingT, v any) string {
	text, err := json.Marshal(v)
	require.NoError(t, err)
	return string(text)
}

func TestJSON(t *testing.T) {
	want := `{
		"events": 8, "actors": 5, "first": "2023-12-25T10:00:00", "last": "2024-02-27T09:00:00.500",
		"verbs": {"ask": 3, "answer": 3, "comment": 2},
		"iso_weeks": 10, "events_per_week_mean": 0.8, "events_per_week_median": 0.0,
		"gini": 0.25, "top1pct_share": 0.375, "top10pct_share": 0.375,
		"absence_factor_50": 2, "core80": 4, "one_timers_share": 0.6,
		"top10_actors": [["ana", 3], ["bob", 2], ["cem", 1], ["dee", 1], ["eva", 1]],
		"last365": {"actors": 5, "events": 8, "absence_factor_50": 2, "gini": 0.25},
		"by_year": {
			"2023": {"events": 4, "actors": 3, "newcomers": 3, "absence_factor_50": 1, "core80": 3, "gini": 0.166667},
			"2024": {"events": 4, "actors": 4, "newcomers": 2, "absence_factor_50": 2, "core80": 4, "gini": 0.0}
		},
		"newcomers_per_month": {"2023-12": 3, "2024-01": 1, "2024-02": 1},
		"newcomers_per_month_mean": 1.6667,
		"return_after_30": {"eligible": 4, "n": 2, "share": 0.5},
		"window_30_60": {"eligible": 3, "n": 1, "share": 0.333333},
		"return_after_90": {"eligible": 0, "n": 0, "share": null},
		"window_90_180": {"eligible": 0, "n": 0, "share": null},
		"first_response": {"threads": 3, "responded": 2, "unanswered_share": 0.333333, "median_s": 907500.0, "within_24h_share": 0.333333},
		"first_answer": {"answered": 2, "median_s": 907800.0},
		"reply_graph": {
			"nodes": 4, "edges": 5, "weight": 5, "reciprocity": 0.4, "density": 0.41666667,
			"wcc": 1, "largest_wcc": 4, "undirected_edges": 4, "kcore_max": 2, "kcore_size": 3,
			"avg_clustering": 0.583333, "transitivity": 0.6,
			"betweenness_top10": [["ana", 2.0], ["bob", 0.0], ["cem", 0.0], ["dee", 0.0]],
			"constraint_low10": [["ana", 0.611111]],
			"most_replied_to_top5": [["ana", 2], ["dee", 2], ["bob", 1]]
		}
	}`
	assert.Equal(t, compact(t, want), marshalled(t, small(t)))
}

func TestJSONOfNothing(t *testing.T) {
	want := `{
		"events": 0, "actors": 0, "first": null, "last": null, "verbs": {},
		"iso_weeks": 0, "events_per_week_mean": 0.0, "events_per_week_median": 0.0,
		"gini": 0.0, "top1pct_share": 0.0, "top10pct_share": 0.0,
		"absence_factor_50": 0, "core80": 0, "one_timers_share": 0.0, "top10_actors": [],
		"last365": {"actors": 0, "events": 0, "absence_factor_50": 0, "gini": 0.0},
		"by_year": {}, "newcomers_per_month": {}, "newcomers_per_month_mean": 0.0,
		"return_after_30": {"eligible": 0, "n": 0, "share": null},
		"window_30_60": {"eligible": 0, "n": 0, "share": null},
		"return_after_90": {"eligible": 0, "n": 0, "share": null},
		"window_90_180": {"eligible": 0, "n": 0, "share": null}
	}`
	m, err := Measure(activity.StreamOf())
	require.NoError(t, err)
	assert.Equal(t, compact(t, want), marshalled(t, m))
}

func TestJSONWithoutResponses(t *testing.T) {
	m := measured(t, "2024-01-01T00:00:00 ana ask q1 q1")
	assert.Contains(t, marshalled(t, m),
		`"first_response":{"threads":1,"responded":0,"unanswered_share":1.0,"median_s":null,"within_24h_share":0.0},"first_answer":{"answered":0,"median_s":null}`)
}

// The reference's own text, where its times are in whole seconds as ours are.
func TestJSONIsTheReferenceLiterally(t *testing.T) {
	want, err := os.ReadFile(data(t, "reference", "git-bower.json"))
	require.NoError(t, err)
	unnamed := regexp.MustCompile(`"name": "[^"]*",`).ReplaceAllString(string(want), "")
	m, err := Measure(activity.StreamOf(recordedHistory(t, "git-bower.csv")...))
	require.NoError(t, err)
	assert.Equal(t, compact(t, unnamed), marshalled(t, m))
}

func TestMoment(t *testing.T) {
	second := time.Date(2024, 2, 29, 23, 59, 58, 0, time.UTC)
	assert.Equal(t, "2024-02-29T23:59:58", moment(second))
	assert.Equal(t, "2024-02-29T23:59:58.120", moment(second.Add(120*time.Millisecond)))
	assert.Equal(t, "2024-02-29T23:59:58.120400", moment(second.Add(120400*time.Microsecond)))
	assert.Nil(t, moment(time.Time{}))
}

func TestFixed(t *testing.T) {
	for x, want := range map[float64]json.Number{0: "0.0", 1: "1.0", 0.5: "0.5", 1.0 / 3: "0.333333", 1e-7: "0.0", 20.1000004: "20.1"} {
		assert.Equal(t, want, fixed(x, 6))
	}
}

func compact(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, json.Compact(&b, []byte(text)))
	return b.String()
}
