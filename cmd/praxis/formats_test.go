package main

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/internal/recorded"
)

// folder writes files into a new folder and returns its path.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	}
	return dir
}

// zipped packs files and returns the path of the archive.
func zipped(t *testing.T, files map[string]string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "source.zip")
	f, err := os.Create(path)
	require.NoError(t, err)
	z := zip.NewWriter(f)
	require.NoError(t, z.AddFS(os.DirFS(folder(t, files))))
	require.NoError(t, z.Close())
	require.NoError(t, f.Close())
	return path
}

var (
	workspace = map[string]string{
		"users.json":    `[{"id": "U1"}, {"id": "B1", "is_bot": true}]`,
		"channels.json": `[{"id": "C1", "name": "audit"}]`,
		"dms.json":      `[{"id": "D1"}]`,
		"audit/2024-05-01.json": `[{"type": "message", "user": "U1", "ts": "1714550400.000200"},
			{"type": "message", "user": "U2", "ts": "1714551000.000300", "thread_ts": "1714550400.000200"},
			{"type": "message", "user": "B1", "ts": "1714551100.000000"}]`,
		"D1/2024-05-01.json": `[{"type": "message", "user": "U1", "ts": "1714552000.000000"}]`,
	}
	topic = `{"id": 5, "post_stream": {"posts": [
		{"id": 1, "post_number": 1, "created_at": "2024-05-01T09:00:00Z", "user_id": 1, "actions_summary": [{"id": 2, "count": 3}]},
		{"id": 2, "post_number": 2, "created_at": "2024-05-01T10:00:00Z", "user_id": 2}]}}`
	gitLogged = strings.Repeat("1", 40) + "\x00\x001714550400\x00Ana\x00a@x\x00a@x\x00\x00\n" +
		strings.Repeat("2", 40) + "\x00\x001714550500\x00Bob\x00b@x\x00b@x\x00\x00\n" +
		strings.Repeat("3", 40) + "\x00" + strings.Repeat("1", 40) + " " + strings.Repeat("2", 40) + "\x001714550600\x00Bob\x00b@x\x00b@x\x00\x00\n"
	mailed = "From x Mon Jan  5 09:00:00 2026\nFrom: Ana <ana@example.org>\nMessage-ID: <1@a>\nDate: 5 Jan 2026 10:00 +0100\nSubject: Hello\n\nFrom me.\n\n" +
		"From x Tue Jan  6 09:00:00 2026\nFrom: Bob <bob@example.org>\nMessage-ID: <2@a>\nDate: whenever\nSubject: Re: Hello\n\n"
	groups = "month,actor,event,team\n2019-01,x,team-created,core\n2019-01,ana,join,core\n2019-03,ana,become-lead,core\n2019-04,ana,join,docs\n2019-04,bob,join,docs\n"
)

