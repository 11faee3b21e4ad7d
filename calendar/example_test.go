package calendar_test

import (
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/calendar"
	"github.com/praxis-cop/praxis/cop"
)

// A call on second Tuesdays at nine in Vienna, as a member in New York reads
// it: on 10 March New York has changed to summer time, and Vienna has not yet.
func Example() {
	rhythm := cop.Rhythm{Start: "2026-02-10T09:00", Zone: "Europe/Vienna", Minutes: 60, Every: cop.Monthly, Ordinal: 2}
	planned := time.Date(2026, time.January, 12, 9, 0, 0, 0, time.UTC)
	call, _, err := cop.PlanGathering(activity.Occasion{
		ID: activity.ID{1}, Community: activity.CommunityID{1}, Actor: "ana", At: planned,
	}, activity.GatheringID{1}, cop.Plan{Title: "Monthly call", Rhythm: rhythm})
	if err != nil {
		fmt.Println(err)
		return
	}
	meetings, err := calendar.Occurrences(call, nil, planned, planned.AddDate(0, 4, 0), 3)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, meeting := range meetings {
		meeting, err := calendar.InZone(meeting, "America/New_York")
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(meeting.Title, meeting.Start.Format("2 January 15:04 MST"))
	}
	// Output:
	// Monthly call 10 February 03:00 EST
	// Monthly call 10 March 04:00 EDT
	// Monthly call 14 April 03:00 EDT
}
