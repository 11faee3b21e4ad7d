package archive

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// MaxLine is how many bytes a line has at most, its line feed not counted. The
// longest activity that the domain's rules admit has less.
const MaxLine = 8 << 20

const (
	format  = "praxis-archive"
	version = 1
	moment  = "2006-01-02T15:04:05.000000Z"
)

// The kinds of lines.
type (
	heading struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	opening struct {
		Community activity.CommunityID `json:"community"`
	}
	entry struct {
		Seq       activity.Seq      `json:"seq"`
		ID        activity.ID       `json:"id"`
		Actor     activity.Person   `json:"actor"`
		Verb      activity.Verb     `json:"verb"`
		Object    activity.ObjectID `json:"object,omitzero"`
		InReplyTo activity.ObjectID `json:"in_reply_to,omitzero"`
		Thread    activity.ObjectID `json:"thread,omitzero"`
		To        activity.Person   `json:"to,omitempty"`
		Space     activity.SpaceID  `json:"space,omitzero"`
		Topics    []string          `json:"topics,omitempty"`
		Mode      activity.Mode     `json:"mode,omitempty"`
		At        string            `json:"at"`
		Purpose   activity.Purpose  `json:"purpose,omitempty"`
		Fact      string            `json:"fact,omitempty"`
		Detail    json.RawMessage   `json:"detail,omitempty"`
	}
	closing struct {
		Activities activity.Seq `json:"activities"`
		SHA256     string       `json:"sha256"`
	}
	ending struct {
		Communities int    `json:"communities"`
		SHA256      string `json:"sha256"`
	}
)

// Recognise reports whether a file that begins so is an archive, of whatever
// version. Its first 64 bytes are enough to tell.
func Recognise(beginning []byte) bool {
	return bytes.HasPrefix(beginning, []byte(`{"format":"`+format+`",`))
}

// is reports whether a line is of the kind that its first member tells.
func is(line []byte, first string) bool { return bytes.HasPrefix(line, []byte(`{"`+first+`":`)) }

// written returns a line other than an activity's.
func written(v any) []byte {
	line, err := json.Marshal(v)
	if err != nil {
		panic(err) // numbers, identifiers and texts all have a form in JSON
	}
	return line
}

// read reads a line other than an activity's.
func read[T any](line []byte) (v T, err error) {
	if err := json.Unmarshal(line, &v); err != nil {
		return v, fault.Wrap("", fault.Invalid, err)
	}
	return v, onlyForm(line, written(v))
}

// onlyForm refuses a line that is not as it would be written. What this version
// does not know would be lost otherwise.
func onlyForm(line, again []byte) error {
	if bytes.Equal(line, again) {
		return nil
	}
	return fault.New("", fault.Invalid, "it is not in the form of an archive: it was changed, or a newer version of Praxis wrote more than this one knows")
}

// lineOf returns an activity's line. Invalid if it breaks a rule: what could not
// be imported again is not exported.
func lineOf(a activity.Activity) ([]byte, error) {
	if err := check(a); err != nil {
		return nil, err
	}
	e := entry{
		Seq: a.Seq, ID: a.ID, Actor: a.Actor, Verb: a.Verb, Object: a.Object, InReplyTo: a.InReplyTo, Thread: a.Thread,
		To: a.To, Space: a.Space, Topics: a.Topics, Mode: a.Mode, At: a.At.Format(moment), Purpose: a.Purpose,
	}
	var err error
	if e.Fact, e.Detail, err = storage.EncodeFact(a.Detail); err != nil {
		return nil, err
	}
	line, err := json.Marshal(e)
	switch {
	case err != nil:
		return nil, fault.Wrap("", fault.Invalid, err)
	case len(line) > MaxLine:
		return nil, tooLong()
	}
	return line, nil
}

// activityOf reads an activity's line.
func activityOf(community activity.CommunityID, line []byte) (activity.Activity, error) {
	fail := func(err error) (activity.Activity, error) {
		return activity.Activity{}, fault.Wrap("", fault.Invalid, err)
	}
	var e entry
	if err := json.Unmarshal(line, &e); err != nil {
		return fail(err)
	}
	at, err := time.Parse(moment, e.At)
	if err != nil {
		return fail(err)
	}
	detail, err := storage.DecodeFact(e.Fact, e.Detail)
	if err != nil {
		return fail(err)
	}
	a := activity.Activity{
		Community: community, Seq: e.Seq, ID: e.ID, Actor: e.Actor, Verb: e.Verb, Object: e.Object, InReplyTo: e.InReplyTo, Thread: e.Thread,
		To: e.To, Space: e.Space, Topics: e.Topics, Mode: e.Mode, At: at, Purpose: e.Purpose, Detail: detail,
	}
	again, err := lineOf(a)
	if err != nil {
		return fail(err)
	}
	return a, onlyForm(line, again)
}

// check reports, as an Invalid error, what rules an activity breaks by itself.
func check(a activity.Activity) error {
	if err := a.Check(); err != nil {
		return err
	}
	if a.Detail == nil {
		return nil
	}
	return fault.Check(a.Detail.FactName(), a.Detail)
}

func tooLong() error {
	return fault.New("", fault.Invalid, fmt.Sprintf("it is longer than %d bytes, which no activity is", MaxLine))
}
