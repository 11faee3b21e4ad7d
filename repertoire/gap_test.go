package repertoire_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
)

// gapsOf are the kinds of gaps of a topic.
func gapsOf(m repertoire.Map, topic string) (kinds []repertoire.GapKind) {
	for _, g := range m.Gaps() {
		if g.Topic == topic {
			for _, r := range g.Reasons {
				kinds = append(kinds, r.Kind)
			}
		}
	}
	return kinds
}

// gap is the first reason of a kind for a gap.
func gap(t *testing.T, m repertoire.Map, kind repertoire.GapKind) repertoire.GapReason {
	t.Helper()
	for _, g := range m.Gaps() {
		for _, r := range g.Reasons {
			if r.Kind == kind {
				return r
			}
		}
	}
	require.Fail(t, "no such gap", "%s in %v", kind, m.Gaps())
	return repertoire.GapReason{}
}

// TestAGapTellsATopicOnce: what is missing about a topic is one entry, with all that
// speaks for it, and each thing to do once.
func TestAGapTellsATopicOnce(t *testing.T) {
	var r told
	r.ask(50, "bob", 2, "payroll")
	r.ask(40, "eve", 3, "payroll")
	gaps := mapped(t, repertoire.Mapping(), r, func(m *repertoire.Mapper) { m.Name("travel") }).Gaps()
	require.Len(t, gaps, 2)
	assert.Equal(t, []string{"payroll", "travel"}, []string{gaps[0].Topic, gaps[1].Topic})
	require.Len(t, gaps[0].Reasons, 2)
	assert.Equal(t, append(gaps[0].Reasons[0].Next, gaps[0].Reasons[1].Next...), gaps[0].Next)
	assert.Equal(t, "payroll: 2 of 2 questions wait for an answer; 2 questions within 365 days, and no resource. "+
		"Next: nobody here has shown that they know about it: invite a guest expert, or ask another community; "+
		"look for somebody who knows, or for another community's resource to carry over.", gaps[0].String())
}

// Asked about but not answered.
func TestGapNotAnswered(t *testing.T) {
	var r told
	r.ask(400, "bob", 1, "payroll") // too long ago
	r.answer(390, "ana", 1, "payroll")
	r.ask(50, "bob", 2, "payroll")
	r.ask(7, "eve", 3, "payroll") // which may still wait
	assert.Equal(t, []repertoire.GapKind{repertoire.NotAnswered, repertoire.NotVouched}, gapsOf(mapped(t, repertoire.Mapping(), r), "payroll"), "half of two")
	g := gap(t, mapped(t, repertoire.Mapping(), r), repertoire.NotAnswered)
	assert.Equal(t, repertoire.GapReason{
		Kind:     repertoire.NotAnswered,
		Rule:     "a topic with at least 2 questions within 365 days, of which at least 50 % have waited for more than 7 days",
		Evidence: "1 of 2 questions wait for an answer", From: daysAgo(365), To: today,
		Questions: []activity.QuestionID{{2}}, People: []activity.Person{"ana"},
		Next: []string{"ask those who know about it: ana"},
	}, g)

	g = gap(t, mapped(t, repertoire.Mapping(), r, func(m *repertoire.Mapper) { m.Left("ana") }), repertoire.NotAnswered)
	assert.Empty(t, g.People, "who has left is not asked")
	assert.Equal(t, []string{"nobody here has shown that they know about it: invite a guest expert, or ask another community"}, g.Next)

	r.ask(3, "eve", 4, "payroll")
	assert.NotContains(t, gapsOf(mapped(t, repertoire.Mapping(), r), "payroll"), repertoire.NotAnswered, "a third is less than half")
	p := repertoire.Mapping()
	p.Patience = 2
	assert.Contains(t, gapsOf(mapped(t, p, r), "payroll"), repertoire.NotAnswered, "by a policy with less patience")
	r.answer(1, "ana", 2, "payroll")
	r.answer(1, "ana", 3, "payroll")
	assert.NotContains(t, gapsOf(mapped(t, p, r), "payroll"), repertoire.NotAnswered)
}

