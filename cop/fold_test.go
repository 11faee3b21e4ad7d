package cop_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

func TestFoldRefusesWhatCannotFollow(t *testing.T) {
	founding := activity.Activity{Community: auditors, Detail: cop.Founded{Charter: charter()}}
	amendment := activity.Activity{Community: auditors, Detail: cop.Amended{Charter: charter()}}
	elsewhere := amendment
	elsewhere.Community = activity.CommunityID{0xb}
	for name, test := range map[string]struct {
		community cop.Community
		activity  activity.Activity
	}{
		"a second founding":      {founded(t), founding},
		"a change of nothing":    {cop.Community{}, amendment},
		"the change of another":  {founded(t), elsewhere},
		"the founding of a fork": {founded(t), activity.Activity{Community: activity.CommunityID{0xb}, Detail: cop.Founded{}}},
	} {
		c, err := test.community.Fold(test.activity)
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.Equal(t, test.community, c, name)
	}
}

func TestFoldPassesOverTheRest(t *testing.T) {
	for _, detail := range []activity.Fact{nil, activity.Imported{}} {
		for _, before := range []cop.Community{{}, founded(t)} {
			c, err := before.Fold(activity.Activity{Community: auditors, Verb: activity.Amend, Detail: detail})
			assert.NoError(t, err)
			assert.Equal(t, before, c)
		}
	}
}

func TestFactNames(t *testing.T) {
	assert.Equal(t, "cop.founded", cop.Founded{}.FactName())
	assert.Equal(t, "cop.amended", cop.Amended{}.FactName())
	assert.Equal(t, "cop.handed-on", cop.HandedOn{}.FactName())
	assert.Equal(t, "cop.ended", cop.WasEnded{}.FactName())
}

// The history accounts for the present, after any acts.
func TestFoldingTheRecordGivesTheState(t *testing.T) {
	charters := rapid.Custom(func(t *rapid.T) cop.Charter {
		c := charter()
		c.Name = rapid.SampledFrom([]string{"Internal audit", "Audit", ""}).Draw(t, "name")
		c.Domain.Topics = rapid.SampledFrom([][]string{nil, {}, {"payroll"}, {"payroll", "payroll"}}).Draw(t, "topics")
		return c
	})
	rapid.Check(t, func(t *rapid.T) {
		var c, folded cop.Community
		for n := range rapid.IntRange(1, 12).Draw(t, "acts") {
			o := occasion(n, rapid.SampledFrom([]activity.Person{"ana", "bob", ""}).Draw(t, "actor"))
			before, shown := c, fmt.Sprintf("%+v", c)
			next, a, err := cop.Community{}, activity.Activity{}, error(nil)
			switch act := rapid.IntRange(0, 7).Draw(t, "act"); {
			case c.Rev == 0:
				next, a, err = cop.Found(o, charters.Draw(t, "charter"))
			case act == 0:
				next, a, err = c.End(o, cop.Ending{How: cop.EndClosed, Reason: "it is done"})
			default:
				next, a, err = c.Amend(o, charters.Draw(t, "charter"), rapid.SampledFrom([]string{"why not", ""}).Draw(t, "reason"))
			}
			require.Equal(t, shown, fmt.Sprintf("%+v", before), "the given state stays as it was")
			if err != nil {
				require.Equal(t, c, next)
				continue
			}
			require.NoError(t, a.Check())
			require.Equal(t, c.Rev+1, next.Rev)
			c = next
			folded, err = folded.Fold(a)
			require.NoError(t, err)
			require.Equal(t, c, folded)
			sameAsJSON(t, c)
		}
	})
}
