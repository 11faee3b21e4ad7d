package membership_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

// sinceNine is a membership from the first hour to the tenth.
var sinceNine = []membership.Spell{{From: nine, To: nine.Add(9 * time.Hour)}}

// What each act records, and where it leads.
func TestActs(t *testing.T) {
	mentor := []membership.Role{membership.Mentor}
	for _, test := range []struct {
		before   []string
		act      string
		actor    activity.Person
		verb     activity.Verb
		to       activity.Person
		detail   activity.Fact
		standing membership.Standing
		roles    []membership.Role
		since    int // the hour at which the standing began
		details  membership.Details
	}{
		{nil, "join, open", "bob", activity.Join, "", membership.Joined{}, membership.Belongs, nil, 9, membership.Details{}},
		{nil, "apply", "bob", activity.Apply, "", membership.AskedIn{Note: "May I?"}, membership.Applicant, nil, 9, membership.Details{}},
		{nil, "invite", "ana", activity.Invite, "bob", membership.WasInvited{Note: "Do come."}, membership.Invited, nil, 9, membership.Details{}},
		{[]string{"apply"}, "admit", "ana", activity.Admit, "bob", membership.Admitted{}, membership.Belongs, nil, 9, membership.Details{}},
		{[]string{"join, open", "appoint"}, "leave", "bob", activity.Leave, "", membership.HasLeft{Reason: "Time's up."}, membership.Former, nil, 9, membership.Details{Past: sinceNine}},
		{[]string{"join, open", "appoint"}, "remove", "ana", activity.Remove, "bob", membership.WasRemoved{Reason: "Spam."}, membership.Removed, nil, 9, membership.Details{Past: sinceNine}},
		{[]string{"join, open"}, "appoint", "ana", activity.Appoint, "bob", membership.Appointed{Role: membership.Mentor}, membership.Belongs, mentor, 0, membership.Details{}},
		{[]string{"join, open", "appoint"}, "relieve", "ana", activity.Relieve, "bob", membership.Relieved{Role: membership.Mentor}, membership.Belongs, nil, 0, membership.Details{}},
		{nil, "enrol", "ana", activity.Admit, "bob", membership.Admitted{Roster: "course-42"}, membership.Belongs, nil, 9, membership.Details{Roster: "course-42"}},
		{[]string{"enrol"}, "delist", "ana", activity.Remove, "bob", membership.WasRemoved{Reason: "no longer on roster course-42", Roster: "course-42"}, membership.Removed, nil, 9, membership.Details{Roster: "course-42", Past: sinceNine}},
		{[]string{"join, open"}, "pair", "ana", activity.Pair, "bob", membership.Paired{Mentor: "cem"}, membership.Belongs, nil, 0, membership.Details{Mentor: "cem", MentorSince: nine.Add(9 * time.Hour)}},
		{[]string{"join, open", "pair"}, "unpair", "ana", activity.Unpair, "bob", membership.Unpaired{Mentor: "cem"}, membership.Belongs, nil, 0, membership.Details{}},
		{[]string{"join, open"}, "welcome", "ana", activity.Welcome, "bob", membership.Welcomed{Note: "Good to have you."}, membership.Belongs, nil, 0, membership.Details{WelcomedBy: "ana", WelcomedAt: nine.Add(9 * time.Hour)}},
		{[]string{"join, open"}, "complete", "bob", activity.Complete, "", membership.Completed{Step: "say-hello"}, membership.Belongs, nil, 0, membership.Details{Steps: []membership.StepTaken{{Step: "say-hello", At: nine.Add(9 * time.Hour)}}}},
	} {
		t.Run(test.act, func(t *testing.T) {
			before := after(t, test.before...)
			m, a, err := acts[test.act](9, before)
			require.NoError(t, err)
			assert.Equal(t, membership.Member{
				Community: auditors, Person: "bob", Standing: test.standing, Roles: test.roles,
				Since: nine.Add(time.Duration(test.since) * time.Hour), Details: test.details, Rev: before.Rev + 1,
			}, m)
			assert.Equal(t, activity.Activity{
				Community: auditors, ID: activity.ID{0: 1, 15: 9}, Actor: test.actor, Verb: test.verb, Object: activity.ObjectID(auditors),
				To: test.to, Space: activity.SpaceID{7}, Mode: activity.InPerson, At: nine.Add(9 * time.Hour), Purpose: activity.Discuss,
				Detail: test.detail,
			}, a)
			assert.Equal(t, after(t, test.before...), before, "the given membership stays as it was")
		})
	}
}

