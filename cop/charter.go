package cop

import "github.com/praxis-cop/praxis/fault"

// Charter is what a community declares about itself. Its founder sets it, and
// those who convene the community may change all of it, with a reason.
// Only the name and the domain's concern are required: many communities know
// the rest only later.
type Charter struct {
	Name    string `json:"name" validate:"required,max=200,line"`
	Domain  Domain `json:"domain"`
	Kind    Kind   `json:"kind,omitempty" validate:"omitempty,oneof=helping best-practice knowledge-stewarding innovation"`
	Form    Form   `json:"form,omitzero"`
	Purpose string `json:"purpose,omitempty" validate:"omitempty,max=4000,prose"`
}

// Domain is the shared concern that gives a community its identity.
type Domain struct {
	Concern string   `json:"concern" validate:"required,max=1000,prose"`
	Topics  []string `json:"topics,omitempty" validate:"max=100,unique,dive,topic"`
}

// Kind is a community's strategic intent, one of the four of Wenger, McDermott
// and Snyder, "Cultivating Communities of Practice" (2002). Empty means
// undeclared.
type Kind string

// The kinds.
const (
	Helping             Kind = "helping"              // members help each other with everyday problems
	BestPractice        Kind = "best-practice"        // they develop, validate and spread what works
	KnowledgeStewarding Kind = "knowledge-stewarding" // they organise and keep a body of knowledge
	Innovating          Kind = "innovation"           // they bring different perspectives together for new ideas
)

// Form is the shape in which a community lives. Every field may be left
// undeclared.
type Form struct {
	Reach     Reach     `json:"reach,omitempty" validate:"omitempty,oneof=local global"`
	Medium    Medium    `json:"medium,omitempty" validate:"omitempty,oneof=face-to-face online hybrid"`
	Boundary  Boundary  `json:"boundary,omitempty" validate:"omitempty,oneof=within across"`
	Formality Formality `json:"formality,omitempty" validate:"omitempty,oneof=unrecognised recognised supported"`
	Origin    Origin    `json:"origin,omitempty" validate:"omitempty,oneof=emerged cultivated"`
	Admission Admission `json:"admission,omitempty" validate:"omitempty,oneof=open request invitation"`
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

// Check reports, as one Invalid error, every bad field of the charter.
func (c Charter) Check() error { return fault.Check("cop.Charter", c) }
