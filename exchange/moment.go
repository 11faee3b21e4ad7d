package exchange

import (
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// layouts are the forms of a time; time.Parse accepts a fraction of a second
// after each.
var layouts = []string{
	"2006-01-02T15:04:05",
	"2006-01-02T15:04:05Z07:00",
	"2006-01-02 15:04:05",
	"2006-01-02 15:04:05Z07:00",
	"2006-01-02",
}

// parseMoment reads a time in the years 1 to 9999, which are those that a
// record can hold.
func parseMoment(s string) (t time.Time, ok bool) {
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil {
			t = activity.Moment(t)
			return t, !t.IsZero() && t.Year() >= 1 && t.Year() <= 9999
		}
	}
	return time.Time{}, false
}

// formatMoment writes a time with as few digits as keep it whole.
func formatMoment(t time.Time) string {
	switch ns := t.Nanosecond(); {
	case ns == 0:
		return t.Format("2006-01-02T15:04:05")
	case ns%int(time.Millisecond) == 0:
		return t.Format("2006-01-02T15:04:05.000")
	default:
		return t.Format("2006-01-02T15:04:05.000000")
	}
}
