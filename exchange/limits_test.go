package exchange_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
)

// made is a dump of files that are made as they are read.
type made map[string]func() io.Reader

func (m made) Open(name string) (fs.File, error) {
	file, ok := m[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return madeFile{nil, file()}, nil
}

type madeFile struct {
	fs.File
	io.Reader
}

func (f madeFile) Read(p []byte) (int, error) { return f.Reader.Read(p) }
func (madeFile) Close() error                 { return nil }
func (madeFile) Stat() (fs.FileInfo, error) {
	return fs.Stat(fstest.MapFS{"made": {}}, "made")
}

// forever reads one text over and over and counts the bytes.
type forever struct {
	text string
	read *int
}

func (f forever) Read(p []byte) (int, error) {
	n := 0
	for n+len(f.text) <= len(p) {
		n += copy(p[n:], f.text)
	}
	if n == 0 {
		n = copy(p, f.text) // of which only its beginning has room
	}
	*f.read += n
	return n, nil
}

func TestEndlessRowsAreRefusedBeforeTheyAreHeld(t *testing.T) {
	type endless struct{ start, text string }
	xml := func(e endless, read *int) activity.Stream {
		return exchange.StackExchange(made{"Posts.xml": func() io.Reader {
			return io.MultiReader(strings.NewReader(e.start), forever{text: strings.Repeat(e.text, 64), read: read})
		}}, nil)
	}
	csv := func(e endless, read *int) activity.Stream {
		return exchange.CSV("a.csv", func() (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(strings.NewReader(e.start), forever{text: strings.Repeat(e.text, 64), read: read})), nil
		}, nil)
	}
	longRow := "<row PostTypeId='3' Body='" + strings.Repeat("a", exchange.MaxXMLRow/4) + "'/>"
	for name, test := range map[string]struct {
		stream func(endless, *int) activity.Stream
		input  endless
		limit  int
		place  string
	}{
		"an attribute":     {xml, endless{"<posts>" + longRow + "\n<row Body='", "a"}, exchange.MaxXMLRow, "Posts.xml:2: "},
		"a quoted field":   {csv, endless{"t,actor,verb\n\"", "a\n"}, exchange.MaxCSVRow, "a.csv: after line 1: "},
		"blank lines":      {csv, endless{"t,actor,verb\n", "\n"}, exchange.MaxCSVRow, "a.csv: after line 1: "},
		"a header":         {csv, endless{"t,actor,verb", ",a"}, exchange.MaxCSVRow, "a.csv: after line 0: "},
		"rows within rows": {xml, endless{"<posts>", "<row PostTypeId='3'>"}, 4096, "<row> does not belong here"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			read := 0
			runtime.ReadMemStats(&before)
			err := onlyError(t, test.stream(test.input, &read))
			runtime.ReadMemStats(&after)
			assert.ErrorIs(t, err, fault.Invalid)
			assert.ErrorContains(t, err, test.place)
			if test.limit > 4096 {
				assert.ErrorContains(t, err, fmt.Sprintf("a row is longer than %d bytes", test.limit))
			}
			assert.InDelta(t, test.limit, read, 16<<10, "every row has the whole limit, and no more")
			assert.LessOrEqual(t, after.TotalAlloc-before.TotalAlloc, uint64(128<<20))
		})
	}
}

func TestEveryRowHasTheLimitToItself(t *testing.T) {
	row := "2010-08-25,ana,ask," + strings.Repeat("a", exchange.MaxCSVRow-100) + "\n"
	assert.Len(t, tellAll(t, csvOf("t,actor,verb,body\n"+strings.Repeat(row, 3))), 3)
}

