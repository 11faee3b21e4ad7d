// Package repertoire is what a community's practice leaves behind and lives
// on: shared resources (stories, cases, tools, templates, guidelines) with all
// their versions, what came of reusing them and who stands up for them, and
// the questions and answers in which members help each other.
//
// The package is pure: each act takes the state that it concerns and returns
// the new one with the activity that records it. What is folded from that
// activity is the same state again.
package repertoire
