package main

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/insight"
)

func TestInstruments(t *testing.T) {
	text := ok(t, "instruments")
	var listed []insight.Instrument
	require.NoError(t, json.Unmarshal([]byte(ok(t, "instruments", "--json")), &listed))
	assert.Equal(t, insight.Instruments(), listed)
	for _, i := range listed {
		assert.Contains(t, text, i.Name+"\n  "+i.Definition+"\n")
	}
}
