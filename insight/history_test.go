package insight

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
)

// told reads activities from lines of time, actor, verb, object, thread and
// addressee, of which the last two may be missing.
func told(t testing.TB, lines ...string) []activity.Activity {
	t.Helper()
	all := make([]activity.Activity, len(lines))
	for i, line := range lines {
		f := append(strings.Fields(line), "", "")
		at, err := time.Parse("2006-01-02T15:04:05.999999", f[0])
		require.NoError(t, err)
		all[i] = activity.Activity{
			At:     at,
			Actor:  activity.Person(f[1]),
			Verb:   activity.Verb(f[2]),
			Object: activity.Foreign("", f[3]),
			Thread: activity.Foreign("", f[4]),
			To:     activity.Person(f[5]),
		}
	}
	return all
}

// measured measures what told reads.
func measured(t testing.TB, lines ...string) Measures {
	t.Helper()
	m, err := Measure(activity.StreamOf(told(t, lines...)...))
	require.NoError(t, err)
	return m
}

func TestHistoryIsInOrderOfNamesAndTimes(t *testing.T) {
	h, err := read(activity.StreamOf(told(t,
		"2024-01-02T00:00:00 zoe answer a1 q1 ana",
		"2024-01-01T00:00:00 zoe ask q2 q2",
		"2024-01-01T00:00:00 ana ask q1 q1",
	)...))
	require.NoError(t, err)
	assert.Equal(t, []activity.Person{"ana", "zoe"}, h.people)
	assert.Equal(t, 2, h.threads)
	var who []uint32
	var days []int
	for own := range h.byActor() {
		for _, e := range own {
			who, days = append(who, e.actor), append(days, timeOf(e.at).Day())
		}
	}
	assert.Equal(t, []uint32{0, 1, 1}, who)
	assert.Equal(t, []int{1, 1, 2}, days)
	assert.Equal(t, uint32(0), h.events[2].to)
}

func TestThread(t *testing.T) {
	q, other := activity.Foreign("", "q"), activity.Foreign("", "other")
	for _, c := range []struct {
		name   string
		given  activity.Activity
		thread activity.ObjectID
		opens  bool
	}{
		{"an opening names itself", activity.Activity{Verb: activity.Ask, Object: q, Thread: q}, q, true},
		{"an opening without a thread opens its own", activity.Activity{Verb: activity.Start, Object: q}, q, true},
		{"a question within a thread opens none", activity.Activity{Verb: activity.Ask, Object: q, Thread: other}, other, false},
		{"an answer is in its thread", activity.Activity{Verb: activity.Answer, Object: other, Thread: q}, q, false},
		{"a commit is in none", activity.Activity{Verb: activity.Commit, Object: q}, activity.ObjectID{}, false},
		{"a question about nothing is in none", activity.Activity{Verb: activity.Ask}, activity.ObjectID{}, false},
	} {
		thread, opens := threadOf(c.given)
		assert.Equal(t, c.thread, thread, c.name)
		assert.Equal(t, c.opens, opens, c.name)
	}
}
