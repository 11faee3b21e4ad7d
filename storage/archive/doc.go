// Package archive moves communities between stores, and keeps them outside of
// any. [Export] writes a tenant's communities to an archive, [Import] reads them
// into another store, or another tenant of one that does not have them; the two
// stores need not be of the same kind.
//
// An archive holds records, not tables: the history accounts for the present.
// On arrival each activity is folded, and the state that it leads to is written
// as an act would write it. Identifiers, sequence and times stay as they were.
// Before a community is kept, its record is read back, and must have the digest
// that it has in the archive and fold to what the tables then hold.
//
// The same communities give the same bytes, whichever store they are in, and
// what has been imported is exported as it came.
//
// # Format
//
// An archive is text in UTF-8. Each line is one JSON object and ends with a
// line feed, the last one, too; it has at most [MaxLine] bytes. There are five
// kinds of lines, which their first member tells apart. The archive begins with
//
//	{"format":"praxis-archive","version":1}
//
// Then comes each community, in ascending order of the 16 bytes of its id, which
// are none of them the same:
//
//	{"community":"…"}                the id of the community that begins here
//	{"seq":1,"id":"…", …}            its activities, in the order of their sequence,
//	{"seq":2,"id":"…", …}            which is 1, 2, 3, … without a gap
//	{"activities":2,"sha256":"…"}    how many they are, and the digest of the lines
//	                                 of this community above, from "community" on
//
// The archive ends with
//
//	{"communities":1,"sha256":"…"}   how many they are, and the digest of all lines
//	                                 above, from "format" on
//
// A digest is the SHA-256 of the lines, each with its line feed, as 64
// hexadecimal digits in lower case. So in an archive of one community of two
// activities
//
//	head -n 5 praxis.jsonl | sha256sum              # gives the digest of the last line
//	head -n 4 praxis.jsonl | tail -n 3 | sha256sum  # gives that of the line before
//
// The members of an activity stand in this order. Those marked * are always
// there, others only if they are not empty:
//
//	seq *        a number: the place in the community's record
//	id *         its own identifier
//	actor *      the id of the person who did it
//	verb *       what they did: a word (see activity.Verbs)
//	object       the identifier of what they did it to, or what they made
//	in_reply_to  the identifier of what it responds to
//	thread       the identifier of what opened the thread that it is in
//	to           the id of the person whom it is directed at
//	space        the identifier of where in the community it was done
//	topics       a list of texts: what about
//	mode         how people met: online, in-person or hybrid
//	at *         when: 2026-03-01T09:00:00.000000Z, in UTC, with six decimals
//	purpose      what for (see activity.Purpose)
//	fact         the name of the type of the detail that follows
//	detail       an object: what exactly, enough to work out the state
//
// Identifiers have the usual form of 36 characters in lower case. People's ids
// are the host's own. The facts, and the members of their details, are
//
//	imported                  source, object, in_reply_to, thread, accepted: see activity.Imported
//	cop.founded               charter
//	cop.amended               charter, reason
//	cop.handed-on             to, resources, note
//	cop.ended                 how, into, reason, legacy
//	cop.space-opened          name, about, access, parent
//	cop.space-rearranged      name, about, access, parent
//	cop.person-let-in
//	cop.person-let-out
//	cop.space-closed          reason
//	cop.gathering-planned     title, about, kind, mode, place, link, rhythm, hosts, guests, agenda
//	cop.gathering-replanned   title, about, kind, mode, place, link, rhythm, hosts, guests, agenda, reason
//	cop.gathering-called-off  reason
//	cop.meeting-shifted       meeting, to, place, link, guests, agenda, reason
//	cop.meeting-called-off    meeting, reason
//	cop.meeting-attended      meeting, noted_by
//	cop.meeting-minuted       meeting, notes
//	cop.ruled                 title, text, reason
//	cop.rule-amended          title, text, reason
//	cop.repealed              reason
//	cop.proposed              title, text, method, role, quorum, deadline, action
//	cop.voted                 stance, reason
//	cop.withdrawn             reason
//	cop.decided               result, entitled, answered, tally, discounted
//	cop.tied                  kind, who, person, other, about, since, until
//	cop.untied                reason
//	cop.rated                 review, item, score, reason
//	lifecycle.moved           from, to, reason, unmet, lesson
//	lifecycle.adopted         playbook, phases, phase, reason
//	lifecycle.attested        playbook, phase, criterion, role, evidence
//	lifecycle.retracted       playbook, phase, criterion, reason
//	lifecycle.survey-drafted  title, about, items
//	lifecycle.survey-rewritten  title, about, items
//	lifecycle.survey-opened
//	lifecycle.survey-closed
//	lifecycle.responded       answers
//	membership.joined         roles
//	membership.applied        note
//	membership.invited        note
//	membership.admitted       roster
//	membership.left           reason
//	membership.removed        reason, roster
//	membership.appointed      role, until, proposal
//	membership.relieved       role, proposal
//	membership.guide-set      welcome, steps
//	membership.welcomed       note
//	membership.paired         mentor
//	membership.unpaired       mentor
//	membership.completed      step
//	membership.thanked        topic, for, note
//	membership.commended      topic, for, note
//	membership.erased
//	repertoire.shared         kind, status, title, body, topics, url, attachments, licence, attribution, origin, adapted_from, credits, thread, review_by, review_days
//	repertoire.revised        base, over, title, body, topics, url, attachments, licence, attribution, note
//	repertoire.retired        reason
//	repertoire.submitted      note
//	repertoire.sent-back      reason
//	repertoire.published      note
//	repertoire.vetted         version, reason, proposal
//	repertoire.superseded     by, reason
//	repertoire.revived        reason
//	repertoire.reaffirmed     version, note, next, days
//	repertoire.entrusted      steward, note
//	repertoire.given-up       steward, reason
//	repertoire.reused         version, outcome, for, note
//	repertoire.endorsed       version
//	repertoire.asked          text, topics, follows_up (question, answer)
//	repertoire.answered       text
//	repertoire.accepted       answer
//	repertoire.reworded       text, topics, note
//	repertoire.corrected      text, note
//	repertoire.duplicate      of
//	repertoire.reopened       of
//	repertoire.story-told     title, topics, steps (cycle, capital, text, trace, indicator)
//	repertoire.story-retold   title, topics, steps, reason
//	repertoire.story-retracted reason
//	repertoire.task-proposed  title, about, topics, questions
//	repertoire.task-taken
//	repertoire.task-handed-back reason
//	repertoire.task-finished  resource
//	repertoire.task-dropped   reason
//
// The types of these names in cop, lifecycle, membership and repertoire say what
// the members mean and which of them are left out when empty. A charter has
// name, domain (concern, topics), kind, form (reach, medium, boundary,
// formality, origin, admission, size, budget), purpose, audience, priorities and
// goals. A community's first activity is its founding.
//
// A line can be written in one way only. There is no white space between the
// parts of the JSON, members stand in the order given, and numbers are decimal
// integers. In strings, the quotation mark and the backslash have a backslash
// before them; backspace, form feed, line feed, carriage return and tab are \b,
// \f, \n, \r and \t; other characters below U+0020, as well as <, >, &, U+2028
// and U+2029, are \u and four hexadecimal digits in lower case; all others stand
// for themselves. Import takes nothing else, so that nothing in an archive is
// lost that this version does not know.
//
// # Untrusted archives
//
// An archive is read line by line. What is longer than MaxLine is an error before
// it is held in memory. Whatever is cut off, damaged, out of order or from
// another archive is Invalid, and the error says the line. An archive is not
// signed: the digests tell damage, not forgery. Whoever imports one takes its
// word for who did what, so let only those do so who could write to the store.
package archive
