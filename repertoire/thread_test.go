package repertoire_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

var (
	further = activity.QuestionID{0x1d}
	guide   = activity.ResourceID{0x1c}
)

func TestFollowUp(t *testing.T) {
	q, w := asked(t), answered(t)
	next, followed, a, err := q.FollowUp(occasion(3, "eve"), further, w, "By which grade?", []string{"grades"})
	require.NoError(t, err)
	assert.Equal(t, []activity.QuestionID{further}, followed.FollowUps)
	assert.Equal(t, q.Rev+1, followed.Rev)
	assert.Equal(t, repertoire.FollowUp{Question: howTo, Answer: stratify}, next.FollowsUp)
	assert.Equal(t, q.Space, next.Space, "it stays in the space of what it carries on")
	assert.Equal(t, []any{activity.ObjectID(further), activity.ObjectID(further), activity.ObjectID(stratify), activity.Person("ana"), backstage},
		[]any{a.Object, a.Thread, a.InReplyTo, a.To, a.Space}, "it responds to who answered, in a thread of its own")
	assert.Equal(t, []activity.QuestionID{further, howTo}, repertoire.ThreadsOf(a))

	_, _, a, err = q.FollowUp(occasion(3, "eve"), further, repertoire.Answer{}, "And then?", nil)
	require.NoError(t, err)
	assert.Equal(t, []any{activity.ObjectID(howTo), activity.Person("bob")}, []any{a.InReplyTo, a.To}, "to the question as a whole")

	closed, _, _, err := next.CloseAsDuplicate(occasion(4, "eve"), followed)
	require.NoError(t, err)
	stray := w
	stray.Question = further
	for name, test := range map[string]struct {
		err  error
		code fault.Code
	}{
		"no id":             {last4(q.FollowUp(occasion(3, "eve"), activity.QuestionID{}, w, "And?", nil)), fault.Invalid},
		"its own":           {last4(q.FollowUp(occasion(3, "eve"), howTo, w, "And?", nil)), fault.Invalid},
		"no text":           {last4(q.FollowUp(occasion(3, "eve"), further, w, " ", nil)), fault.Invalid},
		"another's answer":  {last4(q.FollowUp(occasion(3, "eve"), further, stray, "And?", nil)), fault.Invalid},
		"elsewhere":         {last4(q.FollowUp(outsiders("eve"), further, w, "And?", nil)), fault.Invalid},
		"what was never":    {last4(repertoire.Question{Community: auditors, ID: howTo}.FollowUp(occasion(3, "eve"), further, repertoire.Answer{}, "And?", nil)), fault.Invalid},
		"a closed question": {last4(closed.FollowUp(occasion(5, "eve"), activity.QuestionID{9}, repertoire.Answer{}, "And?", nil)), fault.Precondition},
	} {
		assert.ErrorIs(t, test.err, test.code, name)
	}
}

func last4[A, B, C any](_ A, _ B, _ C, err error) error { return err }

