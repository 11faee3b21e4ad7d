package membership

import (
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Member is one person's membership of one community. The zero Member is an
// outsider.
type Member struct {
	Community activity.CommunityID
	Person    activity.Person
	Standing  Standing
	Since     time.Time // when the standing began
	Roles     []Role    // in alphabetical order; only members have any
	Details
	Rev int // how many recorded changes led here

	// LastActive is the newest time at which the person, while they had to do
	// with the community, took part in its practice outside of its spaces; zero
	// if never. It is no recorded change of its own; storage keeps it along with
	// the record.
	LastActive time.Time
}

// Touch returns the membership after an activity has been recorded: LastActive
// moves on if it is the person's own and contributes to the practice (see
// activity.Verb.Upkeep). What happens in a space does not count: everybody who
// sees the members sees LastActive, and a space may be private.
func (m Member) Touch(a activity.Activity) Member {
	own := m.Rev > 0 && m.Community == a.Community && m.Person == a.Actor
	if own && a.Space.IsZero() && !a.Verb.Upkeep() && a.At.After(m.LastActive) {
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

// Has reports whether the member holds any of the roles, whether or not its
// term has ended (see On).
func (m Member) Has(any ...Role) bool {
	return slices.ContainsFunc(any, func(r Role) bool { return slices.Contains(m.Roles, r) })
}
