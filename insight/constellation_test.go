package insight_test

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/internal/recorded"
)

// belongs is one event of a constellation, in a month of 2020.
func belongs(month time.Month, person activity.Person, verb activity.Verb, community byte) activity.Activity {
	return activity.Activity{
		Community: activity.CommunityID{community}, Actor: "somebody", To: person, Verb: verb,
		At: time.Date(2020, month, 1, 0, 0, 0, 0, time.UTC),
	}
}

func joins(month time.Month, person activity.Person, community byte) activity.Activity {
	a := belongs(month, "", activity.Join, community)
	a.Actor = person
	return a
}

// Worked by hand: ana leads 1 since before the record; bob joins 1 and leads it
// two months later, and is appointed once more; cem joins 2, which is new, and leads it at once; dia leaves 1,
// in which she had been before; 2 ends, and whoever was in it is in it no more.
func TestConstellation(t *testing.T) {
	end := belongs(11, "", activity.End, 2)
	found := belongs(3, "", activity.Found, 2)
	leave := joins(4, "dia", 1)
	leave.Verb = activity.Leave
	later := joins(2, "eve", 3)
	later.At = later.At.AddDate(1, 0, 0)
	events := []activity.Activity{
		joins(2, "bob", 1), found, joins(3, "cem", 2), joins(3, "bob", 2), belongs(3, "cem", activity.Appoint, 2),
		belongs(4, "bob", activity.Appoint, 1), leave, belongs(5, "ana", activity.Relieve, 1),
		belongs(6, "bob", activity.Appoint, 1), end, later,
	}
	c, err := insight.MeasureConstellation(activity.StreamOf(events...))
	require.NoError(t, err)
	assert.Equal(t, []insight.VerbCount{
		{Verb: activity.Found, Events: 1}, {Verb: activity.Join, Events: 4}, {Verb: activity.Leave, Events: 1},
		{Verb: activity.Appoint, Events: 3}, {Verb: activity.Relieve, Events: 1}, {Verb: activity.End, Events: 1},
	}, c.Events)
	assert.Equal(t, insight.JoinedThenLeads{Pairs: 2, SameMonth: 1, MedianLater: 2}, c.ToLead)
	assert.Equal(t, []insight.Belonging{
		// 3 is there from before: nothing tells that it was founded.
		{Month: "2020-12", Communities: 2, People: 2, Leaders: 1, Most: []insight.Rank[int]{{Person: "ana", Value: 1}, {Person: "bob", Value: 1}}},
		{Month: "2021-02", Communities: 2, People: 3, Leaders: 1, OfOne: 1,
			Most: []insight.Rank[int]{{Person: "ana", Value: 1}, {Person: "bob", Value: 1}, {Person: "eve", Value: 1}}},
	}, c.Snapshots)

	spring, err := insight.MeasureConstellation(activity.StreamOf(events[:5]...))
	require.NoError(t, err)
	assert.Equal(t, 1, spring.Snapshots[0].InTwo, "bob is in 1 and in 2")
}

func TestConstellationOfNothing(t *testing.T) {
	c, err := insight.MeasureConstellation(activity.StreamOf(activity.Activity{Verb: activity.Ask}))
	require.NoError(t, err)
	assert.Zero(t, c)
	assert.Equal(t, "Nobody joined, left or led a community.\n", c.String())
	broken := errors.New("broken")
	_, err = insight.MeasureConstellation(func(yield func(activity.Activity, error) bool) { yield(activity.Activity{}, broken) })
	assert.ErrorIs(t, err, broken)
}

