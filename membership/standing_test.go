package membership_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
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

// An act is what ana, a convener, or bob himself does about bob's membership.
type act func(n int, bob membership.Member) (membership.Member, activity.Activity, error)

var acts = map[string]act{
	"join, open": func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Join(occasion(n, "bob"), m, true)
	},
	"join, closed": func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Join(occasion(n, "bob"), m, false)
	},
	"apply": func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Apply(occasion(n, "bob"), m, "May I?")
	},
	"invite": func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Invite(occasion(n, "ana"), m, "bob", "Do come.")
	},
	"admit": func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Admit(occasion(n, "ana"), m, "bob")
	},
	"leave": func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Leave(occasion(n, "bob"), m, "Time's up.")
	},
	"remove": func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Remove(occasion(n, "ana"), m, "Spam.")
	},
	"appoint": func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Appoint(occasion(n, "ana"), m, membership.Mentor)
	},
	"relieve": func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Relieve(occasion(n, "ana"), m, membership.Mentor)
	},
	"enrol": func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Enrol(occasion(n, "ana"), m, "bob", "course-42")
	},
	"delist": func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Delist(occasion(n, "ana"), m)
	},
	"pair": func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Pair(occasion(n, "ana"), m, member("cem"))
	},
	"unpair": func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Unpair(occasion(n, "ana"), m)
	},
	"welcome": func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Welcome(occasion(n, "ana"), m, "Good to have you.")
	},
	"complete": func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.Complete(occasion(n, "bob"), m, guide, "say-hello")
	},
}

// member is somebody else's membership.
func member(p activity.Person) membership.Member {
	return membership.Member{Community: auditors, Person: p, Standing: membership.Belongs, Since: nine, Rev: 1}
}

var guide = membership.Guide{Community: auditors, Rev: 1, GuideSet: membership.GuideSet{
	Welcome: "We audit public money.",
	Steps: []membership.FirstStep{
		{Key: "review", Title: "Review a template", Grade: 4},
		{Key: "ask", Title: "Ask a question", Grade: 2, Verb: activity.Ask},
		{Key: "say-hello", Title: "Say who you are", Grade: 1},
		{Key: "try", Title: "Use a template, and tell what came of it", Grade: 2, Verb: activity.Reuse},
	},
}}

// after returns bob's membership after some acts, from the beginning.
func after(t *testing.T, names ...string) (bob membership.Member) {
	t.Helper()
	for n, name := range names {
		next, _, err := acts[name](n, bob)
		require.NoError(t, err)
		bob = next
	}
	return bob
}

// Every act in every standing: the new standing, or the code of the refusal.
func TestStandings(t *testing.T) {
	standings := []struct {
		standing membership.Standing
		by       []string
	}{
		{membership.Outsider, nil},
		{membership.Invited, []string{"invite"}},
		{membership.Applicant, []string{"apply"}},
		{membership.Belongs, []string{"join, open"}},
		{membership.Former, []string{"join, open", "leave"}},
		{membership.Removed, []string{"join, open", "remove"}},
	}
	table := map[string]string{
		//               outsider      invited       applicant     member        former        removed
		"join, open":   "member        member        member        exists        member        denied",
		"join, closed": "precondition  member        precondition  exists        precondition  denied",
		"apply":        "applicant     precondition  exists        exists        applicant     denied",
		"invite":       "invited       exists        precondition  exists        invited       precondition",
		"admit":        "member        member        member        exists        member        member",
		"leave":        "precondition  former        former        former        precondition  precondition",
		"remove":       "precondition  removed       removed       removed       precondition  precondition",
		"appoint":      "precondition  precondition  precondition  member        precondition  precondition",
		"relieve":      "precondition  precondition  precondition  precondition  precondition  precondition",
		"enrol":        "member        member        member        exists        member        member",
		"delist":       "precondition  precondition  precondition  precondition  precondition  precondition",
		"pair":         "precondition  precondition  precondition  member        precondition  precondition",
		"unpair":       "precondition  precondition  precondition  precondition  precondition  precondition",
		"welcome":      "precondition  precondition  precondition  member        precondition  precondition",
		"complete":     "precondition  precondition  precondition  member        precondition  precondition",
	}
	require.Len(t, table, len(acts), "the table is complete")
	for name, row := range table {
		for i, want := range strings.Fields(row) {
			from := standings[i]
			t.Run(name+"/"+string(from.standing), func(t *testing.T) {
				before := after(t, from.by...)
				require.Equal(t, from.standing, before.Standing)
				next, a, err := acts[name](9, before)
				if err != nil {
					assert.Equal(t, want, string(fault.CodeOf(err)))
					assert.Equal(t, before, next)
					assert.Zero(t, a)
					return
				}
				assert.Equal(t, want, string(next.Standing))
				assert.Equal(t, before.Rev+1, next.Rev)
			})
		}
	}
}

// There is no way back for who was removed, but by somebody who may admit.
func TestRemovedPeopleComeBackOnlyIfAdmitted(t *testing.T) {
	alone := []string{"join, open", "join, closed", "apply", "leave", "invite"}
	reachable := map[membership.Standing]membership.Member{membership.Removed: after(t, "apply", "remove")}
	for range 3 {
		for _, m := range reachable {
			for _, name := range alone {
				if next, _, err := acts[name](9, m); err == nil {
					reachable[next.Standing] = next
				}
			}
		}
	}
	assert.Len(t, reachable, 1)
	assert.True(t, after(t, "join, open", "remove", "admit").Member())
}
