// Package cop is the community of practice itself: what it stewards, how it
// meets, how it governs itself, what lies across its boundary, how it ends, and
// whether it is one. The people in it are package membership's, what they make
// together is package repertoire's, the phases of its life are package
// lifecycle's.
//
// # What it declares
//
// A [Charter] says what the community stewards (the domain), who it is for and
// in which form it lives (the community), and what it sets out to learn (the
// practice). The three elements are those of E. Wenger, "Communities of
// Practice" (1998), and E. and B. Wenger-Trayner, "Introduction to communities
// of practice" (2015); kinds and sizes are those of E. Wenger, R. McDermott and
// W. Snyder, "Cultivating Communities of Practice" (2002). [Found] brings the
// [Community] into being, [Community.Amend] changes its charter for a reason;
// each charter that it had is a [Revision], and [Differences] tells two apart.
//
// # Where and when it meets
//
// A [Space] is a part of the community for some of its life: public, for
// members, or private ([OpenSpace], [Enters]). What is in no space is in the
// common one. A [Gathering] is an occasion on which members meet, once or in a
// [Rhythm] (principle 7 of Cultivating Communities of Practice;
// [PlanGathering]); each time that it takes place is a [Meeting], with who took
// part and what was filed of it. Package calendar expands rhythms.
//
// # How it governs itself
//
// A [Rule] is a ground rule ([SetRule]), with every version that it had. A
// [Proposal] puts a [Motion] to those whom it concerns ([Propose]), who decide by
// consent, by majority or by role. What is adopted is carried out by its
// [Action], and the proposals are the log of decisions.
//
// # Across its boundary, and its end
//
// A [Tie] leads to a sponsor, a partner, a guest expert or another community
// (Wenger 1998, chapter 4; [NewTie]). An [Ending] is a part of a healthy life: a
// community splits, merges, closes, fades, goes on as a social club or becomes a
// unit of its organisation (Cultivating Communities of Practice, chapter 5); a
// [Handover] leaves its repertoire to another.
//
// # Whether it is one, and how it is doing
//
// [Gather] reads from a record what there is to see, as [Evidence]. From that,
// and from the charter, [Diagnose] tells whether the elements are there, which
// [NearMiss] this is if they are not (a club of friends, an audience, a project
// team), and what to do next. [Assess] makes one of the [Reviews]: the seven
// principles of cultivation, the alignment with a commons, and Wenger's
// indicators that a community of practice has formed. What a record cannot know
// members answer themselves ([Rate]). All of these give their reasons, and none
// adds up to a score.
//
// # In the house
//
// The package is pure. An act takes the state as it is and an occasion (who,
// when, where), and returns the new state with the activity that records it, or
// says why not; the state's Fold makes the same of that activity again. Who may
// act is decided elsewhere; what is possible, here.
package cop
