package exchange_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
)

// requireSound holds of every stream, whatever it reads: its activities can
// stand in one record, an error ends it and is the file's fault, it is the same
// again, and if it has no error it comes back from what is written of it.
func requireSound(t *testing.T, s activity.Stream) {
	t.Helper()
	records, err := requireSoundAlone(t, s)
	if err != nil {
		return
	}
	var out bytes.Buffer
	n, err := exchange.WriteCSV(&out, s)
	require.NoError(t, err)
	require.Equal(t, len(records), n)
	back, err := activity.Collect(readBack(out.Bytes(), ""))
	require.NoError(t, err)
	require.Equal(t, records, back)
}

// requireSoundAlone holds of streams that a CSV does not hold in full as well.
func requireSoundAlone(t *testing.T, s activity.Stream) ([]activity.Activity, error) {
	t.Helper()
	read := func() (records []activity.Activity, failed error) {
		seen := map[activity.ID]bool{}
		for a, err := range s {
			require.NoError(t, failed, "an error ends the stream")
			if err != nil {
				failed = err
				continue
			}
			require.NoError(t, a.Check())
			require.False(t, seen[a.ID], "no two records are one")
			seen[a.ID] = true
			records = append(records, a)
		}
		return records, failed
	}
	records, err := read()
	again, errAgain := read()
	require.Equal(t, records, again)
	require.Equal(t, err, errAgain)
	if err != nil {
		require.ErrorIs(t, err, fault.Invalid)
	}
	return records, err
}

func FuzzCSV(f *testing.F) {
	for _, seed := range []string{
		header + "2010-08-25T20:00:00,u7,answer,p3,p1,u5,p1,a|c++,1\r\n",
		"\ufeffverb,t,actor,note\ncommit,2020-01-01 00:00:00.5+02:00,\"a \"\"b\"\"\",\"x\ny\"\n\ncommit,2020-01-01,b,",
		"t,actor,verb\n2020-01-01,ana,ask\n2020-01-01,ana,ask\n",
		"t,actor,verb,object\r2020-01-01,ana,commit,x\r",
		"t,actor,verb\n2020-01-01,\"ana,ask\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		requireSound(t, csvOf(string(file)))
	})
}

func FuzzStackExchange(f *testing.F) {
	f.Add([]byte(posts), []byte(comments))
	f.Add([]byte(`<posts><row Id="1" PostTypeId="2" ParentId="1" CreationDate="2010-08-25" OwnerUserId="1"/></posts>`),
		[]byte(`<comments><row Id="1" PostId="1" CreationDate="2010-08-25" UserId="-1"/></comments>`))
	f.Add([]byte(`<!DOCTYPE posts [<!ENTITY a "a">]><posts>&a;</posts>`), []byte("<comments/>"))
	f.Fuzz(func(t *testing.T, posts, comments []byte) {
		requireSound(t, exchange.StackExchange(dumpOf(string(posts), string(comments)), nil))
	})
}
