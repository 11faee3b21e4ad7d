package lifecycle

import (
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/fault"
)

// Month is a calendar month (UTC): how many months it is after January of the
// year 0. Its text is "2012-09".
type Month int

// MonthOf returns the month that a time is in.
func MonthOf(at time.Time) Month {
	at = at.UTC()
	return Month(12*at.Year() + int(at.Month()) - 1)
}

// Begins returns the beginning of the month, UTC.
func (m Month) Begins() time.Time {
	return time.Date(0, time.Month(int(m)+1), 1, 0, 0, 0, 0, time.UTC)
}

// String returns the month as ISO 8601 writes it: "2012-09".
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", int(m)/12, int(m)%12+1) }

// MarshalText writes what String returns.
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (m *Month) UnmarshalText(text []byte) error {
	at, err := time.Parse("2006-01", string(text))
	if err != nil {
		return fault.New("lifecycle.Month", fault.Invalid, fmt.Sprintf("%.20q is no month; write one as in 2012-09", text))
	}
	*m = MonthOf(at)
	return nil
}
