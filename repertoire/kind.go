package repertoire

import "slices"

// Kind is what kind of resource it is.
type Kind string

// The kinds.
const (
	Story     Kind = "story"     // what happened to somebody, and what it taught
	Case      Kind = "case"      // a situation worked through
	Tool      Kind = "tool"      // something to work with
	Template  Kind = "template"  // something to start from
	Guideline Kind = "guideline" // how it is done here
	Solution  Kind = "solution"  // what helps with a problem that comes again
	Term      Kind = "term"      // an entry of the glossary: a word, and what is meant by it here
	Framework Kind = "framework" // a way to think about the domain
	Recording Kind = "recording" // of a talk, a meeting, somebody at work
	Manual    Kind = "manual"    // how something works, from the beginning
	Link      Kind = "link"      // something elsewhere, with its address
)

var kinds = []Kind{Story, Case, Tool, Template, Guideline, Solution, Term, Framework, Recording, Manual, Link}

// Kinds returns the kinds, in the order in which they are documented.
func Kinds() []Kind { return slices.Clone(kinds) }
