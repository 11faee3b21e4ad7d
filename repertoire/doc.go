// Package repertoire is what a community's practice leaves behind and lives
// on: shared resources (see Kinds) with all their versions, what came of reusing
// them and who stands up for them; the questions and answers in which members help
// each other; and the stories that members tell of the value of it all.
//
// A resource has a life (see Transitions): peers review a draft, the community
// endorses a version, stewards see to it that it stays good (see
// Resource.StaleAt), and another one takes its place. Several people can write at
// once: what they changed in different lines is brought together (see
// Resource.Merge), and what they changed alike is a Conflict that tells what
// stands against what. Differences says what changed from one version to another.
//
// A [Mapper] makes a knowledge map of a record: who knows what about which topic,
// and what is there to go by. From it follow the [Gap]s, and whom to ask about the
// questions that wait ([Unanswered], [Answerable]). [Recurring] finds what is asked
// time and again and written down nowhere; a [Task] is to write it down.
//
// The package is pure: each act takes the state that it concerns and returns
// the new one with the activity that records it. What is folded from that
// activity is the same state again. An act on two things, such as to follow up a
// question, returns both.
//
// # Threads
//
// A question is asked for one of Wenger's purposes, answered, and an answer
// accepted. It can be carried on by other questions ([Question.FollowUp]), closed
// because it had been asked before ([Question.CloseAsDuplicate]), and put in other
// words ([Question.Reword], [Answer.Correct]), of which the earlier ones are kept.
// A good thread becomes a resource in one step ([Question.Harvest]), which credits
// all who took part.
//
// # Value
//
// Value is created in cycles (see [Cycles]; Wenger, Trayner and de Laat 2011). A
// [ValueStory] tells of it step by step, each with what it points to and with a
// figure where there is one. A [ValueBuilder] counts what the record shows of each
// cycle; its indicators are counts of entries, or shares of them, in a window; and
// [ValueBuilder.Report] puts both beside each other, since neither half suffices.
// Of strategic value the record has no figure: what is said with sponsors is said
// elsewhere.
//
// Contributions are shown by use and not by volume ([Work.Contribution],
// [ContributionOf]): a resource by the uses that others than its makers recorded,
// the communities that brought it home and the stories that point to it; a member
// by what others made of the resources in which they had a part. One's own uses
// count nowhere, and nothing is added up to a score.
package repertoire
