package exchange_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
)

// A forum with something of everything: a topic that was solved, with what people
// do not see; a second page of it that repeats a post; a topic of the same
// category that was not solved, whose tags are objects; a topic without its first
// post; a private message; the categories; and files that are none of these.
var forumFiles = map[string]string{
	"topics/10.json": `{
  "post_stream": {"posts": [
    {"id": 100, "post_number": 1, "post_type": 1, "created_at": "2024-05-01T09:00:00.000Z", "user_id": 1, "username": "ana",
     "cooked": "<p>How?</p>", "actions_summary": [{"id": 2, "count": 3}, {"id": 3}]},
    {"id": 101, "post_number": 2, "post_type": 1, "created_at": "2024-05-01T10:00:00.000Z", "user_id": 2, "reply_to_post_number": null},
    {"id": 102, "post_number": 3, "post_type": 1, "created_at": "2024-05-01T11:00:00.000Z", "user_id": 1, "reply_to_post_number": 2},
    {"id": 103, "post_number": 4, "post_type": 3, "created_at": "2024-05-01T12:00:00.000Z", "user_id": 1, "action_code": "closed.enabled"},
    {"id": 104, "post_number": 5, "post_type": 1, "created_at": "2024-05-01T13:00:00.000Z", "user_id": -1},
    {"id": 105, "post_number": 6, "post_type": 4, "created_at": "2024-05-01T14:00:00.000Z", "user_id": 9},
    {"id": 106, "post_number": 7, "post_type": 1, "created_at": "2024-05-01T15:00:00.000Z", "user_id": 3, "hidden": true},
    {"id": 107, "post_number": 8, "post_type": 1, "created_at": "2024-05-01T16:00:00.000Z", "user_id": 4, "reply_to_post_number": 7,
     "actions_summary": [{"id": 2, "count": 1}]},
    {"id": 108, "post_number": 9, "post_type": 1, "created_at": "2024-05-01T17:00:00.000Z", "user_id": 5, "deleted_at": "2024-05-02T00:00:00Z"},
    {"id": 109, "post_number": 10, "post_type": 1, "created_at": "2024-05-01T18:00:00.000Z", "user_id": null, "username": ""}
  ], "stream": [100, 101, 102, 103, 104]},
  "id": 10, "tags": ["sampling"], "category_id": 7, "archetype": "regular", "deleted_at": null,
  "accepted_answer": {"post_number": 11, "username": "dia"}, "suggested_topics": [{"id": 99, "tags": [[["deep"]]]}]
}`,
	"topics/10-2.json": `{"id": 10, "category_id": 7, "post_stream": {"posts": [
    {"id": 107, "post_number": 8, "post_type": 1, "created_at": "2024-05-01T16:00:00.000Z", "user_id": 4, "reply_to_post_number": 7,
     "actions_summary": [{"id": 2, "count": 1}]},
    {"id": 110, "post_number": 11, "post_type": 1, "created_at": "2024-05-02T08:00:00.000Z", "user_id": 6, "reply_to_post_number": 8}]}}`,
	"topics/11.json": `{"tags": [{"id": 1, "name": "payroll", "slug": "payroll"}], "category_id": 7, "id": 11, "post_stream": {"posts": [
    {"id": 111, "post_number": 1, "post_type": 1, "created_at": "2024-05-03T08:00:00Z", "user_id": 6},
    {"id": 112, "post_number": 2, "post_type": 2, "created_at": "2024-05-03T09:00:00Z", "user_id": 6},
    {"id": 113, "post_number": 3, "post_type": 1, "created_at": "2024-05-03T10:00:00Z", "user_id": 1}]}}`,
	"topics/12.json": `{"id": 12, "category_id": 8, "post_stream": {"posts": [
    {"id": 114, "post_number": 5, "post_type": 1, "created_at": "2024-05-04T08:00:00Z", "user_id": 1}]}}`,
	"topics/13.json": `{"id": 13, "post_stream": {"posts": [
    {"id": 115, "post_number": 1, "post_type": 1, "created_at": "2024-05-05T08:00:00Z", "user_id": 1}]}, "archetype": "private_message"}`,
	"categories.json":  `{"category_list": {"can_create": false, "categories": [{"id": 7, "name": "How to", "slug": "how-to"}]}}`,
	"about.json":       `{"about": {"version": 3}}`,
	"users.json":       `[1, 2]`,
	"uploads/logo.png": "\x89PNG",
	".git/x.json":      "?",
}

