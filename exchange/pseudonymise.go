package exchange

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// MinPseudonymKey is the least number of bytes of a key for [Pseudonymise]: as
// many as HMAC-SHA-256 gives out (RFC 2104, section 3).
const MinPseudonymKey = 32

// Pseudonyms says how [Pseudonymise] hides who did what. The zero value but for
// the key hides most.
type Pseudonyms struct {
	// Key is what the host keeps apart from all that it gives away: at least
	// [MinPseudonymKey] random bytes. Whoever has it can find out whether somebody
	// they know of is in the stream, and as whom.
	Key []byte
	// KeepTopics leaves the names of topics as they are. They are words that
	// people chose, and may name somebody.
	KeepTopics bool
	// Days rounds all times down to the day (UTC), against those who know when
	// somebody did something. Response times and rhythms are lost with it.
	Days bool
	// Without are people who want no part in it. Nothing that they did is told,
	// and what was directed at them is directed at nobody.
	Without []activity.Person
}

// Pseudonymise returns a stream in which people, and all that has an identifier,
// go by pseudonyms: the beginning of the HMAC-SHA-256 (RFC 2104) of what they are,
// under a key and after the word "person", "topic" or "identifier" and a zero byte,
// so that a person and a topic of one name have different ones. The same key gives the same pseudonyms, so that later exports
// can be joined with earlier ones; under another key all of them are others. A
// person is "p" and 24 digits, a topic "t" and 24; a program remains one by
// "bot:". Activities, communities, spaces and objects get new identifiers, which
// lead back neither to the store nor to the time that theirs were made at.
//
// Verbs, modes, purposes and, unless rounded, times stay as they are, and so do
// all figures of package insight but for the names in them. Of the detail only
// remains whether an answer was accepted; the source, its names for things, and
// the places in the record ([activity.Activity.Seq]) are left out.
//
// This is pseudonymised and not anonymous (GDPR, article 4 (5) and recital 26):
// who was there may tell people by when and how often they did what, the more
// so the fewer they are.
//
// The stream's error is Invalid for a key that is too short or people who cannot
// be any, and otherwise that of s.
func Pseudonymise(s activity.Stream, o Pseudonyms) activity.Stream {
	return func(yield func(activity.Activity, error) bool) {
		h, err := newHider(o)
		if err != nil {
			yield(activity.Activity{}, err)
			return
		}
		for a, err := range s {
			if err != nil {
				yield(activity.Activity{}, err)
				return
			}
			if h.without[a.Actor] {
				continue
			}
			if !yield(h.hide(a), nil) {
				return
			}
		}
	}
}

// hider gives pseudonyms. It remembers those of people and topics, which come
// again and again.
type hider struct {
	Pseudonyms
	without map[activity.Person]bool
	names   map[string]string
}

func newHider(o Pseudonyms) (*hider, error) {
	const op = "exchange.Pseudonymise"
	if len(o.Key) < MinPseudonymKey {
		return nil, fault.New(op, fault.Invalid, fmt.Sprintf("the key must have at least %d random bytes, and has %d", MinPseudonymKey, len(o.Key)))
	}
	h := &hider{Pseudonyms: o, without: map[activity.Person]bool{}, names: map[string]string{}}
	for _, p := range o.Without {
		if !fault.IsPerson(string(p)) {
			return nil, fault.New(op, fault.Invalid, fmt.Sprintf("whom to leave out must be named by 1 to 255 bytes without control characters, not %.40q", string(p)))
		}
		h.without[p] = true
	}
	return h, nil
}

func (h *hider) hide(a activity.Activity) activity.Activity {
	hidden := activity.Activity{
		Community: hiddenID(h, a.Community),
		ID:        hiddenID(h, a.ID),
		Actor:     h.person(a.Actor),
		Verb:      a.Verb,
		Object:    hiddenID(h, a.Object),
		InReplyTo: hiddenID(h, a.InReplyTo),
		Thread:    hiddenID(h, a.Thread),
		Space:     hiddenID(h, a.Space),
		Mode:      a.Mode,
		At:        a.At,
		Purpose:   a.Purpose,
	}
	if !h.without[a.To] {
		hidden.To = h.person(a.To)
	}
	if h.Days {
		hidden.At = a.At.UTC().Truncate(24 * time.Hour)
	}
	for _, t := range a.Topics {
		if !h.KeepTopics {
			t = h.name("topic", "t", t)
		}
		hidden.Topics = append(hidden.Topics, t)
	}
	if names, ok := a.Detail.(activity.Imported); ok && names.Accepted {
		hidden.Detail = activity.Imported{Accepted: true}
	}
	return hidden
}

func (h *hider) person(p activity.Person) activity.Person {
	if p == "" {
		return ""
	}
	prefix := "p"
	if strings.HasPrefix(string(p), botPrefix) {
		prefix = botPrefix + prefix
	}
	return activity.Person(h.name("person", prefix, string(p)))
}

func (h *hider) name(kind, prefix, of string) string {
	key := kind + "\x00" + of
	name, known := h.names[key]
	if !known {
		name = prefix + hex.EncodeToString(keyed(h.Key, kind, []byte(of))[:12])
		h.names[strings.Clone(key)] = name
	}
	return name
}

// hiddenID returns the pseudonym of an identifier, which is a UUID of version 8
// (RFC 9562). All identifiers are of one kind, since an object may be a space.
func hiddenID[T ~[16]byte](h *hider, id T) T {
	if id == (T{}) {
		return id
	}
	hidden := T(keyed(h.Key, "identifier", id[:])[:16])
	hidden[6] = hidden[6]&0x0f | 0x80
	hidden[8] = hidden[8]&0x3f | 0x80
	return hidden
}

// keyed is the HMAC-SHA-256 of something of a kind.
func keyed(key []byte, kind string, of []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(kind + "\x00")) // which never fails
	mac.Write(of)
	return mac.Sum(nil)
}
