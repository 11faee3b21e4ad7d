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
//
// # Momentum
//
// [Judge] says of each month how participation goes, against the community's own
// past: [Starting], [Growing], [Steady], [Stalled], [Declining], [Reviving],
// [Dormant] or [Ended], with the rule, the figures and the window. [MomentumRules]
// lists the rules, each in a sentence with its source; the first one that holds
// decides. A month is judged by what was known by its end, so a judgement never
// changes with what comes later.
//
// The unit is participation: each person counts once for each calendar month
// (UTC) in which they took part, whatever they did, upkeep such as joining aside.
// So neither a single person's burst nor an import of one person's work moves it.
// It is compared over quarters, half-years and years with the same months of the
// years before, which leaves seasons and holidays alone. In each comparison the
// month that tells most for a change counts like the next one, so that no single
// month (an event, a gap, a present month that is not over) makes one.
//
// A change must be large, and more than chance: it is divided by its usual size,
// which is the square root of the sum of the two counts (Poisson), times the
// unevenness that this community's months and quarters have shown. A fall must be
// seen in several months in a row. The figures are data, a [MomentumPolicy]; those
// of [DefaultMomentum] come from made-up histories whose course is known, from 5
// people a month to 100,000 (see the package's tests): of ten quiet years one in
// fifty or so has a wrong alarm, which passes after some months. The price is
// patience: a fall to half is mostly called within a year by communities of 20 people
// a month and more, and a stop within half a year. With 5 people a month a fall
// to half takes a year or longer to tell from chance, and three to five in ten are not
// called within two. A slow fade, of a third a year, takes fifteen to thirty months.
// Good and bad times that last for a quarter each are taken for falls more often, and a
// fall of less than a quarter in a year is mostly called steady.
//
// A fall that is new is a stall, and is named after the move to another phase, if
// there was one within the year before (momentum must not be lost between phases:
// Cambridge and Suter). Dormant is not ended: people may come back, and only the
// record declares an end (activity.End). A natural ending comes from a steady state, and
// its reasons say from which state it came. No state is a score: steady is
// well, at any size.
package lifecycle
