package cop_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

var north, south = activity.CommunityID{0xb}, activity.CommunityID{0xc}

// The ways in which communities end, and how many successors each names.
func TestEndings(t *testing.T) {
	for _, test := range []struct {
		how  cop.How
		into []activity.CommunityID
		ok   bool
	}{
		{cop.EndSplit, []activity.CommunityID{north, south}, true},
		{cop.EndSplit, []activity.CommunityID{north}, false},
		{cop.EndSplit, nil, false},
		{cop.EndMerged, []activity.CommunityID{north}, true},
		{cop.EndMerged, []activity.CommunityID{north, south}, false},
		{cop.EndMerged, nil, false},
		{cop.EndClosed, nil, true},
		{cop.EndFaded, nil, true},
		{cop.EndSocialClub, nil, true},
		{cop.EndInstitutionalised, nil, true},
		{cop.EndInstitutionalised, []activity.CommunityID{north}, true},
		{"exploded", nil, false},
		{"", nil, false},
		{cop.EndClosed, []activity.CommunityID{north, north}, false},
		{cop.EndClosed, []activity.CommunityID{{}}, false},
		{cop.EndMerged, []activity.CommunityID{auditors}, false},
	} {
		before := founded(t)
		ending := cop.Ending{How: test.how, Into: test.into, Reason: "it is time", Legacy: "Read the handbook."}
		c, a, err := before.End(occasion(5, "ana"), ending)
		if !test.ok {
			assert.ErrorIs(t, err, fault.Invalid, "%+v", test)
			assert.Equal(t, before, c)
			continue
		}
		require.NoError(t, err, "%+v", test)
		assert.Equal(t, activity.End, a.Verb)
		assert.Equal(t, activity.ObjectID(auditors), a.Object)
		assert.Equal(t, cop.WasEnded{Ending: ending}, a.Detail)
		assert.Equal(t, cop.Ended{Ending: ending, By: "ana", At: nine.Add(5 * time.Hour)}, c.Ended)
		assert.Equal(t, before.Rev+1, c.Rev)
		assert.Equal(t, before.Charter, c.Charter, "what it was stays readable")
		sameAsJSON(t, c)
	}
}

func TestAnEndedCommunityIsAnArchive(t *testing.T) {
	living := founded(t)
	assert.NoError(t, living.Live())
	ended, _, err := living.End(occasion(1, "ana"), cop.Ending{How: cop.EndMerged, Into: []activity.CommunityID{north}, Reason: "one is enough"})
	require.NoError(t, err)
	assert.EqualError(t, ended.Live(), "cop.Live: precondition: the community has ended (merged) and can only be read; "+
		"go on in 0b000000-0000-0000-0000-000000000000")

	changed := charter()
	changed.Purpose = "Learn."
	for name, act := range map[string]func() (activity.Activity, error){
		"cop.Amend": func() (activity.Activity, error) {
			_, a, err := ended.Amend(occasion(2, "ana"), changed, "why not")
			return a, err
		},
		"cop.HandOn": func() (activity.Activity, error) {
			_, a, err := ended.HandOn(occasion(2, "ana"), cop.HandedOn{To: north})
			return a, err
		},
		"cop.End": func() (activity.Activity, error) {
			_, a, err := ended.End(occasion(2, "ana"), cop.Ending{How: cop.EndClosed, Reason: "again"})
			return a, err
		},
	} {
		a, err := act()
		assert.ErrorIs(t, err, fault.Precondition, name)
		assert.ErrorContains(t, err, name)
		assert.ErrorContains(t, err, "go on in 0b000000")
		assert.Zero(t, a)
	}
	for _, detail := range []activity.Fact{cop.Amended{Charter: changed}, cop.HandedOn{To: north}, cop.WasEnded{}, cop.Founded{}} {
		_, err := ended.Fold(activity.Activity{Community: auditors, Detail: detail})
		assert.ErrorIs(t, err, fault.Invalid, "%T", detail)
	}
}

func TestHandOn(t *testing.T) {
	before := founded(t)
	given := []activity.ResourceID{{1}, {2}}
	h, a, err := before.HandOn(occasion(1, "ana"), cop.HandedOn{To: north, Resources: given, Note: "yours to keep"})
	require.NoError(t, err)
	given[0] = activity.ResourceID{9}
	fact := cop.HandedOn{To: north, Resources: []activity.ResourceID{{1}, {2}}, Note: "yours to keep"}
	assert.Equal(t, cop.Handover{Community: auditors, ID: a.ID, HandedOn: fact, By: "ana", At: a.At}, h)
	assert.Equal(t, activity.HandOn, a.Verb)
	assert.Equal(t, activity.ObjectID(auditors), a.Object)
	sameAsJSON(t, h)
	after, err := before.Fold(a)
	assert.NoError(t, err)
	assert.Equal(t, before, after, "handing on takes nothing away")

	_, ok := cop.HandoverOf(activity.Activity{})
	assert.False(t, ok)
	for name, to := range map[string]activity.CommunityID{"nobody": {}, "itself": auditors} {
		_, _, err := before.HandOn(occasion(1, "ana"), cop.HandedOn{To: to})
		assert.ErrorIs(t, err, fault.Invalid, name)
	}
}

// A community that has become two leaves word of where to go on.
func ExampleCommunity_End() {
	community, _, _ := cop.Found(occasion(0, "ana"), charter())
	community, _, err := community.End(occasion(1, "ana"), cop.Ending{
		How: cop.EndSplit, Into: []activity.CommunityID{north, south}, Reason: "we have become two practices",
	})
	fmt.Println(community.Ended.How, err)
	fmt.Println(community.Live())
	// Output:
	// split <nil>
	// cop.Live: precondition: the community has ended (split) and can only be read; go on in 0b000000-0000-0000-0000-000000000000, 0c000000-0000-0000-0000-000000000000
}
