package exchange_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
)

// full is a live record with all that a record can have but a detail.
func full() activity.Activity {
	a := live()
	a.Community, a.Space = activity.CommunityID{4}, activity.SpaceID{5}
	a.Topics = []string{"sampling", "a&b <c>"}
	a.Mode, a.Purpose = activity.Online, activity.Purposes()[0]
	return a
}

func writtenAs(t require.TestingT, format string, records ...activity.Activity) []byte {
	w, err := exchange.WriterOf(format)
	require.NoError(t, err)
	var out bytes.Buffer
	n, err := w.Write(&out, activity.StreamOf(records...))
	require.NoError(t, err)
	require.Equal(t, len(records), n)
	return out.Bytes()
}

// readAs reads what was written, in the format that it looks like.
func readAs(t require.TestingT, format string, content []byte, source string) activity.Stream {
	dir := fstest.MapFS{"back." + format: {Data: content}}
	detected, err := exchange.Detect(dir, "back."+format)
	require.NoError(t, err)
	require.Equal(t, format, detected.Name)
	return detected.Open(dir, "back."+format, &exchange.Options{Source: source})
}

// Whatever records there are, what keeps all of them gives them back as they
// were, under the identifiers that they had.
func TestWhatIsWrittenInFullComesBack(t *testing.T) {
	record := anyRecord()
	ids := rapid.SampledFrom([]byte{0, 1, 2})
	modes := rapid.SampledFrom([]activity.Mode{"", activity.Online, activity.InPerson})
	rapid.Check(t, func(t *rapid.T) {
		records := rapid.SliceOfN(record, 1, 8).Draw(t, "records")
		completed(t, rapid.SampledFrom([]string{"", "here"}).Draw(t, "source"), records)
		for i := range records {
			records[i].ID[0] ^= byte(rapid.IntRange(0, 1).Draw(t, "live"))
			records[i].Space = activity.SpaceID{ids.Draw(t, "space")}
			records[i].Community = activity.CommunityID{ids.Draw(t, "community")}
			records[i].Mode = modes.Draw(t, "mode")
		}
		for _, format := range []string{"jsonl", "activitystreams"} {
			content := writtenAs(t, format, records...)
			back, err := activity.Collect(readAs(t, format, content, ""))
			require.NoError(t, err)
			require.Equal(t, records, back, format)
			require.Equal(t, string(content), string(writtenAs(t, format, back...)))
		}
	})
}

func TestJSONLines(t *testing.T) {
	dump := exchange.StackExchange(dumpOf(posts, comments), nil)
	records := collect(t, dump)
	content := writtenAs(t, "jsonl", full(), records[0], records[1])
	assert.Equal(t, `{"id":"01000000-0000-0000-0000-000000000000","community":"04000000-0000-0000-0000-000000000000",`+
		`"t":"2024-05-01T09:00:00Z","actor":"ana","verb":"answer","object":"02000000-0000-0000-0000-000000000000",`+
		`"in_reply_to":"03000000-0000-0000-0000-000000000000","reply_to_actor":"bob","thread":"03000000-0000-0000-0000-000000000000",`+
		`"tags":["sampling","a&b <c>"],"space":"05000000-0000-0000-0000-000000000000","mode":"online","purpose":"`+string(full().Purpose)+`"}
{"id":"`+records[0].ID.String()+`","t":"2010-08-25T19:50:51.187Z","actor":"u5","verb":"ask","object":"p1","thread":"p1","tags":["sampling","c++"]}
{"id":"`+records[1].ID.String()+`","t":"2010-08-25T20:00:00Z","actor":"u7","verb":"answer","object":"p3","in_reply_to":"p1","reply_to_actor":"u5","thread":"p1","tags":["sampling","c++"],"accepted":true}
`, string(content))
	back := collect(t, readAs(t, "jsonl", content, ""))
	want := full()
	want.Detail = back[0].Detail
	assert.Equal(t, []activity.Activity{want, records[0], records[1]}, back)
}

