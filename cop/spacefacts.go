package cop

import "github.com/praxis-cop/praxis/activity"

// The details of the activities that change a space.
type (
	// SpaceOpened is the detail of opening a space.
	SpaceOpened struct{ Room }
	// SpaceRearranged is the detail of a change of a space: all that is said of
	// it from now on.
	SpaceRearranged struct{ Room }
	// PersonLetIn is the detail of letting a person into a private space.
	PersonLetIn struct{}
	// PersonLetOut is the detail of ending a person's access to a private space.
	PersonLetOut struct{}
	// SpaceClosed is the detail of closing a space; nobody has to give a reason.
	SpaceClosed struct {
		Reason string `json:"reason,omitempty" validate:"omitempty,max=1000,prose"`
	}
)

// FactName returns "cop.space-opened".
func (SpaceOpened) FactName() string { return "cop.space-opened" }

// FactName returns "cop.space-rearranged".
func (SpaceRearranged) FactName() string { return "cop.space-rearranged" }

// FactName returns "cop.person-let-in".
func (PersonLetIn) FactName() string { return "cop.person-let-in" }

// FactName returns "cop.person-let-out".
func (PersonLetOut) FactName() string { return "cop.person-let-out" }

// FactName returns "cop.space-closed".
func (SpaceClosed) FactName() string { return "cop.space-closed" }

// SpaceOf returns which space an activity changes; ok is false if it changes
// none.
func SpaceOf(a activity.Activity) (id activity.SpaceID, ok bool) {
	switch a.Detail.(type) {
	case SpaceOpened, SpaceRearranged, PersonLetIn, PersonLetOut, SpaceClosed:
		return activity.SpaceID(a.Object), true
	}
	return activity.SpaceID{}, false
}
