package membership_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

// steady asks for 10 points in 4 weeks to be active, of which 5 are enough to
// stay, and forgives two weeks.
func steady() membership.Policy {
	return membership.Policy{
		Name: "steady", Days: 28, Did: membership.Weights{Other: 1}, Keep: 50, Grace: 14,
		Bars: []membership.Bar{
			{Level: membership.Active, All: []membership.Condition{{Measure: membership.Points, AtLeast: 10}}},
			{Level: membership.Occasional, All: []membership.Condition{{Measure: membership.Points, AtLeast: 2}}},
		},
	}
}

// Up at once, down with patience, down and out when somebody leaves.
func TestHistory(t *testing.T) {
	n := newNotebook()
	n.did("ana", 2, activity.Share, 10)
	n.did("ana", 7, activity.Share, 4)
	left := mondayIn(12).Add(50 * time.Hour)
	ana := membership.Belonging{Person: "ana", Spells: []membership.Spell{{From: nine, To: left}, {From: mondayIn(20)}}}
	all, err := membership.AssessAll(steady(), n.Ledger, []membership.Belonging{ana}, sundayIn(30), membership.Snapshot{})
	require.NoError(t, err)
	assert.Equal(t, []membership.Step{
		{Level: membership.Peripheral, Since: nine},
		{Level: membership.Active, Since: mondayIn(2)},
		// Weeks 6, 7 and 8 are short: 0 and 4 of 5. The third is one too many.
		{Level: membership.Occasional, Since: mondayIn(8)},
		// Weeks 11 on: none of the 1 that is half of the bar. She leaves meanwhile.
		{Level: membership.Outside, Since: left},
		{Level: membership.Peripheral, Since: mondayIn(20)},
	}, all.History("ana"))
	assert.Equal(t, membership.Peripheral, all.Level("ana"))
	assert.Equal(t, membership.Outside, all.Level("eve"))
	assert.Nil(t, all.History("eve"))
}

// A dip of one week, or one that half of the bar outlasts, changes nothing.
func TestLevelsDoNotFlutter(t *testing.T) {
	n := newNotebook()
	n.did("ana", 0, activity.Share, 10)
	n.did("ana", 4, activity.Share, 5)
	n.did("ana", 9, activity.Share, 5) // after week 8 was short
	for week := range 13 {
		got := levelsOf(t, steady(), n, members("ana"), sundayIn(week))
		assert.Equal(t, membership.Active, got["ana"], week)
	}
}

// The window is every week in which a moment of the last 28 days lies: from
// the Monday in week 0 to that in week 4, five of them.
func TestWindowsAreWholeWeeks(t *testing.T) {
	n := newNotebook()
	n.did("ana", 0, activity.Share, 10)
	p := steady()
	p.Grace, p.Keep = 0, 100
	for at, level := range map[time.Time]membership.Level{
		sundayIn(3):                        membership.Active,
		mondayIn(4):                        membership.Active,
		sundayIn(4).Add(-time.Microsecond): membership.Active,
		sundayIn(4):                        membership.Peripheral,
		sundayIn(-1):                       membership.Outside,
		mondayIn(0).AddDate(0, 0, 28-1):    membership.Active,
	} {
		assert.Equal(t, level, levelsOf(t, p, n, members("ana"), at)["ana"], at)
	}
}

func TestReasons(t *testing.T) {
	n := newNotebook()
	n.did("ana", 0, activity.Share, 12)
	n.did("bob", 0, activity.Share, 3)
	n.did("zoe", 0, activity.Reuse, 1)
	people := members("ana", "bob", "cem")
	window := membership.Window{From: mondayIn(0), To: mondayIn(4)}
	of := func(person activity.Person, week int) membership.Assessment {
		a, err := membership.Assess(steady(), n.Ledger, people, person, sundayIn(week))
		require.NoError(t, err)
		return a
	}
	belongs := membership.Reason{
		Level: membership.Peripheral, Rule: "belongs to the community", Met: true,
		Evidence: "is a member, which is a legitimate place to learn from, however little they take part",
	}
	assert.Equal(t, membership.Assessment{
		Community: auditors, Person: "bob", At: sundayIn(3), Level: membership.Occasional, Since: mondayIn(0),
		Reasons: []membership.Reason{belongs, {
			Level: membership.Occasional, Rule: "points: at least 2", Evidence: "points: 3, of 2 that are asked", Met: true, Have: 3, Need: 2, Window: window,
		}},
		Next: []membership.Reason{
			{Level: membership.Active, Rule: "points: at least 10", Evidence: "points: 3, of 10 that are asked", Have: 3, Need: 10, Window: window},
			{
				Level: membership.Occasional, Rule: "to stay occasional, points: at least 2; 50 % of that is enough to stay",
				Evidence: "points: 3, of 1 that are asked", Met: true, Have: 3, Need: 1, Window: window,
			},
		},
	}, of("bob", 3))

	cem := of("cem", 3)
	assert.Equal(t, membership.Peripheral, cem.Level)
	assert.Equal(t, []membership.Reason{belongs}, cem.Reasons)
	require.Len(t, cem.Next, 1)
	assert.Equal(t, membership.Occasional, cem.Next[0].Level)

	// Nothing in the window any more, but the grace of two weeks.
	ana := of("ana", 5)
	assert.Equal(t, membership.Active, ana.Level)
	assert.Equal(t, membership.Reason{
		Level: membership.Active, Rule: "a level lasts at least 0 days, and is lost only after falling short of it for 14",
		Evidence: "since 2026-03-02; falls short of it since 2026-03-30", Met: true,
		Window: membership.Window{From: mondayIn(4), To: mondayIn(6)},
	}, ana.Reasons[1])

	zoe := of("zoe", 3)
	assert.Equal(t, membership.Transactional, zoe.Level)
	assert.Equal(t, "activities by or for them: 1", zoe.Reasons[0].Evidence)
	assert.Equal(t, membership.Peripheral, zoe.Next[0].Level)
	assert.Equal(t, membership.Outside, of("eve", 3).Level)
}

