package lifecycle

import (
	"time"

	"github.com/praxis-cop/praxis/activity"
)

// Passage is a move between phases as it was recorded: why, against what the
// review found, and on the way back with which lesson.
type Passage struct {
	Community activity.CommunityID `json:"community"`
	ID        activity.ID          `json:"id"` // the activity that records it
	Moved
	Proposal activity.ProposalID `json:"proposal,omitzero"` // what it carries out; zero if none
	By       activity.Person     `json:"by"`
	At       time.Time           `json:"at"`
}

// PassageOf returns the passage that an activity records; ok is false if it
// records none.
func PassageOf(a activity.Activity) (p Passage, ok bool) {
	fact, ok := a.Detail.(Moved)
	if !ok {
		return Passage{}, false
	}
	return Passage{Community: a.Community, ID: a.ID, Moved: fact, Proposal: activity.ProposalID(a.InReplyTo), By: a.Actor, At: a.At}, true
}
