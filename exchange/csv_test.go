package exchange_test

import (
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
)

func csvOf(text string) activity.Stream {
	return exchange.CSVFile(fstest.MapFS{"a.csv": {Data: []byte(text)}}, "a.csv", nil)
}

const header = "t,actor,verb,object,in_reply_to,reply_to_actor,thread,tags,accepted\n"

func TestCSVReadsEveryColumn(t *testing.T) {
	const row = "2010-08-25T20:00:00,u7,answer,p3,p1,u5,p1,sampling|c++,1\n"
	s := exchange.CSVFile(fstest.MapFS{"a.csv": {Data: []byte("\ufeff" + header + row)}}, "a.csv", &exchange.Options{Source: "audit.example"})
	dump := exchange.StackExchange(dumpOf(posts, comments), &exchange.Options{Source: "audit.example"})
	fromDump, err := activity.Collect(dump)
	require.NoError(t, err)
	for range 2 { // a stream can be ranged over again
		records, err := activity.Collect(s)
		require.NoError(t, err)
		require.Len(t, records, 1)
		assert.NoError(t, records[0].Check())
		assert.Equal(t, fromDump[1], records[0], "the formats agree")
	}
}

func TestCSVTakesColumnsAsTheyCome(t *testing.T) {
	assert.Equal(t, []string{
		"01T00:00:00,ana,commit,,,,,",
		"02T00:00:00,bob,commit,,,,,",
	}, tellAll(t, csvOf("verb,note,actor,note,t\r\ncommit,\"a\nb\",ana,,2020-01-01\r\n\r\ncommit,,bob,,2020-01-02")))
	assert.Empty(t, tellAll(t, csvOf("t,actor,verb")))
}

func TestCSVReadsTimes(t *testing.T) {
	for text, want := range map[string]time.Time{
		"2010-08-25T19:50:51":         time.Date(2010, 8, 25, 19, 50, 51, 0, time.UTC),
		"2010-08-25T19:50:51.187":     time.Date(2010, 8, 25, 19, 50, 51, 187e6, time.UTC),
		"2010-08-25T19:50:51.1234569": time.Date(2010, 8, 25, 19, 50, 51, 123456e3, time.UTC),
		"2010-08-25T19:50:51Z":        time.Date(2010, 8, 25, 19, 50, 51, 0, time.UTC),
		"2010-08-25T19:50:51.5+02:00": time.Date(2010, 8, 25, 17, 50, 51, 5e8, time.UTC),
		"2010-08-25 19:50:51":         time.Date(2010, 8, 25, 19, 50, 51, 0, time.UTC),
		"2010-08-25 19:50:51.25Z":     time.Date(2010, 8, 25, 19, 50, 51, 25e7, time.UTC),
		"2010-08-25":                  time.Date(2010, 8, 25, 0, 0, 0, 0, time.UTC),
		"0001-01-01T00:00:01":         time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC),
		"9999-12-31T23:59:59.999999":  time.Date(9999, 12, 31, 23, 59, 59, 999999e3, time.UTC),
	} {
		records, err := activity.Collect(csvOf("t,actor,verb\n" + text + ",ana,commit\n"))
		if assert.NoError(t, err, text) {
			assert.Equal(t, want, records[0].At, text)
		}
	}
}

func TestCSVKeepsRowsThatAgree(t *testing.T) {
	const rows = "t,actor,verb,object,tags\n" +
		"2020-01-01,ana,commit,x,\n" +
		"2020-01-01,bob,commit,x,\n" +
		"2020-01-01,ana,commit,x,b\n" +
		"2020-01-01,ana,commit,x,\n"
	first, err := activity.Collect(csvOf(rows))
	require.NoError(t, err)
	at := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for i, repeat := range map[int]int{0: 0, 2: 1, 3: 2} {
		assert.Equal(t, activity.ForeignRecord("", "ana", activity.Commit, "x", at, repeat), first[i].ID)
	}
	again, err := activity.Collect(csvOf(rows))
	require.NoError(t, err)
	assert.Equal(t, first, again)
}