func filesOf(files map[string]string) fstest.MapFS {
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return tree
}

var forumTold = []string{
	"01T09:00:00,u1,ask,t10,,,t10,sampling|how-to",
	"01T10:00:00,u2,answer,p101,t10,u1,t10,sampling|how-to",
	"01T11:00:00,u1,reply,p102,p101,u2,t10,sampling|how-to",
	"01T16:00:00,u4,reply,p107,p106,,t10,sampling|how-to",
	"02T08:00:00,u6,answer,p110,p107,u4,t10,sampling|how-to,accepted",
	"03T08:00:00,u6,ask,t11,,,t11,payroll|how-to",
	"03T09:00:00,u6,reply,p112,t11,u6,t11,payroll|how-to",
	"03T10:00:00,u1,answer,p113,t11,u6,t11,payroll|how-to",
	"04T08:00:00,u1,reply,p114,t12,,t12,category-8",
}

func TestDiscourse(t *testing.T) {
	var skipped exchange.Skipped
	s := exchange.Discourse(filesOf(forumFiles), ".", &exchange.Options{Skipped: &skipped})
	for range 2 {
		assert.Equal(t, forumTold, tellAll(t, s))
		assert.Equal(t, exchange.Skipped{Deleted: 2, Hidden: 1, Bots: 1, Private: 2, Reactions: 4, Other: 3}, skipped)
	}
	zipped := fstest.MapFS{"forum.zip": {Data: zipOf(t, forumFiles)}}
	assert.Equal(t, forumTold, tellAll(t, exchange.Discourse(zipped, "forum.zip", nil)))
}

func TestDiscourseTakesInWhatIsAskedFor(t *testing.T) {
	var skipped exchange.Skipped
	s := exchange.Discourse(filesOf(forumFiles), ".", &exchange.Options{Skipped: &skipped, Bots: true, Private: true})
	told := tellAll(t, s)
	assert.Contains(t, told, "01T13:00:00,bot:u-1,answer,p104,t10,u1,t10,sampling|how-to")
	assert.Contains(t, told, "01T14:00:00,u9,answer,p105,t10,u1,t10,sampling|how-to")
	assert.Contains(t, told, "05T08:00:00,u1,start,t13,,,t13,")
	assert.Len(t, told, len(forumTold)+3)
	assert.Equal(t, exchange.Skipped{Deleted: 2, Hidden: 1, Reactions: 4, Other: 3}, skipped)
}

// A forum in which nothing is solved has no questions, unless a category says so.
func TestDiscourseStartsThreads(t *testing.T) {
	const page = `{"id": 5, "category_id": 7, "post_stream": {"posts": [
		{"id": 1, "post_number": 1, "post_type": 1, "created_at": "2024-05-01", "username": "ana"},
		{"id": 2, "post_number": 2, "post_type": 1, "created_at": "2024-05-02", "username": "bob"}]}}`
	one := filesOf(map[string]string{"5.json": page})
	assert.Equal(t, []string{
		"01T00:00:00,ana,start,t5,,,t5,category-7", "02T00:00:00,bob,reply,p2,t5,ana,t5,category-7",
	}, tellAll(t, exchange.Discourse(one, "5.json", nil)))
	one["site.json"] = &fstest.MapFile{Data: []byte(`{"categories": [{"id": 1, "subcategory_list":
		[{"id": 7, "name": "a|b", "custom_fields": {"enable_accepted_answers": "true"}}]}]}`)}
	assert.Equal(t, []string{
		"01T00:00:00,ana,ask,t5,,,t5,category-7", "02T00:00:00,bob,answer,p2,t5,ana,t5,category-7",
	}, tellAll(t, exchange.Discourse(one, ".", nil)))
}

