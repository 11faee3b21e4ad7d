// Package insight measures how a community takes part: who is active and how
// evenly, how fast people get a response, whether newcomers come back, and how
// replies connect people. It reads nothing but the record ([activity.Stream]),
// so a live community, an imported history and a simulation are measured with
// the same instruments.
//
// [Measure] gives every figure in full precision, for research. [Measures]
// reads as a page of text and writes as JSON. [HealthOf] makes of the figures
// what members of a live community are shown: each part with its reasons,
// without names, and nothing about groups that are too small to hide anybody.
// [MeasureReport] widens that to a page with all instruments, beside the year before and
// other communities. There is no composite score: none has a validated instrument behind it
// (McKellar, Pitzul, Yi, Cole, "Evaluating communities of practice and
// knowledge networks", 2014).
//
// # What counts
//
// Participation is every activity but upkeep ([activity.Verb.Upkeep]): to
// found, join, invite or appoint keeps a community in order and is skipped
// entirely. Somebody who only joined is no actor here, and an invitation is no
// reply. The order in which activities arrive does not matter.
//
// # Definitions and their sources
//
// [Instruments] lists everything that is measured, with its limits; in short:
//
//   - Gini coefficient of events per actor: 2*sum(i*x_i)/(n*sum(x)) - (n+1)/n,
//     x ascending, i from 1 (C. Gini, 1912).
//   - Contributor absence factor, time to first response, new contributors:
//     CHAOSS metrics (chaoss.community).
//   - Reciprocity, density, weak components: Wasserman and Faust, "Social
//     Network Analysis" (1994).
//   - k-core: S. Seidman (1983), by the algorithm of Batagelj and Zaveršnik
//     (2003).
//   - Clustering coefficient: Watts and Strogatz (1998). Transitivity: Newman,
//     Watts and Strogatz (2002).
//   - Betweenness: L. Freeman (1977), by the algorithm of U. Brandes (2001).
//   - Experts: a conditional logit (D. McFadden, 1974) over traces that fade, learned
//     from who answered before; [TryExpertise] tells how well it finds them.
//   - Recommendations ([Recommender]): shared topics and threads weighed as by L. Adamic
//     and E. Adar (2003); wording by the cosine of tf-idf (G. Salton and C. Buckley,
//     1988) or of a host's model ([Embedder]).
//   - Load ([Spread], [Exposure]): fairness of exposure (A. Singh and T. Joachims, 2018)
//     over many rankings (A. Biega, K. Gummadi and G. Weikum, 2018).
//   - Constraint: R. Burt, "Structural Holes" (1992), unweighted.
package insight