// Answered by one person only: the community would lose the topic with them.
func TestGapOneAnswers(t *testing.T) {
	var r told
	for q := byte(1); q <= 2; q++ {
		r.ask(60, "bob", q, "payroll")
		r.answer(59, "ana", q, "payroll")
	}
	assert.NotContains(t, gapsOf(mapped(t, repertoire.Mapping(), r), "payroll"), repertoire.OneAnswers, "two answers tell little")
	r.answer(58, "ana", 2, "payroll")
	g := gap(t, mapped(t, repertoire.Mapping(), r), repertoire.OneAnswers)
	assert.Equal(t, "a topic on which at least 3 answers within 365 days are all one person's", g.Rule)
	assert.Equal(t, "ana has given all 3 answers", g.Evidence)
	assert.Equal(t, []activity.Person{"ana"}, g.People)
	assert.Equal(t, "pair them with a member who wants to learn it", g.Next[0])
	g = gap(t, mapped(t, repertoire.Mapping(), r, func(m *repertoire.Mapper) { m.Left("ana") }), repertoire.OneAnswers)
	assert.Equal(t, "ana has given all 3 answers, and is no longer a member", g.Evidence)
	assert.Equal(t, "find somebody who takes the topic on", g.Next[0])

	last := r
	last.answer(400, "cem", 1, "payroll") // long ago
	assert.Contains(t, gapsOf(mapped(t, repertoire.Mapping(), last), "payroll"), repertoire.OneAnswers)
	r.answer(1, "cem", 1, "payroll")
	assert.NotContains(t, gapsOf(mapped(t, repertoire.Mapping(), r), "payroll"), repertoire.OneAnswers)
}

// No endorsed resource.
func TestGapNotEndorsed(t *testing.T) {
	var r told
	r.ask(60, "bob", 1, "payroll")
	r.answer(60, "ana", 1, "payroll")
	assert.Empty(t, gapsOf(mapped(t, repertoire.Mapping(), r), "payroll"), "asked once")
	r.ask(50, "bob", 2, "payroll")
	r.answer(50, "cem", 2, "payroll")
	g := gap(t, mapped(t, repertoire.Mapping(), r), repertoire.NotVouched)
	assert.Equal(t, "2 questions within 365 days, and no resource", g.Evidence)
	assert.Equal(t, []string{"propose a task to write it down, for one of those who know about it: cem, ana"}, g.Next)

	guideline := shelve(onShelf(10, 40, "ana", "payroll"), onShelf(11, 41, "ana", "sampling"))
	g = gap(t, mapped(t, repertoire.Mapping(), r, guideline), repertoire.NotVouched)
	assert.Equal(t, "2 questions within 365 days, and 1 resource, none of them endorsed", g.Evidence)
	assert.Equal(t, []activity.ResourceID{{10}}, g.Resources)
	assert.Equal(t, []string{"use what is there, tell what came of it, and endorse what holds"}, g.Next)

	r.on(1, "bob", activity.Endorse, 10, "ana", "payroll")
	assert.Empty(t, gapsOf(mapped(t, repertoire.Mapping(), r, guideline), "payroll"))
	retired := onShelf(10, 40, "ana", "payroll")
	retired.Status = repertoire.Retired
	assert.Equal(t, []repertoire.GapKind{repertoire.NotVouched}, gapsOf(mapped(t, repertoire.Mapping(), r, shelve(retired)), "payroll"), "what is retired serves nobody")
}

