package relay_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/relay"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage/memory"
)

// full is an activity that has something everywhere.
var full = activity.Activity{
	Community: activity.CommunityID{15: 1}, Seq: 4, ID: activity.ID{15: 2}, Actor: "zoë <ana@example.org>", Verb: activity.Ask,
	Object: activity.ObjectID{15: 3}, InReplyTo: activity.ObjectID{15: 4}, Thread: activity.ObjectID{15: 5}, To: "bob",
	Space: activity.SpaceID{15: 6}, Topics: []string{"sampling", "c++"}, Mode: activity.Hybrid,
	At: time.Date(2026, time.March, 2, 9, 0, 0, 120_000, time.UTC), Purpose: activity.BuildArgument,
	Detail: repertoire.Asked{Text: "How?"},
}

func TestMessage(t *testing.T) {
	empty := activity.Activity{
		Community: full.Community, Seq: 5, ID: activity.ID{15: 7}, Actor: "bob", Verb: "tweet",
		At: time.Date(2026, time.March, 2, 9, 0, 0, 0, time.FixedZone("CET", 60*60)),
	}
	for _, test := range []struct {
		a       activity.Activity
		uuid    string
		meta    message.Metadata
		payload string
	}{
		{full, "00000000-0000-0000-0000-000000000002",
			message.Metadata{"community": "00000000-0000-0000-0000-000000000001", "seq": "4", "verb": "ask"},
			`{"community":"00000000-0000-0000-0000-000000000001","seq":4,"id":"00000000-0000-0000-0000-000000000002",` +
				`"actor":"zoë \u003cana@example.org\u003e","verb":"ask","object":"00000000-0000-0000-0000-000000000003",` +
				`"in_reply_to":"00000000-0000-0000-0000-000000000004","thread":"00000000-0000-0000-0000-000000000005","to":"bob",` +
				`"space":"00000000-0000-0000-0000-000000000006","topics":["sampling","c++"],"mode":"hybrid",` +
				`"at":"2026-03-02T09:00:00.000120Z","purpose":"building-an-argument",` +
				`"fact":"repertoire.asked","detail":{"text":"How?"}}`},
		{empty, "00000000-0000-0000-0000-000000000007",
			message.Metadata{"community": "00000000-0000-0000-0000-000000000001", "seq": "5", "verb": "tweet"},
			`{"community":"00000000-0000-0000-0000-000000000001","seq":5,"id":"00000000-0000-0000-0000-000000000007",` +
				`"actor":"bob","verb":"tweet","at":"2026-03-02T08:00:00.000000Z"}`},
	} {
		m, err := relay.Encode(test.a)
		require.NoError(t, err)
		assert.Equal(t, test.uuid, m.UUID)
		assert.Equal(t, test.meta, m.Metadata)
		assert.Equal(t, test.payload, string(m.Payload))
		decoded, err := relay.Decode(m)
		require.NoError(t, err)
		test.a.At = test.a.At.UTC()
		assert.Equal(t, test.a, decoded)
	}
}

type unheardOf struct{}

func (unheardOf) FactName() string { return "unheard of" }

func TestNoMessage(t *testing.T) {
	_, err := relay.Encode(activity.Activity{Detail: unheardOf{}})
	assert.ErrorIs(t, err, fault.Invalid)
	assert.ErrorContains(t, err, "relay.Encode")
	_, err = relay.Encode(activity.Activity{At: time.Date(10_000, time.January, 1, 0, 0, 0, 0, time.UTC)})
	assert.ErrorIs(t, err, fault.Invalid)
	for _, payload := range []string{
		"", "{", `{"id":"a1"}`, `{"at":"yesterday"}`, `{"seq":"4"}`, `{"fact":"unheard of","detail":{}}`,
		`{"fact":"repertoire.asked"}`, `{"fact":"repertoire.asked","detail":{"text":4}}`,
	} {
		a, err := relay.Decode(message.NewMessage("", []byte(payload)))
		assert.ErrorIs(t, err, fault.Invalid, payload)
		assert.ErrorContains(t, err, "relay.Decode", payload)
		assert.Zero(t, a)
	}
}

// Whatever a community does comes out of the message as it stands in the record.
func TestMessagesHoldTheRecord(t *testing.T) {
	ctx := t.Context()
	c := praxis.New(memory.New(nil), nil)
	founded, err := c.As("ana").Found(ctx, charter("auditors"))
	require.NoError(t, err)
	ana, bob := c.As("ana").In(founded.ID), c.As("bob").In(founded.ID)
	require.NoError(t, bob.Join(ctx))
	story, err := bob.Share(ctx, repertoire.Draft{
		Kind: repertoire.Story, Text: repertoire.Text{Title: "T", Body: "\"B\" &\u2028\n", Topics: []string{"payroll"}},
	})
	require.NoError(t, err)
	require.NoError(t, ana.Endorse(ctx, story))
	question, err := bob.For(activity.SolveProblem).Meeting(activity.InPerson).Ask(ctx, "Why?")
	require.NoError(t, err)
	answer, err := ana.Answer(ctx, question, "Because.")
	require.NoError(t, err)
	require.NoError(t, bob.Accept(ctx, question, answer))
	_, err = ana.Import(ctx, activity.StreamOf(activity.Activity{
		ID: activity.ID{1}, Actor: "u1", Verb: activity.Start, At: full.At, Detail: activity.Imported{Source: "audit.example", Object: "p1"},
	}))
	require.NoError(t, err)
	record, err := c.Activities(ctx, founded.ID, 0, 0)
	require.NoError(t, err)
	require.Len(t, record, 9)
	for _, a := range record {
		m, err := relay.Encode(a)
		require.NoError(t, err)
		decoded, err := relay.Decode(m)
		require.NoError(t, err)
		assert.Equal(t, a, decoded)
	}
}

func FuzzDecode(f *testing.F) {
	m, err := relay.Encode(full)
	require.NoError(f, err)
	for _, seed := range []string{string(m.Payload), "{}", `{"at":"2026-03-02T09:00:00.1234567+01:00","topics":[]}`, `{"fact":"imported"}`, `{"detail":[1]}`, `{"at":"0000-01-01T00:00:00+01:00"}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, payload []byte) {
		a, err := relay.Decode(message.NewMessage("", payload))
		if err != nil {
			assert.ErrorIs(t, err, fault.Invalid)
			return
		}
		m, err := relay.Encode(a)
		if err != nil {
			assert.ErrorIs(t, err, fault.Invalid)
			assert.Zero(t, min(max(a.At.Year(), 0), 10_000)%10_000)
			return
		}
		assert.True(t, json.Valid(m.Payload))
		again, err := relay.Decode(m)
		require.NoError(t, err)
		if len(a.Topics) == 0 {
			a.Topics = nil
		}
		assert.Equal(t, a, again)
	})
}
