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
