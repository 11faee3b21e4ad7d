package exchange

import (
	"bytes"
	"io"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// mailHead is what is kept of the head of a message.
type mailHead struct {
	separator string            // the line before it
	fields    map[string]string // that are wanted, by their names in lower case
	name      string            // of the field that is being read; "" if it is not wanted
	value     []byte
}

// wanted are the fields that are read. Of those that occur more than once the
// first counts, but of Received the last, which was written first.
var wanted = map[string]bool{
	"message-id": true, "in-reply-to": true, "references": true, "date": true, "received": true, "subject": true,
	"from": true, "sender": true, "reply-to": true, "x-original-from": true, "x-original-sender": true,
	"auto-submitted": true, "precedence": true,
}

// line takes in a line of the head. One that belongs to no field is passed over.
func (h *mailHead) line(line []byte) {
	if line[0] == ' ' || line[0] == '\t' {
		if h.name != "" {
			h.value = append(append(h.value, ' '), bytes.TrimSpace(line)...)
		}
		return
	}
	h.end()
	name, value, ok := bytes.Cut(line, []byte(":"))
	key := strings.ToLower(string(bytes.TrimRight(name, " \t")))
	if _, twice := h.fields[key]; ok && wanted[key] && (!twice || key == "received") {
		h.name, h.value = key, append(h.value[:0], bytes.TrimSpace(value)...)
	}
}

// end ends the field that is being read.
func (h *mailHead) end() {
	if h.name == "" {
		return
	}
	if h.fields == nil {
		h.fields = map[string]string{}
	}
	h.fields[h.name] = string(h.value)
	h.name = ""
}

// messageID matches an identifier of a message. Some programs write blanks into
// them, which are not part of it.
var messageID = regexp.MustCompile(`<([^<>]+)>`)

// ids returns the identifiers of messages in a field.
func (h *mailHead) ids(field string) []string {
	var ids []string
	for _, m := range messageID.FindAllStringSubmatch(h.fields[field], -1) {
		if id := bare(m[1]); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// bare returns an identifier of a message without brackets and blanks.
func bare(id string) string {
	return strings.Join(strings.Fields(strings.Trim(strings.TrimSpace(id), "<>")), "")
}

// author returns who wrote the message. Lists that may not send under a
// stranger's address send under their own, and say elsewhere whose it is.
func (h *mailHead) author() (name, address string) {
	name, address = mailbox(h.fields["from"])
	if name == "" && address == "" {
		return mailbox(h.fields["sender"])
	}
	real, via, ok := strings.Cut(name, " via ")
	if !ok || via == "" {
		return name, address
	}
	for _, field := range []string{"x-original-from", "x-original-sender", "reply-to"} {
		if _, original := mailbox(h.fields[field]); original != "" && !strings.EqualFold(original, address) {
			return strings.Trim(real, `'"`), original
		}
	}
	return strings.Trim(real, `'"`), "" // known by the name, since the address is the list's
}

// automatic reports whether a program says that it wrote the message (RFC 3834).
func (h *mailHead) automatic() bool {
	return strings.HasPrefix(strings.ToLower(h.fields["auto-submitted"]), "auto") ||
		strings.EqualFold(h.fields["precedence"], "auto_reply")
}

var (
	angled  = regexp.MustCompile(`^([^<]*)<([^<>]*)>`)
	bracket = regexp.MustCompile(`^\s*([^\s()<>,]+(?:\s+(?:at|AT)\s+[^\s()<>,]+)?)\s*(?:\(([^()]*)\))?`)
	masked  = regexp.MustCompile(`\s+(?:at|AT)\s+`)
)

// mailbox reads the first mailbox of a field: Ana <ana@example.org>,
// ana@example.org (Ana), or as archives on the web mask it,
// ana at example.org (Ana).
func mailbox(s string) (name, address string) {
	if m := angled.FindStringSubmatch(s); m != nil {
		name, address = m[1], m[2]
	} else if m := bracket.FindStringSubmatch(s); m != nil {
		name, address = m[2], m[1]
	}
	address = masked.ReplaceAllString(strings.TrimSpace(address), "@")
	return strings.TrimSpace(strings.Trim(strings.TrimSpace(decoded(name)), `"'`)), address
}

// words decodes encoded words (RFC 2047) in whatever character set.
var words = mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) {
	e, err := htmlindex.Get(charset)
	if err != nil {
		e = charmap.Windows1252
	}
	return e.NewDecoder().Reader(r), nil
}}

// decoded returns what a field says. What is in no encoding that it names is
// taken for UTF-8, or else for what most programs wrote that named none.
func decoded(s string) string {
	if text, err := words.DecodeHeader(s); err == nil {
		s = text
	}
	if !utf8.ValidString(s) {
		if text, err := charmap.Windows1252.NewDecoder().String(s); err == nil {
			s = text
		}
	}
	return clean(s)
}

var (
	replied = regexp.MustCompile(`(?i)^(?:re|aw|antw|sv|vs|ref|rif|res|odp|ynt|回复|答复)(?:\[[0-9]+\]|\^[0-9]+)?\s*[:：]\s*`)
	labels  = regexp.MustCompile(`^\[[^\[\]]*\]\s*`)
)

// about returns what a message is about, by its subject, and whether it says
// that it replies. Labels that lists put before it do not count.
func (h *mailHead) about() (subject string, reply bool) {
	s := strings.Join(strings.Fields(decoded(h.fields["subject"])), " ")
	for {
		rest := labels.ReplaceAllString(s, "")
		if r := replied.ReplaceAllString(rest, ""); r != rest {
			rest, reply = r, true
		}
		if rest == s {
			return strings.ToLower(s), reply
		}
		s = rest
	}
}
