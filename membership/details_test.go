package membership_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
)

// Storage keeps the details as one JSON document; and nothing is an act that
// Fold refuses, or the other way round.
func TestDetailsAfterAnyActs(t *testing.T) {
	records := map[string][]string{ // a history in which each act is possible
		"leave": {"join, open"}, "remove": {"join, open"}, "appoint": {"join, open"}, "relieve": {"join, open", "appoint"},
		"delist": {"enrol"}, "pair": {"join, open"}, "unpair": {"join, open", "pair"}, "welcome": {"join, open"}, "complete": {"join, open"},
		"for a term": {"join, open"},
	}
	all := maps.Clone(acts)
	delete(all, "join, closed") // the record does not say whether the community was open
	all["for a term"] = func(n int, m membership.Member) (membership.Member, activity.Activity, error) {
		return membership.AppointWith(occasion(n, "ana"), m, membership.Appointed{Role: membership.Mentor, Until: hour(n + 3)})
	}
	names := slices.Sorted(maps.Keys(all))
	canonical := make(map[string]membership.Member)
	for _, name := range names {
		canonical[name] = after(t, records[name]...)
	}
	rapid.Check(t, func(t *rapid.T) {
		var bob membership.Member
		for n := range rapid.IntRange(1, 30).Draw(t, "acts") {
			n += 10 // later than the canonical histories
			name := rapid.SampledFrom(names).Draw(t, "act")
			_, a, err := all[name](n, canonical[name])
			require.NoError(t, err)
			folded, refused := bob.Fold(a)
			next, _, err := all[name](n, bob)
			require.Equal(t, err == nil, refused == nil, "%s: %v, %v", name, err, refused)
			if err != nil {
				continue
			}
			require.Equal(t, next, folded)
			bob = next

			data, err := json.Marshal(bob.Details)
			require.NoError(t, err)
			var details membership.Details
			require.NoError(t, json.Unmarshal(data, &details))
			require.Equal(t, bob.Details, details)
			for _, term := range bob.Terms {
				require.True(t, bob.Has(term.Role))
			}
			if bob.Member() {
				continue
			}
			require.Empty(t, bob.Mentor)
			require.Nil(t, bob.Terms)
		}
	})
}

func hour(n int) time.Time { return nine.Add(time.Duration(n) * time.Hour) }

func TestEmptyDetailsAreAnEmptyDocument(t *testing.T) {
	data, err := json.Marshal(membership.Details{})
	require.NoError(t, err)
	assert.Equal(t, "{}", string(data))
}

// What ends with a membership is gone; what somebody did stays.
func TestWhatStaysOfAMembership(t *testing.T) {
	bob := after(t, "enrol", "appoint", "pair", "welcome", "complete", "leave")
	assert.Equal(t, membership.Details{
		WelcomedBy: "ana", WelcomedAt: hour(3), Steps: []membership.StepTaken{{Step: "say-hello", At: hour(4)}},
		Past: []membership.Spell{{From: nine, To: hour(5)}},
	}, bob.Details)
}

func TestLastActiveSaysNothingOfSpaces(t *testing.T) {
	bob := after(t, "join, open")
	outside := activity.Activity{Community: auditors, Actor: "bob", Verb: activity.Ask, At: hour(1)}
	assert.Equal(t, hour(1), bob.Touch(outside).LastActive)
	inside := outside
	inside.Space = activity.SpaceID{7}
	assert.Equal(t, bob, bob.Touch(inside))
	upkeep := outside
	upkeep.Verb = activity.Rate
	assert.Equal(t, bob, bob.Touch(upkeep))
	late := bob.Touch(outside)
	outside.At = hour(0)
	assert.Equal(t, late, late.Touch(outside), "an older one does not set it back")
}
