// Package repertoire is what a community's practice leaves behind and lives
// on: shared resources (stories, cases, tools, templates, guidelines) with all
// their versions, what came of reusing them and who stands up for them, and
// the questions and answers in which members help each other.
//
// A [Mapper] makes a knowledge map of a record: who knows what about which topic,
// and what is there to go by. From it follow the [Gap]s, and whom to ask about the
// questions that wait ([Unanswered], [Answerable]). [Recurring] finds what is asked
// time and again and written down nowhere; a [Task] is to write it down.
//
// The package is pure: each act takes the state that it concerns and returns
// the new one with the activity that records it. What is folded from that
// activity is the same state again.
package repertoire
