package cop

// Form is the shape in which a community lives. Every field may be left
// undeclared.
type Form struct {
	Reach     Reach     `json:"reach,omitempty" validate:"omitempty,oneof=local global"`
	Medium    Medium    `json:"medium,omitempty" validate:"omitempty,oneof=face-to-face online hybrid"`
	Boundary  Boundary  `json:"boundary,omitempty" validate:"omitempty,oneof=within across"`
	Formality Formality `json:"formality,omitempty" validate:"omitempty,oneof=unrecognised recognised supported"`
	Origin    Origin    `json:"origin,omitempty" validate:"omitempty,oneof=emerged cultivated"`
	Admission Admission `json:"admission,omitempty" validate:"omitempty,oneof=open request invitation"`
	Size      Size      `json:"size,omitempty" validate:"omitempty,oneof=small medium large very-large"`
	Budget    Budget    `json:"budget,omitzero" validate:"omitempty"` // only with the formality supported
}

// Reach is how far apart the members are.
type Reach string

// The reaches.
const (
	Local  Reach = "local"
	Global Reach = "global"
)

// Medium is how the members mostly meet.
type Medium string

// The media.
const (
	FaceToFace Medium = "face-to-face"
	Online     Medium = "online"
	Hybrid     Medium = "hybrid"
)

// Boundary is whether the members belong to one organisation.
type Boundary string

// The boundaries.
const (
	Within Boundary = "within" // one organisation
	Across Boundary = "across" // several organisations
)

// Formality is how far the organisation around a community knows and supports
// it.
type Formality string

// The formalities.
const (
	Unrecognised Formality = "unrecognised"
	Recognised   Formality = "recognised"
	Supported    Formality = "supported"
)

// Origin is whether a community grew by itself or was set up.
type Origin string

// The origins.
const (
	Emerged    Origin = "emerged"
	Cultivated Origin = "cultivated"
)

// Admission is how people become members. Undeclared means open.
type Admission string

// The ways of admission.
const (
	Open         Admission = "open"       // whoever wants to joins
	ByRequest    Admission = "request"    // they apply, and somebody admits them
	ByInvitation Admission = "invitation" // somebody invites them first
)

// Size is about how many members a community has, or is made for. The classes
// are the sizes at which a community changes its character, after Wenger,
// McDermott and Snyder, "Cultivating Communities of Practice" (2002), chapter 2.
type Size string

// The sizes.
const (
	Small     Size = "small"      // fewer than 15 members: intimate
	MidSize   Size = "medium"     // 15 to 50: relationships are more fluid and differentiated
	Large     Size = "large"      // 51 to 150: it divides into subgroups, by topic or place
	VeryLarge Size = "very-large" // more than 150: subgroups have strong identities of their own
)

var sizes = []struct {
	most int
	size Size
}{{14, Small}, {50, MidSize}, {150, Large}}

// SizeOf returns the class of a community of so many members.
func SizeOf(members int) Size {
	for _, class := range sizes {
		if members <= class.most {
			return class.size
		}
	}
	return VeryLarge
}

// Budget is the money with which an organisation supports a community.
type Budget struct {
	Amount   int64        `json:"amount" validate:"min=1"`                                        // in the currency's minor unit: cents, pence, yen
	Currency string       `json:"currency" validate:"iso4217"`                                    // the three letters of ISO 4217: EUR
	Period   BudgetPeriod `json:"period" validate:"required,oneof=once monthly quarterly yearly"` // how often there is as much
}

// BudgetPeriod is how often a community gets its budget.
type BudgetPeriod string

// The periods.
const (
	OneOff     BudgetPeriod = "once"
	PerMonth   BudgetPeriod = "monthly"
	PerQuarter BudgetPeriod = "quarterly"
	PerYear    BudgetPeriod = "yearly"
)
