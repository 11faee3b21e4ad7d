package cop_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

func TestTheReviews(t *testing.T) {
	var names []string
	for _, q := range cop.Reviews() {
		names = append(names, q.Name)
		assert.NotEmpty(t, q.Title)
		assert.NotEmpty(t, q.Source)
		slugs := map[string]bool{}
		for _, item := range q.Items {
			assert.NotContains(t, slugs, item.Slug)
			slugs[item.Slug] = true
			assert.Regexp(t, `^[a-z][a-z-]*$`, item.Slug)
			assert.NotEmpty(t, item.Title)
			assert.NotEmpty(t, item.Asks)
		}
	}
	assert.Equal(t, []string{"seven-principles", "commons-alignment", "indicators"}, names)
	assert.Len(t, cop.Reviews()[0].Items, 7)
	assert.Len(t, cop.Reviews()[1].Items, 7)
	assert.Len(t, cop.Reviews()[2].Items, 14)

	cop.Reviews()[2].Items[0].Groups[0] = "spoiled"
	assert.Equal(t, cop.MutualEngagement, cop.Reviews()[2].Items[0].Groups[0])
}

func TestTheIndicatorsInTheirGroups(t *testing.T) {
	groups, measured := map[cop.Group]int{}, 0
	for _, item := range cop.Reviews()[2].Items {
		for _, g := range item.Groups {
			groups[g]++
		}
		if !item.Asked {
			measured++
		}
	}
	assert.Equal(t, map[cop.Group]int{cop.MutualEngagement: 11, cop.JointEnterprise: 2, cop.SharedRepertoire: 7}, groups,
		"as in the table, in which some stand in several groups")
	assert.Equal(t, 6, measured)
}

func subject(t require.TestingT) cop.Subject {
	return cop.Subject{Charter: auditorsCharter(), Evidence: internalAuditors().evidence(t, weeks(31)), Shown: cop.Shown{
		Levels:     &cop.LevelsShown{Core: 2, Active: 3, Occasional: 1, Peripheral: 6, Inward: 1},
		Spaces:     &cop.SpacesShown{Public: 1, Private: 1},
		Gatherings: &cop.GatheringsShown{Regular: 7, FirstOfAKind: 1},
		Ties:       &cop.TiesShown{Communities: 1},
	}}
}

func scores(r cop.Review) map[string]int {
	all := map[string]int{}
	for _, item := range r.Items {
		all[item.Item] = item.Score
	}
	return all
}

func TestTheSevenPrinciplesOfTheAuditors(t *testing.T) {
	r, err := cop.Assess("seven-principles", subject(t), nil, 0)
	require.NoError(t, err)
	assert.Equal(t, map[string]int{
		"design-for-evolution":       2, // newcomers; the charter, its rules and the topics stay as they are
		"inside-and-outside":         2, // a tie to another community
		"levels-of-participation":    5,
		"public-and-private-spaces":  4, // the private space is not used
		"focus-on-value":             4, // nobody thanks anybody
		"familiarity-and-excitement": 4,
		"rhythm":                     5,
	}, scores(r), r.String())
	assert.Equal(t, "26 of 35 points, the sum of 7 of 7 items: design-for-evolution 2, inside-and-outside 2, levels-of-participation 5, "+
		"public-and-private-spaces 4, focus-on-value 4, familiarity-and-excitement 4, rhythm 5", r.Sum().String())
	for _, item := range r.Items {
		assert.Equal(t, cop.FromRecord, item.From)
		assert.Len(t, item.Reasons, 4)
		assert.Nil(t, item.Members)
	}
}

