package activity

import (
	"time"

	"github.com/praxis-cop/praxis/fault"
)

// Foldable is what acts and activities change.
type Foldable[T any] interface{ Fold(Activity) (T, error) }

// Enact completes an act: it gives back what the activity that records it leads to
// from what was before, and the activity. Hinders tells why the activity cannot follow,
// if it cannot; nil where Fold alone knows. More are bad fields of the detail that its
// tags do not tell. Errors: Invalid, with every bad field of the detail; what hinders;
// Fold's own.
func Enact[T Foldable[T]](op string, o Occasion, before T, a Activity, hinders func(Activity) *fault.Error, more ...fault.Field) (T, Activity, error) {
	fail := func(err error) (T, Activity, error) { return before, Activity{}, fault.In(op, err) }
	if err := o.Check(op); err != nil {
		return fail(err)
	}
	if err := fault.Check(op, a.Detail, more...); err != nil {
		return fail(err)
	}
	if hinders != nil {
		if bad := hinders(a); bad != nil {
			return fail(bad)
		}
	}
	next, err := before.Fold(a)
	if err != nil {
		return fail(err)
	}
	return next, a, nil
}

// Datable reports whether a record can hold the time.
func Datable(t time.Time) bool {
	return !t.IsZero() && t.Unix() >= year1 && t.Unix() < year10000
}

// The beginnings of the years 1 and 10000, in UTC: seconds since 1970.
const (
	year1     = -62_135_596_800
	year10000 = 253_402_300_800
)

// NotDatable is what is wrong with one that it cannot.
const NotDatable = "must be a time in the years 1 to 9999"
