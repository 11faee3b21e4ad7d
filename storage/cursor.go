package storage

import "github.com/praxis-cop/praxis/activity"

// Lag is how far a subscriber is behind in a community's record.
type Lag struct {
	Community activity.CommunityID
	Seen      activity.Seq // the subscriber's cursor
	Head      activity.Seq // the community's newest activity
}

// CheckSubscriber reports, as an Invalid error, whether a subscriber's name can
// be kept: 1 to 255 bytes of UTF-8 without control characters.
func CheckSubscriber(name string) error {
	return checkName("storage.Cursor", "a subscriber's name", name)
}
