package exchange

import (
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// What is worked on side by side comes in its order, and nobody is at work any more
// when it ends, early or not.
func TestInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 50).Draw(t, "n")
		stop := rapid.IntRange(1, 60).Draw(t, "stop")
		var made, atWork atomic.Int64
		var got []int
		inOrder(func() (*int, bool) {
			i := int(made.Load())
			if i == n {
				return nil, false
			}
			made.Add(1)
			return &i, true
		}, func(i *int) {
			atWork.Add(1)
			*i *= 2
			atWork.Add(-1)
		}, func(i *int) bool {
			got = append(got, *i)
			return len(got) < stop
		})
		require.Zero(t, atWork.Load())
		require.Len(t, got, min(n, stop))
		for i, v := range got {
			require.Equal(t, 2*i, v)
		}
	})
}
