package membership_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
)

// notebook writes a ledger by hand, in weeks from that of nine on.
type notebook struct{ *membership.Ledger }

func newNotebook() notebook { return notebook{membership.NewLedger(auditors)} }

func mondayIn(week int) time.Time { return activity.WeekOf(nine).AddDate(0, 0, 7*week) }

// sundayIn is the last moment of a week.
func sundayIn(week int) time.Time { return mondayIn(week + 1).Add(-time.Microsecond) }

func (n notebook) did(person activity.Person, week int, verb activity.Verb, times int) {
	n.AddDid(activity.Tally{Community: auditors, Week: mondayIn(week), Person: person, Verb: verb, Count: times})
}

func (n notebook) received(person activity.Person, week int, verb activity.Verb, times int) {
	n.AddReceived(activity.Tally{Community: auditors, Week: mondayIn(week), Person: person, Verb: verb, Count: times})
}

// present enters the first days of a week.
func (n notebook) present(person activity.Person, week, days int) {
	for d := range days {
		n.AddPresence(activity.Presence{Community: auditors, Day: mondayIn(week).AddDate(0, 0, d), Person: person})
	}
}

func (n notebook) replied(person activity.Person, week int, thread byte) {
	n.AddPresence(activity.Presence{Community: auditors, Day: mondayIn(week), Person: person, Thread: activity.ObjectID{thread}})
}

// members belong from the beginning on.
func members(people ...activity.Person) []membership.Belonging {
	all := make([]membership.Belonging, len(people))
	for i, person := range people {
		all[i] = membership.Belonging{Person: person, Spells: []membership.Spell{{From: mondayIn(0)}}}
	}
	return all
}

func levelsOf(t require.TestingT, p membership.Policy, n notebook, people []membership.Belonging, at time.Time) map[activity.Person]membership.Level {
	all, err := membership.AssessAll(p, n.Ledger, people, at, membership.Snapshot{})
	require.NoError(t, err)
	got := map[activity.Person]membership.Level{}
	for person, level := range all.All() {
		got[person] = level
	}
	return got
}

func TestOnion(t *testing.T) {
	const core, regular, casual, none = membership.Core, membership.Active, membership.Occasional, membership.Peripheral
	for _, test := range []struct {
		name string
		did  []int
		want []membership.Level
	}{
		// Sums from the top: 50, 80, 90, 95, 98, 100 of 100. The second makes the
		// 80 % full, the fourth the 95 %.
		{"exactly", []int{50, 30, 10, 5, 3, 2, 0}, []membership.Level{core, core, regular, regular, casual, casual, none}},
		// 40, 60, 80 of 100: the third makes the 80 % full, and the fourth did as much.
		{"a tie", []int{40, 20, 20, 20}, []membership.Level{core, core, core, core}},
		// 90, 96, 100 of 100.
		{"one does it all", []int{90, 6, 4}, []membership.Level{core, regular, casual}},
		// 3, 5, 6 of 7 are 43, 71 and 86 %, 7 of 7 is 100 %: all with 1 are core.
		{"few", []int{3, 2, 1, 1}, []membership.Level{core, core, core, core}},
		{"nothing", []int{0, 0}, []membership.Level{none, none}},
	} {
		t.Run(test.name, func(t *testing.T) {
			n, people, want := newNotebook(), []activity.Person(nil), map[activity.Person]membership.Level{}
			for i, times := range test.did {
				person := activity.Person(fmt.Sprint("p", i))
				people, want[person] = append(people, person), test.want[i]
				n.did(person, i, activity.Commit, times)
			}
			assert.Equal(t, want, levelsOf(t, membership.Onion(), n, members(people...), sundayIn(12)))
		})
	}
}

// A quarter is 13 weeks; what was done before is over.
func TestOnionForgets(t *testing.T) {
	n := newNotebook()
	n.did("ana", 0, activity.Commit, 100)
	n.did("bob", 12, activity.Commit, 1)
	want := map[activity.Person]membership.Level{"ana": membership.Core, "bob": membership.Occasional}
	assert.Equal(t, want, levelsOf(t, membership.Onion(), n, members("ana", "bob"), sundayIn(12)))
	want = map[activity.Person]membership.Level{"ana": membership.Peripheral, "bob": membership.Core}
	assert.Equal(t, want, levelsOf(t, membership.Onion(), n, members("ana", "bob"), sundayIn(13)))
}

// Somebody takes part for 13 weeks in 4 days each (52 days), replies in 10
// threads, gives 30 likes and receives 20. At the end of a week, 100 days are
// 15 weeks: 14 weeks and 2 days.
func regular() notebook {
	n := newNotebook()
	for week := range 13 {
		n.present("ana", week, 4)
		n.did("ana", week, activity.Reply, 1)
	}
	for thread := range byte(10) {
		n.replied("ana", 4, thread+1)
	}
	n.did("ana", 4, "like", 30)
	n.received("ana", 4, "like", 20)
	return n
}