// Every format is told from the source, measured and imported; importing again
// adds nothing.
func TestEveryFormat(t *testing.T) {
	dump := map[string]string{
		"Posts.xml":    `<posts><row Id="1" PostTypeId="1" CreationDate="2024-05-01" OwnerUserId="1"/><row Id="2" PostTypeId="2" ParentId="1" CreationDate="2024-05-02" OwnerUserId="2"/></posts>`,
		"Comments.xml": `<comments/>`,
	}
	tried := map[string]bool{}
	for name, test := range map[string]struct{ format, source, left string }{
		"a dump":                {"stackexchange", folder(t, dump), ""},
		"a dump, packed":        {"stackexchange", zipped(t, dump), ""},
		"a workspace":           {"slack", folder(t, workspace), "Left out: 1 by bots, 1 private.\n"},
		"a workspace, packed":   {"slack", zipped(t, workspace), "Left out: 1 by bots, 1 private.\n"},
		"a topic":               {"discourse", write(t, "5.json", topic), "Left out: 3 likes and other reactions.\n"},
		"topics":                {"discourse", folder(t, map[string]string{"t/5.json": topic}), "Left out: 3 likes and other reactions.\n"},
		"topics, packed":        {"discourse", zipped(t, map[string]string{"t/5.json": topic}), "Left out: 3 likes and other reactions.\n"},
		"a table":               {"csv", write(t, "h.csv", strings.Join(strings.SplitAfter(table, "\n")[:3], "")), ""},
		"JSON Lines":            {"jsonl", write(t, "h.jsonl", `{"t":"2024-05-01","actor":"u1","verb":"ask","object":"q"}`+"\n"+`{"t":"2024-05-02","actor":"u2","verb":"answer","object":"a"}`), ""},
		"a log":                 {"git", write(t, "h.gitlog", gitLogged), "Left out: 1 merges.\n"},
		"a list":                {"mbox", write(t, "list.mbox", mailed), ""},
		"a list, packed":        {"mbox", zipped(t, map[string]string{"2026-January.txt": mailed}), ""},
		"a collection of ours":  {"activitystreams", exportedAs(t, "activitystreams"), ""},
		"JSON Lines of our own": {"jsonl", exportedAs(t, "jsonl"), ""},
		"a table of our own":    {"csv", exportedAs(t, "csv"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			tried[test.format] = true
			code, measured, left := command(t, "measure", test.source)
			require.Zero(t, code, left)
			assert.Contains(t, measured, "2 activities by 2 people")
			assert.Equal(t, test.left, left)
			assert.Equal(t, measured, ok(t, "measure", test.source, "--from", test.format))

			db := filepath.Join(t.TempDir(), "praxis.db")
			assert.Contains(t, ok(t, "import", test.source, "--db", db, "--community", "C"), "Added ")
			assert.Contains(t, ok(t, "import", test.source, "--db", db, "--community", "C"), "Nothing to add: \"C\" has all ")
			assert.Equal(t, measured, ok(t, "measure", "--db", db, "--community", "C"))
			for _, as := range [][]string{nil, {"--json"}, {"--html"}} {
				args := append([]string{"report", "--title", "T", "--min-group", "1"}, as...)
				page := ok(t, append(args, test.source)...)
				assert.Contains(t, page, "2 people")
				assert.Equal(t, page, ok(t, append(args, "--db", db, "--community", "C")...))
			}
		})
	}
	for _, f := range exchange.Formats() {
		assert.True(t, tried[f.Name] || f.Constellation, "%s is tried", f.Name)
		assert.Contains(t, ok(t, "formats"), "  "+f.Name+" ")
	}
	for _, w := range exchange.Writers() {
		assert.Contains(t, ok(t, "formats"), "  "+w.Name+" ")
	}
}

// exportedAs exports a community of two activities, beside its founding.
func exportedAs(t *testing.T, format string) string {
	t.Helper()
	db, file := filepath.Join(t.TempDir(), "praxis.db"), filepath.Join(t.TempDir(), "export")
	history := write(t, "h.csv", strings.Join(strings.SplitAfter(table, "\n")[:3], ""))
	ok(t, "import", history, "--db", db, "--community", "C")
	assert.Equal(t, "Exported 4 activities of \"C\".\n", ok(t, "export", "--db", db, "--community", "C", "--to", format, file))
	return file
}

// What is taken in only if it is asked for.
func TestWith(t *testing.T) {
	source := zipped(t, workspace)
	code, measured, left := command(t, "measure", source, "--with", "bots,private", "--with", "reactions")
	require.Zero(t, code, left)
	assert.Contains(t, measured, "4 activities by 3 people")
	assert.Empty(t, left)
}

// A table of memberships is a constellation: it is imported into a community for
// each group, and measured as such.
func TestConstellation(t *testing.T) {
	source, db := write(t, "m.csv", groups), filepath.Join(t.TempDir(), "praxis.db")
	assert.Contains(t, ok(t, "measure", source), "2 communities with 2 people")
	assert.Contains(t, ok(t, "measure", source, "--json"), `"join_then_lead_same_community": 1,`)
	code, _, says := command(t, "report", source)
	assert.Equal(t, failed, code)
	assert.Contains(t, says, "tells who belongs to which group, and not what they do")
	assert.Equal(t, "Added 5 activities to a constellation of 2 communities.\n", ok(t, "import", source, "--db", db))
	assert.Equal(t, "Nothing to add: a constellation of 2 communities has all 5 activities already.\n", ok(t, "import", source, "--db", db))
	more := write(t, "m.csv", groups+"2019-05,cem,join,docs\n2019-05,cem,join,new\n")
	assert.Equal(t, "Added 2 of 7 activities to a constellation of 3 communities; it had the others already.\n", ok(t, "import", more, "--db", db))
	for name, acts := range map[string]int{"core": 3, "docs": 3, "new": 1} {
		file := filepath.Join(t.TempDir(), "x")
		assert.Contains(t, ok(t, "export", "--db", db, "--community", name, "--to", "csv", file), "Exported ")
		assert.Equal(t, acts, strings.Count(string(read(t, file)), "\n2019"), name)
	}

	code, _, err := command(t, "import", source, "--db", db, "--community", "core")
	assert.Equal(t, misused, code)
	assert.Contains(t, err, "the source names its communities itself; leave out --community")
	fresh := filepath.Join(t.TempDir(), "fresh.db")
	code, _, err = command(t, "import", write(t, "m.csv", groups+"2019-05,cem,dance,docs\n"), "--db", fresh)
	assert.Equal(t, failed, code)
	assert.Contains(t, err, "m.csv:7: event must be join")
	assert.NoFileExists(t, fresh)
	code, _, err = command(t, "import", write(t, "m.csv", "month,actor,event,team\n"), "--db", fresh)
	assert.Equal(t, failed, code)
	assert.Contains(t, err, "holds no activities; nothing was imported")
}

