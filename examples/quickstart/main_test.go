package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestQuickstart(t *testing.T) {
	var first, second bytes.Buffer
	run(&first, filepath.Join(t.TempDir(), "first.db"))
	run(&second, filepath.Join(t.TempDir(), "second.db"))
	assert.Equal(t, first.String(), second.String(), "the same story, the same figures")
	for _, line := range []string{
		"Internal audit in the public sector\n\nWHO TAKES PART\n",
		"  people who took part: 6 people\n",
		"School gardens, with 58 imported activities\n",
		"  people who took part: 14 people\n",
		"  without a response: 6.7 %\n",
	} {
		assert.Contains(t, first.String(), line)
	}
}

func TestQuickstartIsShort(t *testing.T) {
	source, err := os.ReadFile("main.go")
	require.NoError(t, err)
	assert.Less(t, bytes.Count(source, []byte("\n")), 120)
}
