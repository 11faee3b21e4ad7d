package lifecycle

import (
	"slices"

	"github.com/praxis-cop/praxis/activity"
)

// MomentumState says how participation goes, in a month.
type MomentumState string

// The states.
const (
	Starting  MomentumState = "starting"  // too short a past to judge by
	Growing   MomentumState = "growing"   // more people than a year before, or than before in a young community
	Steady    MomentumState = "steady"    // as usual for this community, whatever its size
	Stalled   MomentumState = "stalled"   // a quarter in which much of the participation is missing
	Declining MomentumState = "declining" // participation falls, for half a year or longer
	Reviving  MomentumState = "reviving"  // it rises again, after a fall
	Dormant   MomentumState = "dormant"   // nearly nobody, for long; people may come back
	Ended     MomentumState = "ended"     // the record declares its end, and nobody has taken part since
)

// momentumStates holds each state with what to do next.
var momentumStates = []struct {
	state MomentumState
	next  string
}{
	{Starting, "keep the rhythm, and let early members see what they get out of it; there is nothing to judge yet"},
	{Growing, "welcome newcomers, and find more people who share the work before it is too much for the few"},
	{Steady, "ask members what is worth most to them, and go on with it; a steady community need not grow"},
	{Stalled, "ask some of those who are missing what has changed: a date, a tool, a person who held things together, or the topic"},
	{Declining, "look at the domain first: does it still matter to members? Then renew goals and roles, or plan a good ending that leaves the repertoire to somebody"},
	{Reviving, "find out what brought people back, tell the story, and do more of it"},
	{Dormant, "ask former members whether to begin anew, from Inquire or Design, or to declare the end and hand the repertoire on"},
	{Ended, "keep the archive readable, and see that whoever took the repertoire over uses it"},
}

// MomentumStates returns the states, in the order of a life.
func MomentumStates() []MomentumState {
	all := make([]MomentumState, len(momentumStates))
	for i, s := range momentumStates {
		all[i] = s.state
	}
	return all
}

// Next returns what a community in the state can do next, in a sentence; it is
// empty for a word that is no state.
func (s MomentumState) Next() string {
	for _, known := range momentumStates {
		if known.state == s {
			return known.next
		}
	}
	return ""
}

// Momentum is how a month is judged, from that month and those before.
type Momentum struct {
	Month      Month            `json:"month"`
	People     int              `json:"people"`     // different people who took part in the month
	Activities int              `json:"activities"` // what they did, upkeep aside
	State      MomentumState    `json:"state"`
	Reasons    []MomentumReason `json:"reasons"`
}

// MomentumReason is what a judgement rests on. Its text is all of it.
type MomentumReason struct {
	Rule     string // the rule, in a sentence
	Evidence string // the figures
	From, To Month  // the window that they are of
}

// String returns the rule, the evidence and the window.
func (r MomentumReason) String() string {
	window := r.From.String() + " to " + r.To.String()
	if r.From == r.To {
		window = r.To.String()
	}
	return r.Rule + ": " + r.Evidence + " (" + window + ")"
}

// MarshalText writes what String returns.
func (r MomentumReason) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// Judge says of each month how the community's participation goes. It reads the
// months in order, and what it says of one does not change with what comes
// later. The months follow each other without holes, as Participation.Months
// returns them; milestones are in order. The package's documentation says what
// is compared with what, and what the usual size of a change is.
// Errors: Invalid, with every bad field of the policy, or for months with holes.
func Judge(policy MomentumPolicy, months []MonthTally, milestones []Milestone) ([]Momentum, error) {
	if err := policy.Check(); err != nil {
		return nil, err
	}
	if err := checkMonths(months); err != nil {
		return nil, err
	}
	j := newJudge(policy, months, milestones)
	judged := make([]Momentum, 0, len(months))
	for m, t := range months {
		j.month(m)
		judged = append(judged, Momentum{t.Month, t.People, t.Activities, j.state, slices.Clone(j.reasons)})
	}
	return judged, nil
}

// MomentumOf judges a whole record.
// Errors: the record's own; Invalid, with every bad field of the policy.
func MomentumOf(policy MomentumPolicy, record activity.Stream) ([]Momentum, error) {
	p := NewParticipation()
	if err := p.Read(record); err != nil {
		return nil, err
	}
	return Judge(policy, p.Months(), p.Milestones())
}
