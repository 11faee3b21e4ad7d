package membership_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
)

// Bob wants to join a community that lets people in on request.
func Example() {
	monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	by := func(actor activity.Person, n byte) activity.Occasion {
		return activity.Occasion{ID: activity.ID{n}, Community: activity.CommunityID{1}, Actor: actor, At: monday.AddDate(0, 0, int(n))}
	}
	var bob membership.Member // an outsider
	_, _, err := membership.Join(by("bob", 1), bob, false)
	fmt.Println(err)

	var record [3]activity.Activity
	bob, record[0], err = membership.Apply(by("bob", 1), bob, "I audit payrolls.")
	check(err)
	bob, record[1], err = membership.Admit(by("ana", 2), bob, "bob")
	check(err)
	bob, record[2], err = membership.Appoint(by("ana", 30), bob, membership.Mentor)
	check(err)
	fmt.Println(bob.Standing, "since", bob.Since.Format(time.DateOnly), bob.Roles)

	_, _, err = membership.Apply(by("bob", 31), bob, "")
	fmt.Println(errors.Is(err, fault.Exists))

	// The record tells how it came about, and folds to the same membership.
	var folded membership.Member
	for _, a := range record {
		folded, err = folded.Fold(a)
		check(err)
		fmt.Println(a.Actor, a.Verb, a.To, "→", folded.Standing, folded.Roles)
	}
	// Output:
	// membership.Join: precondition: this community is not open to all; apply, or ask a member to invite you
	// member since 2026-03-04 [mentor]
	// true
	// bob apply  → applicant []
	// ana admit bob → member []
	// ana appoint bob → member [mentor]
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
