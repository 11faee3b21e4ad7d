package cop_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

func TestGatherReadsTheAuditors(t *testing.T) {
	e := internalAuditors().evidence(t, weeks(31))
	assert.Equal(t, cop.Evidence{
		From: e.Began, To: weeks(31), Began: january.Add(time.Second),
		Members: 12, People: 8, Contributions: 156, Top: 25, Span: e.Span, Weeks: 32, ActiveWeeks: 30, Silence: 1, Voluntary: 12,
		InContact: 8, Pairs: 28, PairsOfRest: 21, MutualPairs: 28, Interacting: 8, Sustained: 28, Lasting: 8,
		Openings: 30, Responded: 30, FirstResponse: time.Second, Openers: 6, OpenersHeard: 6,
		Questions: 30, Answered: 30, Answerers: 6, Newcomers: 1, NewcomersOpen: 1, NewcomersHeard: 1, NewcomersStay: 1,
		Shared: 4, Sharers: 4, Stories: 3, Revisions: 3, TakenUp: 1, TakersUp: 4, Reused: 3,
		Meetings: 7, Attending: 8, OnRhythm: 6, Intervals: 6, CommonUse: 156,
		Topics: e.Topics,
	}, e)
	require.Len(t, e.Topics, 3)
	assert.Equal(t, "payroll", e.Topics[0].Topic)
	assert.Equal(t, 90, e.Topics[0].Mentions, "an answer has the topics of its thread")
}

func TestWhatCountsAsAContact(t *testing.T) {
	reply := func(h *history, week int, from, to activity.Person) {
		h.an(week, from, activity.Reply, func(a *activity.Activity) { a.To = to })
	}
	for name, test := range map[string]struct {
		tell func(h *history)
		want [5]int // people in contact, pairs, mutual pairs, sustained pairs, people in them
	}{
		"nobody":                      {func(h *history) {}, [5]int{}},
		"a word to oneself":           {func(h *history) { reply(h, 0, "ana", "ana") }, [5]int{}},
		"one way":                     {func(h *history) { reply(h, 0, "ana", "bob") }, [5]int{2, 1}},
		"both ways":                   {func(h *history) { reply(h, 0, "ana", "bob"); reply(h, 0, "bob", "ana") }, [5]int{2, 1, 1}},
		"an invitation is upkeep":     {func(h *history) { h.an(0, "ana", activity.Invite, to("bob")) }, [5]int{}},
		"three weeks within a month":  {func(h *history) { reply(h, 0, "ana", "bob"); reply(h, 1, "bob", "ana"); reply(h, 3, "bob", "ana") }, [5]int{2, 1, 1}},
		"two weeks over a month":      {func(h *history) { reply(h, 0, "ana", "bob"); reply(h, 4, "bob", "ana") }, [5]int{2, 1, 1}},
		"three weeks over a month":    {func(h *history) { reply(h, 0, "ana", "bob"); reply(h, 1, "bob", "ana"); reply(h, 4, "bob", "ana") }, [5]int{2, 1, 1, 1, 2}},
		"one way over a month":        {func(h *history) { reply(h, 0, "ana", "bob"); reply(h, 1, "ana", "bob"); reply(h, 4, "ana", "bob") }, [5]int{2, 1}},
		"alone at a meeting":          {func(h *history) { h.an(0, "ana", activity.Attend, on(activity.ObjectID{2})) }, [5]int{}},
		"at one table":                {func(h *history) { attend(h, 0, 3) }, [5]int{3, 3, 3}},
		"at the largest table":        {func(h *history) { attend(h, 0, 20) }, [5]int{20, 190, 190}},
		"in a lecture":                {func(h *history) { attend(h, 0, 21) }, [5]int{}},
		"at a table, again and again": {func(h *history) { attend(h, 0, 2); attend(h, 2, 2); attend(h, 4, 2) }, [5]int{2, 1, 1, 1, 2}},
	} {
		var h history
		test.tell(&h)
		e := h.evidence(t, weeks(10))
		assert.Equal(t, test.want, [5]int{e.InContact, e.Pairs, e.MutualPairs, e.Sustained, e.Lasting}, name)
	}
}

func attend(h *history, week, n int) {
	for _, p := range people(n) {
		h.an(week, p, activity.Attend, on(activity.ObjectID{2}))
	}
}

