package membership_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
)

// Ana carries practice between three communities, Bob between two of them; Cem
// belongs to two, and carries nothing.
func TestBrokers(t *testing.T) {
	a, b, c := activity.CommunityID{1}, activity.CommunityID{2}, activity.CommunityID{3}
	template, checklist := activity.ResourceID{1}, activity.ResourceID{2}
	carried := func(person activity.Person, r activity.ResourceID, from, to activity.CommunityID, day int) membership.Carried {
		return membership.Carried{Person: person, Resource: r, From: from, To: to, At: nine.AddDate(0, 0, day)}
	}
	place := func(person activity.Person, c activity.CommunityID, l membership.Level) membership.Place {
		return membership.Place{Community: c, Person: person, Level: l, Since: nine}
	}
	got := membership.Brokers([]membership.Place{
		place("ana", a, membership.Core), place("ana", b, membership.Peripheral), place("bob", b, membership.Active),
		place("cem", a, membership.Core), place("cem", c, membership.Core),
	}, []membership.Carried{
		carried("bob", template, b, a, 9), carried("ana", checklist, c, a, 3), carried("ana", template, a, b, 1),
		carried("bob", template, a, b, 5), carried("cem", template, a, a, 1),
	})
	require.Len(t, got, 2)

	ana := got[0]
	assert.Equal(t, activity.Person("ana"), ana.Person, "she links most communities")
	assert.Equal(t, []membership.Link{{A: a, B: b}, {A: a, B: c}}, ana.Links)
	assert.Equal(t, []membership.Carried{carried("ana", template, a, b, 1), carried("ana", checklist, c, a, 3)}, ana.Carried)
	assert.Equal(t, membership.Risk{
		Links:    []membership.Link{{A: a, B: c}},
		Practice: []membership.Practice{{Resource: checklist, From: c, To: a}},
	}, ana.Risk, "Bob links A and B as well, and carried the template too")
	var voices []bool
	for _, r := range ana.Legitimacy {
		voices = append(voices, r.Met)
	}
	assert.Equal(t, []bool{true, false, false}, voices, "core in A, peripheral in B, outside of C")
	assert.Contains(t, ana.Legitimacy[1].Evidence, "peripheral; a member who vouches")
	assert.Equal(t, b, ana.Legitimacy[1].Community)
	assert.Equal(t, membership.Outside, ana.Legitimacy[2].Level)

	bob := got[1]
	assert.Equal(t, []membership.Link{{A: a, B: b}}, bob.Links)
	assert.Equal(t, membership.Risk{Practice: []membership.Practice{{Resource: template, From: b, To: a}}}, bob.Risk)
	assert.Empty(t, membership.Brokers(nil, nil))
}

// The order of what was carried makes no difference, and every link that has
// one broker is at risk exactly once.
func TestBrokersAreDeterministic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		carried := rapid.SliceOf(rapid.Custom(func(t *rapid.T) membership.Carried {
			n := func(name string) byte { return rapid.ByteRange(1, 4).Draw(t, name) }
			return membership.Carried{
				Person: activity.Person('a' + rune(n("person"))), Resource: activity.ResourceID{n("resource")},
				From: activity.CommunityID{n("from")}, To: activity.CommunityID{n("to")}, At: nine.Add(time.Duration(n("at"))),
			}
		})).Draw(t, "carried")
		given := slices.Clone(carried)
		got := membership.Brokers(nil, carried)
		require.Equal(t, given, carried, "what is given stays as it was")
		slices.Reverse(given)
		require.Equal(t, got, membership.Brokers(nil, given))

		brokers, risks := map[membership.Link]int{}, map[membership.Link]int{}
		for _, b := range got {
			for _, l := range b.Links {
				require.NotEqual(t, l.A, l.B)
				brokers[l]++
			}
			for _, l := range b.Risk.Links {
				risks[l]++
			}
		}
		for l, n := range brokers {
			require.Equal(t, n == 1, risks[l] == 1)
		}
	})
}
