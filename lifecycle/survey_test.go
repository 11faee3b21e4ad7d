package lifecycle_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
)

var (
	needsID = activity.SurveyID{0x51}
	needs   = lifecycle.SurveyText{Title: "What do you need?", About: "Before we design it.", Items: []lifecycle.SurveyItem{
		{Key: "meet", Asks: "How often would you meet?", Kind: lifecycle.ChoiceItem, Choices: []lifecycle.Choice{{Key: "weekly", Text: "Weekly"}, {Key: "monthly", Text: "Monthly"}}},
		{Key: "topics", Asks: "About what?", Kind: lifecycle.ChoiceItem, Several: true, Optional: true, Choices: []lifecycle.Choice{{Key: "payroll", Text: "Payroll"}, {Key: "risk", Text: "Risk"}}},
		{Key: "matters", Asks: "It matters to my work.", Kind: lifecycle.ScaleItem},
		{Key: "else", Asks: "What else?", Kind: lifecycle.TextItem, Optional: true},
	}}
	fits = []lifecycle.ItemAnswer{{Item: "meet", Choices: []lifecycle.ChoiceKey{"weekly"}}, {Item: "matters", Score: 4}}
)

// opened is the survey, open.
func opened(t testing.TB) lifecycle.Survey {
	s, _, err := lifecycle.DraftSurvey(occasion(1, "ana"), needsID, needs)
	require.NoError(t, err)
	s, _, err = s.Open(occasion(2, "ana"))
	require.NoError(t, err)
	return s
}

// What can be done with a survey in each status: (.) or not (x).
func TestTheLifeOfASurvey(t *testing.T) {
	draft, _, err := lifecycle.DraftSurvey(occasion(1, "ana"), needsID, needs)
	require.NoError(t, err)
	open := opened(t)
	closed, _, err := open.Close(occasion(3, "ana"))
	require.NoError(t, err)
	assert.Equal(t, nine.Add(3*time.Hour), closed.ClosedAt)
	for name, test := range map[string]struct {
		survey lifecycle.Survey
		can    string // be rewritten, opened, closed, answered
	}{
		"draft": {draft, "..xx"}, "open": {open, ".x.."}, "closed": {closed, "xxxx"},
	} {
		o := occasion(9, "bob")
		_, _, rewritten := test.survey.Rewrite(o, needs, false)
		_, _, opened := test.survey.Open(o)
		_, _, closed := test.survey.Close(o)
		_, _, answered := lifecycle.Respond(o, lifecycle.Response{}, test.survey, fits)
		for i, err := range []error{rewritten, opened, closed, answered} {
			if test.can[i] == '.' {
				assert.NoError(t, err, "%s %d", name, i)
			} else {
				assert.ErrorIs(t, err, fault.Precondition, "%s %d", name, i)
			}
		}
	}
	_, _, err = open.Rewrite(occasion(3, "ana"), needs, true)
	assert.ErrorIs(t, err, fault.Precondition, "somebody has answered")
	elsewhere := occasion(3, "ana")
	elsewhere.Community = activity.CommunityID{0xb}
	_, _, err = open.Close(elsewhere)
	assert.ErrorIs(t, err, fault.Invalid)
}

func TestSurveysThatCanNeverBeRight(t *testing.T) {
	_, _, err := lifecycle.DraftSurvey(occasion(1, "ana"), needsID, lifecycle.SurveyText{Title: " ", Items: []lifecycle.SurveyItem{
		{Key: "A", Asks: "A?", Kind: lifecycle.ChoiceItem, Choices: []lifecycle.Choice{{Key: "x", Text: "X"}}},
		{Key: "b", Asks: "", Kind: "riddle"},
		{Key: "b", Asks: "B?", Kind: lifecycle.TextItem, Several: true, Choices: []lifecycle.Choice{{Key: "x", Text: "X"}}},
		{Key: "c", Asks: "C?", Kind: lifecycle.ChoiceItem, Choices: []lifecycle.Choice{{Key: "x", Text: "X"}, {Key: "x", Text: "X"}}},
	}})
	var bad *fault.Error
	require.ErrorAs(t, err, &bad)
	var names []string
	for _, f := range bad.Fields {
		names = append(names, f.Name)
	}
	assert.ElementsMatch(t, []string{
		"title", "items[1].asks", "items[1].kind", "items[0].key", "items[0].choices", "items[2].key", "items[2].choices", "items[2].several", "items[3].choices[1].key",
	}, names)
	_, _, err = lifecycle.DraftSurvey(occasion(1, "ana"), activity.SurveyID{}, needs)
	assert.ErrorIs(t, err, fault.Invalid)
}