// What is kept of a row is not its text.
func TestTextIsNotKept(t *testing.T) {
	const rows, text = 100, 10_000
	body := strings.Repeat("a", text)
	var dump, table strings.Builder
	dump.WriteString("<posts>")
	table.WriteString("t,actor,verb,object,tags,body\n")
	for id := range rows {
		fmt.Fprintf(&dump, `<row Id="%d" PostTypeId="1" CreationDate="2010-08-25" OwnerUserId="5" Body="%s" Tags="|a|"/>`, id+1, body)
		fmt.Fprintf(&table, "2010-08-25,ana,ask,p%d,a|b,%s\n", id, body)
	}
	dump.WriteString("</posts>")
	for name, s := range map[string]activity.Stream{
		"dump": exchange.StackExchange(dumpOf(dump.String(), "<comments/>"), nil),
		"csv":  csvOf(table.String()),
	} {
		t.Run(name, func(t *testing.T) {
			heap := func() int64 {
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				return int64(m.HeapAlloc)
			}
			before := heap()
			records, err := activity.Collect(s)
			kept := heap() - before
			require.NoError(t, err)
			require.Len(t, records, rows)
			assert.Less(t, kept, int64(rows*text/4))
			runtime.KeepAlive(records)
			runtime.KeepAlive(s)
		})
	}
}

var errBroken = errors.New("broken cable")

// cutShort reads the beginning of a text, and then fails.
func cutShort(text string, cut int) io.Reader {
	return io.MultiReader(strings.NewReader(text[:cut]), iotest.ErrReader(errBroken))
}

// A reader that fails is not a bad file.
func TestAReaderThatFails(t *testing.T) {
	const table = "t,actor,verb\n2020-01-01,ana,ask\n2020-01-02,ana,ask\n"
	for cut := range strings.Index(comments, "</comments>") {
		dump := made{
			"Posts.xml":    func() io.Reader { return strings.NewReader(posts) },
			"Comments.xml": func() io.Reader { return cutShort(comments, cut) },
		}
		err := onlyError(t, exchange.StackExchange(dump, nil))
		require.ErrorIs(t, err, fault.Unavailable)
		require.ErrorIs(t, err, errBroken)
		require.NotErrorIs(t, err, fault.Invalid)
		require.ErrorContains(t, err, "Comments.xml")
	}
	for cut := range len(table) {
		s := exchange.CSV("a.csv", func() (io.ReadCloser, error) { return io.NopCloser(cutShort(table, cut)), nil }, nil)
		_, err := activity.Collect(s)
		require.ErrorIs(t, err, fault.Unavailable)
		require.ErrorIs(t, err, errBroken)
		require.ErrorContains(t, err, "a.csv")
	}
}

func TestSlowReadersAreRead(t *testing.T) {
	dump := made{
		"Posts.xml":    func() io.Reader { return iotest.OneByteReader(strings.NewReader(posts)) },
		"Comments.xml": func() io.Reader { return iotest.DataErrReader(strings.NewReader(comments)) },
	}
	assert.Equal(t, dumpTold, tellAll(t, exchange.StackExchange(dump, nil)))
	table := exchange.CSV("a.csv", func() (io.ReadCloser, error) {
		return io.NopCloser(iotest.HalfReader(strings.NewReader("\ufeff" + header + "2020-01-01,ana,ask,,,,,,\n"))), nil
	}, nil)
	assert.Len(t, tellAll(t, table), 1)
}

// Files are closed however the reading ends.
func TestFilesAreClosed(t *testing.T) {
	open := 0
	files := counting{fstest.MapFS{
		"Posts.xml":    {Data: []byte(posts)},
		"Comments.xml": {Data: []byte(comments)},
		"a.csv":        {Data: []byte(header + "2020-01-01,ana,ask,,,,,,\n2020-01-01,ana,ask,,,,,,\n")},
		"bad.csv":      {Data: []byte("?")},
	}, &open}
	for _, s := range []activity.Stream{
		exchange.StackExchange(files, nil),
		exchange.CSVFile(files, "a.csv", nil),
		exchange.CSVFile(files, "bad.csv", nil),
	} {
		for range s {
			break
		}
		assert.Zero(t, open)
		for range s { //nolint:revive // to the end
		}
		assert.Zero(t, open)
	}
}

type counting struct {
	fs.FS
	open *int
}

func (c counting) Open(name string) (fs.File, error) {
	f, err := c.FS.Open(name)
	if err != nil {
		return nil, err
	}
	*c.open++
	return countingFile{f, c.open}, nil
}

type countingFile struct {
	fs.File
	open *int
}

func (f countingFile) Close() error {
	*f.open--
	return f.File.Close()
}
