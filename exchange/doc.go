// Package exchange reads recorded histories that other systems left behind,
// and writes histories for other programs to read. Whatever it reads becomes
// activities, so that every instrument works on it as on a live community.
//
// [Formats] are all that can be read and [Writers] all that can be written;
// docs/formats.md has a page on each. [Detect] tells which of them something is:
//
//	format, err := exchange.Detect(dir, "history.zip")
//	measures, err := insight.Measure(format.Open(dir, "history.zip", nil))
//
// [Slack], [Discourse], [Membership], [JSONLines] and [ActivityStreams] say what
// they read; the other two are told here. [StackExchange] reads a data dump of Stack Exchange
// (https://archive.org/details/stackexchange):
//
//	row                      verb     object  in reply to  to                thread
//	post of type 1           ask      p+Id    nothing      nobody            itself
//	post of type 2           answer   p+Id    p+ParentId   question's owner  p+ParentId
//	comment on one of these  comment  c+Id    p+PostId     post's owner      the post's
//
// People are u+OwnerUserId and u+UserId, topics are the question's tags, and
// an answer is accepted if its question's AcceptedAnswerId names it. Other
// rows, and those of deleted authors, are left out and counted ([Skipped]).
// A deleted author's post still holds its thread together: others reply to
// it, though to nobody. An answer whose question is not in the dump has no
// topics.
//
// [CSV] and [WriteCSV] keep one activity a row, under a header that names the
// columns, in any order. The first three are required, columns of other names
// are ignored:
//
//	t               when, as below
//	actor           who: the person's id
//	verb            did what: a word such as ask, answer, comment, commit
//	object          the thing made or acted on, under any name
//	in_reply_to     the object that it responds to
//	reply_to_actor  the person whom it is directed at
//	thread          the object that opened the thread
//	tags            topics, joined by "|"
//	accepted        1 or true for an answer that its asker accepted,
//	                0, false or nothing otherwise
//
// A row has at most 100 topics. A name has at most 255 bytes of UTF-8 without
// control characters.
//
// [JSONLines], [WriteJSONLines] and [WriteParquet] have the same columns, and id,
// community, space, mode, purpose and source beside them, so that a record comes
// back with all but its detail.
//
// Times are 2010-08-25T19:50:51 or 2010-08-25 19:50:51, each with or without
// a fraction of a second and a zone (Z or +02:00), or 2010-08-25. They are UTC
// where no zone is given, and cut to microseconds.
//
// [GitLog] reads what git log prints in the format [GitFormat], and [Mbox] the
// archives of mailing lists:
//
//	what                         verb    object         in reply to      to
//	commit, of author            commit  commit's name  nothing          nobody
//	commit, of each co-author    commit  commit's name  nothing          nobody
//	message without a reference  start   [MailObject]   nothing          nobody
//	message with a reference     reply   [MailObject]   last reference   its author
//
// Both know people by name and address, of which Praxis keeps neither: they are
// pseudonyms ([Pseudonym]) or whom [Options.Person] says.
//
// # Identity
//
// Names become identifiers by [activity.Foreign] and stay in the record's
// [activity.Imported]; the record's own identifier is that of
// [activity.ForeignRecord], where rows that agree in actor, verb, object and
// time are told apart by their order in the file. So reading a history again
// under the same [Options.Source], even in the other format, gives the same
// records. A CSV holds neither the source nor the identifiers of records: what
// was written from a live community is, when read, another record of the same
// objects.
//
// A row whose verb is one of upkeep (see [activity.Verbs]), such as join or
// move, is upkeep here as well, and no participation.
//
// # Untrusted files
//
// Files are read row by row, a CSV in blocks of rows; numbers and names are kept,
// text never is. A row
// longer than [MaxXMLRow], [MaxCSVRow], [MaxJSONLine] or [MaxJSONValue], a field
// longer than [MaxGitField] and a head longer than [MaxMailHead] are errors
// before they are held in memory; texts of mail, of any length, never are held.
// A single file may be packed by gzip, in every format.
// What gzip packed may not unpack to far more than it can honestly, and a zip
// archive is refused whose directory cannot be trusted: it names paths that
// lead out of it or two files of one name, whatever their case, or unpacks to
// far more than such an archive can hold honestly. An error ends the stream. It is Invalid, with the file and the line
// or the byte, if the file is at fault or missing, and Unavailable if it could
// not be read. A CSV file that was cut off at the end of a field, and JSON Lines
// that were at the end of a line, cannot be told from whole ones, nor can a
// mailbox that was in the text of a message.
//
// [Pseudonymise] hides who is who in a stream before it is written for a study,
// under a key that the host keeps.
package exchange
