package lifecycle_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
)

const january = lifecycle.Month(12 * 2020)

// months is a history from January 2020 on, by the number of people.
func months(people ...int) []lifecycle.MonthTally {
	all := make([]lifecycle.MonthTally, len(people))
	for i, n := range people {
		all[i] = lifecycle.MonthTally{Month: january + lifecycle.Month(i), People: n, Activities: 3 * n}
	}
	return all
}

// then is some months of about as many people each.
func then(before []int, n, people int) []int {
	for i := range n {
		before = append(before, people+[]int{0, 1, -1, 0, 2, -2}[i%6]*people/12)
	}
	return before
}

func states(all []lifecycle.Momentum) string {
	var words []string
	for _, m := range all {
		if word := string(m.State); len(words) == 0 || words[len(words)-1] != word {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

// TestLives: the whole lives of some communities, in words.
func TestLives(t *testing.T) {
	growing := func(n int) (people []int) {
		for i := range n {
			people = append(people, 6+2*i)
		}
		return people
	}
	for name, life := range map[string]struct {
		people []int
		want   string
	}{
		"grows, and is as large from then on": {then(growing(30), 30, 66), "starting growing steady"},
		"small and steady":                    {then(nil, 60, 6), "starting steady"},
		"stalls, and goes on":                 {then(then(then(nil, 36, 24), 5, 2), 24, 24), "starting steady stalled steady reviving steady"},
		"falls off to half":                   {then(then(nil, 36, 24), 36, 12), "starting steady declining steady"},
		"dies out":                            {then(then(nil, 36, 24), 24, 0), "starting steady stalled dormant"},
		"dies out, and comes back":            {then(then(then(nil, 36, 24), 24, 0), 36, 24), "starting steady stalled dormant reviving growing steady"},
		"one event, and no more":              {append([]int{40}, make([]int, 20)...), "starting dormant"},
	} {
		assert.Equal(t, life.want, states(judged(t, months(life.people...))), name)
	}
}

// TestEveryMonthIsJudgedByWhatWasKnown: what comes later changes no judgement.
func TestEveryMonthIsJudgedByWhatWasKnown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := months(drawPeople(t)...)
		var life []lifecycle.Milestone
		at := january - 2
		for range rapid.IntRange(0, 4).Draw(t, "milestones") {
			at += lifecycle.Month(rapid.IntRange(0, 30).Draw(t, "later"))
			life = append(life, lifecycle.Milestone{Month: at, End: rapid.IntRange(0, 4).Draw(t, "kind") == 0})
		}
		whole := judged(t, all, life...)
		require.Len(t, whole, len(all))
		cut := rapid.IntRange(0, len(all)).Draw(t, "cut")
		known := slices.DeleteFunc(slices.Clone(life), func(m lifecycle.Milestone) bool { return m.Month >= january+lifecycle.Month(cut) })
		part := judged(t, all[:cut], known...)
		require.Equal(t, whole[:cut], part)
		for i, m := range whole {
			require.Equal(t, all[i].Month, m.Month)
			require.NotEmpty(t, m.State.Next(), "it is one of the states")
			require.NotEmpty(t, m.Reasons)
			for _, r := range m.Reasons {
				require.NotContains(t, r.String(), "Inf")
				require.NotContains(t, r.String(), "NaN")
				require.LessOrEqual(t, r.From, r.To)
				require.Equal(t, m.Month, r.To, "a reason is of what was known by then")
			}
		}
	})
}

func drawPeople(t *rapid.T) (people []int) {
	for range rapid.IntRange(1, 8).Draw(t, "times") {
		people = then(people, rapid.IntRange(1, 20).Draw(t, "months"), rapid.SampledFrom([]int{0, 0, 1, 3, 10, 40, 100_000}).Draw(t, "people"))
	}
	return people
}

// TestAStallAfterAMove: momentum must not be lost between phases.
func TestAStallAfterAMove(t *testing.T) {
	people := then(then(nil, 14, 20), 6, 8)
	move := lifecycle.Milestone{Month: january + 13, Words: "from launch to grow"}
	fall := months(people...)
	assert.Equal(t, "starting steady stalled", states(judged(t, fall, move)))
	last := judged(t, fall, move)[19]
	var said []string
	for _, r := range last.Reasons {
		said = append(said, r.String())
	}
	assert.Contains(t, strings.Join(said, "\n"), "momentum must not be lost between phases, and the fall follows a move: "+
		"since the move from launch to grow in 2021-02, 24 participations in 3 months, and ")

	for _, m := range judged(t, fall) {
		for _, r := range m.Reasons {
			assert.NotContains(t, r.String(), "phase", "without a move none is named")
		}
	}
	steady := judged(t, months(then(nil, 20, 20)...), move)
	assert.Equal(t, "starting steady", states(steady), "a move alone is no fall")

	var seasons []int // every summer half of them are away
	for i := range 36 {
		seasons = append(seasons, 100-80*count(i%12 >= 5 && i%12 < 8))
	}
	assert.Equal(t, "starting steady", states(judged(t, months(seasons...), lifecycle.Milestone{Month: january + 28})), "nor is the summer after one")
}

