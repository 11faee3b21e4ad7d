package cop

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Stance is how somebody can stand to a proposal.
type Stance string

// The stances: three for consent, then three for a majority, two of which are
// for roles too.
const (
	Consent    Stance = "consent"
	StandAside Stance = "stand-aside" // does not agree, and does not hinder
	Object     Stance = "object"      // sees harm in it, and says which

	Yes     Stance = "yes"
	No      Stance = "no"
	Abstain Stance = "abstain"
)

// procedures are how each method decides.
var procedures = map[Method]struct {
	stances  []Stance
	reasoned []Stance // those that need a reason
	rule     string
	adopts   func(n map[Stance]int) bool            // given a quorum
	settled  func(o Outcome, n map[Stance]int) bool // nothing can change any more, given a quorum
}{
	ByConsent: {
		stances: []Stance{Consent, StandAside, Object}, reasoned: []Stance{Object},
		rule:    "adopted if no objection is left",
		adopts:  func(n map[Stance]int) bool { return n[Object] == 0 },
		settled: func(o Outcome, n map[Stance]int) bool { return o.Answered >= o.Entitled && n[Object] == 0 },
	},
	ByMajority: {
		stances: []Stance{Yes, No, Abstain},
		rule:    "adopted if more say yes than no",
		adopts:  func(n map[Stance]int) bool { return n[Yes] > n[No] },
		settled: func(o Outcome, _ map[Stance]int) bool { return o.Answered >= o.Entitled },
	},
	ByRole: {
		stances: []Stance{Yes, No}, reasoned: []Stance{Yes, No},
		rule:    "adopted if those who hold the role and take a position all say yes",
		adopts:  func(n map[Stance]int) bool { return n[No] == 0 },
		settled: func(Outcome, map[Stance]int) bool { return true },
	},
}

// Outcome is what was decided, with all that it follows from but the positions
// themselves.
type Outcome struct {
	Result     ProposalStatus    `json:"result"`
	Entitled   int               `json:"entitled"`             // how many were entitled to take a position
	Answered   int               `json:"answered"`             // how many of them did
	Tally      []StanceCount     `json:"tally"`                // theirs, one for each stance of the method
	Discounted []activity.Person `json:"discounted,omitempty"` // took a position, but were not entitled when it was decided
}

// StanceCount is how many took a stance.
type StanceCount struct {
	Stance Stance `json:"stance"`
	Count  int    `json:"count"`
}

// outcome works out what the positions give, with so many people entitled and
// these people's positions discounted.
func (p Proposal) outcome(entitled int, discounted []activity.Person) Outcome {
	o := Outcome{Entitled: entitled}
	n := make(map[Stance]int)
	for _, q := range p.Positions {
		if slices.Contains(discounted, q.Person) {
			o.Discounted = append(o.Discounted, q.Person)
			continue
		}
		n[q.Stance]++
		o.Answered++
	}
	how := procedures[p.Method]
	for _, s := range how.stances {
		o.Tally = append(o.Tally, StanceCount{s, n[s]})
	}
	switch {
	case o.Answered < p.Quorum:
		o.Result = Lapsed
	case how.adopts(n):
		o.Result = Adopted
	default:
		o.Result = Rejected
	}
	return o
}

// ripe reports whether an outcome can be established at a time.
func (p Proposal) ripe(o Outcome, at time.Time) bool {
	return !at.Before(p.Deadline) || o.Answered >= p.Quorum && procedures[p.Method].settled(o, o.counts())
}

func (o Outcome) counts() map[Stance]int {
	n := make(map[Stance]int, len(o.Tally))
	for _, t := range o.Tally {
		n[t.Stance] = t.Count
	}
	return n
}

// Ground is one reason for an outcome: a rule, and what in the record it was
// applied to.
type Ground struct {
	Rule     string `json:"rule"`
	Evidence string `json:"evidence"`
}

// String returns the ground as one line.
func (g Ground) String() string { return g.Rule + " (" + g.Evidence + ")" }

// Grounds explains the outcome: the quorum, the method's rule with the count,
// each objection that is left, whose positions did not count, and the time in
// which positions were taken. Without an outcome there are none.
func (p Proposal) Grounds() []Ground {
	o := p.Outcome
	if o.Result == "" {
		return nil
	}
	var count []string
	for _, t := range o.Tally {
		count = append(count, fmt.Sprintf("%d %s", t.Count, t.Stance))
	}
	grounds := []Ground{
		{fmt.Sprintf("at least %d take a position", p.Quorum), fmt.Sprintf("%d of %d entitled did", o.Answered, o.Entitled)},
	}
	if o.Result != Lapsed {
		grounds = append(grounds, Ground{procedures[p.Method].rule, strings.Join(count, ", ")})
	}
	for _, q := range p.Positions {
		if q.Stance == Object && !slices.Contains(o.Discounted, q.Person) {
			grounds = append(grounds, Ground{"an objection is left", fmt.Sprintf("%s: %q", q.Person, oneLine(q.Reason))})
		}
	}
	if o.Discounted != nil {
		grounds = append(grounds, Ground{"only those entitled count", "without " + listOf(o.Discounted)})
	}
	window := fmt.Sprintf("%s to %s", minute(p.At), minute(p.Deadline))
	if p.Closed.At.Before(p.Deadline) {
		window = fmt.Sprintf("%s to %s, when there was nothing left to wait for", minute(p.At), minute(p.Closed.At))
	}
	return append(grounds, Ground{"positions count until the deadline", window})
}

// Log returns the proposal as it went, one event a line: when, who and what.
// Of each person it shows the latest position; the record holds all of them.
func (p Proposal) Log() string {
	var b strings.Builder
	line := func(at time.Time, who activity.Person, what string) {
		fmt.Fprintf(&b, "%s %s %s\n", minute(at), who, what)
	}
	put := fmt.Sprintf("proposed %q, by %s, until %s", p.Title, p.decides(), minute(p.Deadline))
	if p.Action.String() != "" {
		put += "; if adopted: " + p.Action.String()
	}
	line(p.At, p.Proposer, put)
	positions := slices.Clone(p.Positions)
	slices.SortStableFunc(positions, func(a, b Position) int { return a.At.Compare(b.At) })
	for _, q := range positions {
		what := "took the stance " + string(q.Stance)
		if q.Reason != "" {
			what += fmt.Sprintf(": %q", oneLine(q.Reason))
		}
		line(q.At, q.Person, what)
	}
	switch p.Status {
	case Withdrawn:
		line(p.Closed.At, p.Closed.By, fmt.Sprintf("withdrew it: %q", oneLine(p.Closed.Reason)))
	case Adopted, Rejected, Lapsed:
		var why []string
		for _, g := range p.Grounds() {
			why = append(why, g.String())
		}
		line(p.Closed.At, p.Closed.By, "established that it is "+string(p.Status)+": "+strings.Join(why, "; "))
	}
	return b.String()
}

// decides says who decides, and how many at least.
func (p Proposal) decides() string {
	how := string(p.Method)
	if p.Method == ByRole {
		how = "the role " + p.Role
	}
	return fmt.Sprintf("%s of at least %d", how, p.Quorum)
}

func minute(t time.Time) string { return t.UTC().Format("2006-01-02 15:04") }

// oneLine returns text with every run of white space as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func listOf[T ~string](words []T) string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = string(w)
	}
	return strings.Join(all, ", ")
}
