package cop_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

func TestSpaceOf(t *testing.T) {
	for name, fact := range map[string]activity.Fact{
		"cop.space-opened":     cop.SpaceOpened{},
		"cop.space-rearranged": cop.SpaceRearranged{},
		"cop.person-let-in":    cop.PersonLetIn{},
		"cop.person-let-out":   cop.PersonLetOut{},
		"cop.space-closed":     cop.SpaceClosed{},
	} {
		assert.Equal(t, name, fact.FactName())
		id, ok := cop.SpaceOf(activity.Activity{Object: activity.ObjectID(library), Detail: fact})
		assert.True(t, ok, name)
		assert.Equal(t, library, id, name)
	}
	for _, fact := range []activity.Fact{nil, activity.Imported{}, cop.Founded{}} {
		a := activity.Activity{Object: activity.ObjectID(library), Detail: fact}
		_, ok := cop.SpaceOf(a)
		assert.False(t, ok)
		before := opened(t, cop.Private)
		after, err := before.Fold(a)
		assert.NoError(t, err)
		assert.Equal(t, before, after)
	}
}

func TestSpaceFoldRefusesAnotherSpace(t *testing.T) {
	before := opened(t, cop.Private)
	_, a, err := before.Close(occasion(1, "ana"), "")
	require.NoError(t, err)
	other, elsewhere := a, a
	other.Object = activity.ObjectID(cellar)
	elsewhere.Community = activity.CommunityID{0xb}
	for name, a := range map[string]activity.Activity{"another space": other, "another community": elsewhere} {
		after, err := before.Fold(a)
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.Equal(t, before, after, name)
	}
}

// The history accounts for the present, after any acts on a space and the one
// around it; what the space itself refuses, no record can hold either; and
// nobody ever enters the inner space whom the outer one keeps out.
func TestFoldingTheRecordGivesTheSpaces(t *testing.T) {
	people := []activity.Person{"ana", "bob", "cem"}
	person := rapid.SampledFrom(people)
	rooms := rapid.Custom(func(t *rapid.T) cop.Room {
		return cop.Room{
			Name:   rapid.SampledFrom([]string{"Payroll", "Sampling"}).Draw(t, "name"),
			Access: rapid.SampledFrom([]cop.Access{cop.Public, cop.Members, cop.Private}).Draw(t, "access"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		var spaces, folded [2]cop.Space // the outer one, then the inner
		for n := range rapid.IntRange(1, 40).Draw(t, "acts") {
			which, o := rapid.IntRange(0, 1).Draw(t, "which"), occasion(n, person.Draw(t, "actor"))
			s, around, r := spaces[which], cop.Space{}, rooms.Draw(t, "room")
			if which == 1 {
				around, r.Parent = spaces[0], spaces[0].ID
			}
			given := s
			given.People = slices.Clone(s.People)
			var next cop.Space
			var a activity.Activity
			var err error
			would := activity.Activity{Community: auditors, Object: activity.ObjectID(s.ID), Actor: o.Actor}
			p := person.Draw(t, "person")
			switch act := rapid.IntRange(0, 9).Draw(t, "act"); {
			case s.Rev == 0:
				next, a, err = cop.OpenSpace(o, []activity.SpaceID{library, cellar}[which], r, around)
			case act < 3:
				next, a, err = s.Rearrange(o, r, around)
				would.Detail = cop.SpaceRearranged{Room: r}
			case act < 6:
				next, a, err = s.LetIn(o, p, around)
				would.To, would.Detail = p, cop.PersonLetIn{}
			case act < 9:
				next, a, err = s.LetOut(o, p)
				would.To, would.Detail = p, cop.PersonLetOut{}
			default:
				next, a, err = s.Close(o, "")
				would.Detail = cop.SpaceClosed{}
			}
			require.Equal(t, given, s, "the given space stays as it was")
			if err != nil {
				require.Equal(t, s, next)
				if s.Rev > 0 && which == 0 { // nothing around had a say
					_, err = s.Fold(would)
					require.ErrorIs(t, err, fault.Invalid, "what the act refuses, no record holds")
				}
				continue
			}
			require.NoError(t, a.Check())
			require.Equal(t, s.Rev+1, next.Rev)
			require.Equal(t, next.ID, a.Space)
			spaces[which] = next
			folded[which], err = folded[which].Fold(a)
			require.NoError(t, err)
			require.Equal(t, next, folded[which])
			require.True(t, slices.IsSorted(next.People))
			require.False(t, next.Access == cop.Private && !next.Closed && next.People == nil, "somebody is in it")
			require.False(t, next.Access != cop.Private && next.People != nil, "only private spaces list people")
			sameAfterJSON(t, next)

			for _, p := range people {
				for _, member := range []bool{true, false} {
					if !spaces[1].Parent.IsZero() && cop.Enters(spaces[1], spaces[0], p, member) {
						require.True(t, cop.Enters(spaces[0], cop.Space{}, p, member))
					}
					require.False(t, cop.Writes(next, around, p, member) && !cop.Enters(next, around, p, member))
				}
			}
		}
	})
}