// Real memberships are a constellation of all that is written about them.
func TestRecordedConstellation(t *testing.T) {
	source, db := filepath.Join(recorded.Dir(t), "rust-team-events.csv"), filepath.Join(t.TempDir(), "praxis.db")
	assert.Equal(t, "Added 3968 activities to a constellation of 249 communities.\n", ok(t, "import", source, "--db", db))
	assert.Contains(t, ok(t, "import", source, "--db", db), "Nothing to add")
	want := map[string]any{"join_then_lead_same_community": "260", "same_month": "206", "median_months_join_to_lead_if_later": "12.0"}
	got := figures(t, ok(t, "measure", source, "--json"))
	for key, value := range want {
		assert.Equal(t, value, got[key].(interface{ String() string }).String(), key)
	}
}

func TestMistakesWithFormats(t *testing.T) {
	source, db := write(t, "h.csv", table), filepath.Join(t.TempDir(), "praxis.db")
	ok(t, "import", source, "--db", db, "--community", "Auditors")
	there, bomb := write(t, "there", "precious"), write(t, "b.zip", "PK\x03\x04 no more")
	for _, test := range []struct {
		code int
		says string
		args []string
	}{
		{misused, "name the one community whose record to export with --community", []string{"export", "--db", db, "--to", "csv"}},
		{misused, "name the one community", []string{"export", "--db", db, "--to", "csv", "--community", "A", "--community", "B"}},
		{misused, `--to must be one of "archive","csv","jsonl","parquet","activitystreams"`, []string{"export", "--db", db, "--to", "xml"}},
		{misused, "--with must be one of", []string{"measure", source, "--with", "cats"}},
		{misused, "--with go with a source", []string{"measure", "--db", db, "--community", "Auditors", "--with", "bots"}},
		{failed, `no such community "Bakers"`, []string{"export", "--db", db, "--community", "Bakers", "--to", "csv"}},
		{failed, "there is there already; name a new file", []string{"export", "--db", db, "--community", "Auditors", "--to", "csv", there}},
		{failed, "check that its folder is there", []string{"export", "--db", db, "--community", "Auditors", "--to", "csv", filepath.Join(filepath.Dir(there), "none", "x")}},
		{failed, "hello.txt looks like no history in a format that can be read", []string{"measure", write(t, "hello.txt", "hello")}},
		{failed, "b.zip is neither a folder nor a whole zip archive", []string{"measure", bomb}},
		{failed, "h.csv is neither a folder nor a whole zip archive", []string{"measure", source, "--from", "slack"}},
		{failed, "h.csv: at byte 2: invalid character", []string{"measure", source, "--from", "discourse"}},
		{failed, "h.csv:1: must be one object of JSON", []string{"measure", source, "--from", "jsonl"}},
		{failed, "h.csv:1: the header lacks the column event", []string{"measure", source, "--from", "membership"}},
	} {
		code, out, err := command(t, test.args...)
		assert.Equal(t, test.code, code, test.args)
		assert.Empty(t, out, test.args)
		assert.Contains(t, err, test.says, test.args)
	}
	assert.Equal(t, "precious", string(read(t, there)))
	files, err := os.ReadDir(filepath.Dir(there))
	require.NoError(t, err)
	assert.Len(t, files, 1, "nothing is left of what failed")
}
