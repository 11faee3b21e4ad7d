// Package search finds resources of the repertoire by their words. It is pure:
// what a query means, which resources match, in which order they come and which
// places of them are shown is decided here, and stores only have to find the same
// resources sooner, with whatever index they have.
//
// # Words
//
// [Words] cuts a text into words: runs of letters, digits and the marks upon them.
// A word is folded, so that it is found however it was typed: compatible characters
// are one (Unicode's NFKC), as are capitals and small letters (full case folding,
// so "ß" is "ss"), accents and points of Latin, Greek, Cyrillic, Arabic and Hebrew
// script go, "ı" is "i", and a final sigma is a sigma. Marks that make another letter
// stay, as the vowels of Indic scripts and the voicing of Kana. Where a script has no
// spaces between words (Han, Kana, Thai, Lao, Khmer, Myanmar), each character is a
// word, and so is each symbol, such as an emoji. Words end after 64 characters. Of the
// body of a resource the first 512 kB of folded words are found.
//
// # Queries
//
// [Parse] reads what somebody types:
//
//	grinding wheel        all of the words, anywhere
//	"grinding wheel"      one after the other
//	grind*                words that begin so; "grinding whe*" in a phrase, too
//	-wheel                not this word, or phrase
//	topic:payroll         about a topic, which can be a "quoted one"; all that are named
//	kind:tool             of a kind; one of those that are named
//	status:endorsed       in a status; one of those that are named
//	steward:ana           looked after by a person; one of those that are named
//	author:ana            shared by a person; one of those that are named
//	space:0198…           in a space, by its id; one of those that are named
//	after:2026-01-31      whose current version is of that day (UTC) or later
//	before:2026-02-28     whose current version is of an earlier day
//	shared-after:…        shared on that day or later; shared-before: on an earlier one
//
// A word of several parts is a phrase, as "e-mail" is, and a run of Han characters.
// What is no word, such as brackets, is passed over. A query has at most 1,000 bytes
// and 32 words or phrases, and names something to look for. All else is an Invalid
// error that says what to do.
//
// # Order
//
// Results come in tiers (see [Tier]), then by status (endorsed, in use, in review,
// draft, superseded, retired), the newest current version first, and last by id. No
// figure of the whole repertoire enters, such as how rare a word is, since it would
// tell of resources that the reader may not see: what a person finds depends on
// nothing but what they may read. A [Cursor] tells how far somebody has read, and
// there is no total.
package search
