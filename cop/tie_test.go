package cop_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

var ministry = activity.TieID{3}

// A tie names one other side: of a kind that can stand there.
func TestTies(t *testing.T) {
	for _, test := range []struct {
		link cop.Link
		bad  []string
	}{
		{cop.Link{Kind: cop.SponsorTie, Who: "Ministry of Finance"}, nil},
		{cop.Link{Kind: cop.SponsorTie, Person: "minister"}, nil},
		{cop.Link{Kind: cop.PartnerTie, Who: "University", About: "they teach sampling"}, nil},
		{cop.Link{Kind: cop.GuestExpertTie, Who: "Prof. X", Since: nine, Until: nine.AddDate(0, 1, 0)}, nil},
		{cop.Link{Kind: cop.CommunityTie, Other: north}, nil},
		{cop.Link{Kind: cop.CommunityTie, Who: "the north"}, []string{"other"}},
		{cop.Link{Kind: cop.PartnerTie, Other: north}, []string{"other"}},
		{cop.Link{Kind: cop.PartnerTie}, []string{"who"}},
		{cop.Link{Kind: cop.PartnerTie, Who: "University", Person: "bob"}, []string{"who"}},
		{cop.Link{Kind: "rival", Who: "them"}, []string{"kind"}},
		{cop.Link{Who: "two\nlines"}, []string{"kind", "who"}},
		{cop.Link{Kind: cop.PartnerTie, Person: "\n"}, []string{"person"}},
		{cop.Link{Kind: cop.PartnerTie, Who: "University", Since: nine, Until: nine}, []string{"until"}},
		{cop.Link{Kind: cop.PartnerTie, Who: "University", Until: nine.AddDate(9000, 0, 0)}, []string{"until"}},
		{cop.Link{Kind: cop.PartnerTie, Who: "University", Since: nine.AddDate(9000, 0, 0)}, []string{"since"}},
	} {
		tie, a, err := cop.NewTie(occasion(1, "ana"), ministry, test.link)
		if test.bad != nil {
			var bad *fault.Error
			require.ErrorAs(t, err, &bad)
			var names []string
			for _, f := range bad.Fields {
				names = append(names, f.Name)
			}
			assert.Equal(t, test.bad, names, "%+v", test.link)
			assert.Zero(t, tie)
			assert.Zero(t, a)
			continue
		}
		require.NoError(t, err, "%+v", test.link)
		if test.link.Since.IsZero() {
			test.link.Since = a.At
		}
		assert.Equal(t, cop.Tie{
			Community: auditors, ID: ministry, Space: activity.SpaceID{7}, Link: test.link, By: "ana", At: a.At, Rev: 1,
		}, tie)
		assert.Equal(t, activity.Tie, a.Verb)
		assert.Equal(t, activity.ObjectID(ministry), a.Object)
		assert.Equal(t, test.link.Person, a.To)
		sameAsJSON(t, tie)
	}
}

func TestATieHoldsForATime(t *testing.T) {
	hour := func(n int) time.Time { return nine.Add(time.Duration(n) * time.Hour) }
	tie, _, err := cop.NewTie(occasion(0, "ana"), ministry, cop.Link{Kind: cop.GuestExpertTie, Person: "bob", Since: hour(2), Until: hour(9)})
	require.NoError(t, err)
	ended, a, err := tie.Untie(occasion(5, "ana"), "she has moved away")
	require.NoError(t, err)
	assert.Equal(t, activity.Untie, a.Verb)
	assert.Equal(t, activity.Person("bob"), a.To)
	assert.Equal(t, cop.TieEnd{By: "ana", At: hour(5), Reason: "she has moved away"}, ended.Ended)
	for n, want := range map[int]struct{ tie, ended bool }{
		1: {false, false}, 2: {true, true}, 4: {true, true}, 5: {true, false}, 8: {true, false}, 9: {false, false},
	} {
		assert.Equal(t, want.tie, tie.Holds(hour(n)), n)
		assert.Equal(t, want.ended, ended.Holds(hour(n)), n)
	}
	assert.False(t, cop.Tie{}.Holds(nine))
	_, _, err = ended.Untie(occasion(6, "ana"), "")
	assert.ErrorIs(t, err, fault.Exists)
}

func TestATieRefuses(t *testing.T) {
	link := cop.Link{Kind: cop.PartnerTie, Who: "University"}
	_, _, err := cop.NewTie(occasion(0, "ana"), activity.TieID{}, link)
	assert.ErrorContains(t, err, "needs an id")
	_, _, err = cop.NewTie(occasion(0, "ana"), ministry, cop.Link{Kind: cop.CommunityTie, Other: auditors})
	assert.ErrorContains(t, err, "tied to itself")
	_, _, err = cop.NewTie(activity.Occasion{}, ministry, link)
	assert.ErrorIs(t, err, fault.Invalid)
	tie, a, err := cop.NewTie(occasion(0, "ana"), ministry, link)
	require.NoError(t, err)
	_, err = tie.Fold(a)
	assert.ErrorContains(t, err, "noted already")
	_, _, err = cop.Tie{ID: ministry}.Untie(occasion(1, "ana"), "")
	assert.ErrorContains(t, err, "another tie")
}

// The history accounts for the present; and Fold refuses what an act refuses.
func TestFoldingATie(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var tie, folded cop.Tie
		for n := range rapid.IntRange(1, 5).Draw(t, "acts") {
			o := occasion(n, "ana")
			next, a, err := cop.NewTie(o, ministry, cop.Link{Kind: cop.PartnerTie, Who: "University"})
			if tie.Rev > 0 {
				next, a, err = tie.Untie(o, "")
			}
			if err != nil {
				_, err = folded.Fold(activity.Activity{Community: auditors, Object: activity.ObjectID(ministry), Detail: cop.Untied{}})
				require.ErrorIs(t, err, fault.Invalid)
				continue
			}
			tie = next
			folded, err = folded.Fold(a)
			require.NoError(t, err)
			require.Equal(t, tie, folded)
		}
	})
	tie, err := cop.Tie{}.Fold(activity.Activity{})
	assert.NoError(t, err)
	assert.Zero(t, tie)
	id, ok := cop.TieOf(activity.Activity{Object: activity.ObjectID(ministry), Detail: cop.Untied{}})
	assert.True(t, ok)
	assert.Equal(t, ministry, id)
	assert.Equal(t, "cop.tied", cop.Tied{}.FactName())
	assert.Equal(t, "cop.untied", cop.Untied{}.FactName())
}
