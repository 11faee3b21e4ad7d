package cop

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Motion is what somebody puts to the community: what is proposed, how it is
// decided and until when, and what is done if it is adopted.
type Motion struct {
	Title    string    `json:"title" validate:"required,max=200,line"`
	Text     string    `json:"text" validate:"required,max=10000,prose"`
	Method   Method    `json:"method" validate:"required,oneof=consent majority role"`
	Role     string    `json:"role,omitempty"`                      // whose holders decide, for the method role
	Quorum   int       `json:"quorum" validate:"min=1,max=1000000"` // how many have to take a position, or nothing is decided
	Deadline time.Time `json:"deadline"`                            // positions are taken before it
	Action   Action    `json:"action,omitzero"`
}

// Method is how a proposal is decided.
type Method string

// The methods.
const (
	// ByConsent: adopted if nobody has a reasoned objection left, which is not
	// the same as that everybody agrees. It is the decision rule of sociocracy
	// (G. Endenburg, "Sociocracy", 1998) and of holacracy (B. Robertson, 2015).
	ByConsent Method = "consent"
	// ByMajority: adopted if more say yes than no; who abstains only counts for
	// the quorum.
	ByMajority Method = "majority"
	// ByRole: the holders of a role decide, with reasons; adopted if those who
	// take a position all say yes.
	ByRole Method = "role"
)

// Action is what an adopted proposal carries out: one thing, or nothing that
// the record could know of.
type Action struct {
	SetRule    RuleText    `json:"set_rule,omitzero" validate:"omitempty"`
	AmendRule  NewRuleText `json:"amend_rule,omitzero" validate:"omitempty"`
	RepealRule RuleRef     `json:"repeal_rule,omitzero" validate:"omitempty"`
	Appoint    Appointment `json:"appoint,omitzero" validate:"omitempty"`
	Relieve    Seat        `json:"relieve,omitzero" validate:"omitempty"`
	Charter    Charter     `json:"charter,omitzero" validate:"omitempty"` // the whole new charter
	Advance    Advance     `json:"advance,omitzero" validate:"omitempty"`
	Endorse    Endorsement `json:"endorse_resource,omitzero" validate:"omitempty"` // for the community
}

// The parts of an action.
type (
	// RuleRef names a ground rule.
	RuleRef struct {
		Rule activity.RuleID `json:"rule" validate:"required"`
	}
	// NewRuleText is how a ground rule is to read.
	NewRuleText struct {
		RuleRef
		RuleText
	}
	// Seat is a role that a member has.
	Seat struct {
		Person activity.Person `json:"person" validate:"person"`
		Role   string          `json:"role"`
	}
	// Appointment is a role that a member is to have, and until when; zero if
	// without an end.
	Appointment struct {
		Seat
		Until time.Time `json:"until,omitzero"`
	}
	// Endorsement is the version of a resource that the community stands up for.
	Endorsement struct {
		Resource activity.ResourceID `json:"resource" validate:"required"`
		Version  int                 `json:"version" validate:"min=1"`
	}
	// Advance is a move to a phase of the community's life.
	Advance struct {
		Phase string `json:"phase"`
	}
)

// actions are what an action can be: its field, and how it reads.
var actions = []struct {
	field func(Action) any
	name  string
	says  func(Action) string
}{
	{func(a Action) any { return a.SetRule }, "set_rule",
		func(a Action) string { return fmt.Sprintf("set the ground rule %q", a.SetRule.Title) }},
	{func(a Action) any { return a.AmendRule }, "amend_rule",
		func(a Action) string { return fmt.Sprintf("amend the ground rule %s", a.AmendRule.Rule) }},
	{func(a Action) any { return a.RepealRule }, "repeal_rule",
		func(a Action) string { return fmt.Sprintf("repeal the ground rule %s", a.RepealRule.Rule) }},
	{func(a Action) any { return a.Appoint }, "appoint",
		func(a Action) string { return fmt.Sprintf("appoint %s as %s", a.Appoint.Person, a.Appoint.Role) }},
	{func(a Action) any { return a.Relieve }, "relieve",
		func(a Action) string { return fmt.Sprintf("relieve %s as %s", a.Relieve.Person, a.Relieve.Role) }},
	{func(a Action) any { return a.Charter }, "charter",
		func(Action) string { return "change the charter" }},
	{func(a Action) any { return a.Advance }, "advance",
		func(a Action) string { return "move the community to the phase " + a.Advance.Phase }},
	{func(a Action) any { return a.Endorse }, "endorse_resource",
		func(a Action) string {
			return fmt.Sprintf("endorse version %d of the resource %s", a.Endorse.Version, a.Endorse.Resource)
		}},
}

// String returns the action in words; empty if there is none.
func (a Action) String() string {
	var says []string
	for _, part := range actions {
		if !isZero(part.field(a)) {
			says = append(says, part.says(a))
		}
	}
	return strings.Join(says, " and ")
}

func isZero(v any) bool { return reflect.ValueOf(v).IsZero() }

// contradictions returns the bad fields of the action that its tags do not
// tell, under names that begin with the prefix.
func (a Action) contradictions(prefix string) []fault.Field {
	var bad []fault.Field
	var set []string
	for _, part := range actions {
		if !isZero(part.field(a)) {
			set = append(set, part.name)
		}
	}
	if len(set) > 1 {
		bad = append(bad, fault.Field{Name: strings.TrimSuffix(prefix, "."), Problem: "must be one of these, not all: " + strings.Join(set, ", ")})
	}
	for _, word := range []struct{ part, name, value string }{
		{"appoint", "appoint.role", a.Appoint.Role},
		{"relieve", "relieve.role", a.Relieve.Role},
		{"advance", "advance.phase", a.Advance.Phase},
	} {
		if slices.Contains(set, word.part) {
			bad = append(bad, fault.Slug(prefix+word.name, word.value)...)
		}
	}
	if until := a.Appoint.Until; !until.IsZero() && !activity.Datable(until) {
		bad = append(bad, fault.Field{Name: prefix + "appoint.until", Problem: activity.NotDatable})
	}
	return append(bad, a.Charter.contradictions(prefix+"charter.")...)
}

// contradictions returns the bad fields of the motion that its tags do not
// tell, if it is put at this time.
func (m Motion) contradictions(at time.Time) []fault.Field {
	var bad []fault.Field
	switch {
	case m.Method == ByRole:
		bad = fault.Slug("role", m.Role)
	case m.Role != "":
		bad = append(bad, fault.Field{Name: "role", Problem: "is for the method role"})
	}
	switch {
	case !activity.Datable(m.Deadline):
		bad = append(bad, fault.Field{Name: "deadline", Problem: activity.NotDatable})
	case !m.Deadline.After(at):
		bad = append(bad, fault.Field{Name: "deadline", Problem: "must be in the future"})
	}
	return append(bad, m.Action.contradictions("action.")...)
}

// clone returns a copy that shares nothing with the caller's value, in the one
// form that storage gives back.
func (m Motion) clone() Motion {
	m.Deadline = activity.Moment(m.Deadline)
	m.Action.Appoint.Until = activity.Moment(m.Action.Appoint.Until)
	m.Action.Charter = m.Action.Charter.clone()
	return m
}
