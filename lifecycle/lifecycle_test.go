package lifecycle_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
)

var (
	auditors = activity.CommunityID{0xa}
	nine     = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
)

// occasion is the n-th hour after nine, at which a person does something.
func occasion(n int, actor activity.Person) activity.Occasion {
	return activity.Occasion{
		ID: activity.ID{0: 1, 15: byte(n)}, Community: auditors, Actor: actor, At: nine.Add(time.Duration(n) * time.Hour),
		Space: activity.SpaceID{7}, Mode: activity.InPerson, Purpose: activity.Discuss,
	}
}

// in returns the state of a community that is in a phase since nine.
func in(p lifecycle.Phase) lifecycle.State {
	return lifecycle.State{Community: auditors, Phase: p, Since: nine, Rev: 3}
}

func TestPhases(t *testing.T) {
	phases := lifecycle.Phases()
	assert.Equal(t, []lifecycle.Phase{"inquire", "design", "prototype", "launch", "grow", "sustain"}, phases)
	for i, p := range phases {
		assert.True(t, fault.IsLine(p.Purpose()), p)
		next, ok := p.Next()
		if i+1 == len(phases) {
			assert.False(t, ok, "nothing follows %s", p)
			assert.Empty(t, next)
			continue
		}
		assert.True(t, ok, p)
		assert.Equal(t, phases[i+1], next)
	}
	phases[0] = "afterlife"
	assert.Equal(t, lifecycle.Inquire, lifecycle.Phases()[0])

	next, ok := lifecycle.Phase("afterlife").Next()
	assert.False(t, ok)
	assert.Empty(t, next)
	assert.Empty(t, lifecycle.Phase("afterlife").Purpose())
}

// Every move: possible (.), there already (=), or skipping a phase (x).
func TestMoves(t *testing.T) {
	for from, row := range map[lifecycle.Phase]string{
		//                   inquire design prototype launch grow sustain
		lifecycle.Inquire:   "= . x x x x",
		lifecycle.Design:    ". = . x x x",
		lifecycle.Prototype: ". . = . x x",
		lifecycle.Launch:    ". . . = . x",
		lifecycle.Grow:      ". . . . = .",
		lifecycle.Sustain:   ". . . . . =",
	} {
		for i, want := range strings.Fields(row) {
			to := lifecycle.Phases()[i]
			t.Run(string(from)+"/"+string(to), func(t *testing.T) {
				state := in(from)
				next, a, err := state.Move(occasion(1, "ana"), to, "it is time")
				moved := activity.Activity{Community: auditors, At: nine.Add(time.Hour), Detail: lifecycle.Moved{From: from, To: to, Reason: "it is time"}}
				folded, refused := state.Fold(moved)
				assert.Equal(t, in(from), state, "the given state stays as it was")
				if code := map[string]fault.Code{"=": fault.Exists, "x": fault.Precondition}[want]; code != "" {
					assert.ErrorIs(t, err, code)
					assert.Equal(t, state, next)
					assert.Zero(t, a)
					assert.ErrorIs(t, refused, fault.Invalid, "nor can a record hold it")
					assert.Equal(t, state, folded)
					return
				}
				require.NoError(t, err)
				assert.Equal(t, lifecycle.State{Community: auditors, Phase: to, Since: nine.Add(time.Hour), Rev: 4}, next)
				require.NoError(t, refused)
				assert.Equal(t, next, folded)
			})
		}
	}
}

func TestMoveIsRecorded(t *testing.T) {
	_, a, err := in(lifecycle.Sustain).Move(occasion(1, "ana"), lifecycle.Inquire, "payroll went digital")
	require.NoError(t, err)
	assert.Equal(t, activity.Activity{
		Community: auditors, ID: activity.ID{0: 1, 15: 1}, Actor: "ana", Verb: activity.Move, Object: activity.ObjectID(auditors),
		Space: activity.SpaceID{7}, Mode: activity.InPerson, At: nine.Add(time.Hour), Purpose: activity.Discuss,
		Detail: lifecycle.Moved{From: lifecycle.Sustain, To: lifecycle.Inquire, Reason: "payroll went digital"},
	}, a)
}

func TestMoveSaysWhatToDo(t *testing.T) {
	_, _, err := in(lifecycle.Inquire).Move(occasion(1, "ana"), lifecycle.Grow, "we are in a hurry")
	assert.EqualError(t, err, "lifecycle.Move: precondition: from inquire a community moves on to design first: "+lifecycle.Design.Purpose())
	_, _, err = in(lifecycle.Inquire).Move(occasion(1, "ana"), "afterlife", "why not")
	assert.EqualError(t, err, `lifecycle.Move: invalid: "afterlife" is no phase; the phases are inquire, design, prototype, launch, grow, sustain`)
}

func TestWhatCanNeverBeRight(t *testing.T) {
	elsewhere := occasion(1, "ana")
	elsewhere.Community = activity.CommunityID{0xb}
	for name, test := range map[string]struct {
		state    lifecycle.State
		occasion activity.Occasion
		to       lifecycle.Phase
		reason   string
	}{
		"no phase":          {in(lifecycle.Inquire), occasion(1, "ana"), "", "why not"},
		"no reason":         {in(lifecycle.Inquire), occasion(1, "ana"), lifecycle.Design, ""},
		"a long reason":     {in(lifecycle.Inquire), occasion(1, "ana"), lifecycle.Design, strings.Repeat("x", 4001)},
		"no occasion":       {in(lifecycle.Inquire), activity.Occasion{}, lifecycle.Design, "why not"},
		"another community": {in(lifecycle.Inquire), elsewhere, lifecycle.Design, "why not"},
		"no community":      {lifecycle.State{}, occasion(1, "ana"), lifecycle.Inquire, "why not"},
	} {
		next, a, err := test.state.Move(test.occasion, test.to, test.reason)
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.ErrorContains(t, err, "lifecycle.Move", name)
		assert.Equal(t, test.state, next, name)
		assert.Zero(t, a, name)
	}
}
