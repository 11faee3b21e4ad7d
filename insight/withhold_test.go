package insight_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/insight"
)

func TestWithhold(t *testing.T) {
	for name, c := range map[string]struct {
		people []int
		want   []bool
	}{
		"all are enough":               {[]int{5, 90, 7}, []bool{false, false, false}},
		"nobody is no secret":          {[]int{0, 90, 7}, []bool{false, false, false}},
		"one would be the rest":        {[]int{3, 90, 7}, []bool{true, false, true}},
		"two that are few in sum":      {[]int{1, 2, 90, 7}, []bool{true, true, false, true}},
		"two that are enough together": {[]int{3, 2, 90}, []bool{true, true, false}},
		"there is nothing else":        {[]int{3, 0}, []bool{true, false}},
		"there is nobody":              {[]int{0, 0}, []bool{false, false}},
		"there is nothing":             {nil, []bool{}},
	} {
		assert.Equal(t, c.want, insight.Withhold(c.people, 5), name)
	}
}

// TestWithholdTellsNothingByTheRest: whatever the counts, no count of too few people
// is told, and what the whole leaves over for those withheld is not one of too few.
func TestWithholdTellsNothingByTheRest(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		people := rapid.SliceOfN(rapid.IntRange(0, 12), 0, 6).Draw(r, "people")
		least := rapid.IntRange(1, 6).Draw(r, "least")
		withheld := insight.Withhold(people, least)
		sum, some, rest := 0, 0, 0
		for i, n := range people {
			switch {
			case withheld[i]:
				require.NotZero(r, n)
				sum, some = sum+n, some+1
			case n > 0:
				require.GreaterOrEqual(r, n, least)
				rest++
			}
		}
		require.True(r, some == 0 || rest == 0 || some > 1 && sum >= least, "%v of %v", withheld, people)
	})
}
