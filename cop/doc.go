// Package cop is the community of practice itself: its charter, which says
// what it stewards (the domain), who it is for and in which form it lives (the
// community), and what it sets out to learn (the practice). The three elements
// are those of E. Wenger, "Communities of Practice" (1998), and E. and
// B. Wenger-Trayner, "Introduction to communities of practice" (2015).
//
// The package is pure: [Found] and [Community.Amend] take what is known and
// return the new state with the activity that records it, and
// [Community.Fold] folds that activity into the same state again. A community's
// spaces ([OpenSpace]) and gatherings ([PlanGathering]), with the meetings at
// which they take place, are made and folded in the same way.
package cop
