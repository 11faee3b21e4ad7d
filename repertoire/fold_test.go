package repertoire_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

// What a caller does to their topics afterwards changes nothing, and nor does
// what they do to those of the state they acted on.
func TestNothingIsSharedWithTheCaller(t *testing.T) {
	about := []string{"payroll"}
	d := repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "A payroll", Body: "It was May.", Topics: about}}
	r, share, err := repertoire.Share(occasion(0, "ana"), sampling, d)
	require.NoError(t, err)
	e := repertoire.Edit{Base: 1, Text: d.Text, Note: "it was June"}
	r2, revise, err := r.Revise(occasion(1, "ana"), e)
	require.NoError(t, err)
	q, ask, err := repertoire.Ask(occasion(2, "bob"), howTo, "How?", about)
	require.NoError(t, err)
	about[0] = "spoiled"
	for _, topics := range [][]string{
		r.Current.Topics, share.Topics, share.Detail.(repertoire.Shared).Topics,
		r2.Current.Topics, revise.Topics, revise.Detail.(repertoire.Revised).Topics,
		q.Topics, ask.Topics, ask.Detail.(repertoire.Asked).Topics,
	} {
		assert.Equal(t, []string{"payroll"}, topics)
	}

	_, reuse, err := r.Reuse(occasion(3, "bob"), repertoire.Worked, "")
	require.NoError(t, err)
	_, answer, err := q.Answer(occasion(4, "ana"), stratify, "Stratify first.")
	require.NoError(t, err)
	r.Current.Topics[0], q.Topics[0] = "spoiled", "spoiled"
	assert.Equal(t, []string{"payroll"}, reuse.Topics)
	assert.Equal(t, []string{"payroll"}, answer.Topics)
}

func TestFactNames(t *testing.T) {
	for name, fact := range map[string]activity.Fact{
		"repertoire.shared":     repertoire.Shared{},
		"repertoire.revised":    repertoire.Revised{},
		"repertoire.retired":    repertoire.WasRetired{},
		"repertoire.reused":     repertoire.Reused{},
		"repertoire.endorsed":   repertoire.Endorsed{},
		"repertoire.submitted":  repertoire.WasSubmitted{},
		"repertoire.sent-back":  repertoire.WasSentBack{},
		"repertoire.published":  repertoire.WasPublished{},
		"repertoire.vetted":     repertoire.WasVetted{},
		"repertoire.superseded": repertoire.WasSuperseded{},
		"repertoire.revived":    repertoire.WasRevived{},
		"repertoire.reaffirmed": repertoire.WasReaffirmed{},
		"repertoire.entrusted":  repertoire.WasEntrusted{},
		"repertoire.given-up":   repertoire.WasGivenUp{},
		"repertoire.asked":      repertoire.Asked{},
		"repertoire.answered":   repertoire.Answered{},
		"repertoire.accepted":   repertoire.WasAccepted{},

		"repertoire.reworded":        repertoire.WasReworded{},
		"repertoire.corrected":       repertoire.WasCorrected{},
		"repertoire.duplicate":       repertoire.WasDuplicate{},
		"repertoire.reopened":        repertoire.WasReopened{},
		"repertoire.story-told":      repertoire.StoryTold{},
		"repertoire.story-retold":    repertoire.StoryRetold{},
		"repertoire.story-retracted": repertoire.StoryRetracted{},
	} {
		assert.Equal(t, name, fact.FactName())
	}
}

func TestFoldPassesOverTheRest(t *testing.T) {
	for _, detail := range []activity.Fact{nil, activity.Imported{}, repertoire.Reused{}, repertoire.Endorsed{}, repertoire.Answered{}} {
		a := activity.Activity{Community: auditors, Object: activity.ObjectID(sampling), Thread: activity.ObjectID(howTo), Detail: detail}
		r, err := shared(t).Fold(a)
		assert.NoError(t, err)
		assert.Equal(t, shared(t), r)
		q, err := asked(t).Fold(a)
		assert.NoError(t, err)
		assert.Equal(t, asked(t), q)
	}
}