func TestMarginal(t *testing.T) {
	n := newNotebook()
	n.did("ana", 0, activity.Ask, 2)
	n.did("bob", 0, activity.Ask, 5)
	n.received("bob", 6, activity.Answer, 1)
	n.did("cem", 1, activity.Start, 3)
	n.did("dan", 0, activity.Ask, 1)
	n.did("eve", 7, activity.Ask, 4) // just now
	all, err := membership.AssessAll(membership.Wenger(), n.Ledger, members("ana", "bob", "eve"), sundayIn(7), membership.Snapshot{})
	require.NoError(t, err)
	window := membership.Window{From: mondayIn(-5), To: mondayIn(8)}
	marginal := all.Marginal()
	assert.Equal(t, []membership.Marginal{{Person: "cem", Asked: 3, Window: window}, {Person: "ana", Asked: 2, Window: window}}, marginal)
	assert.Equal(t, "cem asked 3 times, and nobody in the community responded", marginal[0].String())

	p := membership.Wenger()
	p.Asked = 0
	all, err = membership.AssessAll(p, n.Ledger, nil, sundayIn(7), membership.Snapshot{})
	require.NoError(t, err)
	assert.Nil(t, all.Marginal())
}

func TestWhatCannotBeAssessed(t *testing.T) {
	n := newNotebook()
	_, err := membership.Assess(membership.Policy{}, n.Ledger, nil, "ana", nine)
	assert.ErrorIs(t, err, fault.Invalid)
	_, err = membership.AssessAll(membership.Onion(), n.Ledger, members("ana", "bob", "ana"), nine, membership.Snapshot{})
	assert.ErrorIs(t, err, fault.Invalid)
	_, err = membership.AssessAll(membership.Onion(), n.Ledger, nil, nine, membership.Snapshot{Through: mondayIn(0)})
	assert.ErrorIs(t, err, fault.Invalid)
}

// What a community was a week, or a year, ago is enough to know what it is now.
func TestSnapshotsSpareThePast(t *testing.T) {
	policies := []membership.Policy{
		membership.Wenger(), membership.Onion(), membership.DiscourseTL3(), membership.Orbit2022(1), membership.Orbit2022(3), steady(),
	}
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(policies).Draw(t, "policy")
		if p.Name == "Discourse trust level 3" {
			p.Bars[0].All = []membership.Condition{{Measure: membership.Threads, AtLeast: 2}, {Measure: membership.Present, AtLeast: 3}}
		}
		record := rapid.SliceOfN(someActivity(), 0, 60).Draw(t, "record")
		people := someBelongings(t)
		until := func(at time.Time) *membership.Ledger {
			l := membership.NewLedger(auditors)
			for _, a := range record {
				if !a.At.After(at) {
					l.Add(a)
				}
			}
			return l
		}
		then := nine.Add(time.Duration(rapid.IntRange(0, 20*7*24).Draw(t, "then")) * time.Hour)
		now := then.Add(time.Duration(rapid.IntRange(0, 30*7*24).Draw(t, "later")) * time.Hour)
		before, err := membership.AssessAll(p, until(then), people, then, membership.Snapshot{})
		require.NoError(t, err)
		scratch, err := membership.AssessAll(p, until(now), people, now, membership.Snapshot{})
		require.NoError(t, err)

		text, err := json.Marshal(before.Snapshot())
		require.NoError(t, err)
		var kept membership.Snapshot
		require.NoError(t, json.Unmarshal(text, &kept))
		require.Equal(t, before.Snapshot(), kept, "a snapshot is data")
		resumed, err := membership.AssessAll(p, until(now), people, now, kept)
		require.NoError(t, err)
		require.Equal(t, scratch.Snapshot(), resumed.Snapshot())
		for person, level := range scratch.All() {
			require.Equal(t, level, resumed.Level(person))
			require.Equal(t, scratch.Of(person), resumed.Of(person))
			sound(t, scratch.Of(person), scratch.History(person))
		}
	})
}

