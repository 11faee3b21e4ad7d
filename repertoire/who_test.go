package repertoire_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
)

// here are members, who came so many days ago.
func here(days map[activity.Person]int) repertoire.Members {
	m := repertoire.NewMembers()
	for p, n := range days {
		m.Since[p] = daysAgo(n)
	}
	return m
}

func unanswered(t require.TestingT, record told, members repertoire.Members) []repertoire.Waiting {
	m, err := repertoire.NewMapper(repertoire.Mapping(), today)
	require.NoError(t, err)
	for _, a := range record {
		m.Add(a)
	}
	return repertoire.Unanswered(m.Map(), m.Waiting(), members)
}

// suggestedFor are those suggested for a question.
func suggestedFor(w repertoire.Waiting) (all []activity.Person) {
	for _, s := range w.Suggested {
		all = append(all, s.Person)
	}
	return all
}

// knowing is a record in which ana, bob and cem have shown that they know about
// payroll, ana most, and bob about sampling, too.
func knowing() (r told) {
	for q := byte(1); q <= 3; q++ {
		r.ask(300, "eve", q, "payroll")
		r.answer(299, "ana", q, "payroll")
	}
	r.on(298, "eve", activity.Accept, 101, "ana", "payroll")
	r.answer(200, "bob", 1, "payroll", "sampling")
	r.on(150, "eve", activity.Commend, 0, "cem", "payroll")
	return r
}

// Unanswered questions surface to those who know, newcomers' first.
func TestUnanswered(t *testing.T) {
	r := knowing()
	r.ask(40, "eve", 10, "payroll")
	r.ask(30, "dan", 11, "sampling", "payroll")
	r.ask(20, "eve", 12, "travel")
	r.ask(10, "ana", 13, "payroll")
	members := here(map[activity.Person]int{"ana": 900, "bob": 900, "cem": 900, "eve": 900, "dan": 50})
	all := unanswered(t, r, members)
	var asked []activity.QuestionID
	for _, w := range all {
		asked = append(asked, w.Question)
	}
	require.Equal(t, []activity.QuestionID{{11}, {10}, {12}, {13}}, asked, "a newcomer's first, then the longest waiting")
	assert.True(t, all[0].Newcomer)
	assert.Equal(t, []string{"nobody has answered it for 30 days, since 2026-05-02", "it is a newcomer's, who came on 2026-04-12"}, all[0].Reasons)
	assert.Equal(t, []repertoire.Suggested{
		{Person: "bob", Topics: []string{"sampling", "payroll"}, Reasons: []string{"sampling: 1 answer", "payroll: 1 answer"}},
		{Person: "ana", Topics: []string{"payroll"}, Reasons: []string{"payroll: 3 answers, 1 of them accepted"}},
		{Person: "cem", Topics: []string{"payroll"}, Reasons: []string{"payroll: commended for it by 1 member"}},
	}, all[0].Suggested, "who knows about more of its topics first")
	assert.Equal(t, []string{"ask bob, ana, cem whether they can answer it"}, all[0].Next)
	r = nil
	r.ask(0, "bob", 1, "payroll")
	newest := unanswered(t, r, members)
	require.Len(t, newest, 1)
	assert.Equal(t, "nobody has answered it yet, since "+today.Format(time.DateOnly), newest[0].Reasons[0])
	assert.Equal(t, 1, all[1].Suggested[0].Already)
	assert.Empty(t, all[2].Suggested)
	assert.Contains(t, all[2].Next[0], "nobody here is known to know about it")
	assert.Equal(t, []activity.Person{"bob", "cem"}, suggestedFor(all[3]), "and not who asks")

	members.Returned["dan"] = true
	assert.False(t, unanswered(t, r, members)[0].Newcomer, "who was here before is no newcomer")
	delete(members.Since, "ana")
	members.Enters = func(p activity.Person, _ activity.SpaceID) bool { return p != "bob" }
	for _, w := range unanswered(t, r, members) {
		assert.NotContains(t, suggestedFor(w), activity.Person("ana"), "who has left")
		assert.NotContains(t, suggestedFor(w), activity.Person("bob"), "who may not be where it is asked")
	}
}

// It is not always the same three who are asked.
func TestUnansweredSpreadsTheLoad(t *testing.T) {
	var r told
	days := make(map[activity.Person]int)
	for i, p := range []activity.Person{"ana", "bob", "cem", "dan", "eve", "fay"} {
		days[p] = 900
		for q := range byte(7 - i) { // who knows less and less
			r.ask(300, "gus", q, "payroll")
			r.answer(299, p, q, "payroll")
		}
	}
	for q := byte(20); q < 30; q++ {
		r.ask(40-int(q), "gus", q, "payroll")
	}
	count := make(map[activity.Person]int)
	all := unanswered(t, r, here(days))
	require.Len(t, all, 10)
	for i, w := range all {
		assert.LessOrEqual(t, len(w.Suggested), 3)
		for _, s := range w.Suggested {
			assert.Equal(t, count[s.Person], s.Already)
			count[s.Person]++
		}
		if i == 0 {
			assert.Equal(t, []activity.Person{"ana", "bob", "cem"}, suggestedFor(w))
		}
		if i == 1 {
			assert.Equal(t, []activity.Person{"dan", "eve", "fay"}, suggestedFor(w))
		}
	}
	assert.Equal(t, map[activity.Person]int{"ana": 5, "bob": 5, "cem": 5, "dan": 5, "eve": 5, "fay": 5}, count, "at most five each, thirty in all")
}

