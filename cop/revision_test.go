package cop_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
)

// Every version of the charter is kept, with who wrote it, when and why.
func TestRevisions(t *testing.T) {
	c, founding, err := cop.Found(occasion(0, "ana"), charter())
	require.NoError(t, err)
	first, ok := cop.RevisionOf(c, founding)
	require.True(t, ok)
	assert.Equal(t, cop.Revision{Community: auditors, Number: 1, Charter: charter(), Editor: "ana", At: nine}, first)

	c, amendment, err := c.Amend(occasion(1, "bob"), full(), "the ministry pays")
	require.NoError(t, err)
	second, ok := cop.RevisionOf(c, cop.CarryingOut(amendment, activity.ProposalID{5}))
	require.True(t, ok)
	assert.Equal(t, cop.Revision{
		Community: auditors, Number: 2, Charter: full(), Editor: "bob", At: occasion(1, "bob").At,
		Reason: "the ministry pays", Proposal: activity.ProposalID{5},
	}, second)
	sameAsJSON(t, second)

	_, ok = cop.RevisionOf(c, activity.Activity{})
	assert.False(t, ok)
}

// sameAsJSON: storage keeps the value as a JSON document, and gives back an
// equal one.
func sameAsJSON[T any](t interface {
	require.TestingT
	Helper()
}, value T) {
	t.Helper()
	var back T
	data, err := json.Marshal(value)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &back))
	require.Equal(t, value, back)
}

func TestDifferences(t *testing.T) {
	assert.Empty(t, cop.Differences(full(), full()))
	empty := charter()
	empty.Domain.Topics = []string{}
	assert.Empty(t, cop.Differences(charter(), empty), "no topics are no topics")

	var fields []string
	for _, c := range cop.Differences(cop.Charter{}, full()) {
		assert.Empty(t, c.Before, c.Field)
		assert.NotEmpty(t, c.After, c.Field)
		fields = append(fields, c.Field)
	}
	assert.Equal(t, "name domain.concern domain.topics kind form.reach form.medium form.boundary form.formality form.origin "+
		"form.admission form.size form.budget purpose audience priorities goals", strings.Join(fields, " "), "all that a charter says, in its order")
}

// Two charters differ in what they say, or there are no changes.
func TestChangesAreAllChanges(t *testing.T) {
	charters := rapid.Custom(func(t *rapid.T) cop.Charter {
		c := charter()
		for _, declare := range []func(from cop.Charter){
			func(from cop.Charter) { c.Domain.Topics = from.Domain.Topics },
			func(from cop.Charter) { c.Form = from.Form },
			func(from cop.Charter) { c.Audience = from.Audience },
			func(from cop.Charter) { c.Priorities, c.Goals = from.Priorities, from.Goals },
		} {
			if rapid.Bool().Draw(t, "declared") {
				declare(full())
			}
		}
		return c
	})
	rapid.Check(t, func(t *rapid.T) {
		before, after := charters.Draw(t, "before"), charters.Draw(t, "after")
		changes, back := cop.Differences(before, after), cop.Differences(after, before)
		require.Equal(t, reflect.DeepEqual(before, after), len(changes) == 0)
		require.Len(t, back, len(changes))
		for i, c := range changes {
			require.Equal(t, cop.Difference{Field: c.Field, Before: c.After, After: c.Before}, back[i])
			require.NotEqual(t, c.Before, c.After)
		}
	})
}

// Whoever reads the history of a charter sees what changed, in words.
func ExampleDifferences() {
	before := cop.Charter{Name: "Auditors", Domain: cop.Domain{Concern: "auditing well"}}
	after := before
	after.Domain.Topics = []string{"payroll", "sampling"}
	after.Form = cop.Form{Formality: cop.Supported, Budget: cop.Budget{Amount: 1200000, Currency: "EUR", Period: cop.PerYear}}
	after.Priorities = []string{"faster audits"}
	after.Goals = []cop.Goal{{Goal: "one handbook", Serves: "faster audits", Measure: "ministries that use it", By: nine}}
	for _, c := range cop.Differences(before, after) {
		fmt.Println(c)
	}
	// Output:
	// domain.topics: from nothing to "payroll; sampling"
	// form.formality: from nothing to "supported"
	// form.budget: from nothing to "EUR 1200000 in its minor unit, yearly"
	// priorities: from nothing to "faster audits"
	// goals: from nothing to "one handbook, for faster audits, measured by ministries that use it, by 2026-03-02"
}
