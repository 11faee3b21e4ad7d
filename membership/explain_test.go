package membership_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
)

// Of several ways to a level, members are told the one that they are nearest to.
func TestTheNearestWayUp(t *testing.T) {
	p := membership.Orbit2022(3)
	share := membership.Condition{Measure: membership.Done, Verbs: []activity.Verb{activity.Share}, AtLeast: 1}
	p.Bars = []membership.Bar{
		{Level: membership.Core, All: []membership.Condition{{Measure: membership.Present, AtLeast: 30}, {Measure: membership.Threads, AtLeast: 5}}},
		{Level: membership.Core, All: []membership.Condition{{Measure: membership.Present, AtLeast: 2}, share}},
		{Level: membership.Occasional, All: []membership.Condition{{Measure: membership.Present, Days: 7, AtLeast: 2}}},
	}
	n := newNotebook()
	n.present("ana", 0, 3)
	a, err := membership.Assess(p, n.Ledger, members("ana"), "ana", sundayIn(0))
	require.NoError(t, err)
	assert.Equal(t, membership.Occasional, a.Level)
	require.Len(t, a.Next, 3)
	assert.Equal(t, "days present: 3, of 2 that are asked", a.Next[0].Evidence)
	assert.Equal(t, "times done (share): 0, of 1 that are asked", a.Next[1].Evidence)

	// Either way leads there, and the other one is no reason to lose it.
	n.did("ana", 0, activity.Share, 1)
	a, err = membership.Assess(p, n.Ledger, members("ana"), "ana", sundayIn(0))
	require.NoError(t, err)
	assert.Equal(t, membership.Core, a.Level)
	assert.Equal(t, "times done (share): at least 1", a.Reasons[2].Rule)
	assert.Equal(t, "to stay core, times done (share): at least 1", a.Next[1].Rule)
}

func TestAReviewIsAwaited(t *testing.T) {
	n := newNotebook()
	n.present("ana", 0, 2)
	a, err := membership.Assess(membership.Orbit2022(3), n.Ledger, members("ana"), "ana", sundayIn(3))
	require.NoError(t, err)
	assert.Equal(t, membership.Reason{
		Level: membership.Occasional, Rule: "a level is lost only as every third month begins", Met: true,
		Evidence: "since 2026-03-02; falls short of it since 2026-03-09", Window: membership.Window{From: mondayIn(1)},
	}, a.Reasons[1])
}

// Old mailing lists are communities, too.
func TestLevelsBefore1970(t *testing.T) {
	l := membership.NewLedger(auditors)
	at := time.Date(1969, 7, 20, 20, 17, 0, 0, time.UTC)
	l.Add(activity.Activity{Community: auditors, Actor: "ana", Verb: activity.Share, At: at})
	a, err := membership.Assess(membership.Onion(), l, l.Participants(), "ana", at)
	require.NoError(t, err)
	assert.Equal(t, membership.Core, a.Level)
	assert.Equal(t, time.Date(1969, 7, 14, 0, 0, 0, 0, time.UTC), a.Since)
	assert.Equal(t, membership.Window{From: time.Date(1969, 4, 14, 0, 0, 0, 0, time.UTC), To: time.Date(1969, 7, 21, 0, 0, 0, 0, time.UTC)}, a.Reasons[1].Window)

	all, err := membership.AssessAll(membership.Onion(), l, l.Participants(), at, membership.Snapshot{})
	require.NoError(t, err)
	for person, level := range all.All() {
		assert.Equal(t, activity.Person("ana"), person)
		assert.Equal(t, membership.Core, level)
		break
	}
}
