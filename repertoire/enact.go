package repertoire

import (
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// foldable is what acts and activities change.
type foldable[T any] interface {
	activity.Foldable[T]

	// hindrance returns why an activity cannot follow from the thing as it stands,
	// as an error without an operation; nil if it can. Acts and Fold ask the
	// same, so that Fold refuses all that an act refuses.
	hindrance(activity.Activity) *fault.Error
}

// when is a reason where a condition holds, and none where it does not.
func when(holds bool, code fault.Code, why string) *fault.Error {
	if holds {
		return fault.Because(code, why)
	}
	return nil
}

// enact gives back the thing that a recorded act leads to.
func enact[T foldable[T]](op string, before T, a activity.Activity) (T, error) {
	if bad := before.hindrance(a); bad != nil {
		return before, fault.In(op, bad)
	}
	next, err := before.Fold(a)
	if err != nil {
		return before, fault.In(op, err)
	}
	return next, nil
}

// acted completes an act on one thing.
func acted[T foldable[T]](op string, before T, a activity.Activity) (T, activity.Activity, error) {
	next, err := enact(op, before, a)
	if err != nil {
		return before, activity.Activity{}, err
	}
	return next, a, nil
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
