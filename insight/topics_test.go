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

// What was said before a thread was opened is of another conversation, and what comes
// after the time that is looked at is not known yet.
func TestTopicsKeepToTheirTime(t *testing.T) {
	b := newBoard()
	b.ask("q1", "eve", "payroll")
	b.later(time.Hour)
	b.answer("q1", "ana", false)
	b.later(time.Hour)
	b.answer("q1", "bob", true)
	until := func(at time.Time, record ...activity.Activity) (answers, accepted int) {
		topics, err := MeasureTopics(activity.StreamOf(record...), TopicOptions{Until: at})
		require.NoError(t, err)
		require.Len(t, topics, 1)
		return topics[0].Answers, topics[0].Accepted
	}
	for hours, want := range [][2]int{{0, 0}, {1, 0}, {2, 1}} {
		answers, accepted := until(b.all[0].At.Add(time.Duration(hours)*time.Hour), b.all...)
		assert.Equal(t, want, [2]int{answers, accepted}, "%d hours", hours)
	}
	late := b.all[0] // opened after all of it
	late.At = b.at.Add(time.Second)
	answers, accepted := until(late.At, late, b.all[1], b.all[2])
	assert.Equal(t, [2]int{}, [2]int{answers, accepted})
}

// Three who answered dispute, unless one of the answers was accepted.
func TestDisputed(t *testing.T) {
	assert.True(t, (&topicThread{by: []uint32{1, 2, 2, 3}}).disputed())
	assert.False(t, (&topicThread{by: []uint32{1, 2, 2, 2}}).disputed())
	assert.False(t, (&topicThread{by: []uint32{1, 2, 3}, accepted: true}).disputed())
}

// Of several openings of one thread the first counts, at one time that of the first by
// name, and of one person's the topics that come first.
func TestTheFirstOpeningCounts(t *testing.T) {
	at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	open := func(who activity.Person, after time.Duration, topic string) activity.Activity {
		q := activity.Foreign("", "q")
		return activity.Activity{Actor: who, Verb: activity.Ask, Object: q, Thread: q, Topics: []string{topic}, At: at.Add(after)}
	}
	for want, all := range map[string][2]activity.Activity{
		"first":   {open("zoe", 0, "first"), open("ana", time.Hour, "later")},
		"by name": {open("ana", 0, "by name"), open("bob", 0, "a")},
		"a":       {open("ana", 0, "a"), open("ana", 0, "b")},
	} {
		for _, record := range [][]activity.Activity{{all[0], all[1]}, {all[1], all[0]}} {
			topics, err := MeasureTopics(activity.StreamOf(record...), TopicOptions{})
			require.NoError(t, err)
			require.Len(t, topics, 1)
			assert.Equal(t, want, topics[0].Topic)
		}
	}
}
