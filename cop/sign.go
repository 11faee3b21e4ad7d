package cop

import "fmt"

// Subject is what a review looks at: what the community declares, what its
// record shows, and what else is known of it.
type Subject struct {
	Charter  Charter  `json:"charter"`
	Evidence Evidence `json:"evidence"`
	Shown    Shown    `json:"shown,omitzero"`
}

// Shown is what tables and instruments show of a community beside its
// evidence, in the same window. What is not known is nil: the items that need
// it are then asked of members.
type Shown struct {
	Levels     *LevelsShown     `json:"levels,omitempty"`
	Spaces     *SpacesShown     `json:"spaces,omitempty"`
	Gatherings *GatheringsShown `json:"gatherings,omitempty"`
	Ties       *TiesShown       `json:"ties,omitempty"`
}

// LevelsShown is how many members participate at which level at the end of the
// window, and how many changed theirs in it.
type LevelsShown struct {
	Core       int `json:"core"`
	Active     int `json:"active"`
	Occasional int `json:"occasional"`
	Peripheral int `json:"peripheral"`
	Inward     int `json:"inward"`          // moved to a more central level
	Outward    int `json:"outward"`         // moved to a less central one
	Least      int `json:"least,omitempty"` // if any of these groups has fewer people, no numbers are told; 0: they all are
}

// SpacesShown is how many open spaces there are, the common one aside.
type SpacesShown struct {
	Public      int `json:"public"`       // readable by people outside of the community
	Members     int `json:"members"`      // readable by all members
	Private     int `json:"private"`      // readable by the people of the space
	PrivateUsed int `json:"private_used"` // private ones with contributions
}

// GatheringsShown is how many meetings there were.
type GatheringsShown struct {
	Regular      int `json:"regular"`         // of a gathering that recurs
	FirstOfAKind int `json:"first_of_a_kind"` // such as a first field visit
	Guests       int `json:"guests"`          // with a guest from outside
}

// TiesShown is how many ties across the boundary there are at the end of the
// window, by kind.
type TiesShown struct {
	Sponsors    int `json:"sponsors"`
	Partners    int `json:"partners"`
	Guests      int `json:"guests"`      // guest experts
	Communities int `json:"communities"` // other communities
	Brokers     int `json:"brokers"`     // members who are active in another community
}

// sign is something that speaks for an item of a review.
type sign struct {
	rule  string
	found func(Subject) (evidence string, shown Presence)
}

// read looks for the sign. In too short a record it is unknown.
func (n sign) read(s Subject) Reason {
	evidence, shown := n.found(s)
	if DefaultThresholds().tooLittle(s.Evidence) {
		shown = Unknown
	}
	return Reason{n.rule, evidence, shown, s.Evidence.since(), s.Evidence.To}
}

// holds makes a presence of whether a sign holds.
func holds(yes bool) Presence {
	if yes {
		return Present
	}
	return Absent
}

// counted is a sign that shows if there are enough of something.
func counted(rule string, enough int, one, many string, of func(Evidence) int) sign {
	return sign{rule, func(s Subject) (string, Presence) {
		n := of(s.Evidence)
		return numberOf(n, one, many), holds(n >= enough)
	}}
}

// mostOf is a sign that shows if something holds for so many percent of all. Of
// nothing it is unknown.
func mostOf(rule string, percent int, things string, of func(Evidence) (n, all int)) sign {
	return sign{rule, func(s Subject) (string, Presence) {
		n, all := of(s.Evidence)
		if all == 0 {
			return outOf(n, all, things), Unknown
		}
		return outOf(n, all, things), holds(reaches(n, all, percent))
	}}
}

// atMost is a sign that shows if something holds for no more than so many
// percent of all. Of nothing it is unknown.
func atMost(rule string, percent int, things string, of func(Evidence) (n, all int)) sign {
	return sign{rule, func(s Subject) (string, Presence) {
		n, all := of(s.Evidence)
		if all == 0 {
			return outOf(n, all, things), Unknown
		}
		return outOf(n, all, things), holds(n*100 <= percent*all)
	}}
}

// known is a sign in what is known beside the evidence.
func known[T any](rule string, part func(Shown) *T, found func(T) (evidence string, yes bool)) sign {
	return sign{rule, func(s Subject) (string, Presence) {
		p := part(s.Shown)
		if p == nil {
			return "not known", Unknown
		}
		evidence, yes := found(*p)
		return evidence, holds(yes)
	}}
}

// declares is a sign in the charter.
func declares(rule, yes, no string, of func(Charter) bool) sign {
	return sign{rule, func(s Subject) (string, Presence) {
		if of(s.Charter) {
			return yes, Present
		}
		return no, Absent
	}}
}

// swift is a sign that shows if half of the responses come soon enough. Without
// responses it is unknown.
func swift(hours int) sign {
	return sign{fmt.Sprintf("half of the responses come within %s", numberOf(hours, "hour", "hours")), func(s Subject) (string, Presence) {
		e := s.Evidence
		if e.Responded == 0 {
			return "no responses", Unknown
		}
		return fmt.Sprintf("half within %.1f hours, of %s", e.FirstResponse.Hours(), numberOf(e.Responded, "response", "responses")),
			holds(e.FirstResponse.Hours() <= float64(hours))
	}}
}

func levelsOf(s Shown) *LevelsShown         { return s.Levels }
func spacesOf(s Shown) *SpacesShown         { return s.Spaces }
func gatheringsOf(s Shown) *GatheringsShown { return s.Gatherings }
func tiesOf(s Shown) *TiesShown             { return s.Ties }
