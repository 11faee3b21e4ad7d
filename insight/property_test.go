package insight

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
)

// participating draws histories of few people, threads and moments, so that
// ties and collisions abound.
func participating(t *rapid.T) []activity.Activity {
	people := rapid.SampledFrom([]activity.Person{"ana", "bob", "cem", "dee", "eva", "fay"})
	verbs := rapid.SampledFrom([]activity.Verb{activity.Ask, activity.Start, activity.Answer, activity.Comment, activity.Share, "wave"})
	objects := rapid.SampledFrom([]string{"", "q1", "q2", "q3", "a1", "a2"})
	return rapid.SliceOf(rapid.Custom(func(t *rapid.T) activity.Activity {
		a := activity.Activity{
			Actor:  people.Draw(t, "actor"),
			Verb:   verbs.Draw(t, "verb"),
			Object: activity.Foreign("", objects.Draw(t, "object")),
			Thread: activity.Foreign("", objects.Draw(t, "thread")),
			At:     time.Unix(1_700_000_000, 0).UTC().Add(time.Duration(rapid.IntRange(0, 60).Draw(t, "at")) * 173 * time.Hour),
		}
		if rapid.Bool().Draw(t, "directed") {
			a.To = people.Draw(t, "to")
		}
		return a
	})).Draw(t, "history")
}

func measure(t *rapid.T, history []activity.Activity) Measures {
	m, err := Measure(activity.StreamOf(history...))
	require.NoError(t, err)
	return m
}

func TestOrderOfInputChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		history := participating(t)
		shuffled := rapid.Permutation(history).Draw(t, "shuffled")
		assert.Equal(t, measure(t, history), measure(t, shuffled))
	})
}

func TestUpkeepChangesNothing(t *testing.T) {
	var upkeep []activity.Verb
	for _, v := range activity.Verbs() {
		if v.Upkeep {
			upkeep = append(upkeep, v.Verb)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		history := participating(t)
		want := measure(t, history)
		for range rapid.IntRange(1, 5).Draw(t, "more") {
			a := activity.Activity{Actor: "gus", To: "ana", At: time.Unix(1_800_000_000, 0).UTC()}
			a.Verb = rapid.SampledFrom(upkeep).Draw(t, "verb")
			history = append(history, a)
		}
		assert.Equal(t, want, measure(t, history))
	})
}

func TestFiguresAreWithinTheirBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := measure(t, participating(t))
		assert.NotRegexp(t, "NaN|Inf|-[0-9]+\\.", marshalled(t, m), "it marshals, and nothing is negative")
		assert.NotContains(t, fmt.Sprint(m, HealthOf(m, 1)), "NaN")

		shares := []float64{m.Gini, m.OneTimersShare, m.Top1Share, m.Top10Share, m.ReturnAfter30.Share, m.Window90To180.Share}
		if r := m.Response; r != nil {
			shares = append(shares, r.UnansweredShare, r.Within24hShare)
			assert.LessOrEqual(t, r.Answered, r.Responded)
		}
		if r := m.Replies; r != nil {
			shares = append(shares, r.Reciprocity, r.Density, r.Clustering, r.Transitivity)
			assert.LessOrEqual(t, r.Ties, r.Edges)
			assert.LessOrEqual(t, r.Edges, r.Weight)
			assert.Greater(t, r.CoreSize, r.Core)
		}
		for _, s := range shares {
			assert.True(t, s >= 0 && s <= 1, s)
		}
		sum := 0
		for _, y := range m.Years {
			sum += y.Events
		}
		assert.Equal(t, m.Events, sum)
	})
}
