package cop_test

import (
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
)

// Five people have talked about films every week for half a year. They share
// an interest, but nothing that they do.
func ExampleDiagnose() {
	monday := time.Date(2026, 1, 5, 19, 0, 0, 0, time.UTC)
	people := []activity.Person{"ana", "bob", "cem", "dee", "eve"}
	var record []activity.Activity
	for week := range 26 {
		for i, p := range people {
			record = append(record, activity.Activity{
				Actor: p, To: people[(i+week)%5], Verb: activity.Reply, Topics: []string{"westerns"}, At: monday.AddDate(0, 0, 7*week),
			})
		}
	}
	evidence, err := cop.Gather(activity.StreamOf(record...), time.Time{}, time.Time{})
	if err != nil {
		fmt.Println(err)
		return
	}
	diagnosis := cop.Diagnose(cop.Charter{Name: "Saddle up", Domain: cop.Domain{Concern: "good westerns"}}, evidence)
	for _, element := range diagnosis.Elements {
		fmt.Println(element.Name, element.Shown)
	}
	fmt.Println(diagnosis.Verdict, diagnosis.NearMiss.Name)
	fmt.Println(diagnosis.NearMiss.Next)
	// Output:
	// domain present
	// community present
	// practice absent
	// near-miss community-of-interest
	// Ask what members do themselves in the domain, and let them show how they do it.
}
