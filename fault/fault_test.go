package fault_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
)

var codes = []fault.Code{
	fault.Invalid, fault.NotFound, fault.Exists, fault.Conflict,
	fault.Denied, fault.Precondition, fault.Unavailable,
}

func TestACodeShowsThroughAnyWrapping(t *testing.T) {
	for _, code := range codes {
		plain := fault.New("praxis.Join", code, "ask a convener")
		for name, err := range map[string]error{
			"new":            plain,
			"in":             fault.In("web.Join", plain),
			"wrapped":        fault.Wrap("praxis.Join", code, io.EOF),
			"with fmt":       fmt.Errorf("joining: %w", plain),
			"joined":         errors.Join(io.EOF, plain),
			"deeper still":   fault.In("web.Join", fmt.Errorf("joining: %w", fault.In("praxis.Join", plain))),
			"the code alone": code,
			"in, alone":      fault.In("web.Join", fmt.Errorf("joining: %w", code)),
		} {
			t.Run(string(code)+"/"+name, func(t *testing.T) {
				assert.Equal(t, code, fault.CodeOf(err))
				for _, c := range codes {
					assert.Equal(t, c == code, errors.Is(err, c), "is %q", c)
				}
			})
		}
	}
}

func TestTheFirstCodeDecides(t *testing.T) {
	err := fault.Wrap("praxis.Join", fault.Conflict, fault.New("sqlite.PutMember", fault.Exists, "it is there"))
	assert.Equal(t, fault.Conflict, fault.CodeOf(err))
	assert.ErrorIs(t, err, fault.Conflict)
	assert.ErrorIs(t, err, fault.Exists, "the cause stays visible")
	assert.Equal(t, fault.Conflict, fault.CodeOf(fault.In("web.Join", err)))
}

func TestOnlyTheWorldOutsideFailsWithoutACode(t *testing.T) {
	assert.Equal(t, fault.Unavailable, fault.CodeOf(io.EOF))
	err := fault.In("sqlite.View", io.EOF)
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorIs(t, err, io.EOF)
}

func TestNothingWentWrong(t *testing.T) {
	assert.NoError(t, fault.In("praxis.Join", nil))
	assert.NoError(t, fault.Wrap("praxis.Join", fault.Invalid, nil))
	assert.Empty(t, fault.CodeOf(nil))
}

func TestAsGivesTheFields(t *testing.T) {
	fields := []fault.Field{{Name: "name", Problem: "is required"}}
	err := fault.In("praxis.Found", &fault.Error{Op: "cop.Charter", Code: fault.Invalid, Fields: fields})
	var bad *fault.Error
	require.ErrorAs(t, err, &bad)
	assert.Equal(t, "praxis.Found", bad.Op, "the operation is the caller's")
	assert.Equal(t, fields, bad.Fields)
}

func TestErrorText(t *testing.T) {
	denied := fault.New("membership.Join", fault.Denied, "you were removed")
	for _, test := range []struct {
		err  error
		want string
	}{
		{denied, "membership.Join: denied: you were removed"},
		{fault.In("praxis.Join", denied), "praxis.Join: denied: you were removed"},
		{fault.In("praxis.Join", fmt.Errorf("for ana: %w", denied)), "praxis.Join: for ana: membership.Join: denied: you were removed"},
		{fault.Wrap("praxis.Join", fault.Precondition, denied), "praxis.Join: precondition: membership.Join: denied: you were removed"},
		{fault.In("praxis.Join", io.EOF), "praxis.Join: unavailable: EOF"},
		{fault.Wrap("exchange.CSV", fault.Invalid, io.EOF), "exchange.CSV: invalid: EOF"},
		{fault.In("praxis.Join", fault.Denied), "praxis.Join: denied"},
		{fault.Wrap("praxis.Join", fault.Conflict, fault.Exists), "praxis.Join: conflict: exists"},
		{fault.New("", fault.NotFound, ""), "not found"},
		{&fault.Error{Op: "cop.Charter", Code: fault.Invalid, Problem: "change it", Fields: []fault.Field{
			{Name: "name", Problem: "is required"}, {Name: "domain.topics[1]", Problem: "must be a topic"},
		}}, "cop.Charter: invalid: change it: name is required; domain.topics[1] must be a topic"},
	} {
		assert.EqualError(t, test.err, test.want)
	}
}
