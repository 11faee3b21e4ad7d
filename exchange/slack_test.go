package exchange_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
)

// A workspace with something of everything.
var workspaceFiles = map[string]string{
	"users.json": `[{"id": "U1", "name": "ana", "is_bot": false}, {"id": "U2"}, {"id": "U9", "is_bot": true}]`,
	"channels.json": `[
		{"id": "C1", "name": "audit", "members": ["U1", "U2"], "topic": {"value": "?"}},
		{"id": "C2", "name": "random"}, {"id": "C1", "name": "audit"}, {"id": "C3", "name": "never-used"}]`,
	"groups.json": `[{"id": "G1", "name": "board"}]`,
	"dms.json":    `[{"id": "D1", "members": ["U1", "U2"]}]`,
	"audit/2024-05-01.json": `[
		{"type": "message", "subtype": "channel_join", "user": "U2", "text": "<@U2> has joined the channel", "ts": "1714550000.000100"},
		{"type": "message", "user": "U1", "text": "How?", "ts": "1714550400.000200", "thread_ts": "1714550400.000200",
		 "reply_count": 2, "edited": {"user": "U1", "ts": "1714550500.000000"},
		 "reactions": [{"name": "eyes", "users": ["U2", "U3"], "count": 3}, {"name": "+1", "users": ["U2", "U9"], "count": 2}]},
		{"type": "message", "user": "U2", "text": "So.", "ts": "1714551000.000300", "thread_ts": "1714550400.000200", "parent_user_id": "U1",
		 "files": [{"id": "F1", "mode": "hosted"}, {"id": "F2", "mode": "tombstone"}]},
		{"type": "message", "subtype": "bot_message", "bot_id": "B1", "text": "build failed", "ts": "1714551100.000000"},
		{"type": "message", "user": "USLACKBOT", "text": "Reminder", "ts": "1714551200.000000"},
		{"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "ts": "1714551300.000000"},
		{"type": "message", "subtype": "channel_topic", "user": "U1", "ts": "1714551400.000000"}]`,
	"audit/2024-05-02.json": `[
		{"type": "message", "subtype": "thread_broadcast", "user": "U3", "ts": "1714636800.000000", "thread_ts": "1714550400.000200",
		 "files": [{"id": "F1"}]},
		{"type": "message", "user": "U1", "ts": "1714636900.000000", "thread_ts": "1700000000.000000"},
		{"type": "message", "user": "U2", "ts": "1714551000.000300"},
		{"type": "message", "text": "nobody's", "ts": "1714637000.000000"},
		{"type": "message", "subtype": "channel_leave", "user": "U2", "ts": "1714637100.000000"}]`,
	"random/2024-05-01.json": `[{"type": "message", "subtype": "file_share", "user": "U1", "ts": "1714550400.000200", "file": {"id": "F7"}}]`,
	"board/2024-05-01.json":  `[{"type": "message", "user": "U1", "ts": "1714550600.000000"}]`,
	"D1/2024-05-01.json":     `[{"type": "message", "user": "U2", "ts": "1714550700.000000", "thread_ts": "1714550700.000000"}]`,
	"audit/canvas.html":      "?",
	"integration_logs.json":  "?",
}

var workspaceTold = []string{
	"01T07:53:20.0001,U2,join,C1,,,,",
	"01T08:00:00.0002,U1,start,C1/1714550400.000200,,,C1/1714550400.000200,audit",
	"01T08:00:00.0002,U1,start,C2/1714550400.000200,,,C2/1714550400.000200,random",
	"01T08:00:00.0002,U1,share,F7,,,C2/1714550400.000200,random",
	"01T08:10:00.0003,U2,reply,C1/1714551000.000300,C1/1714550400.000200,U1,C1/1714550400.000200,audit",
	"01T08:10:00.0003,U2,share,F1,,,C1/1714550400.000200,audit",
	"02T08:00:00,U3,reply,C1/1714636800.000000,C1/1714550400.000200,U1,C1/1714550400.000200,audit",
	"02T08:01:40,U1,reply,C1/1714636900.000000,C1/1700000000.000000,,C1/1700000000.000000,audit",
	"02T08:05:00,U2,leave,C1,,,,",
}

func TestSlack(t *testing.T) {
	var skipped exchange.Skipped
	zipped := fstest.MapFS{"export.zip": {Data: zipOf(t, workspaceFiles)}}
	s := exchange.Slack(zipped, "export.zip", &exchange.Options{Skipped: &skipped})
	for range 2 {
		assert.Equal(t, workspaceTold, tellAll(t, s))
		assert.Equal(t, exchange.Skipped{Deleted: 2, Bots: 2, Private: 2, Reactions: 5, Other: 1}, skipped)
	}
	assert.Equal(t, workspaceTold, tellAll(t, exchange.Slack(filesOf(workspaceFiles), ".", nil)), "unpacked")
}

func TestSlackTakesInWhatIsAskedFor(t *testing.T) {
	var skipped exchange.Skipped
	o := &exchange.Options{Skipped: &skipped, Bots: true, Private: true, Reactions: true}
	told := tellAll(t, exchange.Slack(filesOf(workspaceFiles), ".", o))
	for _, line := range []string{
		"01T08:11:40,bot:B1,start,C1/1714551100.000000,,,C1/1714551100.000000,audit",
		"01T08:13:20,bot:USLACKBOT,start,C1/1714551200.000000,,,C1/1714551200.000000,audit",
		"01T08:03:20,U1,start,G1/1714550600.000000,,,G1/1714550600.000000,board",
		"01T08:05:00,U2,start,D1/1714550700.000000,,,D1/1714550700.000000,",
		"01T08:00:00.0002,U2,react,C1/1714550400.000200,,U1,,audit",
		"01T08:00:00.0002,U3,react,C1/1714550400.000200,,U1,,audit",
		"01T08:00:00.0002,bot:U9,react,C1/1714550400.000200,,U1,,audit",
	} {
		assert.Contains(t, told, line)
	}
	assert.Len(t, told, len(workspaceTold)+7)
	assert.Equal(t, exchange.Skipped{Deleted: 2, Other: 1}, skipped)
}

