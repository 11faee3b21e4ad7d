package membership_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

func TestConcerns(t *testing.T) {
	for _, test := range []struct {
		detail activity.Fact
		person activity.Person
	}{
		{membership.Joined{}, "ana"},
		{membership.AskedIn{}, "ana"},
		{membership.HasLeft{}, "ana"},
		{membership.WasInvited{}, "bob"},
		{membership.Admitted{}, "bob"},
		{membership.WasRemoved{}, "bob"},
		{membership.Appointed{}, "bob"},
		{membership.Relieved{}, "bob"},
		{membership.Paired{}, "bob"},
		{membership.Unpaired{}, "bob"},
		{membership.Welcomed{}, "bob"},
		{membership.Completed{}, "ana"},
		{membership.Erased{}, "ana"},
		{membership.GuideSet{}, ""},
		{membership.Thanked{}, ""},
		{activity.Imported{}, ""},
		{nil, ""},
	} {
		person, ok := membership.Concerns(activity.Activity{Actor: "ana", To: "bob", Detail: test.detail})
		assert.Equal(t, test.person, person, "%T", test.detail)
		assert.Equal(t, test.person != "", ok, "%T", test.detail)
	}
}

func TestFactNames(t *testing.T) {
	for name, fact := range map[string]activity.Fact{
		"membership.joined":    membership.Joined{},
		"membership.applied":   membership.AskedIn{},
		"membership.invited":   membership.WasInvited{},
		"membership.admitted":  membership.Admitted{},
		"membership.left":      membership.HasLeft{},
		"membership.removed":   membership.WasRemoved{},
		"membership.appointed": membership.Appointed{},
		"membership.relieved":  membership.Relieved{},
		"membership.paired":    membership.Paired{},
		"membership.unpaired":  membership.Unpaired{},
		"membership.welcomed":  membership.Welcomed{},
		"membership.completed": membership.Completed{},
		"membership.erased":    membership.Erased{},
		"membership.guide-set": membership.GuideSet{},
		"membership.thanked":   membership.Thanked{},
		"membership.commended": membership.Commended{},
	} {
		assert.Equal(t, name, fact.FactName())
	}
}

func TestFoldPassesOverTheRest(t *testing.T) {
	bob := after(t, "join, open")
	for _, detail := range []activity.Fact{nil, activity.Imported{}} {
		m, err := bob.Fold(activity.Activity{Community: auditors, Actor: "bob", Verb: activity.Leave, Detail: detail})
		assert.NoError(t, err)
		assert.Equal(t, bob, m)
	}
}

// What an act refuses for how a person stands, no record can hold either.
func TestFoldRefusesWhatCannotFollow(t *testing.T) {
	histories := [][]string{nil, {"invite"}, {"apply"}, {"join, open"}, {"join, open", "appoint"}, {"join, open", "leave"}, {"join, open", "remove"}}
	possible := map[string][]string{ // which of them each activity can follow
		"join, open": {"", "invited", "applicant", "former"},
		"apply":      {"", "former"},
		"invite":     {"", "former"},
		"admit":      {"", "invited", "applicant", "former", "removed"},
		"leave":      {"invited", "applicant", "member", "member[mentor]"},
		"remove":     {"invited", "applicant", "member", "member[mentor]"},
		"appoint":    {"member"},
		"relieve":    {"member[mentor]"},
	}
	records := map[string][]string{ // a history in which each act is possible
		"leave": {"join, open"}, "remove": {"join, open"}, "appoint": {"join, open"}, "relieve": {"join, open", "appoint"},
	}
	for name, standings := range possible {
		_, a, err := acts[name](9, after(t, records[name]...))
		require.NoError(t, err)
		for _, history := range histories {
			before := after(t, history...)
			stands := string(before.Standing)
			if before.Roles != nil {
				stands += fmt.Sprint(before.Roles)
			}
			next, err := before.Fold(a)
			if slices.Contains(standings, stands) {
				assert.NoError(t, err, "%s after %v", name, history)
				continue
			}
			assert.ErrorIs(t, err, fault.Invalid, "%s after %v", name, history)
			assert.Equal(t, before, next)
		}
	}
}

func TestFoldRefusesAnotherMembership(t *testing.T) {
	bob := after(t, "join, open")
	for name, a := range map[string]activity.Activity{
		"another person":    {Community: auditors, Actor: "eve", Detail: membership.HasLeft{}},
		"another community": {Community: activity.CommunityID{0xb}, Actor: "bob", Detail: membership.HasLeft{}},
	} {
		m, err := bob.Fold(a)
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.Equal(t, bob, m, name)
	}
}

// The history accounts for the present, after any acts; and only members have
// roles.
func TestFoldingTheRecordGivesTheState(t *testing.T) {
	names := slices.Sorted(maps.Keys(acts))
	rapid.Check(t, func(t *rapid.T) {
		var bob, folded membership.Member
		for n := range rapid.IntRange(1, 30).Draw(t, "acts") {
			do := acts[rapid.SampledFrom(names).Draw(t, "act")]
			switch role := rapid.SampledFrom(membership.Roles()).Draw(t, "role"); rapid.IntRange(0, 5).Draw(t, "of roles") {
			case 0, 1:
				do = func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
					return membership.Appoint(occasion(n, "ana"), m, role)
				}
			case 2:
				do = func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
					return membership.Relieve(occasion(n, "ana"), m, role)
				}
			}
			given, shown := bob, fmt.Sprint(bob)
			next, a, err := do(n, bob)
			require.Equal(t, shown, fmt.Sprint(given), "the given membership stays as it was")
			if err != nil {
				require.Equal(t, bob, next)
				continue
			}
			require.NoError(t, a.Check())
			bob = next
			folded, err = folded.Fold(a)
			require.NoError(t, err)
			require.Equal(t, bob, folded)
			require.True(t, bob.Member() || bob.Roles == nil)
			require.True(t, slices.IsSorted(bob.Roles))
		}
	})
}
