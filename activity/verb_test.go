package activity_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

func TestVocabulary(t *testing.T) {
	objects := []string{"community", "space", "rule", "proposal", "tie", "survey", "gathering", "resource", "task", "question", "answer", "story", "post", "comment", "commit"}
	seen := make(map[activity.Verb]bool)
	for _, m := range activity.Verbs() {
		assert.True(t, m.Verb.WellFormed(), m.Verb)
		assert.False(t, seen[m.Verb], "%s is there twice", m.Verb)
		seen[m.Verb] = true
		assert.True(t, fault.IsLine(m.Does), "%s has a meaning", m.Verb)
		assert.Contains(t, objects, m.Object, m.Verb)
		assert.False(t, m.Upkeep && m.Opens, "%s: upkeep waits for no response", m.Verb)

		meaning, ok := m.Verb.Meaning()
		assert.True(t, ok, m.Verb)
		assert.Equal(t, m, meaning)
		assert.Equal(t, m.Upkeep, m.Verb.Upkeep(), m.Verb)
		assert.Equal(t, m.Opens, m.Verb.Opens(), m.Verb)
	}
	for _, v := range []activity.Verb{
		activity.Found, activity.Amend, activity.Move, activity.Adopt,
		activity.Join, activity.Apply, activity.Invite, activity.Admit, activity.Leave, activity.Remove,
		activity.Appoint, activity.Relieve, activity.Pair, activity.Unpair, activity.Guide, activity.Erase,
		activity.OpenSpace, activity.Rearrange, activity.LetIn, activity.LetOut, activity.CloseSpace,
		activity.Rule, activity.Repeal, activity.Propose, activity.Vote, activity.Withdraw, activity.Decide,
		activity.Tie, activity.Untie, activity.Rate, activity.HandOn, activity.End,
		activity.Survey, activity.OpenSurvey, activity.CloseSurvey, activity.Respond, activity.Attest, activity.Unattest,
		activity.Plan, activity.Replan, activity.Shift, activity.CallOff, activity.Attend, activity.Minute,
		activity.Welcome, activity.Complete, activity.Thank, activity.Commend,
		activity.Share, activity.Revise, activity.Reuse, activity.Endorse, activity.Retire,
		activity.ProposeTask, activity.TakeTask, activity.HandBack, activity.FinishTask, activity.DropTask,
		activity.Submit, activity.SendBack, activity.Publish, activity.Vet, activity.Supersede, activity.Revive,
		activity.Reaffirm, activity.Steward, activity.Unsteward,
		activity.Ask, activity.Answer, activity.Accept, activity.Reword, activity.Correct, activity.Duplicate, activity.Reopen,
		activity.Tell, activity.Retell, activity.Retract,
		activity.Start, activity.Reply, activity.Comment, activity.Commit,
	} {
		assert.True(t, seen[v], "%s is in the vocabulary", v)
		delete(seen, v)
	}
	assert.Empty(t, seen)
}

func TestVocabularyIsNobodysToChange(t *testing.T) {
	verbs := activity.Verbs()
	verbs[0] = activity.Meaning{}
	assert.Equal(t, activity.Found, activity.Verbs()[0].Verb)
}

func TestWordsOfAnImportedHistoryHaveNoMeaning(t *testing.T) {
	const tweet activity.Verb = "tweet"
	_, ok := tweet.Meaning()
	assert.False(t, ok)
	assert.False(t, tweet.Upkeep())
	assert.False(t, tweet.Opens())
}

func TestWellFormed(t *testing.T) {
	for _, good := range []string{"a", "ask", "re-tweet", "up-vote2", "a-", strings.Repeat("x", 32)} {
		assert.True(t, activity.Verb(good).WellFormed(), good)
	}
	for _, bad := range []string{"", "Ask", "1up", "-ask", "two words", "ask_", "fragen!", "ásk", "a\x00", "\xff", strings.Repeat("x", 33)} {
		assert.False(t, activity.Verb(bad).WellFormed(), bad)
	}
}
