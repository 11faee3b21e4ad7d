package membership

import (
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// The details of the activities that change a membership.
type (
	// Joined is the detail of a join; a founder comes with roles.
	Joined struct {
		Roles []Role `json:"roles,omitempty"`
	}
	// AskedIn is the detail of an application.
	AskedIn struct {
		Note string `json:"note,omitempty" validate:"omitempty,max=1000,prose"`
	}
	// WasInvited is the detail of an invitation.
	WasInvited struct {
		Note string `json:"note,omitempty" validate:"omitempty,max=1000,prose"`
	}
	// Admitted is the detail of an admission.
	Admitted struct {
		Roster string `json:"roster,omitempty" validate:"omitempty,max=200,line"` // the list that they are on; empty if somebody let them in
	}
	// HasLeft is the detail of a departure; nobody has to give a reason.
	HasLeft struct {
		Reason string `json:"reason,omitempty" validate:"omitempty,max=1000,prose"`
	}
	// WasRemoved is the detail of a removal.
	WasRemoved struct {
		Reason string `json:"reason" validate:"required,max=1000,prose"`
		Roster string `json:"roster,omitempty"` // the list that they are no longer on; empty if somebody removed them
	}
	// Appointed is the detail of an appointment.
	Appointed struct {
		Role     Role                `json:"role" validate:"required,oneof=convener facilitator expert mentor knowledge-steward technology-steward broker sponsor guest-expert"`
		Until    time.Time           `json:"until,omitzero"`    // when the term ends; zero if it is open
		Proposal activity.ProposalID `json:"proposal,omitzero"` // the decision behind it; zero if none
	}
	// Relieved is the detail of the end of an appointment.
	Relieved struct {
		Role     Role                `json:"role" validate:"required"`
		Proposal activity.ProposalID `json:"proposal,omitzero"` // the decision behind it; zero if none
	}
	// Paired is the detail of pairing a newcomer with a mentor.
	Paired struct {
		Mentor activity.Person `json:"mentor" validate:"person"`
	}
	// Unpaired is the detail of the end of a pairing.
	Unpaired struct {
		Mentor activity.Person `json:"mentor" validate:"person"`
	}
	// Welcomed is the detail of a welcome: a greeting.
	Welcomed struct {
		Note string `json:"note,omitempty" validate:"omitempty,max=1000,prose"`
	}
	// Completed is the detail of taking one of the first steps.
	Completed struct {
		Step string `json:"step" validate:"required,max=32,line"`
	}
	// Erased is the detail of the erasure of what is held about a person.
	Erased struct{}
)

// FactName returns "membership.joined".
func (Joined) FactName() string { return "membership.joined" }

// FactName returns "membership.applied".
func (AskedIn) FactName() string { return "membership.applied" }

// FactName returns "membership.invited".
func (WasInvited) FactName() string { return "membership.invited" }

// FactName returns "membership.admitted".
func (Admitted) FactName() string { return "membership.admitted" }

// FactName returns "membership.left".
func (HasLeft) FactName() string { return "membership.left" }

// FactName returns "membership.removed".
func (WasRemoved) FactName() string { return "membership.removed" }

// FactName returns "membership.appointed".
func (Appointed) FactName() string { return "membership.appointed" }

// FactName returns "membership.relieved".
func (Relieved) FactName() string { return "membership.relieved" }

// FactName returns "membership.paired".
func (Paired) FactName() string { return "membership.paired" }

// FactName returns "membership.unpaired".
func (Unpaired) FactName() string { return "membership.unpaired" }

// FactName returns "membership.welcomed".
func (Welcomed) FactName() string { return "membership.welcomed" }

// FactName returns "membership.completed".
func (Completed) FactName() string { return "membership.completed" }

// FactName returns "membership.erased".
func (Erased) FactName() string { return "membership.erased" }
