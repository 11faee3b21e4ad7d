package praxis_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage/memory"
)

// recordedCSV is a history of four activities, two of which agree in all but
// their place.
func recordedCSV() activity.Stream {
	return exchange.CSVFile(fstest.MapFS{"h.csv": {Data: []byte(
		"t,actor,verb,object,in_reply_to,reply_to_actor,thread,tags,accepted\n" +
			"2024-01-01T10:00:00,u1,ask,p1,,,p1,payroll,\n" +
			"2024-01-01T11:00:00,u2,answer,p2,p1,u1,p1,payroll,1\n" +
			"2024-01-01T12:00:00,u3,ping,,,,,,\n" +
			"2024-01-01T12:00:00,u3,ping,,,,,,\n")}}, "h.csv", nil)
}

func TestImport(t *testing.T) {
	c := newCommunity(t, memory.New(nil), nil, "ana", "bob")
	ana := c.as("ana")
	_, err := c.as("bob").Import(t.Context(), recordedCSV())
	require.ErrorIs(t, err, fault.Denied)

	done, err := ana.Import(t.Context(), recordedCSV())
	require.NoError(t, err)
	assert.Equal(t, praxis.Imported{Read: 4, Added: 4}, done)
	again, err := ana.Import(t.Context(), recordedCSV())
	require.NoError(t, err)
	assert.Equal(t, praxis.Imported{Read: 4, Added: 0}, again, "importing twice adds nothing")

	_, err = ana.Ask(t.Context(), "And now?")
	require.NoError(t, err, "life goes on")
	measures, err := ana.Measures(t.Context())
	require.NoError(t, err)
	assert.Equal(t, 4+1, measures.Events)
	questions, err := ana.Questions(t.Context(), activity.QuestionID{}, 0)
	require.NoError(t, err)
	assert.Len(t, questions, 1, "an imported history is measured, and changes no state")
}

// TestStream: a record of several pages, from any entry on, and written as it
// was read.
func TestStream(t *testing.T) {
	ctx := t.Context()
	c := newCommunity(t, memory.New(nil), nil, "ana")
	ana := c.as("ana")
	var history []activity.Activity
	for n := range 1200 {
		at := june.Add(time.Duration(n) * time.Minute)
		history = append(history, activity.Activity{
			ID: activity.ForeignRecord("", "u1", "ask", fmt.Sprint("p", n), at, 0), Actor: "u1", Verb: "ask", At: at,
			Object: activity.Foreign("", fmt.Sprint("p", n)), Detail: activity.Imported{Object: fmt.Sprint("p", n)},
		})
	}
	_, err := ana.Import(ctx, activity.StreamOf(history...))
	require.NoError(t, err)
	all, err := ana.Activities(ctx, activity.ID{}, 0)
	require.NoError(t, err)
	_, err = activity.Collect(ana.Stream(ctx, activity.ID{1}))
	require.NoError(t, err, "behind nothing there is nothing")
	for _, after := range []int{0, 1, 201, 702, 1201, 1202} {
		last := activity.ID{}
		if after > 0 {
			last = all[after-1].ID
		}
		streamed, err := activity.Collect(ana.Stream(ctx, last))
		require.NoError(t, err)
		require.Len(t, streamed, len(all)-after, "after %d", after)
		if len(streamed) > 0 {
			assert.Equal(t, all[after:], streamed, "after %d", after)
		}
	}
	for range ana.Stream(ctx, activity.ID{}) {
		break
	}
	_, err = activity.Collect(c.as("eve").Stream(ctx, activity.ID{}))
	assert.ErrorIs(t, err, fault.Denied)

	var file bytes.Buffer
	rows, err := exchange.WriteCSV(&file, ana.Stream(ctx, all[1].ID))
	require.NoError(t, err)
	assert.Equal(t, 1200, rows)
	again, err := ana.Import(ctx, exchange.CSVFile(fstest.MapFS{"h.csv": {Data: file.Bytes()}}, "h.csv", nil))
	require.NoError(t, err)
	assert.Equal(t, praxis.Imported{Read: 1200}, again, "what was imported is the same when it is written and read again")
}

// TestBadImportLeavesNothing: whatever is wrong with a history, and however
// late, none of it is kept.
func TestBadImportLeavesNothing(t *testing.T) {
	broken := errors.New("the connection broke")
	then := func(last activity.Activity, err error) activity.Stream {
		return func(yield func(activity.Activity, error) bool) {
			for n := range 1200 { // more than one batch
				a := activity.Activity{ID: activity.ID{1, byte(n), byte(n >> 8)}, Actor: "u1", Verb: "ask", At: june}
				if !yield(a, nil) {
					return
				}
			}
			yield(last, err)
		}
	}
	good := activity.Activity{ID: activity.ID{2}, Actor: "u1", Verb: "ask", At: june}
	nobody, undated, forged := good, good, good
	nobody.Actor = ""
	undated.At = undated.At.AddDate(-9000, 0, 0)
	forged.Detail = cop.Amended{Charter: auditors(), Reason: "mine now"}

	c := newCommunity(t, memory.New(nil), nil, "ana")
	before, err := c.as("ana").Activities(t.Context(), activity.ID{}, 0)
	require.NoError(t, err)
	for _, bad := range []struct {
		stream activity.Stream
		is     error
		says   string
	}{
		{then(activity.Activity{}, broken), broken, "the connection broke"},
		{then(nobody, nil), fault.Invalid, "record 1201: activity.Check: invalid: actor must be"},
		{then(undated, nil), fault.Invalid, "record 1201: activity.Check: invalid: at must be"},
		{then(forged, nil), fault.Invalid, "cop.amended"},
	} {
		done, err := c.as("ana").Import(t.Context(), bad.stream)
		assert.ErrorIs(t, err, bad.is)
		assert.ErrorContains(t, err, bad.says)
		assert.Zero(t, done)
		after, err := c.as("ana").Activities(t.Context(), activity.ID{}, 0)
		require.NoError(t, err)
		assert.Equal(t, before, after)
	}
}