// A topic that was deleted holds its thread together, but shows nothing.
func TestDiscourseLeavesOutDeletedTopics(t *testing.T) {
	var skipped exchange.Skipped
	s := exchange.Discourse(filesOf(map[string]string{"5.json": `{"id": 5, "post_stream": {"posts": [
		{"id": 1, "post_number": 1, "post_type": 1, "created_at": "2024-05-01", "user_id": 1}]}, "deleted_at": "2024-06-01T00:00:00Z"}`}),
		"5.json", &exchange.Options{Skipped: &skipped})
	assert.Empty(t, tellAll(t, s))
	assert.Equal(t, exchange.Skipped{Deleted: 1}, skipped)
}

func discourseOf(text string) activity.Stream {
	return exchange.Discourse(filesOf(map[string]string{"5.json": text}), "5.json", nil)
}

func TestDiscourseCutAnywhereIsAnError(t *testing.T) {
	text := forumFiles["topics/10.json"]
	for cut := range len(text) {
		err := onlyError(t, discourseOf(text[:cut]))
		require.ErrorIs(t, err, fault.Invalid, "%q", text[:cut])
		require.ErrorContains(t, err, "5.json: at byte ")
	}
}

func TestDiscourseRefuses(t *testing.T) {
	post := func(members string) string {
		return `{"id": 5, "post_stream": {"posts": [{` + members + `}]}}`
	}
	for name, test := range map[string]struct{ text, says string }{
		"empty":             {"", "5.json: at byte 0: the file is empty or was cut off"},
		"no JSON":           {"hello", "5.json: at byte 1: invalid character"},
		"no topic":          {`{"id": 5}`, "there is no topic of Discourse in it"},
		"an array":          {`[]`, "there is no topic of Discourse in it"},
		"two topics":        {`{"id": 5, "post_stream": {"posts": []}} {}`, "there must be one value in the file"},
		"posts of a word":   {`{"post_stream": {"posts": "none"}}`, `there must be an array, not "none"`},
		"a word for a post": {`{"post_stream": {"posts": ["none"]}}`, "cannot be a string"},
		"no id":             {post(`"post_number": 1, "created_at": "2024-05-01"`), "a post has no positive id, but 0"},
		"a word for an id":  {post(`"id": "one"`), "id cannot be a string"},
		"no number":         {post(`"id": 1, "created_at": "2024-05-01"`), "the post 1 has no positive post_number, but 0"},
		"no time":           {post(`"id": 1, "post_number": 1`), `the post 1 has no time as created_at, but ""`},
		"a bad username":    {post(`"id": 1, "post_number": 1, "created_at": "2024-05-01", "username": "a\u0000b"`), "the post 1 has a bad username"},
		"no topic's id":     {`{"post_stream": {"posts": [{"id": 1, "post_number": 1, "created_at": "2024-05-01", "user_id": 1}]}}`, "the post 1 has no topic"},
		"a bad tag":         {`{"id": 5, "tags": ["a|b"], "post_stream": {"posts": []}}`, "tags must each be one line"},
		"tags of numbers":   {`{"id": 5, "tags": [1], "post_stream": {"posts": []}}`, "tags must be words"},
	} {
		t.Run(name, func(t *testing.T) {
			err := onlyError(t, discourseOf(test.text))
			assert.ErrorIs(t, err, fault.Invalid)
			assert.ErrorContains(t, err, "exchange.Discourse: invalid: ")
			assert.ErrorContains(t, err, test.says)
		})
	}
}

// A post that was moved between two exports of topics is one post.
func TestDiscourseTakesAMovedPostOnce(t *testing.T) {
	page := func(topic, number string) string {
		return `{"id": ` + topic + `, "post_stream": {"posts": [
			{"id": 7, "post_number": ` + number + `, "created_at": "2024-05-01", "user_id": 1}]}}`
	}
	files := filesOf(map[string]string{"1.json": page("1", "2"), "2.json": page("2", "3")})
	assert.Equal(t, []string{"01T00:00:00,u1,reply,p7,t1,,t1,"}, tellAll(t, exchange.Discourse(files, ".", nil)))
}
