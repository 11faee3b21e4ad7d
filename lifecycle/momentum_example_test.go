package lifecycle_test

import (
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/lifecycle"
)

// Twelve people meet every month for three years, and then hardly anybody comes.
func ExampleMomentumOf() {
	var record []activity.Activity
	for month := range 42 {
		people := 12
		if month >= 36 {
			people = 2
		}
		for who := range people {
			record = append(record, activity.Activity{
				Actor: activity.Person(fmt.Sprint("member ", who)), Verb: activity.Attend,
				At: time.Date(2022, time.Month(month+1), 3, 18, 0, 0, 0, time.UTC),
			})
		}
	}
	judged, err := lifecycle.MomentumOf(lifecycle.DefaultMomentum(), activity.StreamOf(record...))
	check(err)
	for _, m := range judged[38:] {
		fmt.Println(m.Month, m.People, m.State)
	}
	last := judged[len(judged)-1]
	fmt.Println(last.Reasons[0].Evidence)
	fmt.Println("next:", last.State.Next())
	// Output:
	// 2025-03 2 steady
	// 2025-04 2 stalled
	// 2025-05 2 stalled
	// 2025-06 2 stalled
	// 6 participations, and 36 a year before: 83 % fewer, 4.6 times the usual change
	// next: ask some of those who are missing what has changed: a date, a tool, a person who held things together, or the topic
}
