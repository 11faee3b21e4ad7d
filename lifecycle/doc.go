// Package lifecycle is the life of a community: the phases that it goes through,
// what each of them must leave behind, and the stage that its record shows.
//
// A [Playbook] is the phases as data: purpose, guiding questions, activities,
// roles, technologies, products, and the criteria of the gate behind each.
// [CambridgeSuter] has the six phases of D. Cambridge, S. Kaplan and V. Suter,
// "Community of Practice Design Guide" (EDUCAUSE, 2005), from Inquire to Sustain;
// [UWMadison] is another one, and [ParsePlaybook] reads a host's own. A community
// goes on to the next phase, or back to an earlier one with what it has learned:
// to Design, say, or by renewal from Sustain to Inquire.
//
// [Review] judges a gate by [Evidence], and [State.Advance] moves on by what it
// finds: against it only for a reason, and what was unmet is recorded. What a
// record cannot show, somebody in a role can [Attest]. A [Survey] asks those who
// could belong what they need.
//
// [InferStage] tells which of the five stages of E. Wenger, R. McDermott and W.
// Snyder, "Cultivating Communities of Practice" (2002), the figures of a record
// show, with what pulls a community both ways in it, and whether that agrees with
// the phase that it declares.
//
// The package is pure: acts such as [State.Move] return the new state with the
// activity that records them, and Fold folds that activity into the same state
// again.
package lifecycle
