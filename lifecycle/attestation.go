package lifecycle

import (
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Attestation is somebody's word for a criterion that the record cannot show, or
// does not: a needs report that lies elsewhere, a pilot that took place before
// the community was here. It can be withdrawn, and given again.
type Attestation struct {
	Community activity.CommunityID `json:"community"`
	AttestationKey
	Role      string          `json:"role"` // in which they attest it
	Evidence  string          `json:"evidence"`
	By        activity.Person `json:"by"`
	At        time.Time       `json:"at"`
	Withdrawn Withdrawal      `json:"withdrawn,omitzero"` // zero while it holds
	Rev       int             `json:"rev"`                // how many recorded changes led here
}

// AttestationKey tells a community's attestations apart.
type AttestationKey struct {
	Playbook  PlaybookName `json:"playbook"`
	Phase     Phase        `json:"phase"`
	Criterion CriterionID  `json:"criterion"`
}

// Withdrawal is that an attestation was withdrawn.
type Withdrawal struct {
	Reason string          `json:"reason"`
	By     activity.Person `json:"by"`
	At     time.Time       `json:"at"`
}

// The details of the activities that change an attestation.
type (
	// WasAttested is the detail of attesting a criterion.
	WasAttested struct {
		AttestationKey
		Role string `json:"role"`
		Text string `json:"evidence" validate:"required,max=4000,prose"`
	}
	// Retracted is the detail of withdrawing an attestation.
	Retracted struct {
		AttestationKey
		Reason string `json:"reason" validate:"required,max=1000,prose"`
	}
)

// FactName returns "lifecycle.attested".
func (WasAttested) FactName() string { return "lifecycle.attested" }

// FactName returns "lifecycle.retracted".
func (Retracted) FactName() string { return "lifecycle.retracted" }

// Attest attests a criterion, in a role and with what shows it, in place of an
// earlier attestation of it. Before is that one; zero if there is none. It is an
// Invalid error for a role that may not attest it: see Criterion.Attestable.
func Attest(o activity.Occasion, before Attestation, p Playbook, phase Phase, id CriterionID, role, evidence string) (Attestation, activity.Activity, error) {
	const op = "lifecycle.Attest"
	guide, ok := p.Guide(phase)
	c, found := guide.Criterion(id)
	var bad []fault.Field
	switch {
	case !ok:
		bad = append(bad, fault.Field{Name: "phase", Problem: "must be a phase of the playbook: " + list(p.Order())})
	case !found:
		bad = append(bad, fault.Field{Name: "criterion", Problem: "must be a criterion of the phase: " + join(guide.criteria())})
	case len(c.attesters()) == 0:
		bad = append(bad, fault.Field{Name: "criterion", Problem: "must be one that can be attested: this one is found from the record"})
	case !c.Attestable(role):
		bad = append(bad, fault.Field{Name: "role", Problem: "must be one that may attest it: " + join(c.attesters())})
	}
	fact := WasAttested{AttestationKey: AttestationKey{p.Name, phase, id}, Role: role, Text: evidence}
	a := o.Record(activity.Attest, fact)
	a.Object = activity.ObjectID(o.Community)
	return record(op, o, before, a, bad...)
}

func (g PhaseGuide) criteria() []CriterionID {
	ids := make([]CriterionID, len(g.Gate))
	for i, c := range g.Gate {
		ids[i] = c.ID
	}
	return ids
}

// Retract withdraws the attestation, for a reason. It is a Precondition error if
// it is withdrawn already.
func (t Attestation) Retract(o activity.Occasion, reason string) (Attestation, activity.Activity, error) {
	a := o.Record(activity.Unattest, Retracted{t.AttestationKey, reason})
	a.Object = activity.ObjectID(o.Community)
	return record("lifecycle.Retract", o, t, a)
}

// Holds reports whether the attestation was given and is not withdrawn.
func (t Attestation) Holds() bool { return t.Rev > 0 && t.Withdrawn == (Withdrawal{}) }

// meets reports whether the attestation meets a criterion of a gate, for which it
// must not be from before a time.
func (t Attestation) meets(g Gate, c Criterion, from time.Time) bool {
	return t.Holds() && t.AttestationKey == AttestationKey{g.Playbook, g.Phase, c.ID} &&
		!t.At.Before(from) && slices.Contains(c.attesters(), t.Role)
}

// AttestationOf returns which attestation an activity changes; ok is false if it
// changes none.
func AttestationOf(a activity.Activity) (key AttestationKey, ok bool) {
	switch fact := a.Detail.(type) {
	case WasAttested:
		return fact.AttestationKey, true
	case Retracted:
		return fact.AttestationKey, true
	}
	return AttestationKey{}, false
}

// Fold folds an activity into the attestation: those that do not change one
// leave it as it is. An activity that cannot follow gives an Invalid error.
func (t Attestation) Fold(a activity.Activity) (Attestation, error) {
	if bad := t.hindrance(a); bad != nil {
		return t, refused(bad)
	}
	switch fact := a.Detail.(type) {
	case WasAttested:
		t = Attestation{Community: a.Community, AttestationKey: fact.AttestationKey, Role: fact.Role, Evidence: fact.Text, By: a.Actor, At: a.At, Rev: t.Rev}
	case Retracted:
		t.Withdrawn = Withdrawal{Reason: fact.Reason, By: a.Actor, At: a.At}
	default:
		return t, nil
	}
	t.Rev++
	return t, nil
}

func (t Attestation) hindrance(a activity.Activity) *fault.Error {
	key, ok := AttestationOf(a)
	switch {
	case !ok:
		return nil
	case t.Rev > 0 && (t.Community != a.Community || t.AttestationKey != key):
		return fault.Because(fault.Invalid, "the activity is about another attestation")
	}
	if _, ok := a.Detail.(Retracted); ok && !t.Holds() {
		return fault.Because(fault.Precondition, "nobody attests that, or no longer")
	}
	return nil
}
