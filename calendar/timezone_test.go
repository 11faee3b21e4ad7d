package calendar_test

import (
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/calendar"
	"github.com/praxis-cop/praxis/cop"
)

// A program that knows nothing of a zone but what the feed says reads the same
// offsets from it, until ten years after the stamp.
func TestTimeZonesAreDefined(t *testing.T) {
	for _, zone := range []string{
		"Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo", "Europe/Dublin", "America/Sao_Paulo", "Africa/Casablanca", "Etc/GMT+5",
	} {
		first := "2017-01-13T09:00"
		written := feed(t, calendar.Entry{Gathering: gathering(t, weekly(first, zone))})
		parsed, err := ics.ParseCalendar(strings.NewReader(written))
		require.NoError(t, err)
		require.Len(t, parsed.Timezones(), 1, zone)
		location, err := time.LoadLocation(zone)
		require.NoError(t, err)
		since, err := time.ParseInLocation(cop.ClockLayout, first, location)
		require.NoError(t, err)
		for at := since; at.Before(stamp.AddDate(10, 0, -1)); at = at.Add(31 * time.Hour) {
			_, want := at.Zone()
			require.Equal(t, want, offsetAt(t, parsed.Timezones()[0], at), "%s %s", zone, at)
		}
	}
}

// offsetAt returns the offset in seconds after the last change before a time.
func offsetAt(t *testing.T, zone *ics.VTimezone, at time.Time) (offset int) {
	var last time.Time
	for _, part := range zone.Components {
		var base ics.ComponentBase
		switch part := part.(type) {
		case *ics.Standard:
			base = part.ComponentBase
		case *ics.Daylight:
			base = part.ComponentBase
		}
		seconds := func(property ics.Property) int {
			value := base.GetProperty(ics.ComponentProperty(property)).Value
			ref, err := time.Parse("-0700", value)
			require.NoError(t, err, value)
			_, seconds := ref.Zone()
			return seconds
		}
		from, to := seconds(ics.PropertyTzoffsetfrom), seconds(ics.PropertyTzoffsetto)
		for _, p := range append(base.GetProperties(ics.ComponentPropertyDtStart), base.GetProperties(ics.ComponentPropertyRdate)...) {
			wall, err := time.Parse("20060102T150405", p.Value)
			require.NoError(t, err)
			if onset := wall.Add(-time.Duration(from) * time.Second); !onset.After(at) && onset.After(last) {
				last, offset = onset, to
			}
		}
	}
	return offset
}
