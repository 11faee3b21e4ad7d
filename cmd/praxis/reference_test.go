package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/internal/recorded"
)

// TestReference measures real histories from every form that they come in, and
// from a database, and compares all figures with those computed independently.
func TestReference(t *testing.T) {
	data := recorded.Dir(t)
	for _, real := range []struct{ history, form string }{
		{"stackexchange-bicycles-meta", "stackexchange-bicycles-meta"},
		{"stackexchange-bicycles-meta", "stackexchange-bicycles-meta.csv"},
		{"git-bower", "git-bower.csv"},
	} {
		t.Run(real.form, func(t *testing.T) {
			source, db := filepath.Join(data, real.form), filepath.Join(t.TempDir(), "praxis.db")
			want := figures(t, string(read(t, filepath.Join(data, "reference", real.history+".json"))))
			delete(want, "name")

			measured := ok(t, "measure", source, "--json")
			compare(t, "", want, figures(t, measured))

			ok(t, "import", source, "--db", db, "--community", "Real people")
			assert.Contains(t, ok(t, "import", source, "--db", db, "--community", "Real people"), "Nothing to add")
			assert.Equal(t, measured, ok(t, "measure", "--db", db, "--community", "Real people", "--json"), "the database says the same")
		})
	}
}

// TestBothFormsAreOneHistory: importing a dump and then its CSV adds nothing.
func TestBothFormsAreOneHistory(t *testing.T) {
	data, db := recorded.Dir(t), filepath.Join(t.TempDir(), "praxis.db")
	ok(t, "import", filepath.Join(data, "stackexchange-bicycles-meta"), "--db", db, "--community", "C")
	assert.Contains(t, ok(t, "import", filepath.Join(data, "stackexchange-bicycles-meta.csv"), "--db", db, "--community", "C"),
		"Nothing to add: \"C\" has all 3746 activities already.")
}

// compare walks two values of JSON: integers must be equal, fractions to 1e-6,
// and medians in seconds to 1, since the reference cuts times to seconds.
func compare(t *testing.T, path string, want, got any) {
	t.Helper()
	switch want := want.(type) {
	case map[string]any:
		got, isMap := got.(map[string]any)
		require.True(t, isMap, path)
		assert.Len(t, got, len(want), path)
		for key, value := range want {
			if assert.Contains(t, got, key, path) {
				compare(t, path+"."+key, value, got[key])
			}
		}
	case []any:
		require.Len(t, got, len(want), path)
		for i, value := range want {
			compare(t, path+"[]", value, got.([]any)[i])
		}
	case json.Number:
		number, isNumber := got.(json.Number)
		require.True(t, isNumber, path)
		if !strings.ContainsAny(want.String(), ".e") {
			assert.Equal(t, want, number, path)
			return
		}
		tolerance := 1e-6
		if strings.HasSuffix(path, "median_s") {
			tolerance = 1
		}
		w, err := want.Float64()
		require.NoError(t, err)
		g, err := number.Float64()
		require.NoError(t, err)
		assert.LessOrEqual(t, math.Abs(w-g), tolerance, path)
	default:
		assert.Equal(t, want, got, path)
	}
}

func figures(t *testing.T, text string) map[string]any {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var v map[string]any
	require.NoError(t, d.Decode(&v))
	return v
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	return b
}
