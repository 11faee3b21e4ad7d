package membership_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
)

func TestTrajectories(t *testing.T) {
	type step = membership.Step
	at := func(l membership.Level, week int) step { return step{Level: l, Since: mondayIn(week)} }
	const (
		outside, peripheral, occasional = membership.Outside, membership.Peripheral, membership.Occasional
		active, core                    = membership.Active, membership.Core
	)
	for _, test := range []struct {
		name    string
		history []step
		week    int // now
		path    membership.Path
		since   int
	}{
		{"a newcomer, of whom nobody can tell yet", []step{at(peripheral, 0)}, 4, membership.PeripheralPath, 0},
		{"who stays at the edge", []step{at(peripheral, 0), at(occasional, 10), at(peripheral, 20)}, 60, membership.PeripheralPath, 0},
		{"a newcomer who comes to do more", []step{at(peripheral, 0), at(occasional, 10)}, 20, membership.InboundPath, 10},
		{"and more, which began with the first step", []step{at(peripheral, 0), at(occasional, 10), at(active, 20)}, 30, membership.InboundPath, 10},
		{"who settled as occasional", []step{at(peripheral, 0), at(occasional, 10)}, 37, membership.PeripheralPath, 0},
		{"active for half a year", []step{at(peripheral, 0), at(active, 10)}, 37, membership.InsiderPath, 10},
		{"whose place inside changes", []step{at(peripheral, 0), at(active, 10), at(core, 30), at(active, 50)}, 51, membership.InsiderPath, 10},
		{"who falls behind", []step{at(peripheral, 0), at(active, 10), at(occasional, 50)}, 60, membership.OutboundPath, 50},
		{"and stays at the edge", []step{at(peripheral, 0), at(active, 10), at(occasional, 50)}, 77, membership.PeripheralPath, 50},
		{"who left", []step{at(peripheral, 0), at(outside, 50)}, 300, membership.OutboundPath, 50},
		{"who came back", []step{at(peripheral, 0), at(active, 5), at(outside, 50), at(peripheral, 60)}, 61, membership.PeripheralPath, 60},
		{"who trades with it after leaving", []step{at(active, 0), at(membership.Transactional, 50), at(outside, 60)}, 61, membership.OutboundPath, 50},
		{"seen before they fell behind", []step{at(active, 0), at(occasional, 50)}, 40, membership.InsiderPath, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := membership.Trajectories(test.history, nil, mondayIn(test.week))
			require.Len(t, got, 1)
			assert.Equal(t, test.path, got[0].Path)
			assert.Equal(t, mondayIn(test.since), got[0].Since)
			require.Len(t, got[0].Reasons, 1)
			assert.NotEmpty(t, got[0].Reasons[0].Rule)
			assert.NotEmpty(t, got[0].Reasons[0].Evidence)
		})
	}
	assert.Empty(t, membership.Trajectories(nil, nil, nine), "nobody's")
	assert.Empty(t, membership.Trajectories([]step{at(core, 9)}, nil, mondayIn(8)), "not yet")
	assert.Empty(t, membership.Trajectories([]step{at(membership.Transactional, 0)}, nil, mondayIn(8)), "never a member")
}

func TestTurningPoints(t *testing.T) {
	got := membership.Trajectories([]membership.Step{
		{Level: membership.Peripheral, Since: mondayIn(0)}, {Level: membership.Active, Since: mondayIn(1)},
		{Level: membership.Core, Since: mondayIn(2)}, {Level: membership.Active, Since: mondayIn(3)},
		{Level: membership.Outside, Since: mondayIn(4)}, {Level: membership.Peripheral, Since: mondayIn(5)},
	}, nil, mondayIn(9))
	require.Len(t, got, 1)
	assert.Equal(t, []membership.Turn{
		{At: mondayIn(0), From: membership.Outside, To: membership.Peripheral},
		{At: mondayIn(3), From: membership.Core, To: membership.Active},
		{At: mondayIn(5), From: membership.Outside, To: membership.Peripheral},
	}, got[0].Turns)
}

func TestBoundary(t *testing.T) {
	here := []membership.Step{{Level: membership.Occasional, Since: mondayIn(3)}}
	place := func(c byte, l membership.Level, week int) membership.Place {
		return membership.Place{Community: activity.CommunityID{c}, Person: "ana", Level: l, Since: mondayIn(week)}
	}
	got := membership.Trajectories(here, []membership.Place{
		place(1, membership.Core, 9), place(2, membership.Peripheral, 0), place(3, membership.Active, 5), place(4, membership.Transactional, 0),
	}, mondayIn(50))
	require.Len(t, got, 2)
	assert.Equal(t, membership.BoundaryPath, got[1].Path)
	assert.Equal(t, mondayIn(5), got[1].Since)
	assert.Len(t, got[1].Reasons, 3)
	assert.Equal(t, "occasional since 2026-03-23", got[1].Reasons[0].Evidence)

	assert.Len(t, membership.Trajectories(here, []membership.Place{place(2, membership.Peripheral, 0)}, mondayIn(50)), 1)
	at := []membership.Step{{Level: membership.Peripheral, Since: mondayIn(3)}}
	assert.Len(t, membership.Trajectories(at, []membership.Place{place(1, membership.Core, 0)}, mondayIn(50)), 1)
}

// Whoever was ever a member is on one path, which began neither before the
// history nor after now.
func TestEverybodyIsOnOnePath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var history []membership.Step
		was := false
		for week := range rapid.IntRange(1, 12).Draw(t, "steps") {
			l := rapid.SampledFrom(membership.Levels()).Draw(t, "level")
			if n := len(history); n > 0 && history[n-1].Level == l {
				continue
			}
			was = was || l.Compare(membership.Peripheral) >= 0
			history = append(history, membership.Step{Level: l, Since: mondayIn(10 * week)})
		}
		now := mondayIn(120).Add(time.Hour)
		got := membership.Trajectories(history, nil, now)
		if !was {
			require.Empty(t, got)
			return
		}
		require.Len(t, got, 1)
		require.False(t, got[0].Since.Before(history[0].Since) || got[0].Since.After(now))
		require.Equal(t, history[0].Since, got[0].Turns[0].At)
	})
}
