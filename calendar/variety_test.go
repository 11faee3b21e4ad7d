package calendar_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/calendar"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

// entry is a gathering of a kind, with the n-th id.
func entry(t require.TestingT, n byte, kind string, r cop.Rhythm) calendar.Entry {
	r.Zone, r.Minutes = "UTC", 60
	g, _, err := cop.PlanGathering(on("2025-01-01T00:00"), activity.GatheringID{n}, cop.Plan{Title: "No. " + string('0'+rune(n)), Kind: kind, Rhythm: r})
	require.NoError(t, err)
	return calendar.Entry{Gathering: g}
}

func once(start string) cop.Rhythm { return cop.Rhythm{Start: start, Every: cop.Once} }

// Principle 6: combine familiarity and excitement.
func TestVariety(t *testing.T) {
	calls := entry(t, 1, "call", cop.Rhythm{Start: "2026-01-05T09:00", Every: cop.Monthly, Count: 2})
	off, _, err := calls.Gathering.CallOffMeeting(on("2026-01-01T00:00"), calls.Gathering.Meeting(utc("2026-01-05T09:00")), "ill")
	require.NoError(t, err)
	calls.Meetings = []cop.Meeting{off}
	mix, err := calendar.Variety([]calendar.Entry{
		entry(t, 5, "Field visit", once("2026-03-03T09:00")),
		entry(t, 4, "field visit", once("2025-11-03T09:00")), // before the window
		calls,
		entry(t, 2, "workshop", once("2026-02-10T09:00")),
		entry(t, 3, "workshop", once("2026-02-20T09:00")),
		entry(t, 6, "", once("2026-03-20T09:00")),
		entry(t, 7, "fair", once("2026-09-01T09:00")), // after it
	}, utc("2026-01-01T00:00"), utc("2026-04-01T00:00"))
	require.NoError(t, err)
	evidence := func(n byte, start, why string) calendar.Evidence {
		return calendar.Evidence{Gathering: activity.GatheringID{n}, Title: "No. " + string('0'+rune(n)), Start: utc(start), Why: why}
	}
	assert.Equal(t, calendar.Mix{
		From: utc("2026-01-01T00:00"), To: utc("2026-04-01T00:00"),
		Regular: []calendar.Evidence{
			evidence(1, "2026-02-05T09:00", "it is one of a gathering that recurs"),
			evidence(3, "2026-02-20T09:00", `there was one of the kind "workshop" on 2026-02-10`),
			evidence(5, "2026-03-03T09:00", `there was one of the kind "field visit" on 2025-11-03`),
		},
		First: []calendar.Evidence{
			evidence(2, "2026-02-10T09:00", `it is the first of the kind "workshop"`),
			evidence(6, "2026-03-20T09:00", "it met once, and is of no kind that was named"),
		},
		Reasons: []string{"Of 5 meetings from 2026-01-01 until before 2026-04-01, 3 were regular and 2 the first of their kind."},
	}, mix)
}

func TestVarietySuggests(t *testing.T) {
	from, to := utc("2026-01-01T00:00"), utc("2026-04-01T00:00")
	calls := entry(t, 1, "call", cop.Rhythm{Start: "2026-01-05T09:00", Every: cop.Monthly})
	fair := entry(t, 2, "fair", once("2026-03-01T09:00"))
	for says, entries := range map[string][]calendar.Entry{"Nothing was planned": nil, "All was familiar": {calls}, "All was new": {fair}} {
		mix, err := calendar.Variety(entries, from, to)
		require.NoError(t, err)
		require.Len(t, mix.Reasons, 2)
		assert.Contains(t, mix.Reasons[1], says)
	}
	_, err := calendar.Variety(nil, to, from)
	assert.ErrorIs(t, err, fault.Invalid)
	nowhere := calls
	nowhere.Gathering.Rhythm.Zone = "Mars/Olympus"
	_, err = calendar.Variety([]calendar.Entry{nowhere}, from, to)
	assert.ErrorIs(t, err, fault.Invalid)
}

// Every meeting of the window counts once, and a kind has one first at most.
func TestVarietyCountsEveryMeetingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var entries []calendar.Entry
		from, to, meetings := utc("2026-01-01T00:00"), utc("2027-01-01T00:00"), 0
		for n := range rapid.IntRange(0, 8).Draw(t, "gatherings") {
			r := rhythms().Draw(t, "rhythm")
			e := entry(t, byte(n)+1, rapid.SampledFrom([]string{"", "call", "Call", "visit"}).Draw(t, "kind"), r)
			all, err := calendar.Occurrences(e.Gathering, nil, from, to, 0)
			require.NoError(t, err)
			for _, o := range all {
				if !o.Start.Before(from) {
					meetings++
				}
			}
			entries = append(entries, e)
		}
		mix, err := calendar.Variety(entries, from, to)
		require.NoError(t, err)
		require.Equal(t, meetings, len(mix.Regular)+len(mix.First))
		firsts := map[string]bool{}
		for _, first := range mix.First {
			if first.Why != "it met once, and is of no kind that was named" {
				require.NotContains(t, firsts, first.Why)
				firsts[first.Why] = true
			}
		}
		shuffled, err := calendar.Variety(rapid.Permutation(entries).Draw(t, "order"), from, to)
		require.NoError(t, err)
		require.Equal(t, mix, shuffled)
	})
}
