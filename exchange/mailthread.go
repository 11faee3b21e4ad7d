package exchange

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// MailObject returns the name of the object that the message with that
// Message-ID is, with or without its angle brackets: "m" and 32 digits, the
// beginning of its SHA-256. Message-IDs themselves are not kept, since many are
// made of people's addresses.
func MailObject(messageID string) string { return mailName(mailKeyOf(bare(messageID))) }

type mailKey [16]byte

func mailKeyOf(s string) mailKey {
	sum := sha256.Sum256([]byte(s))
	return mailKey(sum[:16])
}

func mailName(k mailKey) string { return "m" + hex.EncodeToString(k[:]) }

// mailArchive is what is kept of the messages of a list: for each a few numbers.
type mailArchive struct {
	o        Options
	l        *ledger
	people   *people
	places   map[mailKey]int32
	messages []mail
	read     int32 // how many of them
	skipped  Skipped
}

// mail is a message, or one that others refer to.
type mail struct {
	key     mailKey
	parent  int32 // 1 + its place; 0 if there is none
	root    int32 // the place of what opened its thread; -1 until it is known
	here    bool  // it is in the archive
	told    bool  // it becomes an activity
	reply   bool  // its subject says that it replies
	author  int32
	at      int64
	subject mailKey
	order   int32 // in which it was read
}

func newMailArchive(o Options) *mailArchive {
	l := newLedger()
	return &mailArchive{o: o, l: l, people: newPeople(o, l), places: map[mailKey]int32{}}
}

func (a *mailArchive) name(t thing) string {
	if t.kind == 0 {
		return ""
	}
	return mailName(a.messages[t.id].key)
}

// place returns the place of a message, which may not have been read.
func (a *mailArchive) place(k mailKey) int32 {
	if place, known := a.places[k]; known {
		return place
	}
	place := int32(len(a.messages))
	a.messages = append(a.messages, mail{key: k, root: -1})
	a.places[k] = place
	return place
}

// maxReferences bounds the messages that one refers to: RFC 5537 lets programs
// keep the first and the last of them.
const maxReferences = 50

// add takes in the head of a message.
func (a *mailArchive) add(h *mailHead) error {
	key := mailKeyOf("\n" + h.fields["from"] + "\n" + h.fields["date"] + "\n" + h.fields["subject"]) // of one without an identifier
	if id := bare(h.fields["message-id"]); id != "" {
		key = mailKeyOf(id)
	}
	place := a.place(key)
	if a.messages[place].here {
		a.skipped.Repeated++
		return nil
	}
	references := h.ids("references")
	if len(references) == 0 {
		references = h.ids("in-reply-to")[:min(1, len(h.ids("in-reply-to")))]
	}
	if n := len(references); n > maxReferences {
		references = append(references[:1:1], references[n-maxReferences+1:]...)
	}
	parent := int32(0)
	for _, id := range references {
		to := a.place(mailKeyOf(id))
		if to == place {
			continue
		}
		// What a message that is here replies to it says itself.
		if m := &a.messages[to]; !m.here && m.parent == 0 && parent != to+1 {
			m.parent = parent
		}
		parent = to + 1
	}
	m := &a.messages[place]
	a.read++
	m.here, m.parent, m.order = true, parent, a.read
	if a.o.Subjects {
		subject := ""
		subject, m.reply = h.about()
		m.subject = mailKeyOf(subject)
	}
	return a.judge(h, m)
}

// judge settles whether a message becomes an activity, and whose.
func (a *mailArchive) judge(h *mailHead, m *mail) error {
	author, err := a.people.of(h.author())
	if err != nil {
		return err
	}
	at, dated := h.sent()
	m.at = at
	switch {
	case !dated:
		a.skipped.Undated++
	case author.word == 0:
		a.skipped.Other++
	case author.bot || h.automatic():
		if !a.o.Bots {
			a.skipped.Bots++
			return nil
		}
		if !author.bot {
			author.word = a.l.word(botPrefix + a.l.words[author.word])
		}
		m.author, m.told = author.word, true
	default:
		m.author, m.told = author.word, true
	}
	return nil
}

// settle makes activities of the messages, once all are known.
func (a *mailArchive) settle() {
	if a.o.Subjects {
		a.bySubject()
	}
	for i := range a.messages {
		a.findRoot(int32(i))
	}
	for i, m := range a.messages {
		if !m.told {
			continue
		}
		e := entry{at: m.at, verb: activity.Start, actor: m.author, object: thing{1, int64(i)}, under: thing{1, int64(m.root)}}
		if m.parent != 0 {
			e.verb = activity.Reply
			e.on = thing{1, int64(m.parent - 1)}
			e.to = a.messages[m.parent-1].author
		}
		a.l.add(e)
	}
	slices.SortStableFunc(a.l.entries, func(x, y entry) int {
		return cmp.Compare(a.messages[x.object.id].order, a.messages[y.object.id].order)
	})
}

// findRoot finds what opened a message's thread. Messages that reply to each
// other in a circle, as only forged ones do, are cut apart where it is found.
func (a *mailArchive) findRoot(place int32) {
	const onTheWay = -2
	var way []int32
	at := place
	for a.messages[at].root == -1 {
		a.messages[at].root = onTheWay
		way = append(way, at)
		parent := a.messages[at].parent
		if parent == 0 {
			a.messages[at].root = at
			break
		}
		if a.messages[parent-1].root == onTheWay {
			a.messages[at].parent = 0
			a.messages[at].root = at
			break
		}
		at = parent - 1
	}
	for _, w := range way {
		a.messages[w].root = a.messages[at].root
	}
}

// bySubject gives messages that say that they reply, but not to what, the last
// message before that opened a thread of that subject, if it is not too old.
func (a *mailArchive) bySubject() {
	const tooOld = 90 * 24 * time.Hour
	var order []int32
	for i, m := range a.messages {
		if m.told && m.parent == 0 {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(x, y int32) int {
		return cmp.Or(cmp.Compare(a.messages[x].at, a.messages[y].at), cmp.Compare(a.messages[x].order, a.messages[y].order))
	})
	last := map[mailKey]int32{} // 1 + its place
	empty := mailKeyOf("")
	for _, i := range order {
		m := &a.messages[i]
		opener := last[m.subject]
		if m.reply && m.subject != empty && opener != 0 && m.at-a.messages[opener-1].at <= tooOld.Microseconds() {
			m.parent = opener
			continue
		}
		last[m.subject] = i + 1
	}
}
