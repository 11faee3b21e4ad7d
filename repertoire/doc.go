// Package repertoire is what a community's practice leaves behind and lives
// on: shared resources (see Kinds) with all their versions, what came of reusing
// them and who stands up for them, and the questions and answers in which members
// help each other.
//
// A resource has a life (see Transitions): peers review a draft, the community
// endorses a version, stewards see to it that it stays good (see
// Resource.StaleAt), and another one takes its place. Several people can write at
// once: what they changed in different lines is brought together (see
// Resource.Merge), and what they changed alike is a Conflict that tells what
// stands against what. Differences says what changed from one version to another.
//
// The package is pure: each act takes the state that it concerns and returns
// the new one with the activity that records it. What is folded from that
// activity is the same state again.
package repertoire
