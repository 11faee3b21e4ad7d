package cop

import (
	"slices"

	"github.com/praxis-cop/praxis/fault"
)

// checked returns, as one Invalid error, every bad field of v: what its tags
// say, and what its method problems says where no tag can.
func checked(op string, v any) error {
	err := fault.Check(op, v)
	var bad []fault.Field
	if e, ok := err.(*fault.Error); ok {
		bad = slices.Clone(e.Fields)
	}
	if v, ok := v.(interface{ problems() []fault.Field }); ok {
		bad = append(bad, v.problems()...)
	}
	if len(bad) == 0 {
		return err
	}
	return &fault.Error{Op: op, Code: fault.Invalid, Fields: bad}
}

// within returns the problems of a part, as those of the whole.
func within(part string, bad []fault.Field) []fault.Field {
	for i := range bad {
		bad[i].Name = part + "." + bad[i].Name
	}
	return bad
}
