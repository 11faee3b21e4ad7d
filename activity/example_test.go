package activity_test

import (
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// A question and its answer, as a mailing list would tell of them.
func Example() {
	question := activity.Foreign("lists.example", "msg-17")
	record := activity.StreamOf(
		activity.Activity{
			ID: activity.ID{1}, Actor: "bob", Verb: activity.Ask, Object: question, Thread: question,
			Topics: []string{"payroll"}, At: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), Purpose: activity.SeekExperience,
		},
		activity.Activity{
			ID: activity.ID{2}, Actor: "ana", Verb: activity.Answer, Thread: question, InReplyTo: question, To: "bob",
			Topics: []string{"payroll"}, At: time.Date(2026, 3, 2, 10, 30, 0, 0, time.UTC),
		},
	)
	for a, err := range record {
		if err != nil {
			fmt.Println(err)
			return
		}
		meaning, _ := a.Verb.Meaning()
		fmt.Println(a.At.Format("15:04"), a.Actor, meaning.Does, a.Topics)
	}
	// Output:
	// 09:00 bob asked the community [payroll]
	// 10:30 ana answered a question [payroll]
}

// Importing a history twice gives the same identifiers twice.
func ExampleForeign() {
	fmt.Println(activity.Foreign("lists.example", "msg-17"))
	fmt.Println(activity.Foreign("lists.example", "msg-17"))
	fmt.Println(activity.Foreign("forum.example", "msg-17"))
	// Output:
	// 1ba576e5-c49b-5722-bf44-1b23707b4f77
	// 1ba576e5-c49b-5722-bf44-1b23707b4f77
	// 8a93fb08-d224-5046-b758-9fdd97eeab3d
}
