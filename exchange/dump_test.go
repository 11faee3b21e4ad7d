package exchange_test

import (
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

// A dump with something of everything: a byte order mark, a document type,
// both spellings of tags, an answer before its question and one without, a
// tag wiki, and rows of authors whose accounts were deleted.
const (
	posts = "\ufeff" + `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE posts>
<posts>
  <row Id="1" PostTypeId="1" CreationDate="2010-08-25T19:50:51.187" Body="&lt;p&gt;How?&#xA;&lt;/p&gt;" Tags="&lt;sampling&gt;&lt;c++&gt;" OwnerUserId="5" AcceptedAnswerId="3" />
  <row Id="4" PostTypeId="2" ParentId="6" CreationDate="2010-08-25T20:00:00.000" OwnerUserId="-1" />
  <row Id="3" PostTypeId="2" ParentId="1" CreationDate="2010-08-25T20:00:00" OwnerUserId="7" />
  <!-- the asker of the next one is gone -->
  <row Id="6" PostTypeId="1" CreationDate="2010-08-25T19:59:00" Tags="|payroll|" OwnerDisplayName="user6" />
  <row Id="8" PostTypeId="5" CreationDate="2010-08-25T21:00:00" OwnerUserId="5" />
  <row Id="9" PostTypeId="2" ParentId="77" CreationDate="2010-08-26T00:00:00.1234567" OwnerUserId="5" />
</posts>
`
	comments = `<comments>
  <row Id="1" PostId="3" Text="thanks" CreationDate="2010-08-25T20:00:00" UserId="5" />
  <row Id="2" PostId="6" Text="hm" CreationDate="2010-08-25T20:30:00" UserId="7" />
  <row Id="3" PostId="3" Text="gone" CreationDate="2010-08-25T20:31:00" UserDisplayName="user6" />
  <row Id="4" PostId="8" Text="on a wiki" CreationDate="2010-08-25T22:00:00" UserId="7" />
  <row Id="5" PostId="99" Text="on nothing" CreationDate="2010-08-25T22:00:00" UserId="7" />
  <row Id="6" PostId="9" Text="late" CreationDate="2010-08-27T00:00:00" UserId="7"></row>
</comments>`
)

func dumpOf(posts, comments string) fs.FS {
	return fstest.MapFS{
		"Posts.xml":    {Data: []byte(posts)},
		"Comments.xml": {Data: []byte(comments)},
	}
}

// told is a record as a line that a test can show.
func told(a activity.Activity) string {
	names := a.Detail.(activity.Imported)
	line := strings.Join([]string{
		a.At.Format("02T15:04:05.999999"), string(a.Actor), string(a.Verb), names.Object, names.InReplyTo,
		string(a.To), names.Thread, strings.Join(a.Topics, "|"),
	}, ",")
	if names.Accepted {
		line += ",accepted"
	}
	return line
}

func tellAll(t *testing.T, s activity.Stream) []string {
	t.Helper()
	records, err := activity.Collect(s)
	require.NoError(t, err)
	var lines []string
	for _, a := range records {
		require.NoError(t, a.Check())
		lines = append(lines, told(a))
	}
	return lines
}

var dumpTold = []string{
	"25T19:50:51.187,u5,ask,p1,,,p1,sampling|c++",
	"25T20:00:00,u7,answer,p3,p1,u5,p1,sampling|c++,accepted",
	"25T20:00:00,u-1,answer,p4,p6,,p6,payroll",
	"25T20:00:00,u5,comment,c1,p3,u7,p1,sampling|c++",
	"25T20:30:00,u7,comment,c2,p6,,p6,payroll",
	"26T00:00:00.123456,u5,answer,p9,p77,,p77,",
	"27T00:00:00,u7,comment,c6,p9,u5,p77,",
}

func TestStackExchangeTellsWhoRepliedToWhom(t *testing.T) {
	var skipped exchange.Skipped
	s := exchange.StackExchange(dumpOf(posts, comments), &exchange.Options{Skipped: &skipped})
	for range 2 { // a stream can be ranged over again
		assert.Equal(t, dumpTold, tellAll(t, s))
		assert.Equal(t, exchange.Skipped{Deleted: 2, Other: 3}, skipped)
	}
}

func TestStackExchangeRecordsNamesAndIdentifiers(t *testing.T) {
	s := exchange.StackExchange(dumpOf(posts, comments), &exchange.Options{Source: "audit.example"})
	records, err := activity.Collect(s)
	require.NoError(t, err)
	at := time.Date(2010, 8, 25, 20, 0, 0, 0, time.UTC)
	assert.Equal(t, activity.Activity{
		ID:        activity.ForeignRecord("audit.example", "u7", activity.Answer, "p3", at, 0),
		Actor:     "u7",
		Verb:      activity.Answer,
		Object:    activity.Foreign("audit.example", "p3"),
		InReplyTo: activity.Foreign("audit.example", "p1"),
		Thread:    activity.Foreign("audit.example", "p1"),
		To:        "u5",
		Topics:    []string{"sampling", "c++"},
		At:        at,
		Detail:    activity.Imported{Source: "audit.example", Object: "p3", InReplyTo: "p1", Thread: "p1", Accepted: true},
	}, records[1])
}

func TestStackExchangeTopicsAreEachRecordsOwn(t *testing.T) {
	records, err := activity.Collect(exchange.StackExchange(dumpOf(posts, comments), nil))
	require.NoError(t, err)
	records[0].Topics[0] = "changed"
	assert.Equal(t, "sampling", records[1].Topics[0])
}

func TestStackExchangeCutAnywhereIsAnError(t *testing.T) {
	whole := func(s, end string) int { return strings.Index(s, end) + len(end) }
	for cut := range len(posts) {
		lines, err := activity.Collect(exchange.StackExchange(dumpOf(posts[:cut], comments), nil))
		if cut >= whole(posts, "</posts>") {
			require.NoError(t, err)
			require.Len(t, lines, len(dumpTold))
			continue
		}
		require.ErrorIs(t, err, fault.Invalid, "%q", posts[:cut])
		require.ErrorContains(t, err, "Posts.xml:")
	}
	for cut := range len(comments) {
		_, err := activity.Collect(exchange.StackExchange(dumpOf(posts, comments[:cut]), nil))
		require.ErrorIs(t, err, fault.Invalid, "%q", comments[:cut])
		require.ErrorContains(t, err, "Comments.xml:")
	}
}

func TestStackExchangeRefuses(t *testing.T) {
	const (
		ask = `<row Id="1" PostTypeId="1" CreationDate="2010-08-25" OwnerUserId="5"/>`
		on1 = `<row Id="1" PostId="1" CreationDate="2010-08-25" UserId="5"/>`
	)
	row := func(attributes string) string { return "<posts>\n\n<row " + attributes + "/>\n</posts>" }
	for name, test := range map[string]struct{ posts, comments, says string }{
		"empty":                {"", "", "Posts.xml:1: the element <posts> is missing"},
		"another root":         {"<users></users>", "", "Posts.xml:1: <users> does not belong here"},
		"a second root":        {"<posts/>\n<posts/>", "", "Posts.xml:2: <posts> does not belong here"},
		"no rows":              {"<posts><post/></posts>", "", "<post> does not belong here"},
		"a row in a row":       {"<posts><row Id='1' PostTypeId='3'><row/></row></posts>", "", "<row> does not belong here"},
		"text":                 {"<posts>\n" + ask + " hello</posts>", "", "Posts.xml:2: text does not belong here"},
		"text after all":       {"<posts/>x", "", "text does not belong here"},
		"crossed elements":     {"<posts>\n<row PostTypeId='3'></posts></row>", "", "Posts.xml:2: element <row> closed by </posts>"},
		"not UTF-8":            {"<posts>\n\xff</posts>", "", "Posts.xml:2: invalid UTF-8"},
		"another encoding":     {`<?xml version="1.0" encoding="latin1"?><posts/>`, "", "Posts.xml:1: xml: encoding"},
		"an entity bomb":       {"<!DOCTYPE posts [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>\n<posts>&b;</posts>", "", "Posts.xml:2: invalid character entity &b;"},
		"no type":              {row(`Id="1"`), "", "Posts.xml:3: row 1 has no PostTypeId"},
		"no id":                {row(`PostTypeId="1" CreationDate="2010-08-25"`), "", "row 1 has no Id"},
		"no time":              {row(`Id="1" PostTypeId="1"`), "", "row 1 has no CreationDate"},
		"another time":         {row(`Id="1" PostTypeId="1" CreationDate="yesterday"`), "", `row 1 has no time as CreationDate, but "yesterday"`},
		"a time out of range":  {row(`Id="1" PostTypeId="1" CreationDate="0000-01-01"`), "", "row 1 has no time as CreationDate"},
		"no question":          {row(`Id="1" PostTypeId="2" CreationDate="2010-08-25"`), "", "row 1 has no ParentId"},
		"a word for an id":     {row(`Id="one" PostTypeId="1"`), "", `row 1 has no number of at most 64 bits as Id, but "one"`},
		"a long id":            {row(`Id="99999999999999999999" PostTypeId="1"`), "", "row 1 has no number of at most 64 bits as Id"},
		"a negative id":        {row(`Id="-1" PostTypeId="1"`), "", "row 1 has no positive number as Id, but -1"},
		"a word for an owner":  {row(`Id="1" PostTypeId="1" CreationDate="2010-08-25" OwnerUserId="ana"`), "", `row 1 has no number of at most 64 bits as OwnerUserId, but "ana"`},
		"an attribute twice":   {row(`Id="1" Id="2" PostTypeId="1"`), "", "row 1 has Id twice"},
		"tags of a third kind": {row(`Id="1" PostTypeId="1" Tags="a b"`), "", `row 1 has bad Tags: they must be written as <a><b> or |a|b|, not "a b"`},
		"an empty tag":         {row(`Id="1" PostTypeId="1" Tags="||"`), "", "row 1 has bad Tags: they must each be one line"},
		"a tag twice":          {row(`Id="1" PostTypeId="1" Tags="|a|a|"`), "", `row 1 has bad Tags: they must not name "a" twice`},
		"too many tags":        {row(`Id="1" PostTypeId="1" Tags="|` + strings.Repeat("a|", 101) + `"`), "", "row 1 has bad Tags: they must be at most 100"},
		"a post twice":         {"<posts>\n" + ask + "\n" + ask + "\n</posts>", "", "Posts.xml:3: row 2 repeats the post 1"},
		"a comment twice":      {"<posts>" + ask + "</posts>", "<comments>\n" + on1 + "\n" + on1 + "</comments>", "Comments.xml:3: row 2 repeats the comment 1"},
		"a comment on nothing": {"<posts/>", `<comments><row Id="1"/></comments>`, "Comments.xml:1: row 1 has no PostId"},
		"posts for comments":   {"<posts/>", "<posts/>", "Comments.xml:1: <posts> does not belong here"},
	} {
		t.Run(name, func(t *testing.T) {
			err := onlyError(t, exchange.StackExchange(dumpOf(test.posts, test.comments), nil))
			assert.ErrorIs(t, err, fault.Invalid)
			assert.ErrorContains(t, err, "exchange.StackExchange: invalid: ")
			assert.ErrorContains(t, err, test.says)
		})
	}
}

func TestStackExchangeNeedsPostsAndComments(t *testing.T) {
	for _, file := range []string{"Posts.xml", "Comments.xml"} {
		dump := dumpOf(posts, comments).(fstest.MapFS)
		delete(dump, file)
		err := onlyError(t, exchange.StackExchange(dump, nil))
		assert.ErrorIs(t, err, fault.Invalid)
		assert.ErrorIs(t, err, fs.ErrNotExist)
		assert.ErrorContains(t, err, file)
	}
}

func TestStackExchangeLooksWhetherTheDumpIsWhole(t *testing.T) {
	dump := dumpOf(posts, comments).(fstest.MapFS)
	dump["Votes.xml"] = &fstest.MapFile{Data: []byte(`<votes><row Id="1" PostId="1" VoteTypeId="2" /></votes>`)}
	assert.Equal(t, dumpTold, tellAll(t, exchange.StackExchange(dump, nil)))
	for _, file := range []string{"Users.xml", "Votes.xml"} {
		dump := dumpOf(posts, comments).(fstest.MapFS)
		dump[file] = &fstest.MapFile{Data: []byte("<users><row Id=\"1\" />")}
		err := onlyError(t, exchange.StackExchange(dump, nil))
		assert.ErrorIs(t, err, fault.Invalid)
		assert.ErrorContains(t, err, file+":1:")
	}
}

// onlyError returns the error with which a stream ends before it yields any
// activity.
func onlyError(t *testing.T, s activity.Stream) error {
	t.Helper()
	var first error
	for a, err := range s {
		require.NoError(t, first, "an error ends the stream")
		require.Error(t, err)
		require.Zero(t, a)
		first = err
	}
	require.Error(t, first)
	return first
}