// What had been asked before is answered where it was asked first.
func TestDuplicates(t *testing.T) {
	first := asked(t)
	o := occasion(3, "eve")
	o.Space = backstage
	later, _, err := repertoire.Ask(o, further, "How do you sample payroll?", payroll)
	require.NoError(t, err)
	closed, kept, a, err := later.CloseAsDuplicate(occasion(4, "ana"), first)
	require.NoError(t, err)
	assert.Equal(t, howTo, closed.DuplicateOf)
	assert.Equal(t, []activity.QuestionID{further}, kept.Duplicates)
	assert.Equal(t, activity.Person("eve"), a.To)
	_, _, err = closed.Answer(occasion(5, "bob"), stratify, "Stratify.")
	assert.ErrorIs(t, err, fault.Precondition)
	assert.ErrorContains(t, err, howTo.String(), "it says where to go on")
	_, _, _, err = closed.Harvest(occasion(5, "bob"), guide, nil, repertoire.Draft{})
	assert.ErrorIs(t, err, fault.Precondition)

	outside, _, err := repertoire.Ask(occasion(3, "eve"), activity.QuestionID{0x2d}, "How?", nil)
	require.NoError(t, err)
	third, _, err := repertoire.Ask(o, activity.QuestionID{0x3d}, "How at all?", nil)
	require.NoError(t, err)
	for name, test := range map[string]struct {
		err  error
		code fault.Code
	}{
		"of itself":          {last4(first.CloseAsDuplicate(occasion(5, "bob"), first)), fault.Invalid},
		"twice":              {last4(closed.CloseAsDuplicate(occasion(5, "bob"), third)), fault.Exists},
		"of a closed one":    {last4(third.CloseAsDuplicate(occasion(5, "bob"), closed)), fault.Precondition},
		"in a circle":        {last4(kept.CloseAsDuplicate(occasion(5, "bob"), closed)), fault.Precondition},
		"in another space":   {last4(third.CloseAsDuplicate(occasion(5, "bob"), outside)), fault.Precondition},
		"elsewhere":          {last4(later.CloseAsDuplicate(outsiders("bob"), first)), fault.Invalid},
		"opening an open":    {last4(first.Reopen(occasion(5, "bob"), later)), fault.Precondition},
		"opening from other": {last4(closed.Reopen(occasion(5, "bob"), third)), fault.Invalid},
	} {
		assert.ErrorIs(t, test.err, test.code, name)
	}

	opened, left, _, err := closed.Reopen(occasion(6, "eve"), kept)
	require.NoError(t, err)
	assert.Zero(t, opened.DuplicateOf)
	assert.Nil(t, left.Duplicates)
	_, _, err = opened.Answer(occasion(7, "bob"), stratify, "Stratify.")
	assert.NoError(t, err)
}

func TestOtherWords(t *testing.T) {
	q, w := asked(t), answered(t)
	reworded, a, err := q.Reword(occasion(3, "bob"), "How do others sample?", []string{"sampling"}, "too narrow")
	require.NoError(t, err)
	assert.Equal(t, "How do others sample?", reworded.Text)
	assert.Equal(t, []string{"sampling"}, a.Topics)
	assert.Equal(t, []repertoire.Wording{{Text: q.Text, Topics: payroll, Until: nine.Add(3 * time.Hour), Note: "too narrow"}}, reworded.Earlier)
	corrected, a, err := w.Correct(occasion(4, "ana"), reworded, "Stratify by grade.", "")
	require.NoError(t, err)
	assert.Equal(t, "Stratify by grade.", corrected.Text)
	assert.Equal(t, []repertoire.Wording{{Text: w.Text, Until: nine.Add(4 * time.Hour)}}, corrected.Earlier)
	assert.Equal(t, 2, corrected.Rev)
	assert.Equal(t, []activity.QuestionID{howTo}, repertoire.ThreadsOf(a))
	assert.Nil(t, w.Earlier, "the given answer stays as it was")

	_, _, err = reworded.Reword(occasion(5, "bob"), reworded.Text, reworded.Topics, "")
	assert.ErrorIs(t, err, fault.Precondition)
	_, _, err = corrected.Correct(occasion(5, "ana"), reworded, corrected.Text, "")
	assert.ErrorIs(t, err, fault.Precondition)
	_, _, err = corrected.Correct(occasion(5, "ana"), reworded, "\x00", "")
	assert.ErrorIs(t, err, fault.Invalid)
	other := reworded
	other.ID = further
	_, _, err = corrected.Correct(occasion(5, "ana"), other, "So.", "")
	assert.ErrorIs(t, err, fault.Invalid)
}

