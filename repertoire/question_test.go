package repertoire_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

var (
	howTo    = activity.QuestionID{0xd}
	stratify = activity.AnswerID{0xe}
	payroll  = []string{"payroll"}
)

// asked is a question of bob's, backstage.
func asked(t require.TestingT) repertoire.Question {
	o := occasion(0, "bob")
	o.Space = backstage
	q, _, err := repertoire.Ask(o, howTo, "How do others sample payroll?", payroll)
	require.NoError(t, err)
	return q
}

func answered(t require.TestingT) repertoire.Answer {
	answer, _, err := asked(t).Answer(occasion(1, "ana"), stratify, "Stratify first.")
	require.NoError(t, err)
	return answer
}

func TestAsk(t *testing.T) {
	o := occasion(0, "bob")
	o.Space, o.Purpose = backstage, activity.SeekExperience
	q, a, err := repertoire.Ask(o, howTo, "How do others sample payroll?", payroll)
	require.NoError(t, err)
	fact := repertoire.Asked{Text: "How do others sample payroll?", Topics: payroll}
	assert.Equal(t, repertoire.Question{
		Community: auditors, ID: howTo, Space: backstage, Asker: "bob", AskedAt: nine, Purpose: activity.SeekExperience, Asked: fact, Rev: 1,
	}, q)
	assert.Equal(t, activity.Activity{
		Community: auditors, ID: o.ID, Actor: "bob", Verb: activity.Ask,
		Object: activity.ObjectID(howTo), Thread: activity.ObjectID(howTo),
		Space: backstage, Topics: payroll, Mode: activity.Online, At: nine, Purpose: activity.SeekExperience, Detail: fact,
	}, a)
}

func TestAnswer(t *testing.T) {
	q := asked(t)
	answer, a, err := q.Answer(occasion(1, "ana"), stratify, "Stratify first.")
	require.NoError(t, err)
	fact := repertoire.Answered{Text: "Stratify first."}
	assert.Equal(t, repertoire.Answer{
		Community: auditors, ID: stratify, Question: howTo, Author: "ana", AnsweredAt: nine.Add(time.Hour), Answered: fact, Rev: 1,
	}, answer)
	assert.Equal(t, activity.Activity{
		Community: auditors, ID: occasion(1, "ana").ID, Actor: "ana", Verb: activity.Answer,
		Object: activity.ObjectID(stratify), InReplyTo: activity.ObjectID(howTo), Thread: activity.ObjectID(howTo), To: "bob",
		Space: backstage, Topics: payroll, Mode: activity.Online, At: nine.Add(time.Hour), Purpose: activity.Document, Detail: fact,
	}, a)
	assert.Equal(t, asked(t), q, "the given question stays as it was")
}

func TestAccept(t *testing.T) {
	before := asked(t)
	q, a, err := before.Accept(occasion(2, "bob"), answered(t))
	require.NoError(t, err)
	want := asked(t)
	want.Accepted, want.Rev = stratify, 2
	assert.Equal(t, want, q)
	assert.Equal(t, activity.Activity{
		Community: auditors, ID: occasion(2, "bob").ID, Actor: "bob", Verb: activity.Accept,
		Object: activity.ObjectID(stratify), InReplyTo: activity.ObjectID(stratify), Thread: activity.ObjectID(howTo), To: "ana",
		Space: backstage, Topics: payroll, Mode: activity.Online, At: nine.Add(2 * time.Hour), Purpose: activity.Document,
		Detail: repertoire.WasAccepted{Answer: stratify},
	}, a)
	assert.Equal(t, asked(t), before, "the given question stays as it was")
}

func TestAnotherAnswerReplacesTheAccepted(t *testing.T) {
	q, _, err := asked(t).Accept(occasion(2, "bob"), answered(t))
	require.NoError(t, err)
	better, _, err := q.Answer(occasion(3, "eve"), activity.AnswerID{0xf}, "Ask the payroll office.")
	require.NoError(t, err)
	q, _, err = q.Accept(occasion(4, "bob"), better)
	require.NoError(t, err)
	assert.Equal(t, better.ID, q.Accepted)
	assert.Equal(t, 3, q.Rev)
}

func TestAskRefuses(t *testing.T) {
	for name, got := range map[string]outcome{
		"no id":         did(repertoire.Ask(occasion(0, "bob"), activity.QuestionID{}, "How?", nil)),
		"no occasion":   did(repertoire.Ask(activity.Occasion{}, howTo, "How?", nil)),
		"no text":       did(repertoire.Ask(occasion(0, "bob"), howTo, "", nil)),
		"a huge text":   did(repertoire.Ask(occasion(0, "bob"), howTo, strings.Repeat("x", 100_001), nil)),
		"a bad topic":   did(repertoire.Ask(occasion(0, "bob"), howTo, "How?", []string{"a|b"})),
		"a topic twice": did(repertoire.Ask(occasion(0, "bob"), howTo, "How?", []string{"a", "a"})),
	} {
		assert.ErrorIs(t, got.err, fault.Invalid, name)
		assert.ErrorContains(t, got.err, "repertoire.Ask", name)
		assert.Zero(t, got.next, name)
		assert.Zero(t, got.recorded, name)
	}
}

func TestAnswerRefuses(t *testing.T) {
	for name, got := range map[string]outcome{
		"no id":       did(asked(t).Answer(occasion(1, "ana"), activity.AnswerID{}, "Stratify.")),
		"no occasion": did(asked(t).Answer(activity.Occasion{}, stratify, "Stratify.")),
		"no text":     did(asked(t).Answer(occasion(1, "ana"), stratify, "\n")),
		"elsewhere":   did(asked(t).Answer(outsiders("ana"), stratify, "Stratify.")),
	} {
		assert.ErrorIs(t, got.err, fault.Invalid, name)
		assert.ErrorContains(t, got.err, "repertoire.Answer", name)
		assert.Zero(t, got.next, name)
		assert.Zero(t, got.recorded, name)
	}
}

func TestAcceptRefuses(t *testing.T) {
	settled, _, err := asked(t).Accept(occasion(2, "bob"), answered(t))
	require.NoError(t, err)
	stray := answered(t)
	stray.Question = activity.QuestionID{0x99}
	unasked := repertoire.Question{Community: auditors, ID: howTo}
	for name, test := range map[string]struct {
		question repertoire.Question
		occasion activity.Occasion
		answer   repertoire.Answer
		code     fault.Code
	}{
		"twice":              {settled, occasion(3, "bob"), answered(t), fault.Exists},
		"another's answer":   {asked(t), occasion(3, "bob"), stray, fault.Invalid},
		"no occasion":        {asked(t), activity.Occasion{}, answered(t), fault.Invalid},
		"elsewhere":          {asked(t), outsiders("bob"), answered(t), fault.Invalid},
		"for what was never": {unasked, occasion(3, "bob"), answered(t), fault.Invalid},
	} {
		q, a, err := test.question.Accept(test.occasion, test.answer)
		assert.ErrorIs(t, err, test.code, name)
		assert.ErrorContains(t, err, "repertoire.Accept", name)
		assert.Equal(t, test.question, q, name)
		assert.Zero(t, a, name)
	}
}
