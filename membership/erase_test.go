package membership_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

var stone = membership.Tombstone([10]byte{0: 0xab, 9: 1})

func TestTombstones(t *testing.T) {
	assert.Equal(t, activity.Person("erased-ab000000000000000001"), stone)
	assert.True(t, membership.IsTombstone(stone))
	for _, p := range []activity.Person{
		"", "bob", "erased-", "erased-ab", stone + "0", "erased-AB000000000000000001", "erased-xy000000000000000001", "ab000000000000000001",
	} {
		assert.False(t, membership.IsTombstone(p), p)
	}
}

// Whatever bob was, the record now says it of a tombstone, and then that he is
// erased.
func TestErase(t *testing.T) {
	for _, history := range [][]string{
		{"apply"}, {"invite"}, {"join, open"}, {"join, open", "leave"}, {"join, open", "remove"},
		{"enrol", "appoint", "pair", "welcome", "complete"},
	} {
		m := after(t, history...)
		m.Person = stone
		erased, a, err := membership.Erase(occasion(9, stone), m)
		require.NoError(t, err, "%v", history)
		assert.Equal(t, membership.Member{
			Community: auditors, Person: stone, Standing: membership.Former, Since: hour(9), Rev: m.Rev + 1,
			Details: membership.Details{Erased: true},
		}, erased)
		assert.Equal(t, activity.Erase, a.Verb)
		assert.Equal(t, stone, a.Actor)
		assert.Equal(t, activity.Person(""), a.To)
		assert.Equal(t, membership.Erased{}, a.Detail)
		folded, err := m.Fold(a)
		require.NoError(t, err)
		assert.Equal(t, erased, folded)

		_, _, err = membership.Erase(occasion(10, stone), erased)
		assert.ErrorIs(t, err, fault.Exists)
	}
}

func TestNothingFollowsAnErasure(t *testing.T) {
	erased := after(t, "join, open")
	erased.Person = stone
	erased, _, err := membership.Erase(occasion(1, stone), erased)
	require.NoError(t, err)
	for _, fact := range []activity.Fact{
		membership.Joined{}, membership.AskedIn{}, membership.WasInvited{}, membership.Admitted{}, membership.HasLeft{}, membership.Erased{},
	} {
		next, err := erased.Fold(activity.Activity{Community: auditors, Actor: stone, To: stone, At: hour(2), Detail: fact})
		assert.ErrorIs(t, err, fault.Invalid, "%T", fact)
		assert.Equal(t, erased, next)
	}
}

func TestOnlyTombstonesAreErased(t *testing.T) {
	_, _, err := membership.Erase(occasion(9, "bob"), after(t, "join, open"))
	assert.ErrorIs(t, err, fault.Invalid, "the record still names bob")
	_, err = after(t, "join, open").Fold(activity.Activity{Community: auditors, Actor: "bob", At: hour(9), Detail: membership.Erased{}})
	assert.ErrorIs(t, err, fault.Invalid)
	_, _, err = membership.Erase(occasion(9, stone), membership.Member{})
	assert.ErrorIs(t, err, fault.Precondition, "nothing to erase")
	_, _, err = membership.Erase(occasion(9, stone), after(t, "join, open"))
	assert.ErrorIs(t, err, fault.Invalid, "another's")
}