// Nothing new for long, though still asked about.
func TestGapStale(t *testing.T) {
	var r told
	r.ask(60, "bob", 1, "payroll")
	r.answer(60, "ana", 1, "payroll")
	r.on(60, "bob", activity.Endorse, 10, "ana", "payroll")
	old := shelve(onShelf(10, 400, "ana", "payroll"), onShelf(11, 500, "gus", "payroll"))
	assert.Empty(t, gapsOf(mapped(t, repertoire.Mapping(), r, old), "payroll"), "hardly asked about any more")
	r.ask(20, "bob", 2, "payroll")
	r.answer(20, "cem", 2, "payroll")
	g := gap(t, mapped(t, repertoire.Mapping(), r, old), repertoire.GoneStale)
	assert.Equal(t, "a topic with at least 2 questions within 365 days, and no new resource or version within 365 days", g.Rule)
	assert.Equal(t, "2 questions lately, and the newest of 2 resources is of "+daysAgo(400).Format(time.DateOnly), g.Evidence)
	assert.Equal(t, []activity.ResourceID{{10}, {11}}, g.Resources)
	assert.Equal(t, []string{"ask who shared it to go through it, against what is asked now: ana, gus", "retire what no longer holds"}, g.Next)
	assert.Empty(t, gapsOf(mapped(t, repertoire.Mapping(), r, old, shelve(onShelf(12, 364, "ana", "payroll"))), "payroll"))
}

// What the charter names, and nobody has touched.
func TestGapUntouched(t *testing.T) {
	var r told
	r.ask(60, "bob", 1, "payroll")
	m := mapped(t, repertoire.Mapping(), r, func(m *repertoire.Mapper) { m.Name("payroll", "travel") })
	assert.Equal(t, []repertoire.GapKind{repertoire.Untouched}, gapsOf(m, "travel"))
	assert.Empty(t, gapsOf(m, "payroll"))
	assert.Equal(t, "nothing about it yet", gap(t, m, repertoire.Untouched).Evidence)
}

// Evidence names a few, not all.
func TestGapExamples(t *testing.T) {
	var r told
	for q := byte(1); q <= 9; q++ {
		r.ask(60-int(q), "bob", q, "payroll")
	}
	g := gap(t, mapped(t, repertoire.Mapping(), r), repertoire.NotAnswered)
	assert.Equal(t, "9 of 9 questions wait for an answer", g.Evidence)
	assert.Equal(t, []activity.QuestionID{{1}, {2}, {3}, {4}, {5}}, g.Questions)
}

// Which other communities cover the gap.
func TestGapCoveredElsewhere(t *testing.T) {
	breeders, court := activity.CommunityID{1}, activity.CommunityID{2}
	retired := onShelf(3, 1, "zoe", "payroll")
	retired.Status = repertoire.Retired
	by := make(map[string][]repertoire.Coverage)
	for _, covers := range []map[string]repertoire.Coverage{
		repertoire.CoverageOf(breeders, "Plant breeding", []string{"crops"}, []repertoire.Resource{retired}),
		repertoire.CoverageOf(court, "Court of audit", []string{"payroll"}, []repertoire.Resource{onShelf(8, 1, "zoe", "payroll", "travel"), onShelf(2, 1, "zoe", "payroll"), retired}),
	} {
		for topic, c := range covers {
			by[topic] = append(by[topic], c)
		}
	}
	gaps := repertoire.Covered([]repertoire.Gap{{Topic: "payroll", Next: []string{"ask ana"}}, {Topic: "crops"}, {Topic: "other"}}, by)
	assert.Equal(t, []repertoire.Coverage{{Community: court, Name: "Court of audit", Named: true, Resources: []activity.ResourceID{{2}, {8}}}}, gaps[0].Elsewhere)
	assert.Equal(t, []string{"ask ana", "connect with a community that covers it: Court of audit"}, gaps[0].Next)
	assert.Equal(t, []repertoire.Coverage{{Community: breeders, Name: "Plant breeding", Named: true}}, gaps[1].Elsewhere)
	assert.Empty(t, gaps[2].Elsewhere)
	assert.Empty(t, gaps[2].Next)
}
