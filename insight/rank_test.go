package insight

import (
	"cmp"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
)

func TestRanksTieByName(t *testing.T) {
	all := []Rank[float64]{{"ana", 0.5}, {"bob", 1}, {"cem", 1 + 1e-12}, {"dee", 2}}
	assert.Equal(t, []Rank[float64]{{"dee", 2}, {"bob", 1}, {"cem", 1 + 1e-12}}, highest(all, 3),
		"noise of floats does not part bob and cem")
	all = []Rank[float64]{{"ana", 2}, {"bob", 1}, {"cem", 1}}
	assert.Equal(t, []Rank[float64]{{"bob", 1}, {"cem", 1}}, lowest(all, 2))
	assert.Len(t, highest(all, 10), 3)
}

// The foremost are those that come first when all are put in order.
func TestTheForemost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOf(rapid.IntRange(0, 5)).Draw(t, "values")
		k := rapid.IntRange(1, 12).Draw(t, "k")
		var all []Rank[int]
		for i, v := range values {
			all = append(all, Rank[int]{activity.Person("p" + strconv.Itoa(i)), v})
		}
		inOrder := func(compare func(a, b Rank[int]) int) []Rank[int] {
			sorted := slices.Clone(all)
			slices.SortStableFunc(sorted, compare)
			return sorted[:min(k, len(sorted))]
		}
		require.Equal(t, inOrder(func(a, b Rank[int]) int { return cmp.Compare(b.Value, a.Value) }), highest(all, k))
		require.Equal(t, inOrder(func(a, b Rank[int]) int { return cmp.Compare(a.Value, b.Value) }), lowest(all, k))
	})
}