// Where a level has few members no numbers are told: the score is the same.
func TestSmallLevelsAreNotCounted(t *testing.T) {
	levels := func(l cop.LevelsShown) (int, []string) {
		s := subject(t)
		s.Shown.Levels = &l
		r, err := cop.Assess("seven-principles", s, nil, 0)
		require.NoError(t, err)
		var told []string
		for _, reason := range r.Items[2].Reasons {
			told = append(told, reason.Evidence)
		}
		return r.Items[2].Score, told
	}
	l := cop.LevelsShown{Core: 7, Active: 8, Occasional: 5, Peripheral: 20, Inward: 5, Least: 5}
	score, told := levels(l)
	assert.Equal(t, 5, score)
	assert.Equal(t, []string{"7 of 40 members at the core (17 %)", "13 of 40 members active or occasional (32 %)", "20 of 40 members peripheral (50 %)", "5 inwards, 0 outwards"}, told)
	l.Core = 1
	score, told = levels(l)
	assert.Equal(t, 4, score)
	assert.Equal(t, []string{
		"fewer than 2 members at the core (groups of fewer than 5 are not counted)", "some members active or occasional (groups of fewer than 5 are not counted)",
		"some members peripheral (groups of fewer than 5 are not counted)", "some inwards, no outwards",
	}, told)
	l.Core, l.Inward, l.Outward = 7, 0, 1
	_, told = levels(l)
	assert.Equal(t, "no inwards, some outwards", told[3])
	l.Core, l.Outward = 0, 0
	_, none := levels(l)
	assert.Equal(t, "0 of 33 members at the core (0 %)", none[0], "that there is nobody is no secret")
}

func TestWhatTheRecordCannotKnowIsAsked(t *testing.T) {
	s := subject(t)
	s.Shown = cop.Shown{}
	answers := []cop.Answer{
		{"levels-of-participation", 5, "I only read, and that is fine"}, {"levels-of-participation", 2, "all is done by two"},
		{"levels-of-participation", 4, ""}, {"levels-of-participation", 4, ""}, {"levels-of-participation", 5, ""},
		{"levels-of-participation", 1, ""},
		{"rhythm", 1, ""}, {"rhythm", 1, ""}, {"rhythm", 1, ""}, {"rhythm", 1, ""}, {"rhythm", 1, ""},
		{"inside-and-outside", 3, "mine alone"},
	}
	r, err := cop.Assess("seven-principles", s, answers, 0)
	require.NoError(t, err)
	items := map[string]cop.Scored{}
	for _, item := range r.Items {
		items[item.Item] = item
	}

	asked := items["levels-of-participation"]
	assert.Equal(t, cop.FromMembers, asked.From)
	assert.Equal(t, 4, asked.Score, "the lower median")
	assert.Equal(t, &cop.Opinion{Median: 4, Number: 6, Reasons: []string{"I only read, and that is fine", "all is done by two"}}, asked.Members)

	known := items["rhythm"]
	assert.Equal(t, cop.FromRecord, known.From)
	assert.Equal(t, 5, known.Score)
	assert.Equal(t, 1, known.Members.Median, "members see it otherwise, and that is shown beside it")

	few := items["inside-and-outside"]
	assert.Equal(t, cop.FromNothing, few.From)
	assert.Zero(t, few.Score)
	assert.Equal(t, &cop.Opinion{Withheld: "fewer than 5 members answered"}, few.Members)
	assert.NotContains(t, r.String(), "mine alone")

	assert.Equal(t, cop.FromNothing, items["public-and-private-spaces"].From)
	assert.Contains(t, r.Sum().String(), "the sum of 4 of 7 items")
}

func TestIndicatorsOfTheAuditors(t *testing.T) {
	r, err := cop.Assess("indicators", subject(t), nil, 0)
	require.NoError(t, err)
	assert.Equal(t, 5, scores(r)["sustained-mutual-relationships"])
	assert.Equal(t, 5, scores(r)["rapid-flow"])
	assert.Equal(t, 5, scores(r)["quick-setup"])
	assert.Equal(t, 3, scores(r)["knowing-what-others-know"])
	assert.Equal(t, 4, scores(r)["artefacts"])
	assert.Equal(t, 3, scores(r)["jargon"])
	assert.Zero(t, scores(r)["local-lore"], "is asked of members")
}

