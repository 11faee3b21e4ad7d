package membership

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
	Admitted struct{}
	// HasLeft is the detail of a departure; nobody has to give a reason.
	HasLeft struct {
		Reason string `json:"reason,omitempty" validate:"omitempty,max=1000,prose"`
	}
	// WasRemoved is the detail of a removal.
	WasRemoved struct {
		Reason string `json:"reason" validate:"required,max=1000,prose"`
	}
	// Appointed is the detail of an appointment.
	Appointed struct {
		Role Role `json:"role" validate:"required,oneof=convener facilitator expert mentor knowledge-steward technology-steward broker sponsor guest-expert"`
	}
	// Relieved is the detail of the end of an appointment.
	Relieved struct {
		Role Role `json:"role" validate:"required"`
	}
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
