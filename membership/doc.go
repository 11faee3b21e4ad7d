// Package membership is people in communities: how they come in and go, which
// roles they take, and how central their participation is. People belong to several communities at once, central
// in one and at the periphery of another; membership is voluntary and can end
// at any time.
//
// The package is pure: [Join], [Apply], [Invite], [Admit], [Leave], [Remove],
// [Appoint] and [Relieve] take a person's membership as it stands (the zero
// [Member] if there is none) and return the new one with the activity that
// records it; [Member.Fold] folds that activity into the same state again.
// Who may do these things is decided elsewhere; what is possible, here.
//
// What people do makes their level of participation, from [Peripheral] to
// [Core]. A [Ledger] holds what they did and received week by week; a [Policy]
// says what counts and how much is asked ([Wenger], [Onion], [DiscourseTL3],
// [Orbit2022], or a community's own); [Assess] and [AssessAll] tell the levels
// and why, and [Assessed.Marginal] whom the community leaves without an answer.
// From the history of somebody's levels follow their [Trajectories], and from
// the practice that people carry between communities who their [Brokers] are.
// Levels describe participation; they are no marks, and give nobody a right.
package membership
