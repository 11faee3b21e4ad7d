package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
)

// The page says what would change, and that the twin of so short a history is not to be
// trusted; it comes out the same each time, with a picture.
func TestRun(t *testing.T) {
	var pages [2]bytes.Buffer
	for i := range pages {
		picture := filepath.Join(t.TempDir(), "whatif.svg")
		run(&pages[i], "../quickstart/gardens", picture)
		drawn, err := os.ReadFile(picture)
		require.NoError(t, err)
		assert.Contains(t, string(drawn), "facilitator")
	}
	page := pages[0].String()
	assert.Equal(t, page, pages[1].String())
	assert.Contains(t, page, "The 26 weeks after 17 November 2024, by 200 runs")
	assert.Regexp(t, `If somebody answers newcomers within a day: \+\d`, page)
	assert.Regexp(t, `If the three who did most leave at once: -\d`, page)
	assert.Contains(t, page, "The twin is not to be trusted:")
	assert.Contains(t, page, "In the backtest, intervals of 80 % covered")
}

// A file is a history, too.
func TestOpen(t *testing.T) {
	file := filepath.Join(t.TempDir(), "history.csv")
	require.NoError(t, os.WriteFile(file, []byte("t,actor,verb,object\n2024-01-01,ana,commit,c1\n"), 0o600))
	history, err := open(file)
	require.NoError(t, err)
	all, err := activity.Collect(history)
	require.NoError(t, err)
	assert.Len(t, all, 1)
	_, err = open("nowhere.csv")
	assert.Error(t, err)
}
