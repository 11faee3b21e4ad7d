package fault_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
)

type charter struct {
	Name   string   `json:"name" validate:"required,max=20,line"`
	Domain domain   `json:"domain"`
	Kind   string   `json:"kind,omitempty" validate:"omitempty,oneof=helping innovation"`
	Founds *charter `json:"founds,omitempty"`
	Rev    int      `validate:"min=1"`
	Hidden string   `json:"-" validate:"max=3"`
	text
	*Rhythm
	Form `json:"form"`
}

type domain struct {
	Concern string   `json:"concern" validate:"required,prose"`
	Topics  []string `json:"topics" validate:"max=3,unique,dive,topic"`
}

type text struct {
	Body   string `json:"body" validate:"max=5"`
	Author author
}

type author struct {
	ID string `json:"id" validate:"omitempty,person"`
}

type Rhythm struct {
	Days int `json:"days" validate:"gte=7"`
}

type Form struct {
	Reach string `json:"reach" validate:"omitempty,oneof=local"`
}

func good() charter {
	return charter{Name: "Internal audit", Domain: domain{"auditing public money", []string{"payroll", "sampling"}}, Rev: 1}
}

func TestCheckAcceptsWhatIsGood(t *testing.T) {
	c := good()
	assert.NoError(t, fault.Check("cop.Found", c))
	assert.NoError(t, fault.Check("cop.Found", &c))
}

func TestCheckNamesEveryBadField(t *testing.T) {
	c := good()
	c.Name = ""
	c.Domain = domain{Concern: "\n", Topics: []string{"payroll", "a|b"}}
	c.Kind = "club"
	err := fault.Check("cop.Found", c)
	require.ErrorIs(t, err, fault.Invalid)
	assert.EqualError(t, err, "cop.Found: invalid: "+
		"name is required; "+
		"domain.concern must be text, not only white space, without control characters; "+
		"domain.topics[1] must be one line of at most 100 characters without '|'; "+
		"kind must be one of: helping, innovation")
}

func TestCheckNamesFieldsAsJSONDoes(t *testing.T) {
	for _, test := range []struct {
		name    string
		spoil   func(*charter)
		problem string
	}{
		{"name", func(c *charter) { c.Name = "An audit of all the audits" }, "must be at most 20 characters"},
		{"domain.topics", func(c *charter) { c.Domain.Topics = []string{"a", "b", "c", "d"} }, "must be at most 3 entries"},
		{"domain.topics", func(c *charter) { c.Domain.Topics = []string{"a", "a"} }, "must not name the same thing twice"},
		{"founds.domain.topics[0]", func(c *charter) {
			founds := good()
			founds.Domain.Topics[0] = ""
			c.Founds = &founds
		}, "must be one line of at most 100 characters without '|'"},
		{"Rev", func(c *charter) { c.Rev = 0 }, "must be at least 1"},
		{"Hidden", func(c *charter) { c.Hidden = "four" }, "must be at most 3 characters"},
		{"body", func(c *charter) { c.Body = "too long" }, "must be at most 5 characters"},                                   // embedded
		{"Author.id", func(c *charter) { c.Author.ID = "\n" }, "must be an id of 1 to 255 bytes without control characters"}, // embedded
		{"days", func(c *charter) { c.Rhythm = &Rhythm{6} }, "must hold gte 7"},                                              // embedded
		{"form.reach", func(c *charter) { c.Reach = "the moon" }, "must be one of: local"},                                   // embedded, but named
	} {
		c := good()
		test.spoil(&c)
		var bad *fault.Error
		require.ErrorAs(t, fault.Check("cop.Found", c), &bad, test.name)
		assert.Equal(t, []fault.Field{{Name: test.name, Problem: test.problem}}, bad.Fields)
	}
}

func TestCheckOfATypeWithoutAName(t *testing.T) {
	var form struct {
		Domain struct {
			Concern string `json:"concern" validate:"required"`
		} `json:"domain"`
		Name string `json:"name" validate:"required"`
	}
	assert.EqualError(t, fault.Check("web.Found", form), "web.Found: invalid: domain.concern is required; name is required")
}

func TestCheckOfNoStruct(t *testing.T) {
	for _, v := range []any{nil, 1, "text", (*charter)(nil)} {
		assert.ErrorIs(t, fault.Check("cop.Found", v), fault.Invalid, "%#v", v)
	}
}

func TestCheckOfAnUnknownRule(t *testing.T) {
	assert.Panics(t, func() {
		_ = fault.Check("cop.Found", struct {
			Name string `validate:"nice"`
		}{"x"})
	})
}
