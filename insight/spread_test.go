package insight_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/internal/recorded"
)

var spring = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

// Worked by hand: the first of two draws 1, the second 1/log2(3); of a load of 1, half
// is left after four months.
func TestSpreadByHand(t *testing.T) {
	s := insight.NewSpread(1)
	s.Answered("ana", spring)
	assert.InDelta(t, 0.5, s.Load("ana", spring.Add(120*24*time.Hour)), 1e-12)
	experts := []insight.Expert{{Person: "ana", Score: 1}, {Person: "bob", Score: 0.5}, {Person: "cem", Score: 0}}
	named := s.Name(experts, 2, spring)
	require.Len(t, named, 2)
	assert.Equal(t, []activity.Person{"bob", "ana"}, []activity.Person{named[0].Person, named[1].Person})
	assert.InDelta(t, 1-math.Ln2, named[1].Score, 1e-12)
	second := 1 / math.Log2(3)
	assert.InDelta(t, 1/(1+second), s.Load("bob", spring), 1e-12)
	assert.InDelta(t, 1+second/(1+second), s.Load("ana", spring), 1e-12)
	assert.Zero(t, s.Load("cem", spring))
	assert.InDelta(t, 1.0, experts[0].Score, 0, "the list that was given stays as it was")
	assert.Empty(t, s.Name(nil, 3, spring))

	plain := insight.NewSpread(0)
	plain.Answered("ana", spring)
	assert.Equal(t, experts[:2], plain.Name(experts, 2, spring))
}

func TestExposureByHand(t *testing.T) {
	e := insight.ExposureOf(map[activity.Person]int{"ana": 4, "bob": 3, "cem": 2, "dan": 1, "eve": 0})
	assert.Equal(t, []int{10, 5}, []int{e.Named, e.People})
	assert.InDelta(t, 0.9, e.Top3, 1e-12)
	assert.InDelta(t, 0.4, e.Gini, 1e-12) // 2 (2·1 + 3·2 + 4·3 + 5·4) / (5·10) - 6/5
	assert.Zero(t, insight.ExposureOf(nil))
}

// Who are equally good are asked in turn.
func TestSpreadTakesTurns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, few := rapid.IntRange(2, 6).Draw(t, "experts"), 1
		var equals []insight.Expert
		for i := range n {
			equals = append(equals, insight.Expert{Person: activity.Person(fmt.Sprint("u", i))})
		}
		s, counts := insight.NewSpread(1), make(map[activity.Person]int)
		rounds := rapid.IntRange(1, 5).Draw(t, "rounds")
		for range rounds * n {
			counts[s.Name(equals, few, spring)[0].Person]++
		}
		for p, c := range counts {
			assert.Equal(t, rounds, c, p)
		}
		assert.Len(t, counts, n)
	})
}

// On a real history the three named most are named less, at a small cost.
func TestSpreadOnAHistory(t *testing.T) {
	dir := os.DirFS(filepath.Join(recorded.Dir(t), "stackexchange-bicycles-meta"))
	got, err := insight.TrySpread(exchange.StackExchange(dir, nil), insight.DefaultSpread, 5)
	require.NoError(t, err)
	assert.Equal(t, 44, got.Test)
	assert.Equal(t, 220, got.Plain.Named)
	assert.Equal(t, got.Plain.Named, got.Spread.Named)
	assert.InDelta(t, 0.414, got.Plain.Top3, 5e-4)
	assert.InDelta(t, 0.391, got.Spread.Top3, 5e-4)
	assert.Less(t, got.Spread.Gini, got.Plain.Gini-0.015)
	assert.InDelta(t, 0.682, got.PlainHits.At5, 5e-4)
	assert.InDelta(t, 0.636, got.SpreadHits.At5, 5e-4)
	assert.InDelta(t, 0.486, got.PlainHits.MRR, 5e-4)
	assert.InDelta(t, 0.485, got.SpreadHits.MRR, 5e-4)
	assert.InDelta(t, -0.0015, got.Cost.MRR.Mean, 5e-5)

	var page strings.Builder
	require.NoError(t, got.WriteText(&page))
	assert.Equal(t, `Who is asked? The last 44 questions with an accepted answer by somebody else were put
to 5 people each, by what was recorded until then. Of 149 people who could be
named, how evenly are they (Gini: 0 if all as often)?

                                     to the three most    Gini who knew is named     MRR
those first who likely know best                41.4 %   0.890            68.2 %   0.486
with the load spread                            39.1 %   0.871            63.6 %   0.485

The difference in MRR, and between which figures chance would leave it in 95 of 100 cases:
of spreading the load                -0.002 (-0.042 to +0.039)

Even naming is no aim in itself: who does not know is not to be asked.
`, page.String())

	none, err := insight.TrySpread(exchange.StackExchange(dir, nil), 0, 5)
	require.NoError(t, err)
	assert.Equal(t, none.Plain, none.Spread)
	assert.Equal(t, none.PlainHits, none.SpreadHits)
	boom := fmt.Errorf("boom")
	_, err = insight.TrySpread(func(yield func(activity.Activity, error) bool) { yield(activity.Activity{}, boom) }, 1, 5)
	require.ErrorIs(t, err, boom)
}
