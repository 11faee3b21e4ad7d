package cop

import (
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Rule is a ground rule that a community gave itself: how its members deal
// with each other. Every version is kept, with who wrote it, when and why.
type Rule struct {
	Community activity.CommunityID `json:"community"`
	ID        activity.RuleID      `json:"id"`
	Space     activity.SpaceID     `json:"space,omitzero"` // where it holds; zero is the whole community
	RuleText                       // as it reads now
	Versions  []RuleVersion        `json:"versions"`
	Ended     RuleEnd              `json:"ended,omitzero"` // zero while the rule is in force
	Rev       int                  `json:"rev"`            // how many recorded changes led here
}

// RuleText is what a ground rule says.
type RuleText struct {
	Title string `json:"title" validate:"required,max=200,line"`
	Text  string `json:"text" validate:"required,max=10000,prose"`
}

// RuleVersion is one state of a ground rule's text.
type RuleVersion struct {
	Number int `json:"number"` // 1, 2, 3, …
	RuleText
	By       activity.Person     `json:"by"`
	At       time.Time           `json:"at"`
	Reason   string              `json:"reason,omitempty"`
	Proposal activity.ProposalID `json:"proposal,omitzero"` // what it carries out; zero if none
}

// RuleEnd is the repeal of a ground rule.
type RuleEnd struct {
	By       activity.Person     `json:"by"`
	At       time.Time           `json:"at"`
	Reason   string              `json:"reason"`
	Proposal activity.ProposalID `json:"proposal,omitzero"` // what it carries out; zero if none
}

// The details of the activities that change a ground rule.
type (
	// Ruled is the detail of the first version of a rule.
	Ruled struct {
		RuleText
		Reason string `json:"reason,omitempty" validate:"omitempty,max=1000,prose"`
	}
	// RuleAmended is the detail of a later version.
	RuleAmended struct {
		RuleText
		Reason string `json:"reason" validate:"required,max=1000,prose"`
	}
	// Repealed is the detail of the end of a rule.
	Repealed struct {
		Reason string `json:"reason" validate:"required,max=1000,prose"`
	}
)

// FactName returns "cop.ruled".
func (Ruled) FactName() string { return "cop.ruled" }

// FactName returns "cop.rule-amended".
func (RuleAmended) FactName() string { return "cop.rule-amended" }

// FactName returns "cop.repealed".
func (Repealed) FactName() string { return "cop.repealed" }

// SetRule gives the community a ground rule, under an id of the caller's; it
// holds in the occasion's space. The reason may be empty. By is the adopted
// proposal that the rule carries out, here as in Amend and Repeal; zero if
// there is none.
func SetRule(o activity.Occasion, id activity.RuleID, text RuleText, reason string, by activity.ProposalID) (Rule, activity.Activity, error) {
	return Rule{ID: id, Space: o.Space}.record("cop.SetRule", o, activity.Rule, Ruled{text, reason}, by)
}

// Amend writes a new version of the rule, for a reason. It is a Precondition
// error if the rule would stay as it is, or is repealed.
func (r Rule) Amend(o activity.Occasion, text RuleText, reason string, by activity.ProposalID) (Rule, activity.Activity, error) {
	return r.record("cop.AmendRule", o, activity.Rule, RuleAmended{text, reason}, by)
}

// Repeal ends the rule, for a reason. It stays readable. It is a Precondition
// error if the rule is repealed already.
func (r Rule) Repeal(o activity.Occasion, reason string, by activity.ProposalID) (Rule, activity.Activity, error) {
	return r.record("cop.RepealRule", o, activity.Repeal, Repealed{reason}, by)
}

// InForce reports whether the rule holds: it is set and not repealed.
func (r Rule) InForce() bool { return r.Rev > 0 && r.Ended == (RuleEnd{}) }

func (r Rule) record(op string, o activity.Occasion, verb activity.Verb, detail activity.Fact, by activity.ProposalID) (Rule, activity.Activity, error) {
	a := CarryingOut(o.Record(verb, detail), by)
	a.Object, a.Space = activity.ObjectID(r.ID), r.Space
	next, a, err := record(op, o, r, a)
	if err != nil && r.Rev == 0 {
		return Rule{}, a, err
	}
	return next, a, err
}

// RuleOf returns which ground rule an activity changes; ok is false if it
// changes none.
func RuleOf(a activity.Activity) (id activity.RuleID, ok bool) {
	switch a.Detail.(type) {
	case Ruled, RuleAmended, Repealed:
		return activity.RuleID(a.Object), true
	}
	return activity.RuleID{}, false
}

// Fold folds an activity into the rule: those that do not change a ground rule
// leave it as it is. An activity that cannot follow gives an Invalid error.
func (r Rule) Fold(a activity.Activity) (Rule, error) {
	if bad := r.hindrance(a); bad != nil {
		return r, refused(bad)
	}
	by := activity.ProposalID(a.InReplyTo)
	version := func(text RuleText, reason string) {
		r.RuleText = text
		r.Versions = append(slices.Clone(r.Versions), RuleVersion{
			Number: len(r.Versions) + 1, RuleText: text, By: a.Actor, At: a.At, Reason: reason, Proposal: by,
		})
	}
	switch fact := a.Detail.(type) {
	case Ruled:
		r = Rule{Community: a.Community, ID: activity.RuleID(a.Object), Space: a.Space}
		version(fact.RuleText, fact.Reason)
	case RuleAmended:
		version(fact.RuleText, fact.Reason)
	case Repealed:
		r.Ended = RuleEnd{By: a.Actor, At: a.At, Reason: fact.Reason, Proposal: by}
	default:
		return r, nil
	}
	r.Rev++
	return r, nil
}

func (r Rule) hindrance(a activity.Activity) *fault.Error {
	id, ok := RuleOf(a)
	if !ok {
		return nil
	}
	amendment, amends := a.Detail.(RuleAmended)
	_, sets := a.Detail.(Ruled)
	switch {
	case id.IsZero():
		return fault.Because(fault.Invalid, "the rule needs an id")
	case sets && r.Rev != 0:
		return fault.Because(fault.Invalid, "the rule is set already; amend it")
	case sets:
		return nil
	case r.Rev == 0 || r.Community != a.Community || r.ID != id:
		return fault.Because(fault.Invalid, "the activity is about another rule")
	case !r.InForce():
		return fault.Because(fault.Precondition, "the rule is repealed; set a new one")
	case amends && amendment.RuleText == r.RuleText:
		return fault.Because(fault.Precondition, "the rule already reads so; change something or leave it")
	}
	return nil
}
