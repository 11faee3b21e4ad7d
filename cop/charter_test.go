package cop_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
)

// charter returns the least that a community has to declare.
func charter() cop.Charter {
	return cop.Charter{Name: "Internal audit", Domain: cop.Domain{Concern: "auditing public money well"}}
}

func TestACharterNeedsANameAndAConcern(t *testing.T) {
	assert.NoError(t, charter().Check())
	assert.EqualError(t, cop.Charter{}.Check(), "cop.Charter: invalid: name is required; domain.concern is required")
}

func TestEveryWordOfTheCharter(t *testing.T) {
	forms := []cop.Form{{}}
	for _, v := range []cop.Reach{cop.Local, cop.Global} {
		forms = append(forms, cop.Form{Reach: v})
	}
	for _, v := range []cop.Medium{cop.FaceToFace, cop.Online, cop.Hybrid} {
		forms = append(forms, cop.Form{Medium: v})
	}
	for _, v := range []cop.Boundary{cop.Within, cop.Across} {
		forms = append(forms, cop.Form{Boundary: v})
	}
	for _, v := range []cop.Formality{cop.Unrecognised, cop.Recognised, cop.Supported} {
		forms = append(forms, cop.Form{Formality: v})
	}
	for _, v := range []cop.Origin{cop.Emerged, cop.Cultivated} {
		forms = append(forms, cop.Form{Origin: v})
	}
	for _, v := range []cop.Admission{cop.Open, cop.ByRequest, cop.ByInvitation} {
		forms = append(forms, cop.Form{Admission: v})
	}
	for _, v := range []cop.Size{cop.Small, cop.MidSize, cop.Large, cop.VeryLarge} {
		forms = append(forms, cop.Form{Size: v})
	}
	for _, v := range []cop.BudgetPeriod{cop.OneOff, cop.PerMonth, cop.PerQuarter, cop.PerYear} {
		forms = append(forms, cop.Form{Formality: cop.Supported, Budget: cop.Budget{Amount: 1, Currency: "EUR", Period: v}})
	}
	for _, kind := range []cop.Kind{"", cop.Helping, cop.BestPractice, cop.KnowledgeStewarding, cop.Innovating} {
		for _, form := range forms {
			c := charter()
			c.Kind, c.Form = kind, form
			assert.NoError(t, c.Check(), "%+v", c)
		}
	}
}

func TestACharterAtItsLimits(t *testing.T) {
	c := charter()
	c.Name = strings.Repeat("é", 200)
	c.Domain.Concern = strings.Repeat("é", 1000)
	c.Domain.Topics = topics(100)
	c.Purpose = strings.Repeat("é\n", 2000)
	assert.NoError(t, c.Check())
}

func topics(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprint("topic ", i)
	}
	return all
}

var (
	budget    = cop.Budget{Amount: 12_000_00, Currency: "EUR", Period: cop.PerYear}
	supported = cop.Form{Formality: cop.Supported, Budget: budget}
)

// full returns a charter that declares everything.
func full() cop.Charter {
	return cop.Charter{
		Name:   "Internal audit",
		Domain: cop.Domain{Concern: "auditing public money well", Topics: []string{"payroll", "sampling"}},
		Kind:   cop.BestPractice,
		Form: cop.Form{
			Reach: cop.Global, Medium: cop.Hybrid, Boundary: cop.Across, Formality: cop.Supported,
			Origin: cop.Cultivated, Admission: cop.ByRequest, Size: cop.MidSize, Budget: budget,
		},
		Purpose:    "Learn from each other's audits.",
		Audience:   "internal auditors in ministries",
		Priorities: []string{"less fraud", "faster audits"},
		Goals: []cop.Goal{
			{Goal: "one handbook", Serves: "faster audits", Measure: "ministries that use it", By: nine.AddDate(1, 0, 0)},
			{Goal: "know each other"},
		},
	}
}

func TestACharterThatDeclaresEverything(t *testing.T) {
	assert.NoError(t, full().Check())
}

