package repertoire_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

// today is when the maps of these tests are made.
var today = time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)

// daysAgo is so many days before.
func daysAgo(n int) time.Time { return today.AddDate(0, 0, -n) }

// told is a record told by hand: what somebody did so many days ago.
type told []activity.Activity

func (r *told) did(days int, who activity.Person, verb activity.Verb, object byte, topics ...string) *activity.Activity {
	*r = append(*r, activity.Activity{
		ID: activity.ID{1, 15: byte(len(*r))}, Actor: who, Verb: verb, Object: activity.ObjectID{object}, Thread: activity.ObjectID{object}, Topics: topics, At: daysAgo(days),
	})
	return &(*r)[len(*r)-1]
}

func (r *told) ask(days int, who activity.Person, question byte, topics ...string) {
	r.did(days, who, activity.Ask, question, topics...)
}

func (r *told) answer(days int, who activity.Person, question byte, topics ...string) {
	a := r.did(days, who, activity.Answer, question+100, topics...)
	a.Thread = activity.ObjectID{question}
}

func (r *told) on(days int, who activity.Person, verb activity.Verb, object byte, to activity.Person, topics ...string) {
	r.did(days, who, verb, object, topics...).To = to
}

// mapped is the map of a record.
func mapped(t require.TestingT, p repertoire.MapPolicy, record told, tell ...func(*repertoire.Mapper)) repertoire.Map {
	m, err := repertoire.NewMapper(p, today)
	require.NoError(t, err)
	for _, a := range record {
		m.Add(a)
	}
	for _, tell := range tell {
		tell(m)
	}
	return m.Map()
}

func shelve(all ...repertoire.Resource) func(*repertoire.Mapper) {
	return func(m *repertoire.Mapper) {
		for _, r := range all {
			m.Shelve(r)
		}
	}
}

func onShelf(id byte, days int, author activity.Person, topics ...string) repertoire.Resource {
	return repertoire.Resource{
		ID: activity.ResourceID{id}, Kind: repertoire.Guideline, Author: author, Status: repertoire.InUse,
		Current: repertoire.Version{Number: 1, At: daysAgo(days), Text: repertoire.Text{Title: fmt.Sprint("Resource ", id), Body: "How.", Topics: topics}},
	}
}

// Who knows what: per topic who asked, answered, shared, revised, had their
// resources used and was commended, and what is there to go by.
func TestMap(t *testing.T) {
	var r told
	r.ask(400, "bob", 1, "payroll", "sampling")
	r.answer(399, "ana", 1, "payroll", "sampling")
	r.on(398, "bob", activity.Accept, 101, "ana", "payroll", "sampling")
	r.ask(20, "eve", 2, "payroll")
	r.ask(2, "dan", 3, "payroll")
	r.did(30, "cem", activity.Share, 10, "payroll")
	r.did(25, "ana", activity.Revise, 10, "payroll")
	r.on(10, "bob", activity.Reuse, 10, "cem", "payroll")
	r.on(9, "cem", activity.Reuse, 10, "cem", "payroll") // their own
	r.on(8, "eve", activity.Endorse, 10, "cem", "payroll")
	r.on(7, "eve", activity.Endorse, 10, "cem", "payroll") // a later version
	r.on(6, "bob", activity.Commend, 0, "cem", "payroll")
	r.did(5, "gus", activity.Comment, 50, "payroll") // which tells nothing about who knows
	old := onShelf(11, 500, "gus", "payroll")
	old.Status = repertoire.Retired
	m := mapped(t, repertoire.Mapping(), r, shelve(old, onShelf(10, 25, "cem", "payroll")), func(m *repertoire.Mapper) { m.Left("ana") })

	require.Len(t, m.Topics, 2)
	payroll, sampling := m.Topics[0], m.Topics[1]
	assert.Equal(t, []repertoire.Knower{
		{Person: "ana", Answered: 1, Accepted: 1, Revised: 1, Last: daysAgo(25), Left: true},
		{Person: "cem", Shared: 1, Reused: 1, Commended: 1, Last: daysAgo(30)},
		{Person: "dan", Asked: 1, Last: daysAgo(2)},
		{Person: "eve", Asked: 1, Endorsed: 2, Last: daysAgo(7)},
		{Person: "bob", Asked: 1, Last: daysAgo(400)},
	}, payroll.People)
	assert.Equal(t, []repertoire.MappedResource{
		{ID: activity.ResourceID{10}, Title: "Resource 10", Kind: repertoire.Guideline, Status: repertoire.InUse, Author: "cem", Uses: 1, LastUsed: daysAgo(10),
			Revised: daysAgo(25), Backers: 1, Endorsed: true, Serves: true},
		{ID: activity.ResourceID{11}, Title: "Resource 11", Kind: repertoire.Guideline, Status: repertoire.Retired, Author: "gus", Revised: daysAgo(500)},
	}, payroll.Resources)
	assert.Equal(t, []int{3, 2, 1, 2, 1}, []int{payroll.Asked, payroll.AskedLately, payroll.Answers, payroll.Waiting, payroll.LeftWaiting})
	assert.Equal(t, []time.Time{daysAgo(2), daysAgo(399), daysAgo(25)}, []time.Time{payroll.LastAsked, payroll.LastAnswered, payroll.LastWritten})
	assert.Equal(t, []activity.QuestionID{{3}, {2}, {1}}, payroll.Questions, "the last one first")
	assert.Equal(t, []activity.QuestionID{{2}, {3}}, []activity.QuestionID{payroll.Open[0].Question, payroll.Open[1].Question}, "the longest waiting first")
	assert.Equal(t, "sampling", sampling.Topic)
	assert.Zero(t, sampling.AskedLately)
	assert.Empty(t, sampling.Resources)
	for _, k := range payroll.People {
		assert.Equal(t, k.Person == "ana" || k.Person == "cem", k.Knows(), k.Person)
	}
}

