package storage

import (
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Operation is an act that its caller gave a key, so that it can be repeated
// when its outcome is unknown, and yet takes effect once. It is kept in the
// transaction of the act.
type Operation struct {
	Community activity.CommunityID
	Key       string // unique in the community: 1 to 255 bytes of UTF-8 without control characters
	Actor     activity.Person
	Verb      activity.Verb
	Activity  activity.ID       // that records it
	Made      activity.ObjectID // what it made; zero for nothing
	At        time.Time         // when it took effect
}

// Check reports, as an Invalid error, whether the operation has a key.
func (o Operation) Check() error { return checkName("storage.Operation", "an operation's key", o.Key) }

func checkName(op, what, name string) error {
	if fault.IsPerson(name) {
		return nil
	}
	return fault.New(op, fault.Invalid, what+" has 1 to 255 bytes without control characters")
}
