package cop_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

func TestGatheringOfAndMeetingOf(t *testing.T) {
	for name, test := range map[string]struct {
		fact            activity.Fact
		whole, ofTheOne bool
	}{
		"cop.gathering-planned":    {cop.GatheringPlanned{}, true, false},
		"cop.gathering-replanned":  {cop.GatheringReplanned{}, true, false},
		"cop.gathering-called-off": {cop.GatheringCalledOff{}, true, false},
		"cop.meeting-shifted":      {cop.MeetingShifted{Meeting: tuesday}, false, true},
		"cop.meeting-called-off":   {cop.MeetingCalledOff{Meeting: tuesday}, false, true},
		"cop.meeting-attended":     {cop.MeetingAttended{Meeting: tuesday}, false, true},
		"cop.meeting-minuted":      {cop.MeetingMinuted{Meeting: tuesday}, false, true},
		"imported":                 {activity.Imported{}, false, false},
	} {
		assert.Equal(t, name, test.fact.FactName())
		a := activity.Activity{Object: activity.ObjectID(call), Detail: test.fact}
		id, ok := cop.GatheringOf(a)
		assert.Equal(t, test.whole, ok, name)
		assert.Equal(t, test.whole, id == call, name)
		id, start, ok := cop.MeetingOf(a)
		assert.Equal(t, test.ofTheOne, ok, name)
		assert.Equal(t, test.ofTheOne, id == call && start.Equal(tuesday), name)
		if !test.whole {
			g, err := planned(t).Fold(a)
			assert.NoError(t, err, name)
			assert.Equal(t, planned(t), g, name)
		}
		if !test.ofTheOne {
			m, err := after(t, attending).Fold(a)
			assert.NoError(t, err, name)
			assert.Equal(t, after(t, attending), m, name)
		}
	}
}

func TestGatheringFoldRefusesWhatCannotFollow(t *testing.T) {
	of := func(object activity.GatheringID, fact activity.Fact) activity.Activity {
		return activity.Activity{Community: auditors, Object: activity.ObjectID(object), At: tuesday, Actor: "ana", Detail: fact}
	}
	elsewhere := of(call, cop.MeetingAttended{Meeting: tuesday})
	elsewhere.Community = activity.CommunityID{0xb}
	for name, a := range map[string]activity.Activity{
		"a second plan":           of(call, cop.GatheringPlanned{Plan: plan()}),
		"the same plan":           of(call, cop.GatheringReplanned{Plan: plan()}),
		"the end of another":      of(activity.GatheringID{9}, cop.GatheringCalledOff{}),
		"a meeting of another":    of(activity.GatheringID{9}, cop.MeetingAttended{Meeting: tuesday}),
		"another meeting":         of(call, cop.MeetingAttended{Meeting: tuesday.Add(1)}),
		"a meeting elsewhere":     elsewhere,
		"attending twice":         of(call, cop.MeetingAttended{Meeting: tuesday}),
		"moving what took place":  of(call, cop.MeetingShifted{Meeting: tuesday, Change: aDayLater}),
		"calling off what was":    of(call, cop.MeetingCalledOff{Meeting: tuesday}),
		"the notes of no meeting": of(call, cop.MeetingMinuted{Meeting: tuesday}),
	} {
		var err error
		if _, whole := cop.GatheringOf(a); whole {
			_, err = planned(t).Fold(a)
		} else {
			_, err = after(t, attending).Fold(a)
		}
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.ErrorContains(t, err, "cop.Fold", name)
	}
	_, err := cop.Gathering{}.Fold(of(call, cop.GatheringCalledOff{}))
	assert.ErrorContains(t, err, "plan it first")
}

// The history accounts for the present, after any acts on a gathering and on
// one of its meetings.
func TestFoldingTheRecordGivesTheGathering(t *testing.T) {
	plans := rapid.Custom(func(t *rapid.T) cop.Plan {
		p := plan()
		p.Rhythm.Minutes = rapid.SampledFrom([]int{0, 60, 90}).Draw(t, "minutes")
		p.Title = rapid.SampledFrom([]string{"Monthly call", "The call"}).Draw(t, "title")
		p.Hosts = rapid.SampledFrom([][]activity.Person{nil, {}, {"bob", "ana"}}).Draw(t, "hosts")
		return p
	})
	changes := rapid.Custom(func(t *rapid.T) cop.Change {
		return cop.Change{
			To:     rapid.SampledFrom([]time.Time{{}, tuesday, tuesday.Add(time.Hour)}).Draw(t, "to"),
			Agenda: rapid.SampledFrom([][]cop.Item{nil, {}, {{Title: "A case"}}}).Draw(t, "agenda"),
			Reason: rapid.SampledFrom([]string{"", "ill"}).Draw(t, "reason"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		var g, foldedG cop.Gathering
		var m, foldedM cop.Meeting
		var record []activity.Activity
		for n := range rapid.IntRange(1, 30).Draw(t, "acts") {
			o := onGathering(time.Duration(n)*time.Hour, rapid.SampledFrom([]activity.Person{"ana", "bob", "cem"}).Draw(t, "actor"))
			nextG, nextM, sequence := g, m, g.Sequence+m.Sequence
			if m.Rev == 0 {
				m = g.Meeting(tuesday)
			}
			var a activity.Activity
			var err error
			switch rapid.IntRange(0, 7).Draw(t, "act") {
			case 0:
				if g.Rev == 0 {
					nextG, a, err = cop.PlanGathering(o, call, plans.Draw(t, "plan"))
				} else {
					nextG, a, err = g.CallOff(o, "no time")
				}
			case 1:
				nextG, a, err = g.Replan(o, plans.Draw(t, "plan"), "why not")
			case 2:
				nextM, a, err = g.Shift(o, m, changes.Draw(t, "change"))
			case 3:
				nextM, a, err = callOff(o, g, m)
			case 4, 5:
				nextM, a, err = g.TakeAttendance(o, m, rapid.SampledFrom([]activity.Person{"ana", "bob", ""}).Draw(t, "person"))
			case 6:
				nextM, a, err = g.Attend(o, m)
			case 7:
				nextM, a, err = g.Minute(o, m, activity.ResourceID{rapid.Byte().Draw(t, "notes") % 3})
			}
			if err != nil {
				require.Zero(t, a)
				continue
			}
			require.NoError(t, a.Check())
			foldedG, err = foldedG.Fold(a)
			require.NoError(t, err)
			foldedM, err = foldedM.Fold(a)
			require.NoError(t, err)
			g, record = nextG, append(record, a)
			if m = nextM; m.Rev > 0 {
				require.Equal(t, m, foldedM)
			}
			require.Equal(t, g, foldedG)
			require.GreaterOrEqual(t, g.Sequence+m.Sequence, sequence, "calendars take what has the higher sequence")
			require.True(t, slices.IsSorted(m.Attended))
			require.False(t, m.CalledOff && m.Held())
			sameAfterJSON(t, g)
			sameAfterJSON(t, m)
		}
		require.Equal(t, len(record), g.Rev+foldedM.Rev)
	})
}