func TestCommonsAlignment(t *testing.T) {
	r, err := cop.Assess("commons-alignment", subject(t), nil, 0)
	require.NoError(t, err)
	assert.Equal(t, map[string]int{
		"openness": 5, "shared-governance": 1, "collective-ownership": 4, "fair-access": 4,
		"sustainability": 4, "transparency": 1, "synergy": 3,
	}, scores(r), r.String())
}

// A week after the founding the record tells nothing, not that all is bad.
func TestTooShortARecordScoresNothing(t *testing.T) {
	for _, q := range cop.Reviews() {
		r, err := cop.Assess(q.Name, cop.Subject{Charter: charter(), Evidence: cop.Evidence{From: weeks(0), To: weeks(1)}}, nil, 0)
		require.NoError(t, err)
		for _, item := range r.Items {
			assert.Equal(t, cop.FromNothing, item.From, item.Item)
		}
		assert.Equal(t, 0, r.Sum().Of)
		assert.Contains(t, r.Sum().String(), "0 of 0 points, the sum of 0 of ")
	}
}

func TestAssessRefuses(t *testing.T) {
	_, err := cop.Assess("popularity", subject(t), nil, 0)
	assert.ErrorIs(t, err, fault.NotFound)
	assert.ErrorContains(t, err, "seven-principles, commons-alignment, indicators")

	_, err = cop.Assess("indicators", subject(t), []cop.Answer{{"jargon", 5, ""}, {"rhythm", 0, ""}, {"jargon", 6, ""}}, 0)
	var bad *fault.Error
	require.ErrorAs(t, err, &bad)
	assert.ErrorIs(t, err, fault.Invalid)
	var fields []string
	for _, f := range bad.Fields {
		fields = append(fields, f.Name)
	}
	assert.Equal(t, []string{"answers[1].item", "answers[1].score", "answers[2].score"}, fields)
}

// However members answer: every score is in range and rests on something, the
// order of answers does not matter, and few answers give nothing away.
func TestReviewsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := rapid.SampledFrom(cop.Reviews()).Draw(t, "review")
		s := cop.Subject{Charter: charter(), Evidence: drawHistory(t).evidence(t, weeks(rapid.IntRange(1, 40).Draw(t, "to")))}
		if rapid.Bool().Draw(t, "known") {
			s.Shown = subject(t).Shown
		}
		answers := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) cop.Answer {
			return cop.Answer{
				Item:   rapid.SampledFrom(q.Items).Draw(t, "item").Slug,
				Score:  rapid.IntRange(1, 5).Draw(t, "score"),
				Reason: rapid.SampledFrom([]string{"", "because", "so it is"}).Draw(t, "reason"),
			}
		}), 0, 60).Draw(t, "answers")
		r, err := cop.Assess(q.Name, s, answers, 3)
		require.NoError(t, err)

		again := slices.Clone(answers)
		slices.Reverse(again)
		other, err := cop.Assess(q.Name, s, again, 3)
		require.NoError(t, err)
		require.Equal(t, r, other)

		text, err := json.Marshal(r)
		require.NoError(t, err)
		var back cop.Review
		require.NoError(t, json.Unmarshal(text, &back))
		require.Equal(t, r, back)

		points := 0
		for i, item := range r.Items {
			points += item.Score
			n := 0
			for _, a := range answers {
				if a.Item == item.Item {
					n++
				}
			}
			switch item.From {
			case cop.FromRecord:
				require.False(t, q.Items[i].Asked)
				require.Len(t, item.Reasons, 4)
			case cop.FromMembers:
				require.GreaterOrEqual(t, n, 3)
			case cop.FromNothing:
				require.Zero(t, item.Score)
				require.Less(t, n, 3)
			}
			if item.From != cop.FromNothing {
				require.True(t, item.Score >= 1 && item.Score <= 5)
			}
			if n > 0 && n < 3 {
				require.Equal(t, &cop.Opinion{Withheld: "fewer than 3 members answered"}, item.Members)
			}
		}
		require.Equal(t, points, r.Sum().Points)
		require.Equal(t, 5*len(r.Sum().Parts), r.Sum().Of)
		require.Contains(t, r.String(), strings.Fields(r.Items[0].Title)[0])
	})
}
