package insight

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestRanksTieByName(t *testing.T) {
	all := []Rank[float64]{{"ana", 0.5}, {"bob", 1}, {"cem", 1 + 1e-12}, {"dee", 2}}
	assert.Equal(t, []Rank[float64]{{"dee", 2}, {"bob", 1}, {"cem", 1 + 1e-12}}, highest(all, 3),
		"noise of floats does not part bob and cem")
	all = []Rank[float64]{{"ana", 2}, {"bob", 1}, {"cem", 1}}
	assert.Equal(t, []Rank[float64]{{"bob", 1}, {"cem", 1}}, lowest(all, 2))
	assert.Len(t, highest(all, 10), 3)
}