// Lines of other programs need no ids, and get those that the CSV gives.
func TestJSONLinesOfOthers(t *testing.T) {
	const lines = "\ufeff{\"t\": \"2020-01-01\", \"actor\": \"ana\", \"verb\": \"commit\", \"object\": \"x\", \"note\": [1]}\r\n\r\n" +
		"{\"verb\":\"commit\",\"actor\":\"ana\",\"t\":\"2020-01-01\",\"object\":\"x\"}"
	want, err := activity.Collect(readBack([]byte("t,actor,verb,object\n2020-01-01,ana,commit,x\n2020-01-01,ana,commit,x\n"), "s"))
	require.NoError(t, err)
	assert.Equal(t, want, collect(t, readAs(t, "jsonl", []byte(lines), "s")))
}

func TestJSONLinesRefuses(t *testing.T) {
	const good = `{"t":"2020-01-01","actor":"ana","verb":"ask","id":"01000000-0000-0000-0000-000000000000"}` + "\n"
	for name, test := range map[string]struct{ line, says string }{
		"no JSON":       {"hello", "a.jsonl:2: must be one object of JSON: invalid character"},
		"two values":    {"{} {}", "a.jsonl:2: must be one object of JSON"},
		"an array":      {"[]", "a.jsonl:2: must be one object of JSON"},
		"cut off":       {`{"t":"2020`, "a.jsonl:2: must be one object of JSON: unexpected end"},
		"no time":       {`{"actor":"ana","verb":"ask"}`, `a.jsonl:2: t must be a time, as in 2010-08-25T19:50:51.187Z, not ""`},
		"no actor":      {`{"t":"2020-01-01","verb":"ask"}`, "a.jsonl:2: actor must be"},
		"a number":      {`{"t":"2020-01-01","actor":5,"verb":"ask"}`, "a.jsonl:2: actor cannot be a number"},
		"a bad id":      {`{"t":"2020-01-01","actor":"ana","verb":"ask","id":"1"}`, `a.jsonl:2: id must be an identifier of 36 characters`},
		"a bad space":   {`{"t":"2020-01-01","actor":"ana","verb":"ask","space":"1"}`, `a.jsonl:2: space must be an identifier`},
		"a bad mode":    {`{"t":"2020-01-01","actor":"ana","verb":"ask","mode":"asleep"}`, "a.jsonl:2: mode must be online"},
		"the same":      {strings.TrimSpace(good), "a.jsonl:2: the record 01000000-0000-0000-0000-000000000000 occurs twice"},
		"a bad tag":     {`{"t":"2020-01-01","actor":"ana","verb":"ask","tags":["a|b"]}`, "a.jsonl:2: tags must each be"},
		"a bad source":  {`{"t":"2020-01-01","actor":"ana","verb":"ask","source":"a\nb"}`, "a.jsonl:2: source must be"},
		"tags too many": {`{"t":"2020-01-01","actor":"ana","verb":"ask","tags":["a"` + strings.Repeat(`,"a"`, 100) + `]}`, "a.jsonl:2: tags must be at most 100"},
	} {
		t.Run(name, func(t *testing.T) {
			s := exchange.JSONLines(fstest.MapFS{"a.jsonl": {Data: []byte(good + test.line + "\n" + good)}}, "a.jsonl", nil)
			rows, err := 0, error(nil)
			for _, e := range s {
				if err = e; err == nil {
					rows++
				}
			}
			assert.Equal(t, 1, rows)
			assert.ErrorIs(t, err, fault.Invalid)
			assert.ErrorContains(t, err, "exchange.JSONLines: invalid: ")
			assert.ErrorContains(t, err, test.says)
		})
	}
}

// parquetTold is a row as another program reads it.
type parquetTold struct {
	T        time.Time `parquet:"t,timestamp(microsecond)"`
	Actor    string    `parquet:"actor"`
	Verb     string    `parquet:"verb"`
	Object   *string   `parquet:"object,optional"`
	Thread   *string   `parquet:"thread,optional"`
	Tags     []string  `parquet:"tags,list"`
	Accepted bool      `parquet:"accepted"`
	ID       string    `parquet:"id"`
	Space    *string   `parquet:"space,optional"`
}

