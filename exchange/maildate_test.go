package exchange_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
)

func TestMailDates(t *testing.T) {
	at := func(s string) time.Time {
		want, err := time.Parse(time.RFC3339, s)
		require.NoError(t, err)
		return want.UTC()
	}
	for field, want := range map[string]string{
		"Mon, 2 Jan 2006 15:04:05 +0100":               "2006-01-02T14:04:05Z",
		"2 Jan 06 15:04 EST":                           "2006-01-02T20:04:00Z",
		"Mon,  2 January 2006 15:04:05 -0700 (MST)":    "2006-01-02T22:04:05Z",
		"Mon Jan  2 15:04:05 2006":                     "2006-01-02T15:04:05Z",
		"Mon Jan 2 15:04:05 CET 2006":                  "2006-01-02T14:04:05Z",
		"Monday, 02-Jan-06 15:04:05 GMT":               "2006-01-02T15:04:05Z",
		"2 Jan 99 15:04:05 GMT":                        "1999-01-02T15:04:05Z",
		"2 Jan 105 15:04:05 GMT":                       "2005-01-02T15:04:05Z",
		"2006-01-02T15:04:05+01:00":                    "2006-01-02T14:04:05Z",
		"2006-01-02 15:04:05 +0100":                    "2006-01-02T14:04:05Z",
		"Tue, 2 Sept 2006 3:04:05 PM GMT+0100":         "2006-09-02T14:04:05Z",
		"2 Jan 2006 12.04.05 AM":                       "2006-01-02T00:04:05Z",
		"2 Jan 2006 15:04:60 +9900":                    "2006-01-02T15:04:59Z",
		"2 Jan 2006 15:04:05 +0100\nReceived: rubbish": "2006-01-02T14:04:05Z",
		// Not to be read, so when it was received first, by the last such field.
		"rubbish\nReceived: a; 9 Jan 2006 10:00 GMT\nReceived: b\n by c; 3 Jan 2006 10:00 GMT": "2006-01-03T10:00:00Z",
		"30 Feb 2006 10:00 GMT\nReceived: a; 3 Jan 2006 10:00 GMT":                             "2006-01-03T10:00:00Z",
		"2 Jan 2006 25:00 GMT\nReceived: a; 3 Jan 2006 10:00 GMT":                              "2006-01-03T10:00:00Z",
		// A clock that is wrong.
		"2 Jan 2036 10:00 GMT\nReceived: a; 3 Jan 2006 10:00 GMT": "2006-01-03T10:00:00Z",
		"1 Jan 1904 10:00 GMT\nReceived: a; 3 Jan 2006 10:00 GMT": "2006-01-03T10:00:00Z",
		"3 Jan 2006 20:00 GMT\nReceived: a; 3 Jan 2006 10:00 GMT": "2006-01-03T20:00:00Z",
		// Nothing but the line between messages.
		"rubbish":                     "2026-01-05T09:00:00Z",
		"\nReceived: no semicolon":    "2026-01-05T09:00:00Z",
		"5 Jan 2036 09:00:00 GMT":     "2036-01-05T09:00:00Z",
		"5 Jan 1904 09:00:00 GMT":     "2026-01-05T09:00:00Z",
		"Jan 2006\nX-Other: whatever": "2026-01-05T09:00:00Z",
	} {
		records, err := activity.Collect(mboxOf(letter("From: ana@x.org", "Date: "+field), nil))
		require.NoError(t, err, field)
		if assert.Len(t, records, 1, field) {
			assert.Equal(t, at(want), records[0].At, field)
		}
	}
	for separator, want := range map[string]string{
		"From mar Mon Jan  2 15:04:05 2006":            "2006-01-02T15:04:05Z",
		"From ana at x.org  Mon Jan  2 15:04:05 2006":  "2006-01-02T15:04:05Z",
		"From 1234@xxx Mon Jan 02 15:04:05 +0100 2006": "2006-01-02T14:04:05Z",
		"From - Mon Jan  2 15:04:05 2006":              "2006-01-02T15:04:05Z",
	} {
		records, err := activity.Collect(mboxOf(separator+"\nFrom: ana@x.org\n\n", nil))
		require.NoError(t, err, separator)
		if assert.Len(t, records, 1, separator) {
			assert.Equal(t, at(want), records[0].At, separator)
		}
	}
	var skipped exchange.Skipped
	assert.Empty(t, tellAll(t, mboxOf("From \nFrom: ana@x.org\nDate: rubbish\n\n", &exchange.Options{Skipped: &skipped})))
	assert.Equal(t, exchange.Skipped{Undated: 1}, skipped)
}
