// Package lifecycle is the life of a community: the six phases of D. Cambridge,
// S. Kaplan and V. Suter, "Community of Practice Design Guide" (EDUCAUSE,
// 2005), from Inquire to Sustain, and the moves between them. A community goes
// on to the next phase, or back to an earlier one with what it has learned:
// to Design, say, or by renewal from Sustain to Inquire.
//
// The package is pure: [State.Move] returns the new state with the activity
// that records the move, and [State.Fold] folds that activity into the same
// state again.
package lifecycle