// A thread that a mailing list starts is answered by somebody else's reply, and a
// dump marks the answers that were accepted.
func TestMapOfWhatWasImported(t *testing.T) {
	var r told
	r.did(30, "u1", activity.Start, 1, "brakes")
	r.did(29, "u1", activity.Reply, 2).Thread = activity.ObjectID{1}
	m := mapped(t, repertoire.Mapping(), r)
	assert.Equal(t, 1, m.Topics[0].Waiting, "going on oneself is no answer")
	r.did(28, "u2", activity.Reply, 3).Thread = activity.ObjectID{1}
	answer := r.did(27, "u3", activity.Answer, 4, "brakes")
	answer.Thread, answer.Detail = activity.ObjectID{1}, activity.Imported{Accepted: true}
	m = mapped(t, repertoire.Mapping(), r)
	assert.Zero(t, m.Topics[0].Waiting)
	assert.Equal(t, []activity.Person{"u3", "u1", "u2"}, []activity.Person{m.Topics[0].People[0].Person, m.Topics[0].People[1].Person, m.Topics[0].People[2].Person})
	assert.Equal(t, 1, m.Topics[0].People[0].Accepted)
}

func TestMapperRefusesABadPolicy(t *testing.T) {
	p := repertoire.Mapping()
	p.Days, p.Waiting, p.Times = 0, 101, 1
	_, err := repertoire.NewMapper(p, today)
	require.ErrorIs(t, err, fault.Invalid)
	for _, field := range []string{"days", "waiting", "times"} {
		assert.ErrorContains(t, err, field)
	}
}

// Whatever happens, the map adds up: it counts what a count by hand does, knows of
// nobody and nothing else, and is the same every time.
func TestMapAddsUp(t *testing.T) {
	topics := []string{"payroll", "sampling", "travel"}
	people := []activity.Person{"ana", "bob", "cem"}
	verbs := []activity.Verb{activity.Ask, activity.Answer, activity.Accept, activity.Share, activity.Revise, activity.Reuse, activity.Endorse, activity.Commend, activity.Comment, activity.Join}
	rapid.Check(t, func(r *rapid.T) {
		var record told
		days := 800
		for range rapid.IntRange(0, 60).Draw(r, "length") {
			days -= rapid.IntRange(0, 12).Draw(r, "days")
			about := rapid.SliceOfNDistinct(rapid.SampledFrom(topics), 0, 3, rapid.ID[string]).Draw(r, "topics")
			a := record.did(days, rapid.SampledFrom(people).Draw(r, "who"), rapid.SampledFrom(verbs).Draw(r, "verb"), byte(len(record)), about...)
			a.To = rapid.SampledFrom(people).Draw(r, "to")
			if a.Verb == activity.Answer {
				a.Thread = activity.ObjectID{byte(rapid.IntRange(0, len(record)).Draw(r, "thread"))}
			}
		}
		m := mapped(r, repertoire.Mapping(), record)
		require.Equal(r, m, mapped(r, repertoire.Mapping(), record))
		for i, topic := range m.Topics {
			require.True(r, i == 0 || m.Topics[i-1].Topic < topic.Topic)
			asked, answers, open := 0, 0, 0
			for _, a := range record {
				if !contains(a.Topics, topic.Topic) {
					continue
				}
				switch a.Verb {
				case activity.Ask:
					asked++
					answered := false
					for _, b := range record {
						answered = answered || b.Verb == activity.Answer && b.Thread == a.Object
					}
					if !answered {
						open++
					}
				case activity.Answer:
					answers++
				}
			}
			var sum repertoire.Knower
			for _, k := range topic.People {
				sum.Asked, sum.Answered, sum.AnsweredLately = sum.Asked+k.Asked, sum.Answered+k.Answered, sum.AnsweredLately+k.AnsweredLately
			}
			require.Equal(r, []int{asked, answers, open, asked, answers}, []int{topic.Asked, topic.Answers, topic.Waiting, sum.Asked, sum.Answered})
			require.LessOrEqual(r, topic.LeftWaiting, min(topic.Waiting, topic.AskedLately))
			require.LessOrEqual(r, sum.AnsweredLately, answers)
		}
		for _, g := range m.Gaps() {
			require.NotEmpty(r, g.Reasons)
			for _, why := range g.Reasons {
				require.NotEmpty(r, why.Rule)
				require.NotEmpty(r, why.Evidence)
				require.Subset(r, g.Next, why.Next)
				require.NotEmpty(r, why.Next)
				require.True(r, why.From.Before(why.To))
			}
		}
	})
}

func contains(all []string, one string) bool {
	for _, s := range all {
		if s == one {
			return true
		}
	}
	return false
}
