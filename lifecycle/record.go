package lifecycle

import (
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// foldable is what acts and activities change.
type foldable[T any] interface {
	activity.Foldable[T]

	// hindrance returns why an activity cannot follow from the thing as it
	// stands, as an error without an operation; nil if it can. Acts and Fold
	// ask the same, so that Fold refuses all that an act refuses.
	hindrance(activity.Activity) *fault.Error
}

// record completes an act: it gives back the thing that the activity leads to.
// More are bad fields of the detail that its tags do not tell.
func record[T foldable[T]](op string, o activity.Occasion, before T, a activity.Activity, more ...fault.Field) (T, activity.Activity, error) {
	return activity.Enact(op, o, before, a, before.hindrance, more...)
}

// refused is Fold's answer to an activity that something hinders.
func refused(hindrance *fault.Error) error {
	return fault.New("lifecycle.Fold", fault.Invalid, hindrance.Problem)
}

// own returns a copy of a list that shares nothing, nil for an empty one, as
// storage gives it back.
func own[T any](all []T) []T { return append([]T(nil), all...) }
