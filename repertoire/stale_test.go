package repertoire_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

// TestReviewDates: a date is set by the first of a date that is named and the days
// for which a review is good, and by each review anew.
func TestReviewDates(t *testing.T) {
	d := draft()
	d.ReviewDays = 90
	r, _, err := repertoire.Share(occasion(0, "ana"), sampling, d)
	require.NoError(t, err)
	assert.Equal(t, nine.AddDate(0, 0, 90), r.ReviewBy)
	r, _, err = r.Reaffirm(occasion(1, "bob"), repertoire.WasReaffirmed{Version: 1})
	require.NoError(t, err)
	assert.Equal(t, nine.Add(time.Hour).AddDate(0, 0, 90), r.ReviewBy)
	assert.Equal(t, repertoire.Review{Version: 1, By: "bob", At: nine.Add(time.Hour)}, r.Reviewed)
	next := nine.AddDate(1, 0, 0)
	r, _, err = r.Reaffirm(occasion(2, "bob"), repertoire.WasReaffirmed{Version: 1, Next: next, Days: 7})
	require.NoError(t, err)
	assert.Equal(t, next, r.ReviewBy)
	assert.Equal(t, 7, r.ReviewDays)

	bare := led(t, "")
	for name, test := range map[string]struct {
		fact repertoire.WasReaffirmed
		code fault.Code
		says string
	}{
		"no date":      {repertoire.WasReaffirmed{Version: 1}, fault.Invalid, "next is required, or for how many days"},
		"a date gone":  {repertoire.WasReaffirmed{Version: 1, Next: nine}, fault.Invalid, "next must be in the future"},
		"no year":      {repertoire.WasReaffirmed{Version: 1, Next: nine.AddDate(9000, 0, 0)}, fault.Invalid, "next must be a time in the years"},
		"no version":   {repertoire.WasReaffirmed{Days: 9}, fault.Invalid, "version must be at least 1"},
		"what was not": {repertoire.WasReaffirmed{Version: 2, Days: 9}, fault.Conflict, "version 1 is current"},
	} {
		_, _, err := bare.Reaffirm(occasion(3, "bob"), test.fact)
		assert.ErrorIs(t, err, test.code, name)
		assert.ErrorContains(t, err, test.says, name)
	}
}

// TestStale: each rule by itself, with its evidence, and what to do.
func TestStale(t *testing.T) {
	policy := repertoire.StalePolicy{IdleDays: 100, Kinds: map[repertoire.Kind]int{repertoire.Story: 0}, WaitingDays: 10}
	stale := func(r repertoire.Resource, days int, lastUse time.Time) []repertoire.StaleRule {
		s, ok := r.StaleAt(nine.AddDate(0, 0, days), lastUse, policy)
		var rules []repertoire.StaleRule
		for _, reason := range s.Reasons {
			rules = append(rules, reason.Rule)
			assert.NotContains(t, reason.Text, "%!")
		}
		assert.Equal(t, ok, rules != nil)
		return rules
	}
	r := led(t, "")
	assert.Empty(t, stale(r, 99, time.Time{}))
	assert.Equal(t, []repertoire.StaleRule{repertoire.Idle}, stale(r, 100, time.Time{}))
	assert.Empty(t, stale(r, 100, nine.AddDate(0, 0, 1)), "it was used since")
	assert.Empty(t, stale(led(t, "", activity.Revise), 100, time.Time{}), "it was revised since")
	assert.Equal(t, []repertoire.StaleRule{repertoire.Overdue}, stale(led(t, "", activity.Reaffirm), 31, time.Time{}))
	assert.Empty(t, stale(led(t, "", activity.Reaffirm), 30, time.Time{}), "on the day it is not overdue")
	assert.Equal(t, []repertoire.StaleRule{repertoire.Overdue, repertoire.Idle}, stale(led(t, "", activity.Reaffirm), 200, time.Time{}))
	assert.Equal(t, []repertoire.StaleRule{repertoire.StillWaiting}, stale(led(t, repertoire.Drafted), 10, time.Time{}))
	assert.Equal(t, []repertoire.StaleRule{repertoire.StillWaiting}, stale(led(t, "", activity.Submit), 200, time.Time{}))
	for _, gone := range []activity.Verb{activity.Supersede, activity.Retire} {
		assert.Empty(t, stale(led(t, "", gone), 9999, time.Time{}), "nobody relies on it")
	}
	d := draft()
	d.Kind = repertoire.Story
	story, _, err := repertoire.Share(occasion(0, "ana"), sampling, d)
	require.NoError(t, err)
	assert.Empty(t, stale(story, 9999, time.Time{}), "what happened does not change")

	s, _ := r.StaleAt(nine.AddDate(0, 0, 123), time.Time{}, policy)
	assert.Equal(t, []repertoire.StaleReason{{
		Rule: repertoire.Idle, Since: nine, Days: 123, Limit: 100,
		Text: "nobody has used, revised or reviewed it since 2026-03-02, for 123 days; the limit is 100",
	}}, s.Reasons)
	assert.Equal(t, "find somebody who takes it on, and read it, and reaffirm it if it is still good; revise, supersede or retire it if it is not", s.Next)
	entrusted, _, err := r.Entrust(occasion(1, "ana"), "eve", "")
	require.NoError(t, err)
	s, _ = entrusted.StaleAt(nine.AddDate(0, 0, 123), time.Time{}, policy)
	assert.Equal(t, []activity.Person{"eve"}, s.Stewards)
	assert.NotContains(t, s.Next, "find somebody")

	require.NoError(t, repertoire.DefaultStalePolicy().Check())
	for _, bad := range []repertoire.StalePolicy{{}, {IdleDays: 1, WaitingDays: 1, Kinds: map[repertoire.Kind]int{"song": 1}}, {IdleDays: 1, WaitingDays: 1, Kinds: map[repertoire.Kind]int{repertoire.Tool: -1}}} {
		assert.ErrorIs(t, bad.Check(), fault.Invalid)
	}
}