func TestFoldRefusesWhatCannotFollow(t *testing.T) {
	object, thread, elsewhere := activity.ObjectID(sampling), activity.ObjectID(howTo), activity.CommunityID{0xb}
	next := repertoire.Revised{Edit: repertoire.Edit{Base: 1}}
	for name, test := range map[string]struct {
		resource repertoire.Resource
		activity activity.Activity
	}{
		"sharing it again":     {shared(t), activity.Activity{Community: auditors, Object: object, Detail: repertoire.Shared{}}},
		"revising what is not": {repertoire.Resource{}, activity.Activity{Community: auditors, Detail: repertoire.Revised{}}},
		"a version missed":     {shared(t), activity.Activity{Community: auditors, Object: object, Detail: repertoire.Revised{Edit: repertoire.Edit{Base: 2}}}},
		"a version twice":      {revised(t), activity.Activity{Community: auditors, Object: object, Detail: next}},
		"another resource":     {shared(t), activity.Activity{Community: auditors, Object: thread, Detail: next}},
		"another community":    {shared(t), activity.Activity{Community: elsewhere, Object: object, Detail: next}},
		"revising the retired": {retired(t), activity.Activity{Community: auditors, Object: object, Detail: next}},
		"retiring what is not": {repertoire.Resource{}, activity.Activity{Community: auditors, Detail: repertoire.WasRetired{}}},
		"retiring it again":    {retired(t), activity.Activity{Community: auditors, Object: object, Detail: repertoire.WasRetired{}}},
	} {
		r, err := test.resource.Fold(test.activity)
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.Equal(t, test.resource, r, name)
	}
	for name, test := range map[string]struct {
		question repertoire.Question
		activity activity.Activity
	}{
		"asking it again":         {asked(t), activity.Activity{Community: auditors, Object: thread, Thread: thread, Detail: repertoire.Asked{}}},
		"accepting, but for what": {repertoire.Question{}, activity.Activity{Community: auditors, Detail: repertoire.WasAccepted{}}},
		"another question":        {asked(t), activity.Activity{Community: auditors, Thread: object, Detail: repertoire.WasAccepted{}}},
		"another community":       {asked(t), activity.Activity{Community: elsewhere, Thread: thread, Detail: repertoire.WasAccepted{}}},
		"carrying on another":     {asked(t), activity.Activity{Community: auditors, Object: object, Detail: repertoire.Asked{FollowsUp: repertoire.FollowUp{Question: further}}}},
		"the same words":          {asked(t), activity.Activity{Community: auditors, Object: thread, Detail: repertoire.WasReworded{Text: asked(t).Text, Topics: payroll}}},
		"words of another":        {asked(t), activity.Activity{Community: auditors, Object: object, Detail: repertoire.WasReworded{Text: "Why?"}}},
		"a duplicate of itself":   {asked(t), activity.Activity{Community: auditors, Object: thread, Detail: repertoire.WasDuplicate{Of: howTo}}},
		"duplicates of others":    {asked(t), activity.Activity{Community: auditors, Object: object, Detail: repertoire.WasDuplicate{Of: further}}},
		"opening the open":        {asked(t), activity.Activity{Community: auditors, Object: thread, Detail: repertoire.WasReopened{Of: further}}},
		"opening another":         {asked(t), activity.Activity{Community: auditors, Object: object, Detail: repertoire.WasReopened{Of: howTo}}},
		"harvested elsewhere":     {asked(t), activity.Activity{Community: auditors, Object: object, Detail: repertoire.Shared{Draft: repertoire.Draft{Thread: howTo}}}},
	} {
		q, err := test.question.Fold(test.activity)
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.Equal(t, test.question, q, name)
	}
}

var (
	people = rapid.SampledFrom([]activity.Person{"ana", "bob", "eve"})
	topics = rapid.SampledFrom([][]string{nil, {}, {"payroll"}, {"payroll", "sampling"}, {"twice", "twice"}})
	words  = rapid.SampledFrom([]string{"Stratify first.", "¿Por qué?", ""})
)

// The history of a resource accounts for its present, after any acts.
func TestFoldingTheRecordGivesTheResource(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var r, folded repertoire.Resource
		endorsed := make(map[activity.Person]repertoire.Endorsement)
		for n := range rapid.IntRange(1, 20).Draw(t, "acts") {
			given, shown := r, fmt.Sprintf("%+v", r)
			o := occasion(n, people.Draw(t, "actor"))
			text := repertoire.Text{Title: "A payroll", Body: words.Draw(t, "body"), Topics: topics.Draw(t, "topics")}
			next, a, err := r, activity.Activity{}, error(nil)
			switch act := rapid.IntRange(0, 9).Draw(t, "act"); {
			case r.Rev == 0:
				next, a, err = repertoire.Share(o, sampling, repertoire.Draft{Kind: repertoire.Case, Text: text})
			case act == 0:
				next, a, err = r.Retire(o, words.Draw(t, "reason"))
			case act < 5:
				base := r.Current.Number - rapid.IntRange(0, 1).Draw(t, "stale")
				next, a, err = r.Revise(o, repertoire.Edit{Base: base, Text: text, Note: "better"})
			case act < 7:
				_, a, err = r.Reuse(o, repertoire.WorkedInPart, words.Draw(t, "note"))
			default:
				var e repertoire.Endorsement
				if e, a, err = r.Endorse(o, endorsed[o.Actor]); err == nil {
					endorsed[o.Actor] = e
				}
			}
			require.Equal(t, shown, fmt.Sprintf("%+v", given), "the given state stays as it was")
			if err != nil {
				require.Equal(t, r, next)
				continue
			}
			require.NoError(t, a.Check())
			r = next
			folded, err = folded.Fold(a)
			require.NoError(t, err)
			require.Equal(t, r, folded)
		}
	})
}

// The history of a question accounts for its present, after any acts.
func TestFoldingTheRecordGivesTheQuestion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var q, folded repertoire.Question
		var answers []repertoire.Answer
		for n := range rapid.IntRange(1, 20).Draw(t, "acts") {
			given, shown := q, fmt.Sprintf("%+v", q)
			o := occasion(n, people.Draw(t, "actor"))
			next, a, err := q, activity.Activity{}, error(nil)
			switch {
			case q.Rev == 0:
				next, a, err = repertoire.Ask(o, howTo, words.Draw(t, "text"), topics.Draw(t, "topics"))
			case len(answers) == 0 || rapid.Bool().Draw(t, "answer"):
				var answer repertoire.Answer
				if answer, a, err = q.Answer(o, activity.AnswerID{byte(n)}, words.Draw(t, "text")); err == nil {
					answers = append(answers, answer)
				}
			default:
				next, a, err = q.Accept(o, rapid.SampledFrom(answers).Draw(t, "accepted"))
			}
			require.Equal(t, shown, fmt.Sprintf("%+v", given), "the given state stays as it was")
			if err != nil {
				require.Equal(t, q, next)
				continue
			}
			require.NoError(t, a.Check())
			q = next
			folded, err = folded.Fold(a)
			require.NoError(t, err)
			require.Equal(t, q, folded)
		}
	})
}