// Whoever rests misses nothing: going on from each week's snapshot, which lets
// everybody's level be looked at in every week, comes to the same.
func TestRestingMissesNothing(t *testing.T) {
	half := steady() // by what the others do
	half.Bars[0].All = []membership.Condition{{Measure: membership.Points, TopPercent: 34}}
	half.Bars[1].All = []membership.Condition{{Measure: membership.Points, TopPercent: 50}}
	policies := []membership.Policy{membership.Wenger(), membership.Onion(), membership.Orbit2022(1), steady(), half}
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(policies).Draw(t, "policy")
		people := someBelongings(t)
		l := membership.NewLedger(auditors)
		for _, a := range rapid.SliceOfN(someActivity(), 0, 30).Draw(t, "record") {
			l.Add(a)
		}
		const weeks = 40
		atOnce, err := membership.AssessAll(p, l, people, sundayIn(weeks), membership.Snapshot{})
		require.NoError(t, err)
		var weekly *membership.Assessed
		past := membership.Snapshot{Through: mondayIn(-1)}
		for week := range weeks + 1 {
			if weekly, err = membership.AssessAll(p, l, people, sundayIn(week), past); week > 0 {
				past = weekly.Snapshot()
			}
			require.NoError(t, err)
		}
		require.Equal(t, atOnce.Snapshot(), weekly.Snapshot())
		for person := range atOnce.All() {
			require.Equal(t, atOnce.Of(person), weekly.Of(person))
		}
	})
}

// Whoever rests still counts where a bar is for so many of the members.
func TestRestingMembersCount(t *testing.T) {
	half := membership.Policy{
		Name: "half", Days: 28, Did: membership.Weights{Other: 1}, Keep: 100,
		Bars: []membership.Bar{{Level: membership.Active, All: []membership.Condition{{Measure: membership.Points, TopPercent: 50}}}},
	}
	n := newNotebook()
	n.did("ana", 0, activity.Reply, 3)
	n.did("bob", 0, activity.Reply, 1)
	all, err := membership.AssessAll(half, n.Ledger, members("ana", "bob", "cem", "dan"), sundayIn(3), membership.Snapshot{})
	require.NoError(t, err)
	assert.Equal(t, []membership.Step{{Level: membership.Active, Since: mondayIn(0)}}, all.History("bob"))
}

// sound checks what holds of every assessment.
func sound(t require.TestingT, a membership.Assessment, history []membership.Step) {
	require.NotEmpty(t, a.Reasons)
	if len(history) > 0 {
		require.Equal(t, membership.Step{Level: a.Level, Since: a.Since}, history[len(history)-1], "it is the end of the history")
	}
	for i := range history[min(1, len(history)):] {
		require.NotEqual(t, history[i].Level, history[i+1].Level)
		require.True(t, history[i].Since.Before(history[i+1].Since) || history[i].Since.Equal(history[i+1].Since))
	}
	if a.Level.Compare(membership.Occasional) >= 0 {
		require.Len(t, a.Next[len(a.Next)-1:], 1, "a level that can be lost tells how")
		require.Greater(t, len(a.Reasons), 1)
		for _, r := range a.Reasons {
			require.True(t, r.Met)
		}
	}
}

// someBelongings draws when each of p1 to p6 belonged; p7 and p8 never did.
func someBelongings(t *rapid.T) []membership.Belonging {
	var all []membership.Belonging
	for i := range 6 {
		b := membership.Belonging{Person: activity.Person(fmt.Sprintf("p%d", i+1))}
		from := nine
		for range rapid.IntRange(0, 2).Draw(t, "spells") {
			from = from.Add(time.Duration(rapid.IntRange(1, 500).Draw(t, "from")) * time.Hour)
			s := membership.Spell{From: from}
			if rapid.Bool().Draw(t, "ends") {
				from = from.Add(time.Duration(rapid.IntRange(1, 2000).Draw(t, "to")) * time.Hour)
				s.To = from
			}
			b.Spells = append(b.Spells, s)
			if s.To.IsZero() {
				break
			}
		}
		all = append(all, b)
	}
	return all
}

// A community of 100,000, of whom a tenth take part in a week.
func BenchmarkAssessAll(b *testing.B) {
	const size, weeks = 100_000, 52
	r := rand.New(rand.NewPCG(1, 2))
	n, people := newNotebook(), make([]membership.Belonging, size)
	for i := range people {
		person := activity.Person(fmt.Sprintf("p%06d", i))
		people[i] = membership.Belonging{Person: person, Spells: []membership.Spell{{From: mondayIn(0)}}}
		for week := range weeks {
			if r.IntN(10) == 0 {
				n.did(person, week, activity.Reply, 1+r.IntN(9))
				n.present(person, week, 1+r.IntN(5))
			}
		}
	}
	lastWeek, err := membership.AssessAll(membership.Wenger(), n.Ledger, people, sundayIn(weeks-2), membership.Snapshot{})
	require.NoError(b, err)
	for name, past := range map[string]membership.Snapshot{"a year": {}, "a week": lastWeek.Snapshot()} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, err := membership.AssessAll(membership.Wenger(), n.Ledger, people, sundayIn(weeks-1), past)
				require.NoError(b, err)
			}
		})
	}
}