// The sizes are those at which a community changes its character.
func TestSizeOf(t *testing.T) {
	for members, size := range map[int]cop.Size{
		0: cop.Small, 14: cop.Small, 15: cop.MidSize, 50: cop.MidSize, 51: cop.Large, 150: cop.Large, 151: cop.VeryLarge,
	} {
		assert.Equal(t, size, cop.SizeOf(members), members)
	}
}

func TestABadCharter(t *testing.T) {
	for _, test := range []struct {
		field string
		spoil func(*cop.Charter)
	}{
		{"name", func(c *cop.Charter) { c.Name = "" }},
		{"name", func(c *cop.Charter) { c.Name = "two\nlines" }},
		{"name", func(c *cop.Charter) { c.Name = "\xff" }},
		{"name", func(c *cop.Charter) { c.Name = strings.Repeat("é", 201) }},
		{"domain.concern", func(c *cop.Charter) { c.Domain.Concern = " " }},
		{"domain.concern", func(c *cop.Charter) { c.Domain.Concern = strings.Repeat("é", 1001) }},
		{"domain.topics", func(c *cop.Charter) { c.Domain.Topics = topics(101) }},
		{"domain.topics", func(c *cop.Charter) { c.Domain.Topics = []string{"payroll", "payroll"} }},
		{"domain.topics[1]", func(c *cop.Charter) { c.Domain.Topics = []string{"payroll", ""} }},
		{"kind", func(c *cop.Charter) { c.Kind = "club" }},
		{"form.reach", func(c *cop.Charter) { c.Form.Reach = "the moon" }},
		{"form.medium", func(c *cop.Charter) { c.Form.Medium = "telepathy" }},
		{"form.boundary", func(c *cop.Charter) { c.Form.Boundary = "none" }},
		{"form.formality", func(c *cop.Charter) { c.Form.Formality = "black tie" }},
		{"form.origin", func(c *cop.Charter) { c.Form.Origin = "unknown" }},
		{"form.admission", func(c *cop.Charter) { c.Form.Admission = "by lot" }},
		{"form.size", func(c *cop.Charter) { c.Form.Size = "huge" }},
		{"form.budget", func(c *cop.Charter) { c.Form.Budget = budget }},
		{"form.budget.amount", func(c *cop.Charter) { c.Form = supported; c.Form.Budget.Amount = 0 }},
		{"form.budget.currency", func(c *cop.Charter) { c.Form = supported; c.Form.Budget.Currency = "ECU" }},
		{"form.budget.period", func(c *cop.Charter) { c.Form = supported; c.Form.Budget.Period = "weekly" }},
		{"audience", func(c *cop.Charter) { c.Audience = strings.Repeat("é", 1001) }},
		{"priorities", func(c *cop.Charter) { c.Priorities = []string{"less fraud", "less fraud"} }},
		{"priorities[0]", func(c *cop.Charter) { c.Priorities = []string{"two\nlines"} }},
		{"goals", func(c *cop.Charter) { c.Goals = []cop.Goal{{Goal: "one handbook"}, {Goal: "one handbook"}} }},
		{"goals[0].goal", func(c *cop.Charter) { c.Goals = []cop.Goal{{}} }},
		{"goals[0].serves", func(c *cop.Charter) { c.Goals = []cop.Goal{{Goal: "one handbook", Serves: "less fraud"}} }},
		{"goals[0].measure", func(c *cop.Charter) { c.Goals = []cop.Goal{{Goal: "one handbook", Measure: "\t"}} }},
		{"goals[0].by", func(c *cop.Charter) { c.Goals = []cop.Goal{{Goal: "one handbook", By: nine.AddDate(9000, 0, 0)}} }},
		{"purpose", func(c *cop.Charter) { c.Purpose = "\x00" }},
		{"purpose", func(c *cop.Charter) { c.Purpose = strings.Repeat("é", 4001) }},
	} {
		c := charter()
		test.spoil(&c)
		var bad *fault.Error
		require.ErrorAs(t, c.Check(), &bad, test.field)
		require.ErrorIs(t, bad, fault.Invalid)
		require.Len(t, bad.Fields, 1, "%v", bad)
		assert.Equal(t, test.field, bad.Fields[0].Name)
	}
}
