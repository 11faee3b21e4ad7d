package membership_test

import (
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/membership"
)

// Ana answers week by week, Bob asked once. Why are they where they are?
func ExampleAssess() {
	auditors := activity.CommunityID{1}
	monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	ledger := membership.NewLedger(auditors)
	question := activity.ObjectID{1}
	ledger.Add(activity.Activity{Community: auditors, Actor: "bob", Verb: activity.Ask, Object: question, Thread: question, At: monday})
	for week := range 8 {
		ledger.Add(activity.Activity{
			Community: auditors, Actor: "ana", Verb: activity.Answer, Object: activity.ObjectID{2, byte(week)},
			InReplyTo: question, Thread: question, To: "bob", At: monday.AddDate(0, 0, 7*week),
		})
	}
	people := []membership.Belonging{
		{Person: "ana", Spells: []membership.Spell{{From: monday}}},
		{Person: "bob", Spells: []membership.Spell{{From: monday}}},
	}
	policy := membership.Wenger()
	for _, person := range []activity.Person{"ana", "bob"} {
		a, err := membership.Assess(policy, ledger, people, person, monday.AddDate(0, 0, 55))
		check(err)
		fmt.Println(string(person)+":", policy.NameOf(a.Level, "en"))
		for _, r := range a.Reasons[1:] {
			fmt.Printf("  %s (%s)\n", r.Rule, r.Evidence)
		}
		for _, r := range a.Next {
			if r.Level.Compare(a.Level) > 0 && !r.Met {
				fmt.Printf("  to be %s (%s)\n", r.Level, r.Evidence)
			}
		}
	}
	// Output:
	// ana: core participant
	//   points: among the top 15 % of members (points: 32, of 32 that are asked)
	//   weeks present: at least 6 (weeks present: 8, of 6 that are asked)
	// bob: occasional participant
	//   points: at least 1 (points: 2, of 1 that are asked)
	//   to be active (points: 2, of 32 that are asked)
	//   to be active (weeks present: 1, of 3 that are asked)
}