func TestCSVRefuses(t *testing.T) {
	row := func(fields string) string { return header + fields + "\n" }
	for name, test := range map[string]struct{ text, says string }{
		"empty":                {"", "a.csv is empty: it must begin with a header"},
		"a mark only":          {"\ufeff", "a.csv is empty"},
		"no header":            {"2020-01-01,ana,commit\n", "a.csv:1: the header lacks the columns t, actor, verb"},
		"no actor column":      {"t,verb\n", "a.csv:1: the header lacks the column actor"},
		"no verb column":       {"t,actor\n", "a.csv:1: the header lacks the column verb"},
		"semicolons":           {"t;actor;verb\n", "a.csv:1: the fields are separated by semicolons; separate them by commas"},
		"tabs":                 {"t\tactor\n", "separated by tabs"},
		"UTF-16":               {"\xff\xfet\x00,\x00", "a.csv:1: the text is in UTF-16; save it as UTF-8"},
		"another table":        {"from,to,weight\n", `a.csv:1: the header lacks the columns t, actor, verb; it has "from", "to", "weight"`},
		"packed, and cut off":  {string(gzipped("t,actor,verb\n2020-01-01,ana,commit\n")[:40]), "the gzip file is damaged: it is cut off"},
		"packed rubbish":       {"\x1f\x8b\x08rubbish and more of it", "a.csv: the gzip file is damaged"},
		"too few, quoted":      {"t,actor,verb\n2020-01-01,\"ana\"\n", "a.csv:2: wrong number of fields: 2, and the header has 3"},
		"a column twice":       {"t,actor,verb,t\n", "a.csv:1: the header names the column t twice"},
		"lines that end in CR": {"t,actor,verb,object\r2020-01-01,ana,commit,x\r", "a.csv:1: lines must end in LF or CR LF"},
		"too few fields":       {"t,actor,verb\n\n2020-01-01,ana\n", "a.csv:3: wrong number of fields: 2, and the header has 3"},
		"an open quote":        {"t,actor,verb\n2020-01-01,ana,\"commit\n", `a.csv:2: extraneous or missing " in quoted-field`},
		"a stray quote":        {"t,actor,verb\n2020-01-01,a\"na,commit\n", `a.csv:2: bare " in non-quoted-field`},
		"no time":              {row(",ana,commit,,,,,,"), `a.csv:2: t must be a time, as in 2010-08-25T19:50:51.187, not ""`},
		"another time":         {row("25/08/2010,ana,commit,,,,,,"), `not "25/08/2010"`},
		"no such day":          {row("2010-02-30,ana,commit,,,,,,"), "t must be a time"},
		"before year 1":        {row("0001-01-01T00:00:00+01:00,ana,commit,,,,,,"), "t must be a time"},
		"after year 9999":      {row("9999-12-31T23:59:59-01:00,ana,commit,,,,,,"), "t must be a time"},
		"no actor":             {row("2020-01-01,,commit,,,,,,"), "a.csv:2: actor must be an id of 1 to 255 bytes"},
		"a broken actor":       {row("2020-01-01,\xff,commit,,,,,,"), "a.csv:2: actor must be"},
		"no verb":              {row("2020-01-01,ana,,,,,,,"), "a.csv:2: verb must be"},
		"a verb of two words":  {row("2020-01-01,ana,To Do,,,,,,"), "a.csv:2: verb must be a lower-case word"},
		"a broken addressee":   {row("2020-01-01,ana,reply,,,a\tb,,,"), "a.csv:2: reply_to_actor must be"},
		"an empty tag":         {row("2020-01-01,ana,ask,,,,,a|,"), "a.csv:2: tags must each be one line"},
		"a tag twice":          {row("2020-01-01,ana,ask,,,,,a|b|a,"), `a.csv:2: tags must not name "a" twice`},
		"too many tags":        {row("2020-01-01,ana,ask,,,,,a" + strings.Repeat("|a", 100) + ","), "a.csv:2: tags must be at most 100"},
		"perhaps accepted":     {row("2020-01-01,ana,ask,,,,,,maybe"), `a.csv:2: accepted must be 1, true, 0, false or nothing, not "maybe"`},
		"a name with NUL":      {row("2020-01-01,ana,ask,a\x00b,,,,,"), "a.csv:2: object must be"},
		"a name of two lines":  {row("2020-01-01,ana,ask,\"a\r\nb\",,,,,"), "a.csv:2: object must be"},
		"a name with CR":       {row("2020-01-01,ana,ask,,\"a\rb\",,,,"), "a.csv:2: in_reply_to must be"},
		"a long name":          {row("2020-01-01,ana,ask,,,," + strings.Repeat("a", 256) + ",,"), "a.csv:2: thread must be at most 255 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			err := onlyError(t, csvOf(test.text))
			assert.ErrorIs(t, err, fault.Invalid)
			assert.ErrorContains(t, err, "exchange.CSV: invalid: ")
			assert.ErrorContains(t, err, test.says)
		})
	}
}