func TestWhoCameOfTheirOwnAccord(t *testing.T) {
	var h history
	h.an(0, "ana", activity.Join)
	h.an(0, "bob", activity.Apply)
	h.an(0, "ana", activity.Admit, to("bob"))
	h.an(0, "ana", activity.Invite, to("cem"))
	h.an(0, "cem", activity.Join)
	h.an(0, "ana", activity.Invite, to("dee"))
	h.an(0, "ana", activity.Admit, to("dee"))
	h.an(0, "ana", activity.Admit, to("eve"))
	h.an(1, "ana", activity.Remove, to("bob"))
	h.an(1, "cem", activity.Leave)
	h.an(2, "cem", activity.Reply, to("ana"))
	h.an(2, "flo", activity.Reply, to("ana"))
	e := h.evidence(t, weeks(3))
	assert.Equal(t, [4]int{3, 3, 1, 1}, [4]int{e.Members, e.Voluntary, e.Assigned, e.Outsiders})
}

func TestNewcomersAreHeard(t *testing.T) {
	var h history
	h.an(0, "ana", activity.Start)
	h.an(3, "bob", activity.Start)
	first := h.ask(5, "cem", "payroll")
	h.ask(6, "dee", "payroll")
	h.an(6, "ana", activity.Answer, to("cem"), in(first))
	h.an(10, "cem", activity.Reply, to("ana"), in(first))
	e := h.evidence(t, weeks(12))
	assert.Equal(t, [4]int{2, 2, 1, 1}, [4]int{e.Newcomers, e.NewcomersOpen, e.NewcomersHeard, e.NewcomersStay})
	assert.Equal(t, [4]int{4, 1, 4, 1}, [4]int{e.Openings, e.Responded, e.Openers, e.OpenersHeard})
	assert.Equal(t, 7*day+time.Second*2, e.FirstResponse)
}

func TestTheWindow(t *testing.T) {
	h := internalAuditors()
	first, second := gather(t, h, weeks(0), weeks(16)), gather(t, h, weeks(16), weeks(31))
	whole := gather(t, h, weeks(0), weeks(31))
	for name, of := range map[string]func(cop.Evidence) int{
		"contributions": func(e cop.Evidence) int { return e.Contributions },
		"questions":     func(e cop.Evidence) int { return e.Questions },
		"shared":        func(e cop.Evidence) int { return e.Shared },
		"reused":        func(e cop.Evidence) int { return e.Reused },
		"meetings":      func(e cop.Evidence) int { return e.Meetings },
	} {
		assert.Equal(t, of(whole), of(first)+of(second), name)
	}
	assert.Equal(t, 12, second.Members, "who joined before the window is a member in it")
	assert.Equal(t, second.To.Sub(second.From), second.Observed())
	assert.Equal(t, first.To.Sub(first.Began), first.Observed())

	_, err := cop.Gather(activity.StreamOf(), weeks(1), weeks(0))
	assert.ErrorIs(t, err, fault.Invalid)
	broken := errors.New("broken")
	_, err = cop.Gather(func(yield func(activity.Activity, error) bool) { yield(activity.Activity{}, broken) }, weeks(0), weeks(1))
	assert.Equal(t, broken, err)
}

func TestRhythmAndSilence(t *testing.T) {
	var h history
	for _, week := range []int{0, 4, 8, 12, 13} {
		attend(&h, week, 2)
	}
	e := h.evidence(t, weeks(20))
	assert.Equal(t, [4]int{5, 4, 3, 7}, [4]int{e.Meetings, e.Intervals, e.OnRhythm, e.Silence})
}

func TestGoverning(t *testing.T) {
	var h history
	rule := h.an(0, "ana", activity.Rule)
	h.an(1, "bob", activity.Rule, on(rule))
	h.an(1, "bob", activity.Rule, on(rule))
	h.an(1, "bob", activity.Rule)
	tie := h.an(1, "bob", activity.Tie)
	h.an(1, "bob", activity.Tie)
	h.an(2, "bob", activity.Untie, on(tie))
	h.an(2, "ana", activity.Propose)
	h.an(2, "ana", activity.Vote)
	h.an(2, "bob", activity.Vote)
	h.an(2, "bob", activity.Decide)
	h.an(2, "bob", activity.Appoint, to("ana"))
	h.an(2, "bob", activity.Amend)
	h.an(3, "bob", activity.Rate)
	h.an(3, "bob", activity.Minute, inside(3))
	e := h.evidence(t, weeks(4))
	assert.Equal(t, [6]int{2, 1, 2, 1, 2, 1}, [6]int{e.Rules, e.Rewritten, e.RuleMakers, e.Proposals, e.Voters, e.Decided})
	assert.Equal(t, [7]int{1, 1, 1, 1, 1, 1, 3}, [7]int{e.Ties, e.Appointed, e.Amendments, e.Raters, e.Minutes, e.Spaces, e.CommonUse})
}