// What a member could answer.
func TestAnswerable(t *testing.T) {
	r := knowing()
	r.ask(40, "eve", 10, "payroll")
	r.ask(30, "gus", 11, "sampling", "payroll")
	r.ask(25, "dan", 12, "payroll")
	r.ask(20, "eve", 13, "travel")
	r.ask(10, "bob", 14, "payroll")
	members := here(map[activity.Person]int{"ana": 900, "bob": 900, "cem": 900, "eve": 900, "dan": 50, "gus": 800})
	m, err := repertoire.NewMapper(repertoire.Mapping(), today)
	require.NoError(t, err)
	for _, a := range r {
		m.Add(a)
	}
	could := func(p activity.Person) (asked []activity.QuestionID) {
		for _, w := range repertoire.Answerable(m.Map(), m.Waiting(), members, p) {
			require.Equal(t, []activity.Person{p}, suggestedFor(w))
			require.NotEmpty(t, w.Suggested[0].Reasons)
			asked = append(asked, w.Question)
		}
		return asked
	}
	assert.Equal(t, []activity.QuestionID{{12}, {11}, {10}}, could("bob"), "a newcomer's, then what they know most about; not their own")
	assert.Equal(t, []activity.QuestionID{{12}, {10}, {11}, {14}}, could("ana"))
	assert.Empty(t, could("eve"), "who has only asked")
	members.Enters = func(_ activity.Person, space activity.SpaceID) bool { return space.IsZero() }
	m.Add(activity.Activity{ID: activity.ID{9}, Actor: "eve", Verb: activity.Ask, Object: activity.ObjectID{15}, Thread: activity.ObjectID{15}, Topics: []string{"payroll"}, Space: backstage, At: daysAgo(50)})
	assert.Equal(t, []activity.QuestionID{{12}, {11}, {10}}, could("bob"), "none of a space that they may not enter")
	delete(members.Since, "ana")
	assert.Empty(t, could("ana"), "who has left")
}

// Nobody is asked who should not be, and nobody too often.
func TestUnansweredHolds(t *testing.T) {
	who := []activity.Person{"ana", "bob", "cem", "dan"}
	rapid.Check(t, func(r *rapid.T) {
		var record told
		for i := range rapid.IntRange(0, 50).Draw(r, "length") {
			topics := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a", "b", "c"}), 0, 2, rapid.ID[string]).Draw(r, "topics")
			p, days := rapid.SampledFrom(who).Draw(r, "who"), rapid.IntRange(0, 500).Draw(r, "days")
			if rapid.Bool().Draw(r, "asks") {
				record.ask(days, p, byte(i), topics...)
			} else {
				record.answer(days, p, byte(rapid.IntRange(0, 80).Draw(r, "question")), topics...)
			}
		}
		members := here(map[activity.Person]int{"ana": 600, "bob": 20, "cem": 100})
		count := make(map[activity.Person]int)
		all := unanswered(r, record, members)
		for i, w := range all {
			require.NotEmpty(r, w.Reasons)
			require.NotEmpty(r, w.Next)
			require.Equal(r, w.Asker == "bob", w.Newcomer)
			require.Equal(r, int(today.Sub(w.At)/(24*time.Hour)), w.Days)
			require.True(r, i == 0 || all[i-1].Newcomer || !w.Newcomer)
			require.LessOrEqual(r, len(w.Suggested), 3)
			for _, s := range w.Suggested {
				require.NotEqual(r, w.Asker, s.Person)
				require.NotEqual(r, activity.Person("dan"), s.Person)
				require.Subset(r, w.Topics, s.Topics)
				require.Len(r, s.Reasons, len(s.Topics))
				count[s.Person]++
				require.LessOrEqual(r, count[s.Person], 5)
			}
		}
	})
}

func TestCoveredElsewhere(t *testing.T) {
	court := repertoire.Coverage{Community: activity.CommunityID{2}, Name: "Court", Resources: []activity.ResourceID{{8}}}
	named := repertoire.Coverage{Community: activity.CommunityID{2}, Name: "Court", Named: true, Resources: []activity.ResourceID{{7}, {8}}}
	waiting := []repertoire.Waiting{
		{Waiter: repertoire.Waiter{Topics: []string{"payroll", "travel"}}},
		{Waiter: repertoire.Waiter{Topics: []string{"payroll"}}, Suggested: []repertoire.Suggested{{Person: "ana"}}},
	}
	all := repertoire.CoveredElsewhere(waiting, map[string][]repertoire.Coverage{"payroll": {court}, "travel": {named}})
	assert.Equal(t, []repertoire.Coverage{named}, all[0].Elsewhere, "each community once")
	assert.Equal(t, []string{"connect with a community that covers it: Court"}, all[0].Next)
	assert.Empty(t, all[1].Elsewhere, "somebody here knows")
	assert.Empty(t, all[1].Next)
}
