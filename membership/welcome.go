package membership

import (
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Welcome greets a newcomer, with a note or without. Several members may; the
// membership keeps who was the first (WelcomedBy, WelcomedAt). Exists if the
// actor was.
func Welcome(o activity.Occasion, newcomer Member, note string) (Member, activity.Activity, error) {
	const op = "membership.Welcome"
	switch {
	case !newcomer.Member():
		return refuse(newcomer, op, fault.Precondition, "only members are welcomed; let this person in first")
	case newcomer.Person == o.Actor:
		return refuse(newcomer, op, fault.Invalid, "nobody welcomes themselves; another member does")
	case newcomer.WelcomedBy == o.Actor:
		return refuse(newcomer, op, fault.Exists, "you have welcomed this member already")
	}
	return changeOf(newcomer.Person, op, o, newcomer, activity.Welcome, Welcomed{note})
}
