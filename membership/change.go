package membership

import (
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Start makes the founder the first member, and the convener.
func Start(o activity.Occasion) (Member, activity.Activity, error) {
	return change("membership.Start", o, Member{}, activity.Join, Joined{Roles: []Role{Convener}})
}

// Join makes the actor a member of a community that is open, or that invited
// them. Open says whether the community takes in whoever wants to come.
func Join(o activity.Occasion, m Member, open bool) (Member, activity.Activity, error) {
	const op = "membership.Join"
	switch {
	case m.Standing == Belongs:
		return refuse(m, op, fault.Exists, "you are a member already")
	case m.Standing == Invited:
	case m.Standing == Removed:
		return refuse(m, op, fault.Denied, wasRemoved)
	case !open:
		return refuse(m, op, fault.Precondition, "this community is not open to all; apply, or ask a member to invite you")
	}
	return change(op, o, m, activity.Join, Joined{})
}

const wasRemoved = "you were removed; somebody has to admit you to come back"

// Apply asks for the actor to be let in.
func Apply(o activity.Occasion, m Member, note string) (Member, activity.Activity, error) {
	const op = "membership.Apply"
	switch m.Standing {
	case Belongs:
		return refuse(m, op, fault.Exists, "you are a member already")
	case Applicant:
		return refuse(m, op, fault.Exists, "you have applied already; wait to be admitted")
	case Invited:
		return refuse(m, op, fault.Precondition, "you are invited; join")
	case Removed:
		return refuse(m, op, fault.Denied, wasRemoved)
	}
	return change(op, o, m, activity.Apply, AskedIn{note})
}

// Invite invites a person to join.
func Invite(o activity.Occasion, m Member, person activity.Person, note string) (Member, activity.Activity, error) {
	const op = "membership.Invite"
	switch m.Standing {
	case Belongs:
		return refuse(m, op, fault.Exists, "this person is a member already")
	case Invited:
		return refuse(m, op, fault.Exists, "this person is invited already")
	case Applicant:
		return refuse(m, op, fault.Precondition, "this person has applied; admit them")
	case Removed:
		return refuse(m, op, fault.Precondition, "this person was removed; only admitting them lets them come back")
	}
	return changeOf(person, op, o, m, activity.Invite, WasInvited{note})
}

// Admit makes a person a member, whether or not they have applied. Only this
// way, or by a roster (see Enrol), can somebody who was removed come back.
func Admit(o activity.Occasion, m Member, person activity.Person) (Member, activity.Activity, error) {
	const op = "membership.Admit"
	if m.Standing == Belongs {
		return refuse(m, op, fault.Exists, "this person is a member already")
	}
	return changeOf(person, op, o, m, activity.Admit, Admitted{})
}

// Leave ends the actor's membership, at any time and for any reason or none.
// It also withdraws an application and declines an invitation.
func Leave(o activity.Occasion, m Member, reason string) (Member, activity.Activity, error) {
	const op = "membership.Leave"
	switch m.Standing {
	case Belongs, Applicant, Invited:
		return change(op, o, m, activity.Leave, HasLeft{reason})
	}
	return refuse(m, op, fault.Precondition, "you are not a member")
}

// Remove ends a person's membership, application or invitation, for a reason.
func Remove(o activity.Occasion, m Member, reason string) (Member, activity.Activity, error) {
	const op = "membership.Remove"
	switch m.Standing {
	case Belongs, Applicant, Invited:
		return changeOf(m.Person, op, o, m, activity.Remove, WasRemoved{Reason: reason})
	}
	return refuse(m, op, fault.Precondition, "this person is not a member")
}

func refuse(m Member, op string, code fault.Code, why string) (Member, activity.Activity, error) {
	return m, activity.Activity{}, fault.New(op, code, why)
}

// change makes the activity that changes the actor's own membership, and the
// membership that it leads to.
func change(op string, o activity.Occasion, m Member, verb activity.Verb, detail activity.Fact) (Member, activity.Activity, error) {
	return record(op, o, m, o.Record(verb, detail))
}

// changeOf does the same for another person's membership.
func changeOf(person activity.Person, op string, o activity.Occasion, m Member, verb activity.Verb, detail activity.Fact) (Member, activity.Activity, error) {
	if !fault.IsPerson(string(person)) {
		return refuse(m, op, fault.Invalid, "person must be an id of 1 to 255 bytes without control characters")
	}
	a := o.Record(verb, detail)
	a.To = person
	return record(op, o, m, a)
}

func record(op string, o activity.Occasion, m Member, a activity.Activity) (Member, activity.Activity, error) {
	a.Object = activity.ObjectID(o.Community)
	return activity.Enact(op, o, m, a, nil)
}
