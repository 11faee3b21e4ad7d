package insight_test

import (
	"fmt"
	"log"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/insight"
)

// A question, two responses and a thank-you, as any source of activities would
// stream them.
func conversation() activity.Stream {
	question := activity.Foreign("", "question")
	at := func(hour, minute int) time.Time { return time.Date(2026, time.March, 2, hour, minute, 0, 0, time.UTC) }
	return activity.StreamOf(
		activity.Activity{Actor: "ana", Verb: activity.Ask, Object: question, Thread: question, At: at(9, 0)},
		activity.Activity{Actor: "bob", Verb: activity.Comment, Thread: question, To: "ana", At: at(9, 40)},
		activity.Activity{Actor: "cem", Verb: activity.Answer, Thread: question, To: "ana", At: at(11, 15)},
		activity.Activity{Actor: "ana", Verb: activity.Comment, Thread: question, To: "cem", At: at(11, 30)},
	)
}

func Example() {
	m, err := insight.Measure(conversation())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(m.Events, "activities by", m.Actors, "people")
	fmt.Println("first response after", m.Response.Median)
	fmt.Println("first answer after", m.Response.AnswerMedian)
	fmt.Printf("Gini %.3f, reciprocity %.3f\n", m.Gini, m.Replies.Reciprocity)
	for _, r := range m.Replies.Betweenness {
		fmt.Println(r.Person, "lies between", r.Value, "pairs")
	}
	// Output:
	// 4 activities by 3 people
	// first response after 40m0s
	// first answer after 2h15m0s
	// Gini 0.167, reciprocity 0.667
	// ana lies between 1 pairs
	// bob lies between 0 pairs
	// cem lies between 0 pairs
}

// A group of three is shown only because the host allows it. Of the one person
// who opened a thread, and of people who came 30 days ago, nothing is.
func ExampleHealthOf() {
	m, err := insight.Measure(conversation())
	if err != nil {
		log.Fatal(err)
	}
	for _, part := range insight.HealthOf(m, 3).Parts {
		fmt.Println(part.Name)
		for _, sign := range part.Signs {
			fmt.Printf("  %s: %s\n", sign.Name, sign.Shown())
		}
	}
	// Output:
	// Who takes part
	//   people who took part: 3 people
	//   took part exactly once: 66.7 %
	// Responsiveness
	//   half of the responses came within: fewer than 3 people: not shown
	//   responded to within 24 hours: fewer than 3 people: not shown
	//   without a response: fewer than 3 people: not shown
	// Newcomers and return
	//   newcomers: 3.0 people a month
	//   came back after 30 days or more: fewer than 3 people: not shown
	//   came back after 90 days or more: fewer than 3 people: not shown
	// Concentration
	//   made half of the activities: 1 person
	//   Gini coefficient: 0.167
	// Connection
	//   connected with each other: 100.0 %
	//   mutual contacts: 66.7 %
}
