package storage

import (
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// History is the whole record of a community, in the order of its sequence.
type History []activity.Activity

// Fold works out the state of the community whose record it is. Invalid if it is
// another one's, holds an activity twice, or does not fold. Adapters ask when a
// record is rewritten.
func (h History) Fold(community activity.CommunityID) (Snapshot, error) {
	const op = "storage.History.Fold"
	seen := make(map[activity.ID]bool, len(h))
	for _, a := range h {
		if _, _, err := EncodeDetail(a); err != nil {
			return Snapshot{}, fault.In(op, err)
		}
		if seen[a.ID] {
			return Snapshot{}, fault.New(op, fault.Invalid, "activity "+a.ID.String()+" is in the record twice")
		}
		seen[a.ID] = true
	}
	s, err := Fold(func(yield func(activity.Activity, error) bool) {
		for _, a := range h {
			a.Community = community
			if !yield(a, nil) {
				return
			}
		}
	})
	if err != nil {
		return Snapshot{}, fault.In(op, err)
	}
	if s.Community.ID != community {
		return Snapshot{}, fault.New(op, fault.Invalid, "the record does not begin with a founding")
	}
	return s, nil
}