func TestParquet(t *testing.T) {
	records := collect(t, exchange.StackExchange(dumpOf(posts, comments), nil))
	records = append(records, full())
	content := writtenAs(t, "parquet", records...)
	rows, err := parquet.Read[parquetTold](bytes.NewReader(content), int64(len(content)))
	require.NoError(t, err)
	require.Len(t, rows, len(records))
	for i, row := range rows {
		a := records[i]
		assert.Equal(t, a.At, row.T.UTC())
		assert.Equal(t, []string{string(a.Actor), string(a.Verb), a.ID.String()}, []string{row.Actor, row.Verb, row.ID})
		assert.ElementsMatch(t, a.Topics, row.Tags)
	}
	assert.Equal(t, "p3", *rows[1].Object)
	assert.True(t, rows[1].Accepted)
	assert.False(t, rows[0].Accepted)
	assert.Nil(t, rows[0].Space)
	assert.Equal(t, full().Space.String(), *rows[7].Space)

	file, err := parquet.OpenFile(bytes.NewReader(content), int64(len(content)))
	require.NoError(t, err)
	assert.Equal(t, `message parquetRow {
	required int64 t (TIMESTAMP(isAdjustedToUTC=true,unit=MICROS));
	required binary actor (STRING);
	required binary verb (STRING);
	optional binary object (STRING);
	optional binary in_reply_to (STRING);
	optional binary reply_to_actor (STRING);
	optional binary thread (STRING);
	required group tags (LIST) {
		repeated group list {
			required binary element (STRING);
		}
	}
	required boolean accepted;
	required binary id (STRING);
	optional binary community (STRING);
	optional binary space (STRING);
	optional binary mode (STRING);
	optional binary purpose (STRING);
	optional binary source (STRING);
}`, file.Schema().String())
}

// The same records give the same bytes, and any number of them needs as little
// memory as a group of rows.
func TestParquetOfManyRows(t *testing.T) {
	const rows = 150_000
	many := func(yield func(activity.Activity, error) bool) {
		a := live()
		for i := range rows {
			a.At = a.At.Add(time.Second)
			a.Actor = activity.Person("u" + strings.Repeat("x", i%7))
			if !yield(a, nil) {
				return
			}
		}
	}
	write := func() []byte {
		var out bytes.Buffer
		n, err := exchange.WriteParquet(&out, many)
		require.NoError(t, err)
		require.Equal(t, rows, n)
		return out.Bytes()
	}
	content := write()
	assert.True(t, bytes.Equal(content, write()))
	file, err := parquet.OpenFile(bytes.NewReader(content), int64(len(content)))
	require.NoError(t, err)
	assert.Len(t, file.RowGroups(), 3)
	assert.EqualValues(t, rows, file.NumRows())
}

func TestWritersRefuseWhatReadersWould(t *testing.T) {
	bad := live()
	bad.Actor = ""
	broken := fault.New("store", fault.Conflict, "again")
	full := errors.New("disk full")
	for _, w := range exchange.Writers() {
		t.Run(w.Name, func(t *testing.T) {
			var out bytes.Buffer
			n, err := w.Write(&out, activity.StreamOf(live(), bad, live()))
			assert.Equal(t, 1, n)
			assert.ErrorIs(t, err, fault.Invalid)
			assert.ErrorContains(t, err, "row 2: actor must be")

			n, err = w.Write(&out, func(yield func(activity.Activity, error) bool) {
				_ = yield(live(), nil) && yield(activity.Activity{}, broken)
			})
			assert.Equal(t, 1, n)
			assert.ErrorIs(t, err, fault.Conflict)

			for _, rows := range []int{1, 300_000} {
				_, err = w.Write(failing{full}, func(yield func(activity.Activity, error) bool) {
					for range rows {
						if !yield(live(), nil) {
							return
						}
					}
				})
				assert.ErrorIs(t, err, fault.Unavailable)
				assert.ErrorIs(t, err, full)
			}
			n, err = w.Write(&bytes.Buffer{}, activity.StreamOf())
			assert.NoError(t, err)
			assert.Zero(t, n)
		})
	}
	_, err := exchange.WriterOf("xml")
	assert.ErrorIs(t, err, fault.NotFound)
	assert.ErrorContains(t, err, "there are csv, jsonl, parquet, activitystreams")
}
