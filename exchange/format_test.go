package exchange_test

import (
	"io"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
)

// examples are histories in every format, each under a name in a folder of
// examples. A name that ends in a slash is a folder.
func examples(t testing.TB) (fs.FS, map[string]string) {
	files := fstest.MapFS{}
	formats := map[string]string{}
	add := func(format, name string, content []byte) {
		files[name] = &fstest.MapFile{Data: content}
		formats[name] = format
	}
	folder := func(format, name string, content map[string]string) {
		for file, text := range content {
			files[name+"/"+file] = &fstest.MapFile{Data: []byte(text)}
		}
		formats[name] = format
		add(format, name+".zip", zipOf(t, content))
	}
	folder("stackexchange", "dump", dumpFiles)
	folder("slack", "workspace", workspaceFiles)
	folder("discourse", "forum", forumFiles)
	add("discourse", "topic.json", []byte(forumFiles["topics/10.json"]))
	add("csv", "h.csv", []byte(header))
	add("csv", "h.txt", []byte("\ufeffverb,\"t\",note,actor\r\n"))
	add("csv", "empty.csv", nil)
	add("membership", "m.csv", []byte("month,actor,event,team\n"))
	add("membership", "g.txt", []byte("group,event,person,month\n"))
	add("jsonl", "h.jsonl", writtenAs(t, "jsonl", live()))
	add("activitystreams", "h.json", writtenAs(t, "activitystreams", live()))
	add("git", "h.gitlog", []byte(gitHistory))
	add("git", "h.gitlog.gz", gzipped(gitHistory))
	add("discourse", "topic.json.gz", gzipped(forumFiles["topics/10.json"]))
	add("csv", "h.csv.gz", gzipped(header))
	add("csv", "packed", gzipped("\ufeff"+header))
	add("csv", "empty.csv.gz", gzipped("t,actor,verb\n"))
	add("membership", "m.csv.gz", gzipped("month,actor,event,team\n"))
	add("jsonl", "h.jsonl.gz", gzipped(string(writtenAs(t, "jsonl", live()))))
	add("activitystreams", "h.json.gz", gzipped(string(writtenAs(t, "activitystreams", live()))))
	add("mbox", "list.mbox", []byte(mailbox))
	add("mbox", "2026-January.txt.gz", gzipped(mailbox))
	folder("mbox", "list", map[string]string{"2026-January.txt": mailbox, "index.html": "<html>"})
	return files, formats
}

func TestDetect(t *testing.T) {
	dir, formats := examples(t)
	for name, format := range formats {
		got, err := exchange.Detect(dir, name)
		if assert.NoError(t, err, name) {
			assert.Equal(t, format, got.Name, name)
			sub, err := fs.Sub(dir, name)
			require.NoError(t, err)
			if info, err := fs.Stat(dir, name); err == nil && info.IsDir() {
				again, err := exchange.Detect(sub, ".")
				assert.NoError(t, err)
				assert.Equal(t, format, again.Name, "%s is detected from inside", name)
			}
		}
		_, err = activity.Collect(got.Open(dir, name, nil))
		if name != "empty.csv" {
			assert.NoError(t, err, name)
		}
	}
	for _, f := range exchange.Formats() {
		assert.True(t, slices.ContainsFunc(slices.Collect(values(formats)), func(s string) bool { return s == f.Name }), "%s has an example", f.Name)
	}
}

func values(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, v := range m {
			if !yield(v) {
				return
			}
		}
	}
}

func TestDetectNothing(t *testing.T) {
	files := fstest.MapFS{
		"hello.txt":     {Data: []byte("hello\n")},
		"none":          {Data: nil},
		"folder/a.json": {Data: []byte("{}")},
		"zip.zip":       {Data: zipOf(t, map[string]string{"a": ""})},
		"bad.zip":       {Data: []byte("PK\x03\x04")},
		"a.json":        {Data: []byte(`{"a": 1}`)},
		"letter.txt":    {Data: []byte("From my heart at 10:00 in 2026\nhello\n")},
		"letters/a.txt": {Data: []byte("From: ana@example.org\n\nhello\n")},
		"gitlog.txt":    {Data: []byte("commit " + hash('1') + "\nAuthor: Ana\n")},
		"bad.gz":        {Data: []byte("\x1f\x8b\x08")},
		"void":          {Mode: fs.ModeDir},
		"x.parquet":     {Data: []byte("PAR1\x15")},
		"tables/a.CSV":  {Data: []byte("t,actor,verb\n")},
		"tables.zip":    {Data: zipOf(t, map[string]string{"a.jsonl": ""})},
	}
	for name, says := range map[string]string{
		"hello.txt": "hello.txt looks like no history in a format that can be read: stackexchange, slack, discourse, git, mbox, activitystreams, jsonl, membership, csv; praxis formats tells",
		"none":      "none is empty", "void": "void is empty", "x.parquet": "x.parquet is Parquet, which is written but not read", "tables": "tables is no history as a whole; name one of its files", "tables.zip": "tables.zip is no history as a whole; unpack it, and name one of its files", "folder": "folder looks like no history", "zip.zip": "zip.zip looks like no history",
		"letter.txt": "letter.txt looks like no history", "gitlog.txt": "gitlog.txt looks like no history", "bad.gz": "bad.gz looks like no history",
		"letters": "letters looks like no history", "a.json": "a.json looks like no history", "bad.zip": "bad.zip is neither a folder nor a whole zip archive", "missing": "missing: ",
	} {
		_, err := exchange.Detect(files, name)
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.ErrorContains(t, err, "exchange.Detect: invalid: "+says)
	}
	_, err := exchange.FormatOf("xml")
	assert.ErrorIs(t, err, fault.NotFound)
	assert.ErrorContains(t, err, "there are stackexchange, slack, discourse, ")
}

