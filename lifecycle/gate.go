package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/fault"
)

// Gate is the review of what a phase must leave behind before the community
// moves on: every criterion by itself, with what it rests on and what to do.
type Gate struct {
	Playbook PlaybookName `json:"playbook"`
	Phase    Phase        `json:"phase"`
	Title    string       `json:"title"`
	Next     Phase        `json:"next,omitempty"` // where it leads; empty behind the last phase
	Since    time.Time    `json:"since"`          // when the community came to the phase
	At       time.Time    `json:"at"`             // of the review
	Criteria []Judged     `json:"criteria,omitempty"`
}

// Judged is a criterion as it was found.
type Judged struct {
	Criterion CriterionID  `json:"criterion"`
	Title     string       `json:"title"`
	Met       bool         `json:"met"`
	Rule      string       `json:"rule"`
	Evidence  string       `json:"evidence"`
	From      time.Time    `json:"from"` // the window is up to, but not including, To
	To        time.Time    `json:"to"`
	Attested  *Attestation `json:"attested,omitempty"` // if that is what meets it
	Next      string       `json:"next,omitempty"`     // what to do; empty if it is met
	Roles     []string     `json:"roles,omitempty"`    // who may attest it; none if nobody can
}

// Review reviews the gate of the phase that a community is in. It is a
// Precondition error if the playbook is not the one that it follows, or does not
// know the phase.
func Review(p Playbook, s State, e Evidence) (Gate, error) {
	const op = "lifecycle.Review"
	if s.Rev == 0 {
		return Gate{}, fault.New(op, fault.Invalid, "the community is not founded yet")
	}
	if p.Name != s.Named() {
		return Gate{}, fault.New(op, fault.Precondition, fmt.Sprintf("the community follows the playbook %s, and not %s; adopt that, or review by the other", s.Named(), p.Name))
	}
	guide, ok := p.Guide(s.Phase)
	if !ok {
		return Gate{}, fault.New(op, fault.Precondition, fmt.Sprintf("this edition of %s has no phase %s; adopt it anew, and say where the community is", p.Name, s.Phase))
	}
	g := Gate{Playbook: p.Name, Phase: s.Phase, Title: guide.Title, Since: s.Since, At: e.To}
	g.Next, _ = s.Next()
	for _, c := range guide.Gate {
		g.Criteria = append(g.Criteria, c.judge(g, e))
	}
	return g, nil
}

// judge judges one criterion.
func (c Criterion) judge(g Gate, e Evidence) Judged {
	k, _ := c.Check.kind()
	j := Judged{Criterion: c.ID, Title: c.Title, From: e.From, To: e.To, Next: c.Next, Roles: c.attesters()}
	n := e.Counts[c.Check]
	if c.Since == SincePhase {
		j.From, n.Ever, n.Of = e.Since, n.Phase, n.PhaseOf
	}
	least := c.AtLeast
	if least == 0 {
		least = k.least
	}
	if c.Check == Attested {
		j.Rule, j.Evidence = "attested by: "+strings.Join(j.Roles, ", "), "nobody has attested it"
	} else {
		j.Rule = k.rule(least)
		j.Evidence, j.Met = k.found(n.Ever, n.Of, least)
	}
	if c.Since == SincePhase {
		j.Rule += ", since the phase began"
	}
	if i := slices.IndexFunc(e.Attested, func(a Attestation) bool { return a.meets(g, c, j.From) }); !j.Met && i >= 0 {
		a := e.Attested[i]
		j.Met, j.Attested = true, &a
		j.Evidence = fmt.Sprintf("attested by %s (%s) on %s: %s", a.By, a.Role, a.At.Format("2 Jan 2006"), a.Evidence)
	}
	switch {
	case j.Met:
		j.Next = ""
	case j.Next == "":
		j.Next = k.next
	}
	return j
}

// attesters are who may attest the criterion.
func (c Criterion) attesters() []string {
	if c.Check == Attested && len(c.Roles) == 0 {
		return []string{"convener"}
	}
	return slices.Clone(c.Roles)
}

// Unmet returns what is not met, in the order of the criteria.
func (g Gate) Unmet() (unmet []CriterionID) {
	for _, j := range g.Criteria {
		if !j.Met {
			unmet = append(unmet, j.Criterion)
		}
	}
	return unmet
}

// Met reports whether the phase has left behind all that it must.
func (g Gate) Met() bool { return len(g.Unmet()) == 0 }

// missing names what is not met, in words.
func (g Gate) missing() string {
	var titles []string
	for _, j := range g.Criteria {
		if !j.Met {
			titles = append(titles, j.Title)
		}
	}
	return strings.Join(titles, "; ")
}

// String tells the review, a line for each criterion and one for each thing to
// do.
func (g Gate) String() string {
	var b strings.Builder
	to := "the last phase"
	if g.Next != "" {
		to = "to " + string(g.Next)
	}
	fmt.Fprintf(&b, "%s, %s: %d of %d met\n", g.Phase, to, len(g.Criteria)-len(g.Unmet()), len(g.Criteria))
	for _, j := range g.Criteria {
		mark := map[bool]string{true: "met", false: "not met"}[j.Met]
		fmt.Fprintf(&b, "  %s: %s. Rule: %s. Found: %s.\n", mark, j.Title, j.Rule, j.Evidence)
		if j.Next != "" {
			fmt.Fprintf(&b, "    Next: %s.\n", j.Next)
		}
	}
	return b.String()
}
