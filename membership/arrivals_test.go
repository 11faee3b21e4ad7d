package membership_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
)

// event is an activity at some hour, in a thread if that is not 0.
func event(n int, actor activity.Person, verb activity.Verb, thread byte, to ...activity.Person) activity.Activity {
	a := activity.Activity{Community: auditors, Actor: actor, Verb: verb, At: hour(n)}
	if thread != 0 {
		a.Thread = activity.ObjectID{thread}
	}
	if to != nil {
		a.To = to[0]
	}
	return a
}

var arriving = []activity.Activity{
	event(1, "ana", activity.Join, 0),
	event(2, "ana", activity.Share, 0),
	event(3, "ana", activity.Admit, 0, "bob"),
	event(4, "bob", activity.Ask, 1),
	event(5, "bob", activity.Answer, 1), // his own
	event(9, "ana", activity.Answer, 1),
	event(10, "eve", activity.Ask, 2), // before she joins
	event(12, "eve", activity.Join, 0),
	event(13, "cem", activity.Join, 0), // has done nothing yet
	event(14, "eve", activity.Leave, 0),
	event(15, "eve", activity.Join, 0), // comes back
	event(16, "eve", activity.Ask, 3),
	event(17, "ana", activity.Comment, 3),
	event(18, "dee", activity.Reply, 4), // of an imported thread without its opening
	event(19, "ana", activity.Reply, 4),
}

func TestArrivals(t *testing.T) {
	list, err := membership.Arrivals(activity.StreamOf(arriving...))
	require.NoError(t, err)
	assert.Equal(t, []membership.Arrival{
		{Person: "ana", JoinedAt: hour(1), FirstContribution: hour(2)},
		{Person: "bob", JoinedAt: hour(3), FirstContribution: hour(4), FirstQuestion: hour(4), FirstAnswer: hour(9)},
		{Person: "eve", JoinedAt: hour(12), FirstContribution: hour(10), FirstQuestion: hour(10), FirstAnswer: hour(17)},
		{Person: "cem", JoinedAt: hour(13)},
		{Person: "dee", FirstContribution: hour(18)},
	}, list)
	for i, want := range []struct {
		contribution, answer time.Duration // in hours; -1: not known
	}{{1, -1}, {1, 5}, {0, 7}, {-1, -1}, {-1, -1}} {
		d, ok := list[i].ToContribution()
		assert.Equal(t, want.contribution >= 0, ok, list[i].Person)
		assert.Equal(t, max(0, want.contribution)*time.Hour, d, list[i].Person)
		d, ok = list[i].ToAnswer()
		assert.Equal(t, want.answer >= 0, ok, list[i].Person)
		assert.Equal(t, max(0, want.answer)*time.Hour, d, list[i].Person)
	}
}

// Imported histories come in any order.
func TestArrivalsInAnyOrder(t *testing.T) {
	want, err := membership.Arrivals(activity.StreamOf(arriving...))
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		shuffled := slices.Clone(arriving)
		rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)).Shuffle(len(shuffled), func(i, j int) {
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		})
		got, err := membership.Arrivals(activity.StreamOf(shuffled...))
		require.NoError(t, err)
		require.Equal(t, want, got)
	})
}

func TestArrivalsOfAStreamThatBreaksOff(t *testing.T) {
	broken := errors.New("broken")
	list, err := membership.Arrivals(func(yield func(activity.Activity, error) bool) {
		_ = yield(arriving[0], nil) && yield(activity.Activity{}, broken)
	})
	assert.ErrorIs(t, err, broken)
	assert.Nil(t, list)
}
