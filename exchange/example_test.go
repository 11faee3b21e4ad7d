package exchange_test

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
)

// A log of another system becomes activities, under names that cannot clash
// with those of a second source.
func ExampleCSV() {
	const log = `t,actor,verb,object,in_reply_to,reply_to_actor,tags
2024-05-01 09:00:00,ana,ask,q1,,,sampling|payroll
2024-05-01 10:30:00,bob,answer,a1,q1,ana,sampling|payroll
`
	open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(log)), nil }
	for a, err := range exchange.CSV("log.csv", open, &exchange.Options{Source: "audit.example"}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(a.At.Format("15:04"), a.Actor, a.Verb, a.To, a.Topics)
	}
	// Output:
	// 09:00 ana ask  [sampling payroll]
	// 10:30 bob answer ana [sampling payroll]
}

// An error tells where it is.
func ExampleCSV_error() {
	open := func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("t,actor,verb\n2024-05-01,,Ask\n")), nil
	}
	_, err := activity.Collect(exchange.CSV("log.csv", open, nil))
	fmt.Println(err)
	// Output:
	// exchange.CSV: invalid: log.csv:2: actor must be an id of 1 to 255 bytes without control characters; verb must be a lower-case word of at most 32 letters, digits and hyphens
}

// A record becomes a table that any other program can read. Its lines end in
// CR LF, which the example shows as LF.
func ExampleWriteCSV() {
	question := activity.Foreign("audit.example", "q1")
	record := activity.StreamOf(
		activity.Activity{
			ID:     activity.ID{1},
			Actor:  "ana",
			Verb:   activity.Ask,
			Object: question,
			Thread: question,
			Topics: []string{"sampling", "payroll"},
			At:     time.Date(2024, 5, 1, 9, 0, 0, 0, time.UTC),
			Detail: activity.Imported{Source: "audit.example", Object: "q1", Thread: "q1"},
		},
	)
	var table strings.Builder
	n, err := exchange.WriteCSV(&table, record)
	fmt.Print(strings.ReplaceAll(table.String(), "\r\n", "\n"))
	fmt.Println(n, err)
	// Output:
	// t,actor,verb,object,in_reply_to,reply_to_actor,thread,tags,accepted
	// 2024-05-01T09:00:00,ana,ask,q1,,,q1,sampling|payroll,
	// 1 <nil>
}