// "We have faced this five times; let us write it down once and for all": a good
// thread becomes a resource in one step, and everybody who took part is credited.
func TestHarvest(t *testing.T) {
	q, w := asked(t), answered(t)
	better, _, err := q.Answer(occasion(2, "eve"), activity.AnswerID{0xf}, "Ask the payroll office.")
	require.NoError(t, err)
	q, _, err = q.Accept(occasion(3, "bob"), better)
	require.NoError(t, err)

	r, next, a, err := q.Harvest(occasion(4, "zoe"), guide, []repertoire.Answer{w, better}, repertoire.Draft{Credits: []activity.Person{"fay"}})
	require.NoError(t, err)
	assert.Equal(t, guide, next.Harvested)
	assert.Equal(t, repertoire.Case, r.Kind)
	assert.Equal(t, "How do others sample payroll?", r.Current.Title)
	assert.Equal(t, payroll, r.Current.Topics)
	assert.Equal(t, "## Question\n\nHow do others sample payroll?\n\n## Accepted answer\n\nAsk the payroll office.\n\n## Answer\n\nStratify first.\n", r.Current.Body)
	assert.Equal(t, []activity.Person{"ana", "bob", "eve", "fay"}, r.Credits)
	assert.Equal(t, howTo, r.Thread)
	assert.Equal(t, activity.Person("zoe"), r.Author)
	assert.Equal(t, backstage, r.Space, "it stays where the question is")
	assert.Equal(t, activity.ObjectID(howTo), a.InReplyTo)

	r, _, _, err = q.Harvest(occasion(4, "bob"), guide, []repertoire.Answer{w, better}, repertoire.Draft{})
	require.NoError(t, err)
	assert.Equal(t, []activity.Person{"ana", "eve"}, r.Credits, "bob is the author, and not credited beside himself")
	r, _, err = repertoire.Share(occasion(4, "bob"), guide, repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "S", Body: "B"}, Credits: []activity.Person{"bob"}})
	require.NoError(t, err)
	assert.Nil(t, r.Credits)

	_, same, _, err := next.Harvest(occasion(5, "zoe"), activity.ResourceID{9}, []repertoire.Answer{w}, repertoire.Draft{})
	assert.ErrorIs(t, err, fault.Exists)
	assert.ErrorContains(t, err, guide.String(), "it says where it is")
	assert.Equal(t, next, same)
	_, _, _, err = asked(t).Harvest(occasion(5, "zoe"), guide, nil, repertoire.Draft{})
	assert.ErrorIs(t, err, fault.Precondition, "nobody has answered")
	stray := w
	stray.Question = further
	_, _, _, err = asked(t).Harvest(occasion(5, "zoe"), guide, []repertoire.Answer{stray}, repertoire.Draft{})
	assert.ErrorIs(t, err, fault.Invalid)
	_, _, _, err = asked(t).Harvest(outsiders("zoe"), guide, []repertoire.Answer{w}, repertoire.Draft{})
	assert.ErrorIs(t, err, fault.Invalid)

	own := repertoire.Draft{Kind: repertoire.Guideline, Text: repertoire.Text{Title: "Sampling", Body: "Ask.", Topics: []string{}}}
	r, _, _, err = q.Harvest(occasion(4, "zoe"), guide, []repertoire.Answer{w}, own)
	require.NoError(t, err)
	assert.Equal(t, []any{repertoire.Guideline, "Sampling", "Ask.", 0}, []any{r.Kind, r.Current.Title, r.Current.Body, len(r.Current.Topics)}, "what the draft says stays")
}

// Whatever was asked and answered, what is made of it can be shared, and leaves
// nothing out without saying so.
func TestAnyThreadCanBeHarvested(t *testing.T) {
	texts := rapid.OneOf(
		rapid.SampledFrom([]string{"\n\n  # Why?\nAnd how?", "…", strings.Repeat("long ", 100), strings.Repeat("ä", 99_999), "a\r\nb"}),
		rapid.StringMatching(`[a-zß# \n]{0,30}[a-z]`),
	)
	rapid.Check(t, func(t *rapid.T) {
		q, _, err := repertoire.Ask(occasion(0, "bob"), howTo, texts.Draw(t, "question"), nil)
		require.NoError(t, err)
		var answers []repertoire.Answer
		for i := range rapid.IntRange(1, 14).Draw(t, "answers") {
			w, _, err := q.Answer(occasion(i+1, people.Draw(t, "author")), activity.AnswerID{byte(i + 1)}, texts.Draw(t, "answer"))
			require.NoError(t, err)
			answers = append(answers, w)
		}
		r, _, _, err := q.Harvest(occasion(30, "zoe"), guide, answers, repertoire.Draft{})
		require.NoError(t, err)
		require.LessOrEqual(t, utf8.RuneCountInString(r.Current.Title), 300)
		left := strings.Count(r.Current.Body, "\n## Answer\n")
		require.True(t, left >= len(answers) || strings.Contains(r.Current.Body, "did not fit"), "%d of %d", left, len(answers))
		require.Subset(t, r.Credits, []activity.Person{"bob", answers[0].Author})
		require.IsIncreasing(t, append([]activity.Person{""}, r.Credits...))
	})
}
