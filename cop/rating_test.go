package cop_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

// What the record cannot know, members say; the latest answer counts.
func TestRate(t *testing.T) {
	r, a, err := cop.Rate(occasion(1, "bob"), cop.Rating{}, "commons-alignment", "fair-access", 2, "meetings are in office hours only")
	require.NoError(t, err)
	want := cop.Rating{
		Community: auditors, RatingKey: cop.RatingKey{Review: "commons-alignment", Item: "fair-access", Person: "bob"},
		Score: 2, Reason: "meetings are in office hours only", At: a.At, Rev: 1,
	}
	assert.Equal(t, want, r)
	assert.Equal(t, activity.Rate, a.Verb)
	assert.Equal(t, activity.ObjectID(auditors), a.Object)
	sameAsJSON(t, r)

	r, a, err = cop.Rate(occasion(2, "bob"), r, "commons-alignment", "fair-access", 4, "")
	require.NoError(t, err)
	want.Score, want.Reason, want.At, want.Rev = 4, "", a.At, 2
	assert.Equal(t, want, r)
}

func TestRateRefuses(t *testing.T) {
	mine, _, err := cop.Rate(occasion(1, "bob"), cop.Rating{}, "indicators", "jargon", 3, "")
	require.NoError(t, err)
	for name, test := range map[string]struct {
		actor        activity.Person
		before       cop.Rating
		review, item string
		score        int
		says         string
	}{
		"too little":      {"bob", mine, "indicators", "jargon", 0, "score must be at least 1"},
		"too much":        {"bob", mine, "indicators", "jargon", 6, "score must be at most 5"},
		"no words":        {"bob", cop.Rating{}, "", "Fair Access", 3, "review must be a lower-case word of at most 64 letters, digits and hyphens; item must be"},
		"another item":    {"bob", mine, "indicators", "artefacts", 3, "another rating"},
		"somebody else's": {"ana", mine, "indicators", "jargon", 3, "another rating"},
		"nobody's":        {"", cop.Rating{}, "indicators", "jargon", 3, "actor must be"},
	} {
		r, a, err := cop.Rate(occasion(2, test.actor), test.before, test.review, test.item, test.score, "")
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.ErrorContains(t, err, test.says, name)
		assert.Equal(t, test.before, r, name)
		assert.Zero(t, a, name)
	}
}

// The history accounts for the present; and Fold refuses what an act refuses.
func TestFoldingARating(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var r, folded cop.Rating
		for n := range rapid.IntRange(1, 6).Draw(t, "acts") {
			o, item := occasion(n, "bob"), rapid.SampledFrom([]string{"jargon", "artefacts"}).Draw(t, "item")
			next, a, err := cop.Rate(o, r, "indicators", item, rapid.IntRange(1, 5).Draw(t, "score"), "")
			if err != nil {
				a = o.Record(activity.Rate, cop.Rated{Review: "indicators", Item: item, Score: 3})
				_, err = folded.Fold(a)
				require.ErrorIs(t, err, fault.Invalid)
				continue
			}
			folded, err = folded.Fold(a)
			require.NoError(t, err)
			require.Equal(t, next, folded)
			key, ok := cop.RatingOf(a)
			require.True(t, ok)
			require.Equal(t, key, folded.RatingKey)
			r = next
		}
	})
	r, err := cop.Rating{}.Fold(activity.Activity{})
	assert.NoError(t, err)
	assert.Zero(t, r)
	assert.Equal(t, "cop.rated", cop.Rated{}.FactName())
}
