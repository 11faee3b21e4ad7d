package lifecycle_test

import (
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
)

// A community begins with questions, moves on phase by phase, and back when it
// has learned something that changes its design.
func Example() {
	month := func(n int) activity.Occasion {
		return activity.Occasion{
			ID: activity.ID{byte(n)}, Community: activity.CommunityID{1}, Actor: "ana",
			At: time.Date(2026, time.Month(n), 1, 9, 0, 0, 0, time.UTC),
		}
	}
	_, founding, err := cop.Found(month(1), cop.Charter{
		Name: "Auditors", Domain: cop.Domain{Concern: "auditing public money well"},
	})
	check(err)

	state, err := lifecycle.State{}.Fold(founding)
	check(err)
	fmt.Println(state.Phase, "to", state.Phase.Purpose())

	_, _, err = state.Move(month(2), lifecycle.Launch, "everybody wants in")
	fmt.Println(err)

	for n, to := range []lifecycle.Phase{lifecycle.Design, lifecycle.Prototype, lifecycle.Design} {
		var move activity.Activity
		state, move, err = state.Move(month(n+3), to, "the answers are in")
		check(err)
		fmt.Println(move.Detail.(lifecycle.Moved).From, "to", state.Phase)
	}
	fmt.Println(state.Phase, "since", state.Since.Month())
	// Output:
	// inquire to find out who the community is for, and its purpose, goals and vision
	// lifecycle.Move: precondition: from inquire a community moves on to design first: define the activities, technologies, group processes and roles that serve the goals
	// inquire to design
	// design to prototype
	// prototype to design
	// design since May
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
