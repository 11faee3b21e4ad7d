package exchange_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
)

func readBack(csv []byte, source string) activity.Stream {
	open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(csv)), nil }
	return exchange.CSV("back.csv", open, &exchange.Options{Source: source})
}

// anyRecord draws records with awkward names, not yet completed.
func anyRecord() *rapid.Generator[activity.Activity] {
	const awkward = `[a-cäé|,;"'=+@\\. ` + "\u2028\ufeff" + `]`
	line := func(most int) *rapid.Generator[string] {
		return rapid.StringMatching(fmt.Sprintf(`%s{1,%d}`, awkward, most))
	}
	topic := rapid.Custom(func(t *rapid.T) string {
		return strings.TrimSpace(strings.ReplaceAll(line(3).Draw(t, "topic"), "|", "/")) + "."
	})
	name := rapid.OneOf(
		rapid.SampledFrom([]string{"", "x", "y", " ", `\.`, `"`, "00000000-0000-0000-0000-000000000001"}),
		line(20),
	)
	person := rapid.OneOf(rapid.SampledFrom([]string{"ana", "bob", " ", `""`}), line(3))
	return rapid.Custom(func(t *rapid.T) activity.Activity {
		at := time.UnixMicro(rapid.Int64Range(-62135596799_000000, 253402300799_999999).Draw(t, "at")).UTC()
		at = at.Truncate(rapid.SampledFrom([]time.Duration{time.Microsecond, time.Millisecond, time.Second, 24 * time.Hour}).Draw(t, "digits"))
		if at.IsZero() || rapid.Bool().Draw(t, "same time") {
			at = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		var to string
		if rapid.Bool().Draw(t, "directed") {
			to = person.Draw(t, "to")
		}
		topics := rapid.SliceOfNDistinct(topic, 0, 4, rapid.ID[string]).Draw(t, "topics")
		if len(topics) == 0 {
			topics = nil
		}
		return activity.Activity{
			Actor:  activity.Person(person.Draw(t, "actor")),
			Verb:   activity.Verb(rapid.StringMatching(`[a-b][a-b0-1-]{0,2}`).Draw(t, "verb")),
			To:     activity.Person(to),
			Topics: topics,
			At:     at,
			Detail: activity.Imported{
				Object:    name.Draw(t, "object"),
				InReplyTo: name.Draw(t, "in reply to"),
				Thread:    name.Draw(t, "thread"),
				Accepted:  rapid.Bool().Draw(t, "accepted"),
			},
		}
	})
}

// completed gives records of a source the identifiers that readers give them.
func completed(t require.TestingT, source string, records []activity.Activity) {
	repeats := map[activity.ID]int{}
	for i, a := range records {
		names := a.Detail.(activity.Imported)
		names.Source = source
		id := func(repeat int) activity.ID {
			return activity.ForeignRecord(source, a.Actor, a.Verb, names.Object, a.At, repeat)
		}
		a.ID = id(repeats[id(0)])
		repeats[id(0)]++
		a.Object = activity.Foreign(source, names.Object)
		a.InReplyTo = activity.Foreign(source, names.InReplyTo)
		a.Thread = activity.Foreign(source, names.Thread)
		a.Detail = names
		require.NoError(t, a.Check())
		records[i] = a
	}
}

// Whatever records there are, writing and reading them gives the same ones.
func TestWritingAndReadingGivesTheSame(t *testing.T) {
	record := anyRecord()
	rapid.Check(t, func(t *rapid.T) {
		source := rapid.SampledFrom([]string{"", "here", "there"}).Draw(t, "source")
		records := rapid.SliceOfN(record, 0, 12).Draw(t, "records")
		completed(t, source, records)

		var first, second bytes.Buffer
		n, err := exchange.WriteCSV(&first, activity.StreamOf(records...))
		require.NoError(t, err)
		require.Equal(t, len(records), n)
		back, err := activity.Collect(readBack(first.Bytes(), source))
		require.NoError(t, err)
		require.Len(t, back, len(records))
		for i := range records {
			require.Equal(t, records[i], back[i])
		}
		_, err = exchange.WriteCSV(&second, activity.StreamOf(back...))
		require.NoError(t, err)
		require.Equal(t, first.String(), second.String())
	})
}

// The longest row that can be written can be read.
func TestTheLongestRow(t *testing.T) {
	a := live()
	a.Actor = activity.Person(strings.Repeat(`"`, 255))
	a.To = a.Actor
	long := strings.Repeat(`"`, 255)
	a.Detail = activity.Imported{Object: long, InReplyTo: long, Thread: long}
	for i := range 100 {
		a.Topics = append(a.Topics, strings.Repeat("€", 97)+`"`+string(rune('a'+i/26))+string(rune('a'+i%26)))
	}
	require.NoError(t, a.Check())
	var out bytes.Buffer
	_, err := exchange.WriteCSV(&out, activity.StreamOf(a))
	require.NoError(t, err)
	_, err = activity.Collect(readBack(out.Bytes(), ""))
	require.NoError(t, err)
}
