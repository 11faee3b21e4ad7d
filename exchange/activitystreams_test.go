package exchange_test

import (
	"encoding/json"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
)

func TestActivityStreams(t *testing.T) {
	records := collect(t, exchange.StackExchange(dumpOf(posts, comments), nil))
	a := full()
	a.Actor, a.Verb = "a/b é", activity.Endorse
	content := writtenAs(t, "activitystreams", a, records[1])
	require.True(t, json.Valid(content))
	assert.JSONEq(t, `{
		"@context": ["https://www.w3.org/ns/activitystreams", {"praxis": "https://github.com/praxis-cop/praxis/ns#"}],
		"type": "OrderedCollection",
		"totalItems": 2,
		"orderedItems": [{
			"type": "Like", "id": "urn:uuid:01000000-0000-0000-0000-000000000000", "published": "2024-05-01T09:00:00Z",
			"actor": {"type": "Person", "id": "https://github.com/praxis-cop/praxis/ns/person/a%2Fb%20%C3%A9"},
			"object": {"type": "Document", "id": "urn:uuid:02000000-0000-0000-0000-000000000000",
				"inReplyTo": {"type": "Object", "id": "urn:uuid:03000000-0000-0000-0000-000000000000"}},
			"context": {"type": "Object", "id": "urn:uuid:03000000-0000-0000-0000-000000000000"},
			"to": {"type": "Person", "id": "https://github.com/praxis-cop/praxis/ns/person/bob"},
			"tag": [{"type": "Object", "name": "sampling"}, {"type": "Object", "name": "a&b <c>"}],
			"praxis:verb": "endorse", "praxis:mode": "online", "praxis:purpose": "`+string(a.Purpose)+`",
			"praxis:community": "04000000-0000-0000-0000-000000000000", "praxis:space": "05000000-0000-0000-0000-000000000000"
		}, {
			"type": "Create", "id": "urn:uuid:`+records[1].ID.String()+`", "published": "2010-08-25T20:00:00Z",
			"actor": {"type": "Person", "id": "https://github.com/praxis-cop/praxis/ns/person/u7"},
			"object": {"type": "Note", "id": "urn:uuid:`+records[1].Object.String()+`", "name": "p3",
				"inReplyTo": {"type": "Object", "id": "urn:uuid:`+records[1].InReplyTo.String()+`", "name": "p1"}},
			"context": {"type": "Object", "id": "urn:uuid:`+records[1].Thread.String()+`", "name": "p1"},
			"to": {"type": "Person", "id": "https://github.com/praxis-cop/praxis/ns/person/u5"},
			"tag": [{"type": "Object", "name": "sampling"}, {"type": "Object", "name": "c++"}],
			"praxis:verb": "answer", "praxis:accepted": true
		}]
	}`, string(content))
}

// Programs are told apart from people.
func TestActivityStreamsOfBots(t *testing.T) {
	a := live()
	a.Actor = "bot:U9"
	assert.Contains(t, string(writtenAs(t, "activitystreams", a)), `"actor":{"type":"Application",`)
}

func collectionOf(text string, skipped *exchange.Skipped) activity.Stream {
	return exchange.ActivityStreams(fstest.MapFS{"a.json": {Data: []byte(text)}}, "a.json", &exchange.Options{Skipped: skipped})
}

// What other programs wrote tells no verb, and is counted.
func TestActivityStreamsOfOthers(t *testing.T) {
	const others = `{"@context": "https://www.w3.org/ns/activitystreams", "type": "OrderedCollection", "totalItems": 2, "first": {"a": [1]},
		"orderedItems": [{"type": "Create", "actor": "https://example.org/ana", "to": ["x"], "object": {"type": "Note", "content": "hello"}}, "https://example.org/1"]}`
	var skipped exchange.Skipped
	assert.Empty(t, tellAll(t, collectionOf(others, &skipped)))
	assert.Equal(t, exchange.Skipped{Other: 2}, skipped)
}

func TestActivityStreamsRefuses(t *testing.T) {
	item := func(members string) string { return `{"orderedItems": [{"praxis:verb": "ask", ` + members + `}]}` }
	for name, test := range map[string]struct{ text, says string }{
		"empty":            {"", "a.json: at byte 0: the file is empty or was cut off"},
		"no collection":    {`{"type": "Person"}`, "a.json: is no collection: it has no orderedItems"},
		"items of a word":  {`{"items": "none"}`, `there must be an array, not "none"`},
		"two collections":  {`{"items": []}{}`, "there must be one value in the file"},
		"no time":          {item(`"actor": {"id": "ana"}`), "a.json: at byte 64: t must be a time"},
		"no actor":         {item(`"published": "2020-01-01"`), "actor must be"},
		"another actor":    {item(`"published": "2020-01-01", "actor": 5`), "actor cannot be a number"},
		"a bad identifier": {item(`"published": "2020-01-01", "actor": {"id": "ana"}, "id": "urn:uuid:1"`), "id must be an identifier"},
		"nested":           {`{"x": ` + nested(200) + `}`, "values nest more than 100 deep"},
		"the same twice": {`{"items": [` + sameItem + `,` + sameItem + `]}`,
			"the record 01000000-0000-0000-0000-000000000000 occurs twice"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := activity.Collect(collectionOf(test.text, nil))
			assert.ErrorIs(t, err, fault.Invalid)
			assert.ErrorContains(t, err, "exchange.ActivityStreams: invalid: ")
			assert.ErrorContains(t, err, test.says)
		})
	}
}

const sameItem = `{"praxis:verb": "ask", "published": "2020-01-01", "actor": {"id": "ana"}, "id": "urn:uuid:01000000-0000-0000-0000-000000000000"}`

func nested(deep int) string {
	b := make([]byte, 2*deep)
	for i := range deep {
		b[i], b[2*deep-1-i] = '[', ']'
	}
	return string(b)
}

// Wherever a collection is cut, what is read of it is a beginning of the whole,
// and then it is an error.
func TestActivityStreamsCutAnywhere(t *testing.T) {
	content := writtenAs(t, "activitystreams", full(), live2())
	whole := collect(t, collectionOf(string(content), nil))
	for cut := range len(content) - 1 {
		n := 0
		var failed error
		for a, err := range collectionOf(string(content[:cut]), nil) {
			if failed = err; err == nil {
				require.Equal(t, whole[n], a)
				n++
			}
		}
		require.ErrorIs(t, failed, fault.Invalid, cut)
		require.ErrorContains(t, failed, "a.json: ")
	}
}

func live2() activity.Activity {
	a := live()
	a.ID = activity.ID{9}
	return a
}
