package membership

import (
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Pair gives a newcomer a mentor: a member who guides them. Whoever had been
// their mentor no longer is. Nobody needs the role of a mentor for it. Exists
// if this one is their mentor already; Precondition if either is no member.
//
// A mentor who leaves is named until the pairing ends: Unpair, or Pair anew.
func Pair(o activity.Occasion, newcomer, mentor Member) (Member, activity.Activity, error) {
	const op = "membership.Pair"
	switch {
	case !newcomer.Member():
		return refuse(newcomer, op, fault.Precondition, "only members get a mentor; let this person in first")
	case !mentor.Member() || mentor.Community != newcomer.Community:
		return refuse(newcomer, op, fault.Precondition, "the mentor is not a member of this community; choose another")
	case mentor.Person == newcomer.Person:
		return refuse(newcomer, op, fault.Invalid, "nobody is their own mentor; choose another member")
	case mentor.Person == newcomer.Mentor:
		return refuse(newcomer, op, fault.Exists, "this member is their mentor already")
	}
	return changeOf(newcomer.Person, op, o, newcomer, activity.Pair, Paired{mentor.Person})
}

// Unpair ends the pairing of a newcomer with their mentor. Precondition if they
// have none.
func Unpair(o activity.Occasion, newcomer Member) (Member, activity.Activity, error) {
	const op = "membership.Unpair"
	if newcomer.Mentor == "" {
		return refuse(newcomer, op, fault.Precondition, "this member has no mentor")
	}
	return changeOf(newcomer.Person, op, o, newcomer, activity.Unpair, Unpaired{newcomer.Mentor})
}
