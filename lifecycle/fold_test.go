package lifecycle_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
)

// founded stands for the detail of a founding, whose type is another
// package's.
type founded struct{}

func (founded) FactName() string { return "cop.founded" }

func founding() activity.Activity { return occasion(0, "ana").Record(activity.Found, founded{}) }

func TestTheFoundingBeginsInInquire(t *testing.T) {
	s, err := lifecycle.State{}.Fold(founding())
	require.NoError(t, err)
	assert.Equal(t, lifecycle.State{Community: auditors, Phase: lifecycle.Inquire, Since: nine, Rev: 1}, s)
}

func TestFoldPassesOverTheRest(t *testing.T) {
	for _, before := range []lifecycle.State{{}, in(lifecycle.Grow)} {
		for name, a := range map[string]activity.Activity{
			"the outline of a founding": {Community: auditors, Verb: activity.Found},
			"an imported founding":      {Community: auditors, Verb: activity.Found, Detail: activity.Imported{}},
			"the outline of a move":     {Community: auditors, Verb: activity.Move},
			"an answer":                 {Community: auditors, Verb: activity.Answer, Detail: founded{}},
		} {
			s, err := before.Fold(a)
			assert.NoError(t, err, name)
			assert.Equal(t, before, s, name)
		}
	}
	s, err := in(lifecycle.Grow).Fold(founding())
	assert.NoError(t, err)
	assert.Equal(t, in(lifecycle.Grow), s, "a community begins once")
}

func TestFoldRefusesWhatCannotFollow(t *testing.T) {
	for name, test := range map[string]struct {
		state     lifecycle.State
		community activity.CommunityID
		moved     lifecycle.Moved
	}{
		"from another phase":    {in(lifecycle.Grow), auditors, lifecycle.Moved{From: lifecycle.Launch, To: lifecycle.Grow}},
		"to no phase":           {in(lifecycle.Grow), auditors, lifecycle.Moved{From: lifecycle.Grow, To: "afterlife"}},
		"before the founding":   {lifecycle.State{}, auditors, lifecycle.Moved{To: lifecycle.Inquire}},
		"of another community":  {in(lifecycle.Grow), activity.CommunityID{0xb}, lifecycle.Moved{From: lifecycle.Grow, To: lifecycle.Sustain}},
		"from nowhere, to here": {in(lifecycle.Grow), auditors, lifecycle.Moved{To: lifecycle.Grow}},
	} {
		s, err := test.state.Fold(activity.Activity{Community: test.community, Verb: activity.Move, At: nine, Detail: test.moved})
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.Equal(t, test.state, s, name)
	}
}

func TestFactName(t *testing.T) {
	assert.Equal(t, "lifecycle.moved", lifecycle.Moved{}.FactName())
}

// The history accounts for the present, after any moves.
func TestFoldingTheRecordGivesTheState(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, err := lifecycle.State{}.Fold(founding())
		require.NoError(t, err)
		folded := state
		for n := range rapid.IntRange(1, 30).Draw(t, "moves") {
			before := state
			to := rapid.SampledFrom(append(lifecycle.Phases(), "afterlife")).Draw(t, "to")
			next, a, err := state.Move(occasion(n+1, "ana"), to, rapid.SampledFrom([]string{"it is time", ""}).Draw(t, "reason"))
			require.Equal(t, before, state, "the given state stays as it was")
			if err != nil {
				require.Equal(t, state, next)
				continue
			}
			require.NoError(t, a.Check())
			state = next
			folded, err = folded.Fold(a)
			require.NoError(t, err)
			require.Equal(t, state, folded)
			require.Equal(t, to, state.Phase)
		}
	})
}
