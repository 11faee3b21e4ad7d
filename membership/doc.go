// Package membership is people in communities: how they come in and go, and
// which roles they take. People belong to several communities at once, central
// in one and at the periphery of another; membership is voluntary and can end
// at any time.
//
// The package is pure: [Join], [Apply], [Invite], [Admit], [Leave], [Remove],
// [Appoint] and [Relieve] take a person's membership as it stands (the zero
// [Member] if there is none) and return the new one with the activity that
// records it; [Member.Fold] folds that activity into the same state again.
// Who may do these things is decided elsewhere; what is possible, here.
package membership
