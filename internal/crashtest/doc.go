// Package crashtest keeps account of what a store has acknowledged while
// something happens to it: its process is killed, its server crashes, its disk
// is full.
//
// [Writers] work on a store through the front door, many at once, and say before
// each [Op] that it begins and afterwards what came of it. A [Ledger] hears all
// of that, and audits the store when the dust has settled:
//
//   - every operation that was acknowledged is in the record exactly once, with
//     the ids that were returned and its key;
//   - one whose outcome nobody has heard is there wholly or not at all;
//   - one that was refused or that failed is not there, nor is anything that
//     nobody asked for;
//   - each community's sequence has no gap, and its record folds to its tables.
//
// [Ledger.Settle] then does what the writers would do: it repeats under its key
// whatever is in doubt.
package crashtest
