package cop_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
)

// january is the day from which histories count: a Monday.
var january = time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC)

const day = 24 * time.Hour

// weeks is a time some weeks after the beginning.
func weeks(n int) time.Time { return january.AddDate(0, 0, 7*n) }

// history is a record in the making.
type history []activity.Activity

// an adds an activity in a week of the history.
func (h *history) an(week int, who activity.Person, verb activity.Verb, more ...func(*activity.Activity)) activity.ObjectID {
	n := len(*h) + 1
	a := activity.Activity{
		Community: auditors, Seq: activity.Seq(n), ID: activity.ID{14: byte(n >> 8), 15: byte(n)}, Actor: who, Verb: verb,
		Object: activity.ObjectID{0: 1, 14: byte(n >> 8), 15: byte(n)}, At: weeks(week).Add(time.Duration(n) * time.Second),
	}
	for _, add := range more {
		add(&a)
	}
	*h = append(*h, a)
	return a.Object
}

// ask opens a thread that others respond to.
func (h *history) ask(week int, who activity.Person, topics ...string) (question activity.ObjectID) {
	question = h.an(week, who, activity.Ask, about(topics...))
	(*h)[len(*h)-1].Thread = question
	return question
}

func (h history) evidence(t require.TestingT, to time.Time) cop.Evidence {
	e, err := cop.Gather(activity.StreamOf(h...), time.Time{}, to)
	require.NoError(t, err)
	return e
}

func to(p activity.Person) func(*activity.Activity) { return func(a *activity.Activity) { a.To = p } }
func on(id activity.ObjectID) func(*activity.Activity) {
	return func(a *activity.Activity) { a.Object = id }
}
func in(thread activity.ObjectID) func(*activity.Activity) {
	return func(a *activity.Activity) { a.Thread = thread }
}
func at(when time.Time) func(*activity.Activity) { return func(a *activity.Activity) { a.At = when } }
func about(topics ...string) func(*activity.Activity) {
	return func(a *activity.Activity) { a.Topics = topics }
}
func serving(p activity.Purpose) func(*activity.Activity) {
	return func(a *activity.Activity) { a.Purpose = p }
}
func inside(space byte) func(*activity.Activity) {
	return func(a *activity.Activity) { a.Space = activity.SpaceID{space} }
}

// told is a detail that says which kind of resource was shared.
type told string

func (told) FactName() string       { return "test.told" }
func (k told) ResourceKind() string { return string(k) }
func telling(kind string) func(*activity.Activity) {
	return func(a *activity.Activity) { a.Detail = told(kind) }
}

// people is that many members.
func people(n int) []activity.Person {
	all := make([]activity.Person, n)
	for i := range all {
		all[i] = activity.Person([]byte{'p', byte('0' + i/100), byte('0' + i/10%10), byte('0' + i%10)})
	}
	return all
}

// The auditors of the source: colleagues from different countries who meet, ask
// each other, and write manuals that they felt were missing.
func internalAuditors() history {
	var h history
	who := people(12)
	for _, p := range who {
		h.an(0, p, activity.Join)
	}
	manual := h.an(1, who[0], activity.Share, about("sampling"), telling("guideline"))
	for week := 1; week <= 30; week++ {
		asker, answerer := who[week%6], who[(week+1)%6]
		question := h.ask(week, asker, "payroll")
		h.an(week, answerer, activity.Answer, to(asker), in(question))
		h.an(week, asker, activity.Reply, to(answerer), in(question))
		if week%4 == 0 {
			meeting := activity.ObjectID{0: 2}
			for _, p := range who[:8] {
				h.an(week, p, activity.Attend, on(meeting), at(weeks(week)))
			}
		}
		if week%8 == 0 {
			h.an(week, who[week/8], activity.Revise, on(manual), to(who[0]), about("sampling"))
			h.an(week, who[week/8], activity.Share, about("war stories"), telling("story"))
			h.an(week, who[week/8+1], activity.Reuse, on(manual), to(who[0]))
		}
	}
	return h
}

func auditorsCharter() cop.Charter {
	c := charter()
	c.Domain.Topics = []string{"payroll", "sampling", "war stories"}
	c.Kind = cop.BestPractice
	c.Form.Boundary = cop.Across
	return c
}

func gather(t *testing.T, h history, from, to time.Time) cop.Evidence {
	t.Helper()
	e, err := cop.Gather(activity.StreamOf(h...), from, to)
	require.NoError(t, err)
	return e
}
