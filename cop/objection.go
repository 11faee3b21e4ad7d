package cop

import "github.com/praxis-cop/praxis/fault"

// objection is why something cannot happen to a thing as it stands; the zero
// objection is none. An act refuses with its code. Fold refuses for the same
// reason as Invalid: no record can hold what no act does.
type objection struct {
	code fault.Code
	why  string
}

// in returns the objection as the error of an act, or nil.
func (j objection) in(op string) error {
	if j.why == "" {
		return nil
	}
	return fault.New(op, j.code, j.why)
}

// firstOf returns the first objection that there is, or none.
func firstOf(all ...objection) objection {
	for _, j := range all {
		if j.why != "" {
			return j
		}
	}
	return objection{}
}

// when returns the objection if it holds.
func (j objection) when(holds bool) objection {
	if holds {
		return j
	}
	return objection{}
}
