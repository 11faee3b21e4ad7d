package simulation

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestJSONLines(t *testing.T) {
	e := small()["barkoczi"]
	e.Points, e.Runs = e.Points[:1], 1
	var b bytes.Buffer
	require.NoError(t, e.WriteJSONLines(&b, nil, nil))
	lines := strings.Split(b.String(), "\n")
	require.Len(t, lines, 3)
	assert.Contains(t, lines[0], `{"model":"barkoczi2016","seed":0,"points":1,`)
	assert.Contains(t, lines[1], `{"point":0,"run":0,"network":"full","strategy":"best","sample":3,"steps":9,"agents":100,"n":6,"k":3,"steps_taken":8,"payoff":`)
}
