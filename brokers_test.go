package praxis_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

// TestBrokers: bob and cem carry practice between three communities; it shows
// what only one of them connects, and so what would be lost with them.
func TestBrokers(t *testing.T) {
	toldOn(t, nil, func(t *testing.T, c community) {
		ctx := t.Context()
		found := func(name string) activity.CommunityID {
			made := must(c.As("ana").Found(ctx, named(name)))(t)
			require.NoError(t, c.As("bob").In(made.ID).Join(ctx))
			return made.ID
		}
		courts, schools, towns := c.ID, found("Audit of schools"), found("Audit of towns")
		require.NoError(t, c.as("cem").Join(ctx))
		require.NoError(t, c.As("cem").In(schools).Join(ctx))
		share := func(in activity.CommunityID, title string) activity.ResourceID {
			return must(c.As("ana").In(in).Share(ctx, warStory(title)))(t)
		}
		sampling, payroll := share(courts, "Sampling"), share(schools, "Payroll")

		bob := c.As("bob")
		carried := must(bob.In(schools).Carry(ctx, courts, sampling))(t)
		again := must(c.As("cem").In(schools).Carry(ctx, courts, sampling))(t)
		require.NotEqual(t, carried, again)
		must(bob.In(towns).Carry(ctx, schools, payroll))(t)
		origin := must(bob.In(schools).Resource(ctx, carried))(t).Origin
		assert.Equal(t, courts, origin.Community)
		assert.Equal(t, sampling, origin.Resource)

		_, err := c.As("eve").In(courts).Carry(ctx, schools, payroll)
		require.ErrorIs(t, err, fault.Denied, "eve may not see what is there")
		_, err = c.As("cem").In(towns).Carry(ctx, schools, payroll)
		require.ErrorIs(t, err, fault.Denied, "cem is no member where it would go")
		_, err = bob.In(towns).Carry(ctx, courts, activity.ResourceID{9})
		require.ErrorIs(t, err, fault.NotFound)
		room := must(c.as("ana").OpenSpace(ctx, cop.Room{Name: "Stewards", Access: cop.Private}))(t)
		secret := must(c.as("ana").Within(room).Share(ctx, warStory("Secret")))(t)
		_, err = bob.In(towns).Carry(ctx, courts, secret)
		require.ErrorIs(t, err, fault.NotFound)

		brokers := must(c.As("ana").Brokers(ctx, membership.Wenger()))(t)
		require.Len(t, brokers, 2)
		assert.Equal(t, activity.Person("bob"), brokers[0].Person, "who connects most comes first")
		assert.Equal(t, links(membership.LinkOf(courts, schools), membership.LinkOf(schools, towns)), brokers[0].Links)
		assert.Equal(t, links(membership.LinkOf(schools, towns)), brokers[0].Risk.Links, "nobody else connects these")
		assert.Equal(t, []membership.Practice{{Resource: payroll, From: schools, To: towns}}, brokers[0].Risk.Practice)
		assert.Equal(t, activity.Person("cem"), brokers[1].Person)
		assert.Empty(t, brokers[1].Risk.Links)
		for _, r := range brokers[0].Legitimacy {
			if r.Level == membership.Peripheral {
				assert.Contains(t, r.Evidence, "vouches")
			}
		}

		// cem leaves: what cem brought stays, and bob is the only one left who
		// connects the courts and the schools.
		require.NoError(t, c.As("cem").In(schools).Leave(ctx, ""))
		brokers = must(c.As("ana").Brokers(ctx, membership.Wenger()))(t)
		require.Len(t, brokers, 1)
		assert.Equal(t, brokers[0].Links, brokers[0].Risk.Links)
		assert.Len(t, brokers[0].Risk.Practice, 2)
		must(c.As("ana").In(schools).Resource(ctx, again))(t)

		assert.Empty(t, must(bob.Brokers(ctx, membership.Wenger()))(t), "it is for those who may measure")
		_, err = c.As("ana").Brokers(ctx, membership.Policy{})
		require.ErrorIs(t, err, fault.Invalid)
	}, "ana", "bob")
}

func links(all ...membership.Link) []membership.Link {
	if len(all) == 2 && all[0].Compare(all[1]) > 0 {
		all[0], all[1] = all[1], all[0]
	}
	return all
}
