package exchange_test

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
)

// Lines, posts, messages and items without end are refused, with their place,
// before they are held.
func TestEndlessValuesAreRefusedBeforeTheyAreHeld(t *testing.T) {
	for name, test := range map[string]struct {
		format, start, text string
		limit               int
		says                string
	}{
		"a line":             {"jsonl", `{"t":"2020-01-01","actor":"ana","verb":"ask"}` + "\n" + `{"a":"`, "a", exchange.MaxJSONLine, "a.x:2: a line is longer than"},
		"blank space":        {"jsonl", "", " ", exchange.MaxJSONLine, "a.x:1: a line is longer than"},
		"a post":             {"discourse", `{"post_stream": {"posts": [{"id": 1, "cooked": "`, "a", exchange.MaxJSONValue, "a.x: at byte 27: a value is longer than"},
		"space in a topic":   {"discourse", `{"post_stream":`, " ", exchange.MaxJSONValue, "a value is longer than"},
		"space before it":    {"discourse", "", "\n", exchange.MaxJSONValue, "a value is longer than"},
		"a title":            {"discourse", `{"title": "`, "a", exchange.MaxJSONValue, "a value is longer than"},
		"a key":              {"discourse", `{"`, "a", exchange.MaxJSONValue, "a value is longer than"},
		"what is passed by":  {"discourse", `{"x": `, "[", 4096, "values nest more than 100 deep"},
		"an item":            {"activitystreams", `{"items": [{"id": "`, "a", exchange.MaxJSONValue, "a value is longer than"},
		"objects in an item": {"activitystreams", `{"items": [`, `{"a":`, exchange.MaxJSONValue, "a.x: at byte "},
		"a row":              {"membership", "month,actor,event,team\n\"", "a", exchange.MaxCSVRow, "a.x: after line 1: a row is longer than"},
	} {
		t.Run(name, func(t *testing.T) {
			format, err := exchange.FormatOf(test.format)
			require.NoError(t, err)
			read := 0
			dir := made{"a.x": func() io.Reader {
				return io.MultiReader(strings.NewReader(test.start), forever{text: strings.Repeat(test.text, 64), read: &read})
			}}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			var failed error
			for _, err := range format.Open(dir, "a.x", nil) {
				failed = err
			}
			runtime.ReadMemStats(&after)
			assert.ErrorIs(t, failed, fault.Invalid)
			assert.ErrorContains(t, failed, test.says)
			assert.LessOrEqual(t, read, test.limit+16<<10)
			assert.LessOrEqual(t, after.TotalAlloc-before.TotalAlloc, uint64(64<<20))
		})
	}
}

// What is kept of a message is not its text.
func TestTextOfMessagesIsNotKept(t *testing.T) {
	const messages, text = 200, 10_000
	body := strings.Repeat("a", text)
	var day, page, lines strings.Builder
	for i := range messages {
		fmt.Fprintf(&day, `,{"type":"message","user":"U%d","ts":"17145500%02d.%06d","text":"%s","x":"%s"}`, i%3, i%100, i, body, body)
		fmt.Fprintf(&page, `,{"id":%d,"post_number":%d,"user_id":7,"created_at":"2024-05-01","cooked":"%s"}`, i+1, i+1, body)
		fmt.Fprintf(&lines, `{"t":"2020-01-01","actor":"ana","verb":"ask","object":"q%d","text":"%s"}`+"\n", i, body)
	}
	files := filesOf(map[string]string{
		"s/channels.json": `[{"id":"C1","name":"audit"}]`, "s/audit/2024-05-01.json": "[" + day.String()[1:] + "]",
		"d/1.json": `{"id":1,"post_stream":{"posts":[` + page.String()[1:] + `]}}`, "h.jsonl": lines.String(),
	})
	for name, s := range map[string]activity.Stream{
		"slack": exchange.Slack(files, "s", nil), "discourse": exchange.Discourse(files, "d", nil), "jsonl": exchange.JSONLines(files, "h.jsonl", nil),
	} {
		t.Run(name, func(t *testing.T) {
			heap := func() int64 {
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				return int64(m.HeapAlloc)
			}
			before, most := heap(), int64(0)
			n := 0
			for _, err := range s {
				require.NoError(t, err)
				if n++; n%100 == 1 {
					most = max(most, heap()-before)
				}
			}
			assert.Equal(t, messages, n)
			assert.Less(t, most, int64(messages*text/4))
			runtime.KeepAlive(files)
		})
	}
}

// Every value has the limit to itself.
func TestEveryValueHasTheLimitToItself(t *testing.T) {
	long := strings.Repeat("a", exchange.MaxJSONLine-100)
	line := `{"t":"2020-01-01","actor":"ana","verb":"ask","x":"` + long + `"}` + "\n"
	assert.Len(t, tellAll(t, exchange.JSONLines(fstest.MapFS{"a": {Data: []byte(strings.Repeat(line, 3))}}, "a", nil)), 3)
	long = strings.Repeat("a", exchange.MaxJSONValue-200)
	var page strings.Builder
	for i := range 3 {
		fmt.Fprintf(&page, `,{"id":%d,"post_number":%d,"user_id":7,"created_at":"2024-05-01","cooked":"%s"}`, i+1, i+1, long)
	}
	assert.Len(t, tellAll(t, discourseOf(`{"id":1,"title":"`+long+`","post_stream":{"posts":[`+page.String()[1:]+`]}}`)), 3)
}

// A line has the limit to its last byte, its end included.
func TestTheLongestLine(t *testing.T) {
	const start, end = `{"t":"2020-01-01","actor":"ana","verb":"ask","x":"`, "\"}\n"
	for more, fits := range map[int]bool{0: true, 1: false, 10: false} {
		line := start + strings.Repeat("a", exchange.MaxJSONLine-len(start)-len(end)+more) + end
		_, err := activity.Collect(exchange.JSONLines(fstest.MapFS{"a": {Data: []byte(line)}}, "a", nil))
		if fits {
			assert.NoError(t, err)
			continue
		}
		assert.ErrorIs(t, err, fault.Invalid, more)
		assert.ErrorContains(t, err, "a:1: a line is longer than")
	}
}