// The documentation has a page on every format, and one on every form that is
// written, and on nothing else.
func TestTheFormatsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/formats.md")
	require.NoError(t, err)
	documented := map[string][]string{}
	part := ""
	for line := range strings.Lines(string(page)) {
		line = strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(line, "## "); ok {
			part = title
		}
		if name, ok := strings.CutPrefix(line, "### "); ok {
			documented[part] = append(documented[part], name)
		}
	}
	var read, written []string
	for _, f := range exchange.Formats() {
		read = append(read, f.Name)
		assert.Contains(t, string(page), "### "+f.Name+"\n\n"+strings.ToUpper(f.About[:1])+f.About[1:]+".\n", "the page begins with what it is")
	}
	for _, w := range exchange.Writers() {
		written = append(written, w.Name)
	}
	assert.ElementsMatch(t, read, documented["What can be read"])
	assert.ElementsMatch(t, written, documented["What is written"])
}

// The documentation tells the type of every verb in ActivityStreams.
func TestTheTypesAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/formats.md")
	require.NoError(t, err)
	documented := map[string]string{}
	for _, row := range regexp.MustCompile(`(?m)^\| ([A-Z][A-Za-z]+) of an? ([A-Z][A-Za-z]+) \| (.+) \|$`).FindAllStringSubmatch(string(page), -1) {
		for verb := range strings.SplitSeq(row[3], ", ") {
			documented[verb] = row[1] + " " + row[2]
		}
	}
	for _, v := range activity.Verbs() {
		a := live()
		a.Verb = v.Verb
		content := string(writtenAs(t, "activitystreams", a))
		types := regexp.MustCompile(`"type":"([A-Za-z]+)","id":"urn:uuid:01.*"object":{"type":"([A-Za-z]+)"`).FindStringSubmatch(content)
		require.Len(t, types, 3)
		assert.Equal(t, documented[string(v.Verb)], types[1]+" "+types[2], "%s", v.Verb)
	}
	assert.Len(t, documented, len(activity.Verbs())+1, "and react")
}

// Files are closed however the reading ends, of whatever format.
func TestEveryFormatClosesItsFiles(t *testing.T) {
	dir, formats := examples(t)
	open := 0
	for name, format := range formats {
		f, err := exchange.FormatOf(format)
		require.NoError(t, err)
		s := f.Open(counting{dir, &open}, name, nil)
		for range s {
			break
		}
		assert.Zero(t, open, name)
		for range s { //nolint:revive // to the end
		}
		assert.Zero(t, open, name)
		_, _ = exchange.Detect(counting{dir, &open}, name)
		assert.Zero(t, open, name)
	}
}

// A reader that fails is not a bad file, in whatever format.
func TestEveryFormatWithAReaderThatFails(t *testing.T) {
	for name, test := range map[string]struct{ format, text string }{
		"a.json":        {"discourse", forumFiles["topics/10.json"]},
		"a.jsonl":       {"jsonl", string(writtenAs(t, "jsonl", live(), live2()))},
		"as.json":       {"activitystreams", strings.TrimSpace(string(writtenAs(t, "activitystreams", live())))},
		"m.csv":         {"membership", "month,actor,event,team\n2020-01,ana,join,core\n"},
		"channels.json": {"slack", workspaceFiles["channels.json"]},
		"h.gitlog":      {"git", strings.TrimRight(gitHistory, "\n\x00")},
		"m.csv.gz":      {"membership", string(gzipped("month,actor,event,team\n2020-01,ana,join,core\n"))},
		"a.jsonl.gz":    {"jsonl", string(gzipped(string(writtenAs(t, "jsonl", live(), live2()))))},
		"h.gitlog.gz":   {"git", string(gzipped(gitHistory))},
		"list.mbox":     {"mbox", mailbox},
		"list.mbox.gz":  {"mbox", string(gzipped(mailbox))},
	} {
		f, err := exchange.FormatOf(test.format)
		require.NoError(t, err)
		for cut := range len(test.text) {
			dir, at := made{name: func() io.Reader { return cutShort(test.text, cut) }}, name
			var files fs.FS = dir
			if test.format == "slack" {
				files, at = rooted{dir}, "."
			}
			_, err := activity.Collect(f.Open(files, at, nil))
			require.ErrorIs(t, err, errBroken, "%s at %d", name, cut)
			require.ErrorIs(t, err, fault.Unavailable)
			require.NotErrorIs(t, err, fault.Invalid)
			require.ErrorContains(t, err, name)
		}
	}
}

// rooted is a folder of files that are made.
type rooted struct{ made }

func (r rooted) Open(name string) (fs.File, error) {
	if name != "." {
		return r.made.Open(name)
	}
	return fstest.MapFS{"channels.json": {}, "users.json": {}}.Open(".")
}
