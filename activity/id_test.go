package activity_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

const text = "01890a5d-ac96-774b-bcce-b302099a8057"

var identifiers = rapid.Custom(func(t *rapid.T) (id activity.ObjectID) {
	copy(id[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "bytes"))
	return id
})

func TestParseID(t *testing.T) {
	want := activity.CommunityID{0x01, 0x89, 0x0a, 0x5d, 0xac, 0x96, 0x77, 0x4b, 0xbc, 0xce, 0xb3, 0x02, 0x09, 0x9a, 0x80, 0x57}
	for _, s := range []string{text, "01890A5D-AC96-774B-BCCE-B302099A8057"} {
		id, err := activity.ParseID[activity.CommunityID](s)
		require.NoError(t, err)
		assert.Equal(t, want, id)
		assert.Equal(t, text, id.String())
	}
	for name, s := range map[string]string{
		"empty":       "",
		"short":       text[1:],
		"long":        text + "0",
		"no hyphens":  "01890a5dac96774bbcceb302099a8057",
		"misplaced":   "01890a5da-c96-774b-bcce-b302099a8057",
		"braced":      "{" + text + "}",
		"a URN":       "urn:uuid:" + text,
		"no hex":      "01890a5d-ac96-774b-bcce-b302099a805g",
		"spaced":      " " + text[:35],
		"36, no UUID": "abcdefghijklmnopqrstuvwxyzabcdefghij",
	} {
		id, err := activity.ParseID[activity.CommunityID](s)
		assert.ErrorIs(t, err, fault.Invalid, name)
		assert.Zero(t, id, name)
	}
}

func TestIdentifiersAsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := identifiers.Draw(t, "id")
		parsed, err := activity.ParseID[activity.ObjectID](id.String())
		require.NoError(t, err)
		require.Equal(t, id, parsed)

		written, err := json.Marshal(map[activity.ObjectID]activity.ObjectID{id: id})
		require.NoError(t, err)
		var read map[activity.ObjectID]activity.ObjectID
		require.NoError(t, json.Unmarshal(written, &read))
		require.Equal(t, map[activity.ObjectID]activity.ObjectID{id: id}, read)
	})
}

func TestTheZeroIdentifierIsNone(t *testing.T) {
	var none activity.AnswerID
	assert.True(t, none.IsZero())
	assert.False(t, activity.AnswerID{15: 1}.IsZero())
	assert.Equal(t, "00000000-0000-0000-0000-000000000000", none.String())

	written, err := json.Marshal(none)
	require.NoError(t, err)
	assert.JSONEq(t, `""`, string(written))
	read := activity.AnswerID{1}
	require.NoError(t, json.Unmarshal(written, &read))
	assert.Zero(t, read)
}

func TestAnUnreadIdentifierStaysAsItIs(t *testing.T) {
	id := activity.AnswerID{1}
	assert.ErrorIs(t, id.UnmarshalText([]byte("a1")), fault.Invalid)
	assert.Equal(t, activity.AnswerID{1}, id)
}

// Identifiers order as their text does, and those of V7 as their times do.
func TestCompare(t *testing.T) {
	assert.Equal(t, -1, activity.ID{0: 1}.Compare(activity.ID{0: 2}))
	assert.Equal(t, +1, activity.ID{0: 2}.Compare(activity.ID{0: 1, 15: 9}))
	assert.Equal(t, 0, activity.ID{7: 7}.Compare(activity.ID{7: 7}))
	rapid.Check(t, func(t *rapid.T) {
		a, b := identifiers.Draw(t, "a"), identifiers.Draw(t, "b")
		require.Equal(t, a.String() < b.String(), a.Compare(b) < 0)
		require.Equal(t, a == b, a.Compare(b) == 0)
		require.Equal(t, -a.Compare(b), b.Compare(a))
	})
}

// The example of RFC 9562, appendix A.6.
func TestV7OfTheRFC(t *testing.T) {
	at := time.Date(2022, 2, 22, 14, 22, 22, 0, time.FixedZone("", -5*60*60))
	random := [10]byte{0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f}
	assert.Equal(t, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f", activity.ID(activity.V7(at, random)).String())
}

func TestV7(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ms := rapid.Int64Range(0, 1<<48-1).Draw(t, "ms")
		var random [10]byte
		copy(random[:], rapid.SliceOfN(rapid.Byte(), 10, 10).Draw(t, "random"))
		id := activity.V7(time.UnixMilli(ms), random)

		var read int64
		for _, b := range id[:6] {
			read = read<<8 | int64(b)
		}
		require.Equal(t, ms, read, "48 bits of milliseconds")
		require.Equal(t, byte(7), id[6]>>4, "version")
		require.Equal(t, byte(0b10), id[8]>>6, "variant")
		require.Equal(t, random[0]&0x0f, id[6]&0x0f, "4 random bits")
		require.Equal(t, random[1], id[7], "8 random bits")
		require.Equal(t, random[2]&0x3f, id[8]&0x3f, "6 random bits")
		require.Equal(t, random[3:], id[9:], "56 random bits")

		later := activity.V7(time.UnixMilli(ms+1), [10]byte{})
		if ms < 1<<48-1 {
			require.Negative(t, activity.ID(id).Compare(later), "in the order of time")
		}
	})
}

func FuzzParseID(f *testing.F) {
	for _, seed := range []string{text, "", "{" + text + "}", text[:35] + "\xff", "00000000-0000-0000-0000-000000000000"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, err := activity.ParseID[activity.ObjectID](s)
		if err != nil {
			assert.ErrorIs(t, err, fault.Invalid)
			assert.Zero(t, id)
			return
		}
		assert.Len(t, s, 36)
		again, err := activity.ParseID[activity.ObjectID](id.String())
		assert.NoError(t, err)
		assert.Equal(t, id, again)
	})
}
