package activity

import "slices"

// Purpose is which of the typical activities of a community of practice an
// activity serves (E. and B. Wenger-Trayner, "Introduction to communities of
// practice", 2015, the table of activities). Empty means undeclared.
type Purpose string

// The purposes.
const (
	SolveProblem    Purpose = "problem-solving"          // "can we work on this together? I'm stuck"
	SeekInformation Purpose = "request-for-information"  // "where is the code to connect to the server?"
	SeekExperience  Purpose = "seeking-experience"       // "has anyone dealt with a customer in this situation?"
	ReuseAssets     Purpose = "reusing-assets"           // "I wrote a proposal last year; adapt it for your client"
	Coordinate      Purpose = "coordination-and-synergy" // "can we combine our purchases for a discount?"
	BuildArgument   Purpose = "building-an-argument"     // "how do others do this? it will help me convince my ministry"
	GrowConfidence  Purpose = "growing-confidence"       // "before I do it, I run it through my community"
	Discuss         Purpose = "discussing-developments"  // "what do you think of the new system?"
	Document        Purpose = "documenting-projects"     // "we have faced this five times; let us write it down"
	Visit           Purpose = "visits"                   // "can we come and see your programme?"
	MapKnowledge    Purpose = "mapping-knowledge"        // "who knows what, and what are we missing?"
)

var purposes = []Purpose{
	SolveProblem, SeekInformation, SeekExperience, ReuseAssets, Coordinate, BuildArgument,
	GrowConfidence, Discuss, Document, Visit, MapKnowledge,
}

// Purposes returns all purposes, in the order of their source.
func Purposes() []Purpose { return slices.Clone(purposes) }

// Valid reports whether p is undeclared or one of the purposes.
func (p Purpose) Valid() bool { return p == "" || slices.Contains(purposes, p) }

// Mode is how people met over an activity. Empty means unknown.
type Mode string

// The modes.
const (
	Online   Mode = "online"
	InPerson Mode = "in-person"
	Hybrid   Mode = "hybrid"
)

// Valid reports whether m is unknown or one of the modes.
func (m Mode) Valid() bool { return m == "" || m == Online || m == InPerson || m == Hybrid }
