package exchange_test

import (
	"bytes"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
)

// everything takes in all that can be taken in.
var everything = &exchange.Options{Bots: true, Private: true, Reactions: true}

func FuzzDiscourse(f *testing.F) {
	for _, name := range []string{"topics/10.json", "topics/11.json", "topics/13.json", "users.json"} {
		f.Add([]byte(forumFiles[name]), []byte(forumFiles["categories.json"]))
	}
	f.Add([]byte(forumFiles["topics/10.json"]), []byte(forumFiles["topics/10-2.json"]))
	f.Fuzz(func(t *testing.T, page, other []byte) {
		files := fstest.MapFS{"a.json": {Data: page}, "b.json": {Data: other}}
		requireSound(t, exchange.Discourse(files, "a.json", nil))
		requireSound(t, exchange.Discourse(files, ".", everything))
	})
}

func FuzzSlack(f *testing.F) {
	for _, day := range []string{"audit/2024-05-01.json", "audit/2024-05-02.json", "random/2024-05-01.json"} {
		f.Add([]byte(workspaceFiles["users.json"]), []byte(workspaceFiles["channels.json"]), []byte(workspaceFiles[day]))
	}
	f.Fuzz(func(t *testing.T, users, channels, day []byte) {
		files := fstest.MapFS{
			"users.json": {Data: users}, "channels.json": {Data: channels}, "groups.json": {Data: channels},
			"audit/2024-05-01.json": {Data: day}, "random/2024-05-02.json": {Data: day},
		}
		requireSound(t, exchange.Slack(files, ".", nil))
		requireSound(t, exchange.Slack(files, ".", everything))
	})
}

func FuzzMembership(f *testing.F) {
	f.Add([]byte("month,actor,event,team\n2019-01,ana,join,core\n2019-01,ana,join,core\n2019-02-03,ana,become-lead,core\n"))
	f.Add([]byte("\ufeffgroup,event,person,t\r\n\"a\nb\",leave,ana,2019-01-01T10:00:00Z\r\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		records, err := requireSoundAlone(t, membershipOf(string(file), "here"))
		groups, failed := exchange.ByCommunity(membershipOf(string(file), "here"))
		require.Equal(t, err, failed)
		n := 0
		for _, g := range groups {
			n += len(g.Activities)
		}
		require.True(t, err != nil || n == len(records))
	})
}

// requireComesBack holds of formats that keep records in full.
func requireComesBack(t *testing.T, format string, file []byte) {
	t.Helper()
	read := func(content []byte) activity.Stream {
		f, err := exchange.FormatOf(format)
		require.NoError(t, err)
		return f.Open(fstest.MapFS{"a": {Data: content}}, "a", nil)
	}
	records, err := requireSoundAlone(t, read(file))
	if err != nil {
		return
	}
	var out bytes.Buffer
	w, err := exchange.WriterOf(format)
	require.NoError(t, err)
	n, err := w.Write(&out, activity.StreamOf(records...))
	require.NoError(t, err)
	require.Equal(t, len(records), n)
	back, err := activity.Collect(read(out.Bytes()))
	require.NoError(t, err)
	require.Equal(t, records, back)
}

func FuzzJSONLines(f *testing.F) {
	f.Add(writtenAs(f, "jsonl", full(), live2()))
	f.Add([]byte("\ufeff{\"t\":\"2020-01-01\",\"actor\":\"ana\",\"verb\":\"ask\",\"object\":\"\\u2028\",\"tags\":[\"a\"]}\r\n\n{}"))
	f.Fuzz(func(t *testing.T, file []byte) { requireComesBack(t, "jsonl", file) })
}

func FuzzActivityStreams(f *testing.F) {
	f.Add(writtenAs(f, "activitystreams", full(), live2()))
	f.Add([]byte(`{"items": [` + sameItem + `, {"type": "Note"}], "x": [[{}]]}`))
	f.Fuzz(func(t *testing.T, file []byte) { requireComesBack(t, "activitystreams", file) })
}

// FuzzDetect reads whatever there is in the format that it looks like.
func FuzzDetect(f *testing.F) {
	dir, formats := examples(f)
	for name := range formats {
		if file, err := dir.Open(name); err == nil {
			if info, err := file.Stat(); err == nil && !info.IsDir() {
				content := make([]byte, info.Size())
				_, _ = file.Read(content)
				f.Add(content)
			}
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		files := fstest.MapFS{"a": {Data: content}}
		format, err := exchange.Detect(files, "a")
		if err != nil {
			return
		}
		_, _ = requireSoundAlone(t, format.Open(files, "a", everything))
	})
}
