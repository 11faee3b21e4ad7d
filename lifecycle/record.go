package lifecycle

import (
	"errors"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// foldable is what acts and activities change.
type foldable[T any] interface {
	Fold(activity.Activity) (T, error)

	// hindrance returns why an activity cannot follow from the thing as it
	// stands, as an error without an operation; nil if it can. Acts and Fold
	// ask the same, so that Fold refuses all that an act refuses.
	hindrance(activity.Activity) *fault.Error
}

func because(code fault.Code, why string) *fault.Error { return &fault.Error{Code: code, Problem: why} }

// record completes an act: it gives back the thing that the activity leads to.
// More are bad fields of the detail that its tags do not tell.
func record[T foldable[T]](op string, o activity.Occasion, before T, a activity.Activity, more ...fault.Field) (T, activity.Activity, error) {
	fail := func(err error) (T, activity.Activity, error) { return before, activity.Activity{}, fault.In(op, err) }
	if err := check(op, a.Detail, more...); err != nil {
		return fail(err)
	}
	if err := o.Check(op); err != nil {
		return fail(err)
	}
	if bad := before.hindrance(a); bad != nil {
		return fail(bad)
	}
	next, err := before.Fold(a)
	if err != nil {
		return fail(err)
	}
	return next, a, nil
}

// refused is Fold's answer to an activity that something hinders.
func refused(hindrance *fault.Error) error {
	return fault.New("lifecycle.Fold", fault.Invalid, hindrance.Problem)
}

// check is fault.Check with more bad fields: those given.
func check(op string, v any, more ...fault.Field) error {
	err := fault.Check(op, v)
	bad, ok := errors.AsType[*fault.Error](err)
	switch {
	case err != nil && !ok, len(more) == 0:
		return err
	case !ok:
		bad = &fault.Error{Op: op, Code: fault.Invalid}
	}
	bad.Fields = append(slices.Clone(bad.Fields), more...)
	return bad
}

// isSlug reports whether s can name a playbook, a phase, a criterion or a
// question: a lower-case ASCII letter, then at most 63 letters, digits or
// hyphens.
func isSlug(s string) bool {
	for i, r := range []byte(s) {
		letter := r >= 'a' && r <= 'z'
		if !letter && (i == 0 || (r < '0' || r > '9') && r != '-') {
			return false
		}
	}
	return s != "" && len(s) <= 64
}

const notSlug = "must be a lower-case word of at most 64 letters, digits and hyphens"

// slug returns the field as a bad one if its value is no slug.
func slug[S ~string](name string, value S) []fault.Field {
	if isSlug(string(value)) {
		return nil
	}
	return []fault.Field{{Name: name, Problem: notSlug}}
}

// own returns a copy of a list that shares nothing, nil for an empty one, as
// storage gives it back.
func own[T any](all []T) []T { return append([]T(nil), all...) }
