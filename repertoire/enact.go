package repertoire

import (
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// enacted is what acts and activities change.
type enacted[T any] interface {
	Fold(activity.Activity) (T, error)

	// barred returns why an activity cannot follow from the thing as it stands,
	// as an error without an operation; nil if it can. Acts and Fold ask the
	// same, so that Fold refuses all that an act refuses.
	barred(activity.Activity) *fault.Error
}

// bar is a reason why something cannot be.
func bar(code fault.Code, why string) *fault.Error { return &fault.Error{Code: code, Problem: why} }

// barIf is a reason where a condition holds, and none where it does not.
func barIf(holds bool, code fault.Code, why string) *fault.Error {
	if holds {
		return bar(code, why)
	}
	return nil
}

// enact gives back the thing that a recorded act leads to.
func enact[T enacted[T]](op string, before T, a activity.Activity) (T, error) {
	if bad := before.barred(a); bad != nil {
		return before, fault.In(op, bad)
	}
	next, err := before.Fold(a)
	if err != nil {
		return before, fault.In(op, err)
	}
	return next, nil
}

// withOne is a list with one more at its end, which shares nothing with it.
func withOne[T any](list []T, one T) []T { return append(slices.Clone(list), one) }

// withoutOne is a list without one of its values, nil if nothing is left.
func withoutOne[T comparable](list []T, one T) (left []T) {
	for _, v := range list {
		if v != one {
			left = append(left, v)
		}
	}
	return left
}
