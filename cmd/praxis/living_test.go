package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A community that lived in a simulation is written, imported through the front door and
// measured like any other; the same seed gives the same bytes.
func TestSimulatedHistoryIsImportedAndMeasured(t *testing.T) {
	dir := t.TempDir()
	one, two, db := filepath.Join(dir, "one.csv"), filepath.Join(dir, "two.csv"), filepath.Join(dir, "praxis.db")
	assert.Contains(t, ok(t, "simulate", "community", "--weeks", "30", "--out", one), "Wrote ")
	ok(t, "simulate", "community", "--weeks", "30", "--out", two)
	first, err := os.ReadFile(one)
	require.NoError(t, err)
	second, err := os.ReadFile(two)
	require.NoError(t, err)
	assert.Equal(t, string(first), string(second))

	ok(t, "import", one, "--db", db, "--community", "Simulated")
	fromDB := ok(t, "measure", "--db", db, "--community", "Simulated")
	assert.Equal(t, ok(t, "measure", one), fromDB)
	for _, form := range []string{"jsonl", "parquet"} {
		ok(t, "simulate", "community", "--weeks", "3", "--out", filepath.Join(dir, "three."+form))
	}
}

// Without a file many communities live, and their measures are printed.
func TestSimulateCommunities(t *testing.T) {
	var points []map[string]any
	printed := ok(t, "simulate", "community", "--weeks", "20", "--answering", "0.1,0.7", "--runs", "5", "--json")
	require.NoError(t, json.Unmarshal([]byte(printed), &points))
	require.Len(t, points, 2)
	assert.Contains(t, points[0]["stayed"], "mean")
	assert.Contains(t, ok(t, "simulate", "community", "--protocol"), "Lave & Wenger 1991")
}

func TestSimulateCommunityRefuses(t *testing.T) {
	for _, bad := range [][]string{
		{"--out", "history.txt"}, {"--runs", "0"}, {"--weeks", "0"}, {"--weeks", "2,3", "--out", filepath.Join(t.TempDir(), "x.csv")},
	} {
		code, _, _ := command(t, append([]string{"simulate", "community"}, bad...)...)
		assert.NotZero(t, code, bad)
	}
}
