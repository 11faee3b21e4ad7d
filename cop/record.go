package cop

import (
	"slices"

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
	return activity.Enact(op, o, before, a, before.hindrance, slices.Concat(more, problemsOf(a.Detail))...)
}

// around is record for a thing that what is around it can hinder, too.
func around[T foldable[T]](op string, o activity.Occasion, before T, a activity.Activity, against *fault.Error) (T, activity.Activity, error) {
	next, a, err := record(op, o, before, a)
	if err == nil && against != nil {
		return before, activity.Activity{}, fault.In(op, against)
	}
	return next, a, err
}

// when returns what hinders something if a condition holds.
func when(holds bool, hindrance *fault.Error) *fault.Error {
	if holds {
		return hindrance
	}
	return nil
}

// refused is Fold's answer to an activity that something hinders.
func refused(hindrance *fault.Error) error {
	return fault.New("cop.Fold", fault.Invalid, hindrance.Problem)
}

// check is fault.Check, with more bad fields: those given, and problemsOf.
func check(op string, v any, more ...fault.Field) error {
	return fault.Check(op, v, slices.Concat(more, problemsOf(v))...)
}

// problemsOf are the bad fields that a method problems of v tells, since no tag can.
func problemsOf(v any) []fault.Field {
	if v, ok := v.(interface{ problems() []fault.Field }); ok {
		return v.problems()
	}
	return nil
}

// inside returns the problems of a part, as those of the whole.
func inside(part string, bad []fault.Field) []fault.Field {
	for i := range bad {
		bad[i].Name = part + "." + bad[i].Name
	}
	return bad
}
