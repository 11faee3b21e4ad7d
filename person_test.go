package praxis_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/storage/memory"
)

// TestCommunitiesOfAPerson: a host can hide a community from those it does not
// concern.
func TestCommunitiesOfAPerson(t *testing.T) {
	ctx := t.Context()
	hidden := authority(func(ctx context.Context, r praxis.Request) error {
		if r.Action == praxis.See && r.Member.Standing == membership.Outsider {
			return fault.New("host.Allow", fault.Denied, "there is nothing to see")
		}
		return praxis.ByRules.Allow(ctx, r)
	})
	c := newCommunity(t, memory.New(nil), &praxis.Options{Authority: hidden}, "ana")
	other, err := c.As("bob").Found(ctx, auditors())
	require.NoError(t, err)
	third, err := c.As("ana").Found(ctx, auditors())
	require.NoError(t, err)
	for person, want := range map[activity.Person][]activity.CommunityID{"ana": {c.ID, third.ID}, "bob": {other.ID}, "eve": nil} {
		var ids []activity.CommunityID
		seen, err := c.As(person).Communities(ctx, activity.CommunityID{}, 0)
		require.NoError(t, err)
		for _, s := range seen {
			ids = append(ids, s.ID)
		}
		assert.Equal(t, want, ids, person)
	}
	first, err := c.As("ana").Communities(ctx, activity.CommunityID{}, 1)
	require.NoError(t, err)
	require.Len(t, first, 1)
	rest, err := c.As("ana").Communities(ctx, first[0].ID, 0)
	require.NoError(t, err)
	require.Len(t, rest, 1)
	assert.Equal(t, third.ID, rest[0].ID)
	_, err = c.As("").Communities(ctx, activity.CommunityID{}, 0)
	assert.ErrorIs(t, err, fault.Invalid)
}
