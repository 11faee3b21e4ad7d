package membership

import (
	"maps"
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Enrol makes a person a member because a roster lists them: the enrolment of a
// course, the staff of a unit. The membership remembers the roster's name, a
// line of at most 200 characters, as in "course-42". PlanRoster tells whom to
// enrol.
func Enrol(o activity.Occasion, m Member, person activity.Person, roster string) (Member, activity.Activity, error) {
	const op = "membership.Enrol"
	switch {
	case roster == "":
		return refuse(m, op, fault.Invalid, "name the roster, or admit the person without one")
	case m.Standing == Belongs:
		return refuse(m, op, fault.Exists, "this person is a member already")
	}
	return changeOf(person, op, o, m, activity.Admit, Admitted{roster})
}

// Delist ends the membership of somebody whom their roster no longer lists.
// Precondition if they did not come by a roster.
func Delist(o activity.Occasion, m Member) (Member, activity.Activity, error) {
	const op = "membership.Delist"
	if !m.Member() || m.Roster == "" {
		return refuse(m, op, fault.Precondition, "this person is not a member by a roster; remove them, if that is meant")
	}
	return changeOf(m.Person, op, o, m, activity.Remove, WasRemoved{Reason: "no longer on roster " + m.Roster, Roster: m.Roster})
}

// Plan is what a roster asks of a community's memberships. Everybody is in one
// list, and each list is ordered and names nobody twice.
type Plan struct {
	Admit  []activity.Person // listed, and not in: to be enrolled
	Remove []activity.Person // came by this roster, and no longer listed: to be delisted
	Keep   []activity.Person // listed, and a member, by this roster or otherwise
	Away   []activity.Person // listed, but they left of their own accord, or somebody removed them: they stay away
}

// PlanRoster compares a roster, by its name, with the memberships of a
// community, past ones included. Membership is voluntary, so a roster lets
// people in and takes back only what it gave:
//
//   - who came otherwise is never removed, and becomes nobody's entry on a roster;
//   - who left, or declined an invitation, is not let in again by any roster,
//     but may join or be admitted as anybody may;
//   - who vanished from the roster is let in when they are listed again, but
//     not who was removed by a person.
func PlanRoster(name string, listed []activity.Person, known []Member) Plan {
	var plan Plan
	open := make(map[activity.Person]bool, len(listed)) // those listed, until they are placed
	for _, p := range listed {
		open[p] = true
	}
	for _, m := range known {
		list := &plan.Away
		switch {
		case m.Member() && !open[m.Person]:
			if m.Roster != name {
				continue
			}
			list = &plan.Remove
		case !open[m.Person]:
			continue
		case m.Member():
			list = &plan.Keep
		case m.Standing == Former, m.Standing == Removed && m.Roster != name:
		default:
			list = &plan.Admit
		}
		*list = append(*list, m.Person)
		delete(open, m.Person)
	}
	plan.Admit = slices.AppendSeq(plan.Admit, maps.Keys(open))
	for _, list := range [][]activity.Person{plan.Admit, plan.Remove, plan.Keep, plan.Away} {
		slices.Sort(list)
	}
	return plan
}
