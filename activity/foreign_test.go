package activity_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
)

// These identifiers stand in other people's databases: they never change.
func TestForeignIsPinned(t *testing.T) {
	for _, test := range []struct{ source, name, want string }{
		{"", "q1", "2dfe2602-6340-5d18-9da2-76d8c407322a"},
		{"audit.example", "q1", "87d626c0-d7ae-586d-8b5c-36e62a23bc00"},
		{"lists.example", "q1", "08727860-fa59-544e-845c-c56126405a58"},
		{"audit.example", "zoë", "d915c7fa-3b2b-5fdd-b555-7744b3095915"},
		{"audit.example", text, text},
	} {
		assert.Equal(t, test.want, activity.Foreign(test.source, test.name).String())
	}
}

func TestForeignIsWhatItSays(t *testing.T) {
	space := uuid.MustParse("f706f5a9-6e17-5982-999c-6c86efe4ee65")
	require.Equal(t, uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/praxis-cop/praxis")), space)
	rapid.Check(t, func(t *rapid.T) {
		source, name := rapid.String().Draw(t, "source"), rapid.StringN(1, -1, -1).Draw(t, "name")
		want := activity.ObjectID(uuid.NewSHA1(space, []byte(source+"\n"+name)))
		require.Equal(t, want, activity.Foreign(source, name))
		require.Equal(t, want, activity.Foreign(source, name), "the same every time")
		require.NotEqual(t, want, activity.Foreign(source+".org", name), "another source's")
		require.NotEqual(t, want, activity.Foreign(source, name+"1"))
	})
}

func TestForeignKeepsIdentifiers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := identifiers.Draw(t, "id")
		require.Equal(t, id, activity.Foreign(rapid.String().Draw(t, "source"), id.String()))
	})
	upper := "01890A5D-AC96-774B-BCCE-B302099A8057"
	assert.NotEqual(t, activity.Foreign("", text), activity.Foreign("", upper), "another name, if not in its usual form")
}

func TestNoNameIsNone(t *testing.T) {
	assert.Zero(t, activity.Foreign("", ""))
	assert.Zero(t, activity.Foreign("audit.example", ""))
}

func TestForeignRecord(t *testing.T) {
	at := time.Date(2024, 5, 1, 9, 0, 0, 250_000_000, time.UTC)
	id := activity.ForeignRecord("audit.example", "ana", activity.Ask, "q1", at, 0)
	assert.Equal(t, "9cf48956-0d58-53db-aa8a-07a833d43345", id.String(), "never changes")

	same := []activity.ID{
		activity.ForeignRecord("audit.example", "ana", activity.Ask, "q1", at, 0),
		activity.ForeignRecord("audit.example", "ana", activity.Ask, "q1", at.In(time.FixedZone("", 3600)), 0),
		activity.ForeignRecord("audit.example", "ana", activity.Ask, "q1", at.Add(time.Microsecond-1), 0),
	}
	for _, other := range same {
		assert.Equal(t, id, other)
	}

	seen := map[activity.ID]string{id: "the record"}
	for name, other := range map[string]activity.ID{
		"source": activity.ForeignRecord("lists.example", "ana", activity.Ask, "q1", at, 0),
		"actor":  activity.ForeignRecord("audit.example", "Ana", activity.Ask, "q1", at, 0),
		"verb":   activity.ForeignRecord("audit.example", "ana", activity.Answer, "q1", at, 0),
		"object": activity.ForeignRecord("audit.example", "ana", activity.Ask, "q2", at, 0),
		"time":   activity.ForeignRecord("audit.example", "ana", activity.Ask, "q1", at.Add(time.Microsecond), 0),
		"repeat": activity.ForeignRecord("audit.example", "ana", activity.Ask, "q1", at, 1),
		"shift":  activity.ForeignRecord("audit.examplea", "na", activity.Ask, "q1", at, 0),
	} {
		assert.NotContains(t, seen, other, "another %s, another record", name)
		seen[other] = name
	}
}
