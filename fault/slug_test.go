package fault_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/praxis-cop/praxis/fault"
)

func TestSlug(t *testing.T) {
	for word, is := range map[string]bool{
		"": false, "a": true, "uw-madison": true, "a1-": true, "1a": false, "-a": false, "A": false, "a b": false, "ä": false,
		strings.Repeat("a", 64): true, strings.Repeat("a", 65): false,
	} {
		assert.Equal(t, is, fault.IsSlug(word), word)
		assert.Equal(t, is, fault.Slug("name", word) == nil, word)
	}
	assert.Equal(t, []fault.Field{{Name: "name", Problem: fault.NotSlug}}, fault.Slug("name", "A"))
}

// TestCheckWithMore: what tags do not tell comes behind what they do.
func TestCheckWithMore(t *testing.T) {
	type named struct {
		Name string `json:"name" validate:"required"`
	}
	more := fault.Field{Name: "until", Problem: "must come later"}
	for _, test := range []struct {
		v    named
		more []fault.Field
		want []string
	}{
		{named{"a"}, nil, nil},
		{named{"a"}, []fault.Field{more}, []string{"until"}},
		{named{}, []fault.Field{more}, []string{"name", "until"}},
	} {
		err := fault.Check("op", test.v, test.more...)
		if test.want == nil {
			assert.NoError(t, err)
			continue
		}
		assert.ErrorIs(t, err, fault.Invalid)
		var names []string
		for _, f := range err.(*fault.Error).Fields {
			names = append(names, f.Name)
		}
		assert.Equal(t, test.want, names)
	}
}