// TestEndings: a declared end is told apart from a decline, and from silence.
func TestEndings(t *testing.T) {
	end := func(m int) lifecycle.Milestone {
		return lifecycle.Milestone{Month: january + lifecycle.Month(m), End: true, Words: "merged"}
	}
	natural := judged(t, months(then(nil, 30, 12)...), end(29))
	assert.Equal(t, "starting steady ended", states(natural))
	assert.Equal(t, lifecycle.Steady, natural[28].State, "the month before knows nothing of it")
	assert.Equal(t, "the end is declared, and nobody has taken part since: declared in 2022-06 (merged), from steady (2022-06)", natural[29].Reasons[0].String())

	after := judged(t, months(append(then(then(nil, 30, 24), 14, 6), 0, 0)...), end(43))
	assert.Equal(t, "starting steady stalled declining ended", states(after))
	assert.Equal(t, lifecycle.Declining, after[38].State, "what lasts for half a year is no stall any more")
	for _, m := range after[43:] {
		assert.Contains(t, m.Reasons[0].String(), "from declining", "%s", m.Month)
	}

	silence := judged(t, months(append(then(nil, 30, 12), make([]int, 40)...)...))
	assert.NotContains(t, states(silence), "ended", "silence is no end: people may come back")

	onwards := judged(t, months(then(nil, 40, 12)...), end(29))
	assert.Equal(t, "starting steady ended steady", states(onwards), "an end after which all goes on is none")
}

// TestQuietIsNotDead: what is nearly nobody depends on what a community has been.
func TestQuietIsNotDead(t *testing.T) {
	assert.NotContains(t, states(judged(t, months(then(nil, 120, 1)...))), "dormant", "one person a month, ever since")
	var quarterly []int
	for range 30 {
		quarterly = append(quarterly, 8, 0, 0)
	}
	assert.Equal(t, "starting steady", states(judged(t, months(quarterly...))))
	assert.Contains(t, states(judged(t, months(then(then(nil, 36, 100_000), 24, 2000)...))), "dormant", "two in a hundred are left")
	assert.NotContains(t, states(judged(t, months(then(then(nil, 36, 100_000), 24, 12_000)...))), "dormant", "twelve thousand are not nobody")
}

// TestOnePersonsBurst: what a single person does much of, or imports, is one
// person's participation.
func TestOnePersonsBurst(t *testing.T) {
	seen, burst := lifecycle.NewParticipation(), lifecycle.NewParticipation()
	for i, n := range then(nil, 36, 10) {
		at := (january + lifecycle.Month(i)).Begins().AddDate(0, 0, 9)
		for who := range n {
			a := activity.Activity{Actor: activity.Person(rune('a' + who)), Verb: activity.Comment, At: at}
			seen.Add(a)
			burst.Add(a)
			if i == 20 && who == 0 {
				for range 10_000 {
					burst.Add(a)
				}
			}
		}
	}
	want, got := judged(t, seen.Months()), judged(t, burst.Months())
	assert.Equal(t, want[20].Activities+10_000, got[20].Activities)
	got[20].Activities = want[20].Activities
	assert.Equal(t, want, got)
}

func TestJudgeRefuses(t *testing.T) {
	holes := append(months(1, 2), lifecycle.MonthTally{Month: january + 3, People: 1})
	_, err := lifecycle.Judge(lifecycle.DefaultMomentum(), holes, nil)
	assert.EqualError(t, err, "lifecycle.Judge: invalid: 2020-04 follows 2020-02: give every month from the first to the last, with nobody in those in which nothing happened")
	_, err = lifecycle.Judge(lifecycle.DefaultMomentum(), months(-1), nil)
	assert.ErrorIs(t, err, fault.Invalid)
	_, err = lifecycle.Judge(lifecycle.MomentumPolicy{DormantShare: 51}, nil, nil)
	bad, ok := errors.AsType[*fault.Error](err)
	require.True(t, ok)
	var names []string
	for _, f := range bad.Fields {
		names = append(names, f.Name)
	}
	assert.Equal(t, []string{"starting", "in_a_row", "stall", "move_stall", "half_year", "year", "slow", "rise", "revival", "silence", "dormant_share"}, names)

	broken := errors.New("the disk is full")
	_, err = lifecycle.MomentumOf(lifecycle.DefaultMomentum(), func(yield func(activity.Activity, error) bool) { yield(activity.Activity{}, broken) })
	assert.ErrorIs(t, err, broken)
	nothing, err := lifecycle.MomentumOf(lifecycle.DefaultMomentum(), activity.StreamOf())
	require.NoError(t, err)
	assert.Empty(t, nothing)
	assert.NotNil(t, nothing, "in JSON it is an empty array")
}

func TestMomentumRules(t *testing.T) {
	used := make(map[lifecycle.MomentumState]bool)
	for _, r := range lifecycle.MomentumRules(lifecycle.DefaultMomentum()) {
		used[r.State] = true
		assert.True(t, fault.IsLine(r.Says), r.Says)
		assert.NotContains(t, r.Says, "%!", r.Says)
		assert.NotEmpty(t, r.Source)
	}
	for _, s := range lifecycle.MomentumStates() {
		assert.True(t, used[s], s)
		assert.True(t, fault.IsLine(s.Next()), s)
	}
	assert.Empty(t, lifecycle.MomentumState("excellent").Next())
}

func TestMomentumAsJSON(t *testing.T) {
	text, err := json.Marshal(judged(t, months(7))[0])
	require.NoError(t, err)
	assert.JSONEq(t, `{"month": "2020-01", "people": 7, "activities": 21, "state": "starting", "reasons": [
		"the first 6 months, or a first year with people in one or two months, are too short a past to judge by: month 1 of the record (2020-01)"]}`, string(text))
	text, err = json.Marshal(lifecycle.DefaultMomentum())
	require.NoError(t, err)
	var policy lifecycle.MomentumPolicy
	require.NoError(t, json.Unmarshal(text, &policy))
	assert.Equal(t, lifecycle.DefaultMomentum(), policy)
	assert.NoError(t, policy.Check())
}