func TestTheFounderConvenes(t *testing.T) {
	m, a, err := membership.Start(occasion(0, "ana"))
	require.NoError(t, err)
	convener := []membership.Role{membership.Convener}
	assert.Equal(t, membership.Member{
		Community: auditors, Person: "ana", Standing: membership.Belongs, Since: nine, Roles: convener, Rev: 1,
	}, m)
	assert.Equal(t, activity.Join, a.Verb)
	assert.Equal(t, membership.Joined{Roles: convener}, a.Detail)

	m.Roles[0] = "spoiled"
	assert.Equal(t, membership.Joined{Roles: convener}, a.Detail, "nothing is shared")
}

func TestNobodyHasToSayWhy(t *testing.T) {
	_, _, err := membership.Apply(occasion(0, "bob"), membership.Member{}, "")
	assert.NoError(t, err)
	_, _, err = membership.Invite(occasion(0, "ana"), membership.Member{}, "bob", "")
	assert.NoError(t, err)
	_, _, err = membership.Leave(occasion(9, "bob"), after(t, "join, open"), "")
	assert.NoError(t, err)
}

func TestWhatCanNeverBeRight(t *testing.T) {
	bob, mentor := after(t, "join, open"), after(t, "join, open", "appoint")
	long, elsewhere := strings.Repeat("x", 1001), occasion(9, "ana")
	elsewhere.Community = activity.CommunityID{0xb}
	for name, got := range map[string]outcome{
		"an occasion of nobody":       did(membership.Start(activity.Occasion{})),
		"another's place":             did(membership.Leave(occasion(9, "eve"), bob, "")),
		"another community":           did(membership.Remove(elsewhere, bob, "Spam.")),
		"a note of control":           did(membership.Apply(occasion(9, "bob"), membership.Member{}, "\x00")),
		"a long note":                 did(membership.Apply(occasion(9, "bob"), membership.Member{}, long)),
		"a long invitation":           did(membership.Invite(occasion(9, "ana"), membership.Member{}, "bob", long)),
		"inviting nobody":             did(membership.Invite(occasion(9, "ana"), membership.Member{}, "", "")),
		"inviting somebody else":      did(membership.Invite(occasion(9, "ana"), after(t, "join, open", "leave"), "eve", "")),
		"admitting nobody":            did(membership.Admit(occasion(9, "ana"), membership.Member{}, "\n")),
		"a long farewell":             did(membership.Leave(occasion(9, "bob"), bob, long)),
		"removing without a reason":   did(membership.Remove(occasion(9, "ana"), bob, "")),
		"removing for white space":    did(membership.Remove(occasion(9, "ana"), bob, " ")),
		"a role that does not exist":  did(membership.Appoint(occasion(9, "ana"), bob, "king")),
		"no role":                     did(membership.Appoint(occasion(9, "ana"), bob, "")),
		"relieving out of the record": did(membership.Relieve(activity.Occasion{}, mentor, membership.Mentor)),
	} {
		assert.ErrorIs(t, got.err, fault.Invalid, name)
		assert.ErrorContains(t, got.err, "membership.", name)
		assert.Zero(t, got.recorded, name)
	}
}

// outcome is what is seen of an act.
type outcome struct {
	recorded activity.Activity
	err      error
}

func did(_ membership.Member, a activity.Activity, err error) outcome { return outcome{a, err} }

func TestEveryRoleCanBeTaken(t *testing.T) {
	m := after(t, "join, open")
	for _, role := range membership.Roles() {
		given := slices.Clone(m.Roles)
		next, a, err := membership.Appoint(occasion(9, "ana"), m, role)
		require.NoError(t, err)
		assert.Equal(t, given, m.Roles, "the given membership stays as it was")
		assert.IsIncreasing(t, next.Roles)
		assert.True(t, next.Has(role))
		assert.Equal(t, membership.Appointed{Role: role}, a.Detail)
		_, _, err = membership.Appoint(occasion(9, "ana"), next, role)
		assert.ErrorIs(t, err, fault.Exists)
		m = next
	}
	for n, role := range membership.Roles() {
		next, _, err := membership.Relieve(occasion(9, "ana"), m, role)
		require.NoError(t, err)
		assert.Len(t, m.Roles, 9-n, "the given membership stays as it was")
		assert.Len(t, next.Roles, 8-n)
		assert.False(t, next.Has(role))
		m = next
	}
	assert.Nil(t, m.Roles)
}

func TestRoles(t *testing.T) {
	roles := membership.Roles()
	assert.Len(t, roles, 9)
	roles[0] = "king"
	assert.NotContains(t, membership.Roles(), "king")

	m := membership.Member{Standing: membership.Belongs, Roles: []membership.Role{membership.Expert, membership.Mentor}}
	assert.True(t, m.Has(membership.Convener, membership.Mentor), "any of them")
	assert.False(t, m.Has(membership.Convener, membership.Sponsor))
	assert.False(t, m.Has())
}