func TestEvidenceOfNothing(t *testing.T) {
	e, err := cop.Gather(activity.StreamOf(), time.Time{}, time.Time{})
	require.NoError(t, err)
	assert.Zero(t, e)
	assert.Zero(t, e.Observed())
	assert.NotEmpty(t, cop.Diagnose(cop.Charter{}, e).String())
}

// Whatever happens, the parts are parts of their wholes, and the evidence can
// be kept as JSON.
func TestEvidenceAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawHistory(t).evidence(t, weeks(40))
		for _, part := range []struct{ n, all int }{
			{e.People, 6}, {e.Top, e.Contributions}, {e.ActiveWeeks, e.Weeks}, {e.Silence, e.Weeks},
			{e.PairsOfRest, e.Pairs}, {e.MutualPairs, e.Pairs}, {e.Sustained, e.MutualPairs},
			{e.Interacting, e.InContact}, {e.Lasting, e.Interacting},
			{e.Responded, e.Openings}, {e.Questions, e.Openings}, {e.Answered, min(e.Questions, e.Responded)},
			{e.OpenersHeard, e.Openers}, {e.Newcomers, e.People}, {e.NewcomersHeard, e.NewcomersOpen},
			{e.NewcomersOpen, e.Newcomers}, {e.NewcomersStay, e.Newcomers}, {e.OnRhythm, e.Intervals}, {e.Rewritten, e.Rules},
		} {
			require.LessOrEqual(t, part.n, part.all, "%+v", e)
		}
		text, err := json.Marshal(e)
		require.NoError(t, err)
		var back cop.Evidence
		require.NoError(t, json.Unmarshal(text, &back))
		require.Equal(t, e, back)
	})
}

// drawHistory draws up to 80 activities of six people over 30 weeks.
func drawHistory(t *rapid.T) history {
	var h history
	verbs := []activity.Verb{activity.Join, activity.Ask, activity.Answer, activity.Reply, activity.Share, activity.Revise, activity.Reuse, activity.Attend, activity.Commit}
	who := rapid.SampledFrom(people(6))
	for i, n := 0, rapid.IntRange(0, 80).Draw(t, "activities"); i < n; i++ {
		week := i * 30 / n
		verb := rapid.SampledFrom(verbs).Draw(t, "verb")
		var more []func(*activity.Activity)
		thing := activity.ObjectID{byte(rapid.IntRange(1, 5).Draw(t, "thing"))}
		switch verb {
		case activity.Answer, activity.Reply:
			more = append(more, to(who.Draw(t, "to")), in(thing))
		case activity.Ask, activity.Share, activity.Revise, activity.Reuse, activity.Attend:
			more = append(more, on(thing), about(rapid.SampledFrom([]string{"payroll", "sampling"}).Draw(t, "topic")))
		}
		h.an(week, who.Draw(t, "who"), verb, more...)
	}
	return h
}

func TestTopicsThatAreNew(t *testing.T) {
	for name, test := range map[string]struct {
		week int
		who  []activity.Person
		want int // the score of one sign of the principle
	}{
		"in the first half":          {9, []activity.Person{"ana", "bob"}, 1},
		"in the second half":         {10, []activity.Person{"ana", "bob"}, 2},
		"in the second half, by one": {10, []activity.Person{"ana", "ana"}, 1},
	} {
		h := history{}
		h.an(0, "ana", activity.Start, at(weeks(0)))
		for range 30 {
			h.an(1, "ana", activity.Start, about("payroll"))
			h.an(1, "bob", activity.Start, about("payroll"))
		}
		for _, p := range test.who {
			h.an(test.week, p, activity.Start, about("robots"))
		}
		e := h.evidence(t, weeks(20))
		e.Newcomers = 0
		r, err := cop.Assess("seven-principles", cop.Subject{Charter: charter(), Evidence: e}, nil, 0)
		require.NoError(t, err)
		assert.Equal(t, test.want, r.Items[0].Score, name)
	}
}
