package membership

import (
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Appoint gives a member a role without an end.
func Appoint(o activity.Occasion, m Member, role Role) (Member, activity.Activity, error) {
	return AppointWith(o, m, Appointed{Role: role})
}

// AppointWith gives a member a role, for a term if it names an end, and on the
// strength of a decision if it names a proposal. A role whose term has ended
// can be given again, and a term that still runs can be given a later end or
// none; Exists if neither is so. The end of a term must come after the
// occasion.
func AppointWith(o activity.Occasion, m Member, fact Appointed) (Member, activity.Activity, error) {
	const op = "membership.Appoint"
	if !fact.Until.IsZero() {
		fact.Until = activity.Moment(fact.Until)
	}
	at := activity.Moment(o.At)
	switch {
	case !m.Member():
		return refuse(m, op, fault.Precondition, "only members take roles; this person is not one")
	case !fact.Until.IsZero() && !fact.Until.After(at):
		return refuse(m, op, fault.Invalid, "the term has ended already; name a later end, or none")
	case m.Has(fact.Role) && !m.prolongs(fact, at):
		return refuse(m, op, fault.Exists, "this member has the role already; to shorten the term, relieve them first")
	}
	return changeOf(m.Person, op, o, m, activity.Appoint, fact)
}

// prolongs reports whether an appointment to a role that the member holds is a
// renewal: the term has ended by now, or ends later than before.
func (m Member) prolongs(fact Appointed, now time.Time) bool {
	until := m.term(fact.Role)
	if until.IsZero() {
		return false
	}
	return !until.After(now) || fact.Until.IsZero() || fact.Until.After(until)
}

// Relieve takes a role from a member.
func Relieve(o activity.Occasion, m Member, role Role) (Member, activity.Activity, error) {
	return RelieveWith(o, m, Relieved{Role: role})
}

// RelieveWith takes a role from a member, on the strength of a decision if it
// names a proposal.
func RelieveWith(o activity.Occasion, m Member, fact Relieved) (Member, activity.Activity, error) {
	const op = "membership.Relieve"
	if !m.Has(fact.Role) {
		return refuse(m, op, fault.Precondition, "this member does not have the role")
	}
	return changeOf(m.Person, op, o, m, activity.Relieve, fact)
}