func TestCSVNamesEveryBadField(t *testing.T) {
	err := onlyError(t, csvOf("t,actor,verb\n2020-01-01,,To Do\n"))
	e, ok := errors.AsType[*fault.Error](err)
	require.True(t, ok)
	require.Len(t, e.Fields, 2)
	assert.Equal(t, "actor", e.Fields[0].Name)
	assert.Equal(t, "verb", e.Fields[1].Name)
}

func TestCSVEndsWithTheFirstBadRow(t *testing.T) {
	rows, errs := 0, 0
	for _, err := range csvOf("t,actor,verb\n2020-01-01,ana,ask\n2020-01-02,,ask\n2020-01-03,ana,ask\n") {
		if err != nil {
			errs++
			continue
		}
		rows++
	}
	assert.Equal(t, []int{1, 1}, []int{rows, errs})
}

// Wherever a file is cut, what is read of it is a beginning of the whole; only
// its last row may end early, at the end of a shorter last field.
func TestCSVCutAnywhere(t *testing.T) {
	const text = "t,actor,verb,object,accepted\r\n" +
		"2020-01-01,ana,answer,\"x, \"\"y\"\" z\",true\r\n" +
		"2020-01-02,bob,answer,w,1\r\n"
	whole, err := activity.Collect(csvOf(text))
	require.NoError(t, err)
	firstEnd, lastRow := strings.Index(text, "2020-01-02"), strings.Index(text, "w,1")+len("w,")
	for cut := range len(text) {
		got, err := activity.Collect(csvOf(text[:cut]))
		switch {
		case cut >= lastRow:
			require.NoError(t, err)
			require.Equal(t, whole[0], got[0])
			require.Equal(t, whole[1].ID, got[1].ID)
		case cut > firstEnd, cut > strings.Index(text, "\"x") && cut < strings.Index(text, "z\",true"):
			require.ErrorIs(t, err, fault.Invalid, "%q", text[:cut])
		case err == nil:
			require.LessOrEqual(t, len(got), 1, "%q", text[:cut])
		}
	}
}

func TestSourceMustBeAName(t *testing.T) {
	o := &exchange.Options{Source: "a\nb"}
	for _, s := range []activity.Stream{
		exchange.StackExchange(dumpOf(posts, comments), o),
		exchange.CSVFile(fstest.MapFS{"a.csv": {Data: []byte(header)}}, "a.csv", o),
	} {
		assert.ErrorIs(t, onlyError(t, s), fault.Invalid)
	}
}

func TestCSVThatCannotBeOpened(t *testing.T) {
	missing := exchange.CSVFile(fstest.MapFS{}, "a.csv", nil)
	err := onlyError(t, missing)
	assert.ErrorIs(t, err, fault.Invalid)
	assert.ErrorIs(t, err, fs.ErrNotExist)
	assert.ErrorContains(t, err, "a.csv")

	locked := exchange.CSV("a.csv", func() (io.ReadCloser, error) { return nil, fs.ErrPermission }, nil)
	err = onlyError(t, locked)
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.ErrorIs(t, err, fs.ErrPermission)
}