func TestDiscourse(t *testing.T) {
	for _, test := range []struct {
		name  string
		week  int
		level membership.Level
	}{
		{"12 weeks: 48 of 50 days", 11, membership.Occasional},
		{"13 weeks: 52 days", 12, membership.Core},
		{"weeks 0 to 14: 52 days", 14, membership.Core},
		{"weeks 1 to 15: 48 days, and 45 are enough to stay", 15, membership.Core},
		{"weeks 2 to 16: 44 days, fewer than 45", 16, membership.Occasional},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := levelsOf(t, membership.DiscourseTL3(), regular(), members("ana"), sundayIn(test.week))
			assert.Equal(t, test.level, got["ana"])
		})
	}
	short := map[string]func(notebook){
		"29 likes given":    func(n notebook) { n.did("bob", 4, "like", 29); n.received("bob", 4, "like", 20); threads(n, 10) },
		"19 likes received": func(n notebook) { n.did("bob", 4, "like", 30); n.received("bob", 4, "like", 19); threads(n, 10) },
		"9 threads":         func(n notebook) { n.did("bob", 4, "like", 30); n.received("bob", 4, "like", 20); threads(n, 9) },
	}
	for name, enter := range short {
		n := newNotebook()
		for week := range 13 {
			n.present("bob", week, 4)
		}
		enter(n)
		got := levelsOf(t, membership.DiscourseTL3(), n, members("bob"), sundayIn(12))
		assert.Equal(t, membership.Occasional, got["bob"], name)
	}
}

func threads(n notebook, count byte) {
	for thread := range count {
		n.replied("bob", 4, thread+1)
		n.replied("bob", 5, thread+1) // the same ones, which count once
	}
}

// The level lasts two weeks at least: here the bar is met in week 14 only,
// since the threads of week 0 are in no later window.
func TestDiscourseHolds(t *testing.T) {
	n := newNotebook()
	for week := 2; week < 15; week++ {
		n.present("bob", week, 4)
		n.did("bob", week, activity.Reply, 1)
	}
	for thread := range byte(10) {
		n.replied("bob", 0, thread+1)
	}
	n.did("bob", 14, "thank", 30)
	n.received("bob", 14, "thank", 20)
	p := membership.DiscourseTL3(activity.Thank)
	for week, level := range map[int]membership.Level{
		13: membership.Occasional, 14: membership.Core, 15: membership.Core,
		// Reached on the Monday of week 14, so 14 days are over with week 15.
		16: membership.Occasional,
	} {
		assert.Equal(t, level, levelsOf(t, p, n, members("bob"), sundayIn(week))["bob"], week)
	}
}

// Of 20 members, the top 15 % are 3 and the top 35 % are 7. Week by week, they
// share 20, 19, 18, … times (5 points each).
func TestWenger(t *testing.T) {
	n := newNotebook()
	var people []activity.Person
	for i := range 20 {
		person := activity.Person(fmt.Sprintf("p%02d", i))
		people = append(people, person)
		for week := range 13 {
			if i < 15 {
				n.did(person, week, activity.Share, 20-i)
				n.present(person, week, 1)
			}
		}
	}
	// An outsider buys a template; another one wrote last year.
	n.did("zoe", 12, activity.Reuse, 1)
	n.did("yan", -40, activity.Reuse, 1)
	got := levelsOf(t, membership.Wenger(), n, members(people...), sundayIn(12))
	for i, person := range people {
		want := membership.Core
		switch {
		case i >= 15:
			want = membership.Peripheral
		case i >= 7:
			want = membership.Occasional
		case i >= 3:
			want = membership.Active
		}
		assert.Equal(t, want, got[person], person)
	}
	assert.Equal(t, membership.Transactional, got["zoe"])
	assert.Equal(t, membership.Outside, got["yan"])
}

// Much in one week makes nobody core: participation is sustained.
func TestWengerAsksForRegularity(t *testing.T) {
	n := newNotebook()
	n.did("ana", 0, activity.Share, 100)
	n.present("ana", 0, 5)
	assert.Equal(t, membership.Occasional, levelsOf(t, membership.Wenger(), n, members("ana"), sundayIn(0))["ana"])
}

// Two days in a week make a participant, at once; reviews are as quarters begin.
func TestOrbit(t *testing.T) {
	n := newNotebook() // week 0 is that of 2 March 2026
	n.present("ana", 0, 2)
	for week, level := range map[int]membership.Level{
		0: membership.Occasional,
		1: membership.Occasional,
		3: membership.Occasional, // 23 to 29 March
		4: membership.Peripheral, // 30 March to 5 April, in which the second quarter begins
	} {
		assert.Equal(t, level, levelsOf(t, membership.Orbit2022(3), n, members("ana"), sundayIn(week))["ana"], week)
	}
	assert.Equal(t, membership.Occasional, levelsOf(t, membership.Orbit2022(12), n, members("ana"), sundayIn(40))["ana"])
	assert.Equal(t, membership.Peripheral, levelsOf(t, membership.Orbit2022(12), n, members("ana"), sundayIn(43))["ana"])
}

func TestPresets(t *testing.T) {
	for _, p := range []membership.Policy{
		membership.Wenger(), membership.Onion(), membership.DiscourseTL3(), membership.DiscourseTL3(activity.Thank, activity.Endorse),
		membership.Orbit2022(0), membership.Orbit2022(1), membership.Orbit2022(3), membership.Orbit2022(12),
	} {
		assert.NoError(t, p.Check(), p.Name)
		text, err := json.Marshal(p)
		require.NoError(t, err)
		var back membership.Policy
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, p, back)
	}
}
