package membership_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

func TestPairing(t *testing.T) {
	bob, outsider, elsewhere := after(t, "join, open", "pair"), member("eve"), member("eve")
	outsider.Standing, elsewhere.Community = membership.Former, activity.CommunityID{0xb}
	for name, test := range map[string]struct {
		mentor membership.Member
		code   fault.Code
	}{
		"the same again":      {member("cem"), fault.Exists},
		"oneself":             {bob, fault.Invalid},
		"who has left":        {outsider, fault.Precondition},
		"another community's": {elsewhere, fault.Precondition},
	} {
		_, _, err := membership.Pair(occasion(9, "ana"), bob, test.mentor)
		assert.ErrorIs(t, err, test.code, name)
	}
	next, _, err := membership.Pair(occasion(9, "dee"), bob, member("dee"))
	require.NoError(t, err, "another takes over")
	assert.Equal(t, activity.Person("dee"), next.Mentor)
	assert.Equal(t, hour(9), next.MentorSince)
	for _, fact := range []activity.Fact{membership.Paired{Mentor: "bob"}, membership.Paired{Mentor: "dee"}, membership.Unpaired{Mentor: "cem"}, membership.Unpaired{}, membership.Paired{}} {
		_, err := next.Fold(activity.Activity{Community: auditors, Actor: "ana", To: "bob", At: hour(10), Detail: fact})
		assert.ErrorIs(t, err, fault.Invalid, "%#v", fact)
	}
}

// candidate is a member since some day of March.
func candidate(p activity.Person, day, mentees int, roles []membership.Role, topics ...string) membership.Candidate {
	m := member(p)
	m.Since, m.Roles = time.Date(2026, 3, day, 0, 0, 0, 0, time.UTC), roles
	return membership.Candidate{Member: m, Topics: topics, Mentees: mentees}
}

func TestSuggestMentors(t *testing.T) {
	mentor := []membership.Role{membership.Mentor}
	former := candidate("former", 1, 0, mentor)
	former.Standing = membership.Former
	bob := after(t, "join, open", "pair") // with cem
	assert.Equal(t, []membership.Suggestion{
		{Mentor: "mia", Mentees: 1, Reasons: []string{
			"guides newcomers, as their role is", "guides 1 of at most 2 people now", "a member since 2026-03-09"}},
		{Mentor: "pat", Topics: []string{"sampling", "payroll"}, Mentees: 1, Reasons: []string{
			"knows about sampling, payroll", "guides 1 of at most 2 people now", "a member since 2026-03-09"}},
		{Mentor: "sam", Topics: []string{"sampling"}, Reasons: []string{
			"knows about sampling", "guides 0 of at most 2 people now", "a member since 2026-03-09"}},
		{Mentor: "old", Topics: []string{"payroll"}, Mentees: 1, Reasons: []string{
			"knows about payroll", "guides 1 of at most 2 people now", "a member since 2026-03-02"}},
		{Mentor: "new", Topics: []string{"payroll"}, Mentees: 1, Reasons: []string{
			"knows about payroll", "guides 1 of at most 2 people now", "a member since 2026-03-08"}},
	}, membership.SuggestMentors(bob, []string{"sampling", "payroll"}, []membership.Candidate{
		candidate("new", 8, 1, nil, "payroll"),
		candidate("old", 2, 1, nil, "payroll"),
		candidate("sam", 9, 0, nil, "tax", "sampling"),
		candidate("pat", 9, 1, nil, "payroll", "sampling"),
		candidate("mia", 9, 1, mentor),
		candidate("busy", 1, 2, mentor, "sampling", "payroll"),
		candidate("bob", 1, 0, mentor), candidate("cem", 1, 0, mentor), former,
	}, 2))
	assert.Nil(t, membership.SuggestMentors(bob, nil, nil, 2))
}

// However many newcomers come, taking the first suggestion spreads the work.
func TestNobodyGuidesTooMany(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		atMost := rapid.IntRange(0, 4).Draw(t, "at most")
		mentors := []activity.Person{"ana", "cem", "dee"}
		var newcomers []membership.Member
		for range rapid.IntRange(0, 12).Draw(t, "newcomers") {
			load := membership.Mentees(newcomers)
			var candidates []membership.Candidate
			for _, p := range mentors {
				candidates = append(candidates, membership.Candidate{Member: member(p), Mentees: load[p]})
			}
			bob := member("bob")
			if list := membership.SuggestMentors(bob, nil, candidates, atMost); list != nil {
				bob.Mentor = list[0].Mentor
			}
			newcomers = append(newcomers, bob)
		}
		load := membership.Mentees(newcomers)
		for _, p := range mentors {
			require.LessOrEqual(t, load[p], atMost)
			require.LessOrEqual(t, load["ana"]-load[p], 1, "evenly")
		}
	})
}

func TestWelcome(t *testing.T) {
	bob := after(t, "join, open", "welcome")
	next, a, err := membership.Welcome(occasion(5, "cem"), bob, "")
	require.NoError(t, err, "others may, too")
	assert.Equal(t, bob.Details, next.Details, "the first is kept")
	assert.Equal(t, activity.Person("bob"), a.To)
	_, _, err = membership.Welcome(occasion(5, "ana"), bob, "")
	assert.ErrorIs(t, err, fault.Exists)
	_, _, err = membership.Welcome(occasion(5, "bob"), bob, "")
	assert.ErrorIs(t, err, fault.Invalid)
}
