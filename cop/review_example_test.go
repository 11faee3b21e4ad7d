package cop_test

import (
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/cop"
)

// What a record cannot know, members are asked; that fewer than five answered
// an item gives nothing away.
func ExampleAssess() {
	monday := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	answers := []cop.Answer{{Item: "styles", Score: 5, Reason: "they all say “materiality”"}, {Item: "local-lore", Score: 2}}
	for _, score := range []int{3, 4, 4, 5} {
		answers = append(answers, cop.Answer{Item: "styles", Score: score})
	}
	review, err := cop.Assess("indicators", cop.Subject{
		Charter: cop.Charter{Name: "Internal audit", Domain: cop.Domain{Concern: "auditing public money well"}},
		Evidence: cop.Evidence{
			From: monday, To: monday.AddDate(0, 6, 0), Began: monday, People: 20, Contributions: 300,
			Interacting: 8, Sustained: 9, Lasting: 6,
		},
	}, answers, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, item := range review.Items {
		if item.From != cop.FromNothing {
			fmt.Println(item.Item, item.Score, item.From)
		}
	}
	fmt.Println(review.Items[0].Reasons[0])
	// Output:
	// sustained-mutual-relationships 5 record
	// artefacts 1 record
	// styles 4 members
	// present: a quarter of those who take part, or more, are in contact with somebody both ways. Found: 8 of 20 people (40 %). (5 Jan 2026 to 5 Jul 2026)
}
