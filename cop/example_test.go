package cop_test

import (
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
)

// A community is founded with little more than a concern; what else there is
// to say is amended as its members find out.
func Example() {
	monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	auditors := activity.CommunityID{1}

	charter := cop.Charter{
		Name:   "Internal audit in the public sector",
		Domain: cop.Domain{Concern: "auditing public money well"},
	}
	community, founding, err := cop.Found(activity.Occasion{
		ID: activity.ID{1}, Community: auditors, Actor: "ana", At: monday,
	}, charter)
	if err != nil {
		fmt.Println(err)
		return
	}

	charter.Kind = cop.BestPractice
	charter.Domain.Topics = []string{"sampling", "payroll"}
	community, amendment, err := community.Amend(activity.Occasion{
		ID: activity.ID{2}, Community: auditors, Actor: "ana", At: monday.AddDate(0, 1, 0),
	}, charter, "four meetings showed what we care about")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(community.Charter.Kind, community.Charter.Domain.Topics)

	// The record alone tells the same.
	var folded cop.Community
	for _, a := range []activity.Activity{founding, amendment} {
		if folded, err = folded.Fold(a); err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(a.Actor, a.Verb, folded.Charter.Domain.Topics)
	}
	// Output:
	// best-practice [sampling payroll]
	// ana found []
	// ana amend [sampling payroll]
}

// Check lists all that is wrong with a charter.
func ExampleCharter_Check() {
	fmt.Println(cop.Charter{Name: "Auditors", Kind: "club"}.Check())
	// Output:
	// cop.Charter: invalid: domain.concern is required; kind must be one of: helping, best-practice, knowledge-stewarding, innovation
}
