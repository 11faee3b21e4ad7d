// Package simulation runs models of how people learn from each other, take part, and
// take something up; it holds reference models that come out as their papers, or those
// who have checked these, say.
//
// A [Model] declares what it is ([About]) and starts runs; an [Experiment] does many runs
// at each of some points, on all cores, and yields a [Row] for each in the order of the
// plan; [Experiment.WriteCSV], [Experiment.WriteJSONLines] and [Experiment.WriteParquet]
// write them. The random numbers of a run are keyed by the seed, the point, the run, a
// purpose and a block ([Key]), so the same seed gives the same bytes on any number of
// cores, and after an interruption ([Experiment.Resume]). Within a run, [Checkpoint] and [Restore]
// save and go on.
//
// Points come from a list, [Grid], [LatinHypercube], [Morris] or [Sobol]; networks from
// [Complete], [Ring], [DirectedRing], [ErdosRenyi], [WattsStrogatz],
// [PreferentialAttachment], [Caves] or [ReadNetwork]. Time goes by ticks, with an
// [Activation], or by events in a [Queue]. What a model does can be recorded as
// activities ([Start]), and measured as a live community is. [ODD] writes its protocol.
//
// The models are [March1991], [Barkoczi2016], [Fang2010], [Axelrod1997], [Bass1969] and
// [Simon1955]; and [Living], a community that lives, whose [Recording] is a history like
// any other. [Fit] makes a [Twin] of a recorded community, [Twin.Backtest] tries its
// forecasts, and [Compare] what interventions would change.
package simulation
