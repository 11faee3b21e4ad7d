package membership

import (
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Member is one person's membership of one community. The zero Member is an
// outsider.
type Member struct {
	Community activity.CommunityID
	Person    activity.Person
	Standing  Standing
	Since     time.Time // when the standing began
	Roles     []Role    // in alphabetical order; only members have any
	Rev       int       // how many recorded changes led here

	// LastActive is the newest time at which the person, while they had to do
	// with the community, took part in its practice; zero if never. It is no
	// recorded change of its own; storage keeps it along with the record.
	LastActive time.Time
}

// Touch returns the membership after an activity has been recorded: LastActive
// moves on if it is the person's own and contributes to the practice (see
// activity.Verb.Upkeep).
func (m Member) Touch(a activity.Activity) Member {
	if m.Rev > 0 && m.Community == a.Community && m.Person == a.Actor && !a.Verb.Upkeep() && a.At.After(m.LastActive) {
		m.LastActive = a.At
	}
	return m
}

// Standing is how a person stands to a community. Empty is an outsider.
type Standing string

// The standings.
const (
	Outsider  Standing = ""
	Invited   Standing = "invited"
	Applicant Standing = "applicant"
	Belongs   Standing = "member"
	Former    Standing = "former"  // left of their own accord, and may come back
	Removed   Standing = "removed" // has to be admitted to come back
)

// Role is a part that a member takes in a community.
type Role string

// The roles.
const (
	Convener          Role = "convener"           // brings people together and keeps the whole in view; also called coordinator
	Facilitator       Role = "facilitator"        // helps a conversation or a gathering to succeed
	Expert            Role = "expert"             // is recognised for what they know
	Mentor            Role = "mentor"             // guides newcomers
	KnowledgeSteward  Role = "knowledge-steward"  // looks after the repertoire
	TechnologySteward Role = "technology-steward" // looks after the tools of the community
	Broker            Role = "broker"             // carries elements of practice to and from other communities
	Sponsor           Role = "sponsor"            // speaks for the community in the organisation
	GuestExpert       Role = "guest-expert"       // comes from outside for a time
)

var roles = []Role{Convener, Facilitator, Expert, Mentor, KnowledgeSteward, TechnologySteward, Broker, Sponsor, GuestExpert}

// Roles returns all roles.
func Roles() []Role { return slices.Clone(roles) }

// Member reports whether the person belongs to the community now.
func (m Member) Member() bool { return m.Standing == Belongs }

// Has reports whether the member holds any of the roles.
func (m Member) Has(any ...Role) bool {
	return slices.ContainsFunc(any, func(r Role) bool { return slices.Contains(m.Roles, r) })
}

// Fold folds an activity into the membership of the person whom it concerns
// (see Concerns). An activity that is not about membership leaves it as it is;
// one that cannot follow gives an Invalid error.
func (m Member) Fold(a activity.Activity) (Member, error) {
	person, ok := Concerns(a)
	if !ok {
		return m, nil
	}
	switch {
	case m.Rev > 0 && (m.Person != person || m.Community != a.Community):
		return m, fault.New("membership.Fold", fault.Invalid, "the activity concerns another membership")
	case !m.admits(a.Detail):
		return m, fault.New("membership.Fold", fault.Invalid, "the activity does not follow from how the person stands")
	case m.Rev == 0:
		m = Member{Community: a.Community, Person: person}
	}
	enter := func(s Standing, roles ...Role) {
		m.Standing, m.Since, m.Roles = s, a.At, append([]Role(nil), roles...)
	}
	switch fact := a.Detail.(type) {
	case Joined:
		enter(Belongs, fact.Roles...)
	case AskedIn:
		enter(Applicant)
	case WasInvited:
		enter(Invited)
	case Admitted:
		enter(Belongs)
	case HasLeft:
		enter(Former)
	case WasRemoved:
		enter(Removed)
	case Appointed:
		m.Roles = append(slices.Clone(m.Roles), fact.Role)
		slices.Sort(m.Roles)
	case Relieved:
		m.Roles = slices.DeleteFunc(slices.Clone(m.Roles), func(r Role) bool { return r == fact.Role })
		if len(m.Roles) == 0 {
			m.Roles = nil
		}
	}
	m.Rev++
	return m, nil
}

// admits reports whether a change can follow from the membership as it stands.
func (m Member) admits(change activity.Fact) bool {
	tied := m.Standing == Belongs || m.Standing == Applicant || m.Standing == Invited
	switch fact := change.(type) {
	case Joined:
		return m.Standing != Belongs && m.Standing != Removed
	case AskedIn, WasInvited:
		return !tied && m.Standing != Removed
	case Admitted:
		return m.Standing != Belongs
	case HasLeft, WasRemoved:
		return tied
	case Appointed:
		return m.Member() && !m.Has(fact.Role)
	case Relieved:
		return m.Has(fact.Role)
	}
	return false
}

// Concerns returns whose membership an activity changes; ok is false if it
// changes none.
func Concerns(a activity.Activity) (person activity.Person, ok bool) {
	switch a.Detail.(type) {
	case Joined, AskedIn, HasLeft:
		return a.Actor, true
	case WasInvited, Admitted, WasRemoved, Appointed, Relieved:
		return a.To, true
	}
	return "", false
}