// Other names change nothing but names, and another community of others changes
// nothing of how anybody came to lead.
func TestConstellationProperties(t *testing.T) {
	verbs := []activity.Verb{activity.Join, activity.Leave, activity.Admit, activity.Remove, activity.Appoint, activity.Relieve}
	event := rapid.Custom(func(t *rapid.T) activity.Activity {
		a := belongs(time.Month(rapid.IntRange(1, 30).Draw(t, "month")), activity.Person(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "person")),
			rapid.SampledFrom(verbs).Draw(t, "verb"), byte(rapid.IntRange(1, 3).Draw(t, "community")))
		a.Actor = a.To
		return a
	})
	rapid.Check(t, func(t *rapid.T) {
		events := rapid.SliceOfN(event, 1, 30).Draw(t, "events")
		c, err := insight.MeasureConstellation(activity.StreamOf(events...))
		require.NoError(t, err)
		for _, s := range c.Snapshots {
			require.LessOrEqual(t, s.InFour, s.InTwo)
			require.LessOrEqual(t, s.InTwo, s.People)
			require.LessOrEqual(t, s.Leaders, s.People, "who leads belongs")
			require.LessOrEqual(t, s.OfOne, s.Communities)
		}
		renamed := slices.Clone(events)
		other := map[activity.Person]activity.Person{"a": "c", "b": "b", "c": "a"} // the other way round
		for i, a := range renamed {
			renamed[i].Actor, renamed[i].To, renamed[i].Community = other[a.Actor], other[a.To], activity.CommunityID{9 - a.Community[0]}
		}
		again, err := insight.MeasureConstellation(activity.StreamOf(renamed...))
		require.NoError(t, err)
		for i := range again.Snapshots {
			most := again.Snapshots[i].Most
			for j := range most {
				most[j].Person = other[most[j].Person]
			}
			slices.SortFunc(most, func(a, b insight.Rank[int]) int {
				return cmp.Or(cmp.Compare(b.Value, a.Value), cmp.Compare(a.Person, b.Person)) // of equals the first by name
			})
		}
		require.Equal(t, c, again)
		beside, err := insight.MeasureConstellation(activity.StreamOf(append(events, joins(1, "z", 9))...))
		require.NoError(t, err)
		require.Equal(t, c.ToLead, beside.ToLead)
		last, lastBeside := c.Snapshots[len(c.Snapshots)-1], beside.Snapshots[len(beside.Snapshots)-1]
		require.Equal(t, []int{last.Communities + 1, last.People + 1, last.InTwo}, []int{lastBeside.Communities, lastBeside.People, lastBeside.InTwo})
	})
}

// The figures of a real constellation are those that were computed independently
// from its events. Those of the snapshots were computed from lists of all members,
// of whom some show in no event: communities are short of the same number at all
// times, and people of a few.
func TestConstellationReference(t *testing.T) {
	dir := recorded.Dir(t)
	c, err := insight.MeasureConstellation(exchange.Membership(os.DirFS(dir), "rust-team-events.csv", nil))
	require.NoError(t, err)
	var want struct {
		Snapshots map[string]struct {
			Teams, People, Leads int
			Two                  int `json:"in_2plus"`
			Four                 int `json:"in_4plus"`
			Top                  [][2]any
		}
		Events    map[string]int
		Pairs     int     `json:"join_then_lead_same_team"`
		SameMonth int     `json:"same_month"`
		Later     float64 `json:"median_months_join_to_lead_if_later"`
	}
	b, err := os.ReadFile(filepath.Join(dir, "reference", "rust-team-constellation.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, &want))

	assert.Equal(t, insight.JoinedThenLeads{Pairs: want.Pairs, SameMonth: want.SameMonth, MedianLater: want.Later}, c.ToLead)
	names := map[activity.Verb]string{
		activity.Found: "team-created", activity.End: "team-removed", activity.Join: "join", activity.Leave: "leave",
		activity.Appoint: "become-lead", activity.Relieve: "stop-lead",
	}
	got := map[string]int{}
	for _, v := range c.Events {
		got[names[v.Verb]] = v.Events
	}
	assert.Equal(t, want.Events, got)

	require.Len(t, c.Snapshots, len(want.Snapshots))
	for _, s := range c.Snapshots {
		w, ok := want.Snapshots[s.Month]
		require.True(t, ok, s.Month)
		const unseen, few = 3, 6
		assert.Equal(t, w.Teams-unseen, s.Communities, s.Month)
		for what, figure := range map[string][2]int{
			"people": {w.People, s.People}, "leads": {w.Leads, s.Leaders}, "in two": {w.Two, s.InTwo}, "in four": {w.Four, s.InFour},
		} {
			assert.GreaterOrEqual(t, figure[0], figure[1], "%s %s", s.Month, what)
			assert.LessOrEqual(t, figure[0]-figure[1], few, "%s %s", s.Month, what)
		}
		person := fmt.Sprint(w.Top[0][0])
		assert.True(t, slices.ContainsFunc(s.Most[:3], func(r insight.Rank[int]) bool { return string(r.Person) == person }), s.Month)
	}
	assert.Contains(t, c.String(), "came to lead what they had joined")
}
