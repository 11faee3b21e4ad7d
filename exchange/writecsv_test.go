package exchange_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
)

const written = "t,actor,verb,object,in_reply_to,reply_to_actor,thread,tags,accepted\r\n"

func TestWriteCSVWritesADump(t *testing.T) {
	var out strings.Builder
	n, err := exchange.WriteCSV(&out, exchange.StackExchange(dumpOf(posts, comments), nil))
	require.NoError(t, err)
	assert.Equal(t, 7, n)
	assert.Equal(t, written+
		"2010-08-25T19:50:51.187,u5,ask,p1,,,p1,sampling|c++,\r\n"+
		"2010-08-25T20:00:00,u7,answer,p3,p1,u5,p1,sampling|c++,1\r\n"+
		"2010-08-25T20:00:00,u-1,answer,p4,p6,,p6,payroll,\r\n"+
		"2010-08-25T20:00:00,u5,comment,c1,p3,u7,p1,sampling|c++,\r\n"+
		"2010-08-25T20:30:00,u7,comment,c2,p6,,p6,payroll,\r\n"+
		"2010-08-26T00:00:00.123456,u5,answer,p9,p77,,p77,,\r\n"+
		"2010-08-27T00:00:00,u7,comment,c6,p9,u5,p77,,\r\n", out.String())
}

func TestWriteCSVOfNothingIsAHeader(t *testing.T) {
	var out strings.Builder
	n, err := exchange.WriteCSV(&out, activity.StreamOf())
	require.NoError(t, err)
	assert.Zero(t, n)
	assert.Equal(t, written, out.String())
}

// live is what a community of Praxis's own records: its objects have
// identifiers and no names.
func live() activity.Activity {
	return activity.Activity{
		ID:        activity.ID{1},
		Actor:     "ana",
		Verb:      activity.Answer,
		Object:    activity.ObjectID{2},
		InReplyTo: activity.ObjectID{3},
		Thread:    activity.ObjectID{3},
		To:        "bob",
		At:        time.Date(2024, 5, 1, 9, 0, 0, 0, time.UTC),
	}
}

func TestWriteCSVKeepsIdentifiers(t *testing.T) {
	var out bytes.Buffer
	_, err := exchange.WriteCSV(&out, activity.StreamOf(live()))
	require.NoError(t, err)
	for _, source := range []string{"", "audit.example"} {
		records, err := activity.Collect(readBack(out.Bytes(), source))
		require.NoError(t, err)
		assert.Equal(t, live().Object, records[0].Object)
		assert.Equal(t, live().InReplyTo, records[0].InReplyTo)
		assert.Equal(t, live().Thread, records[0].Thread)
		assert.Equal(t, live().To, records[0].To)
	}
}

func TestWriteCSVRefusesWhatCSVWould(t *testing.T) {
	for name, test := range map[string]struct {
		spoil func(*activity.Activity)
		says  string
	}{
		"nobody":                {func(a *activity.Activity) { a.Actor = "" }, "row 2: actor must be"},
		"no time":               {func(a *activity.Activity) { a.At = time.Time{} }, "row 2: t must be"},
		"a carriage return":     {func(a *activity.Activity) { a.Detail = activity.Imported{Object: "a\rb"} }, "row 2: object must be"},
		"a long name":           {func(a *activity.Activity) { a.Detail = activity.Imported{Thread: strings.Repeat("a", 256)} }, "row 2: thread must be"},
		"a source of two lines": {func(a *activity.Activity) { a.Detail = activity.Imported{Source: "a\nb"} }, "row 2: source must be"},
		"many, many topics":     {func(a *activity.Activity) { a.Topics = make([]string, 101) }, "row 2: tags must be at most 100"},
		"topics in one":         {func(a *activity.Activity) { a.Topics = []string{"a|b"} }, "row 2: tags must each be"},
		"an addressee of \\n":   {func(a *activity.Activity) { a.To = "\n" }, "row 2: reply_to_actor must be"},
	} {
		t.Run(name, func(t *testing.T) {
			bad := live()
			test.spoil(&bad)
			var out strings.Builder
			n, err := exchange.WriteCSV(&out, activity.StreamOf(live(), bad, live()))
			assert.Equal(t, 1, n)
			assert.ErrorIs(t, err, fault.Invalid)
			assert.ErrorContains(t, err, test.says)
			assert.Equal(t, 2, strings.Count(out.String(), "\r\n"), "the rows before it are written")
		})
	}
}

func TestWriteCSVPassesOnTheStreamsError(t *testing.T) {
	broken := func(yield func(activity.Activity, error) bool) {
		_ = yield(live(), nil) && yield(activity.Activity{}, fault.New("store", fault.Conflict, "again"))
	}
	n, err := exchange.WriteCSV(&strings.Builder{}, broken)
	assert.Equal(t, 1, n)
	assert.ErrorIs(t, err, fault.Conflict)
}

func TestWriteCSVToAFullDisk(t *testing.T) {
	full := errors.New("disk full")
	for _, rows := range []int{0, 1000} {
		endless := func(yield func(activity.Activity, error) bool) {
			for range rows {
				if !yield(live(), nil) {
					return
				}
			}
		}
		n, err := exchange.WriteCSV(failing{full}, endless)
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.ErrorIs(t, err, full)
		assert.Less(t, n, 100, "it stops early")
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
