package membership_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

// appointed appoints bob to convene, at some hour, until another; 0 is open.
func appointed(at, until int, bob membership.Member) (membership.Member, activity.Activity, error) {
	fact := membership.Appointed{Role: membership.Convener}
	if until != 0 {
		fact.Until = hour(until)
	}
	return membership.AppointWith(occasion(at, "ana"), bob, fact)
}

func TestTerms(t *testing.T) {
	bob, a, err := appointed(1, 10, after(t, "join, open"))
	require.NoError(t, err)
	assert.Equal(t, membership.Appointed{Role: membership.Convener, Until: hour(10)}, a.Detail)
	assert.Equal(t, []membership.Term{{Role: membership.Convener, Until: hour(10)}}, bob.Terms)

	bob, _, err = membership.Appoint(occasion(2, "ana"), bob, membership.Mentor)
	require.NoError(t, err)
	assert.True(t, bob.On(hour(9)).Has(membership.Convener))
	over := bob.On(hour(10))
	assert.Equal(t, []membership.Role{membership.Mentor}, over.Roles, "a role without an end goes on")
	assert.Nil(t, over.Terms)
	assert.Equal(t, bob.Rev, over.Rev, "that a term runs out is no change of the record")
	assert.True(t, bob.Has(membership.Convener), "the given membership stays as it was")
	assert.Nil(t, after(t, "join, open").On(hour(99)).Roles)
}

// A role that somebody holds until the hour 10 is given to them again.
func TestRenewal(t *testing.T) {
	for name, test := range map[string]struct {
		at, until int
		code      fault.Code
	}{
		"when the term has ended":   {10, 20, ""},
		"… without an end":          {11, 0, ""},
		"for longer, while it runs": {5, 20, ""},
		"… without an end, early":   {5, 0, ""},
		"as it is":                  {5, 10, fault.Exists},
		"for shorter":               {5, 8, fault.Exists},
		"until now":                 {5, 5, fault.Invalid},
		"until the past":            {11, 10, fault.Invalid},
	} {
		bob, _, err := appointed(1, 10, after(t, "join, open"))
		require.NoError(t, err)
		next, a, err := appointed(test.at, test.until, bob)
		if test.code != "" {
			assert.ErrorIs(t, err, test.code, name)
			_, err = bob.Fold(activity.Activity{
				Community: auditors, Actor: "ana", To: "bob", At: hour(test.at),
				Detail: membership.Appointed{Role: membership.Convener, Until: hour(test.until)},
			})
			assert.ErrorIs(t, err, fault.Invalid, name)
			continue
		}
		require.NoError(t, err, name)
		assert.Equal(t, []membership.Role{membership.Convener}, next.Roles, name)
		assert.Equal(t, test.until == 0, next.Terms == nil, name)
		folded, err := bob.Fold(a)
		require.NoError(t, err, name)
		assert.Equal(t, next, folded, name)
	}
}

func TestAnOpenEndIsNotRenewed(t *testing.T) {
	bob, _, err := appointed(1, 0, after(t, "join, open"))
	require.NoError(t, err)
	_, _, err = appointed(2, 20, bob)
	assert.ErrorIs(t, err, fault.Exists)
}

// The record holds what the community decided.
func TestRolesByDecision(t *testing.T) {
	elected, recalled := activity.ProposalID{1}, activity.ProposalID{2}
	bob, a, err := membership.AppointWith(occasion(1, "ana"), after(t, "join, open"),
		membership.Appointed{Role: membership.Convener, Until: time.Date(2027, 3, 1, 0, 0, 0, 7, time.FixedZone("", 3600)), Proposal: elected})
	require.NoError(t, err)
	assert.Equal(t, membership.Appointed{
		Role: membership.Convener, Until: time.Date(2027, 2, 28, 23, 0, 0, 0, time.UTC), Proposal: elected,
	}, a.Detail)
	bob, a, err = membership.RelieveWith(occasion(2, "ana"), bob, membership.Relieved{Role: membership.Convener, Proposal: recalled})
	require.NoError(t, err)
	assert.Equal(t, membership.Relieved{Role: membership.Convener, Proposal: recalled}, a.Detail)
	assert.Nil(t, bob.Roles)
	assert.Zero(t, bob.Details)
}