func TestAnswersFitWhatIsAsked(t *testing.T) {
	s := opened(t)
	meet := func(keys ...lifecycle.ChoiceKey) lifecycle.ItemAnswer {
		return lifecycle.ItemAnswer{Item: "meet", Choices: keys}
	}
	score := func(n int) lifecycle.ItemAnswer { return lifecycle.ItemAnswer{Item: "matters", Score: n} }
	for name, answers := range map[string][]lifecycle.ItemAnswer{
		"nothing":                    nil,
		"one that must be answered":  {meet("weekly")},
		"twice":                      {meet("weekly"), meet("weekly"), score(3)},
		"no item":                    {meet("weekly"), score(3), {Item: "colour", Text: "red"}},
		"no choice":                  {meet(), score(3)},
		"two choices":                {meet("weekly", "monthly"), score(3)},
		"another choice":             {meet("daily"), score(3)},
		"too much":                   {meet("weekly"), score(6)},
		"too little":                 {meet("weekly"), score(0)},
		"words for a number":         {meet("weekly"), {Item: "matters", Score: 3, Text: "three"}},
		"a number for words":         {meet("weekly"), score(3), {Item: "else", Score: 3}},
		"a choice for words":         {meet("weekly"), score(3), {Item: "else", Text: "So.", Choices: []lifecycle.ChoiceKey{"weekly"}}},
		"the same choice twice":      {meet("weekly"), score(3), {Item: "topics", Choices: []lifecycle.ChoiceKey{"risk", "risk"}}},
		"words that cannot be kept":  {meet("weekly"), score(3), {Item: "else", Text: "\x00"}},
		"a number beside the choice": {{Item: "meet", Choices: []lifecycle.ChoiceKey{"weekly"}, Score: 1}, score(3)},
	} {
		before := lifecycle.Response{}
		r, a, err := lifecycle.Respond(occasion(3, "bob"), before, s, answers)
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.Zero(t, r, name)
		assert.Zero(t, a, name)
	}
	first, a, err := lifecycle.Respond(occasion(3, "bob"), lifecycle.Response{}, s, fits)
	require.NoError(t, err)
	folded, err := lifecycle.Response{}.Fold(a)
	require.NoError(t, err)
	assert.Equal(t, first, folded)
	again := append([]lifecycle.ItemAnswer{{Item: "topics", Choices: []lifecycle.ChoiceKey{"risk", "payroll"}}, {Item: "else", Text: "Time."}}, fits...)
	second, _, err := lifecycle.Respond(occasion(4, "bob"), first, s, again)
	require.NoError(t, err)
	assert.Equal(t, again, second.Answers, "in place of the first")
	assert.Equal(t, 2, second.Rev)
	_, _, err = lifecycle.Respond(occasion(4, "cem"), first, s, fits)
	assert.ErrorIs(t, err, fault.Invalid, "nobody answers for somebody else")
}

// A summary counts every answer once, tells no names, and nothing of too few.
func TestSummaries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := lifecycle.Survey{Community: auditors, ID: needsID, SurveyText: needs, Status: lifecycle.SurveyClosed}
		smallest := rapid.IntRange(0, 4).Draw(t, "smallest group")
		n := rapid.IntRange(0, 9).Draw(t, "people")
		scores, chose, wrote := make([]int, 5), map[lifecycle.ChoiceKey]int{}, 0
		var all []lifecycle.Response
		for i := range n {
			r := lifecycle.Response{ResponseKey: lifecycle.ResponseKey{Survey: needsID, Person: activity.Person(fmt.Sprintf("person-%d", i))}}
			score, meet := rapid.IntRange(1, 5).Draw(t, "score"), rapid.SampledFrom([]lifecycle.ChoiceKey{"weekly", "monthly"}).Draw(t, "meet")
			scores[score-1]++
			chose[meet]++
			r.Answers = []lifecycle.ItemAnswer{{Item: "matters", Score: score}, {Item: "meet", Choices: []lifecycle.ChoiceKey{meet}}}
			if rapid.Bool().Draw(t, "writes") {
				r.Answers = append(r.Answers, lifecycle.ItemAnswer{Item: "else", Text: fmt.Sprint("text ", 9-i)})
				wrote++
			}
			all = append(all, r)
		}
		all = append(all, lifecycle.Response{ResponseKey: lifecycle.ResponseKey{Survey: activity.SurveyID{9}, Person: "elsewhere"}, Answers: fits})
		got := s.Summarise(all, smallest)
		least := smallest
		if least == 0 {
			least = lifecycle.DefaultMinAnswers
		}
		if n < least {
			require.Equal(t, lifecycle.Summary{Survey: needsID, Title: needs.Title, Withheld: fmt.Sprintf("fewer than %d people answered", least)}, got)
			return
		}
		require.Equal(t, n, got.Number)
		require.Len(t, got.Items, len(needs.Items))
		require.Equal(t, []int{chose["weekly"], chose["monthly"]}, []int{got.Items[0].Choices[0].Number, got.Items[0].Choices[1].Number})
		require.NotEmpty(t, got.Items[1].Withheld, "nobody answered that")
		require.Equal(t, scores, got.Items[2].Scores)
		below := 0
		for i := range got.Items[2].Median - 1 {
			below += scores[i]
		}
		require.Less(t, 2*below, n, "at most half are below the median")
		require.GreaterOrEqual(t, 2*(below+scores[got.Items[2].Median-1]), n)
		if wrote < least {
			require.Equal(t, lifecycle.ItemSummary{Item: "else", Asks: "What else?", Kind: lifecycle.TextItem, Withheld: fmt.Sprintf("fewer than %d people answered", least)}, got.Items[3])
		} else {
			require.IsIncreasing(t, append([]string{""}, got.Items[3].Texts...))
			require.Len(t, got.Items[3].Texts, wrote)
		}
		for _, status := range []lifecycle.SurveyStatus{lifecycle.SurveyDraft, lifecycle.SurveyOpen} {
			s.Status = status
			require.Empty(t, s.Summarise(all, smallest).Items, "what is not closed yet is not told")
		}
	})
}

func TestNothingOfASurveyIsShared(t *testing.T) {
	text := needs
	text.Items = append([]lifecycle.SurveyItem(nil), needs.Items...)
	s, a, err := lifecycle.DraftSurvey(occasion(1, "ana"), needsID, text)
	require.NoError(t, err)
	text.Items[0].Asks = "?"
	assert.Equal(t, "How often would you meet?", s.Items[0].Asks)
	s.Items[0].Choices[0].Text = "?"
	assert.Equal(t, "Weekly", a.Detail.(lifecycle.SurveyDrafted).Items[0].Choices[0].Text)
}
