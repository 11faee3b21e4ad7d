package exchange_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
)

func bareOf(text string) activity.Stream {
	open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
	return exchange.CSV("a.csv", open, &exchange.Options{Bare: true})
}

// A file of many blocks, some of which have quotes.
func longTable() string {
	var b strings.Builder
	b.WriteString(header)
	for i := range 5000 {
		name := fmt.Sprintf("p%d", i)
		if i%1000 == 7 {
			name = fmt.Sprintf("\"p, %d\"", i)
		}
		fmt.Fprintf(&b, "2020-01-01T00:00:00,u%d,ask,%s,,,%s,a|b,\n", i%7, name, name)
		fmt.Fprintf(&b, "2020-01-01T00:00:01,u%d,answer,a%d,%s,u%d,%s,a|b,1\n\n", i%5, i%10, name, i%7, name)
		b.WriteString("2020-01-01T00:00:02,u1,start,s,,,,,\n2020-01-01T00:00:02,u1,start,,,,x,,\n2020-01-01T00:00:02,u1,nudge,s,,,,,\n")
	}
	return b.String()
}

func TestBareActivitiesHoldWhatIsMeasured(t *testing.T) {
	whole, err := activity.Collect(csvOf(longTable()))
	require.NoError(t, err)
	bare, err := activity.Collect(bareOf(longTable()))
	require.NoError(t, err)
	require.Len(t, whole, 25_000)
	require.Len(t, bare, len(whole))
	for i, a := range whole {
		want := activity.Activity{Actor: a.Actor, Verb: a.Verb, To: a.To, Thread: a.Thread, At: a.At}
		if a.Verb.Opens() {
			want.Object = a.Object
		}
		require.Equal(t, want, bare[i])
	}
}

func TestRowsThatAgreeStayTwoInALongTable(t *testing.T) {
	whole, err := activity.Collect(csvOf(longTable()))
	require.NoError(t, err)
	seen := map[activity.ID]bool{}
	for _, a := range whole {
		require.False(t, seen[a.ID])
		seen[a.ID] = true
	}
}

func TestALongTableNamesTheLineThatIsWrong(t *testing.T) {
	for _, end := range []string{"2020-01-01,,ask,,,,,,\n", "2020-01-01,ana\n", "2020-01-01,a\"na,ask,,,,,,\n", "2020-01-01,\"\",ask,,,,,,\n", "soon,ana,ask,,,,,,\n"} {
		table := longTable() + end + longTable()
		for _, s := range []activity.Stream{csvOf(table), bareOf(table)} {
			rows, last := 0, error(nil)
			for _, err := range s {
				if last = err; err == nil {
					rows++
				}
			}
			assert.Equal(t, 25_000, rows)
			assert.ErrorContains(t, last, "a.csv:30002: ", end)
		}
	}
}
