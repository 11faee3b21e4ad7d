package relay

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// The keys of a message's metadata.
const (
	Community = "community" // the community's id, as 36 characters
	Seq       = "seq"       // the activity's place in the community's record, as a decimal number
	Verb      = "verb"      // what was done
)

// record is the payload.
type record struct {
	Community activity.CommunityID `json:"community"`
	Seq       activity.Seq         `json:"seq"`
	ID        activity.ID          `json:"id"`
	Actor     activity.Person      `json:"actor"`
	Verb      activity.Verb        `json:"verb"`
	Object    activity.ObjectID    `json:"object,omitzero"`
	InReplyTo activity.ObjectID    `json:"in_reply_to,omitzero"`
	Thread    activity.ObjectID    `json:"thread,omitzero"`
	To        activity.Person      `json:"to,omitempty"`
	Space     activity.SpaceID     `json:"space,omitzero"`
	Topics    []string             `json:"topics,omitempty"`
	Mode      activity.Mode        `json:"mode,omitempty"`
	At        moment               `json:"at"`
	Purpose   activity.Purpose     `json:"purpose,omitempty"`
	Fact      string               `json:"fact,omitempty"`
	Detail    json.RawMessage      `json:"detail,omitempty"`
}

// moment is a time as RFC 3339, always with its microseconds.
type moment time.Time

// MarshalText implements encoding.TextMarshaler.
func (m moment) MarshalText() ([]byte, error) {
	t := time.Time(m).UTC()
	if t.Year() < 1 || t.Year() > 9999 {
		return nil, fault.New("relay.Encode", fault.Invalid, "a record's times are in the years 1 to 9999")
	}
	return t.AppendFormat(nil, "2006-01-02T15:04:05.000000Z07:00"), nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (m *moment) UnmarshalText(text []byte) error {
	t, err := time.Parse(time.RFC3339Nano, string(text))
	*m = moment(activity.Moment(t))
	return err
}

// Encode returns the message of an activity.
// Errors: Invalid for what no record holds: a detail of an unknown kind, a time
// outside of the years 1 to 9999.
func Encode(a activity.Activity) (*message.Message, error) {
	const op = "relay.Encode"
	name, detail, err := storage.EncodeFact(a.Detail)
	if err != nil {
		return nil, fault.In(op, err)
	}
	payload, err := json.Marshal(record{
		a.Community, a.Seq, a.ID, a.Actor, a.Verb, a.Object, a.InReplyTo, a.Thread, a.To,
		a.Space, a.Topics, a.Mode, moment(a.At), a.Purpose, name, detail,
	})
	if err != nil {
		return nil, fault.Wrap(op, fault.Invalid, err)
	}
	m := message.NewMessage(a.ID.String(), payload)
	m.Metadata.Set(Community, a.Community.String())
	m.Metadata.Set(Seq, strconv.FormatInt(int64(a.Seq), 10))
	m.Metadata.Set(Verb, string(a.Verb))
	return m, nil
}

// Decode returns the activity whose message it is, for consumers that are
// written in Go. It reads the payload only.
// Errors: Invalid for anything else, and for a detail of a newer version.
func Decode(m *message.Message) (activity.Activity, error) {
	const op = "relay.Decode"
	var r record
	if err := json.Unmarshal(m.Payload, &r); err != nil {
		return activity.Activity{}, fault.Wrap(op, fault.Invalid, err)
	}
	detail, err := storage.DecodeFact(r.Fact, r.Detail)
	if err != nil {
		return activity.Activity{}, fault.In(op, err)
	}
	return activity.Activity{
		Community: r.Community, Seq: r.Seq, ID: r.ID, Actor: r.Actor, Verb: r.Verb, Object: r.Object, InReplyTo: r.InReplyTo,
		Thread: r.Thread, To: r.To, Space: r.Space, Topics: r.Topics, Mode: r.Mode, At: time.Time(r.At), Purpose: r.Purpose, Detail: detail,
	}, nil
}
