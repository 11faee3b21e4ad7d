package cop_test

import (
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
)

// A gathering is planned once; of its meetings, only who took part and what
// came otherwise is recorded.
func ExamplePlanGathering() {
	at := time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC)
	by := func(id byte, actor activity.Person) activity.Occasion {
		return activity.Occasion{ID: activity.ID{id}, Community: activity.CommunityID{1}, Actor: actor, At: at}
	}
	call, _, err := cop.PlanGathering(by(1, "ana"), activity.GatheringID{1}, cop.Plan{
		Title:  "Monthly call",
		Rhythm: cop.Rhythm{Start: "2026-01-13T09:00", Zone: "Europe/Vienna", Minutes: 60, Every: cop.Monthly, Ordinal: 2},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	january := call.Meeting(time.Date(2026, time.January, 13, 8, 0, 0, 0, time.UTC)) // nine in Vienna
	_, _, err = call.Attend(by(2, "bob"), january)
	fmt.Println(err)

	at = january.When()
	january, attending, err := call.Attend(by(3, "bob"), january)
	fmt.Println(attending.Actor, attending.Verb, january.Attended, err)
	// Output:
	// cop.Attend: precondition: the meeting begins more than a day from now; wait until it takes place
	// bob attend [bob] <nil>
}
