package insight

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
)

// The weeks that are made of columns are those of the activities.
func TestLedgerOfColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := append(participating(t), lived(t)...)
		want, got := membership.NewLedger(activity.CommunityID{}), membership.NewLedger(activity.CommunityID{})
		for i := range all {
			if rapid.IntRange(0, 9).Draw(t, "upkeep") == 0 {
				all[i].Verb = activity.Join
			}
			want.Add(all[i])
			replied(got, all[i])
		}
		h, err := read(activity.StreamOf(all...))
		require.NoError(t, err)
		h.ledger(got)
		require.Equal(t, want.People(), got.People())
		for _, p := range want.People() {
			require.Equal(t, want.Weeks(p), got.Weeks(p))
		}
	})
}

func TestThreadsAreReadWhereAPolicyAsks(t *testing.T) {
	assert.False(t, readsThreads(membership.Wenger()))
	assert.True(t, readsThreads(membership.DiscourseTL3()))
}

func TestPiecesStayApart(t *testing.T) {
	var p pieces[int]
	a, b := p.keep([]int{1, 2}), p.keep([]int{3})
	_ = append(a, 9)
	assert.Equal(t, []int{3}, b)
	assert.Nil(t, p.keep(nil))
	assert.Len(t, p.keep(make([]int, 5000)), 5000)
}
