package insight

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
)

func TestAtLeastByHand(t *testing.T) {
	assert.InDelta(t, 1./8, atLeast(3, 3, 0.5), 1e-12)
	assert.InDelta(t, 4./8, atLeast(3, 2, 0.5), 1e-12)
	assert.InDelta(t, 1-0.9*0.9, atLeast(2, 1, 0.1), 1e-12)
	assert.InDelta(t, 1, atLeast(2, 0, 0.1), 0)
	assert.InDelta(t, 0, atLeast(2, 3, 0.1), 0)
	assert.InDelta(t, 0, atLeast(2, 1, 0), 0)
	assert.InDelta(t, 1, atLeast(2, 2, 1), 0)
}

// TestFalseSigns: of four tests, 0.05/4 times the rank is the limit; the second is
// over its own but under that of the third.
func TestFalseSigns(t *testing.T) {
	var found []int
	for limit, one := range standOut([]tested{{0, 0.9, ""}, {1, 0.03, ""}, {2, 0.036, ""}, {3, 0.001, ""}}) {
		found = append(found, one.topic)
		assert.InDelta(t, 0.0375, limit, 1e-12)
	}
	assert.Equal(t, []int{3, 1, 2}, found)
	for range standOut([]tested{{0, 0.9, ""}}) {
		t.Fatal("nothing stands out")
	}
}

func signs(topics []Topic) map[string][]TopicKind {
	all := make(map[string][]TopicKind)
	for _, t := range topics {
		for _, s := range t.Signs {
			all[t.Topic] = append(all[t.Topic], s.Kind)
		}
	}
	return all
}

// TestTopicsStandOut: one comes up, one goes out of use, one is fought over, and one is
// known to one person only; the rest is as ever.
func TestTopicsStandOut(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 0))
	b := newBoard()
	for n := range 600 {
		late := n >= 450 // the last half year of two
		topic := fmt.Sprint("usual", rng.IntN(5))
		switch r := rng.IntN(20); {
		case late && r < 3:
			topic = "coming"
		case !late && r < 3:
			topic = "going"
		case r < 5:
			topic = "fought over"
		case r < 7:
			topic = "hers"
		}
		name := fmt.Sprint("q", n)
		b.ask(name, activity.Person(fmt.Sprint("asker", n)), topic)
		b.later(10 * time.Hour)
		who := rng.IntN(10)
		switch {
		case topic == "hers" && rng.IntN(10) > 0:
			who = 99
		case topic == "fought over" && rng.IntN(3) > 0:
			for i := range 3 {
				b.answer(name, activity.Person(fmt.Sprint("u", (who+i)%10)), false)
			}
			continue
		}
		b.answer(name, activity.Person(fmt.Sprint("u", who)), true)
		b.later(19 * time.Hour)
	}
	topics, err := MeasureTopics(activity.StreamOf(b.all...), TopicOptions{})
	require.NoError(t, err)
	assert.Equal(t, map[string][]TopicKind{
		"coming": {Emerging}, "going": {Fading}, "fought over": {Contested}, "hers": {SingleExpert},
	}, signs(topics))
	for _, topic := range topics {
		if topic.Topic == "hers" {
			assert.Equal(t, "u99", topic.Lead)
			assert.Greater(t, topic.LeadShare, 0.8)
			assert.Contains(t, topic.Signs[0].Rule, "u99 gave")
			assert.LessOrEqual(t, topic.Signs[0].P, topic.Signs[0].Limit)
		}
	}
}

// TestTopicsWithoutSigns: where all are alike, false signs are rare.
func TestTopicsWithoutSigns(t *testing.T) {
	found := 0
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 0))
		b := newBoard()
		for n := range 300 {
			b.ask(fmt.Sprint("q", n), "eve", fmt.Sprint("t", rng.IntN(10)))
			b.answer(fmt.Sprint("q", n), activity.Person(fmt.Sprint("u", rng.IntN(5))), rng.IntN(2) == 0)
			b.later(48 * time.Hour)
		}
		topics, err := MeasureTopics(activity.StreamOf(b.all...), TopicOptions{})
		require.NoError(t, err)
		if len(signs(topics)) > 0 {
			found++
		}
	}
	assert.LessOrEqual(t, found, 8, "in 40 communities, with four kinds of signs at 5 %% each")
}

func TestTopicsByHand(t *testing.T) {
	b := newBoard()
	start := b.at
	b.ask("q1", "eve", "payroll", "payroll")
	b.answer("q1", "ana", false)
	b.answer("q1", "bob", true)
	b.answer("q1", "eve", false) // their own
	b.later(200 * 24 * time.Hour)
	b.ask("q2", "eve", "payroll", "sampling")
	topics, err := MeasureTopics(activity.StreamOf(b.all...), TopicOptions{})
	require.NoError(t, err)
	assert.Equal(t, []Topic{
		{Topic: "payroll", Questions: 2, Answered: 1, Accepted: 1, Answers: 2, Answerers: 2, First: start, Lead: "ana", LeadShare: 0.5, Recent: 1, Before: 1, Odds: 1},
		{Topic: "sampling", Questions: 1, First: b.at, Recent: 1},
	}, topics)
	before, err := MeasureTopics(activity.StreamOf(b.all...), TopicOptions{Until: start})
	require.NoError(t, err)
	assert.Len(t, before, 1, "what came later is not known")
}

func TestNewTopics(t *testing.T) {
	var reference struct{ Emerging map[string][]string }
	decodeReference(t, "stackexchange-bicycles-meta-expertise.json", &reference)
	got, err := NewTopics(activity.StreamOf(recordedHistory(t, "stackexchange-bicycles-meta.csv")...), 3)
	require.NoError(t, err)
	assert.Equal(t, reference.Emerging, got)
}

func TestTopicsDoNotDependOnOrder(t *testing.T) {
	b := crowd(4, 40, func(rng *rand.Rand, topic int) int { return (topic + rng.IntN(2)) % 4 })
	want, err := MeasureTopics(activity.StreamOf(b.all...), TopicOptions{})
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		got, err := MeasureTopics(activity.StreamOf(rapid.Permutation(b.all).Draw(t, "record")...), TopicOptions{})
		require.NoError(t, err)
		require.Equal(t, want, got)
	})
}

// Not even where a thread is opened more than once, at one time, on other topics.
func TestTopicsOfReopenedThreadsDoNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		history := participating(t)
		topics := rapid.SampledFrom([][]string{nil, {"tax"}, {"pay"}, {"tax", "pay", "tax"}})
		for i := range history {
			history[i].Topics = topics.Draw(t, "topics")
		}
		want, err := MeasureTopics(activity.StreamOf(history...), TopicOptions{Least: 1})
		require.NoError(t, err)
		got, err := MeasureTopics(activity.StreamOf(rapid.Permutation(history).Draw(t, "shuffled")...), TopicOptions{Least: 1})
		require.NoError(t, err)
		require.Equal(t, want, got)
	})
}
