package repertoire

import (
	"fmt"
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Version is one state of a resource's text. Every version is kept.
type Version struct {
	Number int // 1, 2, 3, …
	Text
	Editor activity.Person
	At     time.Time
	Note   string // why it was written; empty for the first
	Base   int    // the number of the version that its editor had read; 0 for the first
}

// Merged reports whether the version was written over an earlier one than the one
// before it, and so holds what its editor made of that together with what had
// become of it meanwhile.
func (v Version) Merged() bool { return v.Base > 0 && v.Base < v.Number-1 }

// Text is what a version of a resource says: a body in Markdown, or files that
// the host keeps, or both. A link has an address, and needs neither.
type Text struct {
	Title  string   `json:"title" validate:"required,max=300,line"`
	Body   string   `json:"body" validate:"omitempty,max=1000000,prose"` // Markdown
	Topics []string `json:"topics,omitempty" validate:"max=100,unique,dive,topic"`
	Extras
}

// Extras are what a text has beside its words, as far as it has them.
type Extras struct {
	URL         string       `json:"url,omitempty" validate:"omitempty,max=2000,line"` // of a link: where it leads
	Attachments []Attachment `json:"attachments,omitempty" validate:"max=50,dive"`
	Licence     string       `json:"licence,omitempty" validate:"omitempty,max=300,line"`     // an SPDX expression such as CC-BY-4.0, or a line
	Attribution string       `json:"attribution,omitempty" validate:"omitempty,max=500,line"` // whom to name, as they want to be named
}

// Attachment is a file that the host keeps. Praxis holds where it is and what to
// expect there, so that who fetches it can tell whether it is still the same.
type Attachment struct {
	File      string `json:"file" validate:"required,max=255,line"` // its name
	URL       string `json:"url" validate:"required,max=2000,line"`
	MediaType string `json:"media_type" validate:"required,max=255,line"` // "video/mp4"
	Size      int64  `json:"size" validate:"min=0"`                       // in bytes
	SHA256    string `json:"sha256" validate:"required"`                  // 64 hexadecimal digits, in lower case
}

// String names the file, its type and size.
func (a Attachment) String() string {
	return fmt.Sprintf("%s (%s, %d bytes, %s)", a.File, a.MediaType, a.Size, a.URL)
}

func (a Attachment) compare(b Attachment) int {
	return strings.Compare(fmt.Sprintf("%s\n%s\n%d\n%s\n%s", a.URL, a.File, a.Size, a.SHA256, a.MediaType),
		fmt.Sprintf("%s\n%s\n%d\n%s\n%s", b.URL, b.File, b.Size, b.SHA256, b.MediaType))
}

// clone returns a copy that shares nothing with the caller's value, in the one
// form that storage gives back: no topics, and no attachments, are nil.
func (t Text) clone() Text {
	t.Topics = append([]string(nil), t.Topics...)
	t.Attachments = append([]Attachment(nil), t.Attachments...)
	return t
}

// problems returns the bad fields that tags do not tell, for a resource of a kind.
func (t Text) problems(kind Kind) []fault.Field {
	var bad []fault.Field
	must := func(ok bool, name, problem string) {
		if !ok {
			bad = append(bad, fault.Field{Name: name, Problem: problem})
		}
	}
	if kind == Link {
		must(t.URL != "", "url", "is required of a link")
	} else {
		must(t.URL == "", "url", "is for a resource of the kind link; a file is attached")
		must(t.Body != "" || len(t.Attachments) > 0, "body", "is required, or an attachment in its place")
	}
	must(t.URL == "" || isAddress(t.URL), "url", notAddress)
	addresses := make(map[string]bool, len(t.Attachments))
	for i, a := range t.Attachments {
		at := fmt.Sprintf("attachments[%d].", i)
		must(a.URL == "" || isAddress(a.URL), at+"url", notAddress)
		must(!addresses[a.URL], at+"url", "is attached already")
		must(a.MediaType == "" || isMediaType(a.MediaType), at+"media_type", "must be a type and a subtype, as in video/mp4")
		must(a.SHA256 == "" || isSHA256(a.SHA256), at+"sha256", "must be 64 hexadecimal digits in lower case")
		addresses[a.URL] = true
	}
	return bad
}

const notAddress = "must be an address that begins with https:// or http://, without spaces"

// isAddress reports whether s can be an address on the web, which leads to no
// code: it is shown to others as something to follow.
func isAddress(s string) bool {
	rest, ok := strings.CutPrefix(s, "https://")
	if !ok {
		rest, ok = strings.CutPrefix(s, "http://")
	}
	host, _, _ := strings.Cut(rest, "/")
	return ok && host != "" && !strings.ContainsAny(host, "@?#") && !strings.ContainsAny(s, " \"<>\\^`{|}")
}

// isMediaType reports whether s is a type and a subtype (RFC 6838, 4.2), without
// parameters.
func isMediaType(s string) bool {
	kind, sub, ok := strings.Cut(s, "/")
	return ok && isToken(kind) && isToken(sub)
}

func isToken(s string) bool {
	for i, r := range []byte(s) {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		if !letter && (i == 0 || !strings.ContainsRune("!#$&-^_.+", rune(r))) {
			return false
		}
	}
	return s != "" && len(s) <= 127
}

func isSHA256(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}
