package activity_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// counted is a thing that counts what is folded into it.
type counted int

var errFull = errors.New("full")

func (c counted) Fold(activity.Activity) (counted, error) {
	if c == 2 {
		return c, errFull
	}
	return c + 1, nil
}

// TestEnact: whatever is wrong, nothing comes of it.
func TestEnact(t *testing.T) {
	o := activity.Occasion{Community: activity.CommunityID{1}, ID: activity.ID{2}, Actor: "ana", At: time.Date(2026, 1, 2, 3, 0, 0, 0, time.UTC)}
	a := o.Record(activity.Share, activity.Imported{})
	enact := func(o activity.Occasion, before counted, bad *fault.Error, more ...fault.Field) (counted, activity.Activity, error) {
		return activity.Enact("op", o, before, a, func(activity.Activity) *fault.Error { return bad }, more...)
	}
	next, got, err := enact(o, 1, nil)
	assert.NoError(t, err)
	assert.Equal(t, counted(2), next)
	assert.Equal(t, a, got)
	next, _, err = activity.Enact("op", o, counted(0), a, nil)
	assert.NoError(t, err)
	assert.Equal(t, counted(1), next)

	for want, test := range map[error]func() (counted, activity.Activity, error){
		fault.Invalid: func() (counted, activity.Activity, error) { return enact(activity.Occasion{}, 1, nil) },
		fault.Precondition: func() (counted, activity.Activity, error) {
			return enact(o, 1, fault.Because(fault.Precondition, "not now"))
		},
		errFull: func() (counted, activity.Activity, error) { return enact(o, 2, nil) },
	} {
		next, got, err := test()
		assert.ErrorIs(t, err, want)
		assert.Zero(t, got)
		assert.NotZero(t, next, "it is as it was")
	}
	_, _, err = enact(o, 1, fault.Because(fault.Precondition, "not now"), fault.Field{Name: "until", Problem: "must come later"})
	assert.ErrorIs(t, err, fault.Invalid, "bad fields come first")
	assert.ErrorContains(t, err, "until must come later")
}

func TestDatable(t *testing.T) {
	for year, is := range map[int]bool{0: false, 1: true, 2026: true, 9999: true, 10_000: false} {
		assert.Equal(t, is, activity.Datable(time.Date(year, 5, 1, 0, 0, 0, 0, time.UTC)), year)
	}
	assert.False(t, activity.Datable(time.Time{}))
	first, end := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)
	for at, is := range map[time.Time]bool{
		first: false, first.Add(-1): false, first.Add(time.Microsecond): true, end.Add(-time.Microsecond): true, end: false,
	} {
		assert.Equal(t, is, activity.Datable(at), at)
	}
}
