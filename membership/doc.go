// Package membership is people in communities: how they come in and go, which
// roles they take, who takes them by the hand, what they are recognised for, and
// how central their participation is. People belong to several communities at
// once, central in one and at the periphery of another; membership is voluntary
// and can end at any time.
//
// # Coming in and going
//
// [Join], [Apply], [Invite], [Admit], [Leave] and [Remove] change how a person
// stands to a community, a [Member]. [Appoint] and [Relieve] give and take
// [Role]s, for a term if need be ([AppointWith]). [PlanRoster] brings
// memberships in line with a list of the host's, and removes nobody who came
// another way.
//
// # Newcomers
//
// Newcomers learn at the edge of the practice, by simple and real tasks:
// legitimate peripheral participation (J. Lave and E. Wenger, "Situated
// Learning", 1991). A [Guide] has a welcome and first steps for them
// ([SetGuide], [NextSteps], [Complete]); somebody greets them ([Welcome]); a
// mentor guides them ([Pair], [SuggestMentors]). [Arrivals] tells how they came
// in, and when they were first answered.
//
// # Recognition
//
// [Thank] and [Commend] are from member to member, for something.
// [RecognisedFor] tells who is recognised for which topic, and by whom; it adds
// up to no score unless a host gives it a [Worth].
//
// # Levels of participation
//
// What people do makes their [Level], from [Peripheral] to [Core]
// (wenger-trayner.com; E. Wenger, R. McDermott and W. Snyder, "Cultivating
// Communities of Practice", 2002). A [Ledger] holds what they did and received
// week by week; a [Policy] says what counts and how much is asked ([Wenger],
// [Onion], [DiscourseTL3], [Orbit2022], or a community's own); [Assess] and
// [AssessAll] tell the levels and why, and [Assessed.Marginal] whom the
// community leaves without an answer. Levels describe participation; they are no
// marks, and give nobody a right.
//
// # Trajectories and brokers
//
// From the history of somebody's levels follow their [Trajectories]: peripheral,
// inbound, insider, boundary or outbound (E. Wenger, "Communities of Practice",
// 1998, pages 154-155). Who carries elements of one practice into another is a
// broker (the same, pages 108-110): [Brokers] tells what they carried, whether
// they have the legitimacy to be heard, and what would be lost with them.
//
// # Erasure
//
// A [Tombstone] takes the place of somebody whose data were erased (GDPR,
// article 17), and [Erase] records that it does. Package storage rewrites the
// record.
//
// # In the house
//
// The package is pure. An act takes a membership as it stands (the zero [Member]
// if there is none) and an occasion, and returns the new one with the activity
// that records it, or says why not; [Member.Fold] makes the same of that activity
// again. Who may act is decided elsewhere; what is possible, here.
package membership