func TestSlackRefuses(t *testing.T) {
	message := func(members string) map[string]string {
		return map[string]string{"channels.json": `[{"id": "C1", "name": "audit"}]`, "audit/2024-05-01.json": "[{" + members + "}]"}
	}
	channels := func(text string) map[string]string { return map[string]string{"channels.json": text} }
	for name, test := range map[string]struct {
		files map[string]string
		says  string
	}{
		"no channels":         {map[string]string{"users.json": "[]"}, "channels.json: "},
		"channels cut off":    {channels(`[{"id": "C1"`), "channels.json: at byte 1: the file is empty or was cut off"},
		"an object":           {channels(`{}`), `channels.json: at byte 1: there must be an array, not "{"`},
		"no id":               {channels(`[{"name": "audit"}]`), "a channel must have an id"},
		"no name":             {channels(`[{"id": "C1"}]`), "the channel C1 must have a name that can be a topic"},
		"a way out":           {channels(`[{"id": "C1", "name": "../secret"}]`), `the channel C1 cannot have a folder of the name "../secret"`},
		"the root":            {channels(`[{"id": "C1", "name": "."}]`), "the channel C1 cannot have a folder"},
		"two of a name":       {channels(`[{"id": "C1", "name": "a"}, {"id": "C2", "name": "a"}]`), "the channel C2 has the folder or the id of another"},
		"two of an id":        {channels(`[{"id": "C1", "name": "a"}, {"id": "C1", "name": "b"}]`), "the channel C1 has the folder or the id of another"},
		"users of a word":     {map[string]string{"users.json": `["U1"]`, "channels.json": "[]"}, "users.json: at byte 5: "},
		"no time":             {message(`"type": "message", "user": "U1"`), "audit/2024-05-01.json: at byte 34: a message has no time as ts"},
		"a number for a time": {message(`"type": "message", "ts": 12`), "ts cannot be a number"},
		"another time":        {message(`"type": "message", "ts": "2024-05-01"`), `but "2024-05-01"`},
		"a time too far":      {message(`"type": "message", "ts": "253402300800.000000"`), "no time as ts"},
		"a signed time":       {message(`"type": "message", "ts": "+14550600.000000"`), "no time as ts"},
		"a bad thread":        {message(`"type": "message", "user": "U1", "ts": "1.000000", "thread_ts": "now"`), `the message 1.000000 has no time as thread_ts, but "now"`},
		"a bad user":          {message(`"type": "message", "user": "U\n", "ts": "1.000000"`), "the message 1.000000 names a bad user"},
		"a file without name": {message(`"type": "message", "user": "U1", "ts": "1.000000", "files": [{}]`), "the message 1.000000 has a file without an id"},
	} {
		t.Run(name, func(t *testing.T) {
			err := onlyError(t, exchange.Slack(filesOf(test.files), ".", nil))
			assert.ErrorIs(t, err, fault.Invalid)
			assert.ErrorContains(t, err, "exchange.Slack: invalid: ")
			assert.ErrorContains(t, err, test.says)
		})
	}
	none := exchange.Slack(fstest.MapFS{}, "none.zip", nil)
	assert.ErrorIs(t, onlyError(t, none), fs.ErrNotExist)
}

func TestSlackCutAnywhereIsAnError(t *testing.T) {
	day := workspaceFiles["audit/2024-05-01.json"]
	for cut := range len(day) {
		files := filesOf(workspaceFiles)
		files["audit/2024-05-01.json"] = &fstest.MapFile{Data: []byte(day[:cut])}
		err := onlyError(t, exchange.Slack(files, ".", nil))
		require.ErrorIs(t, err, fault.Invalid, "%q", day[:cut])
		require.ErrorContains(t, err, "audit/2024-05-01.json: at byte ")
	}
}

// A reaction at the time of the message that it is to answers nothing.
func TestSlackReactionsAnswerNothing(t *testing.T) {
	s := exchange.Slack(filesOf(workspaceFiles), ".", &exchange.Options{Reactions: true})
	for a, err := range s {
		require.NoError(t, err)
		if a.Verb == "react" {
			assert.Zero(t, a.Thread)
			_, shown := a.Presence()
			assert.True(t, shown)
			assert.Contains(t, a.Detail.(activity.Imported).Object, "C1/")
		}
	}
}

func TestSlackReadsNothingElse(t *testing.T) {
	files := filesOf(workspaceFiles)
	read := map[string]bool{}
	for range exchange.Slack(noting{files, read}, ".", nil) {
		continue
	}
	for name := range read {
		assert.False(t, strings.HasPrefix(name, "board") || strings.HasPrefix(name, "D1"), "%s is private", name)
	}
	assert.True(t, read["audit/2024-05-01.json"])
}

// noting is a file system that notes what was opened.
type noting struct {
	fs.FS
	opened map[string]bool
}

func (n noting) Open(name string) (fs.File, error) {
	n.opened[name] = true
	return n.FS.Open(name)
}
