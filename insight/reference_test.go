package insight

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/internal/recorded"
)

// TestReference compares every figure of two real histories with figures that
// others computed.
func TestReference(t *testing.T) {
	for history, reference := range map[string]string{
		"stackexchange-bicycles-meta.csv": "stackexchange-bicycles-meta.json",
		"git-bower.csv":                   "git-bower.json",
	} {
		t.Run(history, func(t *testing.T) {
			m, err := Measure(activity.StreamOf(recordedHistory(t, history)...))
			require.NoError(t, err)
			got, err := json.Marshal(m)
			require.NoError(t, err)
			want, err := os.ReadFile(data(t, "reference", reference))
			require.NoError(t, err)

			expected := decoded(t, want).(map[string]any)
			delete(expected, "name")
			agree(t, "", expected, decoded(t, got))
		})
	}
}

// agree walks two JSON values. Whole numbers and texts must be equal, fractions
// within 1e-6, and medians of seconds within 1, since the reference truncates
// times to whole seconds.
func agree(t *testing.T, path string, want, got any) {
	t.Helper()
	switch want := want.(type) {
	case map[string]any:
		got, ok := got.(map[string]any)
		if !assert.True(t, ok, path) {
			return
		}
		for key := range got {
			assert.Contains(t, want, key, path)
		}
		for key, value := range want {
			agree(t, path+"/"+key, value, got[key])
		}
	case []any:
		got, ok := got.([]any)
		if !assert.True(t, ok, path) || !assert.Len(t, got, len(want), path) {
			return
		}
		for i, value := range want {
			agree(t, path, value, got[i])
		}
	case json.Number:
		number, ok := got.(json.Number)
		if !assert.True(t, ok, "%s: %v", path, got) {
			return
		}
		w, err := want.Float64()
		require.NoError(t, err)
		g, err := number.Float64()
		require.NoError(t, err)
		switch {
		case strings.HasSuffix(path, "/median_s"):
			assert.InDelta(t, w, g, 1, path)
		case strings.Contains(want.String(), "."):
			assert.InDelta(t, w, g, 1e-6, path)
		default:
			assert.Equal(t, want, number, path)
		}
	default:
		assert.Equal(t, want, got, path)
	}
}

func decoded(t *testing.T, text []byte) (value any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(string(text)))
	d.UseNumber()
	require.NoError(t, d.Decode(&value))
	return value
}

// data returns the path of a file of the recorded histories.
func data(t *testing.T, path ...string) string {
	t.Helper()
	return filepath.Join(append([]string{recorded.Dir(t)}, path...)...)
}

// rows reads a CSV file of the reference data, each row by column name.
func rows(t *testing.T, file string) []map[string]string {
	t.Helper()
	f, err := os.Open(data(t, file))
	require.NoError(t, err)
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	var named []map[string]string
	for _, row := range all[1:] {
		r := map[string]string{}
		for i, name := range all[0] {
			r[name] = row[i]
		}
		named = append(named, r)
	}
	return named
}

// recordedHistory reads a history of the reference data.
func recordedHistory(t *testing.T, file string) []activity.Activity {
	t.Helper()
	var all []activity.Activity
	for _, r := range rows(t, file) {
		at, err := time.Parse("2006-01-02T15:04:05", r["t"])
		require.NoError(t, err)
		all = append(all, activity.Activity{
			Actor:     activity.Person(r["actor"]),
			Verb:      activity.Verb(r["verb"]),
			Object:    activity.Foreign("", r["object"]),
			InReplyTo: activity.Foreign("", r["in_reply_to"]),
			Thread:    activity.Foreign("", r["thread"]),
			To:        activity.Person(r["reply_to_actor"]),
			Topics:    strings.FieldsFunc(r["tags"], func(c rune) bool { return c == '|' }),
			At:        at,
		})
	}
	return all
}

// decodeReference reads a file of figures that others computed.
func decodeReference(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(data(t, "reference", file))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, into))
}
