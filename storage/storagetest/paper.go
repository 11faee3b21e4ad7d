package storagetest

import (
	"slices"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
)

// paper is a community on paper: the state of the sequential model, with which
// histories of deeds at once are compared. It knows nothing of stores, and of
// the domain only the words. Papers are equal if == says so.
type paper struct {
	head    activity.Seq
	last    activity.ID // of the newest activity
	charter int         // its Rev; 0 before the founding
	open    bool        // whoever wants to may join
	phase   lifecycle.Phase
	life    int // the Rev of the phase
	members [len(crowd)]stance
}

// stance is how one of the crowd stands to the community.
type stance struct {
	standing membership.Standing
	roles    [len(parts)]bool
	rev      int
}

var (
	crowd = [...]activity.Person{"ana", "bob", "cem"}
	parts = [...]membership.Role{membership.Convener, membership.Mentor}
)

// passages says what an act makes of each of the standings: another one, or a
// refusal. "open" is "member" in a community that is open, else "precondition".
var (
	standings = []membership.Standing{
		membership.Outsider, membership.Invited, membership.Applicant, membership.Belongs, membership.Former, membership.Removed,
	}
	passages = map[string][6]string{
		join:   {"open", "member", "open", "exists", "open", "denied"},
		apply:  {"applicant", "precondition", "exists", "exists", "applicant", "denied"},
		leave:  {"precondition", "former", "former", "former", "precondition", "precondition"},
		invite: {"invited", "exists", "precondition", "exists", "invited", "precondition"},
		admit:  {"member", "member", "member", "exists", "member", "member"},
		remove: {"precondition", "removed", "removed", "removed", "precondition", "precondition"},
	}
)

// after is the community after a deed, and what the deed should tell.
func (p paper) after(d deed) (paper, report) {
	told := report{head: p.head}
	next := p
	told.rev, told.code = next.take(d)
	switch {
	case told.code != "":
		return p, told
	case d.kind == lookAll:
		told.seen = p
		return p, told
	case d.kind == lookOne:
		told.seen.members[d.person] = p.members[d.person]
		return p, told
	}
	next.head++
	next.last = d.ID
	if d.kind == found {
		next.head++
		next.last = d.second
	}
	return next, told
}

// take writes what a deed does to the community, unless it is refused.
func (p *paper) take(d deed) (rev int, refused fault.Code) {
	one := &p.members[d.person]
	switch {
	case d.kind == found && p.charter > 0:
		return 0, fault.Exists
	case d.kind != found && p.charter == 0:
		return 0, fault.NotFound
	case !p.allows(d):
		return 0, fault.Denied
	}
	switch d.kind {
	case lookAll, lookOne:
		return 0, ""
	case found:
		*p = paper{charter: 1, open: true, phase: lifecycle.Inquire, life: 1}
		p.members[d.person] = stance{membership.Belongs, [len(parts)]bool{true}, 1}
		return p.charter, ""
	case amend:
		if p.open == d.open {
			return 0, fault.Precondition
		}
		p.open = d.open
		p.charter++
		return p.charter, ""
	case move:
		from, to := slices.Index(lifecycle.Phases(), p.phase), slices.Index(lifecycle.Phases(), d.phase)
		if from == to {
			return 0, fault.Exists
		}
		if to > from+1 {
			return 0, fault.Precondition
		}
		p.phase = d.phase
		p.life++
		return p.life, ""
	case appoint:
		if one.standing != membership.Belongs {
			return 0, fault.Precondition
		}
		if one.roles[d.role] {
			return 0, fault.Exists
		}
		one.roles[d.role] = true
	case relieve:
		if !one.roles[d.role] {
			return 0, fault.Precondition
		}
		one.roles[d.role] = false
	default:
		to := passages[d.kind][slices.Index(standings, one.standing)]
		if to == "open" {
			to = map[bool]string{true: "member", false: "precondition"}[p.open]
		}
		switch code := fault.Code(to); code {
		case fault.Exists, fault.Precondition, fault.Denied:
			return 0, code
		}
		*one = stance{standing: membership.Standing(to), rev: one.rev}
	}
	one.rev++
	return one.rev, ""
}

// allows reports whether the actor may. Whoever is no member only comes, goes
// and looks; who convenes is for those to say who do, while there are any.
func (p *paper) allows(d deed) bool {
	actor := p.members[d.actor]
	switch {
	case d.byAnybody():
		return true
	case actor.standing != membership.Belongs:
		return false
	}
	convenes := func(s stance) bool { return s.roles[0] }
	return d.kind != appoint || d.role != 0 || convenes(actor) || !slices.ContainsFunc(p.members[:], convenes)
}
