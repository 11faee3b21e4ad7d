package exchange

import (
	"math"
	"strings"
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
	if t, ok := usualMoment(s); ok {
		return t, !t.IsZero()
	}
	return anyMoment(s)
}

func anyMoment(s string) (t time.Time, ok bool) {
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

// usualMoment reads a time in the form in which nearly all come, as in
// 2010-08-25T19:50:51.187Z, many times as fast as [time.Parse]. What it does not
// read may be a time all the same.
func usualMoment(s string) (t time.Time, ok bool) {
	const form = "2006-01-02T15:04:05"
	if len(s) < len(form) || s[4] != '-' || s[7] != '-' || s[10] != 'T' && s[10] != ' ' || s[13] != ':' || s[16] != ':' {
		return t, false
	}
	var (
		year, month, day     = digits(s[:4]), digits(s[5:7]), digits(s[8:10])
		hour, minute, second = digits(s[11:13]), digits(s[14:16]), digits(s[17:19])
		micro                = 0
	)
	rest := strings.TrimSuffix(s[len(form):], "Z")
	if rest != "" {
		fraction := rest[1:]
		if rest[0] != '.' || fraction == "" || len(fraction) > 6 {
			return t, false
		}
		micro = digits(fraction)
		for range 6 - len(fraction) {
			micro *= 10
		}
	}
	if year < 1 || month < 1 || month > 12 || day < 1 || min(hour, minute, second, micro) < 0 || hour > 23 || minute > 59 || second > 59 {
		return t, false
	}
	t = time.Date(year, time.Month(month), day, hour, minute, second, micro*1000, time.UTC)
	return t, t.Day() == day // of a month that has it
}

// digits returns the number that some digits are, or a negative one if they are
// something else.
func digits(s string) (n int) {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return math.MinInt32
		}
		n = 10*n + int(c-'0')
	}
	return n
}
